/** Shows that a branch which was taken in for a version of a policy stays so, once, and for that version alone (`rules.md 6.1`). */
import { expect, test } from 'vitest';
import { verifyProject } from '../ledger/chain.ts';
import { memoryLedger } from '../ledger/memory.ts';
import { folded, putOnRecord, replayed } from '../record/run.ts';
import { COVERAGE, coverageStream } from './coverage.ts';

test('6.1: a default branch is taken in once for each version, and never let go of', async () => {
  const ledger = memoryLedger();
  const place = { tenant: 't', project: 'p' };
  const take = (version: string, branch: string, cause: string) =>
    putOnRecord(ledger, COVERAGE, {
      ref: coverageStream(place, version),
      command: { type: 'take-in', branch },
      cause,
      situation: { now: '2026-11-02T09:00:00.000Z', actor: { id: 'engine' } },
    });
  await take('a', 'main', '1');
  await take('a', 'main', '2');
  await take('a', 'trunk', '3');
  await take('b', 'main', '4');
  const [one, other] = [await ledger.read(coverageStream(place, 'a')), await ledger.read(coverageStream(place, 'b'))];
  expect(folded(COVERAGE, one)).toEqual(['main', 'trunk']);
  expect(folded(COVERAGE, other)).toEqual(['main']);
  expect(await ledger.row(coverageStream(place, 'a'))).toEqual(replayed(COVERAGE, one));
  expect(verifyProject(await ledger.readProject('t', 'p', 0, 10))).toBeUndefined();
});
