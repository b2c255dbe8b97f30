/** The work that follows from what was recorded: shown on the issue, or answered below it. */

import { ABSENCES } from '@countersign/core/absence/decider.ts';
import { kindOf } from '@countersign/core/record/kind.ts';
import type { Desk } from '../desk.ts';
import { answer } from '../project/answer.ts';
import { show } from '../project.ts';
import type { FollowUp } from './job.ts';
import { lookAtBoards, reconsider } from './touched.ts';

/** Does one piece of follow-up work. Safe to repeat. @throws Transient to be tried again. */
export async function follow(desk: Desk, job: FollowUp): Promise<void> {
  if (job.kind === 'show') return show(desk, job.ref);
  if (job.kind === 'due') {
    if (kindOf(job.ref) === ABSENCES.kind) return lookAtBoards(desk, job.ref, `due/${job.what}/${job.at}`);
    await reconsider(desk, job.ref, `due/${job.what}/${job.at}`);
    return show(desk, job.ref);
  }
  return answer(desk, job);
}

/** Runs what one append left to do, in order. What fails keeps nothing behind it from being done. @throws what failed first */
export async function runBox(desk: Desk, box: string): Promise<void> {
  const failures: unknown[] = [];
  for (const job of await desk.jobs.open(box))
    await follow(desk, job.data as unknown as FollowUp).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
  await desk.jobs.done(box);
}
