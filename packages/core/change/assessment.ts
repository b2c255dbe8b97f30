/** Impact, plan, alternatives and the way into review (T6). */
import { contentDigest } from '../approval/facet.ts';
import { staleItems, tally } from '../approval/tally.ts';
import { CLASSES } from '../impact/class.ts';
import { isInfeasible, unknownDimensions } from '../impact/dimension.ts';
import { contactsWaiting } from '../policy/authority.ts';
import type { Command } from './command.ts';
import { stepsOver } from './deadline.ts';
import { ballotOf, type Decision, happens, move, refused } from './decision.ts';
import type { ChangeEvent } from './event.ts';
import { recorded } from './intake.ts';
import { bindingClass, boardFor, missingInAlternatives, planGaps, withBases } from './requirement.ts';
import type { Situation } from './situation.ts';
import type { ChangeState } from './state.ts';

type Assessment = Extract<Command, { type: 'assess' | 'plan' | 'alternatives' | 'raise-class' | 'review' }>;

/** After approval such work asks for a new approval (T13), which is the engine's to say. */
export function decideAssessment(state: ChangeState, command: Assessment, situation: Situation): Decision {
  const { actor, policy } = situation;
  switch (command.type) {
    case 'assess':
      return happens(...recorded(state.content.impacts, command.inputs, actor, situation));
    case 'plan':
      return happens({ type: 'planned', plan: command.plan, by: actor, ...stepsOver(command.plan, policy) });
    case 'alternatives':
      return happens({ type: 'alternatives-written', alternatives: [...command.alternatives], by: actor });
    case 'raise-class': {
      const standing = bindingClass(state, policy);
      if (CLASSES.indexOf(command.class) <= CLASSES.indexOf(standing))
        return refused('not-higher', { class: standing });
      const seats = [...boardFor(state, policy, command.class)];
      return happens({
        type: 'classified',
        class: command.class,
        seats,
        policy: policy.version,
        by: actor,
        reason: command.reason,
      });
    }
    case 'review':
      // A review that is open may be put on a new base (5.3).
      return opening(state, situation);
  }
}

/** T6 with its guards, for the person who asks for review and for the light profile's engine alike. */
export function opening(state: ChangeState, situation: Situation): Decision {
  const { actor, authority, items, now, policy } = situation;
  const unknown = unknownDimensions(state.content.impacts);
  if (unknown.length > 0) return refused('unknown-impact', { dimensions: unknown });
  if (isInfeasible(state.content.impacts)) return refused('infeasible');
  const gaps = planGaps(state.content, policy.profile);
  if (gaps.length > 0) return refused('incomplete-plan', { gaps });
  const found = bindingClass(state, policy);
  const alternatives = missingInAlternatives(state.content, found, policy.profile);
  if (alternatives.length > 0) return refused('missing-alternatives', { gaps: alternatives, class: found });
  const { stale, unreadable } = staleItems(state.content, items);
  const seats = [...boardFor(state, policy, found)];
  const count = tally({ ...ballotOf(state), seats }, authority, items);
  const theirs = contactsWaiting(authority, count.unfillable);
  if (theirs.contacts.length > 0) return refused('seat-without-account', theirs);
  if (count.unfillable.length > 0) {
    return refused('unfillable-seat', {
      seats: count.unfillable,
      unreadable: [...new Set(count.seats.flatMap((seat) => seat.unreadable))],
    });
  }
  if (state.stage === 'in-review' && stale.length + unreadable.length === 0) return refused('nothing-changed');
  const rebase = withBases(state.content.request, items, true);
  // An item that cannot be read has no base that anyone could vote on.
  const readable =
    stale.length + unreadable.length === 0 ||
    staleItems({ ...state.content, request: rebase }, items).unreadable.length === 0;
  if (!readable) return refused('unreadable-items', { items: unreadable });
  const events: ChangeEvent[] = [];
  const content = { ...state.content, request: rebase };
  if (stale.length > 0 || unreadable.length > 0) events.push({ type: 'rebased', items: [...rebase.items], by: actor });
  if (found !== state.class || policy.version !== state.policy || seats.join() !== state.seats.join()) {
    events.push({ type: 'classified', class: found, seats, policy: policy.version });
  }
  const days = policy.reviewDays[found];
  const due = situation.workingDaysLater(now, days);
  events.push({
    type: 'review-opened',
    ...{ digest: contentDigest(content), policy: policy.version, due, by: actor },
    reminders: { half: situation.workingDaysLater(now, days * 0.5), most: situation.workingDaysLater(now, days * 0.8) },
    ...(situation.calendar ? { calendar: situation.calendar } : {}),
  });
  if (state.stage === 'assessing') events.push(move('T6', state, 'in-review'));
  return happens(...events);
}
