/** Shows that GitHub's documented limits are kept for one installation, whatever it asks for and when, and that closing never waits for talk. */
import { Transient } from '@countersign/core/failure.ts';
import type { Precedence } from '@countersign/core/record/port.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Limits, limits } from './limits.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const RUNS = { numRuns: 250 };

interface Call {
  readonly kind: 'read' | 'write';
  readonly precedence: Precedence;
  readonly id: number;
}
type Done = Call & { readonly at: number; readonly asked: number };

/** Plays calls in virtual time as the queue does: who is refused comes back when told. @returns what was sent, and when. */
function play(arrivals: readonly (Call & { readonly at: number })[], until = Number.POSITIVE_INFINITY) {
  let now = 0;
  const kept = limits(() => now);
  const waiting = arrivals.map((call) => ({ ...call, asked: call.at }));
  const done: Done[] = [];
  let tries = 0;
  while (waiting.length > 0) {
    waiting.sort((a, b) => a.at - b.at);
    const [next] = waiting.splice(0, 1);
    if (!next || next.at > until) break;
    now = Math.max(now, next.at);
    tries += 1;
    const wait = refusedFor(kept, next);
    if (wait === undefined) done.push({ ...next, at: now });
    else waiting.push({ ...next, at: now + wait });
  }
  return { done, tries, left: waiting.length };
}

/** Milliseconds until it may be asked again; `undefined` when it went through. */
function refusedFor(kept: Limits, { kind, precedence }: Pick<Call, 'kind' | 'precedence'>): number | undefined {
  try {
    kept.spend(kind, precedence);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(Transient);
    const { retryAfterMs } = error as Transient;
    expect(retryAfterMs).toBeGreaterThan(0);
    return retryAfterMs;
  }
}

const PRECEDENCES = ['talk', 'talk', 'talk', 'open', 'close'] as const;
const histories = fc
  .array(
    fc.record({
      kind: fc.constantFrom('read', 'write', 'write'),
      precedence: fc.constantFrom(...PRECEDENCES),
      wait: fc.oneof(fc.constant(0), fc.nat(1500), fc.nat(20_000)),
      times: fc.oneof(fc.constant(1), fc.nat(40)),
    } as const),
    { minLength: 5, maxLength: 60 },
  )
  .map((bursts) => {
    let at = 0;
    let id = 0;
    return bursts.flatMap(({ kind, precedence, wait, times }) => {
      at += wait;
      return Array.from({ length: times }, () => ({ kind, precedence, at, id: id++ }));
    });
  });

const points = (calls: readonly Call[]) => calls.reduce((sum, { kind }) => sum + (kind === 'read' ? 1 : 5), 0);
const writes = (calls: readonly Call[]) => calls.filter(({ kind }) => kind === 'write').length;
const lately = (calls: readonly Done[], at: number, window: number) =>
  calls.filter((one) => one.at > at - window && one.at <= at);

test('whatever is asked for and when, no minute has more than 80 writes or 900 points, no hour more than 500 writes, and all is sent', () => {
  fc.assert(
    fc.property(histories, (asked) => {
      const { done } = play(asked);
      expect(done.map((one) => one.id).toSorted((a, b) => a - b)).toEqual(asked.map((one) => one.id));
      for (const { at } of done) {
        expect(writes(lately(done, at, MINUTE))).toBeLessThanOrEqual(80);
        expect(points(lately(done, at, MINUTE))).toBeLessThanOrEqual(900);
        expect(writes(lately(done, at, HOUR))).toBeLessThanOrEqual(500);
      }
    }),
    RUNS,
  );
});

test('whatever else is asked for, a write that closes waits only when writes that close have used their own part', () => {
  fc.assert(
    fc.property(histories, (asked) => {
      const { done } = play(asked);
      for (const one of done.filter((each) => each.precedence === 'close' && each.kind === 'write')) {
        if (one.at === one.asked) continue;
        const closing = done.filter((each) => each.precedence === 'close');
        const before = (window: number) => lately(closing, one.asked, window);
        const own = writes(before(MINUTE)) >= 20 || writes(before(HOUR)) >= 125 || points(before(MINUTE)) >= 112;
        expect([one.id, own]).toEqual([one.id, true]);
      }
    }),
    RUNS,
  );
});

test('what opens waits only when what closes or opens has used the part that is kept from talk', () => {
  fc.assert(
    fc.property(histories, (asked) => {
      const { done } = play(asked);
      for (const one of done.filter((each) => each.precedence === 'open' && each.kind === 'write')) {
        if (one.at === one.asked) continue;
        const others = done.filter((each) => each.precedence !== 'talk');
        const before = (window: number) => lately(others, one.asked, window);
        const own = writes(before(MINUTE)) >= 20 || writes(before(HOUR)) >= 125 || points(before(MINUTE)) >= 225;
        expect([one.id, own]).toEqual([one.id, true]);
      }
    }),
    RUNS,
  );
});

const many = (times: number, precedence: Precedence, at = 0, kind: Call['kind'] = 'write') =>
  Array.from({ length: times }, (_, id) => ({ kind, precedence, at, id }));

test.each([
  ['90 answers', many(90, 'talk')],
  ['500 answers', many(500, 'talk')],
  ['500 answers and 500 checks that open', [...many(500, 'talk'), ...many(500, 'open')]],
  ['1,500 reads of talk', many(1500, 'talk', 0, 'read')],
  ['1,500 reads to judge by', many(1500, 'close', 0, 'read')],
])('after %s in one moment, twenty checks close at once, at any minute of the next hour', (_, asked) => {
  for (const at of [1, 30_000, 59_999, 61_000, 10 * MINUTE, 55 * MINUTE]) {
    const closings = many(20, 'close', at);
    const { done } = play([...asked, ...closings], at + 1);
    expect(done.filter((one) => one.precedence === 'close' && one.asked === at && one.at === at)).toHaveLength(20);
  }
});

test('those who wait are told different times: 500 answers are tried a few times each, not hundreds', () => {
  const { done, tries } = play(many(500, 'talk'));
  expect(done).toHaveLength(500);
  // Two hours at 250 an hour, looked at again every few minutes.
  expect(tries).toBeLessThan(500 * 40);
  const soon = play(many(200, 'talk'));
  expect(soon.tries).toBeLessThan(200 * 3);
});

test('while GitHub itself asks to wait nothing is sent, and closing is first afterwards', () => {
  let now = 0;
  const kept = limits(() => now);
  kept.pause(30_000);
  const told = (['close', 'open', 'talk'] as const).map((precedence) =>
    refusedFor(kept, { kind: 'write', precedence }),
  );
  expect(told[0]).toBeGreaterThanOrEqual(30_000);
  expect(told[1]).toBeGreaterThan(told[0] ?? 0);
  expect(told[2]).toBeGreaterThan(told[1] ?? 0);
  kept.pause(10_000);
  now = 29_999;
  expect(refusedFor(kept, { kind: 'read', precedence: 'close' })).toBeDefined();
  now = told[0] ?? 0;
  expect(refusedFor(kept, { kind: 'write', precedence: 'talk' })).toBeDefined();
  expect(refusedFor(kept, { kind: 'write', precedence: 'close' })).toBeUndefined();
});

test('one who waits long has everything again', () => {
  let now = 0;
  const kept = limits(() => now);
  for (let at = 0; at < 40; at += 1) kept.spend('write', 'talk');
  expect(() => kept.spend('write', 'talk')).toThrow(Transient);
  expect(() => kept.spend('read', 'talk')).not.toThrow();
  now += MINUTE + 1;
  expect(() => kept.spend('write', 'talk')).not.toThrow();
});
