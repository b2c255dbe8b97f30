/** Where what set-up made is kept, and where the record of a request is: under the project in which it began. */

import { ACCOUNT } from '@countersign/core/kept.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { streamOf } from '../place.ts';
import type { Documents, KeptDocument } from '../record/documents.ts';
import { type Site, siteSchema } from '../schema.ts';

/** What is remembered of a Jira site. */
export interface Remembered {
  /** `jira:<cloud id>` */
  readonly tenant: string;
  readonly documents: Documents;
}

/** What set-up made or found for a project, a team-managed one's own before the site's; `undefined` before it ran. One read. */
export async function siteOf({ documents, tenant }: Remembered, project: string): Promise<Site | undefined> {
  return siteIn(await documents.findAll([siteKey(tenant, project), siteKey(tenant)]));
}

function siteIn(found: readonly (KeptDocument | undefined)[]): Site | undefined {
  const kept = found.find((one) => one !== undefined);
  const read = kept && siteSchema.safeParse(kept.data);
  return read?.success ? read.data : undefined;
}

/** What set-up made, and where the record of a request is: under the project in which it began, wherever its issue is now (`rules.md 5.6`); known once it was on record. One read. */
export async function siteAndRef(
  { documents, tenant }: Remembered,
  issue: string,
  project: string,
): Promise<{ readonly site: Site | undefined; readonly ref: StreamRef; readonly isKnown: boolean }> {
  const keys = [siteKey(tenant, project), siteKey(tenant), homeKey(tenant, issue)];
  const [own, wide, home] = await documents.findAll(keys);
  const began = typeof home?.data === 'string' ? home.data : project;
  return { site: siteIn([own, wide]), ref: streamOf({ tenant, project: began }, issue), isKnown: home !== undefined };
}

export const homeKey = (tenant: string, issue: string) => ({ tenant, project: ACCOUNT, kind: 'home', id: issue });

/** @param project a team-managed one, whose type, fields and statuses are its own */
export const siteKey = (tenant: string, project = 'site') => ({ tenant, project: ACCOUNT, kind: 'site', id: project });

/** Notes where a request begins: its project, and its own for the day when its issue is moved. */
export async function rememberBeginning(
  { documents, tenant, now }: Remembered & { readonly now: () => number },
  issue: string,
  project: string,
): Promise<void> {
  const fetchedAt = new Date(now()).toISOString();
  await documents.keep({ ...homeKey(tenant, issue), data: project, fetchedAt });
  await rememberProject({ documents, tenant, now }, project);
}

/** Notes a project in which requests are, for the nightly comparison. */
export async function rememberProject(
  { documents, tenant, now }: Remembered & { readonly now: () => number },
  project: string,
): Promise<void> {
  const key = { tenant, project: ACCOUNT, kind: 'project', id: project };
  if (await documents.find(key)) return;
  await documents.keep({ ...key, data: true, fetchedAt: new Date(now()).toISOString() });
}
