/** What one edit touched, by Jira's own list of it: the issue may say more by the time it is read, and authorship rests on who did what (`rules.md 4.4`). */
import type { Facet } from '@countersign/core/approval/facet.ts';
import type { FieldId } from '@countersign/core/view/field.ts';
import type { JiraEvent, Site } from '../schema.ts';

export interface Touched {
  readonly fields: ReadonlySet<FieldId>;
  readonly facets: readonly Facet[];
}

/** Names that Jira gives its own fields in a change log, by id or by name. */
const OF_JIRA: Readonly<Record<string, Facet>> = {
  summary: 'title',
  description: 'text',
  link: 'items',
  issuelinks: 'items',
  attachment: 'items',
};

const OF_OURS: Partial<Record<FieldId, Facet>> = {
  before: 'text',
  after: 'text',
  items: 'items',
  cause: 'reason',
  causeText: 'reason',
  motive: 'reason',
  outcome: 'reason',
  origin: 'reason',
  notChanging: 'reason',
};

/** @returns `undefined` where Jira does not say, as in our own nightly comparison. */
export function touchedBy({ eventType, changelog }: JiraEvent, site: Site): Touched | undefined {
  if (eventType.endsWith(':issuelink')) return { fields: new Set(['items']), facets: ['items'] };
  if (!changelog?.items) return undefined;
  const fields = new Set<FieldId>();
  const facets = new Set<Facet>();
  for (const { fieldId, field } of changelog.items) {
    const name = (fieldId ?? field ?? '').toLowerCase();
    const ours = Object.entries(site.fields).find(([, id]) => id === name)?.[0] as FieldId | undefined;
    if (ours) fields.add(ours);
    const facet = ours ? OF_OURS[ours] : (OF_JIRA[name] ?? OF_JIRA[field?.toLowerCase() ?? '']);
    if (facet) facets.add(facet);
  }
  return { fields, facets: [...facets] };
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
