import { expect, test } from 'vitest';
import type { NotCounting } from '../approval/tally.ts';
import type { KeptVote } from '../approval/vote.ts';
import { LOCALES } from '../text/locale.ts';
import { PLAIN, speaker } from './sentence.ts';
import type { Told } from './told.ts';
import { notCountingBecause, voidedNow } from './void.ts';

const person = (name: string) => ({ id: `github:${name}`, name });
const vote = { voter: person('mei'), seat: 'sponsor', at: '2026-11-03T09:00:00.000Z' } as KeptVote;
const assessed = (at: string, by: string, dimension: 'cost' | 'risk'): Told => ({
  at,
  event: { type: 'assessed', dimension, impacts: {}, by: person(by) },
});
const say = speaker({ locale: 'en', timeZone: 'Asia/Shanghai', year: '2026' }, PLAIN);

test('4.3: the edit behind a vote that is not marked yet is the last one after it that touched the same part', () => {
  const history = [
    assessed('2026-11-02T09:00:00.000Z', 'early', 'cost'),
    assessed('2026-11-04T20:00:00.000Z', 'arch', 'cost'),
    assessed('2026-11-06T09:00:00.000Z', 'other', 'risk'),
  ];
  // The day is the project's: 20:00 UTC on the 4th is the 5th in Shanghai.
  expect(say(notCountingBecause({ kind: 'edited', facets: ['cost'] }, vote, history))).toBe(
    'cost edited on Thu 5 Nov by arch',
  );
});

test('4.3: an edit that no entry shows is not blamed on anybody', () => {
  const history = [assessed('2026-11-02T09:00:00.000Z', 'early', 'cost')];
  expect(say(notCountingBecause({ kind: 'edited', facets: ['cost', 'risk'] }, vote, history))).toBe(
    'cost and risk edited since',
  );
});

test.each<[NotCounting, string]>([
  [{ kind: 'item-changed', items: ['#7'] }, '#7 changed since'],
  [{ kind: 'ineligible', why: 'no-role' }, 'the voter no longer holds the role'],
  [{ kind: 'ineligible', why: 'role-unreadable' }, 'whether the voter still holds the role could not be read'],
  [{ kind: 'ineligible', why: 'author' }, 'the voter may not fill this seat'],
  [
    { kind: 'voided', voided: { kind: 'returned', by: person('qa'), at: vote.at } },
    'sent back to assessment on Tue 3 Nov by qa',
  ],
])('%j is said in both languages', (not, english) => {
  expect(say(notCountingBecause(not, vote, []))).toBe(english);
  for (const locale of LOCALES)
    expect(speaker({ locale, timeZone: 'UTC' }, PLAIN)(notCountingBecause(not, vote, []))).not.toMatch(
      /undefined|[{}]/,
    );
});

test('T20: a vote that an emergency ended is not said to be ended by an edit', () => {
  const at = '2026-11-04T09:00:00.000Z';
  const by = person('duty');
  const history: Told[] = [{ at, event: { type: 'triaged', changeType: 'emergency', owner: by, by } }];
  const voided = { kind: 'edited' as const, facets: ['reason' as const], by, at };
  expect(say(notCountingBecause({ kind: 'voided', voided }, vote, history))).toBe(
    'declared an emergency on Wed 4 Nov by duty',
  );
  expect(say(voidedNow(voided, history))).toBe('declared an emergency by duty');
  const wrote: Told = { at, event: { type: 'alternatives-written', alternatives: [], by } };
  expect(say(voidedNow(voided, [...history, wrote]))).toBe('reasons edited by duty');
});
