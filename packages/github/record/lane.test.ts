import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Json } from '@countersign/core/record/port.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { laneKey, laneOf, lanesOf, readLane, unhandledAmong } from './lane.ts';

const repository = { node_id: 'R_1', owner: { id: 7 } };

test.each([
  ['a comment', { repository, issue: { number: 12 }, comment: {} }, 'github:7 R_1 #12'],
  ['an issue', { repository, issue: { number: 12 } }, 'github:7 R_1 #12'],
  ['a pull request', { repository, pull_request: { number: 13 } }, 'github:7 R_1 #13'],
  ['a group of the merge queue', { repository, merge_group: { head_sha: 'abc' } }, 'github:7 R_1 abc'],
  ['a check', { repository, check_run: { head_sha: 'abc' } }, 'github:7 R_1 abc'],
  ['a push', { repository, ref: 'refs/heads/main' }, 'github:7 R_1'],
  ['a team', { organization: { id: 7 }, team: {} }, 'github:7'],
  ['an installation', { installation: { account: { id: 7 } } }, 'github:7'],
])('%s stands in order with what it has to do with', (_, payload, key) => {
  expect(laneOf(payload as Json)).toBe(key);
});

test('of GitHub’s own examples, all that tell of one issue or pull request stand in one order', () => {
  const root = dirname(createRequire(import.meta.url).resolve('@octokit/webhooks-examples/package.json'));
  const examples = JSON.parse(readFileSync(join(root, 'api.github.com', 'index.json'), 'utf8')) as {
    examples: { repository?: { node_id: string }; issue?: { number: number }; pull_request?: { number: number } }[];
  }[];
  for (const payload of examples.flatMap((one) => one.examples)) {
    const lane = readLane(laneOf(payload as unknown as Json));
    expect(lane.project).toBe(payload.repository?.node_id);
    const number = payload.issue?.number ?? payload.pull_request?.number;
    if (payload.repository && number !== undefined) expect(lane.number).toBe(number);
  }
});

test('4.4: what is unhandled closes the gates that rest on it, those of its whole repository where it is about no one thing, and no others', () => {
  const number = fc.integer({ min: 1, max: 6 });
  const about = fc.oneof(
    number.map((one) => ({ key: `github:7 R_1 #${one}`, number: one })),
    fc.constantFrom('abc', 'def').map((head) => ({ key: `github:7 R_1 ${head}`, head })),
    fc.constantFrom('github:7 R_1', 'github:7', 'repository:R_1').map((key) => ({ key })),
  );
  fc.assert(
    fc.property(about, fc.uniqueArray(number), fc.constantFrom('abc', 'def'), (one, numbers, head) => {
      const { keys, prefix } = lanesOf({ tenant: 'github:7', project: 'R_1' });
      expect(keys.includes(one.key) || one.key.startsWith(prefix)).toBe(true);
      const closes = 'number' in one ? numbers.includes(one.number) : 'head' in one ? one.head === head : true;
      const found = unhandledAmong([{ id: 'x', key: one.key, why: 'parked' }], { numbers: new Set(numbers), head });
      expect(found).toBe(closes ? 'parked' : undefined);
    }),
    { numRuns: 500 },
  );
});

test('nothing of another repository is asked for, not even of one whose id begins alike', () => {
  const { keys, prefix } = lanesOf({ tenant: 'github:7', project: 'R_1' });
  for (const other of ['github:7 R_12', 'github:7 R_12 #1', 'github:77 R_1 #1'])
    expect(keys.includes(other) || other.startsWith(prefix)).toBe(false);
});

test('4.4: work that was given up about a request closes what names it, and nothing else', () => {
  const key = laneKey({ tenant: 'github:7', project: 'R_1', head: 'I_12' });
  const rests = (streams: readonly string[]) => ({ numbers: new Set([12]), head: 'abc', streams: new Set(streams) });
  expect(unhandledAmong([{ id: 'x', key, why: 'parked' }], rests(['I_12']))).toBe('parked');
  expect(unhandledAmong([{ id: 'x', key, why: 'parked' }], rests(['I_13']))).toBeUndefined();
});

test('what was given up is said before what waits', () => {
  const rests = { numbers: new Set([12]), head: 'abc' };
  const waiting = { id: 'a', key: 'github:7 R_1 #12', why: 'waiting' as const };
  expect(unhandledAmong([waiting], rests)).toBe('waiting');
  expect(unhandledAmong([waiting, { ...waiting, id: 'b', why: 'parked' }], rests)).toBe('parked');
});
