/** What stops work that was decided from going on, and what closing asks for whatever it is closed as (`rules.md 4.6`, T12, T14, T16). */

import { changedFacets, facetDigests } from '../approval/facet.ts';
import { type Decision, refused } from './decision.ts';
import { unshown } from './filed.ts';
import { openConditions } from './flags.ts';
import { type Situation, whyNotAsRecorded } from './situation.ts';
import type { ChangeState } from './state.ts';

/** Whoever raised a concern, or put a hold on, stops whatever comes next until it is resolved or released. */
export function whyStopped({ concerns, held }: ChangeState): Decision | undefined {
  const open = concerns.filter((one) => !one.resolved);
  if (open.length > 0) return refused('open-concerns', { concerns: open.map((one) => one.id) });
  return held && refused('on-hold', { by: held.by.name, reason: held.reason });
}

/** An emergency is closed only after its ratification (T16). */
export function whyNotRatified({ emergency }: Pick<ChangeState, 'emergency'>): Decision | undefined {
  return emergency && !emergency.ratified ? refused('not-ratified', { due: emergency.reviewDue }) : undefined;
}

/** Why the work is not closed as implemented, apart from who asks (T16); `undefined` when it may be. */
export function whyNotClosed(state: ChangeState, situation: Situation): Decision | undefined {
  const { approval } = state;
  const isApproved = approval && changedFacets(approval.facets, facetDigests(state.content)).length === 0;
  return (
    whyNotRatified(state) ??
    (isApproved ? undefined : refused('content-not-approved')) ??
    whyNotEnded(state, situation) ??
    notAsRecorded(situation)
  );
}

/** What the board closes in part, or as rolled back, has its result shown and accepted like any other; what was approved is the board's to leave. */
export function whyNotEnded(state: ChangeState, situation: Situation): Decision | undefined {
  const stopped = whyNotRatified(state) ?? whyStopped(state);
  if (stopped) return stopped;
  const bare = unshown(state, situation.erasedFiles);
  if (bare.length > 0) return refused('missing-evidence', { criteria: bare });
  if (!state.actuals) return refused('missing-actuals');
  const blocking = openConditions(state, 'close');
  if (blocking.length > 0) return refused('condition-blocks', { conditions: blocking.map((one) => one.id) });
  return situation.policy.acceptance && !state.accepted ? refused('needs-acceptance') : undefined;
}

/** What people read of the request is not what was approved, whatever its record says; or nobody can tell (`rules.md 4.3`). */
export function notAsRecorded(situation: Situation): Decision | undefined {
  const why = whyNotAsRecorded(situation);
  return why && refused(why);
}
