/** Until when what is awaited of people is to be done: votes, the review of an emergency, conditions and steps of the plan (`rules.md 8`). */
import { dayEnds } from '../calendar/moment.ts';
import type { Condition } from '../content/governed.ts';
import type { Plan, PlanStep } from '../content/plan.ts';
import { past } from '../due/instant.ts';
import type { Policy } from '../policy/policy.ts';
import type { RemindedAt } from './event.ts';
import { isOpen } from './stage.ts';
import type { ChangeState } from './state.ts';

/** A part of the board's time: `from` is the first moment at which it is over. */
export interface Reminder {
  readonly share: RemindedAt;
  readonly due: string;
  readonly from: string;
}

/** The reminders that its board has not had, in their order; none while it is on hold, which nobody's vote ends. */
export function remindersOf(
  state: Pick<ChangeState, 'stage' | 'held' | 'reviewDue' | 'reminders' | 'reminded'>,
): readonly Reminder[] {
  if (state.stage !== 'in-review' || state.held || !state.reviewDue) return [];
  const { half, most } = state.reminders ?? {};
  const over = past(state.reviewDue);
  const all: readonly (Reminder | false | undefined)[] = [
    half !== undefined && { share: 50, due: half, from: half },
    most !== undefined && { share: 80, due: most, from: most },
    over !== undefined && { share: 100, due: state.reviewDue, from: over },
  ];
  const had = state.reminded?.share ?? 0;
  return all.filter((one): one is Reminder => Boolean(one) && (one as Reminder).share > had);
}

/** What has a last day; `over` is the first instant after it. */
export interface Dated<What> {
  readonly what: What;
  readonly over: string;
}

/** Conditions that are not met yet and have a day, by that day. */
export function conditionsDue(state: ChangeState): readonly Dated<Condition>[] {
  if (!isOpen(state.stage)) return [];
  const open = state.content.conditions.filter(({ id }) => !state.conditionsMet.some((met) => met.id === id));
  return byDay(open, ({ id, due }) => state.conditionsOver?.[id] ?? ended(due));
}

/** Steps of an approved plan that are not settled and have a last day, by that day. */
export function stepsDue(state: ChangeState): readonly Dated<PlanStep>[] {
  if (state.stage !== 'approved' && state.stage !== 'implementing') return [];
  const open = (state.content.plan?.steps ?? []).filter(({ id }) => !state.steps.some(({ step }) => step === id));
  return byDay(open, ({ id, end }) => state.stepsOver?.[id] ?? ended(end));
}

function byDay<What>(all: readonly What[], overOf: (one: What) => string | undefined): readonly Dated<What>[] {
  const dated = all.flatMap((what) => {
    const over = overOf(what);
    return over ? [{ what, over }] : [];
  });
  return dated.sort((one, other) => (one.over < other.over ? -1 : one.over > other.over ? 1 : 0));
}

/** What was recorded before zones were asked ends by UTC. */
function ended(day: string | undefined): string | undefined {
  return day && dayEnds(day, 'UTC');
}

/** When the last days of a plan's steps are over, as the event that records it keeps it. */
export function stepsOver(
  { steps }: Plan,
  { timeZone }: Pick<Policy, 'timeZone'>,
): { readonly over?: Record<string, string> } {
  const dated = steps.flatMap(({ id, end }) => (end ? [[id, dayEnds(end, timeZone)] as const] : []));
  return dated.length > 0 ? { over: Object.fromEntries(dated) } : {};
}

/** The same of a condition. */
export function conditionOver({ due }: Condition, { timeZone }: Pick<Policy, 'timeZone'>): { readonly over?: string } {
  return due ? { over: dayEnds(due, timeZone) } : {};
}

/** The first of what is awaited until an instant: votes, an emergency's review, a condition, a step; the last instant at which it is in time. */
export function nextDeadline(state: ChangeState): string | undefined {
  const { stage, reviewDue, emergency } = state;
  const found: string[] = [];
  if (stage === 'in-review' && reviewDue) found.push(reviewDue);
  if (isOpen(stage) && emergency && !emergency.ratified) found.push(emergency.reviewDue);
  for (const { over } of [...conditionsDue(state), ...stepsDue(state)])
    found.push(new Date(Date.parse(over) - 1).toISOString());
  return found.sort()[0];
}
