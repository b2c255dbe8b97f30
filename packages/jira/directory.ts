/** Who holds which role: accounts and groups of the policy, read from Jira. What cannot be read is unreadable, never empty (`rules.md 4.4`). */
import type { Person } from '@countersign/core/content/person.ts';
import type { NamedNow } from '@countersign/core/enactment/bind.ts';
import { type Meant, programNames } from '@countersign/core/enactment/named.ts';
import { ACCOUNT, kept, Unreadable } from '@countersign/core/kept.ts';
import { entryNamed, written } from '@countersign/core/policy/account.ts';
import type { Authority } from '@countersign/core/policy/authority.ts';
import { isAtDomain } from '@countersign/core/policy/contact.ts';
import { type Directory, roleHolders, type Team } from '@countersign/core/policy/holder.ts';
import { type Found, type Meaning, meaningOf, type NameCode, type NameSaid } from '@countersign/core/policy/meaning.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { z } from 'zod';
import { isGone, path } from './client.ts';
import type { Reader } from './facts/reader.ts';
import { accountOf, personOf } from './place.ts';
import { userSchema } from './schema.ts';

/** Without a word on whether there is more, nobody knows that it was all. */
const membersSchema = z.object({ values: z.array(userSchema), isLast: z.boolean() });

/** A group by its id, which stays when it is renamed; by its name otherwise. */
export const GROUP_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Jira tells apps of no change in a group; this bounds how long one could matter. */
const GROUP_MAX_AGE_MS = 2 * 60_000;
const USER_MAX_AGE_MS = 10 * 60_000;
const PAGE = 50;
const MOST_PAGES = 40;

type Account = { readonly accountId: string; readonly displayName: string };

/** What Jira says of an account: who was deactivated or anonymised fills nothing any more. */
type UserFact = Account & { readonly gone?: 'left' | 'nobody'; readonly program?: true };

async function userWith(reader: Reader, tenant: string, accountId: string): Promise<UserFact | 'unreadable'> {
  const key = { tenant, project: ACCOUNT, kind: 'user', id: accountId };
  const found = await kept<UserFact>(reader, key, USER_MAX_AGE_MS, async () => {
    const answer = await reader.client.request('GET', path`/rest/api/3/user?accountId=${accountId}`);
    if (isGone(answer)) return { accountId, displayName: accountId, gone: 'nobody' };
    const user = answer.ok ? userSchema.safeParse(answer.data).data : undefined;
    if (!user) throw new Unreadable(accountId);
    const { displayName = accountId, active, accountType } = user;
    const program = accountType === 'app' ? { program: true as const } : {};
    return { accountId, displayName, ...program, ...(active === false ? { gone: 'left' as const } : {}) };
  });
  return found === 'unreadable' ? found : found.value;
}

/** Whether somebody is a program; of whom Jira does not show nobody knows. */
export async function isProgramAccount(reader: Reader, tenant: string, person: Person): Promise<boolean> {
  const user = await userWith(reader, tenant, accountOf(person));
  return user !== 'unreadable' && user.program === true;
}

/** An account is named by its id, so nobody else is ever meant by it; one of GitHub is known by that alone. */
async function accountMeant(reader: Reader, tenant: string, entry: string): Promise<Meaning<Person>> {
  const { id, name = entry } = entryNamed(entry);
  if (id && !id.startsWith('jira:')) return { id, holder: { id, name }, doubtful: [] };
  const accountId = id?.slice('jira:'.length) ?? entry;
  const user = await userWith(reader, tenant, accountId);
  if (user === 'unreadable') return { id: personOf({ accountId }).id, doubtful: [], unreadable: true };
  const person = personOf(user);
  const saying = (code: NameCode): NameSaid => ({ code, values: { name: written(user.displayName) } });
  if (user.gone === 'nobody') return { doubtful: [], said: saying('name-nobody') };
  return user.gone === 'left'
    ? { id: person.id, doubtful: [person], said: saying('name-gone') }
    : { id: person.id, holder: person, doubtful: [] };
}

/** Which group it is, and who is in it: read together, so that members are never those of another. */
type GroupFact = readonly [{ readonly group: string; readonly name: string }, ...(readonly Account[])];

const groupsSchema = z.object({ values: z.array(z.object({ name: z.string(), groupId: z.string().nullish() })) });

/** @param entry as the policy writes it, `group/<name>` or `group/<id>` */
function groupNamed(reader: Reader, tenant: string, entry: string): Promise<Found<Team>> {
  const group = entry.slice(entry.indexOf('/') + 1);
  return GROUP_ID.test(group) ? groupWith(reader, tenant, group) : groupAt(reader, tenant, { name: group });
}

/** The group of an id, whatever it is called by now. */
function groupWith(reader: Reader, tenant: string, id: string): Promise<Found<Team>> {
  return groupAt(reader, tenant, { id: id.toLowerCase() });
}

async function groupAt(
  reader: Reader,
  tenant: string,
  asked: { readonly id: string } | { readonly name: string },
): Promise<Found<Team>> {
  const wanted = 'id' in asked ? asked.id : asked.name.toLowerCase();
  const key = { tenant, project: ACCOUNT, kind: 'group', id: 'id' in asked ? `#${wanted}` : `=${wanted}` };
  const found = await kept<GroupFact>(reader, key, GROUP_MAX_AGE_MS, async (): Promise<GroupFact> => {
    const which = 'id' in asked ? path`groupId=${asked.id}` : path`groupName=${asked.name}`;
    const answer = await reader.client.request('GET', `/rest/api/3/group/bulk?${which}`);
    if (isGone(answer)) return [{ group: '', name: '' }];
    const listed = answer.ok ? groupsSchema.safeParse(answer.data).data : undefined;
    if (!listed) throw new Unreadable(wanted);
    const one = listed.values.find(({ name, groupId }) =>
      'id' in asked ? groupId?.toLowerCase() === wanted : name.toLowerCase() === wanted,
    );
    if (!one?.groupId) return [{ group: '', name: '' }];
    return [{ group: one.groupId, name: one.name }, ...(await membersOf(reader, one.groupId))];
  });
  if (found === 'unreadable') return 'unreadable';
  const [{ group, name }, ...members] = found.value;
  if (group === '') return 'nobody';
  return { id: group, name: `group/${name}`, people: members.map(personOf), at: found.at };
}

async function membersOf(reader: Reader, group: string): Promise<readonly Account[]> {
  const members: Account[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked = path`groupId=${group}&startAt=${page * PAGE}&maxResults=${PAGE}`;
    const answer = await reader.client.request('GET', `/rest/api/3/group/member?${asked}`);
    const read = answer.ok ? membersSchema.safeParse(answer.data) : undefined;
    if (!read?.success) throw new Unreadable(group);
    for (const { accountId, displayName = accountId, active, accountType } of read.data.values)
      if (active !== false && accountType !== 'app') members.push({ accountId, displayName });
    if (read.data.isLast) return members;
  }
  throw new Unreadable(`${group} has too many members`);
}

const searchedSchema = z.array(userSchema);

/** An account by its id; a program also by what it is called, where only one is called so. What it is called later makes it nobody else. */
export async function programNamed(
  reader: Reader,
  tenant: string,
  entry: string,
): Promise<Found<{ readonly id: string }>> {
  const { id = `jira:${entry}` } = entryNamed(entry);
  if (!id.startsWith('jira:')) return { id };
  const user = await userWith(reader, tenant, id.slice('jira:'.length));
  if (user === 'unreadable') return 'unreadable';
  if (user.gone !== 'nobody') return { id };
  const answer = await reader.client.request('GET', path`/rest/api/3/user/search?query=${entry}&maxResults=50`);
  const found = answer.ok ? searchedSchema.safeParse(answer.data).data : undefined;
  if (!found) return 'unreadable';
  const [one, ...others] = found.filter(({ displayName }) => displayName?.toLowerCase() === entry.toLowerCase());
  return one && others.length === 0 ? { id: personOf(one).id } : 'nobody';
}

/** Who has the names of a policy as it is put in force (`rules.md 5.6`). */
export function namedNow(reader: Reader, tenant: string): NamedNow {
  return {
    account: (entry) => programNamed(reader, tenant, entry),
    team: (entry) => groupNamed(reader, tenant, entry),
  };
}

/** @param meant whom its names mean, where that is on record: whatever has a name since holds nothing by it */
export async function readAuthority(
  reader: Reader,
  tenant: string,
  policy: Policy,
  meant: Meant | undefined,
): Promise<Authority> {
  const directory: Directory = {
    // Nothing may leave the site; whose an address at a domain of the provider's is, nobody attests either.
    contact: async (_, { mail }) => ({ why: isAtDomain(mail, policy.providerDomains) ? 'provider' : 'inside' }),
    mailbox: async () => undefined,
    user: (entry) => accountMeant(reader, tenant, entry),
    team: (entry) =>
      meaningOf(entry, meant?.get(entry.toLowerCase()), {
        named: async (name) => {
          const found = await groupNamed(reader, tenant, name);
          // Of what was never bound nobody knows whom it meant: not an empty group.
          return found === 'nobody' && meant?.get(entry.toLowerCase()) === undefined ? 'unreadable' : found;
        },
        withId: (id) => groupWith(reader, tenant, id),
      }),
  };
  const authority = await roleHolders(directory, policy, new Date(reader.now()).toISOString());
  // A program may be called otherwise by now, and is one still.
  const programs = programNames(policy).flatMap((entry) => meant?.get(entry.toLowerCase()) || []);
  return programs.length > 0 ? { ...authority, programs: [...new Set(programs)] } : authority;
}
