/** Shows that a delivery is kept once, with what became of it, and can be tried again after it was parked. */
import { Malformed, Transient } from '@countersign/core/failure.ts';
import type { Delivery } from '@countersign/core/record/delivery.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Boss, openBoss } from './boss.ts';
import { connect, type Database } from './connect.ts';
import { idOf } from './identifier.ts';
import { type Inbox, postgresInbox } from './inbox.ts';
import { park } from './parked.ts';
import { temporaryDatabase } from './temporary.ts';
import { postgresUnhandled } from './unhandled.ts';

let place: Awaited<ReturnType<typeof temporaryDatabase>>;
let database: Database;
let boss: Boss;
let inbox: Inbox;

beforeEach(async () => {
  place = await temporaryDatabase();
  database = connect(place.url);
  boss = await openBoss(database);
  inbox = postgresInbox(boss);
});

afterEach(async () => {
  await boss.close();
  await database.close();
  await place.drop();
});

const delivery = (guid: string, more: Partial<Delivery> = {}): Delivery => ({
  guid,
  event: 'issues',
  payload: { action: 'opened', text: '變更 \u0000 🙂' },
  key: 'repo',
  installation: '7',
  receivedAt: '2026-03-02T08:00:00.000Z',
  ...more,
});

test('a delivery comes to its handler as it was stored, and what became of it is kept', async () => {
  expect(await inbox.store(delivery('one'))).toBe('stored');
  expect(await inbox.store(delivery('two', { event: 'push' }))).toBe('stored');
  expect(await inbox.pending()).toMatchObject({ count: 2 });
  const seen: Delivery[] = [];
  const queue = inbox.handle(async (found) => {
    seen.push(found);
    return found.event === 'push' ? { ignored: 'nothing here is governed' } : 'done';
  });
  await queue.idle();
  await queue.stop();
  expect(seen).toEqual([delivery('one'), delivery('two', { event: 'push' })]);
  expect(await inbox.find('one')).toEqual({
    guid: 'one',
    event: 'issues',
    installation: '7',
    receivedAt: '2026-03-02T08:00:00.000Z',
    outcome: 'done',
  });
  expect(await inbox.find('two')).toMatchObject({ outcome: 'ignored', reason: 'nothing here is governed' });
  expect(await inbox.find('three')).toBeUndefined();
  expect(await inbox.pending()).toEqual({ count: 0, oldestMs: 0 });
});

test('a delivery that arrives twice is handled once, before and after it was handled and when both arrive at once', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => inbox.store(delivery('same'))));
  expect(answers.filter((answer) => answer === 'stored')).toHaveLength(1);
  let handled = 0;
  const queue = inbox.handle(async () => {
    handled += 1;
    return 'done';
  });
  await queue.idle();
  expect(await inbox.store(delivery('same'))).toBe('duplicate');
  await queue.idle();
  await queue.stop();
  expect(handled).toBe(1);
});

test('a delivery that is known to be for nobody is kept once with its reason and takes no turn in the queue', async () => {
  let handled = 0;
  const queue = inbox.handle(async () => {
    handled += 1;
    return 'done';
  });
  const echo = { ...delivery('echo'), ignored: 'we caused it ourselves' };
  expect(await inbox.store(echo)).toBe('stored');
  expect(await inbox.store(delivery('echo'))).toBe('duplicate');
  await queue.idle();
  await queue.stop();
  expect(handled).toBe(0);
  expect(await inbox.find('echo')).toMatchObject({ outcome: 'ignored', reason: 'we caused it ourselves' });
});

test('what waits longer than its process lives is handled from the table, letter by letter', async () => {
  const queue = inbox.handle(async () => 'done');
  await queue.stop();
  await inbox.store({ ...delivery('late'), text: '{"n": 1.0, "n": 2}' });
  const seen: Delivery[] = [];
  const next = postgresInbox(boss).handle(async (found) => {
    seen.push(found);
    return 'done';
  });
  await next.idle();
  await next.stop();
  expect(seen).toEqual([delivery('late', { payload: { n: 2 } })]);
});

test('a delivery that cannot be understood is parked with a sentence and can be replayed by its guid', async () => {
  await inbox.store(delivery('poison'));
  await inbox.store(delivery('after'));
  let understood = false;
  const queue = inbox.handle(async ({ guid }) => {
    if (guid === 'poison' && !understood) throw new Malformed('it has no issue');
    return 'done';
  });
  await queue.idle();
  expect(await inbox.find('poison')).toMatchObject({ outcome: 'parked', reason: 'it has no issue' });
  expect(await inbox.find('after')).toMatchObject({ outcome: 'done' });
  expect(await inbox.parked()).toMatchObject([{ guid: 'poison', sentence: 'it has no issue' }]);
  expect(await inbox.prune('2027-01-01T00:00:00.000Z')).toBe(1);
  understood = true;
  expect(await inbox.replay('poison')).toBe(true);
  expect(await inbox.replay('poison')).toBe(false);
  await queue.idle();
  await queue.stop();
  expect(await inbox.find('poison')).toMatchObject({ outcome: 'done' });
  expect(await inbox.parked()).toEqual([]);
});

/** What a process leaves that dies between settling a delivery and taking its job out of the queue; or whoever took over a claim that lapsed. */
async function turnAgain(guid: string): Promise<void> {
  const job = { id: idOf(guid), singletonKey: 'repo', data: { kind: 'issues', text: JSON.stringify({ guid }) } };
  await boss.jobs.insert('delivery', [job]);
}

const givenUp = (guid: string): Promise<void> =>
  park(boss, 'delivery', {
    ...{ id: idOf(guid), kind: 'issues', key: 'repo', priority: 0, data: { guid }, attempt: 6 },
    sentence: 'its claim had lapsed',
  });

test.each([['done'], ['ignored']])(
  'a delivery that is %s stays so, however often its turn comes, and whoever gives it up',
  async (outcome) => {
    let handled = 0;
    const handler = async () => {
      handled += 1;
      return outcome === 'done' ? ('done' as const) : { ignored: 'nothing follows' };
    };
    await inbox.store(delivery('one'));
    const queue = inbox.handle(handler);
    await queue.idle();
    await turnAgain('one');
    await queue.idle();
    await givenUp('one');
    await queue.stop();
    expect(handled).toBe(1);
    expect(await inbox.find('one')).toMatchObject({
      outcome,
      ...(outcome === 'ignored' && { reason: 'nothing follows' }),
    });
    expect(await inbox.parked()).toEqual([]);
    expect(await postgresUnhandled(database).like(['repo'], 'repo ')).toEqual([]);
  },
);

test('what one process gave up while another was at it is finished when that one is done', async () => {
  await inbox.store(delivery('one'));
  const began = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const queue = inbox.handle(async () => {
    began.resolve();
    await goOn.promise;
    return 'done';
  });
  await began.promise;
  await givenUp('one');
  expect(await inbox.find('one')).toMatchObject({ outcome: 'parked' });
  goOn.resolve();
  await queue.idle();
  await queue.stop();
  expect(await inbox.find('one')).toMatchObject({ outcome: 'done' });
  expect(await inbox.parked()).toEqual([]);
});

test('4.4: a delivery that waits for longer than a moment is noted with what follows from that, once, until it is handled', async () => {
  const unhandled = postgresUnhandled(database);
  await inbox.store(delivery('slow', { key: 'github:7 R_1 #12' }));
  let away = true;
  let tries = 0;
  const follow = { kind: 'watch', key: 'watch', data: 1 };
  const queue = inbox.handle(
    async () => {
      tries += 1;
      if (away) throw new Transient('not now');
      return 'done';
    },
    { backoffMs: () => 20, overdueMs: 60, following: (_, why) => (why === 'overdue' ? [follow] : []) },
  );
  const like = () => unhandled.like([], 'github:7 R_1 ');
  await expect.poll(like).toMatchObject([{ key: 'github:7 R_1 #12', why: 'waiting' }]);
  // While it is being tried it waits for no try.
  await expect.poll(() => unhandled.isRetrying(['github:7 R_1 #12'], 'x')).toBe(true);
  expect(await unhandled.like([], 'github:7 R_2 ')).toEqual([]);
  const noted = tries;
  await expect.poll(() => tries).toBeGreaterThan(noted + 3);
  away = false;
  await expect.poll(like).toEqual([]);
  await queue.stop();
  const { rows } = await database.pool.query(`select id from pgboss.job where name = 'job'`);
  expect(rows).toHaveLength(1);
});

test('4.4: a delivery that is given up counts until it is handled or let go of, also between a second try and its end', async () => {
  const unhandled = postgresUnhandled(database);
  await inbox.store(delivery('poison', { key: 'github:7 R_1 #12' }));
  const follow = { kind: 'watch', key: 'watch', data: 1 };
  const options = { following: () => [follow] };
  const queue = inbox.handle(() => Promise.reject(new Malformed('it is broken')), options);
  await queue.idle();
  await queue.stop();
  const like = async () => (await unhandled.like([], 'github:7 R_1 ')).map(({ why }) => why);
  expect(await like()).toEqual(['parked']);
  expect((await database.pool.query(`select id from pgboss.job where name = 'job'`)).rows).toHaveLength(1);
  expect(await inbox.replay('poison')).toBe(true);
  expect(await like()).toEqual(['waiting']);
  const again = inbox.handle(() => Promise.reject(new Malformed('it is broken')), options);
  await again.idle();
  await again.stop();
  expect(await like()).toEqual(['parked']);
  expect(await inbox.discard('poison')).toBe(true);
  expect(await like()).toEqual([]);
  expect(await inbox.find('poison')).toMatchObject({ outcome: 'ignored', reason: 'given up by hand: it is broken' });
  expect(await inbox.discard('poison')).toBe(false);
});

test('what waits behind a delivery that waits is looked at before its turn, once, and stays in order', async () => {
  await inbox.store(delivery('head', { key: 'a' }));
  await inbox.store(delivery('behind', { key: 'a' }));
  await inbox.store(delivery('other', { key: 'b' }));
  let away = true;
  const order: string[] = [];
  const looked: string[] = [];
  const queue = inbox.handle(
    async ({ guid }) => {
      if (guid === 'head' && away) throw new Transient('not now');
      order.push(guid);
      return 'done';
    },
    {
      backoffMs: () => 100,
      aheadMs: 20,
      ahead: async ({ guid }) => {
        looked.push(guid);
        return true;
      },
    },
  );
  await expect.poll(() => [...looked].sort()).toEqual(['behind', 'head']);
  expect(order).toEqual(['other']);
  away = false;
  await expect.poll(() => order).toEqual(['other', 'head', 'behind']);
  await queue.stop();
  expect([...looked].sort()).toEqual(['behind', 'head']);
});
