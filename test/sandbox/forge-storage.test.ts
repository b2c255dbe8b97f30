/** Shows that the stand-in for Forge's storage answers the real client as Atlassian documents it, refusals included. */

import { Filter, FilterConditions, ForgeKvsAPIError, kvs, WhereConditions } from '@forge/kvs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Entity } from '../standins/forge/entity.ts';
import { enterForge } from '../standins/forge/runtime.ts';
import { type ForgeStorage, forgeStorage } from '../standins/forge/storage.ts';

type Task = { readonly board: string; readonly rank: number } & Readonly<Record<string, unknown>>;

const TASK: Entity = {
  name: 'task',
  attributes: { board: { type: 'string' }, rank: { type: 'integer' }, note: { type: 'any' } },
  indexes: ['rank', { name: 'by-board', partition: ['board'], range: ['rank'] }],
};

let storage: ForgeStorage;
let leave = (): void => {};
beforeEach(() => {
  storage = forgeStorage([TASK]);
  leave = enterForge({ storage, pushed: [] });
});
afterEach(() => leave());

/** Status and code of Forge's refusal. */
async function refusal(asked: Promise<unknown>): Promise<readonly [number, string] | undefined> {
  return asked.then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof ForgeKvsAPIError)) throw error;
      return [error.responseDetails.status, error.code] as const;
    },
  );
}

const tasks = () => kvs.entity<Task>('task');
const hundred = '變'.repeat(34_000);

test('keys and entities are kept apart, and what is not there is undefined', async () => {
  await kvs.set('a', { plain: true });
  await tasks().set('a', { board: 'x', rank: 1 });
  expect(await kvs.get('a')).toEqual({ plain: true });
  expect(await tasks().get('a')).toEqual({ board: 'x', rank: 1 });
  await kvs.delete('a');
  await kvs.delete('never there');
  expect([await kvs.get('a'), await tasks().get('a')]).toEqual([undefined, { board: 'x', rank: 1 }]);
});

test('values that Forge does not keep are refused', async () => {
  expect(await refusal(kvs.set('ä', 1))).toEqual([400, 'INVALID_KEY']);
  expect(await refusal(kvs.set('k'.repeat(501), 1))).toEqual([400, 'INVALID_KEY']);
  expect(await refusal(kvs.set('a', 'x'.repeat(240 * 1024)))).toEqual([400, 'MAX_SIZE']);
  const nested = (depth: number): object => (depth === 1 ? {} : { in: nested(depth - 1) });
  expect(await refusal(kvs.set('a', nested(31)))).toBeUndefined();
  expect(await refusal(kvs.set('a', nested(32)))).toEqual([400, 'MAX_DEPTH']);
  for (const wrong of [{ rank: 1.5 }, { rank: 2 ** 31 }, { board: ' ' }, { board: 7 }, { note: null }])
    expect(await refusal(tasks().set('a', { board: 'x', rank: 1, ...wrong } as Task))).toEqual([
      400,
      'INVALID_ENTITY_VALUE',
    ]);
  expect(await refusal(tasks().set('a', { board: 'x', rank: 1, other: 1 }))).toEqual([400, 'INVALID_ENTITY_ATTRIBUTE']);
  expect(await tasks().get('a')).toBeUndefined();
});

test('a transaction is done as a whole or not at all, by its conditions and its limits', async () => {
  const absent = new Filter<Task>().and('rank', FilterConditions.notExists() as never);
  const first = () =>
    kvs.transact().set<Task>('t', { board: 'x', rank: 1 }, { entityName: 'task', conditions: absent });
  await first().set('plain', 1).execute();
  expect(await refusal(first().set('plain', 2).delete('other').execute())).toEqual([409, 'CONDITION_FAILED']);
  expect(await kvs.get('plain')).toBe(1);
  const many = kvs.transact();
  for (let at = 0; at < 26; at += 1) many.set(`k${at}`, at);
  expect(await refusal(many.execute())).toEqual([400, 'TRANSACTION_SIZE']);
  const large = kvs.transact();
  for (let at = 0; at < 25; at += 1) large.set(`k${at}`, [hundred, hundred].slice(0, at < 20 ? 2 : 1));
  expect(await refusal(large.execute())).toEqual([400, 'TRANSACTION_SIZE']);
  expect(await refusal(kvs.transact().set('k', 1).delete('k').execute())).toEqual([400, 'DUPLICATE_KEY']);
  expect(storage.size()).toBe(2);
  expect(storage.largest.operations).toBe(3);
});

test('a batch reads up to 25 keys, each once, and says which are not there', async () => {
  await kvs.set('a', 1);
  expect(await kvs.batchGet([{ key: 'a' }, { key: 'b', entityName: 'task' }])).toEqual({
    successfulKeys: [{ key: 'a', value: 1 }],
    failedKeys: [{ key: 'b', entityName: 'task', error: { code: 'KEY_NOT_FOUND', message: 'not found' } }],
  });
  const keys = Array.from({ length: 26 }, (_, at) => ({ key: `k${at}` }));
  expect(await refusal(kvs.batchGet(keys))).toEqual([400, 'BATCH_SIZE']);
  expect(await refusal(kvs.batchGet([]))).toEqual([400, 'BATCH_SIZE']);
  expect(await refusal(kvs.batchGet([{ key: 'a' }, { key: 'a' }]))).toEqual([400, 'DUPLICATE_KEY']);
});

test('an index is asked by its partition and its range, page by page', async () => {
  for (let rank = 1; rank <= 7; rank += 1) await tasks().set(`t${rank}`, { board: rank % 2 ? 'odd' : 'even', rank });
  const odd = () =>
    tasks()
      .query()
      .index('by-board', { partition: ['odd'] });
  const page = await odd().where(WhereConditions.lessThan(7)).limit(2).getMany();
  expect(page.results.map(({ key }) => key)).toEqual(['t1', 't3']);
  const rest = await odd()
    .where(WhereConditions.lessThan(7))
    .cursor(page.nextCursor ?? '')
    .getMany();
  expect([rest.results.map(({ key }) => key), rest.nextCursor]).toEqual([['t5'], undefined]);
  expect(await refusal(tasks().query().index('by-color').getMany())).toEqual([400, 'INDEX_NOT_FOUND']);
  expect(await refusal(odd().limit(101).getMany())).toEqual([400, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE']);
});

test('plain keys are asked by how they begin, page by page', async () => {
  for (const key of ['b:1', 'a:2', 'a:1', 'a:3']) await kvs.set(key, key);
  const asked = () => kvs.query().where('key', WhereConditions.beginsWith('a:')).limit(2);
  const page = await asked().getMany();
  expect(page.results.map(({ key }) => key)).toEqual(['a:1', 'a:2']);
  const rest = await asked()
    .cursor(page.nextCursor ?? '')
    .getMany();
  expect(rest.results.map(({ key }) => key)).toEqual(['a:3']);
});

test('Forge counts reads and writes by 10 KB, and answers 429 beyond what a minute allows, until the next minute', async () => {
  const { reads, writes } = storage;
  await kvs.set('a', 'x'.repeat(25_000));
  expect([reads.used, writes.used]).toEqual([0, 3]);
  await kvs.get('a');
  await kvs.get('nowhere');
  expect(reads.used).toBe(4);
  await tasks()
    .query()
    .index('by-board', { partition: ['b'] })
    .getMany();
  expect(reads.used).toBe(5);
  reads.limit = 6;
  await kvs.get('nowhere');
  expect(await refusal(kvs.get('nowhere'))).toEqual([429, 'RATE_LIMIT_EXCEEDED']);
  // What is written has a quota of its own.
  await kvs.set('b', 1);
  expect([reads.used, writes.used]).toEqual([6, 4]);
  writes.limit = 4;
  expect(await refusal(kvs.set('b', 2))).toEqual([429, 'RATE_LIMIT_EXCEEDED']);
  reads.renew();
  expect(await kvs.get('b')).toBe(1);
});
