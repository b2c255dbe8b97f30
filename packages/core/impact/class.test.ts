import fc from 'fast-check';
import { expect, test } from 'vitest';
import { person } from '../../../test/instruments/scenario.ts';
import { CLASSES, classify, scores, type Yardstick } from './class.ts';
import type { Confidence, Impacts, ImpactValue } from './dimension.ts';

const YARDSTICK: Yardstick = { budget: { minor: 100_000_00, currency: 'CNY' }, plannedDays: 100 };

function recorded<Value>(value: Value, confidence: Confidence = 'high') {
  return { value, confidence, assessor: person('mei'), at: '2026-11-02T09:00:00.000Z' };
}

type Known<D extends 'schedule' | 'cost' | 'quality' | 'risk'> = Extract<ImpactValue<D>, { kind: 'value' }>['value'];

function schedule(p50: number, more: Partial<Known<'schedule'>> = {}, confidence: Confidence = 'high'): Impacts {
  const value = { p50, milestones: [], criticalPath: false, contractMilestone: false, ...more };
  return { schedule: recorded({ kind: 'value', value }, confidence) };
}

function cost(minor: number, currency = 'CNY'): Impacts {
  return { cost: recorded({ kind: 'value', value: { oneOff: { minor, currency } } }) };
}

function quality(more: Partial<Known<'quality'>>): Impacts {
  const value: Known<'quality'> = {
    attributes: [],
    acceptanceCriteriaChanged: false,
    regression: 'none',
    controls: [],
    meetsCustomerRequirements: true,
    cosmetic: false,
    ...more,
  };
  return { quality: recorded({ kind: 'value', value }) };
}

function risk(...residuals: number[]): Impacts {
  const entries = residuals.map((residual) => ({
    text: 'x',
    probability: 5,
    impact: 5,
    response: 'mitigate' as const,
    residual,
  }));
  return { risk: recorded({ kind: 'value', value: { entries } }) };
}

const down = (name: 'reliability' | 'security', mitigated: boolean) => ({
  name,
  direction: 'down' as const,
  mitigated,
});

test.each([
  ['schedule', schedule(0), 0],
  ['schedule', schedule(2), 1],
  ['schedule', schedule(-3), 0],
  ['schedule', schedule(5), 2],
  ['schedule', schedule(10), 3],
  ['schedule', schedule(11), 3],
  ['schedule', schedule(16), 4],
  ['schedule', schedule(1, { p90: 16 }), 4],
  ['schedule', schedule(1, { criticalPath: true }), 3],
  ['schedule', schedule(1, { contractMilestone: true }), 4],
  ['cost', cost(0), 0],
  ['cost', cost(50_000), 1],
  ['cost', cost(50_001), 2],
  ['cost', cost(200_000), 2],
  ['cost', cost(500_000), 3],
  ['cost', cost(500_001), 4],
  ['cost', cost(1, 'USD'), 4],
  ['quality', quality({}), 0],
  ['quality', quality({ cosmetic: true }), 1],
  ['quality', quality({ attributes: [down('reliability', true)] }), 2],
  ['quality', quality({ attributes: [down('reliability', false)] }), 3],
  ['quality', quality({ attributes: [down('reliability', true), down('security', true)] }), 3],
  ['quality', quality({ acceptanceCriteriaChanged: true }), 3],
  ['quality', quality({ meetsCustomerRequirements: false }), 4],
  ['risk', risk(), 0],
  ['risk', risk(4), 1],
  ['risk', risk(5, 9), 2],
  ['risk', risk(15), 3],
  ['risk', risk(16), 4],
] as const)('2.2: %s scores as the table says (case %#)', (dimension, impacts, expected) => {
  expect(scores(impacts, YARDSTICK).find((one) => one.dimension === dimension)?.score).toBe(expected);
});

test('2.2: in a long project the share of its length is the larger limit', () => {
  expect(scores(schedule(3), { plannedDays: 300 })[0]?.score).toBe(1);
  expect(scores(schedule(3), {})[0]?.score).toBe(2);
});

test('2.3: without a budget a cost is not small by default', () => {
  expect(scores(cost(1), {})[1]).toMatchObject({ score: 4, code: 'no-budget' });
});

test('2.3: the largest score gives the class, and three small ones are moderate', () => {
  expect(classify({}, YARDSTICK, false)).toMatchObject({ class: 'minor' });
  expect(classify({ ...schedule(1), ...cost(1000) }, YARDSTICK, false).class).toBe('minor');
  expect(classify({ ...schedule(1), ...cost(1000), ...risk(1) }, YARDSTICK, false)).toMatchObject({
    class: 'moderate',
    raised: ['sum'],
  });
  expect(classify(schedule(5), YARDSTICK, false).class).toBe('moderate');
  expect(classify(schedule(10), YARDSTICK, false).class).toBe('major');
  expect(classify(risk(16), YARDSTICK, false).class).toBe('critical');
});

test('2.3: low confidence in the driving dimension raises the class by one, elsewhere it does not', () => {
  expect(classify(schedule(5, {}, 'low'), YARDSTICK, false)).toMatchObject({
    class: 'major',
    raised: ['low-confidence'],
  });
  expect(classify({ ...schedule(1, {}, 'low'), ...cost(500_000) }, YARDSTICK, false).class).toBe('major');
});

test('2.3: a safety or regulatory flag makes it critical', () => {
  expect(classify({}, YARDSTICK, true).class).toBe('critical');
});

test('2.3: a larger estimate never gives a smaller class', () => {
  const days = fc.double({ min: -50, max: 50, noNaN: true });
  const minor = fc.integer({ min: 0, max: 10_000_000 });
  fc.assert(
    fc.property(days, days, minor, minor, (a, b, c, d) => {
      const small = classify({ ...schedule(Math.min(a, b)), ...cost(Math.min(c, d)) }, YARDSTICK, false).class;
      const large = classify({ ...schedule(Math.max(a, b)), ...cost(Math.max(c, d)) }, YARDSTICK, false).class;
      expect(CLASSES.indexOf(large)).toBeGreaterThanOrEqual(CLASSES.indexOf(small));
    }),
  );
});

const SHORT: Yardstick = { plannedDays: 10 };

test.each([
  [1, 1],
  [2, 1],
  [3, 2],
  [5, 2],
  [6, 3],
  [15, 3],
  [16, 4],
])('2.2: exactly %s working days score %s, where the share of the project is the smaller limit', (days, score) => {
  expect(scores(schedule(days), SHORT).find((one) => one.dimension === 'schedule')?.score).toBe(score);
});

test.each([
  [10, 1],
  [11, 2],
  [30, 2],
  [31, 3],
  [100, 3],
  [101, 4],
])('2.2: %s working days of a project of 1,000 score %s, where the share is the larger limit', (days, score) => {
  const long: Yardstick = { plannedDays: 1000 };
  expect(scores(schedule(days), long).find((one) => one.dimension === 'schedule')?.score).toBe(score);
});

test.each([
  [2, 'person-days', 1],
  [16, 'person-hours', 1],
  [5, 'person-days', 2],
  [15, 'person-days', 3],
  [1, 'person-months', 4],
  [400, 'person-days', 4],
  [0, 'person-days', 0],
] as const)('2.2: %s %s that nobody has put a price on score %s', (amount, unit, score) => {
  const value = { oneOff: { minor: 0, currency: 'CNY' }, effort: { amount, unit } };
  const found = scores({ cost: recorded({ kind: 'value', value }) }, SHORT).find((one) => one.dimension === 'cost');
  expect(found?.score).toBe(score);
});

test('2.2: the limits of delay and cost can be set, and what is exactly at one is within it', () => {
  const percent = fc.integer({ min: 0, max: 5_000 }).map((hundredths) => hundredths / 100);
  const three = (one: fc.Arbitrary<number>) =>
    fc.tuple(one, one, one).map((list) => [...list].sort((a, b) => a - b) as [number, number, number]);
  const halves = fc.integer({ min: 0, max: 500 }).map((half) => half / 2);
  fc.assert(
    fc.property(
      three(halves),
      three(percent),
      three(percent),
      fc.integer({ min: 1, max: 2_000 }),
      fc.integer({ min: 1, max: 50_000 }).map((many) => many * 10_000),
      (scheduleDays, schedulePercent, costPercent, plannedDays, budget) => {
        const limits = { scheduleDays, schedulePercent, costPercent };
        const yardstick = { budget: { minor: budget, currency: 'CNY' }, plannedDays, limits };
        const scoreOf = (impacts: Impacts) => Math.max(...scores(impacts, yardstick).map((one) => one.score));
        for (const at of [0, 1, 2] as const) {
          // In whole units the limit is exact, whatever the percent.
          const most = (budget / 10_000) * Math.round(costPercent[at] * 100);
          if (most > 0) expect(scoreOf(cost(most))).toBeLessThanOrEqual(at + 1);
          expect(scoreOf(cost(most + 1))).toBeGreaterThan(at + 1);
          const late = Math.max(scheduleDays[at], (plannedDays * Math.round(schedulePercent[at] * 100)) / 10_000);
          if (late > 0) expect(scoreOf(schedule(late))).toBeLessThanOrEqual(at + 1);
          expect(scoreOf(schedule(late + 0.01))).toBeGreaterThan(at + 1);
        }
      },
    ),
  );
});

test('2.2: a small price beside much work is no small cost, and much money beside little work no smaller one', () => {
  const scoreOf = (minor: number, amount: number) => {
    const value = { oneOff: { minor, currency: 'CNY' }, effort: { amount, unit: 'person-days' as const } };
    return classify({ cost: recorded({ kind: 'value', value }) }, YARDSTICK, false);
  };
  expect(scoreOf(1_00, 400)).toMatchObject({ class: 'critical', driver: { code: 'effort', score: 4 } });
  expect(scoreOf(0, 400)).toMatchObject({ class: 'critical', driver: { code: 'effort', score: 4 } });
  expect(scoreOf(90_000_00, 1)).toMatchObject({ driver: { code: 'share', score: 4 } });
});
