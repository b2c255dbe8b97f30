/** Has a repository that the app was just installed in get its onboarding pull request: once, and never where the team said no. */

import { type Parts, readerFor } from '../desk.ts';
import { field } from '../project/written.ts';
import { enqueue } from '../record/job.ts';
import type { Place } from '../translation.ts';
import { lookAnew } from './letin.ts';
import { onboard } from './propose.ts';

const SURFACE = 'onboarding';
/** More at once than a team would want to read: then nobody asked for a proposal in each, and none is made. */
const MOST_AT_ONCE = 20;

/**
 * Queues the proposal; once for a cause. A repository that was ours before is looked at, too.
 */
export async function onboardLater(
  parts: Parts,
  place: Place,
  by: string,
  among: number,
  cause: string,
): Promise<void> {
  await lookAnew(parts, place, cause);
  if (among > MOST_AT_ONCE) {
    parts.log.info({ repository: place.project, among }, 'no onboarding pull request: too many repositories at once');
    return;
  }
  await enqueue(parts, place.tenant, [{ kind: 'onboard', place, by }], `${cause}/onboard/${place.project}`);
}

/** Safe to repeat. @throws Transient to be tried again. */
export async function onboardNow(parts: Parts, place: Place, by: string): Promise<void> {
  const target = { tenant: place.tenant, project: place.project, target: 'repository:onboarding' };
  await parts.projections.alone(target, async () => {
    const note = (await parts.projections.written(target)).get(SURFACE);
    if (field(note, 'done') === true) return;
    const { client } = await readerFor(parts, place);
    const done = await onboard(client, {
      place,
      by,
      app: parts.app,
      begun: note !== undefined,
      begin: () => parts.projections.remember(target, SURFACE, { done: false }),
    });
    const said = done.kind === 'proposed' ? { pull: done.pull } : { why: done.why };
    const told = done.kind === 'proposed' ? 'proposed a policy' : 'left a repository alone';
    parts.log.info({ repository: place.project, ...said }, told);
    if (done.kind === 'proposed' || done.forGood) await parts.projections.remember(target, SURFACE, { done: true });
  });
}
