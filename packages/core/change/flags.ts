/** What is also true of a request beside its state: flags derived from its events and the moment, never stored (`rules.md 1`). */
import { staleItems, tally } from '../approval/tally.ts';
import type { Condition } from '../content/governed.ts';
import type { PlanStep } from '../content/plan.ts';
import { past } from '../due/instant.ts';
import { USUAL_APPROVAL_DAYS } from '../policy/usual.ts';
import { conditionsDue, type Dated, stepsDue } from './deadline.ts';
import { ballotOf } from './decision.ts';
import { itemsApartFromOwn } from './requirement.ts';
import type { Situation } from './situation.ts';
import { DECIDED } from './stage.ts';
import type { Approval, ChangeState, Emergency, Irregularity } from './state.ts';

/** Whether what was seen outside the rules was done past the process, rather than merely put back or noted. */
const PAST_PROCESS: Readonly<Record<Irregularity['kind'], boolean>> = {
  'label-by-hand': false,
  'comment-deleted': false,
  'comment-edited': false,
  'status-by-hand': true,
  'out-of-process': true,
  'item-deleted': false,
  'item-seen': false,
  'edit-unrecordable': false,
  'edit-recorded': false,
  'edited-when-over': false,
  'merged-closed': true,
};

export function isPastProcess({ kind }: Irregularity): boolean {
  return PAST_PROCESS[kind];
}

export interface Flags {
  readonly held: boolean;
  readonly waitingOn?: 'requester' | 'customer' | 'supplier';
  readonly emergency: boolean;
  /** An emergency whose review is due and has not happened. */
  readonly reviewOverdue: boolean;
  readonly staleVotes: boolean;
  readonly staleBase: boolean;
  readonly openConcern: boolean;
  readonly openCondition: boolean;
  readonly replanRequired: boolean;
  /** The board has not decided within its days. */
  readonly slaBreached: boolean;
  /** Conditions whose day is over, and steps of the plan. */
  readonly overdue: { readonly conditions: readonly Dated<Condition>[]; readonly steps: readonly Dated<PlanStep>[] };
  readonly outOfProcess: boolean;
}

/** When its issue was deleted in the tracker; `undefined` when it is there, or could be seen again. */
export function isDeleted({ irregularities }: ChangeState): { readonly at: string } | undefined {
  const last = irregularities.findLast((one) => one.kind === 'item-deleted' || one.kind === 'item-seen');
  return last?.kind === 'item-deleted' ? last : undefined;
}

/** An emergency whose retrospective review was due before an instant, ISO 8601, and has not happened (`rules.md 4.8`). */
export function isReviewOverdue({ emergency }: Pick<ChangeState, 'emergency'>, now: string): boolean {
  return emergency !== undefined && emergency.ratified === undefined && emergency.reviewDue < now;
}

/** Until when the record of an emergency holds its gate open: its review may be overdue by as long again as it had (`rules.md 4.8`). */
export function emergencyEnds({ at, reviewDue, ends: recorded }: Pick<Emergency, 'at' | 'reviewDue' | 'ends'>): string {
  if (recorded) return recorded;
  const ends = 2 * Date.parse(reviewDue) - Date.parse(at);
  // What has no readable end is over.
  return Number.isNaN(ends) ? at : new Date(ends).toISOString();
}

/** The first moment at which an approval that nobody started upon is over (T13); `undefined` where it has no readable beginning. */
export function approvalEnds({
  at,
  validDays = USUAL_APPROVAL_DAYS,
}: Pick<Approval, 'at' | 'validDays'>): string | undefined {
  return past(at, validDays);
}

/** Whether it is over. An approval without a readable date is as good as none. */
export function isApprovalOver({ stage, approval }: Pick<ChangeState, 'stage' | 'approval'>, now: string): boolean {
  if (stage !== 'approved' || !approval) return false;
  const ends = approvalEnds(approval);
  return ends === undefined || !(Date.parse(now) < Date.parse(ends));
}

/** Conditions not yet met that hold back a stage; without a stage, all that are not met. */
export function openConditions(state: ChangeState, stage?: Condition['blocks']): readonly Condition[] {
  return state.content.conditions.filter(
    (one) => (!stage || blocksAt(one.blocks, stage)) && !state.conditionsMet.some((met) => met.id === one.id),
  );
}

/** A condition for an earlier stage still holds at the later ones: what must be met before the start must be met before the merge. */
function blocksAt(blocks: Condition['blocks'], stage: Condition['blocks']): boolean {
  const order = ['start', 'merge', 'deploy', 'close'] as const;
  return order.indexOf(blocks) <= order.indexOf(stage);
}

/** What was to be met or done by a day that is over. */
export function overdue(state: ChangeState, now: string): Flags['overdue'] {
  const isOver = ({ over }: { readonly over: string }) => over <= now;
  return { conditions: conditionsDue(state).filter(isOver), steps: stepsDue(state).filter(isOver) };
}

export function flags(state: ChangeState, situation: Pick<Situation, 'now' | 'policy' | 'authority' | 'items'>): Flags {
  const items = itemsApartFromOwn(state, situation.items);
  const { stale } = staleItems(state.content, items);
  const active = state.stage === 'in-review' || DECIDED.includes(state.stage);
  const seats = active && state.seats.length > 0 ? tally(ballotOf(state), situation.authority, items).seats : [];
  const base = {
    held: state.held !== undefined,
    emergency: state.emergency !== undefined,
    reviewOverdue: isReviewOverdue(state, situation.now),
    staleVotes: seats.some((seat) => !seat.filledBy && seat.votes.some((vote) => vote.not)),
    staleBase: active && stale.length > 0,
    openConcern: state.concerns.some((one) => !one.resolved),
    openCondition: openConditions(state).length > 0,
    replanRequired: state.reapproval !== undefined && (state.stage === 'assessing' || state.stage === 'in-review'),
    slaBreached: state.stage === 'in-review' && state.reviewDue !== undefined && state.reviewDue < situation.now,
    overdue: overdue(state, situation.now),
    outOfProcess: state.irregularities.some(isPastProcess),
  };
  return state.question ? { ...base, waitingOn: state.question.of } : base;
}
