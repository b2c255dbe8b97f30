/** The work that follows from what was recorded: shown on the issue, or answered below it. */
import { answer } from './answer.ts';
import type { Desk, FollowUp } from './desk.ts';
import { show } from './project.ts';

/** Does one piece of follow-up work. Safe to repeat. @throws Transient to be tried again. */
export async function follow(desk: Desk, job: FollowUp): Promise<void> {
  if (job.kind === 'show') return show(desk, job.ref);
  return answer(desk, job);
}

/** Runs what one append left to do, in order. */
export async function runBox(desk: Desk, box: string): Promise<void> {
  for (const job of await desk.jobs.open(box)) await follow(desk, job.data as unknown as FollowUp);
  await desk.jobs.done(box);
}
