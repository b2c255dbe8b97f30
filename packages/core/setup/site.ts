/** By which ids a tracker knows what our own names mean: what is read under another id is read as something else, so that nothing but the record may say it. */
import { z } from 'zod';
import { ACCOUNT } from '../kept.ts';
import { digestOf } from '../ledger/canonical.ts';
import type { Decider, Moment } from '../record/decider.ts';
import type { Kind } from '../record/kind.ts';
import type { Json, StreamRef } from '../record/port.ts';
import { LOCALES } from '../text/locale.ts';

/** From a change request to a requirement, by what becomes of it (`rules.md 5.4`). */
export const LINKS = ['affects', 'introduces', 'retires'] as const;
export type Link = (typeof LINKS)[number];

/** What set-up made or found, by the names of our own: asked by everything. */
export const siteSchema = z.object({
  /** Id of the issue type. */
  changeType: z.string(),
  requirementType: z.string().optional(),
  /** Custom field of each question. */
  fields: z.record(z.string(), z.string()),
  /** When set-up made a question's field anew because it was gone: UTC instant, ISO 8601. */
  madeAgain: z.record(z.string(), z.string()).optional(),
  /** Code of each choice by the id of its option. */
  choices: z.record(z.string(), z.string()).optional(),
  /** Ids of our link types; absent on a site that was set up before there was such a one. */
  affects: z.string().optional(),
  introduces: z.string().optional(),
  retires: z.string().optional(),
  /** Status of each stage. */
  statuses: z.record(z.string(), z.string()),
  /** Language in which gates and answers speak where nobody's own is known. */
  locale: z.enum(LOCALES),
  /** Where the site is seen, without a slash at the end. */
  address: z.string(),
});
export type Site = z.infer<typeof siteSchema>;

const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('found'), site: siteSchema }),
  /** It is set up no more. */
  z.object({ type: z.literal('taken-back') }),
]);

export interface SiteKind {
  readonly state: Site | undefined;
  readonly command: { readonly type: 'find'; readonly site: Site } | { readonly type: 'take-back' };
  readonly event: z.infer<typeof eventSchema>;
  readonly situation: Moment;
  readonly refusal: never;
  readonly row: { readonly changeType?: string };
}

export const SITE: Decider<SiteKind> = {
  kind: 'site' satisfies Kind,
  initial: undefined,
  /** Each look finds it again, and only news is kept. */
  decide(known, command) {
    if (command.type === 'take-back') return { events: known ? [{ type: 'taken-back' }] : [] };
    const isNews = !known || digestOf(known as unknown as Json) !== digestOf(command.site as unknown as Json);
    return { events: isNews ? [{ type: 'found', site: command.site }] : [] };
  },
  evolve: (_, { event }) => (event.type === 'found' ? event.site : undefined),
  settle: () => [],
  // Also of what was taken back: a row that is left out stays as it was.
  row: (known) => (known ? { changeType: known.changeType } : {}),
  schema: eventSchema,
};

/** @param project one whose types, fields and statuses are its own; absent for the whole site */
export function siteStream(tenant: string, project: string = ACCOUNT): StreamRef {
  return { tenant, project, kind: SITE.kind, stream: SITE.kind };
}
