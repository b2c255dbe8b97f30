/** Who holds which role: users and teams of the policy, read from GitHub. What cannot be read is unreadable, never empty (`rules.md 4.4`). */
import type { Person } from '@countersign/core/content/person.ts';
import { isMeant, type Meant } from '@countersign/core/enactment/named.ts';
import { unreadableAuthority } from '@countersign/core/facts.ts';
import { ACCOUNT, kept, Unreadable } from '@countersign/core/kept.ts';
import type { Authority } from '@countersign/core/policy/authority.ts';
import { type Directory, roleHolders } from '@countersign/core/policy/holder.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { ROLES } from '@countersign/core/policy/role.ts';
import { ask } from './project/client.ts';
import type { Reader } from './reader.ts';

/** Membership events correct teams at once; this bounds how long a lost event could matter. */
const TEAM_MAX_AGE_MS = 5 * 60_000;
/** A login belongs to another account only after a rename; the id is what is compared. */
const USER_MAX_AGE_MS = 60 * 60_000;
const PAGE = 100;
const MOST_PAGES = 50;

type Account = { readonly id: number; readonly login: string };

function personOf({ id, login }: Account): Person {
  return { id: `github:${id}`, name: login };
}

/** The person behind a login; `unknown` when there is none, `unreadable` when GitHub could not be asked. */
export async function userNamed(
  reader: Reader,
  tenant: string,
  login: string,
): Promise<Person | 'unknown' | 'unreadable'> {
  const key = { tenant, project: ACCOUNT, kind: 'user', id: login.toLowerCase() };
  const found = await kept<Account | { readonly unknown: true }>(reader, key, USER_MAX_AGE_MS, async () => {
    const answer = await ask(reader.client, 'GET /users/{username}', { username: login });
    if (answer.ok) {
      const { id, login: name } = answer.data as Account;
      return { id, login: name };
    }
    if (answer.status === 404) return { unknown: true as const };
    throw new Unreadable(answer.message);
  });
  if (found === 'unreadable') return 'unreadable';
  return 'unknown' in found.value ? 'unknown' : personOf(found.value);
}

interface Team {
  readonly people: readonly Person[];
  readonly at: string;
}

async function teamNamed(reader: Reader, tenant: string, name: string): Promise<Team | 'unreadable'> {
  const [org = '', slug = ''] = name.split('/');
  const key = { tenant, project: ACCOUNT, kind: 'team', id: name.toLowerCase() };
  const found = await kept<readonly Account[]>(reader, key, TEAM_MAX_AGE_MS, async () => {
    const members: Account[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const answer = await ask(reader.client, 'GET /orgs/{org}/teams/{team_slug}/members', {
        org,
        team_slug: slug,
        per_page: PAGE,
        page,
      });
      if (!answer.ok) throw new Unreadable(answer.message);
      const some = answer.data as readonly Account[];
      members.push(...some.map(({ id, login }) => ({ id, login })));
      if (some.length < PAGE) return members;
    }
    throw new Unreadable(`${name} has too many members`);
  });
  return found === 'unreadable' ? 'unreadable' : { people: found.value.map(personOf), at: found.at };
}

/** @param meant whom its names mean, where that is on record: whoever has a login since holds nothing by it */
export async function readAuthority(
  reader: Reader,
  tenant: string,
  policy: Policy,
  meant: Meant | undefined,
): Promise<Authority> {
  const now = new Date(reader.now()).toISOString();
  const directory: Directory = {
    async user(login) {
      const user = await userNamed(reader, tenant, login);
      if (typeof user === 'string') return 'unreadable';
      return isMeant(meant, { ...user, name: login }) ? user : 'unreadable';
    },
    team: (name) => teamNamed(reader, tenant, name),
  };
  const { roles, asOf } = await roleHolders(directory, policy, now);
  const aliases = await aliasesOf(reader, tenant, policy, meant);
  // Two accounts that may be one person could fill two seats: without the aliases nobody's role is known.
  if (aliases === 'unreadable') return unreadableAuthority(ROLES, now);
  return { roles, aliases, asOf };
}

async function aliasesOf(
  reader: Reader,
  tenant: string,
  policy: Policy,
  meant: Meant | undefined,
): Promise<readonly (readonly string[])[] | 'unreadable'> {
  const groups: string[][] = [];
  for (const names of policy.aliases) {
    const ids: string[] = [];
    for (const login of names) {
      // Also of an account that is called otherwise by now: it is the same person's.
      const known = meant?.get(login.toLowerCase());
      if (known) ids.push(known);
      if (known) continue;
      const user = await userNamed(reader, tenant, login);
      if (user === 'unreadable') return 'unreadable';
      if (user !== 'unknown') ids.push(user.id);
    }
    if (ids.length > 1) groups.push(ids);
  }
  return groups;
}

/** After a membership event: whatever is known of the account's teams is read again when next asked for. */
export async function forgetTeams(reader: Pick<Reader, 'facts'>, tenant: string): Promise<void> {
  await reader.facts.forget({ tenant, project: ACCOUNT, kind: 'team' });
}
