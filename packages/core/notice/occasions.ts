/** What an append gives people to hear of, from its events alone. */
import type { ChangeEvent, EventType, RemindedAt } from '../change/event.ts';
import { isPastProcess } from '../change/flags.ts';
import { needsPlanConfirmation } from '../change/settle.ts';
import type { Situation } from '../change/situation.ts';
import type { Stage } from '../change/stage.ts';
import type { ChangeState } from '../change/state.ts';
import { OCCASIONS, type Occasion } from '../policy/telling.ts';

type Of<Type extends EventType> = Extract<ChangeEvent, { readonly type: Type }>;

/** A move tells of itself where no event beside it says more. */
const AT_STAGE: Readonly<Partial<Record<Stage, Occasion>>> = {
  submitted: 'submitted',
  verifying: 'progress',
  deferred: 'deferred',
};

/** What time alone tells, by the part of it that is over. */
const AFTER_TIME = {
  50: 'vote-at-50',
  80: 'vote-at-80',
  100: 'vote-at-100',
  'emergency-review': 'emergency-review-overdue',
} as const satisfies Record<RemindedAt | 'emergency-review', Occasion>;

const FROM_EVENT: { readonly [Type in EventType]?: (event: Of<Type>) => Occasion | undefined } = {
  moved: ({ to }) => AT_STAGE[to],
  triaged: () => 'assessment-assigned',
  'owner-changed': () => 'assessment-assigned',
  asked: () => 'information-needed',
  'review-opened': () => 'vote-needed',
  'vote-voided': () => 'votes-voided',
  approved: () => 'approved',
  rejected: () => 'rejected',
  'emergency-opened': () => 'emergency-opened',
  'step-done': () => 'progress',
  'step-dropped': () => 'progress',
  'verification-failed': () => 'progress',
  'reapproval-needed': () => 'replanned',
  closed: () => 'closed',
  withdrawn: () => 'withdrawn',
  reminded: (event) => AFTER_TIME[event.of === 'votes' ? event.share : 'emergency-review'],
  'work-merged': ({ gate }) => (gate === 'closed' ? 'integrity' : undefined),
  irregularity: ({ kind, detail, by }) => (isPastProcess({ kind, detail, by, at: '' }) ? 'integrity' : undefined),
};

/** Whether anybody may have to hear of it; whom it concerns is known once it stands. */
export function mayTell(events: readonly ChangeEvent[]): boolean {
  return events.some((event) => occasionOf(event.type, event) !== undefined);
}

/** @returns each once, in the order of the table's rows */
export function occasionsIn(
  events: readonly ChangeEvent[],
  after: ChangeState,
  { policy }: Pick<Situation, 'policy'>,
): readonly Occasion[] {
  const found = new Set(events.flatMap((event) => occasionOf(event.type, event) ?? []));
  // Who assesses is told once that it is theirs; an owner who is named later has something to do wherever it stands.
  if (after.stage !== 'assessing' && !events.some(({ type }) => type === 'owner-changed'))
    found.delete('assessment-assigned');
  if (found.has('vote-needed') && needsPlanConfirmation(after, policy)) found.add('plan-to-confirm');
  return OCCASIONS.filter((one) => found.has(one));
}

function occasionOf<Type extends EventType>(type: Type, event: ChangeEvent): Occasion | undefined {
  return FROM_EVENT[type]?.(event as Of<Type>);
}
