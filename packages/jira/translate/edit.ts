/** What one edit touched, by Jira's own list of it: the issue may say more by the time it is read, and authorship rests on who did what (`rules.md 4.4`). */
import type { Facet } from '@countersign/core/approval/facet.ts';
import type { RequestContent } from '@countersign/core/content/request.ts';
import type { Site } from '@countersign/core/setup/site.ts';
import type { FieldId } from '@countersign/core/view/field.ts';
import type { JiraEvent } from '../schema.ts';

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

const LINKS: ReadonlySet<string> = new Set(['link', 'issuelinks']);

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

/** Source and urgency are not governed; a file is, by its digest, and whoever attaches it has written nothing (`rules.md 4.4`). */
const FACET_OF: Partial<Record<Key, Facet>> = {
  title: 'title',
  before: 'text',
  after: 'text',
  besides: 'text',
  items: 'items',
  cause: 'reason',
  motive: 'reason',
  outcome: 'reason',
  origin: 'reason',
  notChanging: 'reason',
};

export const facetsOfKeys = (keys: Iterable<Key>): readonly Facet[] => [
  ...new Set([...keys].flatMap((key) => FACET_OF[key] ?? [])),
];

/** What of an issue is a request's: the fields that set-up made, and the links to requirements. */
export interface Governing {
  readonly site: Site;
  /** Keys of the requirements that it names now, or named on record: a link to anything else is no part of it. */
  readonly items: ReadonlySet<string>;
}

/** A link was made or unmade; Jira says neither of which type nor to what. */
export const isLinked = ({ eventType }: JiraEvent): boolean => eventType.endsWith(':issuelink');

/** @returns `undefined` where Jira does not say, as in our own nightly comparison. */
export function touchedBy(event: JiraEvent, { site, items }: Governing): Touched | undefined {
  const { changelog } = event;
  // Whether it touched a requirement is seen by what the issue names now.
  if (isLinked(event)) return { fields: new Set(['items']), keys: new Set(['items']), facets: [] };
  if (!changelog?.items) return undefined;
  const fields = new Set<FieldId>();
  const keys = new Set<Key>();
  for (const { fieldId, field, from, to } of changelog.items) {
    // People may give a field of their own any name of Jira's; an id is nobody's choice.
    const name = (fieldId ?? field ?? '').toLowerCase();
    const ours = Object.entries(site.fields).find(([, id]) => id === name)?.[0] as FieldId | undefined;
    if (ours) fields.add(ours);
    const key = ours ? OF_OURS[ours] : OF_JIRA[name];
    const other = to ?? from;
    if (LINKS.has(name) && other != null && !items.has(other)) continue;
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
