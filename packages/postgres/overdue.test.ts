/** Shows that whatever waits is noticed, whatever it waits for: a failed try, a long pause, a free place, a try that takes long (`rules.md 4.4`). */
import { Transient } from '@countersign/core/failure.ts';
import type { Delivery } from '@countersign/core/record/delivery.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SOON } from '../../test/instruments/soon.ts';
import { type Boss, openBoss } from './boss.ts';
import { connect, type Database } from './connect.ts';
import { type Inbox, postgresInbox } from './inbox.ts';
import { postgresLedger } from './ledger.ts';
import { type RunningQueue, runQueue } from './queue.ts';
import { temporaryDatabase } from './temporary.ts';
import { postgresUnhandled } from './unhandled.ts';

let place: Awaited<ReturnType<typeof temporaryDatabase>>;
let database: Database;
let boss: Boss;
let inbox: Inbox;
let running: RunningQueue | undefined;
let free: () => void;
let until: Promise<'done'>;

beforeEach(async () => {
  place = await temporaryDatabase();
  database = connect(place.url);
  boss = await openBoss(database);
  inbox = postgresInbox(boss);
  const { promise, resolve } = Promise.withResolvers<'done'>();
  until = promise;
  free = () => resolve('done');
});

afterEach(async () => {
  free();
  await running?.stop();
  await boss.close();
  await database.close();
  await place.drop();
});

const delivery = (guid: string, key: string): Delivery => ({
  ...{ guid, key, event: 'issues', payload: { action: 'opened' } },
  ...{ installation: '7', receivedAt: '2026-03-02T08:00:00.000Z' },
});
const unhandled = async () => (await postgresUnhandled(database).like([], 'github:7 R_1 ')).map(({ why }) => why);
const watch = { kind: 'watch', key: 'watch', data: 1 };
const OPTIONS = { backoffMs: () => 20, overdueMs: 300, aheadMs: 50, following: () => [watch] };
const watches = async () => (await database.pool.query(`select id from pgboss.job where name = 'job'`)).rows.length;

test('4.4: a delivery whose next try was put off for long counts as waiting, with what follows, once', async () => {
  await inbox.store(delivery('one', 'github:7 R_1 #1'));
  running = inbox.handle(() => Promise.reject(new Transient('no room', { retryAfterMs: 240_000 })), OPTIONS);
  await expect.poll(unhandled, SOON).toEqual(['waiting']);
  await inbox.store(delivery('later', 'github:7 R_1 #2'));
  await expect.poll(unhandled, SOON).toEqual(['waiting', 'waiting']);
  expect(await watches()).toBe(2);
});

test('4.4: a delivery that has had no try, because all places are taken, counts as waiting until it is handled', async () => {
  for (let n = 0; n < 16; n += 1) await inbox.store(delivery(`busy ${n}`, `github:7 R_2 #${n}`));
  await inbox.store(delivery('one', 'github:7 R_1 #1'));
  running = inbox.handle(() => until, OPTIONS);
  await expect.poll(unhandled, SOON).toEqual(['waiting']);
  free();
  await expect.poll(unhandled, SOON).toEqual([]);
});

test('4.4: a delivery whose try takes long counts as waiting, and so does what waits behind it', async () => {
  await inbox.store(delivery('slow', 'github:7 R_1 #1'));
  await inbox.store(delivery('behind', 'github:7 R_1 #1'));
  running = inbox.handle(() => until, OPTIONS);
  await expect.poll(unhandled, SOON).toEqual(['waiting', 'waiting']);
});

test('4.4: a delivery that is handled in a moment counts as nothing', async () => {
  running = inbox.handle(async () => 'done', { ...OPTIONS, overdueMs: 30_000 });
  for (let n = 0; n < 20; n += 1) await inbox.store(delivery(`quick ${n}`, `github:7 R_1 #${n}`));
  await running.idle();
  expect(await unhandled()).toEqual([]);
  expect(await watches()).toBe(0);
});

test('4.4: what was noted of a delivery that is handled already closes nothing', async () => {
  running = inbox.handle(async () => 'done', OPTIONS);
  await inbox.store(delivery('one', 'github:7 R_1 #1'));
  await running.idle();
  const { rows } = await database.pool.query('select id from delivery');
  await database.pool.query('insert into overdue (id, key) values ($1, $2)', [rows[0]?.id, 'github:7 R_1 #1']);
  expect(await unhandled()).toEqual([]);
});

test.each([
  ['whose try takes long', 1],
  ['that has no place', 16],
])('4.4: what waits behind a delivery %s is looked at before its turn', async (_, busy) => {
  for (let n = 1; n < busy; n += 1) await inbox.store(delivery(`busy ${n}`, `github:7 R_2 #${n}`));
  await inbox.store(delivery('slow', 'github:7 R_1 #1'));
  await inbox.store(delivery('hold', 'github:7 R_1 #1'));
  const seen: string[] = [];
  const ahead = async ({ guid }: Delivery) => {
    seen.push(guid);
    return true;
  };
  running = inbox.handle(() => until, { ...OPTIONS, ahead });
  await expect.poll(() => seen, SOON).toContain('hold');
});

test('4.4: a look before its turn that hangs holds up no other', async () => {
  for (let n = 0; n < 20; n += 1) await inbox.store(delivery(`slow ${n}`, `github:7 R_1 #${n}`));
  await inbox.store(delivery('hold', 'github:7 R_1 #0'));
  const seen: string[] = [];
  const ahead = async ({ guid }: Delivery) => {
    seen.push(guid);
    if (guid !== 'hold') await until;
    return true;
  };
  running = inbox.handle(() => until, { ...OPTIONS, ahead });
  await expect.poll(() => seen).toContain('hold');
});

test('4.4: deliveries that fail again and again leave places for the first try of others', async () => {
  for (let n = 0; n < 40; n += 1) await inbox.store(delivery(`again ${n}`, `github:7 R_2 #${n}`));
  const tried = new Map<string, number>();
  running = inbox.handle(
    async ({ guid }, attempt) => {
      tried.set(guid, attempt);
      if (!guid.startsWith('again')) return 'done';
      if (attempt > 1) return until;
      throw new Transient('not now', { retryAfterMs: 5 });
    },
    { ...OPTIONS, concurrency: 16, keptForFirst: 4 },
  );
  await expect.poll(() => [...tried.values()].filter((one) => one > 1).length, SOON).toBe(12);
  await inbox.store(delivery('new', 'github:7 R_1 #1'));
  await expect.poll(() => tried.get('new'), SOON).toBe(1);
});

test('4.4: a job that waits for longer than a moment has what follows from that, once, whether it runs or not', async () => {
  const ref = { tenant: 't', project: 'p', stream: 's' };
  const jobs = ['runs', 'waits', 'other'].map((kind) => ({ kind, key: kind, data: kind }));
  await postgresLedger(boss).append({ ref, expected: 0, entries: [], jobs, cause: 'cause' });
  const followed: string[] = [];
  const shut: string[] = [];
  running = runQueue(
    boss,
    'job',
    async ({ kind }) => {
      if (kind === 'shut') return shut.push(kind);
      if (kind === 'waits') throw new Transient('not now', { retryAfterMs: 240_000 });
      return until;
    },
    {
      ...{ overdueMs: 300, overdueKinds: ['runs', 'waits'] },
      following: ({ kind, id }, why) => {
        followed.push(`${kind} ${why}`);
        return [{ kind: 'shut', key: `shut ${id}`, data: 1, precedence: 'close' }];
      },
    },
  );
  await expect.poll(() => shut, SOON).toHaveLength(2);
  const late = { kind: 'waits', key: 'waits too', data: 1 };
  await postgresLedger(boss).append({ ref, expected: 0, entries: [], jobs: [late], cause: 'later' });
  await expect.poll(() => shut, SOON).toHaveLength(3);
  expect(followed.sort()).toEqual(['runs overdue', 'waits overdue', 'waits overdue']);
});
