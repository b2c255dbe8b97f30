/** A policy that is missing or wrong is mended under the last version that was valid: by its chair with a second, for that file alone (`rules.md 3.4`, `7.2`). */
import { ineligible } from '../approval/eligible.ts';
import { rolesActingAs } from '../change/decision.ts';
import type { Person } from '../content/person.ts';
import { shortDigest } from '../ledger/shown.ts';
import { type Authority, holds, mayBeSame, samePerson } from '../policy/authority.ts';
import { hasCustomer, type Policy } from '../policy/policy.ts';
import { isProgram } from '../policy/program.ts';
import { SEAT_ROLES, type SeatRole } from '../policy/role.ts';
import type { Agreed, Objected } from '../work/decider.ts';
import { all, leaf, type Verdict } from './verdict.ts';

/** What is to be mended, and by whose leave. */
export interface Mending {
  /** The last version that was valid, with who holds its roles now, and since when it stood. */
  readonly policy: Policy;
  readonly authority: Authority;
  readonly since: string;
  /** Whose pull request it is. */
  readonly author: Person;
  /** Its author was seen to push all of it. */
  readonly isSeen: boolean;
  /** What is to be merged, and into which branch. */
  readonly head: string;
  readonly base: string;
  readonly blob: string;
  readonly agreed: readonly Agreed[];
  readonly objected: readonly Objected[];
}

/** Two people of the last valid version, neither of them the author, who agreed to this very file at this very commit. */
export function mendGate(mending: Mending): Verdict {
  const { policy, authority, since, isSeen } = mending;
  const values = { version: shortDigest(policy.version), since };
  const valid = leaf(true, 'mend-valid', values);
  if (!isSeen) return all('mend-open', 'mend-closed', [valid, leaf(false, 'mend-unseen')]);
  const { chair, second } = pairOf(mending);
  const others = secondsOf(mending).filter(
    ({ id }) => chair === undefined || !mayBeSame(authority, id, chair.person.id),
  );
  return all('mend-open', 'mend-closed', [
    valid,
    chair
      ? leaf(true, 'mend-chair-agreed', { by: chair.person.name, at: chair.at })
      : leaf(false, 'mend-chair', { people: chairsOf(mending).map(({ name }) => name) }),
    second
      ? leaf(true, 'mend-second-agreed', { by: second.person.name, at: second.at })
      : leaf(false, 'mend-second', { people: others.map(({ name }) => name) }),
  ]);
}

/** Whether somebody's word counts for a mended policy at all: as its chair, or as the second. */
export function mayMend(mending: Mending, { id }: Pick<Person, 'id'>): boolean {
  return [...chairsOf(mending), ...secondsOf(mending)].some((one) => samePerson(mending.authority, one.id, id));
}

interface Word {
  readonly person: Person;
  readonly at: string;
}

/** Whose words stand for the chair and for the second; two people wherever there are two. */
function pairOf(mending: Mending): { readonly chair?: Word; readonly second?: Word } {
  const chairs = wordsOf(mending, chairsOf(mending));
  const seconds = wordsOf(mending, secondsOf(mending));
  for (const chair of chairs) {
    const second = seconds.find(({ person }) => !mayBeSame(mending.authority, person.id, chair.person.id));
    if (second) return { chair, second };
  }
  const [chair] = chairs;
  if (chair) return { chair };
  const [second] = seconds;
  return second ? { second } : {};
}

/** Words for this very file that whoever may have said them took back under no account since (`rules.md 4.1`). */
function wordsOf(
  { agreed, objected, authority, head, base, blob, policy }: Mending,
  people: readonly Person[],
): readonly Word[] {
  const isTakenBack = ({ by, at }: Agreed): boolean =>
    objected.some((one) => one.at >= at && mayBeSame(authority, one.by, by));
  return agreed
    .filter((one) => one.head === head && one.base === base && one.blob === blob && one.under === policy.version)
    .filter((one) => !isTakenBack(one))
    .flatMap(({ by, at }) => people.filter(({ id }) => id === by).map((person) => ({ person, at })));
}

/** Whoever acts as the chair. */
function chairsOf(mending: Mending): readonly Person[] {
  const { policy, authority } = mending;
  const roles = rolesActingAs(policy, 'chair');
  return counting(
    mending,
    roles.flatMap((role) =>
      (authority.roles[role]?.people ?? []).filter(({ id }) => holds(authority, role, id) === 'yes'),
    ),
  );
}

/** Whoever may fill a seat. */
function secondsOf(mending: Mending): readonly Person[] {
  const { authority, author } = mending;
  const authorship = { requester: author, authors: [] };
  const seats = seatsOf(mending.policy);
  const people = Object.values(authority.roles).flatMap((one) => one?.people ?? []);
  return counting(
    mending,
    people.filter(({ id }) => seats.some((seat) => !ineligible(authority, authorship, seat, id))),
  );
}

/** Each once; neither who wrote it, or may have under another account, nor a program. */
function counting(mending: Mending, people: readonly Person[]): readonly Person[] {
  const { author, authority, policy } = mending;
  const found = new Map(people.map((one) => [one.id, one]));
  const isOne = (person: Person) => person.name.endsWith('[bot]') || isProgram(authority, [policy], person);
  return [...found.values()].filter((one) => !mayBeSame(authority, one.id, author.id) && !isOne(one));
}

/** Every seat that some request could ask for. */
function seatsOf(policy: Policy): readonly SeatRole[] {
  if (policy.profile === 'light') return hasCustomer(policy) ? ['lead', 'customer'] : ['lead', 'member'];
  const seats = Object.values(policy.seats).flat();
  return SEAT_ROLES.filter((one) => seats.includes(one));
}
