/** Shows that a project's record says which policy stood from when and by whom, without holding its text or anybody's name (`rules.md 7.2`). */
import { expect, test } from 'vitest';
import { verifyProject } from '../ledger/chain.ts';
import { memoryLedger } from '../ledger/memory.ts';
import { folded, replayed, run } from '../record/run.ts';
import { ENACTMENT, policyStream } from './decider.ts';

const ref = policyStream({ tenant: 't', project: 'p' });
const [first, second] = ['a'.repeat(64), 'b'.repeat(64)];
const day = (n: number): string => `2026-11-0${n}T09:00:00.000Z`;

test('7.2: a version stands from when it was put in force, and one that stands is not put in force again', async () => {
  const ledger = memoryLedger();
  const put = (version: string, now: string, by: string) =>
    run(ledger, ENACTMENT, {
      ref,
      command: { type: 'put-in-force', version },
      cause: `${now} ${version}`,
      situation: async () => ({ now, actor: { id: by } }),
      follow: () => [],
    });
  await put(first, day(1), 'jira:mei');
  await put(second, day(2), 'jira:theo');
  await put(second, day(3), 'jira:mei');
  await put(first, day(4), 'jira:mei');
  await put(first, day(4), 'jira:mei');
  const entries = await ledger.read(ref);
  expect(folded(ENACTMENT, entries)).toEqual([
    { version: first, by: 'jira:mei', at: day(1) },
    { version: second, by: 'jira:theo', at: day(2) },
    { version: first, by: 'jira:mei', at: day(4) },
  ]);
  const row = { stands: first, by: 'jira:mei', count: 3, ref, version: 3, updatedAt: day(4) };
  expect(await ledger.row(ref)).toEqual(row);
  expect(await ledger.row(ref)).toEqual(replayed(ENACTMENT, entries));
  expect(verifyProject(await ledger.readProject('t', 'p', 0, 10))).toBeUndefined();
});
