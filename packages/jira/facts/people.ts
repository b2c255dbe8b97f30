/** Who an account is, as Jira says it: a name that somebody typed beside an account may be another's. */
import type { Person } from '@countersign/core/content/person.ts';
import { ACCOUNT, kept, Unreadable } from '@countersign/core/kept.ts';
import type { z } from 'zod';
import { type JiraClient, path } from '../client.ts';
import { personOf } from '../place.ts';
import { userSchema } from '../schema.ts';
import type { Reader } from './reader.ts';

/** Names change seldom, and nothing is decided by one. */
const MAX_AGE_MS = 10 * 60_000;
/** People who are looked up for one text or comment; a text that mentions more shows the others' accounts. */
const MOST = 20;

/** @returns `undefined` where Jira does not say, or says something else. @throws Transient when Jira is away */
async function accountNow(client: JiraClient, accountId: string): Promise<z.infer<typeof userSchema> | undefined> {
  const answer = await client.request('GET', path`/rest/api/3/user?accountId=${accountId}`);
  return answer.ok ? userSchema.safeParse(answer.data).data : undefined;
}

/** The person of an account; of one that Jira does not know, called by the account. */
export async function personWith(client: JiraClient, accountId: string): Promise<Person> {
  return personOf((await accountNow(client, accountId)) ?? { accountId });
}

/** Names by account. Who has left the site, or cannot be read now, is absent, and called by the account. @throws Transient for a patient reader */
export async function namesOf(
  reader: Reader,
  tenant: string,
  accounts: readonly string[],
  most = MOST,
): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(accounts)].slice(0, most);
  const found = await Promise.all(asked.map((account) => nameOf(reader, tenant, account)));
  return new Map(asked.flatMap((account, at) => (found[at] === undefined ? [] : [[account, found[at]] as const])));
}

async function nameOf(reader: Reader, tenant: string, account: string): Promise<string | undefined> {
  const key = { tenant, project: ACCOUNT, kind: 'name', id: account };
  const found = await kept<string>(reader, key, MAX_AGE_MS, async () => {
    const user = await accountNow(reader.client, account);
    if (!user?.displayName) throw new Unreadable(account);
    return user.displayName;
  });
  return found === 'unreadable' ? undefined : found.value;
}
