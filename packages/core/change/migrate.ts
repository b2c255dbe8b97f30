/** A request before its board comes under the policy that stands now, when its change manager says so (`rules.md 7.2`). */
import { candidatesFor } from '../approval/eligible.ts';
import { shortDigest } from '../ledger/shown.ts';
import type { Authority } from '../policy/authority.ts';
import type { Policy } from '../policy/policy.ts';
import type { SeatRole } from '../policy/role.ts';
import type { Command } from './command.ts';
import { authorshipOf, type Decision, happens, refused } from './decision.ts';
import type { Holder } from './event.ts';
import { bindingClass, boardFor } from './requirement.ts';
import type { Situation } from './situation.ts';
import type { ChangeState } from './state.ts';

/** The situation as the policy that stands now has it, where it is decided under another. */
export function underCurrent<Known extends Pick<Situation, 'policy' | 'authority' | 'current'>>(
  situation: Known,
): Known | undefined {
  const { current, authority } = situation;
  if (!current) return undefined;
  const { also = {}, aliasesOfEach = [], ...known } = authority;
  // What either says to be one person bars; whose role it is, the policy that grants it says alone.
  const each = aliasesOfEach.slice(-1);
  return {
    ...situation,
    policy: current,
    authority: { ...known, roles: also, ...(each.length > 0 ? { aliasesOfEach: each } : {}) },
  };
}

export function migrate(
  state: ChangeState,
  { to }: Extract<Command, { type: 'migrate' }>,
  situation: Situation,
): Decision {
  const now = underCurrent(situation);
  if (!now) return refused('nothing-to-migrate');
  const { version } = now.policy;
  const { class: found, seats, gains, loses } = migration(state, situation, now);
  if (to !== shortDigest(version)) {
    const named = (one: Holder) => `${one.seat} ${one.person.name}`;
    return refused('migration-to-confirm', {
      version: shortDigest(version),
      gains: gains.map(named),
      loses: loses.map(named),
    });
  }
  return happens({
    type: 'migrated',
    from: state.policy ?? situation.policy.version,
    to: version,
    class: found,
    seats: [...seats],
    gains: [...gains],
    loses: [...loses],
    by: situation.actor,
  });
}

/** The board there, and who may fill a seat there and not here, or here and not there. */
function migration(
  state: ChangeState,
  { authority: { also: _, ...pinned } }: Pick<Situation, 'authority'>,
  { policy, authority }: { readonly policy: Policy; readonly authority: Authority },
) {
  const found = bindingClass(state, policy);
  const seats = boardFor(state, policy, found);
  const before = holdersOf(state, pinned, state.seats);
  const after = holdersOf(state, authority, seats);
  const apart = (some: readonly Holder[], others: readonly Holder[]) =>
    some.filter((one) => !others.some(({ seat, person }) => seat === one.seat && person.id === one.person.id));
  return { class: found, seats, gains: apart(after, before), loses: apart(before, after) };
}

function holdersOf(state: ChangeState, authority: Authority, seats: readonly SeatRole[]): readonly Holder[] {
  return [...new Set(seats)].flatMap((seat) =>
    candidatesFor({ authority, authorship: authorshipOf(state), seat }).people.map((person) => ({ seat, person })),
  );
}
