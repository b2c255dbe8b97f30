/** Shows what the memories of tracker facts and of what was written keep, and that two writers never work on one target at once. */
import { Transient } from '@countersign/core/failure.ts';
import type { WorkFacts } from '@countersign/core/record/work.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from './connect.ts';
import { postgresDocuments } from './documents.ts';
import { migrate } from './migrations.ts';
import { postgresProjections } from './projections.ts';
import { temporaryDatabase } from './temporary.ts';
import { postgresWork } from './work.ts';

let place: Awaited<ReturnType<typeof temporaryDatabase>>;
let database: Database;

beforeAll(async () => {
  place = await temporaryDatabase();
  database = connect(place.url);
});

afterAll(async () => {
  await database.close();
  await place.drop();
});

const facts = (id: string, more: Partial<WorkFacts> = {}): WorkFacts => ({
  tenant: 't',
  project: 'p',
  id,
  number: 1,
  head: 'abc',
  open: true,
  data: { labels: ['變更 \u0000'] },
  updatedAt: '2026-03-02T08:00:00.000Z',
  ...more,
});

test('the facts of a pull request are kept, and older facts never overwrite newer ones', async () => {
  const work = postgresWork(database);
  const newer = facts('PR_1', { head: 'def', updatedAt: '2026-03-02T09:00:00.000Z' });
  expect(await work.keep(facts('PR_1'))).toBe(true);
  expect(await work.keep(newer)).toBe(true);
  expect(await work.keep(facts('PR_1'))).toBe(false);
  await work.keep(facts('PR_2', { number: 2, open: false }));
  expect(await work.find('t', 'p', 'PR_1')).toEqual(newer);
  expect(await work.findByNumber('t', 'p', 2)).toMatchObject({ id: 'PR_2' });
  expect(await work.atCommit('t', 'p', 'def')).toEqual([newer]);
  expect(await work.open('t', 'p')).toEqual([newer]);
  expect(await work.find('other', 'p', 'PR_1')).toBeUndefined();
});

test('work that names a request of another tracker is found by an index of its own, however much is open', async () => {
  const asked: string[] = [];
  const notes = Object.create(database.notes, {
    query: {
      value: (query: { readonly text: string }) => {
        asked.push(query.text);
        return database.notes.query(query);
      },
    },
  }) as typeof database.notes;
  const work = postgresWork({ ...database, notes });
  const elsewhere = { named: [{ kind: 'elsewhere', key: 'SHOP-1' }] };
  const at = { tenant: 'named', number: 7 };
  await work.keep(facts('PR_N1', { ...at, data: elsewhere }));
  await work.keep(facts('PR_N2', { ...at, data: elsewhere, updatedAt: '2026-03-02T09:00:00.000Z' }));
  await work.keep(facts('PR_N3', { ...at, data: elsewhere, open: false }));
  await work.keep(facts('PR_N4', { ...at, data: { title: '"kind":"elsewhere"' } }));
  asked.length = 0;
  expect((await work.openNamingElsewhere()).map(({ id }) => id)).toEqual(['PR_N2', 'PR_N1']);
  const [text] = asked;
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    await client.query(
      `insert into work select 'crowd', 'p', 'PR_' || n, n, 'abc', true, '{}', now() from generate_series(1, 2000) as n`,
    );
    await client.query('analyze work');
    const { rows } = await client.query<{ readonly 'QUERY PLAN': string }>(`explain ${text}`);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('work_elsewhere');
  } finally {
    await client.query('rollback');
    client.release();
  }
});

test('which pull request refers to which change request is asked both ways and replaced as a whole', async () => {
  const work = postgresWork(database);
  await work.keep(facts('PR_3', { number: 3 }));
  await work.keep(facts('PR_4', { number: 4 }));
  expect(await work.see(facts('PR_3', { number: 3 }), ['c1', 'c2'])).toEqual([]);
  expect(await work.see(facts('PR_4', { number: 4 }), ['c2'])).toEqual([]);
  expect(await work.changesOf('t', 'p', 'PR_3')).toEqual(['c1', 'c2']);
  expect((await work.workOf('t', 'c2')).map(({ id }) => id)).toEqual(['PR_3', 'PR_4']);
  expect(await work.see(facts('PR_3', { number: 3 }), ['c3'])).toEqual(['c1', 'c2']);
  expect(await work.changesOf('t', 'p', 'PR_3')).toEqual(['c3']);
  await work.forget('t', 'p', 'PR_4');
  expect(await work.workOf('t', 'c2')).toEqual([]);
});

test('6.1: what a late delivery says of a pull request changes neither its head nor what it names', async () => {
  const work = postgresWork(database);
  const newer = facts('PR_5', { head: 'new', updatedAt: '2026-03-02T09:00:00.000Z' });
  await work.see(newer, ['c2']);
  expect(await work.see(facts('PR_5', { head: 'old' }), ['c1'])).toBe('outdated');
  expect(await work.find('t', 'p', 'PR_5')).toEqual(newer);
  expect(await work.changesOf('t', 'p', 'PR_5')).toEqual(['c2']);
});

test('6.1: of two that tell of a pull request with the same time, the later is kept only over what it knew of', async () => {
  const work = postgresWork(database);
  const [first, second, third] = ['one', 'two', 'three'].map((head) => facts('PR_6', { head, data: { head } }));
  if (!first || !second || !third) throw new Error('no facts');
  await work.see(first, ['c1']);
  expect(await work.see(second, ['c2'])).toBe('tied');
  expect(await work.see(second, ['c2'], first)).toEqual(['c1']);
  expect(await work.see(third, ['c3'], first)).toBe('tied');
  expect(await work.find('t', 'p', 'PR_6')).toEqual(second);
  expect(await work.changesOf('t', 'p', 'PR_6')).toEqual(['c2']);
});

test('a document that was forgotten is not kept again by who only renews it', async () => {
  const documents = postgresDocuments(database);
  const kept = (data: string) => ({
    ...{ tenant: 't', project: 'p2', kind: 'renewed', id: 'one', data },
    fetchedAt: '2026-03-02T09:00:00.000Z',
  });
  await documents.keep(kept('before'));
  await documents.renew(kept('after'));
  expect(await documents.anywhere('renewed')).toEqual([kept('after')]);
  await documents.forget({ tenant: 't', project: 'p2', kind: 'renewed' });
  await documents.renew(kept('again'));
  expect(await documents.anywhere('renewed')).toEqual([]);
});

test('documents are kept by kind, and what was read from an earlier moment on never overwrites what came later, whatever a server’s clock says', async () => {
  const documents = postgresDocuments(database);
  const key = { tenant: 't', project: 'p', kind: 'team', id: 'reviewers' };
  const early = { ...key, data: [], fetchedAt: '2026-03-02T10:00:00.000Z' };
  const late = { ...key, data: ['U_1'], fetchedAt: '2026-03-02T09:00:00.000Z' };
  const since = await documents.moment(key);
  await documents.keep(early);
  await documents.keep(late);
  expect(await documents.find(key)).toEqual(late);
  await documents.keep(early, since);
  expect(await documents.find(key)).toEqual(late);
  await documents.keep(early, await documents.moment(key));
  expect(await documents.find(key)).toEqual(early);
  // As of a clock of the database's own that went back.
  await database.pool.query("update document set kept_at = '2099-01-01'");
  await documents.keep(late);
  expect(await documents.find(key)).toEqual(late);
  expect(await documents.findMany('t', 'p', 'team', ['reviewers', 'others'])).toEqual([late]);
  expect(await documents.find({ ...key, kind: 'item' })).toBeUndefined();
  await documents.keep({ ...late, id: 'authors' });
  expect((await documents.list('t', 'p', 'team')).map(({ id }) => id)).toEqual(['authors', 'reviewers']);
  await documents.forget(key);
  expect(await documents.list('t', 'p', 'team')).toHaveLength(1);
  await documents.forget({ tenant: 't', project: 'p', kind: 'team' });
  expect(await documents.list('t', 'p', 'team')).toEqual([]);
});

test('4.4: what was forgotten while it was read is not kept by what was read; of another id, kind or project it is', async () => {
  const documents = postgresDocuments(database);
  const second = connect(place.url);
  const other = postgresDocuments(second);
  const key = { tenant: 't', project: 'p', kind: 'policy', id: 'current' };
  const { id: _, ...kind } = key;
  const fact = { ...key, data: 'text', fetchedAt: '2026-03-02T09:00:00.000Z' };
  for (const [forgotten, isKept] of [
    [key, false],
    [kind, false],
    [{ ...key, id: 'last' }, true],
    [{ ...key, kind: 'names' }, true],
    [{ ...kind, project: 'q' }, true],
    [{ ...kind, tenant: 'u' }, true],
  ] as const) {
    const since = await documents.moment(key);
    await other.forget(forgotten);
    // However the clocks of two servers differ: the time that is compared is the database's.
    const late = { ...fact, fetchedAt: '2099-01-01T00:00:00.000Z' };
    expect(await documents.keep(late, since)).toBe(isKept);
    expect(await documents.find(key)).toEqual(isKept ? late : undefined);
    expect(await documents.keep(late, await documents.moment(key))).toBe(true);
    await documents.forget(key);
    expect(await documents.keep(late)).toBe(true);
    await documents.forget(key);
  }
  expect(await documents.keep(fact, '2020-01-01 00:00:00+00')).toBe(false);
  await second.close();
});

test('4.4: of many who read and forget at once, nothing from before the last forgetting stays', async () => {
  const documents = postgresDocuments(database);
  for (let round = 0; round < 40; round += 1) {
    const key = { tenant: 't', project: 'p', kind: 'race', id: String(round) };
    const since = await documents.moment(key);
    const fact = { ...key, data: 'old', fetchedAt: '2026-03-02T09:00:00.000Z' };
    const forgotten = round % 2 === 0 ? key : { tenant: 't', project: 'p', kind: 'race' };
    await Promise.all([documents.keep(fact, since), documents.forget(forgotten), documents.keep(fact, since)]);
    expect(await documents.find(key)).toBeUndefined();
  }
});

test('what was written last is remembered by surface', async () => {
  const projections = postgresProjections(database);
  const target = { tenant: 't', project: 'p', target: 'I_1' };
  expect(await projections.written(target)).toEqual(new Map());
  await projections.remember(target, 'labels', ['stage/Submitted']);
  await projections.remember(target, 'labels', ['stage/Closed']);
  await projections.remember(target, 'comment', { id: 7 });
  expect(await projections.written(target)).toEqual(
    new Map<string, unknown>([
      ['labels', ['stage/Closed']],
      ['comment', { id: 7 }],
    ]),
  );
  await projections.forget(target, 'labels');
  expect([...(await projections.written(target)).keys()]).toEqual(['comment']);
});

test('one target has one writer at a time, in all processes; other targets go on; a failure lets the next one in', async () => {
  const other = connect(place.url);
  const writers = [postgresProjections(database), postgresProjections(other)];
  const target = { tenant: 't', project: 'p', target: 'I_2' };
  let inside = 0;
  let most = 0;
  const results = await Promise.allSettled(
    Array.from({ length: 30 }, (_, n) =>
      writers[n % 2]?.alone(target, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await database.pool.query('select 1');
        inside -= 1;
        if (n % 5 === 0) throw new Error('as planned');
      }),
    ),
  );
  expect(most).toBe(1);
  expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(6);
  const nested = await writers[0]?.alone(target, () =>
    (writers[1] as (typeof writers)[0]).alone({ ...target, target: 'I_3' }, async () => 'both'),
  );
  expect(nested).toBe('both');
  await other.close();
});

test('a writer whose connection is lost learns of it as a failure that passes, and the next one gets in', async () => {
  const projections = postgresProjections(database);
  const target = { tenant: 't', project: 'p', target: 'I_9' };
  const lost = projections.alone(target, async () => {
    await database.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'countersign locks' and datname = current_database()`);
    // Another round trip, so that the loss has arrived before the work ends.
    await database.pool.query('select 1');
  });
  await expect(lost).rejects.toBeInstanceOf(Transient);
  expect(await projections.alone(target, async () => 'next')).toBe('next');
});

test('a writer that hangs loses its turn after a while, and the next one gets in', async () => {
  const other = connect(place.url, { heldMs: 300 });
  const target = { tenant: 't', project: 'p', target: 'I_10' };
  const freed = Promise.withResolvers<void>();
  const holds = Promise.withResolvers<void>();
  const hung = postgresProjections(other).alone(target, () => {
    holds.resolve();
    return freed.promise;
  });
  // Listened to at once: it is thrown out before the next one is in.
  const thrownOut = expect(hung).rejects.toBeInstanceOf(Transient);
  await holds.promise;
  expect(await postgresProjections(database).alone(target, async () => 'next')).toBe('next');
  freed.resolve();
  await thrownOut;
  await other.close();
});

test('several replicas may migrate at once, and again', async () => {
  const others = [connect(place.url), connect(place.url)];
  await database.pool.query('drop schema public cascade; create schema public');
  await Promise.all([database, ...others].map((each) => migrate(each)));
  await migrate(database);
  expect((await database.pool.query('select count(*)::int as n from entry')).rows).toEqual([{ n: 0 }]);
  await Promise.all(others.map((each) => each.close()));
});
