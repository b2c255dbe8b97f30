/** Once a week Atlassian is told whose accounts the app keeps, and says who closed theirs: their names are forgotten (`rules.md 7.1`). */
import type { Desk } from '../desk.ts';
import { forgetName, forgetPerson } from '../record/erase.ts';

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
      else await forgetName(desk, accountId);
    }
    if (!page.cursor) return;
    cursor = page.cursor;
  }
}
