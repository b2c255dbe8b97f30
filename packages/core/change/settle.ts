/** What the engine concludes by itself after every command and whenever facts change: one step at a time until nothing follows (T8, T11, T13, light profile). */

import { changedFacets, contentDigest, facetDigests } from '../approval/facet.ts';
import { latestVotes, staleItems, standsAgainst, tally, whyNotCounting } from '../approval/tally.ts';
import type { Voiding } from '../approval/vote.ts';
import { ENGINE } from '../content/person.ts';
import { unknownDimensions } from '../impact/dimension.ts';
import { digestOf } from '../ledger/canonical.ts';
import { isClosedPolicy } from '../policy/closed.ts';
import { opening } from './assessment.ts';
import { takenUp } from './boardact.ts';
import { claimedWork } from './claim.ts';
import { remindersOf } from './deadline.ts';
import { ballotOf, type Decision, move } from './decision.ts';
import { whyNotStart } from './delivery.ts';
import type { ChangeEvent, Reapproval } from './event.ts';
import { isApprovalOver, isReviewOverdue } from './flags.ts';
import { defaultOwner, submission } from './intake.ts';
import { bindingClass, boardFor, confirmationDigest, itemsApartFromOwn } from './requirement.ts';
import type { Situation } from './situation.ts';
import { DECIDED, isOpen } from './stage.ts';
import type { ChangeState } from './state.ts';
import { unrecordableEdit } from './unrecordable.ts';

/** The next events that follow by themselves; empty when the engine rests. Safe to ask at any time: a second asking adds nothing. */
export function settle(state: ChangeState, situation: Situation): readonly ChangeEvent[] {
  // By a policy that nobody wrote, nothing is concluded: it would be pinned, and nobody could ever decide on it.
  if (isClosedPolicy(situation.policy)) return [];
  const steps = unrecordableEdit(state)
    ? [voidVotes, reapproval]
    : [voidVotes, reapproval, raiseClass, approve, rejectUnanimously, comeBack, start, advance, remind];
  for (const step of steps) {
    const events = step(state, situation);
    if (events.length > 0) return events;
  }
  return [];
}

function inReview(state: ChangeState): boolean {
  return (
    state.stage === 'in-review' || (state.emergency !== undefined && !state.emergency.ratified && state.revision > 0)
  );
}

/** A vote that stopped counting for good is marked with what ended it (4.1); one that merely cannot be checked now is left alone. */
function voidVotes(state: ChangeState, situation: Situation): readonly ChangeEvent[] {
  if (!['assessing', 'in-review', ...DECIDED].includes(state.stage)) return [];
  const ballot = ballotOf(state);
  const items = itemsApartFromOwn(state, situation.items);
  const { stale } = staleItems(state.content, items);
  const events: ChangeEvent[] = [];
  for (const vote of latestVotes(ballot, situation.authority)) {
    const not = whyNotCounting(ballot, vote, situation.authority, items);
    if (not && standsAgainst({ vote, not })) continue;
    let cause: Voiding | undefined;
    if (not?.kind === 'edit-unrecordable') cause = { kind: not.kind, by: not.by };
    else if (not?.kind === 'edited') cause = { kind: 'edited', facets: [...not.facets], by: situation.actor };
    else if (not?.kind === 'item-changed' && stale.length > 0) cause = { kind: 'item-changed', items: [...stale] };
    else if (not?.kind === 'ineligible') {
      if (not.why === 'no-role' || not.why === 'provider-staff') cause = { kind: 'role-lost' };
      else if (!['role-unreadable', 'staff-unreadable', 'author-unknown'].includes(not.why)) cause = { kind: 'barred' };
    }
    if (cause) events.push({ type: 'vote-voided', voter: vote.voter, seat: vote.seat, cause });
  }
  return events;
}

/** T13: what was approved is no longer what stands, or has waited or strayed too long. Gates ask the same question for themselves. */
function reapproval(state: ChangeState, situation: Situation): readonly ChangeEvent[] {
  const why = whyReapproval(state, situation);
  return why ? [{ type: 'reapproval-needed', ...why }, move('T13', state, 'assessing', why.cause)] : [];
}

export function whyReapproval(
  state: ChangeState,
  situation: Pick<Situation, 'now' | 'items' | 'policy'>,
): { readonly cause: Exclude<Reapproval, 'moved'>; readonly detail: string } | undefined {
  const { approval } = state;
  if (!approval || !DECIDED.includes(state.stage)) return undefined;
  if (unrecordableEdit(state)) return { cause: 'edited', detail: 'text' };
  const facets = changedFacets(approval.facets, facetDigests(state.content));
  if (facets.length > 0) return { cause: 'edited', detail: facets.join(' ') };
  const { stale } = staleItems(state.content, itemsApartFromOwn(state, situation.items));
  if (stale.length > 0) return { cause: 'item-changed', detail: stale.join(' ') };
  if (isApprovalOver(state, situation.now)) return { cause: 'expired', detail: approval.at };
  const beyond = beyondTolerance(state, situation.policy);
  return beyond ? { cause: 'beyond-tolerance', detail: beyond } : undefined;
}

/** Which actual figure exceeds its approved estimate by more than the policy tolerates. */
function beyondTolerance(state: ChangeState, policy: Situation['policy']): string | undefined {
  const { actuals } = state;
  if (!actuals || digestOf(actuals) === digestOf(state.approval?.actuals ?? null)) return undefined;
  const schedule = state.content.impacts.schedule?.value;
  const cost = state.content.impacts.cost?.value;
  const days = schedule?.kind === 'value' ? Math.max(schedule.value.p50, schedule.value.p90 ?? schedule.value.p50) : 0;
  if (actuals.days > Math.max(0, days) * (1 + policy.tolerance.schedule)) return 'schedule';
  const planned = cost?.kind === 'value' ? cost.value.oneOff : undefined;
  // Unlike currencies are never compared (2.5): a figure that cannot be checked is not within tolerance.
  if (planned && planned.currency !== actuals.cost.currency && actuals.cost.minor > 0) return 'cost';
  if (actuals.cost.minor > Math.max(0, planned?.minor ?? 0) * (1 + policy.tolerance.cost)) return 'cost';
  return undefined;
}

/** An impact that grew asks for the larger board at once; one that shrank keeps the larger until submitted anew (4.3). */
function raiseClass(state: ChangeState, { policy }: Situation): readonly ChangeEvent[] {
  if (!inReview(state)) return [];
  const found = bindingClass(state, policy);
  const seats = boardFor(state, policy, found);
  if (found === state.class && seats.join() === state.seats.join()) return [];
  return [{ type: 'classified', class: found, seats: [...seats], policy: policy.version }];
}

/** T8: every seat filled by a vote that counts now, no rejection, no open concern, base fresh, plan confirmed where asked. */
function approve(state: ChangeState, situation: Situation): readonly ChangeEvent[] {
  if (state.stage !== 'in-review' || !mayApprove(state, situation)) return [];
  const conditions = state.content.conditions.map((one) => one.id);
  return [
    {
      type: 'approved',
      digest: contentDigest(state.content),
      facets: facetDigests(state.content),
      conditions,
      validDays: situation.policy.approvalDays,
    },
    move('T8', state, 'approved'),
  ];
}

function mayApprove(state: ChangeState, situation: Pick<Situation, 'authority' | 'items' | 'policy'>): boolean {
  const { authority, items, policy } = situation;
  const count = tally(ballotOf(state), authority, items);
  if (!count.passed || count.staleItems.length > 0 || count.unreadableItems.length > 0) return false;
  if (state.concerns.some((one) => !one.resolved)) return false;
  if (unknownDimensions(state.content.impacts).length > 0) return false;
  return !needsPlanConfirmation(state, policy);
}

/** The customer's confirmation of the plan, apart from the board's vote (T8); an edit of what the customer looks at asks for it again. */
export function needsPlanConfirmation(state: ChangeState, policy: Situation['policy']): boolean {
  if (!policy.planConfirmation || !state.seats.includes('customer')) return false;
  return state.planConfirmed?.digest !== confirmationDigest(state.content);
}

/** T9 by the engine: when every seat has been rejected there is nothing left for a chair to weigh. */
function rejectUnanimously(state: ChangeState, { authority, items }: Situation): readonly ChangeEvent[] {
  if (state.stage !== 'in-review') return [];
  const { counted } = tally(ballotOf(state), authority, items);
  const against = (seat: string) => counted.some((vote) => vote.seat === seat);
  if (state.seats.length === 0 || !state.seats.every(against)) return [];
  if (new Set(counted.map((vote) => vote.voter.id)).size < state.seats.length) return [];
  const text = counted.map((vote) => vote.reason ?? '').join('\n');
  return [{ type: 'rejected', code: 'unanimous', text, by: ENGINE }, move('T9', state, 'rejected')];
}

/** T11 by the timer. */
function comeBack(state: ChangeState, situation: Situation): readonly ChangeEvent[] {
  const at = state.stage === 'deferred' ? state.deferred?.comesBack : undefined;
  return at && Date.parse(at) <= Date.parse(situation.now) ? takenUp(state, situation) : [];
}

/** What time alone asks for again, each part of it once (`rules.md 4.5`); of several that were missed, the last one says it. */
function remind(state: ChangeState, { now, authority, items }: Situation): readonly ChangeEvent[] {
  const { emergency } = state;
  if (isOpen(state.stage) && emergency && !emergency.reminded && isReviewOverdue(state, now))
    return [{ type: 'reminded', of: 'emergency-review', share: 100, due: emergency.reviewDue }];
  const passed = remindersOf(state).findLast(({ from }) => from <= now);
  if (!passed) return [];
  const { seats } = tally(ballotOf(state), authority, itemsApartFromOwn(state, items));
  const isAwaited = seats.some(({ filledBy, candidates }) => !filledBy && candidates.length > 0);
  return isAwaited ? [{ type: 'reminded', of: 'votes', share: passed.share, due: passed.due }] : [];
}

/** T12: work that somebody may claim starts an approved request by itself as soon as nothing holds it; a stranger's link starts nothing. */
function start(state: ChangeState, situation: Situation): readonly ChangeEvent[] {
  if (state.stage !== 'approved' || claimedWork(state, situation).length === 0 || whyNotStart(state, situation))
    return [];
  return [move('T12', state, 'implementing')];
}

/** Automatic triage (T3), and the light profile that walks from its form to review by itself (2.1). */
function advance(state: ChangeState, situation: Situation): readonly ChangeEvent[] {
  const { policy } = situation;
  const light = policy.profile === 'light';
  const engine: Situation = { ...situation, actor: ENGINE };
  if (state.stage === 'draft' && light && !state.question && !state.rejection)
    return eventsOf(submission(state, engine));
  if (state.stage === 'submitted' && (light || policy.triage === 'auto')) {
    const owner = state.owner ?? defaultOwner(situation);
    return owner
      ? [{ type: 'triaged', changeType: state.content.type, owner, by: ENGINE }, move('T3', state, 'assessing')]
      : [];
  }
  if (state.stage === 'assessing' && light && !state.sentBack) return eventsOf(opening(state, engine));
  return [];
}

function eventsOf(decision: Decision): readonly ChangeEvent[] {
  return 'refusal' in decision ? [] : decision.events;
}
