/** An event as a queue carries it: only what is read of it, because Jira's whole issue may be larger than a queue takes. */
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { sizeOf } from '../record/storage.ts';
import { COMMENT_DELETED } from '../schema.ts';
import { typedCommands } from '../translate/comment.ts';

/** Forge takes 100 KB for an event whose consumer may run for more than 55 seconds, as ours may; the rest is left for its envelope. */
const MOST_BYTES = 95_000;

interface Commented {
  readonly eventType?: unknown;
  readonly comment?: { readonly body?: unknown };
}

export function carried(event: Commented): object {
  const whole = slim(event);
  return sizeOf(whole) <= MOST_BYTES ? whole : { ...whole, comment: withoutBody(event) };
}

/** A comment that a queue cannot hold is read from Jira when its turn comes. After its deletion it cannot be: its commands go instead. */
function withoutBody({ eventType, comment }: Commented): object | undefined {
  if (!comment) return undefined;
  const left = { ...comment, body: undefined };
  return eventType === COMMENT_DELETED ? { ...left, commands: typedCommands(comment.body) } : left;
}

/** Of a move it is read where from and where to. */
const MOVES: ReadonlySet<unknown> = new Set(['status', 'project']);

/** Which fields were edited, each once; what they said before and after is read from the issue, and may be as long as an issue can hold. */
function slimLog(changelog: unknown): { readonly id: unknown; readonly items: readonly object[] } | undefined {
  const { id, items } = (changelog ?? {}) as { id?: unknown; items?: unknown };
  if (!Array.isArray(items)) return undefined;
  const edited = new Map<unknown, object>();
  for (const { field, fieldId, from, to } of items as readonly Record<string, unknown>[]) {
    const name = fieldId ?? field;
    if (!edited.has(name)) edited.set(name, MOVES.has(name) ? { field, fieldId, from, to } : { field, fieldId });
  }
  return { id, items: [...edited.values()] };
}

function slim(event: object): object {
  const { eventType, issue, atlassianId, timestamp, changelog, comment, selfGenerated, ...link } = event as Record<
    string,
    unknown
  >;
  const { sourceIssueId, sourceProjectId } = link;
  // A link's event names two issues and holds none.
  if (issue === undefined && sourceIssueId !== undefined)
    return { eventType, id: link.id, sourceIssueId, sourceProjectId, atlassianId, timestamp, selfGenerated };
  const { id, key, fields } = (issue ?? {}) as { id?: unknown; key?: unknown; fields?: Record<string, unknown> };
  const { project, issuetype } = fields ?? {};
  const log = slimLog(changelog);
  return {
    eventType,
    issue: { id, key, fields: { project, issuetype } },
    atlassianId,
    timestamp,
    // What is left out here may be all that tells it from the next one.
    ...(timestamp === undefined && log?.id === undefined ? { digest: digestOf(event) } : {}),
    changelog: log,
    comment,
    selfGenerated,
  };
}
