import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claims, type GroupCommit, type Known, spine, type Waiting } from './claim.ts';

const METHODS = ['merge', 'squash', 'rebase'] as const;

interface Built {
  readonly commits: readonly GroupCommit[];
  readonly head: string;
  /** Who waits, in order, as the queue would tell. */
  readonly waiting: readonly Waiting[];
  /** To whom each commit of the spine belongs, in truth. */
  readonly owners: ReadonlyMap<string, number>;
}

/** A queue over a branch at `tip`, of pull requests with so many commits each. */
function built(method: (typeof METHODS)[number], sizes: readonly number[]): Built {
  const commits: GroupCommit[] = [];
  const waiting: Waiting[] = [];
  const owners = new Map<string, number>();
  let head = 'tip';
  for (const [at, size] of sizes.entries()) {
    const number = at + 1;
    const base = head;
    let own = 'tip';
    for (let commit = 0; commit < size; commit += 1) {
      const sha = `pull${number}.${commit}`;
      if (method === 'merge') commits.push({ sha, parents: [own] });
      own = sha;
    }
    for (let copy = 0; copy < (method === 'rebase' ? size : 1); copy += 1) {
      const sha = `queue${number}.${copy}`;
      commits.push({ sha, parents: method === 'merge' ? [head, own] : [head] });
      owners.set(sha, number);
      head = sha;
    }
    waiting.push({ number, commit: head, base, head: own });
  }
  return { commits, head, waiting, owners };
}

const claimed = (group: Built, known: Known) => claims(spine(group.head, group.commits), known);
const NONE = new Map<string, readonly number[]>();
const QUEUE = fc.record({
  method: fc.constantFrom(...METHODS),
  sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }),
});

test('6.1: of a queue that tells all, every pull request is found between its own commits, and nothing is left over', () => {
  fc.assert(
    fc.property(QUEUE, ({ method, sizes }) => {
      const group = built(method, sizes);
      const { brought, unclaimed } = claimed(group, { waiting: group.waiting, heads: NONE });
      expect(unclaimed).toEqual([]);
      const told = group.waiting.map(({ number, base: from, commit: to, head }) => ({ number, head, from, to }));
      expect(brought).toEqual(told.toReversed());
    }),
    { numRuns: 300 },
  );
});

test('6.1: whatever the queue leaves out, no commit passes under a pull request that it does not belong to', () => {
  const lacking = fc.record({ entry: fc.boolean(), base: fc.boolean(), head: fc.boolean() });
  fc.assert(
    fc.property(
      QUEUE,
      fc.array(lacking, { minLength: 5, maxLength: 5 }),
      fc.boolean(),
      ({ method, sizes }, without, byHead) => {
        const group = built(method, sizes);
        const waiting = group.waiting.flatMap((one, at): Waiting[] => {
          const { number, commit, base, head } = one;
          if (without[at]?.entry) return [];
          return [
            {
              number,
              commit,
              ...(without[at]?.base || !base ? {} : { base }),
              ...(without[at]?.head || !head ? {} : { head }),
            },
          ];
        });
        const heads = byHead ? new Map(group.waiting.map((one) => [one.head ?? '', [one.number]])) : NONE;
        const { brought, unclaimed } = claimed(group, { waiting, heads });
        const parentOf = new Map(group.commits.map((one) => [one.sha, one.parents[0] ?? '']));
        const covered = new Set(unclaimed);
        for (const { number, from, to } of brought) {
          for (let sha = to; sha !== from; sha = parentOf.get(sha) ?? from) {
            expect(group.owners.get(sha), `${sha} under #${number}`).toBe(number);
            covered.add(sha);
          }
        }
        // Nothing is forgotten: each commit is somebody's or named.
        expect([...covered].sort()).toEqual([...group.owners.keys()].sort());
      },
    ),
    { numRuns: 500 },
  );
});

test('6.1: a commit that two pull requests are said to end with is nobody’s', () => {
  const group = built('squash', [1, 1]);
  const disputed = [...group.waiting, { number: 9, commit: group.head }];
  expect(claimed(group, { waiting: disputed, heads: NONE }).unclaimed).toEqual([group.head]);
});

test('6.1: a commit of three parents, and a first commit of all, are nobody’s', () => {
  const commits = [
    { sha: 'b', parents: ['a', 'x', 'y'] },
    { sha: 'a', parents: [] },
  ];
  const heads = new Map([['x', [1]]]);
  expect(claims(spine('b', commits), { waiting: [], heads })).toEqual({ brought: [], unclaimed: ['b', 'a'] });
});

test('6.1: what a group that waits was built on ends whatever is above it, though its own entry is gone', () => {
  const group = built('rebase', [2, 2]);
  const [first, last] = group.waiting;
  // The last entry tells a base too far down; the group's webhook told the right one.
  const waiting = [{ number: 2, commit: group.head, base: 'tip' }];
  expect(claimed(group, { waiting, heads: NONE, ends: [last?.base ?? ''] })).toMatchObject({
    brought: [{ number: 2, from: first?.commit, to: group.head }],
    unclaimed: ['queue1.1', 'queue1.0'],
  });
});
