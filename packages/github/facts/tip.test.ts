/** Shows that where a branch stands is never taken from before a push that was told of, in whatever order pushes and answers arrive. */

import { Transient } from '@countersign/core/failure.ts';
import type { FactKey, KeptFact } from '@countersign/core/kept.ts';
import { memoryTexts } from '@countersign/core/ledger/memorytexts.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GitHubClient } from '../client.ts';
import type { Place } from '../translation.ts';
import type { Reader } from './reader.ts';
import { noteMove, tipOf } from './tip.ts';

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
    list: async (_tenant: string, _project: string, kind: string) =>
      [...kept.values()].filter((one) => one.kind === kind),
    moment: async () => '0',
    forget: async ({ kind, id }: Omit<FactKey, 'id'> & { readonly id?: string }) => void kept.delete(`${kind} ${id}`),
  };
  const now = () => world.now;
  const reader: Reader = {
    client,
    facts,
    now,
    patient: false,
    texts: memoryTexts(),
    policies: new Map(),
    away: new Map(),
  };
  return { world, reader };
}

const move = (from: number, to: number) => ({ branch: 'main', before: String(from), after: String(to) });

/** The tip; asked again in ten seconds where it could be of an old copy. */
async function tipAtLast(world: { now: number }, reader: Reader): Promise<string> {
  const first = await tipOf(reader, PLACE, 'main').catch((error: unknown) => {
    if (error instanceof Transient) return undefined;
    throw error;
  });
  if (first !== undefined) return first;
  world.now += 10_000;
  return tipOf(reader, PLACE, 'main');
}

test.each([-60_000, 0, 60_000])(
  'a tip that was read before a push is not believed after it, told to a server whose clock differs by %i ms',
  async (skew) => {
    const { world, reader } = begin();
    expect(await tipOf(reader, PLACE, 'main')).toBe('0');
    world.at = 1;
    await noteMove({ ...reader, now: () => world.now + skew }, PLACE, move(0, 1), true);
    world.now += 1000;
    expect(await tipOf(reader, PLACE, 'main')).toBe('1');
  },
);

test('when every push has been told of, forced ones too, in any order and while answers travel, the tip is where the branch stands', async () => {
  const step = fc.record({
    what: fc.constantFrom('push', 'tell', 'ask', 'ask and do not wait'),
    which: fc.nat(),
    ms: fc.constantFrom(0, 0, 1, 1000, 400_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { world, reader } = begin();
      const untold: [number, number][] = [];
      const asked: Promise<unknown>[] = [];
      const tell = async (which: number) => {
        const [one] = untold.splice(which % untold.length, 1);
        if (one) await noteMove(reader, PLACE, move(...one), true);
      };
      for (const { what, which, ms } of steps) {
        world.now += ms;
        if (what === 'push') {
          // Forced to and fro between three commits.
          const from = world.at;
          world.at = (from + 1 + (which % 2)) % 3;
          untold.push([from, world.at]);
        } else if (what === 'tell') await tell(which);
        else if (what === 'ask') await tipAtLast(world, reader);
        else asked.push(tipOf(reader, PLACE, 'main').catch(() => {}));
        if (untold.length === 0) expect(await tipAtLast(world, reader)).toBe(String(world.at));
      }
      while (untold.length > 0) await tell(0);
      await Promise.all(asked);
      expect(await tipAtLast(world, reader)).toBe(String(world.at));
    }),
    { numRuns: 300 },
  );
});

test('a tip that is known is not asked again; after a push it is, once, and so is one that is old or cannot be read', async () => {
  const { world, reader } = begin();
  expect(await tipOf(reader, PLACE, 'main')).toBe('0');
  expect(await tipOf(reader, PLACE, 'main')).toBe('0');
  world.now += 1;
  world.at = 1;
  await noteMove(reader, PLACE, move(0, 1), true);
  world.now += 1;
  expect(await tipOf(reader, PLACE, 'main')).toBe('1');
  expect(await tipOf(reader, PLACE, 'main')).toBe('1');
  expect(world.calls).toBe(2);
  world.now += 10 * 60_000;
  world.answers = false;
  expect(await tipOf(reader, PLACE, 'main')).toBe('unreadable');
  expect(world.calls).toBe(3);
});

test('an answer that is from before a push which was just told of is asked again, and believed after ten seconds, however many pushes follow', async () => {
  const { world, reader } = begin();
  for (let at = 1; at <= 3; at += 1) {
    await noteMove(reader, PLACE, move(at - 1, at), true);
    world.now += 1000;
    // Any of those that were left, by another copy of GitHub's.
    for (world.at = 0; world.at < at; world.at += 1)
      await expect(tipOf(reader, PLACE, 'main')).rejects.toThrow(Transient);
    world.at = at;
    expect(await tipOf(reader, PLACE, 'main')).toBe(String(at));
  }
  // Somebody forces it to and fro: each is asked again for as long as it was left lately, and no longer.
  for (let round = 0; round < 4; round += 1) {
    await noteMove(reader, PLACE, move(round % 2, 1 - (round % 2)), true);
    world.now += 3000;
  }
  world.at = 0;
  await expect(tipOf(reader, PLACE, 'main')).rejects.toThrow(Transient);
  world.now += 4000;
  expect(await tipOf(reader, PLACE, 'main')).toBe('0');
});

test('6.1: however pushes follow upon each other, no answer of a copy that lags is taken for the tip, also not where nobody asked for the branch before', async () => {
  const step = fc.record({
    what: fc.constantFrom('push', 'push', 'ask'),
    ms: fc.constantFrom(1, 500, 3000, 6000, 9000, 11_000),
    lagMs: fc.constantFrom(0, 400, 2500, 8000, 9500),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const { world, reader } = begin();
      const stood = [{ at: 0, since: 0 }];
      let isAsked = false;
      for (const { what, ms, lagMs } of steps) {
        world.now += ms;
        const last = stood.length - 1;
        if (what === 'push') {
          stood.push({ at: last + 1, since: world.now });
          await noteMove(reader, PLACE, move(last, last + 1), isAsked);
          continue;
        }
        world.now += 1;
        isAsked = true;
        world.at = stood.findLast((one) => one.since <= world.now - lagMs)?.at ?? 0;
        const tip = await tipOf(reader, PLACE, 'main').catch((error: unknown) => {
          if (error instanceof Transient) return String(last);
          throw error;
        });
        expect(tip).toBe(String(last));
      }
    }),
    { numRuns: 400 },
  );
});

test('a branch that is gone stands nowhere', async () => {
  const { world, reader } = begin();
  expect(await tipOf(reader, PLACE, 'main')).toBe('0');
  await noteMove(reader, PLACE, { branch: 'main', before: '0' }, true);
  world.answers = false;
  expect(await tipOf(reader, PLACE, 'main')).toBe('unreadable');
});
