import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AUDIENCES, OCCASIONS, URGENCIES } from '../policy/telling.ts';
import type { Matter, Notice } from './notice.ts';
import { CHOICES, type Choices, KINDS, NOTHING_MORE, wantedOf } from './reader.ts';

const matters = fc.array(
  fc.record({
    occasion: fc.constantFrom(...OCCASIONS),
    audience: fc.constantFrom(...AUDIENCES),
    urgency: fc.constantFrom(...URGENCIES),
  }),
  { minLength: 1, maxLength: 4 },
);
const choices: fc.Arbitrary<Choices> = fc.dictionary(fc.constantFrom(...KINDS), fc.constantFrom(...CHOICES));
const of = (all: readonly Matter[]): Notice => ({
  to: { id: 'github:1', name: 'mei' },
  matters: all,
  urgency: URGENCIES.find((one) => all.some(({ urgency }) => urgency === one)) ?? 'digest',
});

test('9 property: whoever must act is told, whatever they chose; and nothing is told that they did not want', () => {
  fc.assert(
    fc.property(matters, choices, (all, chosen) => {
      const wanted = wantedOf(of(all), chosen);
      const asked = all.filter(({ urgency }) => urgency === 'act');
      for (const one of asked) expect(wanted?.notice.matters).toContainEqual(one);
      if (asked.length > 0) expect(wanted?.notice.urgency).toBe('act');
      const rest = wantedOf(of(all), NOTHING_MORE)?.notice.matters ?? [];
      expect(rest).toEqual(asked);
    }),
  );
});

test('9: of a kind of which nothing is chosen the table decides; off is at once where somebody must act; the morning waits for all', () => {
  const vote: Matter = { occasion: 'vote-needed', audience: 'seats', urgency: 'act' };
  const news: Matter = { occasion: 'approved', audience: 'seats', urgency: 'now' };
  const quiet: Matter = { occasion: 'progress', audience: 'owner', urgency: 'digest' };
  const isAtOnce = (one: Matter, chosen: Choices) => wantedOf(of([one]), chosen)?.isAtOnce;
  expect([vote, news, quiet].map((one) => isAtOnce(one, {}))).toEqual([true, true, false]);
  expect(isAtOnce(vote, { votes: 'off' })).toBe(true);
  expect(isAtOnce(vote, { votes: 'digest' })).toBe(false);
  expect(isAtOnce(news, { decisions: 'digest' })).toBe(false);
  expect(isAtOnce(news, { decisions: 'off' })).toBeUndefined();
  expect(isAtOnce(quiet, { progress: 'at-once' })).toBe(true);
});
