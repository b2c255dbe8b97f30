/** What of a change request has to be looked at for its time alone. What nothing acts on yet, and nothing shows, is not here (`rules.md 4`, `8`). */
import { nextOf, past } from '../due/instant.ts';
import type { Due } from '../record/port.ts';
import { conditionsDue, remindersOf, stepsDue } from './deadline.ts';
import type { RemindedAt } from './event.ts';
import { approvalEnds, emergencyEnds } from './flags.ts';
import { isOpen } from './stage.ts';
import type { ChangeState } from './state.ts';

/** One row for each instant: what comes then, and when, while the state says that it comes. */
const INSTANTS = {
  /** The board is reminded (`settle.ts`, remind). */
  'vote-at-50': (state) => reminderAt(state, 50),
  'vote-at-80': (state) => reminderAt(state, 80),
  /** The board's days are over: it is reminded a last time, and is late (`flags.ts`, slaBreached). */
  'review-late': ({ stage, reviewDue }) => (stage === 'in-review' && reviewDue ? past(reviewDue) : undefined),
  /** An emergency was not reviewed in time (`rules.md 4.8`; `flags.ts`, isReviewOverdue). */
  'emergency-review-late': ({ stage, emergency }) =>
    isOpen(stage) && emergency && !emergency.ratified ? past(emergency.reviewDue) : undefined,
  /** Its record holds the gate open no longer (`flags.ts`, emergencyEnds; the gate asks the same for itself). */
  'emergency-expired': ({ stage, emergency }) =>
    isOpen(stage) && emergency && !emergency.ratified ? past(emergencyEnds(emergency)) : undefined,
  /** The day of a condition, or of a step, is over before it was met or done (`flags.ts`, overdue). */
  'condition-late': (state) => conditionsDue(state).map(({ over }) => over),
  'step-late': (state) => stepsDue(state).map(({ over }) => over),
  /** T11 by the timer (`settle.ts`, comeBack): the day begins in the project's zone. */
  'deferral-over': ({ stage, deferred }) => (stage === 'deferred' ? deferred?.comesBack : undefined),
  /** T13: an approval that nobody started upon (`settle.ts`, whyReapproval; the gate asks the same for itself). */
  'approval-expired': ({ stage, approval }) => (stage === 'approved' && approval ? approvalEnds(approval) : undefined),
} as const satisfies Record<string, (state: ChangeState) => string | readonly string[] | undefined>;

function reminderAt(state: ChangeState, share: RemindedAt): string | undefined {
  return remindersOf(state).find((one) => one.share === share)?.from;
}

/** The next of them after an instant. */
export function dueOf(state: ChangeState, after: string): Due | undefined {
  const dues = Object.entries(INSTANTS).flatMap(([what, instant]) => {
    const at = instant(state) ?? [];
    return (typeof at === 'string' ? [at] : at).map((one) => ({ at: one, what }));
  });
  return nextOf(dues, after);
}
