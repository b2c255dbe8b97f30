/** Who may fill a seat on one change request, and why not (`rules.md 4.4`, `4.7`). */
import type { Person } from '../content/person.ts';
import {
  type Authority,
  grantingOf,
  holds,
  holdsAny,
  isProviderStaff,
  openNames,
  policiesOf,
  samePerson,
} from '../policy/authority.ts';
import type { Role, SeatRole } from '../policy/role.ts';
import { ROLES } from '../policy/role.ts';

/** Who made the request what it is, and therefore may not approve it for the provider. */
export interface Authorship {
  readonly requester: Person;
  readonly onBehalfOf?: Person;
  /** Others whom the request was said to be made for since. */
  readonly represented?: readonly Person[];
  /** Whoever wrote title, before/after or affected items since submission. */
  readonly authors: readonly Person[];
  /** Programs among them, and nobody said for whom they wrote. */
  readonly programs?: readonly Person[];
}

export type Ineligible =
  | 'no-role'
  | 'role-unreadable'
  | 'requester'
  | 'on-behalf'
  | 'author'
  | 'author-unknown'
  /** It is a program's account. */
  | 'program'
  | 'provider-staff'
  | 'staff-unreadable';

/** The policy role that a seat is filled from; `member` is anyone who holds any role. */
function holdsSeatRole(authority: Authority, seat: SeatRole, personId: string): 'yes' | 'no' | 'unknown' {
  if (seat !== 'member') return holds(authority, seat as Role, personId);
  const answers = grantingOf(authority).map((one) => holdsAny(one, ROLES, personId));
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/** `undefined` when the person may fill the seat now; otherwise the first reason why not. Closed on anything unreadable. */
export function ineligible(
  authority: Authority,
  authorship: Authorship,
  seat: SeatRole,
  personId: string,
): Ineligible | undefined {
  const held = holdsSeatRole(authority, seat, personId);
  if (held === 'no') return 'no-role';
  if (held === 'unknown') return 'role-unreadable';
  if (authority.programs?.includes(personId)) return 'program';
  if (openFor(authority, authorship, seat, personId).length > 0)
    return seat === 'customer' ? 'staff-unreadable' : (barred(authority, authorship, personId) ?? 'role-unreadable');
  if (seat === 'customer') {
    const staff = isProviderStaff(authority, personId);
    if (staff === 'yes') return 'provider-staff';
    if (staff === 'unknown') return 'staff-unreadable';
    return undefined;
  }
  const why = barred(authority, authorship, personId);
  return why ?? (unknownPrograms(authority, authorship).length > 0 ? 'author-unknown' : undefined);
}

/** Programs that wrote what is decided on, and of which no alias says whose they are: whoever had one write may be anybody (`rules.md 4.4`). */
export function unknownPrograms(
  authority: Authority,
  { programs = [] }: Pick<Authorship, 'programs'>,
): readonly Person[] {
  return programs.filter(({ id }) => !authority.aliases.some((group) => group.includes(id)));
}

/**
 * Names of accounts that are nobody's that anybody knows, because of which a person fills no seat: they may be theirs, and fill another; or they
 * are of whoever made the request, and may be anybody.
 */
function openFor(authority: Authority, authorship: Authorship, seat: SeatRole, personId: string): readonly string[] {
  const own = openNames(authority, personId);
  return own.length > 0 || seat === 'customer' ? own : openMakers(authority, authorship);
}

function openMakers(authority: Authority, authorship: Authorship): readonly string[] {
  const { requester, onBehalfOf, represented = [], authors } = authorship;
  const makers = [requester, ...(onBehalfOf ? [onBehalfOf] : []), ...represented, ...authors];
  return makers.flatMap(({ id }) => openNames(authority, id));
}

/** Why a person is barred from every seat of the provider, if so (`rules.md 4.4`). */
export function barred(
  authority: Authority,
  authorship: Authorship,
  personId: string,
): 'requester' | 'on-behalf' | 'author' | undefined {
  const same = (person: Person) => samePerson(authority, person.id, personId);
  if (same(authorship.requester)) return 'requester';
  if (authorship.onBehalfOf && same(authorship.onBehalfOf)) return 'on-behalf';
  if (authorship.represented?.some(same)) return 'on-behalf';
  if (authorship.authors.some(same)) return 'author';
  return undefined;
}

/** Everyone who may fill the seat now, and the teams that could not be read. */
export function candidatesFor(
  authority: Authority,
  authorship: Authorship,
  seat: SeatRole,
): { readonly people: readonly Person[]; readonly unreadable: readonly string[] } {
  const roles: readonly Role[] = seat === 'member' ? ROLES : [seat as Role];
  const people = new Map<string, Person>();
  const unreadable = new Set<string>();
  for (const role of roles) {
    for (const one of policiesOf(authority)) for (const name of one.roles[role]?.unreadable ?? []) unreadable.add(name);
    for (const person of authority.roles[role]?.people ?? []) {
      if (!ineligible(authority, authorship, seat, person.id)) people.set(person.id, person);
      else for (const name of openFor(authority, authorship, seat, person.id)) unreadable.add(name);
    }
  }
  return { people: [...people.values()], unreadable: [...unreadable] };
}
