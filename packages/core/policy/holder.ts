/** Who holds each role of a policy, asked of a tracker: what cannot be read is unreadable, never empty (`rules.md 4.4`). */
import type { Person } from '../content/person.ts';
import { written } from './account.ts';
import { type Authority, countsAsConfirmed, joined, type OpenAlias, type RoleMembers } from './authority.ts';
import { type ContactHeld, type ContactMeant, type ContactRole, isAddress, isContactRole } from './contact.ts';
import { type Meaning, type NameSaid, saidOnce } from './meaning.ts';
import type { Policy, RoleFilling } from './policy.ts';
import type { Role } from './role.ts';

export interface Team extends Person {
  readonly people: readonly Person[];
  /** Instant at which its members were read, ISO 8601. */
  readonly at: string;
}

/** What a tracker knows of people, by the names that its policies use. */
export interface Directory {
  user(name: string): Promise<Meaning<Person>>;
  team(name: string): Promise<Meaning<Team>>;
  /** A contact of the policy in a role of theirs. */
  contact(role: ContactRole, contact: Contact): Promise<ContactMeant>;
  /** Id of whoever acts by an address; `undefined` where nobody does. */
  mailbox(mail: string): Promise<string | undefined>;
}

type Contact = RoleFilling['contacts'][number];

/** Reads every role and every alias at once. @param now instant, ISO 8601 */
export async function roleHolders(directory: Directory, policy: Policy, now: string): Promise<Authority> {
  const filled = Object.entries(policy.roles).map(async ([role, filling]) => {
    const [users, teams, contacts, alternate] = await Promise.all([
      Promise.all(filling.users.map(directory.user)),
      Promise.all(filling.teams.map(directory.team)),
      Promise.all(filling.contacts.map((one) => contactIn(directory, role as Role, one))),
      filling.alternate === undefined ? undefined : directory.user(filling.alternate),
    ]);
    const { members, said, asOf } = membersBy(filling, users, teams, contacts);
    const stepsIn = alternate?.unreadable ? undefined : alternate?.holder;
    return {
      ...{ role: role as Role, contacts, asOf, said: [...said, alternate?.said] },
      members: stepsIn ? { ...members, alternate: stepsIn } : members,
    };
  });
  const [roles, aliases] = await Promise.all([Promise.all(filled), aliasesOf(directory, policy)]);
  const said = saidOnce([...roles.flatMap((one) => one.said), ...aliases.said]);
  const contacts = roles.flatMap((one) => one.contacts);
  return withoutUnconfirmed({
    roles: Object.fromEntries(roles.map(({ role, members }) => [role, members])),
    aliases: joined(aliases.groups),
    ...(contacts.length > 0 ? { contacts } : {}),
    asOf: roles.map(({ asOf }) => asOf).reduce((first, one) => (one < first ? one : first), now),
    ...(aliases.open.length > 0 ? { open: aliases.open } : {}),
    ...(said.length > 0 ? { said } : {}),
  });
}

/** Whose staff confirmed a contact is known once all roles are read. */
function withoutUnconfirmed(authority: Authority): Authority {
  const { roles, contacts = [] } = authority;
  const isOver = ({ why, confirmed }: ContactHeld) =>
    why === undefined && confirmed !== undefined && !countsAsConfirmed(confirmed, authority);
  const over = contacts.filter(isOver);
  if (over.length === 0) return authority;
  const left = Object.entries(roles).map(([role, members]) => {
    const isOut = ({ id }: Person) => over.some((one) => one.role === role && one.id === id);
    return [role, { ...members, people: members.people.filter((one) => !isOut(one)) }];
  });
  return {
    ...authority,
    roles: Object.fromEntries(left),
    contacts: contacts.map((one) => (isOver(one) ? { ...one, why: 'unconfirmed' as const } : one)),
  };
}

async function contactIn(directory: Directory, role: Role, contact: Contact): Promise<ContactHeld> {
  const { name } = contact;
  if (!isContactRole(role)) return { role, name, why: 'unfit' };
  return { role, name, ...(await directory.contact(role, contact)) };
}

interface Filled {
  readonly members: RoleMembers;
  readonly said: readonly (NameSaid | undefined)[];
  readonly asOf: string;
}

function membersBy(
  filling: Pick<NonNullable<Policy['roles'][Role]>, 'users' | 'teams'>,
  users: readonly Meaning<Person>[],
  teams: readonly Meaning<Team>[],
  contacts: readonly ContactHeld[],
): Filled {
  const held = [
    ...users.flatMap(({ holder }) => holder ?? []),
    ...teams.flatMap(({ holder }) => holder?.people ?? []),
    ...contacts.flatMap(({ id, name, why }) => (id === undefined || why ? [] : [{ id, name }])),
  ];
  const doubted = [
    ...users.flatMap(({ doubtful }) => doubtful),
    ...teams.flatMap(({ doubtful }) => doubtful.flatMap(({ people }) => people)),
  ];
  const people = new Map(held.map((one) => [one.id, one]));
  const doubtful = new Map(doubted.filter(({ id }) => !people.has(id)).map((one) => [one.id, one]));
  const unread = (names: readonly string[], of: readonly Meaning<Person>[]) =>
    names.filter((_, index) => of[index]?.unreadable);
  return {
    members: {
      people: [...people.values()],
      unreadable: [...unread(filling.users, users), ...unread(filling.teams, teams)],
      ...(doubtful.size > 0 ? { doubtful: [...doubtful.values()] } : {}),
    },
    said: [...users, ...teams].map((one) => one.said),
    asOf: teams.flatMap(({ holder }) => holder?.at ?? []).sort()[0] ?? '9999',
  };
}

interface Aliases {
  readonly groups: readonly (readonly string[])[];
  readonly open: readonly OpenAlias[];
  readonly said: readonly (NameSaid | undefined)[];
}

/** An account is one's own whatever it is called and whether or not it is there; of one that nobody can tell the whole group is open. */
async function aliasesOf(directory: Directory, policy: Policy): Promise<Aliases> {
  const groups: string[][] = [];
  const open: OpenAlias[] = [];
  const said: (NameSaid | undefined)[] = [];
  for (const names of policy.aliases) {
    const accounts = names.filter((name) => !isAddress(name));
    const meant = await Promise.all(accounts.map(directory.user));
    const mailboxes = await Promise.all(names.filter(isAddress).map(directory.mailbox));
    const known = mailboxes.filter((id) => id !== undefined);
    const ids = [...meant.flatMap(({ id, doubtful }) => id ?? doubtful.map((one) => one.id)), ...known];
    const unknown = accounts.filter((_, index) => meant[index]?.id === undefined);
    groups.push([...meant.flatMap(({ id }) => id ?? []), ...known]);
    said.push(...meant.map((one) => one.said));
    if (unknown.length === 0) continue;
    open.push({ ids, unknown });
    const listed = (all: readonly string[]) => all.map(written).join(', ');
    said.push({
      code: 'alias-open',
      values: { name: listed(unknown), others: listed(names.filter((one) => !unknown.includes(one))) },
    });
  }
  return { groups: groups.filter((ids) => ids.length > 1), open, said };
}
