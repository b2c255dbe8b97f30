/** Who works off what is stored: deliveries in their turn, and the work that follows from them. */

import type { Parts } from '@countersign/github/desk.ts';
import { forOnePiece } from '@countersign/github/facts/cached.ts';
import { show } from '@countersign/github/jobs.ts';
import { takeAhead } from '@countersign/github/receive/ahead.ts';
import type { Received } from '@countersign/github/receive/delivered.ts';
import type { handle } from '@countersign/github/receive/line.ts';
import { reasonOf } from '@countersign/github/reconcile/reconcile.ts';
import { closedFor, laneOfWork, SHOWING, watchFor } from '@countersign/github/reconcile/watch.ts';
import { type FollowUp, precedenceOf } from '@countersign/github/record/job.ts';
import type { Boss } from '@countersign/postgres/boss.ts';
import type { Inbox } from '@countersign/postgres/inbox.ts';
import { type RunningQueue, runQueue } from '@countersign/postgres/queue.ts';
import type { Measures } from './measure.ts';

/** Jobs that run at once unless told otherwise, of deliveries and of what follows from them. */
const CONCURRENCY = 16;
/** Beside the jobs that run at once, so many for gates alone; so many more for watches and gates that close; for those alone; and for what closes without asking. */
const KEPT_PLACES = [2, 2, 2, 2] as const;
/** Of the places for deliveries, so many are for those that were not tried yet. */
const KEPT_FOR_FIRST = 4;

interface Working {
  readonly measured: Measures;
  readonly concurrency?: number | undefined;
  /** How long something may wait before its gates close. */
  readonly overdueMs?: number | undefined;
}

/** Has stored deliveries handled. */
export function handleDeliveries(
  inbox: Inbox,
  parts: Parts,
  options: Working & { readonly receive: (stored: Received) => ReturnType<typeof handle> },
): RunningQueue {
  const { measured, receive } = options;
  const { log } = parts;
  return inbox.handle(
    async ({ guid, event, payload }, attempt) => {
      const started = performance.now();
      const outcome = await receive({ guid, event, payload });
      const kind = outcome === 'done' ? 'done' : 'ignored';
      measured.handled(event, kind, (performance.now() - started) / 1000);
      log.debug(
        { guid, event, attempt, outcome: kind, ...(outcome === 'done' ? {} : { why: outcome.ignored }) },
        'handled a delivery',
      );
      return outcome;
    },
    {
      concurrency: options.concurrency ?? CONCURRENCY,
      keptForFirst: KEPT_FOR_FIRST,
      onFailure: (job, error, next) => {
        measured.handled(job.kind, next, 0);
        log[next === 'parked' ? 'error' : 'warn'](
          { job: job.id, event: job.kind, attempt: job.attempt, next, reason: reasonOf(error) },
          'a delivery failed',
        );
      },
      following: (job) => watchFor(job, parts.now()),
      ...(options.overdueMs === undefined ? {} : { overdueMs: options.overdueMs }),
      ahead: (delivery) => takeAhead(forOnePiece(parts, 'close'), delivery),
      onError: (error) => log.warn({ reason: reasonOf(error) }, 'the inbox cannot be read now'),
    },
  );
}

/** Has done what follows from deliveries. @param options what is not to close waits until greens by older rules are `judged` */
export function workOffJobs(
  boss: Boss,
  parts: Parts,
  options: Working & { readonly judged: Promise<void> },
): RunningQueue {
  const { measured } = options;
  const { log } = parts;
  return runQueue(
    boss,
    'job',
    async (job) => {
      const followUp = job.data as unknown as FollowUp;
      // What closes, or may, waits for nobody.
      if (precedenceOf(followUp) !== 'close') await options.judged;
      const started = performance.now();
      await show(forOnePiece(parts, precedenceOf(followUp)), followUp, job.attempt);
      measured.worked(job.kind, 'done', (performance.now() - started) / 1000);
    },
    {
      concurrency: KEPT_PLACES.reduce((sum, places) => sum + places, options.concurrency ?? CONCURRENCY),
      kept: KEPT_PLACES,
      onFailure: (job, error, next) => {
        measured.worked(job.kind, next, 0);
        log[next === 'parked' ? 'error' : 'warn'](
          { job: job.id, kind: job.kind, attempt: job.attempt, next, reason: reasonOf(error) },
          'work that follows failed',
        );
      },
      following: (job, why) => closedFor(job, why, parts.now()),
      laneOf: laneOfWork,
      overdueKinds: SHOWING,
      ...(options.overdueMs === undefined ? {} : { overdueMs: options.overdueMs }),
      onError: (error) => log.warn({ reason: reasonOf(error) }, 'the queue cannot be read now'),
    },
  );
}
