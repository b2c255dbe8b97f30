/** Folds answers of ours away that say no to what is settled by now. */
import type { Json } from '@countersign/core/record/port.ts';
import { askGraphql } from '../client.ts';
import { type Parts, readerFor } from '../desk.ts';
import { field } from '../project/written.ts';
import { homeOf } from '../record/home.ts';
import { enqueue, type FollowUp } from '../record/job.ts';
import { REPLY, replyTarget, type Thread, threadTarget } from './thread.ts';
import { folded, settledBy, toFold, UNSETTLED, unsettledIn } from './unsettled.ts';

/** Notes what is settled by something that was done, or by the end of the request. */
export async function settle(parts: Parts, job: Extract<FollowUp, { kind: 'settle' }>): Promise<void> {
  const { place, number, ref, cause, done, on } = job;
  const threads: readonly Thread[] = [
    { place, number, ref, thread: ref.stream },
    ...(on === undefined ? [] : [{ place, number, thread: on }]),
  ];
  for (const thread of threads) await settleThread(parts, thread, done ?? {}, `${cause}/${thread.thread}`);
}

/** @param done as `settledBy` */
export async function settleThread(
  parts: Parts,
  thread: Thread,
  done: Parameters<typeof settledBy>[1],
  cause: string,
): Promise<void> {
  const target = threadTarget(thread);
  // Most people are refused nothing.
  if (!(await parts.projections.written(target)).has(UNSETTLED)) return;
  await parts.projections.alone(target, async () => {
    const known = unsettledIn((await parts.projections.written(target)).get(UNSETTLED));
    const now = settledBy(known, done);
    await parts.projections.remember(target, UNSETTLED, now as unknown as Json);
    if (toFold(now).length > 0) await foldLater(parts, thread, cause);
  });
}

export function foldLater(parts: Parts, { place, thread, ref, number }: Thread, cause: string): Promise<void> {
  const job = { kind: 'fold', place, thread, number, ...(ref ? { ref } : {}) } as const;
  return enqueue(parts, place.tenant, [job], `${cause}/fold`);
}

const FOLD = `mutation ($id: ID!) {
  minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized } }
}`;

/**
 * Safe to repeat: what is folded away stays so. An answer that is not written yet is folded away by whoever writes it.
 * @throws Transient while GitHub does not answer, or there is no room for it
 */
export async function foldAway(parts: Parts, job: Extract<FollowUp, { kind: 'fold' }>): Promise<void> {
  const target = threadTarget(job);
  const keys = toFold(unsettledIn((await parts.projections.written(target)).get(UNSETTLED)));
  if (keys.length === 0) return;
  const { place } = (job.ref && (await homeOf(parts, job.ref, job.number))) ?? job;
  const { client } = await readerFor(parts, place);
  for (const key of keys) {
    const note = (await parts.projections.written(replyTarget(target, key))).get(REPLY);
    const id = field(note, 'node');
    if (field(note, 'uncertain') === true || typeof id !== 'string') continue;
    const answer = await askGraphql(client, FOLD, { id });
    // An app that may not, and a comment that is gone, leave it as it is.
    if (!answer.ok) parts.log.info({ thread: job.thread, status: answer.status }, 'an answer was not folded away');
    await parts.projections.alone(target, async () => {
      const known = unsettledIn((await parts.projections.written(target)).get(UNSETTLED));
      await parts.projections.remember(target, UNSETTLED, folded(known, key) as unknown as Json);
    });
  }
}
