/** Who holds which role right now, as facts that a directory read from the tracker; anything unreadable stays unknown. */
import type { Absence } from '../absence/absence.ts';
import { NOBODY, type Person } from '../content/person.ts';
import type { Confirmed, ContactHeld, ContactWhy } from './contact.ts';
import { type NameSaid, saidOnce } from './meaning.ts';
import { PROVIDER_ROLES, type Role, type SeatRole } from './role.ts';

export interface RoleMembers {
  readonly people: readonly Person[];
  /** Teams or users that could not be read, by name: whoever might be in them is neither in nor out. */
  readonly unreadable: readonly string[];
  /** Of these alone nobody can say whether they hold it: whoever has a name by now that meant somebody else, or nobody. */
  readonly doubtful?: readonly Person[];
  /** Whom the policy names for overdue votes of the role; absent where it names nobody, or nobody can tell whom. */
  readonly alternate?: Person;
}

/** An alias of which an account is nobody's that anybody knows: whoever that is, is one of these as well (`rules.md 4.4`). */
export interface OpenAlias {
  /** Ids of the accounts that are known. */
  readonly ids: readonly string[];
  /** Names of those that are not. */
  readonly unknown: readonly string[];
}

export interface Authority {
  /** Roles that the policy does not fill are absent. */
  readonly roles: Readonly<Partial<Record<Role, RoleMembers>>>;
  /** Groups of person ids that are one and the same human (`rules.md 4.4`). */
  readonly aliases: readonly (readonly string[])[];
  readonly open?: readonly OpenAlias[];
  /** What whoever reads the policy should know of its names. */
  readonly said?: readonly NameSaid[];
  /** Who holds the roles under the policy that stands now, where it is another: what a role grants takes both, what it bars either (`rules.md 4.3`). */
  readonly also?: Authority['roles'];
  /** The aliases by each of both policies: `aliases` has what either says, which bars; by one alone nobody is granted what is another's. */
  readonly aliasesOfEach?: readonly (readonly (readonly string[])[])[];
  /** Contacts of the policy, in its order: whoever of them signs is among the people of the role, too. Of two policies, those of the one that stands now. */
  readonly contacts?: readonly ContactHeld[];
  /** Ids of the accounts that a policy lists as programs, as far as its tracker tells them; whatever they are called by now. */
  readonly programs?: readonly string[];
  /** Who is away now, and who stands in for them. */
  readonly absences?: readonly Absence[];
  /** Instant at which the oldest of these facts was read. */
  readonly asOf: string;
}

export type Holds = 'yes' | 'no' | 'unknown';

/** Whether a person holds a role. `unknown` must be treated as "no" by whoever grants, and as "yes" by whoever bars. */
export function holds(authority: Authority, role: Role, personId: string): Holds {
  const answers = grantingOf(authority).map((one) => holdsUnder(one, role, personId));
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/** Everybody who holds a role under either policy, once each. */
export function holdersIn({ roles, also = {} }: Pick<Authority, 'roles' | 'also'>): readonly Person[] {
  const all = [roles, also].flatMap((one) => Object.values(one).flatMap(({ people }) => people));
  return [...new Map(all.map((person) => [person.id, person])).values()];
}

/** The same facts as each of the policies has them. */
export function policiesOf(authority: Authority): readonly Authority[] {
  const { also, ...pinned } = authority;
  return also ? [pinned, { ...pinned, roles: also }] : [authority];
}

/** As `policiesOf`, each with the aliases that it has itself: what a role grants takes both. */
export function grantingOf(authority: Authority): readonly Authority[] {
  const { aliasesOfEach: each } = authority;
  return policiesOf(authority).map((one, at) => ({ ...one, aliases: each?.[at] ?? one.aliases }));
}

/** Of some seats, those whose role names contacts who do not sign, with whom, and the first reason why. */
export function contactsWaiting(
  { contacts = [] }: Pick<Authority, 'contacts'>,
  seats: readonly SeatRole[],
): { readonly seats: readonly SeatRole[]; readonly contacts: readonly string[]; readonly why: ContactWhy } {
  const waiting = contacts.filter(({ role, why }) => why && seats.includes(role as SeatRole));
  return {
    seats: seats.filter((seat) => waiting.some(({ role }) => role === seat)),
    contacts: waiting.map(({ name }) => name),
    why: waiting[0]?.why ?? 'unconfirmed',
  };
}

function holdsUnder(authority: Authority, role: Role, personId: string): Holds {
  const members = authority.roles[role];
  if (!members) return 'no';
  const isOne = (person: Person) => samePerson(authority, person.id, personId);
  if (members.people.some(isOne)) return 'yes';
  return members.unreadable.length > 0 || members.doubtful?.some(isOne) ? 'unknown' : 'no';
}

/** Of a request that is decided under one policy while another stands. */
export function both(pinned: Authority, current: Authority): Authority {
  const open = [...(pinned.open ?? []), ...(current.open ?? [])];
  const said = saidOnce([...(pinned.said ?? []), ...(current.said ?? [])]);
  const programs = new Set([...(pinned.programs ?? []), ...(current.programs ?? [])]);
  const { contacts } = current;
  return {
    roles: pinned.roles,
    also: current.roles,
    aliases: joined([...pinned.aliases, ...current.aliases]),
    aliasesOfEach: [pinned.aliases, current.aliases],
    ...(open.length > 0 ? { open } : {}),
    ...(said.length > 0 ? { said } : {}),
    ...(contacts ? { contacts } : {}),
    ...(programs.size > 0 ? { programs: [...programs] } : {}),
    asOf: pinned.asOf < current.asOf ? pinned.asOf : current.asOf,
  };
}

/** Groups that share somebody are one. */
export function joined(groups: Authority['aliases']): Authority['aliases'] {
  return groups.reduce<readonly (readonly string[])[]>((known, group) => {
    const touching = known.filter((one) => one.some((id) => group.includes(id)));
    const apart = known.filter((one) => !touching.includes(one));
    return [...apart, [...new Set([...touching.flat(), ...group])]];
  }, []);
}

/** True when both ids belong to one human, as far as the policy says. */
export function samePerson(authority: Authority, a: string, b: string): boolean {
  if (a === NOBODY.id || b === NOBODY.id) return false;
  return a === b || authority.aliases.some((group) => group.includes(a) && group.includes(b));
}

/** Whether what is one's own is granted to the other: where two policies are asked, both have to say that they are one human. */
export function surelySame(authority: Authority, a: string, b: string): boolean {
  const each = authority.aliasesOfEach ?? [authority.aliases];
  return each.every((aliases) => samePerson({ ...authority, aliases }, a, b));
}

/** Names of accounts that may be this person's, too, and are nobody's that anybody knows. */
export function openNames(authority: Authority, personId: string): readonly string[] {
  const open = authority.open ?? [];
  return open.flatMap(({ ids, unknown }) => (ids.some((id) => samePerson(authority, id, personId)) ? unknown : []));
}

/** Whether two ids may belong to one human. Whoever bars asks this, and whoever grants `surelySame`. */
export function mayBeSame(authority: Authority, a: string, b: string): boolean {
  if (samePerson(authority, a, b)) return true;
  return [a, b].some((id) => openNames(authority, id).length > 0);
}

/** One id that stands for the human behind an id, the same for all aliases. */
export function humanBehind(authority: Authority, personId: string): string {
  const group = authority.aliases.find((one) => one.includes(personId));
  return group ? ([...group].sort()[0] ?? personId) : personId;
}

/** Whether a person is provider staff: holds any role of the provider's side (`rules.md 4.7`). */
export function isProviderStaff(authority: Authority, personId: string): Holds {
  return holdsAny(authority, PROVIDER_ROLES, personId);
}

/** Whether a contact's confirmation stands: the customer's word is nobody's who is of the provider's staff by now, whatever they were when they gave it (`rules.md 4.7`). */
export function countsAsConfirmed({ how, by }: Pick<Confirmed, 'how' | 'by'>, authority: Authority): boolean {
  return how === 'ceremony' || !by.some((id) => isProviderStaff(authority, id) === 'yes');
}

/** Whether a person holds any of the roles, under any of the policies. */
export function holdsAny(authority: Authority, roles: readonly Role[], personId: string): Holds {
  const answers = policiesOf(authority).flatMap((one) => roles.map((role) => holdsUnder(one, role, personId)));
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unknown') ? 'unknown' : 'no';
}
