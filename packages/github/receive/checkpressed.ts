/** Somebody pressed a button of our check, or asked for it again. */
import type { Parts } from '../desk.ts';
import { acceptedBy } from '../markdown/button.ts';
import { CHECK, headTarget } from '../project/check.ts';
import { forget } from '../project/written.ts';
import { enqueue } from '../record/job.ts';
import type { Place, Translation } from '../translation.ts';
import { findGroup } from '../work/group.ts';
import { pullSeen, readPull, showLater } from '../work/pull.ts';
import { acceptPressed } from './accept.ts';

export async function checkPressed(
  parts: Parts,
  { place, head, pulls, button, actor }: Extract<Translation, { kind: 'check' }>,
  cause: string,
): Promise<void> {
  if (await findGroup(parts, place, head)) {
    await writeAnew(parts, place, head);
    const job = { kind: 'show-group', place, head } as const;
    return enqueue(parts, place.tenant, [job], `${cause}/group:${head}`);
  }
  let works = await parts.work.atCommit(place.tenant, place.project, head);
  for (const number of works.length === 0 ? pulls : []) {
    const pull = await readPull(parts, place, number);
    if (pull) await pullSeen(parts, place, pull, cause);
  }
  if (works.length === 0) works = await parts.work.atCommit(place.tenant, place.project, head);
  const accepted = acceptedBy(button ?? '');
  if (accepted) {
    const { pull: number, request } = accepted;
    return acceptPressed(parts, { place, number, head, actor, request }, `${cause}/${number}`);
  }
  for (const work of works) {
    if (button === 'explain' || button === 'start-request') {
      const explained = { kind: 'explain-pull', place, id: work.id, cause: `${cause}/${work.id}`, by: actor } as const;
      const job = { ...explained, start: button === 'start-request' };
      await enqueue(parts, place.tenant, [job], `${cause}/pull:${work.id}`);
      continue;
    }
    // Asked to look again: whatever we believe to have written, write it anew.
    await writeAnew(parts, place, head);
    await showLater(parts, place, work.id, cause);
  }
}

function writeAnew({ projections }: Parts, place: Place, head: string): Promise<void> {
  const target = headTarget(place, head);
  return projections.alone(target, () => forget(projections, target, CHECK));
}
