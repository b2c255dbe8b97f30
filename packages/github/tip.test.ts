/** Shows that where a branch stands is never taken from before a push that was told of, in whatever order pushes and answers arrive. */
import type { FactKey, KeptFact } from '@countersign/core/kept.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GitHubClient } from './project/client.ts';
import type { Reader } from './reader.ts';
import { noteMove, tipOf } from './tip.ts';
import type { Place } from './translation.ts';

const PLACE: Place = { tenant: 'github:1', project: 'R', installation: 1, owner: 'o', repo: 'r' };

/** A branch that stands at commit 0, and a reader that hears of its moves only by `noteMove`. */
function begin() {
  const kept = new Map<string, KeptFact>();
  const world = { at: 0, now: 1_800_000_000_000, calls: 0, answers: true };
  const client: GitHubClient = {
    async request() {
      world.calls += 1;
      const sha = String(world.at);
      // Something may happen while the answer travels.
      await Promise.resolve();
      return {
        status: 200,
        data: { ref: world.answers ? 'refs/heads/main' : 'refs/heads/maintained', object: { sha, type: 'commit' } },
      };
    },
  };
  const facts = {
    find: async ({ kind, id }: FactKey) => kept.get(`${kind} ${id}`),
    keep: async (fact: KeptFact) => {
      kept.set(`${fact.kind} ${fact.id}`, fact);
      return true;
    },
    moment: async () => '0',
    forget: async () => {},
  };
  const now = () => world.now;
  const reader: Reader = { client, facts, now, patient: false, policies: new Map(), away: new Map() };
  return { world, reader };
}

const move = (to: number) => ({ branch: 'main', before: String(to - 1), after: String(to) });

test('when every push has been told of, in any order and while answers travel, the tip is where the branch stands', async () => {
  const step = fc.record({
    what: fc.constantFrom('push', 'tell', 'ask', 'ask and do not wait'),
    which: fc.nat(),
    ms: fc.constantFrom(0, 0, 1, 1000, 400_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { world, reader } = begin();
      const untold: number[] = [];
      const asked: Promise<unknown>[] = [];
      const tell = async (which: number) => {
        const [to] = untold.splice(which % untold.length, 1);
        if (to !== undefined) await noteMove(reader, PLACE, move(to), true);
      };
      for (const { what, which, ms } of steps) {
        world.now += ms;
        if (what === 'push') {
          world.at += 1;
          untold.push(world.at);
        } else if (what === 'tell') await tell(which);
        else if (what === 'ask') await tipOf(reader, PLACE, 'main');
        else asked.push(tipOf(reader, PLACE, 'main'));
        if (untold.length === 0) expect(await tipOf(reader, PLACE, 'main')).toBe(String(world.at));
      }
      while (untold.length > 0) await tell(0);
      await Promise.all(asked);
      expect(await tipOf(reader, PLACE, 'main')).toBe(String(world.at));
    }),
    { numRuns: 300 },
  );
});

test('a tip that is known is not asked again, neither after a push that goes on from it; one that is old or cannot be read is', async () => {
  const { world, reader } = begin();
  expect(await tipOf(reader, PLACE, 'main')).toBe('0');
  expect(await tipOf(reader, PLACE, 'main')).toBe('0');
  world.now += 1;
  world.at = 1;
  await noteMove(reader, PLACE, move(1), true);
  expect(await tipOf(reader, PLACE, 'main')).toBe('1');
  expect(world.calls).toBe(1);
  world.now += 10 * 60_000;
  world.answers = false;
  expect(await tipOf(reader, PLACE, 'main')).toBe('unreadable');
  expect(world.calls).toBe(2);
});

test('a branch that is gone stands nowhere', async () => {
  const { world, reader } = begin();
  expect(await tipOf(reader, PLACE, 'main')).toBe('0');
  await noteMove(reader, PLACE, { branch: 'main', before: '0' }, true);
  world.answers = false;
  expect(await tipOf(reader, PLACE, 'main')).toBe('unreadable');
});
