/** Shows what the Forge ledger keeps beyond the contract: few reads for long histories, lost answers, and appends that meet. */
import { Conflict, Transient } from '@countersign/core/failure.ts';
import { verifyStream } from '@countersign/core/ledger/chain.ts';
import type { Json, StreamRef } from '@countersign/core/ports.ts';
import { enterForge } from '@countersign/sandbox/forge/runtime.ts';
import { forgeStorage as standIn } from '@countersign/sandbox/forge/storage.ts';
import { afterEach, expect, test } from 'vitest';
import { manifestEntities } from '../../../test/instruments/manifest.ts';
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

test('two hundred votes and a thousand entries are read with four requests and stay within Forge’s limits', async () => {
  const { storage, ledger } = begin();
  for (let version = 0; version < 1000; version += 25) {
    const entries = Array.from({ length: 25 }, (_, n) => entry(vote(version + n)));
    await ledger.append({ ref, expected: version, entries, jobs: [], cause: `c${version}` });
  }
  storage.spoken.length = 0;
  const read = await ledger.read(ref);
  expect(read).toHaveLength(1000);
  expect(verifyStream(read)).toBeUndefined();
  expect(storage.spoken.length).toBeLessThanOrEqual(4);
  expect(await ledger.readProject(ref.tenant, ref.project, 990, 100)).toHaveLength(10);
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
  expect(await jobs.waiting('2026-11-02T10:00:00.000Z')).toEqual([box]);
  await jobs.done(box);
  expect(await jobs.open(box)).toEqual([]);
});
