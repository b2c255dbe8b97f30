/**
 * Runs the jobs of one queue in strict order per key. pg-boss keeps them and decides what may run next; this decides when to ask.
 * pg-boss's own workers fetch one by one and each is woken for each job; here one fetch fills all free places (docs/decisions/queue.md).
 */

import { isOurs, Malformed, Transient, Underway, WriteRefused } from '@countersign/core/failure.ts';
import type { Job, Json } from '@countersign/core/record/port.ts';
import type { QueuedJob } from '@countersign/core/record/queued.ts';
import type { Boss, QueueName } from './boss.ts';
import { run } from './connect.ts';
import { risingIds } from './identifier.ts';
import { storable } from './ledger.ts';
import { park } from './parked.ts';

export interface QueueOptions {
  /** Jobs that run at once, each of another key. Default 16. */
  readonly concurrency?: number;
  /** Places that are kept free for priority 1 and above, then those for 2 and above: whoever waits on a slow call holds up only its like. */
  readonly kept?: readonly number[];
  /** Places that jobs which were tried before leave free: what fails again and again holds up no first try. Default 0. */
  readonly keptForFirst?: number;
  /**
   * Tries before a job is parked. Waiting for the other side (`Transient`) is no failed try, and what fails by a mistake of ours (`isOurs`)
   * has no second one: it would only hold its key. What the other side says no to (`WriteRefused`) is tried for a while longer. Default 6.
   */
  readonly attempts?: number;
  /** How long a job may wait for the other side before it is parked. Default 24 hours. */
  readonly patienceMs?: number;
  /** How long a job is tried that the other side says no to, before it is parked and only looked at again (`parked.ts`). Default 10 minutes. */
  readonly refusedMs?: number;
  /** Wait before the next try. Default 0.25 s doubling to 60 s, with jitter. */
  readonly backoffMs?: (attempt: number) => number;
  /** How often to look without being woken; the floor under a lost notification. Default 1 s. */
  readonly pollMs?: number;
  /** So long a job may wait, for whatever it is, or run before it is overdue: a delivery counts as unhandled then (`unhandled.ts`). Default 1 minute. */
  readonly overdueMs?: number;
  /** Jobs of which it matters whether they are overdue; all of them unless given. */
  readonly overdueKinds?: readonly string[];
  /** What has to follow when a job is given up, or is overdue for the first time; stored in the same step. */
  readonly following?: (job: QueuedJob, why: 'parked' | 'overdue') => readonly Job[];
  /** The lane, as of a delivery's key, that a job closes from when it is given up until it is done or let go of; absent: none. */
  readonly laneOf?: (job: QueuedJob) => string | undefined;
  /** Told of every failed try. */
  readonly onFailure?: (job: QueuedJob, error: unknown, next: 'retry' | 'parked') => void;
  /** Told when the queue itself cannot work, for example while the database is away. */
  readonly onError?: (error: unknown) => void;
  /** Runs once the handlers of some jobs are done, before these jobs leave the queue. */
  readonly onDone?: (done: readonly Done[]) => Promise<void>;
}

/** A job whose handler is done, with what the handler answered. */
export interface Done {
  readonly id: string;
  readonly answer: unknown;
}

export interface RunningQueue {
  /** Looks for jobs now. */
  wake(): void;
  /** Resolves once nothing is running and nothing that could run now, or waits for what is under way here, is left. */
  idle(): Promise<void>;
  /** Takes no more jobs and waits for those that run. */
  stop(): Promise<void>;
}

type Handler = (job: QueuedJob) => Promise<unknown>;
type Fetched = {
  id: string;
  retryCount: number;
  priority: number;
  singletonKey: string | null;
  /** `refusedSince`: it was given up for a no since then, ISO 8601, and is only looked at again. */
  data: { kind: string; text: string; refusedSince?: string };
  createdOn: Date;
  /** When this try began. */
  startedOn: Date;
};

/** How often to look for what is overdue, at most. */
const LOOK_MS = 5000;
/** So many are noted in one go; the rest follows in the next. */
const MOST_OVERDUE = 1000;

/** While much is waiting, free places are filled together, at the latest after this long. */
const GATHER_MS = 15;

const defaultBackoff = (attempt: number): number => Math.min(60_000, 125 * 2 ** attempt) * (0.75 + Math.random() / 2);

/** Starts running the jobs of a queue. Several processes may do so; each job runs in one of them. */
export function runQueue(boss: Boss, queue: QueueName, handler: Handler, options: QueueOptions = {}): RunningQueue {
  const {
    concurrency = 16,
    kept = [],
    keptForFirst = 0,
    attempts = 6,
    patienceMs = 24 * 3_600_000,
    refusedMs = 10 * 60_000,
    overdueMs = 60_000,
    overdueKinds,
    backoffMs = defaultBackoff,
    pollMs = 1000,
  } = options;
  const { onFailure = () => {}, onError = () => {}, onDone, following = () => [], laneOf } = options;
  /** How many may run at once before a job of this priority, or a higher one, may still start. */
  const keeping = [keptForFirst, ...kept];
  const most = [...keeping, 0].map((_, level) => ({
    minPriority: level + TRIED,
    places: Math.max(1, concurrency - keeping.slice(level).reduce((sum, places) => sum + places, 0)),
  }));
  const running = new Map<string, Fetched>();
  const finished: (Done & { readonly fetched: Fetched })[] = [];
  const timers = new Set<NodeJS.Timeout>();
  /** How many wait for what is under way here. */
  let underway = 0;
  const waiters: (() => void)[] = [];
  let again = false;
  let backlog = false;
  /** Whether something may be there to be claimed: where nothing is, a turn only lets go of what is done. */
  let unfetched = false;
  let fetchedAt = 0;
  let gather: NodeJS.Timeout | undefined;
  let turning: Promise<void> | undefined;
  let stopping = false;
  let isTroubled = false;

  /** One round: let finished jobs leave, fill the free places; again while there is something to do. */
  async function turn(): Promise<void> {
    do {
      again = false;
      try {
        await boss.attend();
        const leaving = finished.splice(0);
        if (leaving.length > 0) {
          // A claim that a crash of the database lost may have been made again since, under a later number.
          const newest = leaving.map(({ id, fetched }) => attemptOf(running.get(id) ?? fetched));
          try {
            await onDone?.(leaving);
            // What waited for the key of one of them may be claimed now.
            if (await boss.leave(queue, newest)) unfetched = true;
          } catch (error) {
            finished.push(...leaving);
            throw error;
          }
          for (const { id } of leaving) running.delete(id);
        }
        const free = concurrency - running.size;
        if (!stopping && backlog && free < concurrency / 2 && performance.now() - fetchedAt < GATHER_MS) {
          // Much is waiting: claiming looks at all of it, so places are filled several at a time.
          gather ??= setTimeout(() => {
            gather = undefined;
            wake();
          }, GATHER_MS);
        } else if (!stopping && free > 0 && (unfetched || backlog)) {
          fetchedAt = performance.now();
          unfetched = false;
          if (await fill()) again = unfetched = true;
        }
        if (finished.length > 0) again = true;
        isTroubled = false;
      } catch (error) {
        isTroubled = true;
        unfetched = true;
        onError(error);
        later(pollMs);
        return;
      }
    } while (again);
  }

  /** Claims for the free places, the highest priority first. @returns whether there may be more that could run now. */
  async function fill(): Promise<boolean> {
    backlog = false;
    for (const { minPriority, places } of most) {
      const free = places - running.size;
      if (free <= 0) {
        backlog = true;
        continue;
      }
      const asked = { batchSize: free, includeMetadata: true, ...(minPriority > TRIED ? { minPriority } : {}) };
      const jobs = (await boss.jobs.fetch(queue, asked)) as unknown as Fetched[];
      for (const job of jobs) {
        const already = running.has(job.id);
        running.set(job.id, job);
        if (!already) void perform(job);
      }
      // Nothing of this priority or a higher one is left.
      if (jobs.length < free) return false;
      backlog = true;
    }
    return running.size < concurrency;
  }

  function wake(): void {
    unfetched = true;
    turnAgain();
  }

  function turnAgain(): void {
    again = true;
    turning ??= turn().finally(() => {
      turning = undefined;
      if (again && !timers.size) turnAgain();
      else if (running.size === 0 && underway === 0) for (const resolve of waiters.splice(0)) resolve();
    });
  }

  async function perform(fetched: Fetched): Promise<void> {
    const job = jobOf(fetched);
    try {
      const answer = await handler(job);
      finished.push({ id: job.id, answer, fetched });
    } catch (error) {
      // Whatever became of it: what waited for its key, or for its place, may be claimed now.
      await failed(fetched, job, error);
      unfetched = true;
    }
    turnAgain();
  }

  async function failed(fetched: Fetched, job: QueuedJob, error: unknown): Promise<void> {
    // Both by the clock of the database: ours may be another.
    const waited = fetched.startedOn.getTime() - fetched.createdOn.getTime();
    const isWorn = job.attempt >= attempts;
    const isGivenUp = fetched.data.refusedSince !== undefined;
    const hopeless =
      error instanceof Transient
        ? waited > patienceMs
        : error instanceof WriteRefused
          ? isGivenUp || (isWorn && waited > refusedMs)
          : error instanceof Malformed || isOurs(error) || isWorn;
    for (;;) {
      const claim = running.get(fetched.id) ?? fetched;
      const delay = (error instanceof Transient ? error.retryAfterMs : undefined) ?? backoffMs(job.attempt);
      try {
        if (hopeless) {
          const lane = laneOf?.(job);
          // Once refused it is looked at again by itself, whatever else it fails of meanwhile.
          const refusedSince =
            fetched.data.refusedSince ?? (error instanceof WriteRefused ? fetched.createdOn.toISOString() : undefined);
          const given = {
            ...{ ...job, sentence: sentenceOf(error) },
            ...(lane === undefined ? {} : { lane }),
            ...(refusedSince === undefined ? {} : { refusedSince }),
          };
          await park(boss, queue, given, following(job, 'parked'));
        } else await postpone(boss, queue, claim, delay, keptForFirst > 0);
        const fetchedAgain = running.get(fetched.id);
        running.delete(fetched.id);
        onFailure(job, error, hopeless ? 'parked' : 'retry');
        if (hopeless) return;
        // So short a delay may be over, and the job fetched again, before it is known here that it was put off.
        if (fetchedAgain && fetchedAgain !== claim) {
          running.set(fetchedAgain.id, fetchedAgain);
          void perform(fetchedAgain);
        } else later(delay, error instanceof Underway);
        return;
      } catch (trouble) {
        onError(trouble);
        if (stopping) {
          // Its heartbeat lapses, and whoever runs the queue next tries it again.
          running.delete(fetched.id);
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, pollMs));
      }
    }
  }

  /** Whatever waits is noticed here, and nowhere else: what cannot be tried cannot tell. */
  async function noteOverdue(): Promise<void> {
    const late = await overdue(boss, queue, overdueMs, overdueKinds);
    if (late.length === 0) return;
    // Of what follows from several for the same thing, one is enough.
    const follow = new Map(
      late.flatMap((one) => following(jobOf(one), 'overdue')).map((job) => [JSON.stringify([job.kind, job.key]), job]),
    );
    await note(boss, queue, late, [...follow.values()]);
  }

  function later(delay: number, isUnderway = false): void {
    if (stopping) return;
    if (isUnderway) underway += 1;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        if (isUnderway) underway -= 1;
        wake();
      },
      Math.min(delay + 1, 2 ** 31 - 1),
    );
    timers.add(timer);
  }

  const poll = setInterval(wake, pollMs);
  const beat = setInterval(() => {
    if (running.size > 0) boss.jobs.touch(queue, [...running.values()].map(attemptOf)).catch(onError);
  }, 5000);
  let looking: Promise<void> | undefined;
  const look = setInterval(
    () => {
      looking ??= noteOverdue()
        .catch(onError)
        .finally(() => {
          looking = undefined;
        });
    },
    Math.max(20, Math.min(LOOK_MS, overdueMs / 6)),
  );
  const unsubscribe = boss.onStored(queue, wake);
  wake();

  return {
    wake,
    idle: () =>
      new Promise((resolve) => {
        waiters.push(resolve);
        wake();
      }),
    async stop() {
      stopping = true;
      clearTimeout(gather);
      unsubscribe();
      clearInterval(poll);
      clearInterval(look);
      await looking;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      underway = 0;
      while (running.size > 0 || turning) {
        wake();
        await turning;
        // A turn that has nothing to do asks nothing: only a pause lets go on what all others wait for.
        await new Promise((resolve) => setTimeout(resolve, isTroubled ? pollMs : 5));
      }
      clearInterval(beat);
    },
  };
}

const attemptOf = ({ id, retryCount }: Fetched) => ({ id, retryCount });

function jobOf({ id, retryCount, priority, singletonKey, data }: Fetched): QueuedJob {
  const { kind, text } = data;
  return { id, kind, key: singletonKey ?? '', priority, data: JSON.parse(text) as Json, attempt: retryCount + 1 };
}

/** Of a mistake of ours the kind and the place are said, too: whoever mends it needs them, and has nothing else. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!isOurs(error)) return error.message;
  const place = /\(?([\w.@/-]+\.ts:\d+):\d+\)?$/m.exec(error.stack ?? '')?.[1]?.replace(/^.*\/packages\//, 'packages/');
  return `a mistake of ours, ${error.name}: ${error.message}${place ? ` (${place})` : ''}`;
}

/** The priority of a job that was tried, where places are kept for those that were not. */
const TRIED = -1;

/** Puts the job back at the head of its key, not to be fetched before the delay is over; kept by the database, so across restarts. */
async function postpone(
  { database }: Boss,
  queue: QueueName,
  { id, retryCount }: Fetched,
  delayMs: number,
  isBehind: boolean,
): Promise<void> {
  await database.pool.query({
    name: 'job postpone',
    text: `update pgboss.job set state = 'retry', start_after = now() + $4 * interval '1 millisecond', heartbeat_on = null,
      priority = case when $5 then ${TRIED} else priority end
      where name = $1 and id = $2 and state = 'active' and retry_count = $3`,
    values: [queue, id, retryCount, delayMs, isBehind],
  });
}

/** The jobs that became overdue since the last look, oldest first, whatever holds them up. */
async function overdue(
  { database }: Boss,
  queue: QueueName,
  overdueMs: number,
  kinds: readonly string[] | undefined,
): Promise<readonly Fetched[]> {
  return run<Fetched>(database.pool, 'overdue', late, [queue, overdueMs, kinds ?? null, MOST_OVERDUE]);
}

/** Notes that jobs are overdue, each once, together with what has to follow from that. One may leave the queue meanwhile: see `unhandled.ts`. */
async function note(boss: Boss, queue: QueueName, jobs: readonly Fetched[], follow: readonly Job[]): Promise<void> {
  const noted = `insert into overdue (id, key) select id, key from unnest($1::text[], $2::text[]) as late (id, key)
    where exists (select from pgboss.job where name = $4 and job.id = late.id::uuid) and not ${settled('late.id')}
    on conflict do nothing returning id`;
  const following = boss.insertion('job', `select case when exists (select from noted) then $3::text else '[]' end`);
  const text = `with gone as (${GONE}), noted as (${noted}), follow as (${following}) select id from noted`;
  const keys = jobs.map(({ singletonKey }) => singletonKey ?? '');
  const values = [jobs.map(({ id }) => id), keys, storable(follow, risingIds()), queue];
  const rows = await run(boss.database.pool, `note overdue ${queue}`, text, values);
  if (rows.length > 0 && follow.length > 0) boss.stored('job');
}

/** A delivery is settled before its job leaves the queue. */
const settled = (id: string): string =>
  `exists (select from delivery where delivery.id = ${id} and delivery.outcome <> 'pending')`;

const late = `select id, retry_count as "retryCount", priority, singleton_key as "singletonKey", data, created_on as "createdOn"
  from pgboss.job where name = $1 and state in ('created', 'retry', 'active') and created_on < now() - $2 * interval '1 millisecond'
    and ($3::text[] is null or data->>'kind' = any($3)) and not exists (select from overdue where overdue.id = job.id::text)
    and not ${settled('job.id::text')}
  order by created_on, id limit $4`;
/** What left its queue while it was noted. */
const GONE = `delete from overdue where not exists
  (select from pgboss.job where name in ('delivery', 'job') and job.id = overdue.id::uuid)`;
