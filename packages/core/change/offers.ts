/** What can be done with a request now: the rows of `acts.ts` read without a command, so that nothing is offered that the guards refuse for its stage or its author. */
import { mayBeSame } from '../policy/authority.ts';
import type { SeatRole } from '../policy/role.ts';
import { type Act, actsOf, rowOf, TYPED_ACTS, type Typed } from './acts.ts';
import { opening } from './assessment.ts';
import { whyNothingSigned } from './attest.ts';
import { isNobodys, whyNotAuthorised } from './authorised.ts';
import { absencesOf } from './away.ts';
import { whyNotVotedOn } from './board.ts';
import { whyNotClosed, whyNotEnded } from './closing.ts';
import { type Decision, refused } from './decision.ts';
import { whyNotStart } from './delivery.ts';
import { openConditions } from './flags.ts';
import { whyNotAtThisStage, whyNotOfThisText } from './guard.ts';
import { defaultOwner, submission, takeUpRejected } from './intake.ts';
import { type Refusal, refusalRow } from './refusal.ts';
import type { Situation } from './situation.ts';
import type { ChangeState } from './state.ts';
import { isThere, type Known } from './subject.ts';
import { isSettled, seatsOpenTo, whyNoRejection } from './vote.ts';

export interface Offer {
  readonly type: Typed;
  /** The forms of it that they may give. */
  readonly forms: readonly Act[];
  /** What still stands in the way, whatever the command would say. */
  readonly why?: Refusal;
}

/** Commands that somebody can give now: their stage has come, and what they speak of is there. In the order of the rows. */
export function possible(state: ChangeState, known: Known): readonly Typed[] {
  return TYPED_ACTS.filter((type) => possibleForms(type, state, known).length > 0);
}

/** The forms of a command that somebody can give now. */
export function possibleForms(type: Typed, state: ChangeState, known: Known): readonly Act[] {
  return actsOf(type).filter(
    (act) =>
      !whyNotAtThisStage(act, state, known.policy.profile) &&
      (!act.about || isThere(act.about, state, known)) &&
      !isNobodys(act, known),
  );
}

/** Commands that the person of the situation can give now. Where nobody can tell whether they may, that stands in the way. */
export function offers(state: ChangeState, situation: Situation): readonly Offer[] {
  return TYPED_ACTS.flatMap((type): Offer[] => {
    const forms = possibleForms(type, state, situation).map((act) => ({
      act,
      not: refusalIn(whyNotAuthorised(act, state, situation)),
    }));
    const mine = forms.find(({ not }) => !not) ?? forms.find(({ not }) => not?.code === 'role-unreadable');
    if (!mine) return [];
    const offered = forms.filter(({ not }) => not?.code === mine.not?.code).map(({ act }) => act);
    const why =
      mine.not ??
      refusalIn(whyNotOfThisText(mine.act, state, situation)) ??
      refusalIn(LACKING[type]?.(state, situation));
    if (!why) return [{ type, forms: offered }];
    return refusalRow(why.code).idle ? [] : [{ type, forms: offered, why }];
  });
}

/** Whether it is theirs to give at this stage, also where it was given already and nobody is asked for it any more. */
export function isTheirs(type: Typed, state: ChangeState, situation: Situation): boolean {
  return actsOf(type).some(
    (act) =>
      !whyNotAtThisStage(act, state, situation.policy.profile) && !refusalIn(whyNotAuthorised(act, state, situation)),
  );
}

/** The seats that the person can vote in now. */
export function seatsToVoteIn(state: ChangeState, situation: Situation): readonly SeatRole[] {
  const act = rowOf('vote');
  const not = whyNotAtThisStage(act, state, situation.policy.profile) ?? whyNotOfThisText(act, state, situation);
  return not ? [] : seatsOpenTo(state, situation).filter((seat) => !isSettled(state, seat, situation));
}

/** What a command finds missing whatever it says itself. */
const LACKING: Readonly<Partial<Record<Typed, (state: ChangeState, situation: Situation) => Decision | undefined>>> = {
  back: (_, situation) => (absencesOf(situation).length > 0 ? undefined : refused('not-away')),
  submit: (state, situation) => (state.stage === 'rejected' ? takeUpRejected(state) : submission(state, situation)),
  reopen: takeUpRejected,
  triage: (state, situation) => (state.owner || defaultOwner(situation) ? undefined : refused('no-owner')),
  review: opening,
  vote: whyNoVote,
  attest: whyNothingSigned,
  start: whyNotStart,
  verify: whyNotClosed,
  close: whyNotEnded,
  ratify: whyNotVotedOn,
  reject: whyNoRejection,
  'meet-condition': whyNoCondition,
};

/** After the decision a vote is offered only in a seat whose vote stopped counting (`rules.md 4.3`). */
function whyNoVote(state: ChangeState, situation: Situation): Decision | undefined {
  const isOver = seatsOpenTo(state, situation).every((seat) => isSettled(state, seat, situation));
  return isOver ? refused('not-in-this-stage', { stage: state.stage, stages: ['in-review'] }) : undefined;
}

/** Nobody says of their own condition that it is met (`rules.md 4.6`). */
function whyNoCondition(state: ChangeState, { authority, actor }: Situation): Decision | undefined {
  const open = openConditions(state);
  const [first] = open;
  const isOwn = open.every((one) => mayBeSame(authority, one.owner.id, actor.id));
  return first && isOwn ? refused('own-condition', { id: first.id }) : undefined;
}

const refusalIn = (decision: Decision | undefined): Refusal | undefined =>
  decision && 'refusal' in decision ? decision.refusal : undefined;
