/** An event as a queue carries it: only what is read of it, because Jira's whole issue may be larger than a queue takes. */

/** Forge's limit for one event of a queue, less its envelope; text in UTF-8 has at most three bytes for each unit of a string. */
const MOST_BYTES = 190_000;

/** A comment that a queue cannot hold goes without its body; it is read from Jira when its turn comes. */
export function carried(event: { readonly comment?: object }): object {
  const whole = slim(event);
  return JSON.stringify(whole).length * 3 <= MOST_BYTES ? whole : { ...whole, comment: withoutBody(event) };
}

function withoutBody({ comment }: { readonly comment?: object }): object | undefined {
  return comment && { ...comment, body: undefined };
}

/** Which fields were edited; what they said before and after is read from the issue, and may be as long as an issue can hold. */
function slimLog(changelog: unknown): unknown {
  const { id, items } = (changelog ?? {}) as { id?: unknown; items?: unknown };
  if (!Array.isArray(items)) return undefined;
  const pick = ({ field, fieldId, from, to }: Record<string, unknown>) => ({
    ...{ field, fieldId },
    ...Object.fromEntries(
      Object.entries({ from, to }).filter(([, one]) => typeof one === 'string' && one.length < 256),
    ),
  });
  return { id, items: items.map(pick) };
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
  return {
    eventType,
    issue: { id, key, fields: { project, issuetype } },
    atlassianId,
    timestamp,
    changelog: slimLog(changelog),
    comment,
    selfGenerated,
  };
}
