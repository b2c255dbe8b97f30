/** Where what set-up made is on record, and where the record of a request is: under the project in which it began. */

import { ACCOUNT } from '@countersign/core/kept.ts';
import type { Entry, Ledger, StreamRef } from '@countersign/core/record/port.ts';
import { folded } from '@countersign/core/record/run.ts';
import { SITE, type Site, siteSchema, siteStream } from '@countersign/core/setup/site.ts';
import { streamOf } from '../place.ts';
import type { Documents } from '../record/documents.ts';

/** What is remembered of a Jira site. */
export interface Remembered {
  /** `jira:<cloud id>` */
  readonly tenant: string;
  readonly ledger: Pick<Ledger, 'read'>;
  readonly documents: Documents;
  readonly kept: Documents;
}

/** What set-up made or found for a project, a team-managed one's own before the site's; `undefined` before it ran. One read. */
export async function siteOf(remembered: Remembered, project: string): Promise<Site | undefined> {
  const [own, wide] = await Promise.all([noted(remembered, project), noted(remembered)]);
  return (own ?? wide)?.site;
}

/** Of the whole site; a team-managed project's own is another. */
export async function siteNoted(remembered: Remembered): Promise<Site | undefined> {
  return (await noted(remembered))?.site;
}

/** @returns without a site where what is there cannot be read: no other stands in its place */
async function noted(
  { tenant, ledger, documents }: Remembered,
  project?: string,
): Promise<{ readonly site: Site | undefined } | undefined> {
  const [entries, before] = await Promise.all([
    ledger.read(siteStream(tenant, project)),
    documents.find(siteKey(tenant, project)),
  ]);
  const site = entries.length > 0 ? folded(SITE, entries) : undefined;
  // What lies in the cache is from before it was on record.
  if (entries.length > 0 || !before) return site && { site };
  return { site: siteSchema.safeParse(before.data).data };
}

export interface Found {
  readonly site: Site | undefined;
  readonly ref: StreamRef;
  /** Whether it was ever on record. */
  readonly isKnown: boolean;
  /** Of its stream. */
  readonly entries: readonly Entry[];
}

/**
 * What set-up made, where the record of a request is, and the record itself: under the project in which it began, wherever its issue is now
 * (`rules.md 5.6`). One read, and one more for what was moved.
 */
export async function siteAndRecord(remembered: Remembered, issue: string, project: string): Promise<Found> {
  const { tenant, ledger } = remembered;
  const here = streamOf({ tenant, project }, issue);
  const [site, home, entries] = await Promise.all([
    siteOf(remembered, project),
    remembered.kept.find(homeKey(tenant, issue)),
    ledger.read(here),
  ]);
  const began = typeof home?.data === 'string' ? home.data : project;
  const ref = streamOf({ tenant, project: began }, issue);
  const isKnown = home !== undefined || entries.length > 0;
  return { site, ref, isKnown, entries: began === project ? entries : await ledger.read(ref) };
}

/** The address of a request's stream says where it began; this finds the address by the issue alone. */
export const homeKey = (tenant: string, issue: string) => ({ tenant, project: ACCOUNT, kind: 'home', id: issue });

/** Where an older version kept what set-up found. */
const siteKey = (tenant: string, project = 'site') => ({ tenant, project: ACCOUNT, kind: 'site', id: project });

/** Projects in which requests began, or are. */
export async function projectsOf({ tenant, kept }: Pick<Remembered, 'tenant' | 'kept'>): Promise<readonly string[]> {
  return (await kept.list(tenant, ACCOUNT, 'project')).map(({ id }) => id).sort();
}

/** Notes where requests begin: their project for the nightly comparison, and their own for the day when their issue is moved. */
export async function rememberBeginning(
  { kept, tenant, now }: Pick<Remembered, 'tenant' | 'kept'> & { readonly now: () => number },
  issues: readonly string[],
  project: string,
): Promise<void> {
  const fetchedAt = new Date(now()).toISOString();
  const keys = [
    { tenant, project: ACCOUNT, kind: 'project', id: project },
    ...issues.map((issue) => homeKey(tenant, issue)),
  ];
  const found = await kept.findAll(keys);
  for (const [at, key] of keys.entries())
    if (found[at]?.stamp === undefined)
      await kept.keep({ ...key, data: key.kind === 'home' ? project : true, fetchedAt });
}

/** Notes a project in which requests are, for the nightly comparison. */
export async function rememberProject(
  { kept, tenant, now }: Pick<Remembered, 'tenant' | 'kept'> & { readonly now: () => number },
  project: string,
): Promise<void> {
  const key = { tenant, project: ACCOUNT, kind: 'project', id: project };
  if (await kept.find(key)) return;
  await kept.keep({ ...key, data: true, fetchedAt: new Date(now()).toISOString() });
}
