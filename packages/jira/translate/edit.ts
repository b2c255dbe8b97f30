/** What one edit touched, by Jira's own list of it: the issue may say more by the time it is read, and authorship rests on who did what (`rules.md 4.4`). */
import type { Facet } from '@countersign/core/approval/facet.ts';
import type { RequestContent } from '@countersign/core/content/request.ts';
import type { FieldId } from '@countersign/core/view/field.ts';
import type { JiraEvent, Site } from '../schema.ts';

export interface Touched {
  readonly fields: ReadonlySet<FieldId>;
  /** What of the request stands there. */
  readonly keys: ReadonlySet<Key>;
  readonly facets: readonly Facet[];
}

export type Key = keyof RequestContent;

/** Names that Jira gives its own fields in a change log, by id or by name. */
const OF_JIRA: Readonly<Record<string, Key>> = {
  summary: 'title',
  description: 'besides',
  link: 'items',
  issuelinks: 'items',
  attachment: 'attachments',
};

const OF_OURS: Partial<Record<FieldId, Key>> = {
  before: 'before',
  after: 'after',
  items: 'items',
  cause: 'cause',
  causeText: 'cause',
  motive: 'motive',
  outcome: 'outcome',
  origin: 'origin',
  source: 'source',
  urgency: 'urgency',
  notChanging: 'notChanging',
};

/** Source and urgency are not governed. */
const FACET_OF: Partial<Record<Key, Facet>> = {
  title: 'title',
  before: 'text',
  after: 'text',
  besides: 'text',
  items: 'items',
  attachments: 'items',
  cause: 'reason',
  motive: 'reason',
  outcome: 'reason',
  origin: 'reason',
  notChanging: 'reason',
};

export const facetsOfKeys = (keys: Iterable<Key>): readonly Facet[] => [
  ...new Set([...keys].flatMap((key) => FACET_OF[key] ?? [])),
];

/** @returns `undefined` where Jira does not say, as in our own nightly comparison. */
export function touchedBy({ eventType, changelog }: JiraEvent, site: Site): Touched | undefined {
  if (eventType.endsWith(':issuelink'))
    return { fields: new Set(['items']), keys: new Set(['items']), facets: ['items'] };
  if (!changelog?.items) return undefined;
  const fields = new Set<FieldId>();
  const keys = new Set<Key>();
  for (const { fieldId, field } of changelog.items) {
    const name = (fieldId ?? field ?? '').toLowerCase();
    const ours = Object.entries(site.fields).find(([, id]) => id === name)?.[0] as FieldId | undefined;
    if (ours) fields.add(ours);
    const key = ours ? OF_OURS[ours] : (OF_JIRA[name] ?? OF_JIRA[field?.toLowerCase() ?? '']);
    if (key) keys.add(key);
  }
  return { fields, keys, facets: facetsOfKeys(keys) };
}

/** What is on record, with what one edit touched as it is now: the rest may be another's, whose own edit tells of it (`rules.md 4.4`). */
export function withKeys(recorded: RequestContent, now: RequestContent, keys: Iterable<Key>): RequestContent {
  const merged: Partial<Record<Key, unknown>> = { ...recorded };
  for (const key of keys) {
    if (now[key] === undefined) delete merged[key];
    else merged[key] = now[key];
  }
  return merged as RequestContent;
}

/** A command takes effect when its comment is written: what was edited, by its writer or another, is no longer what was said (`rules.md 6.3`). */
export function isEdited({ comment, atlassianId }: JiraEvent): boolean {
  if (!comment) return false;
  const { author, updateAuthor, created, updated } = comment;
  const others = [updateAuthor?.accountId, atlassianId].filter((one) => one !== undefined);
  return (
    (created !== undefined && updated !== undefined && created !== updated) ||
    (author !== undefined && others.some((one) => one !== author.accountId))
  );
}
