/** Who holds which role: users and teams of the policy, read from GitHub. What cannot be read is unreadable, never empty (`rules.md 4.4`). */
import type { Person } from '@countersign/core/content/person.ts';
import { type Meant, programNames } from '@countersign/core/enactment/named.ts';
import { ACCOUNT, kept, Unreadable } from '@countersign/core/kept.ts';
import { written } from '@countersign/core/policy/account.ts';
import type { Authority } from '@countersign/core/policy/authority.ts';
import { type Directory, roleHolders, type Team } from '@countersign/core/policy/holder.ts';
import { type Found, meaningOf, type NameSaid, saidOnce } from '@countersign/core/policy/meaning.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { ask } from '../client.ts';
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

type Asked = { readonly route: string; readonly parameters: Readonly<Record<string, unknown>> };

/** The person behind a login; `nobody` when there is none, `unreadable` when GitHub could not be asked. */
export async function userNamed(reader: Reader, tenant: string, login: string): Promise<Found<Person>> {
  const asked = { route: 'GET /users/{username}', parameters: { username: login } };
  return userAt(reader, tenant, login.toLowerCase(), asked);
}

/** The person of an account, whatever it is called by now. */
export async function userWith(reader: Reader, tenant: string, id: string): Promise<Found<Person>> {
  const account = Number(id.slice(id.indexOf(':') + 1));
  // Accounts of another tracker are known by their ids alone.
  if (!id.startsWith('github:') || !Number.isSafeInteger(account)) return 'unreadable';
  const asked = { route: 'GET /user/{account_id}', parameters: { account_id: account } };
  return userAt(reader, tenant, `#${account}`, asked);
}

async function userAt(
  reader: Reader,
  tenant: string,
  id: string,
  { route, parameters }: Asked,
): Promise<Found<Person>> {
  const key = { tenant, project: ACCOUNT, kind: 'user', id };
  const found = await kept<Account | { readonly unknown: true }>(reader, key, USER_MAX_AGE_MS, async () => {
    const answer = await ask(reader.client, route, parameters);
    if (answer.ok) {
      const { id, login: name, type } = answer.data as Account & { readonly type?: string };
      // Nobody speaks as an organisation: it holds no role and owns nothing.
      return type === 'Organization' ? { unknown: true as const } : { id, login: name };
    }
    if (answer.status === 404) return { unknown: true as const };
    throw new Unreadable(answer.message);
  });
  if (found === 'unreadable') return 'unreadable';
  return 'unknown' in found.value ? 'nobody' : personOf(found.value);
}

/** Which team it is, and who is in it: read together, so that members are never those of another. */
type TeamFact = readonly [{ readonly team: number | 'none'; readonly slug: string }, ...(readonly Account[])];

type TeamListed = { readonly id: number; readonly slug: string };

/** `nobody` where the organisation shows its teams, and none of that name; what GitHub only does not show is unreadable. */
export async function teamNamed(reader: Reader, tenant: string, name: string): Promise<Found<Team>> {
  const [org = '', slug = ''] = name.split('/');
  return teamAt(reader, { tenant, org, id: name.toLowerCase() }, async () => {
    const answer = await ask(reader.client, 'GET /orgs/{org}/teams/{team_slug}', { org, team_slug: slug });
    if (answer.ok) return answer.data as TeamListed;
    if (answer.status !== 404) throw new Unreadable(answer.message);
    return teamListed(reader, org, (one) => one.slug === slug.toLowerCase());
  });
}

/** The team of an id, whatever its slug is by now. */
async function teamWith(reader: Reader, tenant: string, org: string, id: string): Promise<Found<Team>> {
  return teamAt(reader, { tenant, org, id: `${org.toLowerCase()}#${id}` }, () =>
    teamListed(reader, org, (one) => String(one.id) === id),
  );
}

async function teamAt(
  reader: Reader,
  { tenant, org, id }: { readonly tenant: string; readonly org: string; readonly id: string },
  read: () => Promise<TeamListed | undefined>,
): Promise<Found<Team>> {
  const key = { tenant, project: ACCOUNT, kind: 'team', id: `of/${id}` };
  const found = await kept<TeamFact>(reader, key, TEAM_MAX_AGE_MS, async (): Promise<TeamFact> => {
    const team = await read();
    return team
      ? [{ team: team.id, slug: team.slug }, ...(await membersOf(reader, org, team.slug))]
      : [{ team: 'none', slug: '' }];
  });
  if (found === 'unreadable') return 'unreadable';
  const [{ team, slug }, ...members] = found.value;
  if (team === 'none') return 'nobody';
  return { id: String(team), name: `${org}/${slug}`, people: members.map(personOf), at: found.at };
}

/** @throws Unreadable where the organisation does not show its teams, or has too many */
async function teamListed(
  reader: Reader,
  org: string,
  isMeant: (one: TeamListed) => boolean,
): Promise<TeamListed | undefined> {
  const all = await paged<TeamListed>(reader, 'GET /orgs/{org}/teams', { org });
  return all.find(isMeant);
}

async function membersOf(reader: Reader, org: string, slug: string): Promise<readonly Account[]> {
  const all = await paged<Account>(reader, 'GET /orgs/{org}/teams/{team_slug}/members', { org, team_slug: slug });
  return all.map(({ id, login }) => ({ id, login }));
}

async function paged<One>(
  reader: Reader,
  route: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<readonly One[]> {
  const all: One[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await ask(reader.client, route, { ...parameters, per_page: PAGE, page });
    if (!answer.ok) throw new Unreadable(answer.message);
    const some = answer.data as readonly One[];
    all.push(...some);
    if (some.length < PAGE) return all;
  }
  throw new Unreadable(`${route} has too many pages`);
}

/** @param meant whom its names mean, where that is on record: whoever has a login since holds nothing by it */
export async function readAuthority(
  reader: Reader,
  tenant: string,
  policy: Policy,
  meant: Meant | undefined,
  contacts: Pick<Directory, 'contact' | 'mailbox'>,
): Promise<Authority> {
  const directory: Directory = {
    ...contacts,
    user: (entry) =>
      meaningOf(entry, meant?.get(entry.toLowerCase()), {
        named: (login) => userNamed(reader, tenant, login),
        withId: (id) => userWith(reader, tenant, id),
        unseen: (called) => called,
      }),
    team: (entry) =>
      meaningOf(entry, meant?.get(entry.toLowerCase()), {
        named: (name) => teamNamed(reader, tenant, name),
        withId: (id) => teamWith(reader, tenant, entry.split('/')[0] ?? '', id),
      }),
  };
  const now = new Date(reader.now()).toISOString();
  const [programs, authority] = await Promise.all([programsOf(directory, policy), roleHolders(directory, policy, now)]);
  const called = peopleIn(authority).filter(({ name }) => programs.unread.some((one) => one.name === lower(name)));
  const all = [...new Set([...programs.ids, ...appsIn(authority), ...called.map(({ id }) => id)])];
  const said = saidOnce([...(authority.said ?? []), ...programs.unread.map(({ said }) => said)]);
  return {
    ...authority,
    ...(all.length > 0 ? { programs: all } : {}),
    ...(said.length > 0 ? { said } : {}),
  };
}

const lower = (name: string): string => name.toLowerCase();

function peopleIn({ roles }: Authority): readonly Person[] {
  return Object.values(roles).flatMap((members) => members?.people ?? []);
}

/** Accounts of apps that hold a role: GitHub keeps this ending for them. */
function appsIn(authority: Authority): readonly string[] {
  return peopleIn(authority)
    .filter(({ name }) => name.endsWith('[bot]'))
    .map(({ id }) => id);
}

interface Programs {
  /** Of their accounts, and of whoever may be one of them. */
  readonly ids: readonly string[];
  /** Names, in small letters, behind which nobody knows whose account is: whoever is called so is kept out of every seat, and nobody else. */
  readonly unread: readonly { readonly name: string; readonly said: NameSaid }[];
}

/** Whom a policy lists as programs. */
async function programsOf(directory: Directory, policy: Policy): Promise<Programs> {
  const names = programNames(policy);
  const meant = await Promise.all(names.map(directory.user));
  const unread = names.filter((_, at) => meant[at]?.unreadable);
  return {
    ids: [...new Set(meant.flatMap(({ id, doubtful }) => [...(id ? [id] : []), ...doubtful.map((one) => one.id)]))],
    unread: unread.map((name) => ({
      name: lower(name),
      said: { code: 'bots-unread', values: { name: written(name) } },
    })),
  };
}

/** After a membership event: whatever is known of the account's teams is read again when next asked for. */
export async function forgetTeams(reader: Pick<Reader, 'facts'>, tenant: string): Promise<void> {
  await reader.facts.forget({ tenant, project: ACCOUNT, kind: 'team' });
}
