/** Shows that jobs of one key keep their order, whatever fails in between, and that nothing is lost or left behind. */
import { Conflict, Malformed, Transient, WriteRefused } from '@countersign/core/failure.ts';
import type { Precedence } from '@countersign/core/record/port.ts';
import type { QueuedJob } from '@countersign/core/record/queued.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { moveClock } from '../../test/instruments/movedclock.ts';
import { type Boss, openBoss } from './boss.ts';
import { connect, type Database } from './connect.ts';
import { postgresLedger } from './ledger.ts';
import { parkedJobs, replay, replayRefused } from './parked.ts';
import { type QueueOptions, type RunningQueue, runQueue } from './queue.ts';
import { temporaryDatabase } from './temporary.ts';
import { postgresUnhandled } from './unhandled.ts';

let place: Awaited<ReturnType<typeof temporaryDatabase>>;
let database: Database;
let boss: Boss;
const started: RunningQueue[] = [];

beforeEach(async () => {
  place = await temporaryDatabase();
  database = connect(place.url);
  boss = await openBoss(database);
});

afterEach(async () => {
  for (const queue of started.splice(0)) await queue.stop();
  await boss.close();
  await database.close();
  await place.drop();
});

/** As the database refuses what it cannot hold. */
const refused = (text: string): Error => Object.assign(new Error(text), { code: '22P05' });

let causes = 0;
type Stored = readonly [key: string, data: number, precedence?: Precedence];
const store = async (...jobs: readonly Stored[]): Promise<void> => {
  const asked = jobs.map(([key, data, precedence]) => ({
    kind: 'count',
    key,
    data,
    ...(precedence && { precedence }),
  }));
  await postgresLedger(boss).store({ tenant: 't', jobs: asked, cause: `cause ${++causes}` });
};

function run(handler: (job: QueuedJob) => Promise<unknown>, options: QueueOptions = {}): RunningQueue {
  const queue = runQueue(boss, 'job', handler, { backoffMs: () => 5, ...options });
  started.push(queue);
  return queue;
}

/** Resolves once `count` jobs have been seen to their end, one way or the other. */
function counter(count: number): { reached: Promise<void>; add(): void } {
  let resolve = (): void => {};
  let seen = 0;
  const reached = new Promise<void>((done) => {
    resolve = done;
  });
  return {
    reached,
    add: () => {
      seen += 1;
      if (seen === count) resolve();
    },
  };
}

test('jobs of one key run in the order they were stored, one at a time, also when one has to be retried', async () => {
  const keys = ['a', 'b', 'c'];
  for (let n = 0; n < 10; n += 2) for (const key of keys) await store([key, n], [key, n + 1]);
  const order = new Map<string, number[]>();
  const active = new Set<string>();
  const { reached, add } = counter(30);
  run(async ({ key, data, attempt }) => {
    expect(active.has(key)).toBe(false);
    active.add(key);
    await new Promise((resolve) => setImmediate(resolve));
    active.delete(key);
    if (Number(data) % 3 === 1 && attempt < 3) throw refused('again');
    order.set(key, [...(order.get(key) ?? []), Number(data)]);
    add();
  });
  await reached;
  for (const key of keys) expect(order.get(key)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('other keys go on while one waits for its next try', async () => {
  await store(['slow', 1], ['slow', 2], ['quick', 3]);
  const seen: number[] = [];
  const { reached, add } = counter(1);
  run(async ({ data }) => {
    seen.push(Number(data));
    if (data === 3) add();
    if (data === 1) throw new Transient('asked to wait', { retryAfterMs: 60_000 });
  });
  await reached;
  expect(seen.toSorted()).toEqual([1, 3]);
});

test('how long the other side asked us to wait is kept across a restart', async () => {
  await store(['k', 1], ['k', 2]);
  const failed = counter(1);
  let asked = 0;
  const first = run(
    async () => {
      asked = Date.now();
      throw new Transient('rate limit', { retryAfterMs: 300 });
    },
    { onFailure: failed.add },
  );
  await failed.reached;
  await first.stop();
  const seen: [number, number][] = [];
  const { reached, add } = counter(2);
  run(
    async ({ data, attempt }) => {
      seen.push([Number(data), attempt]);
      add();
    },
    { pollMs: 20 },
  );
  await reached;
  expect(Date.now() - asked).toBeGreaterThan(250);
  expect(seen).toEqual([
    [1, 2],
    [2, 1],
  ]);
});

test('a job that keeps failing is parked with its sentence, its key goes on, and it can be tried again', async () => {
  await store(['k', 1], ['k', 2], ['m', 3]);
  let broken = true;
  const seen: string[] = [];
  const three = counter(3);
  const queue = run(
    async ({ key, data, attempt }) => {
      if (data === 1 && broken) throw refused(`no luck ${attempt}`);
      if (data === 3 && broken) throw new Malformed('not a number');
      seen.push(`${key}${data}`);
      three.add();
    },
    { attempts: 3, onFailure: (_, __, next) => next === 'parked' && three.add() },
  );
  await three.reached;
  expect(seen).toEqual(['k2']);
  const parked = await parkedJobs(boss, 'job');
  expect(parked.map(({ data, attempts, sentence }) => [data, attempts, sentence]).toSorted()).toEqual([
    [1, 3, 'no luck 3'],
    [3, 1, 'not a number'],
  ]);
  broken = false;
  for (const { id } of parked) expect(await replay(boss, 'job', id)).toBe(true);
  await queue.idle();
  expect(seen.toSorted()).toEqual(['k1', 'k2', 'm3']);
  expect(await parkedJobs(boss)).toEqual([]);
  expect(await replay(boss, 'job', parked[0]?.id ?? '')).toBe(false);
});

test('4.4: a mistake of ours is parked at once, with its kind, its place and what it closes, and its key goes on', async () => {
  await store(['k', 1], ['k', 2]);
  const lanes = postgresUnhandled(database);
  let broken = true;
  const seen: unknown[] = [];
  const failures: string[] = [];
  const { reached, add } = counter(1);
  const queue = run(
    async ({ data }) => {
      if (data === 1 && broken) seen.push((undefined as unknown as { readonly at: string }).at);
      if (data === 2) add();
    },
    {
      laneOf: ({ data }) => (data === 1 ? 'github:7 R_1' : undefined),
      onFailure: (_, __, next) => failures.push(next),
    },
  );
  await reached;
  await queue.idle();
  expect(failures).toEqual(['parked']);
  const [parked] = await parkedJobs(boss, 'job');
  expect(parked).toMatchObject({ attempts: 1, data: 1 });
  expect(parked?.sentence).toMatch(/^a mistake of ours, TypeError: .*\(packages\/postgres\/queue\.test\.ts:\d+\)$/);
  const closed = async () => (await lanes.like(['github:7 R_1'], 'github:7 R_1 ')).map(({ why }) => why);
  expect(await closed()).toEqual(['parked']);
  expect(await lanes.like(['github:7 R_12'], 'github:7 R_12 ')).toEqual([]);
  broken = false;
  await queue.stop();
  // Between two tries it is not done either.
  expect(await replay(boss, 'job', parked?.id ?? '')).toBe(true);
  expect(await closed()).toEqual(['waiting']);
  const next = run(async () => 'done');
  await next.idle();
  expect(await closed()).toEqual([]);
});

test.each([
  ['the database refuses', refused('no')],
  ['GitHub answers', Object.assign(new Error('Not Found'), { status: 404 })],
  ['a call is given up', AbortSignal.abort().reason as Error],
  ['others come first', new Conflict('the stream stands at version 2')],
  [
    'the network fails',
    new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }),
  ],
])('what fails because %s is tried again', async (_, error) => {
  await store(['k', 1]);
  const tries = counter(3);
  const queue = run(
    async ({ attempt }) => {
      tries.add();
      if (attempt < 3) throw error;
    },
    { attempts: 6 },
  );
  await tries.reached;
  await queue.idle();
  expect(await parkedJobs(boss)).toEqual([]);
});

test.each([
  ['ahead', 26],
  ['behind', -26],
])(
  'how long something waits is told by the clock of the database, however far that of the server is %s',
  async (_, hours) => {
    moveClock(hours * 3_600_000);
    try {
      await store(['a', 1], ['b', 2]);
      const nexts = new Map<unknown, string[]>([
        [1, []],
        [2, []],
      ]);
      const { reached, add } = counter(4);
      run(
        async ({ data }) => {
          throw data === 1 ? new Transient('it is away') : new WriteRefused('it may not be written');
        },
        {
          attempts: 1,
          backoffMs: () => 1,
          onFailure: ({ data }, __, next) => {
            nexts.get(data)?.push(next);
            if ((nexts.get(data)?.length ?? 0) <= 2) add();
          },
        },
      );
      await reached;
      for (const seen of nexts.values()) expect(seen.slice(0, 2)).toEqual(['retry', 'retry']);
      // As if both had waited so long already.
      await database.pool.query(
        "update pgboss.job set created_on = created_on - interval '25 hours' where name = 'job'",
      );
      await expect.poll(async () => (await parkedJobs(boss)).map(({ data }) => data).sort()).toEqual([1, 2]);
    } finally {
      moveClock(0);
    }
  },
);

test('what the other side says no to is tried for a while, then given up, and looked at again ever more seldom', async () => {
  await store(['k', 1], ['k', 2]);
  let isAllowed = false;
  const tries: number[] = [];
  const { reached, add } = counter(2);
  const queue = run(
    async ({ data, attempt }) => {
      if (data === 2) return add();
      tries.push(attempt);
      if (!isAllowed) throw new WriteRefused('it may not be written');
    },
    { attempts: 1, refusedMs: 150, onFailure: (_, __, next) => next === 'parked' && add() },
  );
  await reached;
  expect(tries.length).toBeGreaterThan(1);
  expect(await parkedJobs(boss)).toMatchObject([{ data: 1, sentence: 'it may not be written' }]);
  /** As if it had been given up so much earlier, and refused since so much earlier. */
  const earlier = (parked: string, since: string) =>
    database.pool.query(
      `update parked set parked_at = parked_at - $1::interval, data = jsonb_set(data::jsonb, '{refusedSince}',
        to_jsonb((data::jsonb->>'refusedSince')::timestamptz - $2::interval))::text`,
      [parked, since],
    );
  const givenUpAgain = async (): Promise<void> => {
    const { length } = tries;
    expect(await replayRefused(boss)).toBe(1);
    await queue.idle();
    expect(tries).toHaveLength(length + 1);
    expect(await parkedJobs(boss)).toHaveLength(1);
  };
  await earlier('1 minute', '1 minute');
  await givenUpAgain();
  await earlier('0', '1 hour');
  expect(await replayRefused(boss)).toBe(0);
  await earlier('70 minutes', '70 minutes');
  await givenUpAgain();
  await earlier('25 hours', '10 days');
  await givenUpAgain();
  await earlier('25 hours', '30 days');
  expect(await replayRefused(boss)).toBe(0);
  isAllowed = true;
  expect(await replay(boss, 'job', (await parkedJobs(boss))[0]?.id ?? '')).toBe(true);
  await queue.idle();
  expect(await parkedJobs(boss)).toEqual([]);
});

test.each([
  ['waits for the other side for too long', new Transient('away', { retryAfterMs: 1 })],
  ['cannot be read', new Malformed('not a number')],
  ['meets a mistake of ours', new TypeError('at is undefined')],
  ['is refused by the database', refused('no luck')],
  ['is refused once more', new WriteRefused('it may still not be written')],
])('what was given up for a no, and then %s, is still looked at again by itself', async (_, other) => {
  await store(['k', 1]);
  let error: Error = new WriteRefused('it may not be written');
  const queue = run(
    async () => {
      throw error;
    },
    { attempts: 1, refusedMs: -1, patienceMs: -1 },
  );
  const since = async (): Promise<unknown> => {
    await queue.idle();
    const { rows } = await database.pool.query("select data::json->>'refusedSince' as since from parked");
    return rows[0]?.since;
  };
  const first = await since();
  expect(first).toMatch(/^\d{4}-/);
  error = other;
  for (let round = 0; round < 2; round += 1) {
    await database.pool.query("update parked set parked_at = parked_at - interval '2 days'");
    expect(await replayRefused(boss)).toBe(1);
    expect(await since()).toBe(first);
  }
});

test('waiting for the other side is no failed try', async () => {
  await store(['k', 1]);
  const { reached, add } = counter(1);
  run(
    async ({ attempt }) => {
      if (attempt < 6) throw new Transient('away', { retryAfterMs: 1 });
      add();
    },
    { attempts: 2 },
  );
  await reached;
  expect(await parkedJobs(boss)).toEqual([]);
});

test('stopping waits for the jobs that run and leaves the others for later', async () => {
  await store(['a', 1], ['a', 2]);
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
  const seen: number[] = [];
  const queue = run(async ({ data }) => {
    begin();
    await allowed;
    seen.push(Number(data));
  });
  await begun;
  const stopped = queue.stop();
  allow();
  await stopped;
  expect(seen).toEqual([1]);
  const { rows } = await database.pool.query(`select data from pgboss.job where name = 'job'`);
  expect(rows).toHaveLength(1);
});

test('what a killed process had claimed is given back as soon as no other process is alive', async () => {
  await store(['a', 1], ['a', 2]);
  await boss.jobs.fetch('job', { batchSize: 5 });
  const seen: number[] = [];
  const { reached, add } = counter(2);
  run(async ({ data }) => {
    seen.push(Number(data));
    add();
  });
  await reached;
  expect(seen).toEqual([1, 2]);
});

test('a process that only stores wakes the process that runs', async () => {
  const seen = counter(1);
  const queue = run(async () => seen.add(), { pollMs: 600_000 });
  await queue.idle();
  const other = connect(place.url);
  const storing = await openBoss(other);
  const jobs = [{ kind: 'k', key: 'x', data: 1 }];
  await postgresLedger(storing).store({ tenant: 't', jobs, cause: 'elsewhere' });
  await seen.reached;
  await storing.close();
  await other.close();
});

test('what closes starts before what opens, and that before talk, in whatever order they were stored; a key keeps its own order', async () => {
  await store(
    ...Array.from({ length: 40 }, (_, n): Stored => [`talk ${n}`, n]),
    ['opens', 100, 'open'],
    ['mixed', 300, 'talk'],
    ['mixed', 301, 'close'],
    ['closes', 200, 'close'],
  );
  const order: number[] = [];
  const { reached, add } = counter(44);
  run(
    async ({ data }) => {
      order.push(Number(data));
      add();
    },
    { concurrency: 1 },
  );
  await reached;
  expect(order.slice(0, 2)).toEqual([200, 100]);
  expect(order.indexOf(301)).toBeGreaterThan(order.indexOf(300));
});

test('talk that waits on slow calls leaves places for gates, and gates that open leave places for those that close', async () => {
  const hanging: (() => void)[] = [];
  const started = new Map<Precedence, number>();
  await store(...Array.from({ length: 30 }, (_, n): Stored => [`talk ${n}`, 0]));
  const queue = run(
    async ({ key }) => {
      const precedence = key.split(' ')[0] as Precedence;
      started.set(precedence, (started.get(precedence) ?? 0) + 1);
      await new Promise<void>((resolve) => hanging.push(resolve));
    },
    { concurrency: 16, kept: [2, 2] },
  );
  const soon = (precedence: Precedence, count: number) => expect.poll(() => started.get(precedence)).toBe(count);
  await soon('talk', 12);
  await store(...Array.from({ length: 30 }, (_, n): Stored => [`open ${n}`, 0, 'open']));
  await soon('open', 2);
  await store(...Array.from({ length: 3 }, (_, n): Stored => [`close ${n}`, 0, 'close']));
  await soon('close', 2);
  expect([...started.values()]).toEqual([12, 2, 2]);
  const end = queue.idle();
  const letting = setInterval(() => {
    for (const resolve of hanging.splice(0)) resolve();
  }, 5);
  await end;
  clearInterval(letting);
  expect([...started.values()]).toEqual([30, 30, 3]);
});

test('five hundred jobs that were told to wait hold back nothing: a gate that closes starts as soon as it is stored', async () => {
  await store(...Array.from({ length: 500 }, (_, n): Stored => [`talk ${n}`, 0]));
  const waiting = counter(500);
  const closed = counter(1);
  let tries = 0;
  const queue = run(
    async ({ key }) => {
      tries += 1;
      if (key.startsWith('talk')) throw new Transient('no room', { retryAfterMs: 60_000 });
      closed.add();
    },
    { kept: [2, 2], onFailure: waiting.add },
  );
  await waiting.reached;
  await queue.idle();
  await store(['closes', 1, 'close']);
  await closed.reached;
  // None of those who wait was looked at again meanwhile.
  expect(tries).toBe(501);
});

test('a parked job that is tried again keeps its place before others', async () => {
  await store(['closes', 1, 'close']);
  const parked = counter(1);
  const first = run(
    async () => {
      throw new Malformed('not like this');
    },
    { onFailure: parked.add },
  );
  await parked.reached;
  await first.stop();
  await store(...Array.from({ length: 5 }, (_, n): Stored => [`talk ${n}`, 10 + n]));
  const [job] = await parkedJobs(boss, 'job');
  expect(await replay(boss, 'job', job?.id ?? '')).toBe(true);
  const order: number[] = [];
  const { reached, add } = counter(6);
  run(
    async ({ data }) => {
      order.push(Number(data));
      add();
    },
    { concurrency: 1 },
  );
  await reached;
  expect(order[0]).toBe(1);
});

test('stopping ends, and lets go on what all others wait for, whatever moment of a turn it comes in', async () => {
  const ticks = async (many: number) => {
    for (let tick = 0; tick < many; tick += 1) await Promise.resolve();
  };
  const endless: string[] = [];
  for (let before = 0; before < 12; before += 1)
    for (let behind = 0; behind < 12; behind += 1) {
      let asked = 0;
      const attend = (): Promise<void> => {
        asked += 1;
        // Without a pause nothing else goes on: neither the clock nor what would say so.
        return asked % 500 === 0 ? new Promise((resolve) => setImmediate(resolve)) : boss.attend();
      };
      const queue = runQueue({ ...boss, attend }, 'job', async () => {});
      if (before % 2) await queue.idle();
      asked = 0;
      queue.wake();
      await ticks(before);
      const stopped = queue.stop();
      await ticks(behind);
      queue.wake();
      await stopped;
      if (asked > 100) endless.push(`${before} and ${behind} ticks`);
    }
  expect(endless).toEqual([]);
}, 600_000);

test('whoever lets a job go is told whether anything waits, also behind its key', async () => {
  await store(['k', 1], ['k', 2]);
  const claim = async () => {
    const [job] = await boss.jobs.fetch('job', { batchSize: 9, includeMetadata: true });
    return [{ id: String(job?.id), retryCount: Number(job?.retryCount) }];
  };
  expect(await boss.leave('job', await claim())).toBe(true);
  expect(await boss.leave('job', await claim())).toBe(false);
});

test('claims are asked for only when something may be there to be claimed', async () => {
  let asked = 0;
  const { fetch } = boss.jobs;
  boss.jobs.fetch = ((...given: Parameters<typeof fetch>) => {
    asked += 1;
    return fetch.apply(boss.jobs, given);
  }) as typeof fetch;
  await store(['k', 1]);
  const { reached, add } = counter(1);
  const queue = run(async () => add(), { pollMs: 3_600_000 });
  await reached;
  await queue.idle();
  // Once at the start, and once more because `idle` asks.
  expect(asked).toBeLessThanOrEqual(2);
});

test('what waits behind the key of a job, or for its place, is claimed as soon as that is gone', async () => {
  await store(...Array.from({ length: 40 }, (_, n): Stored => [n % 4 === 0 ? 'same' : `key ${n}`, n]));
  const done: number[] = [];
  const { reached, add } = counter(40);
  const queue = run(
    async ({ data, attempt }) => {
      if (Number(data) % 5 === 0 && attempt === 1) throw refused('again');
      if (Number(data) === 7) throw new Malformed('never');
      done.push(Number(data));
      add();
    },
    // Looking now and then is no help: each look would take a minute.
    { pollMs: 60_000, concurrency: 3, onFailure: (_job, _error, next) => next === 'parked' && add() },
  );
  await reached;
  await queue.idle();
  expect(done.length).toBe(39);
  expect(done.filter((n) => n % 4 === 0)).toEqual([0, 4, 8, 12, 16, 20, 24, 28, 32, 36]);
});
