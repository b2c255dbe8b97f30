/** Forge's queues: what waits in which of them and in whose turn, and how work that failed asks for another try. */

import { Conflict, Transient } from '@countersign/core/failure.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import {
  InvalidPushSettingsError,
  InvalidQueueNameError,
  InvocationError,
  InvocationErrorCode,
  InvocationLimitReachedError,
  NoEventsToPushError,
  PayloadTooBigError,
  type PushEvent,
  Queue,
  RateLimitError,
  TooManyEventsError,
} from '@forge/events';
import type { Box } from '../record/jobs.ts';
import type { FollowUp } from './job.ts';

/** Where a night is among the requests that are compared. */
export interface Page {
  /** When the night began; in one night a request is compared once. */
  readonly at: string;
  readonly project?: string;
  readonly cursor?: string;
}

/** Events of one push. What is pushed many at a time is small: fifty of them are far below the 200 KB that a push may hold. */
const MOST_AT_ONCE = 50;

/** What no retry changes. Everything else, a connection that broke as well, is a queue that takes nothing now. */
const MISTAKES = [
  InvalidPushSettingsError,
  InvalidQueueNameError,
  InvocationLimitReachedError,
  NoEventsToPushError,
  PayloadTooBigError,
  TooManyEventsError,
];

/** @throws Transient when Forge takes nothing now, such as more than 500 events in a minute */
async function push(name: 'events' | 'jobs' | 'nights', events: readonly PushEvent[]): Promise<void> {
  const queue = new Queue({ key: name });
  for (let at = 0; at < events.length; at += MOST_AT_ONCE) {
    try {
      await queue.push(events.slice(at, at + MOST_AT_ONCE));
    } catch (cause) {
      if (MISTAKES.some((mistake) => cause instanceof mistake)) throw cause;
      const limited = cause instanceof RateLimitError;
      const wait = limited ? { retryAfterMs: 60_000 } : {};
      throw new Transient(`Forge’s queue ${name} takes nothing now`, { cause, ...wait });
    }
  }
}

const inTurn = (key: string) => ({ concurrency: { key, limit: 1 } });

/** Jobs are run from the queue; what it loses is found by the sweep, because they are stored with what they follow from. */
export async function pushJobs(tenant: string, boxes: readonly Pick<Box, 'name' | 'jobs'>[]): Promise<void> {
  await push(
    'jobs',
    // One after another for each request: of two that show it at once, the one that read the older record could write last.
    boxes.map((box) => ({ body: { tenant, box: box.name }, ...inTurn(`jobs-${streamOfBox(box) ?? 'none'}`) })),
  );
}

export function streamOfBox({ jobs: [first] }: Pick<Box, 'jobs'>): string | undefined {
  return (first?.data as unknown as FollowUp | undefined)?.ref.stream;
}

/** One issue's events are handled one after another. */
export async function pushEvent(tenant: string, issue: string, event: object): Promise<void> {
  await push('events', [{ body: { tenant, event }, ...inTurn(`issue-${issue}`) }]);
}

/** Requests are compared between the events of their issues. */
export async function pushComparisons(tenant: string, refs: readonly StreamRef[], at: string): Promise<void> {
  await push(
    'events',
    refs.map((compare) => ({ body: { tenant, compare, at }, ...inTurn(`issue-${compare.stream}`) })),
  );
}

/** Has the record take in what the issue says and no event has told, after the events that wait. Whoever noticed was answered already: what the queue does not take, the night finds. */
export async function compareSoon({ now }: { readonly now: () => number }, ref: StreamRef): Promise<void> {
  await pushComparisons(ref.tenant, [ref], new Date(now()).toISOString()).catch(() => undefined);
}

/** An item that requests touch has changed: they are looked for apart from the event that told of it. */
export interface Touched {
  readonly item: string;
  /** Of the event. */
  readonly cause: string;
  readonly cursor?: string;
}

/** @param wait in seconds */
export async function pushTouched(tenant: string, touched: Touched, wait = 0): Promise<void> {
  const delay = wait > 0 ? { delayInSeconds: wait } : {};
  await push('events', [{ body: { tenant, touched }, ...delay, ...inTurn(`touched-${touched.item}`) }]);
}

/** Requests are looked at again between the events of their issues. */
export async function pushReconsidered(tenant: string, refs: readonly StreamRef[], cause: string): Promise<void> {
  await push(
    'events',
    refs.map((reconsider) => ({ body: { tenant, reconsider, cause }, ...inTurn(`issue-${reconsider.stream}`) })),
  );
}

/** @param wait in seconds */
export async function pushPage(tenant: string, page: Page, wait: number): Promise<void> {
  await push('nights', [{ body: { tenant, page }, delayInSeconds: wait, ...inTurn('night') }]);
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
