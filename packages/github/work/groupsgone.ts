/** Groups of the merge queue whose end GitHub never told: their green is nobody's, and whoever brings the commit back could spend it (`rules.md 6.1`). */
import { ageOf } from '@countersign/core/kept.ts';
import type { Parts } from '../desk.ts';
import { SETTLED_MS } from '../facts/copy.ts';
import { enqueue } from '../record/job.ts';
import type { Place } from '../translation.ts';
import { forgetGroup, readGroup, stillWaiting, type WaitingGroup, waitingGroups } from './group.ts';

/** Lets go of every group that GitHub does not show any more. @throws Transient while GitHub does not answer */
export async function groupsGone(parts: Parts, place: Place, cause: string): Promise<void> {
  const known = await waitingGroups(parts, place);
  // A copy of GitHub's may not have heard yet of one that has just begun.
  await letGo(
    parts,
    place,
    known.filter(({ heardAt = '' }) => !(ageOf(Date.parse(heardAt), parts.now()) < SETTLED_MS)),
    cause,
  );
}

/** The same for the groups of one pull request, which has just left the queue. @throws as `groupsGone` */
export async function groupsLeft(parts: Parts, place: Place, number: number, cause: string): Promise<void> {
  const known = await waitingGroups(parts, place);
  await letGo(
    parts,
    place,
    known.filter((one) => one.number === number || one.pulls.includes(number)),
    cause,
  );
}

async function letGo(parts: Parts, place: Place, groups: readonly WaitingGroup[], cause: string): Promise<void> {
  if (groups.length === 0) return;
  const waiting = await stillWaiting(parts, place, groups);
  if (waiting === 'unreadable') return;
  for (const group of groups) {
    if (waiting.includes(group)) continue;
    // That it began a moment ago does not matter any more: its end is known.
    const { heardAt: _, ...told } = group;
    const { head } = group;
    const isMerged = (await readGroup(parts, place, told)) === 'over';
    await forgetGroup(parts, place, head);
    if (isMerged) continue;
    const over = { kind: 'show-head', place, head, isGroup: true } as const;
    await enqueue(parts, place.tenant, [over], `${cause}/over/${head}`);
  }
}
