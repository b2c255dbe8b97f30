/** Who the members of an audience are for one request, as far as the policy's roles are known by name (`rules.md 9`). */
import { tally } from '../approval/tally.ts';
import { ballotOf, rolesActingAs, stepOwners } from '../change/decision.ts';
import type { ChangeEvent } from '../change/event.ts';
import { itemsApartFromOwn } from '../change/requirement.ts';
import type { Situation } from '../change/situation.ts';
import type { ChangeState } from '../change/state.ts';
import type { Person } from '../content/person.ts';
import { type Authority, holds, samePerson } from '../policy/authority.ts';
import type { Policy } from '../policy/policy.ts';
import type { Role, SeatRole } from '../policy/role.ts';
import type { Audience, Cell, Part } from '../policy/telling.ts';

/** What has to be known of the outside to say whom a request concerns. */
export type Surroundings = Pick<Situation, 'now' | 'policy' | 'authority' | 'items'>;

export interface Told {
  /** What was appended. */
  readonly events: readonly ChangeEvent[];
  readonly state: ChangeState;
  readonly situation: Surroundings;
}

/** Those of an audience whom a cell of the table means. */
export function meant(audience: Audience, { only }: Cell, told: Told): readonly Person[] {
  return only ? PARTS[only](audience, told) : ALL[audience](told);
}

const ALL: Readonly<Record<Audience, (told: Told) => readonly Person[]>> = {
  requester: ({ state }) => [state.requester, ...(state.onBehalfOf ? [state.onBehalfOf] : [])],
  'change-manager': (told) => acting('change-manager', told),
  owner: ({ state }) => (state.owner ? [state.owner] : []),
  assessor: (told) => filling('assessor', told),
  seats: (told) => told.state.seats.filter(isOfProvider).flatMap((seat) => sitting(seat, told)),
  customer: (told) => filling('customer', told),
  supplier: (told) => filling('supplier', told),
  sponsor: (told) => filling('sponsor', told),
};

const PARTS: Readonly<Record<Part, (audience: Audience, told: Told) => readonly Person[]>> = {
  asked: (audience, told) => (told.state.question?.of === audience ? ALL[audience](told) : []),
  named: (audience, told) => {
    const named = stepOwners(told.state);
    return ALL[audience](told).filter(({ id }) =>
      named.some((one) => samePerson(told.situation.authority, one.id, id)),
    );
  },
  awaited: (audience, told) => awaited(told).flatMap(({ seat, person }) => (ofColumn(audience, seat) ? [person] : [])),
  voted: (audience, { events }) =>
    events.flatMap((one) => (one.type === 'vote-voided' && ofColumn(audience, one.seat) ? [one.voter] : [])),
  chair: (_, told) => acting('chair', told),
  'from-major': (audience, told) =>
    told.state.class === 'major' || told.state.class === 'critical' ? ALL[audience](told) : [],
  breached: (audience, told) => (told.state.reapproval?.cause === 'beyond-tolerance' ? ALL[audience](told) : []),
};

/** Seats that nobody fills, each with everybody who still may. */
export function awaited({
  state,
  situation,
}: Pick<Told, 'state' | 'situation'>): readonly { readonly seat: SeatRole; readonly person: Person }[] {
  if (state.stage !== 'in-review') return [];
  const { seats } = tally(ballotOf(state), situation.authority, itemsApartFromOwn(state, situation.items));
  return seats.flatMap(({ seat, filledBy, candidates }) =>
    filledBy ? [] : candidates.map((person) => ({ seat, person })),
  );
}

/** Customer and sponsor have columns of their own. */
function ofColumn(audience: Audience, seat: SeatRole): boolean {
  return audience === 'seats' ? isOfProvider(seat) : audience === seat;
}

function isOfProvider(seat: SeatRole): boolean {
  return seat !== 'customer' && seat !== 'sponsor';
}

function sitting(seat: SeatRole, told: Told): readonly Person[] {
  return seat === 'member' ? [] : filling(seat, told);
}

/** Whoever holds a role. Of whom nobody can say whether they do, nobody is told: a notice may name what only its reader may know. */
function filling(role: Role, { situation: { authority, policy } }: Told): readonly Person[] {
  const people = (authority.roles[role]?.people ?? []).filter(({ id }) => holds(authority, role, id) === 'yes');
  return [...people, ...contactsOf(role, policy, authority)];
}

/** People without an account are reached by the address that the policy names, in the roles that are not the provider's. */
function contactsOf(
  role: Role,
  { roles }: Pick<Policy, 'roles'>,
  { contacts = [] }: Pick<Authority, 'contacts'>,
): readonly Person[] {
  if (role !== 'customer' && role !== 'supplier') return [];
  // Whoever signs is among the people of the role.
  const isSigning = (name: string) => contacts.some((one) => one.role === role && one.name === name && !one.why);
  const others = (roles[role]?.contacts ?? []).filter(({ name }) => !isSigning(name));
  return others.map(({ name, mail }) => ({ id: `mail:${mail.trim().toLowerCase()}`, name }));
}

function acting(role: Role, told: Told): readonly Person[] {
  return rolesActingAs(told.situation.policy, role).flatMap((one) => filling(one, told));
}
