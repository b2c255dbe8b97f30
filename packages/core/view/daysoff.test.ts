/** A deadline that was counted without the days off of its year says so. */
import { expect, test } from 'vitest';
import { inReview, opened, type Scenario, scenario } from '../../../test/instruments/scenario.ts';
import { knownUntil } from '../calendar/project.ts';
import type { Policy } from '../policy/policy.ts';
import { LOCALES, type Locale } from '../text/locale.ts';
import { PLAIN, speaker } from './sentence.ts';
import { statusView } from './status.ts';

const CHINA = { calendar: 'CN', timeZone: 'Asia/Shanghai', daysOff: [], makeUpDays: [] } as const;
const LAST = knownUntil(CHINA) ?? '';
const NEXT_YEAR = Number(LAST.slice(0, 4)) + 1;

function warned(play: Scenario, reviewDue: string, locale: Locale = 'en'): readonly string[] {
  const say = speaker({ locale, timeZone: 'Asia/Shanghai', year: LAST.slice(0, 4) }, PLAIN);
  const state = { ...play.state(), ...(play.state().emergency ? {} : { reviewDue }) };
  return statusView(state, play.situation('nobody'), play.happened)
    .warnings.map(say)
    .filter((text) => text.includes('days-off'));
}

/** The last moment of the last day that is known, by the clocks of Shanghai, and the one after it. */
const [KNOWN, UNKNOWN] = [`${LAST}T15:59:59.999Z`, `${LAST}T16:00:00.000Z`];

const OTHERS: readonly (readonly [string, Partial<Policy>])[] = [
  ['a country whose days follow from rules', { ...CHINA, calendar: 'DE-BY' }],
  ['no country', { ...CHINA, calendar: 'none' }],
  ['a project that names days off of that year', { ...CHINA, daysOff: [`${NEXT_YEAR}-01-01`] }],
  ['a project that names days of that year that it works', { ...CHINA, makeUpDays: [`${NEXT_YEAR}-01-03`] }],
];

test('2.5: a deadline after the last announced year says that its days off are not known, in both languages', () => {
  const play = inReview({ policy: CHINA });
  expect(warned(play, KNOWN)).toEqual([]);
  for (const locale of LOCALES) expect(warned(play, UNKNOWN, locale)).toHaveLength(1);
});

test.each(OTHERS)('2.5: %s has nothing to be told of days off', (_, policy) => {
  expect(warned(inReview({ policy }), UNKNOWN)).toEqual([]);
});

test('2.5: days of another year than the one that follows do not make the one between known', () => {
  const policy = { ...CHINA, daysOff: [`${NEXT_YEAR + 1}-01-01`] };
  expect(warned(inReview({ policy }), UNKNOWN)).toHaveLength(1);
});

test('4.8: an emergency says it of the end of its review', () => {
  for (const [now, times] of [
    [KNOWN, 1],
    [`${LAST.slice(0, 4)}-03-02T09:00:00.000Z`, 0],
  ] as const) {
    const play = scenario({ policy: CHINA });
    play.world.now = now;
    play.when('carla', opened());
    play.when('duty', { type: 'emergency', reason: 'Payments fail', incident: 'INC-7' });
    expect(warned(play, KNOWN)).toHaveLength(times);
  }
});
