/** Who may fill a seat on one change request, and why not (`rules.md 4.4`, `4.7`). */
import type { Person } from '../content/person.ts';
import { type ChangeClass, CLASSES } from '../impact/class.ts';
import {
  type Authority,
  grantingOf,
  type Holds,
  holds,
  holdsAny,
  isProviderStaff,
  mayBeSame,
  openNames,
  policiesOf,
  samePerson,
  surelySame,
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
  | 'staff-unreadable'
  /** Whoever they stand in for has not given them votes of this class. */
  | 'class-not-given';

/** The policy role that a seat is filled from; `member` is anyone who holds any role. */
export function holdsSeatRole(authority: Authority, seat: SeatRole, personId: string): 'yes' | 'no' | 'unknown' {
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
  if (seat !== 'customer') return whyNotApart(authority, authorship, personId);
  if (openNames(authority, personId).length > 0) return 'staff-unreadable';
  const staff = isProviderStaff(authority, personId);
  if (staff === 'yes') return 'provider-staff';
  return staff === 'unknown' ? 'staff-unreadable' : undefined;
}

/** Why somebody is not known to be none of those who made the request what it is, by whatever account (`rules.md 4.4`). */
export function whyNotApart(authority: Authority, authorship: Authorship, personId: string): Ineligible | undefined {
  const why = barred(authority, authorship, personId);
  if (why) return why;
  if (openNames(authority, personId).length + openMakers(authority, authorship).length > 0) return 'role-unreadable';
  return unknownPrograms(authority, authorship).length > 0 ? 'author-unknown' : undefined;
}

/** For whom a vote is given, where not for its voter: by which absence, and up to which class; without one, as the policy's alternate. */
interface Principal {
  readonly person: Person;
  readonly absence?: string | undefined;
  readonly largest?: ChangeClass | undefined;
}

/** What of a request is asked where somebody stands in. */
export interface StoodIn {
  readonly authority: Authority;
  readonly authorship: Authorship;
  readonly seat: SeatRole;
  /** Absent until it is known. */
  readonly class?: ChangeClass | undefined;
  /** Present once the board's time is over: ids of those who have decided for themselves. */
  readonly overdue?: { readonly decided: readonly string[] } | undefined;
}

/**
 * Why somebody may not vote for another: what bars either of the two bars both (`rules.md 4.4`, `4.5`). Whoever votes for another has no
 * vote of theirs to pass on: the other holds the role by themselves.
 */
export function ineligibleFor(
  { authority, authorship, seat, class: found }: StoodIn,
  personId: string,
  { person, absence, largest }: Principal,
): Ineligible | undefined {
  if (mayBeSame(authority, person.id, personId)) return 'no-role';
  if (absence === undefined && !isAlternate(authority, seat, personId)) return 'no-role';
  const why = ineligible(authority, authorship, seat, person.id) ?? standsOnSide(authority, seat, personId);
  if (why) return why;
  if (authority.programs?.includes(personId)) return 'program';
  if (openFor(authority, authorship, seat, personId).length > 0) return 'role-unreadable';
  if (seat !== 'customer') {
    const own = barred(authority, authorship, personId);
    if (own) return own;
  }
  // Of a class that nobody knows yet nothing is given.
  const isGiven = !largest || (found !== undefined && CLASSES.indexOf(found) <= CLASSES.indexOf(largest));
  return isGiven ? undefined : 'class-not-given';
}

/**
 * The customer's seat goes to the customer's people alone, and the provider's to the provider's (`rules.md 4.7`): whoever stands in holds a
 * role of that side under each policy that is asked, and under none a role of the other.
 */
export function standsOnSide(authority: Authority, seat: SeatRole, personId: string): Ineligible | undefined {
  const isCustomers = seat === 'customer';
  const other = isCustomers ? isProviderStaff(authority, personId) : holdsAny(authority, ['customer'], personId);
  if (other === 'yes') return isCustomers ? 'provider-staff' : 'no-role';
  const own = isCustomers ? holds(authority, 'customer', personId) : isStaffForSure(authority, personId);
  if (own === 'no') return 'no-role';
  return other === 'unknown' || own === 'unknown' ? 'staff-unreadable' : undefined;
}

function isStaffForSure(authority: Authority, personId: string): Holds {
  const answers = grantingOf(authority).map((one) => isProviderStaff(one, personId));
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

interface MayStandIn {
  readonly principal: Principal;
  readonly why?: Ineligible;
}

/** For whom somebody may vote in a seat now, and why not for the others who asked them to, or are late. */
function principalsOf(asked: StoodIn, personId: string): readonly MayStandIn[] {
  const given = absentOf(asked, personId);
  return given.some(({ why }) => !why) ? given : [...given, ...lateOf(asked, personId)];
}

/** Whoever is away and named somebody. */
function absentOf(asked: StoodIn, personId: string): readonly MayStandIn[] {
  const { authority, seat } = asked;
  return (authority.absences ?? []).flatMap(({ id: absence, person, to, seats, largest }) => {
    if (!to || !surelySame(authority, to.id, personId) || !(seats ?? [seat]).includes(seat) || seat === 'member')
      return [];
    const principal: Principal = { person, absence, ...(largest ? { largest } : {}) };
    const why = ineligibleFor(asked, personId, principal);
    return [why ? { principal, why } : { principal }];
  });
}

/** Whoever holds the role and has not decided, once the policy's alternate is asked: the board's time is over, or nobody is there. */
function lateOf(asked: StoodIn, personId: string): readonly MayStandIn[] {
  const { authority, seat, overdue } = asked;
  if (!isAlternate(authority, seat, personId) || (!overdue && !isDeserted(asked))) return [];
  const holders = authority.roles[seat as Role]?.people ?? [];
  return holders
    .filter(({ id }) => !overdue?.decided.some((one) => samePerson(authority, one, id)))
    .map((person) => {
      const why = ineligibleFor(asked, personId, { person });
      return why ? { principal: { person }, why } : { principal: { person } };
    });
}

/** Whether both policies name somebody for overdue votes of a seat. */
function isAlternate(authority: Authority, seat: SeatRole, personId: string): boolean {
  return grantingOf(authority).every((one) => {
    const alternate = one.roles[seat as Role]?.alternate;
    return alternate !== undefined && samePerson(one, alternate.id, personId);
  });
}

/** Whether all who could fill a seat are away, and nobody stands in for them. */
function isDeserted(asked: StoodIn): boolean {
  const { people, asked: present } = withoutAlternate(asked);
  return people.length > 0 && present.every(({ id }) => isAway(asked.authority, id));
}

/** Why somebody may not vote in a seat, neither for themselves nor for another; `for`: whom they may vote for, where not for themselves. */
export function mayVote(asked: StoodIn, personId: string): { readonly why?: Ineligible; readonly for?: Principal } {
  const own = ineligible(asked.authority, asked.authorship, asked.seat, personId);
  if (!own) return {};
  const others = principalsOf(asked, personId);
  const one = others.find(({ why }) => !why);
  if (one) return { for: one.principal };
  // That they were asked to says more than that they hold no role.
  return { why: (own === 'no-role' ? others[0]?.why : undefined) ?? own };
}

export function isAway({ absences = [], ...authority }: Authority, personId: string): boolean {
  return absences.some(({ person }) => samePerson(authority, person.id, personId));
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

interface Candidates {
  readonly people: readonly Person[];
  readonly asked: readonly Person[];
  readonly unreadable: readonly string[];
}

/**
 * Everyone who may fill the seat by their role, the teams that could not be read, and whom one asks: who is away is asked only where nobody else can
 * be, and the policy's alternate beside those who are late, or in place of those who are away.
 */
export function candidatesFor(asked: StoodIn): Candidates {
  const found = withoutAlternate(asked);
  const { authority, seat, overdue } = asked;
  const alternate = authority.roles[seat as Role]?.alternate;
  if (!alternate || isAway(authority, alternate.id) || found.asked.some(({ id }) => id === alternate.id)) return found;
  if (!lateOf(asked, alternate.id).some(({ why }) => !why)) return found;
  return { ...found, asked: overdue ? [...found.asked, alternate] : [alternate] };
}

function withoutAlternate(asked: StoodIn): Candidates {
  const { authority, authorship, seat } = asked;
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
  const present = new Map([...people].filter(([id]) => !isAway(authority, id)));
  for (const { to } of authority.absences ?? [])
    if (to && !isAway(authority, to.id) && !present.has(to.id) && absentOf(asked, to.id).some(({ why }) => !why))
      present.set(to.id, to);
  const all = [...people.values()];
  return { people: all, asked: present.size > 0 ? [...present.values()] : all, unreadable: [...unreadable] };
}
