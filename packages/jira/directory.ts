/** Who holds which role: accounts and groups of the policy, read from Jira. What cannot be read is unreadable, never empty (`rules.md 4.4`). */
import type { Person } from '@countersign/core/content/person.ts';
import { ACCOUNT, kept, Unreadable } from '@countersign/core/kept.ts';
import type { Authority } from '@countersign/core/policy/authority.ts';
import { type Directory, roleHolders } from '@countersign/core/policy/holder.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { z } from 'zod';
import { path } from './client.ts';
import { accountNow } from './facts/people.ts';
import type { Reader } from './facts/reader.ts';
import { personOf } from './place.ts';
import { userSchema } from './schema.ts';

/** Without a word on whether there is more, nobody knows that it was all. */
const membersSchema = z.object({ values: z.array(userSchema), isLast: z.boolean() });

/** A group by its id, which stays when it is renamed; by its name otherwise. */
const GROUP_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Jira tells apps of no change in a group; this bounds how long one could matter. */
const GROUP_MAX_AGE_MS = 2 * 60_000;
const USER_MAX_AGE_MS = 10 * 60_000;
const PAGE = 50;
const MOST_PAGES = 40;

type Account = { readonly accountId: string; readonly displayName: string };

/** Somebody who was deactivated or anonymised fills nothing any more; a policy that names them means somebody we cannot tell. */
async function userWith(reader: Reader, tenant: string, accountId: string): Promise<Person | 'unreadable'> {
  const key = { tenant, project: ACCOUNT, kind: 'user', id: accountId };
  const found = await kept<Account>(reader, key, USER_MAX_AGE_MS, async () => {
    const user = await accountNow(reader.client, accountId);
    if (!user || user.active === false) throw new Unreadable(accountId);
    return { accountId, displayName: user.displayName ?? accountId };
  });
  return found === 'unreadable' ? found : personOf(found.value);
}

async function groupNamed(
  reader: Reader,
  tenant: string,
  name: string,
): Promise<{ readonly people: readonly Person[]; readonly at: string } | 'unreadable'> {
  const group = name.slice(name.indexOf('/') + 1);
  const key = { tenant, project: ACCOUNT, kind: 'group', id: group };
  const found = await kept<readonly Account[]>(reader, key, GROUP_MAX_AGE_MS, async () => {
    const members: Account[] = [];
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const which = GROUP_ID.test(group) ? path`groupId=${group}` : path`groupname=${group}`;
      const from = path`startAt=${page * PAGE}&maxResults=${PAGE}`;
      const answer = await reader.client.request('GET', `/rest/api/3/group/member?${which}&${from}`);
      const read = answer.ok ? membersSchema.safeParse(answer.data) : undefined;
      if (!read?.success) throw new Unreadable(group);
      for (const { accountId, displayName = accountId, active, accountType } of read.data.values)
        if (active !== false && accountType !== 'app') members.push({ accountId, displayName });
      if (read.data.isLast) return members;
    }
    throw new Unreadable(`${group} has too many members`);
  });
  return found === 'unreadable' ? found : { people: found.value.map(personOf), at: found.at };
}

export async function readAuthority(reader: Reader, tenant: string, policy: Policy): Promise<Authority> {
  const directory: Directory = {
    user: (accountId) => userWith(reader, tenant, accountId),
    team: (name) => groupNamed(reader, tenant, name),
  };
  const held = await roleHolders(directory, policy, new Date(reader.now()).toISOString());
  // An alias is an account's id already: nothing is read for it, and one who left holds no other's seat back.
  return { ...held, aliases: policy.aliases.map((ids) => ids.map((accountId) => personOf({ accountId }).id)) };
}
