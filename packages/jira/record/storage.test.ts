/** Shows how Forge's answers are told apart: what is away, what is a mistake, what is not there. */

import { Conflict, Malformed, Transient } from '@countersign/core/failure.ts';
import type { FactKey } from '@countersign/core/kept.ts';
import { afterEach, expect, test } from 'vitest';
import { manifestEntities } from '../../../test/instruments/manifest.ts';
import { enterForge } from '../../../test/standins/forge/runtime.ts';
import { forgeStorage as standIn } from '../../../test/standins/forge/storage.ts';
import { forgeDocuments, type KeptDocument } from './documents.ts';
import { forgeJobs } from './jobs.ts';
import { forgeKept } from './kept.ts';
import { forgeStorage } from './storage.ts';

let leave = (): void => {};
afterEach(() => leave());

function begin() {
  const storage = standIn(manifestEntities());
  leave = enterForge({ storage, pushed: [] });
  return { storage, record: forgeStorage(), documents: forgeDocuments(forgeStorage()) };
}

const key = (id: string, kind = 'item'): FactKey => ({ tenant: 'jira:cloud', project: '10000', kind, id });
const fetchedAt = '2026-11-02T09:00:00.000Z';

test('facts are kept, replaced, listed by their kind and forgotten', async () => {
  const { documents } = begin();
  for (const id of ['b', 'a', 'ß 變更/🙂']) await documents.keep({ ...key(id), data: { id }, fetchedAt });
  await documents.keep({ ...key('a'), data: 'again', fetchedAt });
  await documents.keep({ ...key('a', 'group'), data: 1, fetchedAt });
  expect((await documents.list('jira:cloud', '10000', 'item')).map(({ id, data }) => [id, data])).toEqual([
    ['a', 'again'],
    ['b', { id: 'b' }],
    ['ß 變更/🙂', { id: 'ß 變更/🙂' }],
  ]);
  await documents.forget(key('a'));
  expect(await documents.find(key('a'))).toBeUndefined();
  expect(await documents.find(key('a', 'group'))).toMatchObject({ data: 1 });
});

test('4.4: what was forgotten while it was read is not kept, whether or not it was kept before', async () => {
  const { documents } = begin();
  for (const before of [undefined, 'before']) {
    if (before) await documents.keep({ ...key('a'), data: before, fetchedAt });
    const since = await documents.moment(key('a'));
    await documents.forgetRead(key('a'));
    expect(await documents.keep({ ...key('a'), data: 'old', fetchedAt }, since)).toBe(false);
    expect(await documents.find(key('a'))).toBeUndefined();
    expect(await documents.list('jira:cloud', '10000', 'item')).toEqual([]);
    const later = await documents.moment(key('a'));
    expect(await documents.keep({ ...key('a'), data: 'new', fetchedAt }, later)).toBe(true);
    expect(await documents.find(key('a'))).toMatchObject({ data: 'new' });
  }
});

test('of two writers who found the same, the later is told, though all of it falls within one millisecond', async () => {
  const { documents } = begin();
  const keep = (data: string, found: KeptDocument | undefined) =>
    documents.keepTogether([{ ...key('a'), data, fetchedAt }], found);
  await keep('first', undefined);
  const found = await documents.find(key('a'));
  await keep('second', found);
  await expect(keep('third', found)).rejects.toBeInstanceOf(Conflict);
  await expect(keep('fourth', undefined)).rejects.toBeInstanceOf(Conflict);
  await documents.keep({ ...key('a'), data: 'fifth', fetchedAt });
  await expect(keep('sixth', await documents.find(key('a')))).resolves.toBeUndefined();
});

test('a fact from before facts were stamped is replaced once', async () => {
  const { record, documents } = begin();
  await documents.keep({ ...key('a'), data: 'old', fetchedAt });
  const [{ key: at, value } = { key: '', value: {} }] = (
    await record.find('fact', { index: 'by-part', partition: ['jira:cloud/10000/item'] })
  ).rows;
  const { stamp: _, ...unstamped } = value;
  await record.write('fact', at, unstamped);
  const found = await documents.find(key('a'));
  await documents.keepTogether([{ ...key('a'), data: 'new', fetchedAt }], found);
  await expect(documents.keepTogether([{ ...key('a'), data: 'newer', fetchedAt }], found)).rejects.toThrow(Conflict);
});

test('a hundred and twenty facts are listed, and read 25 in a request, each once however often it is asked for', async () => {
  const { storage, documents } = begin();
  const ids = Array.from({ length: 120 }, (_, at) => String(at).padStart(3, '0'));
  for (const id of ids) await documents.keep({ ...key(id), data: id, fetchedAt });
  expect((await documents.list('jira:cloud', '10000', 'item')).map(({ id }) => id)).toEqual(ids);
  storage.spoken.length = 0;
  const found = await documents.findAll([...ids, ...ids, 'absent'].map((id) => key(id)));
  expect(found.map((one) => one?.data)).toEqual([...ids, ...ids, undefined]);
  expect(storage.spoken).toHaveLength(5);
});

test.each([408, 429, 500, 503])('%d is waited for, whatever was asked', async (status) => {
  const { storage, record, documents } = begin();
  const asked: readonly (() => Promise<unknown>)[] = [
    () => documents.find(key('a')),
    () => documents.keep({ ...key('a'), data: 1, fetchedAt }),
    () => documents.forget(key('a')),
    () => documents.list('jira:cloud', '10000', 'item'),
    () => record.transact([{ key: 'k', value: 1 }]),
  ];
  for (const ask of asked) {
    storage.faults.push({ status });
    await expect(ask()).rejects.toBeInstanceOf(Transient);
  }
});

test('what the manifest does not declare is a mistake, and nobody waits for it', async () => {
  const { record } = begin();
  const wrong = { at: 7, surprise: true };
  await expect(record.write('cause', 'k', wrong)).rejects.toBeInstanceOf(Malformed);
  await expect(record.transact([{ entity: 'cause', key: 'k', value: wrong }])).rejects.toBeInstanceOf(Malformed);
});

test('a fault that is not Forge’s own answer is waited for as well', async () => {
  const { documents } = begin();
  leave();
  leave = () => {};
  await expect(documents.find(key('a'))).rejects.toBeInstanceOf(Transient);
});

test('all boxes that wait are found, oldest first, however many there are', async () => {
  const { record } = begin();
  const at = (minute: number) =>
    `2026-11-02T${String(10 + Math.floor(minute / 60))}:${String(minute % 60).padStart(2, '0')}`;
  for (let box = 119; box >= 0; box -= 1)
    await record.write('outbox', `box-${box}`, { at: at(box), part: 'all', jobs: [], tries: 0 });
  const named = (count: number) => Array.from({ length: count }, (_, box) => `box-${box}`);
  const { waiting } = forgeJobs(record);
  expect((await waiting(at(110))).map(({ name }) => name)).toEqual(named(110));
  expect((await waiting(at(110), 30)).map(({ name }) => name)).toEqual(named(30));
});

test('what is asked for at the same moment is one question, a key once, and later questions are asked anew', async () => {
  const { storage, record, documents } = begin();
  for (const id of ['a', 'b']) await documents.keep({ ...key(id), data: id, fetchedAt });
  const names = Array.from({ length: 26 }, (_, at) => ({ key: `page:${at}` }));
  storage.spoken.length = 0;
  const [a, b, again, more] = await Promise.all([
    documents.find(key('a')),
    documents.find(key('b')),
    documents.find(key('a')),
    record.read(names.slice(0, 20)),
  ]);
  expect([a?.data, b?.data, again?.data, more.has('page:0')]).toEqual(['a', 'b', 'a', false]);
  // Another desk's questions are its own.
  expect(storage.spoken).toHaveLength(2);
  await documents.keep({ ...key('a'), data: 'new', fetchedAt });
  expect((await documents.find(key('a')))?.data).toBe('new');
  storage.spoken.length = 0;
  await record.read(names);
  expect(storage.spoken).toHaveLength(2);
  storage.faults.push({ status: 503 });
  const both = await Promise.allSettled([documents.find(key('a')), documents.find(key('b'))]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await documents.find(key('b')))?.data).toBe('b');
});

test('what an older version kept among facts is found where it lies now, listed once, and gone from both when it is forgotten', async () => {
  const { storage, documents } = begin();
  const kept = forgeKept(forgeStorage());
  for (const id of ['a', 'b', 'c']) await documents.keep({ ...key(id), data: `old ${id}`, fetchedAt });
  await kept.keep({ ...key('b'), data: 'new b', fetchedAt });
  await kept.keep({ ...key('d'), data: 'new d', fetchedAt });
  const listed = async () => (await kept.list('jira:cloud', '10000', 'item')).map(({ data }) => data).sort();
  expect(await listed()).toEqual(['new b', 'new d', 'old a', 'old c']);
  expect((await kept.find(key('b')))?.data).toBe('new b');
  // Nobody kept it here: whoever keeps it now comes first.
  await kept.keepTogether([{ ...key('a'), data: 'new a', fetchedAt }], await kept.find(key('a')));
  await expect(kept.keepTogether([{ ...key('a'), data: 'newer', fetchedAt }], undefined)).rejects.toThrow(Conflict);
  const pages: unknown[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page = await kept.listSome('jira:cloud', '10000', 'item', { limit: 2, ...(cursor ? { cursor } : {}) });
    pages.push(...page.documents.map(({ id }) => id));
    cursor = page.cursor;
  }
  expect([...new Set(pages)].sort()).toEqual(['a', 'b', 'c', 'd']);
  await kept.forget(key('b'));
  expect([await kept.find(key('b')), await documents.find(key('b'))]).toEqual([undefined, undefined]);
  storage.lose((one) => one.startsWith('fact:'));
  expect(await listed()).toEqual(['new a', 'new d']);
});
