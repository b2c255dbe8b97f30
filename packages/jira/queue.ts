/** Forge's queues: what waits in which of them and in whose turn, and how work that failed asks for another try. */
import { Conflict, Transient } from '@countersign/core/failure.ts';
import type { Job } from '@countersign/core/ports.ts';
import { InvocationError, InvocationErrorCode, Queue } from '@forge/events';
import type { FollowUp } from './desk.ts';

/** Jobs are run from the queue; what it loses is found by the sweep, because they are stored with what they follow from. */
export async function pushJobs(tenant: string, box: string, [first]: readonly Job[]): Promise<void> {
  // One after another for each request: of two that show it at once, the one that read the older record could write last.
  const key = `jobs-${(first?.data as unknown as FollowUp | undefined)?.ref.stream ?? 'none'}`;
  await new Queue({ key: 'jobs' }).push({ body: { tenant, box }, concurrency: { key, limit: 1 } });
}

/** One issue's events are handled one after another. */
export async function pushEvent(tenant: string, issue: string, event: object): Promise<void> {
  await new Queue({ key: 'events' }).push({
    body: { tenant, event },
    concurrency: { key: `issue-${issue}`, limit: 1 },
  });
}

/** Waiting and conflicts are asked for again; what no retry changes is given up with a sentence in the log. */
export async function retried(work: () => Promise<void>): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof Transient || error instanceof Conflict) {
      const seconds = error instanceof Transient && error.retryAfterMs ? Math.ceil(error.retryAfterMs / 1000) : 5;
      return new InvocationError({
        retryAfter: Math.min(900, Math.max(1, seconds)),
        retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
      });
    }
    console.error(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure');
    return undefined;
  }
}
