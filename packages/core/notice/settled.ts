/** What of a notice still holds when it leaves: what was settled before a digest went out is not in it (`rules.md 9`). */
import { isReviewOverdue } from '../change/flags.ts';
import { needsPlanConfirmation } from '../change/settle.ts';
import { DECIDED, isOpen } from '../change/stage.ts';
import { samePerson } from '../policy/authority.ts';
import type { Occasion } from '../policy/telling.ts';
import { awaited, type Told } from './audience.ts';
import { type Matter, type Notice, strongest } from './notice.ts';

type Now = Pick<Told, 'state' | 'situation'>;

/** Whether there is still something in it for somebody whose own act nothing waits for. */
const HOLDS: Readonly<Record<Occasion, (now: Now) => boolean>> = {
  submitted: ({ state }) => state.stage === 'submitted',
  'information-needed': ({ state }) => state.question !== undefined,
  'assessment-assigned': ({ state }) => isOpen(state.stage),
  'plan-to-confirm': ({ state, situation }) =>
    state.stage === 'in-review' && needsPlanConfirmation(state, situation.policy),
  'vote-needed': isAwaited,
  'vote-at-50': isAwaited,
  'vote-at-80': isAwaited,
  'vote-at-100': isAwaited,
  'votes-voided': isAwaited,
  approved: ({ state }) => DECIDED.includes(state.stage),
  rejected: ({ state }) => state.stage === 'rejected',
  deferred: ({ state }) => state.stage === 'deferred',
  withdrawn: ({ state }) => state.stage === 'withdrawn',
  'emergency-opened': ({ state }) => state.emergency !== undefined && !state.emergency.ratified,
  'emergency-review-overdue': ({ state, situation }) => isOpen(state.stage) && isReviewOverdue(state, situation.now),
  progress: ({ state }) => isOpen(state.stage),
  replanned: ({ state }) => state.reapproval !== undefined && isOpen(state.stage),
  closed: ({ state }) => state.stage === 'closed',
  integrity: () => true,
};

/** Of what is asked of them by name, whether it still is. */
const ASKS: Readonly<Partial<Record<Occasion, (now: Now, id: string) => boolean>>> = {
  'assessment-assigned': ({ state }) => state.stage === 'assessing',
  'vote-needed': isAwaitedOf,
  'vote-at-50': isAwaitedOf,
  'vote-at-80': isAwaitedOf,
  'vote-at-100': isAwaitedOf,
  'votes-voided': isAwaitedOf,
  approved: ({ state }) => state.stage === 'approved',
};

/** @returns `undefined` where all of it is settled */
export function stillHolds(notice: Notice, now: Now): Notice | undefined {
  const matters = notice.matters.filter((one) => holdsOne(one, notice.to.id, now));
  if (matters.length === 0) return undefined;
  return matters.length === notice.matters.length ? notice : { ...notice, matters, urgency: strongest(matters) };
}

function holdsOne({ occasion, urgency }: Matter, id: string, now: Now): boolean {
  const asks = urgency === 'act' ? ASKS[occasion] : undefined;
  return HOLDS[occasion](now) && (asks?.(now, id) ?? true);
}

function isAwaited(now: Now): boolean {
  return awaited(now).length > 0;
}

function isAwaitedOf(now: Now, id: string): boolean {
  return awaited(now).some(({ person }) => samePerson(now.situation.authority, person.id, id));
}
