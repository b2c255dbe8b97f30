/** Shows what the Forge ledger keeps beyond the contract: few reads for long histories, lost answers, and appends that meet. */
import { Conflict, Malformed, Transient } from '@countersign/core/failure.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { verifyProject } from '@countersign/core/ledger/chain.ts';
import type { Json, StreamRef } from '@countersign/core/record/port.ts';
import { afterEach, expect, test } from 'vitest';
import { streamBreak } from '../../../test/instruments/chain.ts';
import { manifestEntities } from '../../../test/instruments/manifest.ts';
import { LIMITS } from '../../../test/standins/forge/entity.ts';
import { enterForge } from '../../../test/standins/forge/runtime.ts';
import { forgeStorage as standIn } from '../../../test/standins/forge/storage.ts';
import { forgeJobs } from './jobs.ts';
import { forgeLedger } from './ledger.ts';
import { forgeStorage } from './storage.ts';

let leave = (): void => {};
afterEach(() => leave());

function begin() {
  const storage = standIn(manifestEntities());
  leave = enterForge({ storage, pushed: [] });
  return { storage, ledger: forgeLedger(forgeStorage()), jobs: forgeJobs(forgeStorage()) };
}

const ref: StreamRef = { tenant: 'jira:cloud', project: '10000', stream: '10042' };
const entry = (event: Json) => ({ at: '2026-11-02T09:00:00.000Z', actor: 'jira:mei', event });
const vote = (n: number): Json => ({ type: 'voted', reason: `because ${n} `.repeat(20), n });

test('two hundred votes and a thousand entries are one read, and nothing comes near Forge’s limits', async () => {
  const { storage, ledger } = begin();
  for (let version = 0; version < 1000; version += 25) {
    const entries = Array.from({ length: 25 }, (_, n) => entry(vote(version + n)));
    await ledger.append({ ref, expected: version, entries, jobs: [], cause: `c${version}` });
  }
  storage.spoken.length = 0;
  const read = await ledger.read(ref);
  expect(storage.spoken).toEqual(['/api/v1/batch/get']);
  expect(read).toHaveLength(1000);
  expect(streamBreak(read)).toBeUndefined();
  expect(storage.largest.value).toBeLessThan(LIMITS.value * 0.6);
  expect(storage.largest.transaction).toBeLessThan(LIMITS.transaction * 0.1);
  expect(storage.largest.operations).toBeLessThan(LIMITS.operations / 2);
  expect(await ledger.readProject(ref.tenant, ref.project, 990, 100)).toHaveLength(10);
});

test('a change request is kept under the keys that it had before there were other kinds', async () => {
  const { ledger } = begin();
  await ledger.append({ ref, expected: 0, entries: [entry(vote(1))], jobs: [], cause: 'c' });
  const other = { ...ref, kind: 'policy' };
  await ledger.append({ ref: other, expected: 0, entries: [entry(vote(2))], jobs: [], cause: 'd' });
  const keyed = (kind: string, ...parts: readonly string[]) => `${kind}:${digestOf(parts).slice(0, 40)}`;
  const [stream, project] = [
    keyed('stream', ref.tenant, ref.project, ref.stream),
    keyed('project', ref.tenant, ref.project),
  ];
  const places = `places:${project}:0`;
  const kept = await forgeStorage().read([
    { entity: 'stream', key: stream },
    { key: `page:${stream}:1` },
    { key: places },
  ]);
  expect(kept.get(stream)).toMatchObject({ version: 1, page: 1 });
  expect(kept.get(`page:${stream}:1`)).toHaveLength(1);
  expect(kept.get(places)).toEqual([
    [ref.stream, 1],
    [ref.stream, 1, 'policy'],
  ]);
});

test('an append is three requests, however long the history is', async () => {
  const { storage, ledger } = begin();
  const entries = Array.from({ length: 200 }, (_, n) => entry(vote(n)));
  await ledger.append({ ref, expected: 0, entries, jobs: [], cause: 'c' });
  storage.spoken.length = 0;
  await ledger.append({ ref, expected: 200, entries: [entry(vote(200))], jobs: [], cause: 'd' });
  expect(storage.spoken).toEqual(['/api/v1/batch/get', '/api/v1/batch/get', '/api/v1/transaction']);
});

test('a short request is one read', async () => {
  const { storage, ledger } = begin();
  await ledger.append({ ref, expected: 0, entries: [entry(vote(1))], jobs: [], cause: 'c' });
  storage.spoken.length = 0;
  expect(await ledger.read(ref)).toHaveLength(1);
  expect(storage.spoken).toHaveLength(1);
});

test('an append whose answer was lost is not done twice when it is tried again', async () => {
  const { storage, ledger } = begin();
  storage.faults.push({ status: 503, when: 'after', path: '/api/v1/transaction' });
  const append = { ref, expected: 0, entries: [entry(vote(1))], jobs: [], cause: 'c' };
  await expect(ledger.append(append)).rejects.toBeInstanceOf(Transient);
  expect(await ledger.append(append)).toBe('repeated');
  expect(await ledger.read(ref)).toHaveLength(1);
});

test('work alone whose answer was lost is not stored twice, and what Forge refuses is tried again later', async () => {
  const { storage, ledger, jobs } = begin();
  const asked = { tenant: ref.tenant, jobs: [{ kind: 'show', key: 'k', data: 1 }], cause: 'c' };
  storage.faults.push({ status: 503, when: 'after', path: '/api/v1/transaction' });
  await expect(ledger.store(asked)).rejects.toBeInstanceOf(Transient);
  expect(await ledger.store(asked)).toBe('repeated');
  expect(await jobs.waiting('9999')).toHaveLength(1);
  for (let n = 0; n < 4; n += 1) storage.faults.push({ status: 400, path: '/api/v1/transaction' });
  await expect(ledger.store({ ...asked, cause: 'd' })).rejects.toThrow(/nobody came first: FAULT/);
});

test('what comes between the reading and the writing of an append is a conflict for the same request, and none for another', async () => {
  const { storage, ledger } = begin();
  const other = forgeLedger(forgeStorage());
  const append = (stream: string, cause: string) =>
    other.append({ ref: { ...ref, stream }, expected: 0, entries: [entry(vote(2))], jobs: [], cause });
  const between = (stream: string, cause: string): void => {
    storage.before = async (path) => {
      if (path !== '/api/v1/transaction') return;
      storage.before = undefined;
      // One that is too late itself changes nothing.
      await append(stream, cause).catch((error: unknown) => expect(error).toBeInstanceOf(Conflict));
    };
  };
  between('10043', 'another request');
  await ledger.append({ ref, expected: 0, entries: [entry(vote(1))], jobs: [], cause: 'mine' });
  between(ref.stream, 'too late');
  await expect(
    ledger.append({ ref, expected: 1, entries: [entry(vote(3))], jobs: [], cause: 'again' }),
  ).resolves.toHaveLength(1);
  const fresh: StreamRef = { ...ref, stream: '10044' };
  between('10044', 'first');
  await expect(
    ledger.append({ ref: fresh, expected: 0, entries: [entry(vote(1))], jobs: [], cause: 'second' }),
  ).rejects.toBeInstanceOf(Conflict);
  expect((await ledger.readProject(ref.tenant, ref.project, 0, 100)).map(({ sequence }) => sequence)).toEqual([
    1, 2, 3, 4,
  ]);
});

test('of two appends at once one is a conflict, and nothing of either is lost or mixed', async () => {
  const { ledger } = begin();
  await ledger.append({ ref, expected: 0, entries: [entry(vote(1))], jobs: [], cause: 'c' });
  const both = await Promise.allSettled(
    [2, 3].map((n) =>
      forgeLedger(forgeStorage()).append({ ref, expected: 1, entries: [entry(vote(n))], jobs: [], cause: `c${n}` }),
    ),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = both.findIndex(({ status }) => status === 'rejected');
  expect((both[lost] as PromiseRejectedResult).reason).toBeInstanceOf(Conflict);
  const again = { ref, expected: 2, entries: [entry(vote(lost + 2))], jobs: [], cause: `c${lost + 2}` };
  expect(await ledger.append(again)).toHaveLength(1);
  const read = await ledger.read(ref);
  expect(read.map(({ event }) => (event as { n: number }).n).sort()).toEqual([1, 2, 3]);
  expect(streamBreak(read)).toBeUndefined();
});

const isPage = (key: string): boolean => key.startsWith('page:');

test('a page that is answered older than its head leaves no hole in what is read', async () => {
  const { storage, ledger } = begin();
  const large = (n: number): Json => ({ n, text: 'x'.repeat(50_000) });
  await ledger.append({ ref, expected: 0, entries: [entry(large(1))], jobs: [], cause: 'a' });
  // One of these still goes into the first page, the others begin a second one.
  const more = [entry(large(2)), entry(large(3)), entry(large(4))];
  await ledger.append({ ref, expected: 1, entries: more, jobs: [], cause: 'b' });
  storage.lagging.push((key) => isPage(key) && key.endsWith(':1'));
  storage.spoken.length = 0;
  expect((await ledger.read(ref)).map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  expect(storage.spoken).toHaveLength(2);
});

test('an append is never written on a page that is answered older than its head', async () => {
  const { storage, ledger } = begin();
  for (const n of [1, 2]) {
    const entries = [entry(vote(n))];
    await ledger.append({ ref, expected: n - 1, entries, jobs: [], cause: `c${n}` });
  }
  for (const kind of ['page:', 'places:']) {
    const { length } = await ledger.read(ref);
    storage.lagging.push((key) => key.startsWith(kind));
    await ledger.append({ ref, expected: length, entries: [entry(vote(9))], jobs: [], cause: kind });
    expect(storage.lagging).toEqual([]);
  }
  expect(streamBreak(await ledger.read(ref))).toBeUndefined();
  const project = await ledger.readProject(ref.tenant, ref.project, 0, 100);
  expect(project.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
  expect(verifyProject(project)).toBeUndefined();
});

test.each(['page:', 'part:'])('a record of which Forge lost a %s is not read as a shorter one', async (kind) => {
  const { storage, ledger } = begin();
  const long: Json = { text: '變'.repeat(100_000) };
  await ledger.append({ ref, expected: 0, entries: [entry(vote(1)), entry(long)], jobs: [], cause: 'c' });
  storage.lose((key) => key.startsWith(kind));
  await expect(ledger.read(ref)).rejects.toBeInstanceOf(Transient);
  if (kind === 'page:') {
    const append = { ref, expected: 2, entries: [entry(vote(2))], jobs: [], cause: 'd' };
    await expect(ledger.append(append)).rejects.toBeInstanceOf(Transient);
  }
});

test('what Forge refuses though nobody came first is tried again later, with Forge’s words', async () => {
  const { storage, ledger } = begin();
  for (let n = 0; n < 4; n += 1) storage.faults.push({ status: 400, path: '/api/v1/transaction' });
  const append = { ref, expected: 0, entries: [entry(vote(1))], jobs: [], cause: 'c' };
  const failure = await ledger.append(append).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Transient);
  expect(String(failure)).toMatch(/nobody came first: FAULT: asked for by a test/);
  expect(storage.size()).toBe(0);
  expect(await ledger.append(append)).toHaveLength(1);
});

test.each([
  ['too many pages for a transaction', { entries: Array.from({ length: 25 }, () => entry('變'.repeat(55_000))) }],
  ['a value that is too large', { jobs: [{ kind: 'answer', key: 'k', data: '變'.repeat(100_000) }] }],
  ['an event that is too long', { entries: [entry('x'.repeat(1_000_000))] }],
])('%s is said before Forge is asked, and leaves nothing', async (_, more) => {
  const { storage, ledger } = begin();
  const append = { ref, expected: 0, entries: [entry(vote(1))], jobs: [], cause: 'c', ...more };
  await expect(ledger.append(append)).rejects.toBeInstanceOf(Malformed);
  expect(storage.spoken).not.toContain('/api/v1/transaction');
  expect(storage.size()).toBe(0);
});

test.each([429, 500])('a storage that answers %d is waited for, and nothing is left behind', async (status) => {
  const { storage, ledger } = begin();
  storage.faults.push({ status, path: '/api/v1/transaction' });
  await expect(
    ledger.append({ ref, expected: 0, entries: [entry(vote(1))], jobs: [], cause: 'c' }),
  ).rejects.toBeInstanceOf(Transient);
  expect(storage.size()).toBe(0);
});

test('jobs wait beside the append until they are done, and are found by how long they wait', async () => {
  const { jobs } = begin();
  let box = '';
  const ledger = forgeLedger(forgeStorage(), {
    now: () => '2026-11-02T09:00:00.000Z',
    stored: async (name) => {
      box = name;
      throw new Error('the queue is away');
    },
  });
  const job = { kind: 'show', key: 'k', data: { a: 1 } };
  await ledger.append({ ref, expected: 0, entries: [entry(vote(1))], jobs: [job], cause: 'c' });
  expect(await jobs.open(box)).toEqual([job]);
  expect(await jobs.waiting('2026-11-02T08:00:00.000Z')).toEqual([]);
  const waiting = await jobs.waiting('2026-11-02T10:00:00.000Z');
  expect(waiting).toEqual([{ name: box, jobs: [job], at: '2026-11-02T09:00:00.000Z', tries: 0 }]);
  await jobs.done(box);
  // Whatever was done meanwhile does not come back.
  for (const one of waiting) {
    await jobs.putOff(one, '2026-11-02T09:10:00.000Z');
    expect(await jobs.park(one)).toBe(false);
  }
  expect(await jobs.open(box)).toEqual([]);
});
