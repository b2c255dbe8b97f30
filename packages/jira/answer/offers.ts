/** What the viewer can do with a change request now, as the core offers it; what only lacks something says what it lacks. */
import { type SeatTally, tally } from '@countersign/core/approval/tally.ts';
import { isPressed } from '@countersign/core/change/acts.ts';
import { ballotOf } from '@countersign/core/change/decision.ts';
import { offers as offered, seatsToVoteIn } from '@countersign/core/change/offers.ts';
import { itemsApartFromOwn } from '@countersign/core/change/requirement.ts';
import type { Situation } from '@countersign/core/change/situation.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { samePerson } from '@countersign/core/policy/authority.ts';
import { roleName } from '@countersign/core/view/names.ts';
import { refusalView } from '@countersign/core/view/refusal.ts';
import { people } from '@countersign/core/view/sentence.ts';
import type { Offer, OwnSeat } from '../port/data.ts';
import type { Voice } from './voice.ts';

/** The buttons of the panel: what the core would take from the viewer, and of the rest what it lacks. */
export function offers(state: ChangeState, situation: Situation, voice: Voice): readonly Offer[] {
  return offered(state, situation).flatMap(({ type, forms, why }): Offer[] => {
    // Another form of it may have a button of its own, or none.
    if (!isPressed(type) || !forms.some(({ button }) => button)) return [];
    return [{ type, ...(why ? { why: voice.say(refusalView(why).what) } : {}) }];
  });
}

/** The seats that the viewer may vote for now; of those that others filled already it says so. None once the decision is made. */
export function ownSeats(state: ChangeState, situation: Situation, voice: Voice): readonly OwnSeat[] {
  const { authority, actor, items } = situation;
  const open = seatsToVoteIn(state, situation);
  if (open.length === 0) return [];
  const rows = tally(ballotOf(state), authority, itemsApartFromOwn(state, items)).seats;
  return open.map((seat) => {
    const here = rows.filter((one) => one.seat === seat);
    const name = voice.part(roleName(seat));
    return {
      seat,
      name: name.map((one) => one.text).join(''),
      ...standingOf(here, (id) => samePerson(authority, id, actor.id), voice),
    };
  });
}

/** The viewer's own vote in a role, who else filled it, and whether a seat of it still waits for the viewer. */
function standingOf(
  rows: readonly SeatTally[],
  isViewer: (id: string) => boolean,
  voice: Voice,
): Pick<OwnSeat, 'asked' | 'voted' | 'filledBy'> {
  const own = rows[0]?.votes.find((one) => !one.not && isViewer(one.vote.voter.id))?.vote;
  const others = rows.flatMap(({ filledBy }) => (filledBy && !isViewer(filledBy.voter.id) ? [filledBy.voter] : []));
  return {
    // Who has said something, or sits elsewhere already, is no candidate: only an open seat that may be theirs asks them.
    asked: rows.some((one) => one.candidates.some((person) => isViewer(person.id))),
    ...(own ? { voted: own.verdict } : {}),
    ...(others.length === rows.length ? { filledBy: voice.plain(people(others)) } : {}),
  };
}
