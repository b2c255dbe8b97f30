/** One change request as a gate sees it: decided, still what was decided, and held back by nothing (`rules.md 4.3`, `6.1`). */
import { changedFacets, facetDigests } from '../approval/facet.ts';
import {
  type CountedVote,
  isUnreadable,
  lastAbstention,
  namesOf,
  type SeatTally,
  staleItems,
  tally,
  withoutAccounts,
} from '../approval/tally.ts';
import { ballotOf, ratifiers } from '../change/decision.ts';
import { emergencyEnds, isApprovalOver, isDeleted, isReviewOverdue, openConditions } from '../change/flags.ts';
import { holdsOn } from '../change/hold.ts';
import { itemsApartFromOwn } from '../change/requirement.ts';
import type { ValuesOf } from '../change/says.ts';
import { needsPlanConfirmation } from '../change/settle.ts';
import { type Situation, whyNotAsRecorded } from '../change/situation.ts';
import { DECIDED } from '../change/stage.ts';
import type { ChangeState, Emergency } from '../change/state.ts';
import { editInTheWay } from '../change/unrecordable.ts';
import { contactsWaiting } from '../policy/authority.ts';
import { type Claimed, claim } from './claim.ts';
import type { Gone } from './merge.ts';
import { all, type GONE, leaf, type Verdict } from './verdict.ts';

export type GateStage = 'merge' | 'deploy';
export type GateSituation = Pick<
  Situation,
  'now' | 'policy' | 'current' | 'authority' | 'items' | 'asRecorded' | 'absences' | 'erasedFiles'
> & {
  /** The version that it is decided under, where its text was never kept or was erased (`rules.md 7.2`): closed, whatever else is known. */
  readonly policyGone?: { readonly version: string; readonly how: Gone };
  /** There is no policy that can be used, and why: nobody may decide anything. */
  readonly noPolicy?: Verdict;
};

/**
 * Everything is computed afresh from the state and the facts of the moment; nothing that was concluded earlier is believed.
 * @param work that says it implements the request; absent where none is asked about
 */
export function changeGate(state: ChangeState, stage: GateStage, situation: GateSituation, work?: Claimed): Verdict {
  const values = { label: state.label };
  // What nobody can read any more, nobody can hold against what is to be merged.
  const deleted = isDeleted(state);
  if (deleted)
    return all('change', 'change', [leaf(false, 'change-deleted', { label: state.label, at: deleted.at })], values);
  const edit = editInTheWay(state);
  if (edit)
    return all('change', 'change', [leaf(false, 'edit-unrecordable', { by: edit.by.name, at: edit.at })], values);
  const { policyGone } = situation;
  if (policyGone)
    return all('change', 'change', [leaf(false, `policy-${policyGone.how}`, { version: policyGone.version })], values);
  if (situation.noPolicy) return all('change', 'change', [situation.noPolicy], values);
  const claimed = work ? claim(state, work, situation) : [];
  if (state.emergency && !state.emergency.ratified && DECIDED.includes(state.stage))
    return emergencyGate(state, stage, situation, { emergency: state.emergency, claimed });
  if (!DECIDED.includes(state.stage)) {
    if (['closed', 'withdrawn', 'rejected'].includes(state.stage))
      return all('change', 'change', [leaf(false, 'stage-final', { stage: state.stage })], values);
    return all(
      'change',
      'change',
      [leaf(false, 'not-decided', { stage: state.stage }), ...undecided(state, situation)],
      values,
    );
  }
  if (state.emergency?.ratified?.outcome === 'not-ratified') {
    return all('change', 'change', [leaf(false, 'emergency-not-ratified')], values);
  }
  return all(
    'change',
    'change',
    [
      started(state),
      ...claimed,
      unchanged(state),
      ...notAsRecorded(situation),
      freshItems(state, situation),
      freshApproval(state, situation),
      ...votes(state, situation),
      ...restraints(state, stage, situation),
    ],
    values,
  );
}

/** The merge gate of an emergency opens on its record; impacts, seats and votes follow (`rules.md 4.8`). A freeze does not bind it (6.1). */
function emergencyGate(
  state: ChangeState,
  stage: GateStage,
  situation: GateSituation,
  { emergency, claimed }: { readonly emergency: Emergency; readonly claimed: readonly Verdict[] },
): Verdict {
  const { by, incident, reviewDue: due } = emergency;
  const record = leaf(true, 'emergency-record', { by: by.name, incident, due });
  const rest = [...claimed, concerns(state), conditions(state, stage), ...holds(state)];
  return all('change', 'change', [record, ...lateReview(state, emergency, situation), ...rest], { label: state.label });
}

/** A review that is overdue is said, with who may end it; overdue by as long again as it had, the record opens nothing any more. */
function lateReview(state: ChangeState, emergency: Emergency, situation: GateSituation): readonly Verdict[] {
  const { now, policy, current = policy } = situation;
  if (!isReviewOverdue(state, now)) return [];
  const { reviewDue: due } = emergency;
  const people = ratifiers(state, situation).map(({ name }) => name);
  const ends = emergencyEnds(emergency);
  // Of both policies the narrower holds.
  if (!policy.emergencyExpires && !current.emergencyExpires) return [leaf(true, 'emergency-late', { due, people })];
  return [
    now > ends
      ? leaf(false, 'emergency-expired', { due, people })
      : leaf(true, 'emergency-late', { due, ends, people }),
  ];
}

/** What T8 waits for, and a hold, which would keep the gate closed after it; of what does not stand in the way nothing is said. Before the review nobody can vote, so nobody is asked to. */
function undecided(state: ChangeState, situation: GateSituation): readonly Verdict[] {
  if (state.stage !== 'in-review') return [];
  const board = votes(state, situation);
  const unconfirmed = needsPlanConfirmation(state, situation.policy);
  const others = [
    freshItems(state, situation),
    concerns(state),
    ...(unconfirmed ? [leaf(false, 'plan-unconfirmed', { seat: 'customer' })] : []),
    ...holds(state),
  ];
  return [...board, ...others.filter((one) => !one.open)];
}

function started(state: ChangeState): Verdict {
  return state.stage === 'approved'
    ? leaf(false, 'not-started')
    : leaf(true, 'approved-and-started', { at: state.approval?.at ?? '' });
}

function unchanged(state: ChangeState): Verdict {
  const { approval } = state;
  if (!approval) return leaf(false, 'content-changed', { facets: [] });
  const facets = changedFacets(approval.facets, facetDigests(state.content));
  return facets.length > 0 ? leaf(false, 'content-changed', { facets }) : leaf(true, 'content-approved');
}

/** What people read is not what was decided, or nobody can tell. */
function notAsRecorded(situation: GateSituation): readonly Verdict[] {
  const why = whyNotAsRecorded(situation);
  return why ? [leaf(false, why)] : [];
}

function freshItems(state: ChangeState, situation: GateSituation): Verdict {
  const { stale, unreadable } = staleItems(state.content, itemsApartFromOwn(state, situation.items));
  if (unreadable.length > 0) return leaf(false, 'items-unreadable', { items: unreadable });
  return stale.length > 0 ? leaf(false, 'items-changed', { items: stale }) : leaf(true, 'items-fresh');
}

function freshApproval(state: ChangeState, situation: GateSituation): Verdict {
  const at = state.approval?.at ?? '';
  const expired = state.stage === 'approved' && (!state.approval || isApprovalOver(state, situation.now));
  return leaf(!expired, expired ? 'approval-expired' : 'approval-fresh', { at });
}

/** One node a seat, and one a rejection. */
function votes(state: ChangeState, situation: GateSituation): readonly Verdict[] {
  if (state.seats.length === 0 || state.revision === 0) return [];
  const count = tally(ballotOf(state), situation.authority, itemsApartFromOwn(state, situation.items));
  const nobodyAsked = withoutAccounts(count);
  const seats = count.seats.map((one, index) => {
    const isSecond = count.seats.findIndex((other) => other.seat === one.seat) < index;
    const isUnfillable = count.unfillable.includes(one.seat);
    const { contacts, why } = contactsWaiting(situation.authority, nobodyAsked.includes(one.seat) ? [one.seat] : []);
    if (contacts.length > 0 && !one.filledBy && !situation.current)
      return leaf(false, 'seat-contact', { ...seatNamed(one, isSecond), contacts, why });
    return seatVerdict(one, isUnfillable && (situation.current ? 'seat-migrate' : 'seat-unfillable'), isSecond);
  });
  const rejections = count.rejections.map((vote) =>
    leaf(false, 'rejection', { seat: vote.seat, by: vote.voter.name, reason: vote.reason ?? '' }),
  );
  return [
    all('votes-pass', 'votes-missing', [...seats, ...rejections], {
      seats: count.seats.filter((one) => !one.filledBy).map((one) => one.seat),
    }),
  ];
}

function seatNamed({ seat }: SeatTally, isSecond: boolean) {
  return { seat, ...(isSecond ? { second: 'yes' as const } : {}) };
}

function seatVerdict(
  seat: SeatTally,
  unfillable: false | 'seat-migrate' | 'seat-unfillable',
  isSecond: boolean,
): Verdict {
  const named = seatNamed(seat, isSecond);
  if (seat.filledBy) {
    const { voter, for: principal, at } = seat.filledBy;
    return principal
      ? leaf(true, 'seat-filled-for', { ...named, by: voter.name, principal: principal.person.name, at })
      : leaf(true, 'seat-filled', { ...named, by: voter.name, at });
  }
  const gone = seat.votes.find((one) => one.not && one.vote.verdict === 'approve');
  // Nobody votes again while it cannot be known who may: that comes first.
  if (seat.unreadable.length > 0 && gone && isUnreadable(gone))
    return leaf(false, 'seat-unreadable', { ...named, unreadable: namesOf(seat) });
  if (unfillable === 'seat-migrate') return leaf(false, unfillable, named);
  if (gone) return leaf(false, 'seat-voided', { ...named, by: gone.vote.voter.name, ...whyGone(gone) });
  if (seat.unreadable.length > 0 && seat.candidates.length === 0)
    return leaf(false, 'seat-unreadable', { ...named, unreadable: namesOf(seat) });
  if (unfillable) return leaf(false, unfillable, named);
  const last = lastAbstention(seat);
  if (last) return leaf(false, 'seat-abstained', { ...named, by: last.voter.name });
  return leaf(false, 'seat-waiting', { ...named, candidates: seat.candidates.map((one) => one.name) });
}

/** What ended a vote, with the edit where one did: the check says whose vote it was and by what it was lost (`rules.md 4.3`). */
function whyGone({ not }: CountedVote): ValuesOf<typeof GONE> {
  if (not?.kind === 'edited') return { why: 'edited', facets: not.facets };
  if (not?.kind !== 'voided') return { why: not?.kind ?? '' };
  const { voided } = not;
  if (voided.kind !== 'edited') return { why: voided.kind, at: voided.at };
  return { why: 'edited', facets: voided.facets, editor: voided.by.name, at: voided.at };
}

function restraints(state: ChangeState, stage: GateStage, situation: GateSituation): readonly Verdict[] {
  const { now, policy } = situation;
  // An emergency stays one after its review: a freeze binds all but emergencies (6.1).
  const frozen = policy.freezes.find((one) => one.stages.includes(stage) && one.from <= now && now < one.to);
  const freeze = state.emergency ? undefined : frozen;
  return [
    concerns(state),
    conditions(state, stage),
    ...holds(state),
    freeze ? leaf(false, 'freeze', { until: freeze.to, reason: freeze.reason }) : leaf(true, 'no-freeze'),
  ];
}

function concerns(state: ChangeState): Verdict {
  const open = state.concerns.filter((one) => !one.resolved);
  return open.length > 0
    ? leaf(false, 'open-concern', { concerns: open.map((one) => one.id), by: open.map((one) => one.by.name) })
    : leaf(true, 'no-concern');
}

function conditions(state: ChangeState, stage: GateStage): Verdict {
  const open = openConditions(state, stage);
  return open.length > 0
    ? leaf(false, 'condition-open', {
        conditions: open.map((one) => one.id),
        owners: open.map((one) => one.owner.name),
      })
    : leaf(true, 'conditions-met');
}

function holds(state: ChangeState): readonly Verdict[] {
  const standing = holdsOn(state).map(({ by, reason }) => leaf(false, 'on-hold', { by: by.name, reason }));
  return standing.length > 0 ? standing : [leaf(true, 'not-held')];
}
