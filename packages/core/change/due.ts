/** What of a change request has to be looked at for its time alone. What nothing acts on yet, and nothing shows, is not here (`rules.md 4`, `8`). */
import { nextOf, past } from '../due/instant.ts';
import type { Due } from '../record/port.ts';
import { approvalEnds, emergencyEnds } from './flags.ts';
import { isOpen } from './stage.ts';
import type { ChangeState } from './state.ts';

/** One row for each instant: what comes then, and when, while the state says that it comes. A reminder will be a row of its own. */
const INSTANTS = {
  /** The board's days are over (`flags.ts`, slaBreached). */
  'review-late': ({ stage, reviewDue }) => (stage === 'in-review' && reviewDue ? past(reviewDue) : undefined),
  /** An emergency was not reviewed in time (`rules.md 4.8`; `flags.ts`, isReviewOverdue). */
  'emergency-review-late': ({ stage, emergency }) =>
    isOpen(stage) && emergency && !emergency.ratified ? past(emergency.reviewDue) : undefined,
  /** Its record holds the gate open no longer (`flags.ts`, emergencyEnds; the gate asks the same for itself). */
  'emergency-expired': ({ stage, emergency }) =>
    isOpen(stage) && emergency && !emergency.ratified ? past(emergencyEnds(emergency)) : undefined,
  /** T11 by the timer (`settle.ts`, comeBack): the day begins in the project's zone. */
  'deferral-over': ({ stage, deferred }) => (stage === 'deferred' ? deferred?.comesBack : undefined),
  /** T13: an approval that nobody started upon (`settle.ts`, whyReapproval; the gate asks the same for itself). */
  'approval-expired': ({ stage, approval }) => (stage === 'approved' && approval ? approvalEnds(approval) : undefined),
} as const satisfies Record<string, (state: ChangeState) => string | undefined>;

/** The next of them after an instant. */
export function dueOf(state: ChangeState, after: string): Due | undefined {
  const dues = Object.entries(INSTANTS).flatMap(([what, instant]) => {
    const at = instant(state);
    return at ? [{ at, what }] : [];
  });
  return nextOf(dues, after);
}
