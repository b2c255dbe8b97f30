/** Votes: choosing the seat, binding to the content, and the chair's end of the matter (`rules.md 4`, T9). */
import { type Ineligible, mayVote } from '../approval/eligible.ts';
import {
  changedFacets,
  contentDigest,
  type Facet,
  type FacetDigests,
  facetDigests,
  facetsOf,
  wordsDigest,
} from '../approval/facet.ts';
import { askedOf, tally } from '../approval/tally.ts';
import type { KeptVote } from '../approval/vote.ts';
import { isInfeasible } from '../impact/dimension.ts';
import { surelySame } from '../policy/authority.ts';
import type { SeatRole } from '../policy/role.ts';
import { act, rejected } from './boardact.ts';
import type { Command } from './command.ts';
import { ballotOf, type Decision, happens, refused } from './decision.ts';
import type { RefusalCode } from './refusal.ts';
import { itemsApartFromOwn } from './requirement.ts';
import type { Situation } from './situation.ts';
import type { ChangeState } from './state.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

const WHY = {
  'no-role': 'no-seat-for-you',
  'role-unreadable': 'role-unreadable',
  requester: 'barred-requester',
  'on-behalf': 'barred-on-behalf',
  author: 'barred-author',
  'author-unknown': 'barred-unknown',
  program: 'barred-program',
  'provider-staff': 'provider-staff',
  'staff-unreadable': 'role-unreadable',
  'class-not-given': 'class-not-given',
} as const satisfies Record<Ineligible, RefusalCode>;

export function vote(state: ChangeState, command: Of<'vote'>, situation: Situation): Decision {
  const { actor, now, policy } = situation;
  if (state.seats.length === 0) return refused('not-in-this-stage', { stage: state.stage, stages: ['in-review'] });
  const seat = chooseSeat(state, command, situation);
  if (typeof seat !== 'string') return seat;
  if (command.verdict === 'approve' && isOther(state, command.saw)) return refused('edited-meanwhile');
  const unseen = command.verdict === 'approve' ? unseenFacets(state, command.seen, seat) : [];
  if (unseen.length > 0) return refused('not-seen', { facets: unseen });
  if (command.verdict === 'approve' && isOfAnotherRound(state, command.round)) return refused('another-round');
  if (command.verdict === 'reject' && !command.reason) return refused('reason-needed', { command: 'reject' });
  if (isSettled(state, seat, situation))
    return refused('not-in-this-stage', { stage: state.stage, stages: ['in-review'] });
  return happens({
    type: 'voted',
    vote: {
      voter: actor,
      ...standingIn(state, situation, seat),
      seat,
      verdict: command.verdict,
      meaning: state.emergency && !state.emergency.ratified ? 'emergency' : 'change',
      revision: state.revision,
      ...(command.reason ? { reason: command.reason } : {}),
      at: now,
      authenticated: command.authenticated,
      ...(command.signedAs ? { signedAs: command.signedAs } : {}),
      digest: contentDigest(state.content),
      facets: facetDigests(state.content),
      policy: policy.version,
      round: state.round,
    },
  });
}

/** For whom the actor votes, where not for themselves. */
function standingIn(state: ChangeState, situation: Situation, seat: SeatRole): Pick<KeptVote, 'for'> {
  const { for: principal } = mayVote(askedIn(state, situation, seat), situation.actor.id);
  return principal ? { for: { ...principal } } : {};
}

const askedIn = (state: ChangeState, { authority }: Situation, seat: SeatRole) =>
  askedOf(ballotOf(state), authority, seat);

/** After the decision a seat is open again only where its vote stopped counting (`rules.md 4.3`). */
export function isSettled(state: ChangeState, seat: SeatRole, { authority, items }: Situation): boolean {
  if (state.stage === 'in-review' || state.emergency) return false;
  const { seats } = tally(ballotOf(state), authority, itemsApartFromOwn(state, items));
  return seats.filter((one) => one.seat === seat).every((one) => one.filledBy);
}

/** Commands may arrive after edits that their writer cannot have seen: what was said of one text is not said of another. */
export function isOther({ content }: ChangeState, saw: string | undefined): boolean {
  return saw !== undefined && saw !== contentDigest(content) && saw !== wordsDigest(content.request);
}

/** What a vote in this seat rests on and its voter cannot have seen: a yes is asked for again when it stands shown (`rules.md 4.1`). */
export function unseenFacets(
  { content }: ChangeState,
  seen: FacetDigests | undefined,
  seat: SeatRole,
): readonly Facet[] {
  if (!seen) return [];
  const mine = facetsOf(seat);
  return changedFacets(seen, facetDigests(content)).filter((facet) => mine.has(facet));
}

/** What ended all votes while somebody wrote theirs ended that as well: they have not seen why it is asked again (T7, T13). */
export function isOfAnotherRound({ round }: ChangeState, shown: number | undefined): boolean {
  return shown !== undefined && shown !== round;
}

/** Votes of this round that nothing ended. */
export function standingVotes({ votes, round }: ChangeState): readonly KeptVote[] {
  return votes.filter((one) => one.round === round && !one.voided && !one.replaced);
}

/** One's own, in the seat that is named or in any. */
export function standingVotesOf(
  state: ChangeState,
  { authority, actor }: Situation,
  seat: SeatRole | undefined,
): readonly KeptVote[] {
  return standingVotes(state).filter(
    (one) => surelySame(authority, one.voter.id, actor.id) && (seat === undefined || one.seat === seat),
  );
}

/** Nobody has to give a reason for taking back what they said; the vote stays on record, with what ended it. */
export function retract(state: ChangeState, { seat, reason }: Of<'retract'>, situation: Situation): Decision {
  return happens(
    ...standingVotesOf(state, situation, seat).map((one) => ({
      type: 'vote-voided' as const,
      voter: one.voter,
      seat: one.seat,
      cause: { kind: 'retracted' as const, ...(reason ? { reason } : {}) },
    })),
  );
}

/** The seats of a request that a person may fill. */
export function seatsOpenTo(state: ChangeState, situation: Situation): readonly SeatRole[] {
  const { actor } = situation;
  return [...new Set(state.seats)].filter((seat) => !mayVote(askedIn(state, situation, seat), actor.id).why);
}

/** Why a person fills no seat, or not the one that they name (`rules.md 4.4`). */
export function whyNoSeat(state: ChangeState, situation: Situation, named?: SeatRole): Decision | undefined {
  const { actor } = situation;
  const required = [...new Set(state.seats)];
  const open = seatsOpenTo(state, situation);
  const whyNot = (seat: SeatRole) => mayVote(askedIn(state, situation, seat), actor.id).why;
  if (named) {
    if (!required.includes(named)) return refused('not-a-seat-here', { seat: named, seats: required });
    const why = whyNot(named);
    return why && refused(WHY[why], { seat: [named], open });
  }
  if (open.length > 0) return undefined;
  const reasons = required.map(whyNot).filter((why) => why !== undefined);
  // The most telling reason: holding a role and being barred says more than not holding another.
  const why = reasons.find((one) => one !== 'no-role') ?? 'no-role';
  return refused(WHY[why], { seat: required, open });
}

/**
 * A seat of which nobody can tell whether a person may fill it, because what says so cannot be read. A no is taken in it: it can only close, and
 * it is silent as soon as it is known to be of somebody without the role (`rules.md 4.4`).
 */
export function doubtfulSeat(state: ChangeState, situation: Situation, named?: SeatRole): SeatRole | undefined {
  if (seatsOpenTo(state, situation).length > 0) return undefined;
  const { actor } = situation;
  const isDoubtful = (seat: SeatRole): boolean => {
    const { why } = mayVote(askedIn(state, situation, seat), actor.id);
    return why === 'role-unreadable' || why === 'staff-unreadable';
  };
  return state.seats.find((seat) => (named === undefined || seat === named) && isDoubtful(seat));
}

/** The seat that is meant: the one named, or the only one that the person can fill. */
function chooseSeat(state: ChangeState, command: Of<'vote'>, situation: Situation): SeatRole | Decision {
  const { actor, authority, items } = situation;
  const doubtful = command.verdict === 'reject' ? doubtfulSeat(state, situation, command.seat) : undefined;
  if (doubtful) return doubtful;
  const no = whyNoSeat(state, situation, command.seat);
  if (no) return no;
  if (command.seat) return command.seat;
  const open = seatsOpenTo(state, situation);
  const [only, ...more] = open;
  if (only && more.length === 0) return only;
  // Whoever could fill several is asked to say which, unless all but one are already filled by others.
  const filled = tally(ballotOf(state), authority, items).seats;
  const free = open.filter((seat) => filled.some((one) => one.seat === seat && !one.filledBy));
  const own = state.votes.filter(
    (one) =>
      one.round === state.round &&
      !one.replaced &&
      surelySame(authority, one.voter.id, actor.id) &&
      open.includes(one.seat),
  );
  const voted = own.length === 1 ? own[0]?.seat : undefined;
  const [single, ...others] = free;
  if (voted) return voted;
  if (single && others.length === 0) return single;
  return refused('ambiguous-seat', { seats: open });
}

export function chairRejects(state: ChangeState, command: Of<'reject'>, situation: Situation): Decision {
  if (!command.reason) return refused('reason-needed', { command: 'reject' });
  const no = whyNoRejection(state, situation);
  if (no) return no;
  if (!command.wouldChange) return refused('would-change-needed');
  const { type: _, ...rejection } = command;
  // What cannot be done never reaches a vote: there the chair needs a second, as for any act of the board.
  if (state.stage === 'assessing') return act(state, { act: 'reject', ...rejection }, situation);
  return happens(...rejected(state, rejection, situation.actor));
}

/** The chair ends a matter after a vote against it (T9); in light the lead, who has the vote, does so alone. */
export function whyNoRejection(state: ChangeState, { policy, authority, items }: Situation): Decision | undefined {
  if (state.stage === 'assessing')
    return isInfeasible(state.content.impacts)
      ? undefined
      : refused('not-in-this-stage', { stage: state.stage, stages: ['in-review'] });
  if (policy.profile === 'light') return undefined;
  return tally(ballotOf(state), authority, items).rejections.length === 0 ? refused('no-rejection-yet') : undefined;
}
