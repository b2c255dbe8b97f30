/** Shows that requests are found and listed by rows that are written with the append, in the same transaction. */
import type { ChangeRow } from '@countersign/core/change/register.ts';
import { afterEach, expect, test } from 'vitest';
import { manifestEntities } from '../../../test/instruments/manifest.ts';
import { enterForge } from '../../../test/standins/forge/runtime.ts';
import { forgeStorage as standIn } from '../../../test/standins/forge/storage.ts';
import { forgeLedger } from './ledger.ts';
import { forgeRegister } from './register.ts';
import { forgeStorage } from './storage.ts';

let leave = (): void => {};
afterEach(() => leave());

function begin() {
  const storage = standIn(manifestEntities());
  leave = enterForge({ storage, pushed: [] });
  const ledger = forgeLedger(forgeStorage());
  const versions = new Map<number, number>();
  const write = async (number: number, updatedAt: string, more: Partial<ChangeRow> = {}, project = '10000') => {
    const ref = { tenant: 'jira:cloud', project, stream: String(20_000 + number) };
    const expected = versions.get(number) ?? 0;
    const row = { ref, number, title: `Wish ${number}`, stage: 'draft', items: [], work: [], version: expected + 1 };
    const entries = [{ at: updatedAt, actor: 'jira:mei', event: { number } }];
    const register: ChangeRow = { ...row, updatedAt, ...more };
    await ledger.append({ ref, expected, entries, register, jobs: [], cause: `${project} ${number} ${expected}` });
    versions.set(number, expected + 1);
    return register;
  };
  return { storage, register: forgeRegister(forgeStorage()), write };
}

test('a request is found by the number that people use, in its own project, as it was written last', async () => {
  const { register, write } = begin();
  await write(12, '2026-11-02T09:00:00.000Z');
  const last = await write(12, '2026-11-02T10:00:00.000Z', { stage: 'submitted', class: 'major' });
  expect(await register.findByNumber('jira:cloud', '10000', 12)).toEqual(last);
  expect(await register.findByNumber('jira:cloud', '10001', 12)).toBeUndefined();
  expect(await register.findByNumber('jira:other', '10000', 12)).toBeUndefined();
});

test('requests are listed newest change first, page by page, each once', async () => {
  const { register, write } = begin();
  for (let number = 1; number <= 25; number += 1)
    await write(number, `2026-11-02T09:${String(number).padStart(2, '0')}:00.000Z`);
  await write(3, '2026-11-02T11:00:00.000Z');
  await write(99, '2026-11-02T12:00:00.000Z', {}, '10001');
  const numbers: number[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await register.list('jira:cloud', '10000', { limit: 10, ...(cursor ? { cursor } : {}) });
    numbers.push(...page.rows.map((row) => row.number));
    if (!page.cursor) break;
    cursor = page.cursor;
  }
  expect(numbers).toEqual([3, ...Array.from({ length: 25 }, (_, at) => 25 - at).filter((one) => one !== 3)]);
});

test('several are found at once by where their records are, and what is not on record is left out', async () => {
  const { storage, register, write } = begin();
  const written: ChangeRow[] = [];
  for (let number = 1; number <= 30; number += 1) written.push(await write(number, '2026-11-02T09:00:00.000Z'));
  storage.spoken.length = 0;
  const elsewhere = { tenant: 'jira:cloud', project: '10001', stream: '20001' };
  expect(await register.findAll([...written.map(({ ref }) => ref), elsewhere])).toEqual(written);
  expect(storage.spoken).toHaveLength(2);
});

test('a row is not written without its append', async () => {
  const { storage, register, write } = begin();
  storage.faults.push({ status: 500, path: '/api/v1/transaction' });
  await expect(write(1, '2026-11-02T09:00:00.000Z')).rejects.toThrow(/500/);
  expect(await register.list('jira:cloud', '10000')).toEqual({ rows: [] });
});
