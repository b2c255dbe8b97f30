/** Compares requirements with what was agreed on of them: what no delivery led to is put back or flagged all the same (`rules.md 5.2`). */
import { NOBODY } from '@countersign/core/content/person.ts';
import type { Parts } from '../desk.ts';
import { unauthorisedNow } from '../record/baseline.ts';
import { enqueue, type FollowUp } from '../record/job.ts';
import type { Place } from '../translation.ts';

/** By the record alone: how a requirement stands on GitHub is read by whoever looks for edits that nobody told of. */
export async function compareRequirements(parts: Parts, place: Place, cause: string): Promise<void> {
  const jobs = (await unauthorisedNow(parts, place)).flatMap(({ id: issue, label }): FollowUp[] => {
    const number = Number(/^#(\d+)$/.exec(label)?.[1] ?? 0);
    return number > 0 ? [{ kind: 'requirement-saved', place, issue, number, by: NOBODY, saved: [] }] : [];
  });
  await enqueue(parts, place.tenant, jobs, `${cause}/compared`);
}
