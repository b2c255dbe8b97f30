/** Once a week Atlassian is told whose accounts the app keeps, and says who closed theirs: their names are forgotten (`rules.md 7.1`). */
import { ACCOUNT } from '@countersign/core/kept.ts';
import type { Desk } from '../desk.ts';
import { projectsOf } from '../facts/site.ts';
import { projectPolicies } from '../record/policies.ts';

/** Atlassian's own call for it, as `privacy.reportPersonalData` of `@forge/api`. `updatedAt`: since when what is kept is known, ISO 8601. */
export type Report = (
  accounts: { accountId: string; updatedAt: string }[],
) => Promise<readonly { readonly accountId: string; readonly status: 'updated' | 'closed' }[]>;

const HOME = 'jira:';

/** A hundred at a time. One page that fails leaves the rest to the next week: what was forgotten stays so. */
export async function reportAccounts(desk: Desk, report: Report): Promise<void> {
  for (let cursor: string | undefined; ; ) {
    const page = await desk.people.known(desk.tenant, cursor ? { cursor } : {});
    const accounts = page.people
      .filter(({ id }) => id.startsWith(HOME))
      .map(({ id, since }) => ({ accountId: id.slice(HOME.length), updatedAt: since }));
    for (const { accountId, status } of await report(accounts)) {
      if (status === 'closed') await forgetPerson(desk, `${HOME}${accountId}`);
      // Asked again when it is next shown. What somebody was called in an entry stays what they were called then.
      else await forgetRead(desk, accountId);
    }
    if (!page.cursor) return;
    cursor = page.cursor;
  }
}

/** Forgets every name of somebody; panels and pages say so from then on. Doing it again changes nothing. */
export async function forgetPerson(desk: Desk, id: string): Promise<void> {
  await desk.people.erase(desk.tenant, id);
  await forgetRead(desk, id.slice(HOME.length));
  for (const project of await projectsOf(desk)) await projectPolicies(desk, project).forgetName(id);
}

async function forgetRead({ tenant, documents }: Desk, account: string): Promise<void> {
  await documents.forgetRead({ tenant, project: ACCOUNT, kind: 'name', id: account });
}
