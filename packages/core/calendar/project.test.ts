/** Days of a project: those of its country, its weekend, and its own. */
import { expect, test } from 'vitest';
import { resolvePolicy } from '../policy/resolve.ts';
import { calendarOf } from './project.ts';
import { weekendOf } from './weekend.ts';
import { isWorkingDay, type WorkCalendar } from './workingdays.ts';

const NOW = '2026-11-20T00:00:00.000Z';

async function calendarFor(lines: string): Promise<WorkCalendar> {
  const resolved = resolvePolicy(`profile: light\nroles: {lead: ["@a"], customer: ["@b"]}\n${lines}\n`);
  if (!('policy' in resolved)) throw new Error(JSON.stringify(resolved.problems));
  return calendarOf(resolved.policy, NOW);
}

function codes(lines: string): readonly string[] {
  const resolved = resolvePolicy(`profile: light\nroles: {lead: ["@a"], customer: ["@b"]}\n${lines}\n`);
  return 'policy' in resolved ? [] : resolved.problems.map((one) => `${one.code}@${one.line} ${one.path}`);
}

/** A Friday, a Saturday, a Sunday, a Monday without a holiday in any of them. */
const DAYS = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'] as const;

test.each([
  ['IL', [false, false, true, true]],
  ['SA', [false, false, true, true]],
  ['EG', [false, false, true, true]],
  ['BD', [false, false, true, true]],
  ['IR', [false, true, true, true]],
  ['MY-03', [false, false, true, true]],
  ['MY', [true, false, false, true]],
  ['AE', [true, false, false, true]],
  ['DE-BY', [true, false, false, true]],
  ['CN', [true, false, false, true]],
  ['none', [true, false, false, true]],
])('2.5: the weekend of %s is its own', async (calendar, worked) => {
  const days = await calendarFor(`calendar: ${calendar}`);
  expect(DAYS.map((day) => isWorkingDay(day, days))).toEqual(worked);
});

test('2.5: weekends are those of the reference data, but where that is known to be another', () => {
  const other: Readonly<Record<string, readonly number[]>> = { BD: [5, 6], BN: [5, 7] };
  for (const letters of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    for (const more of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      const country = letters + more;
      if (codes(`calendar: ${country}`).length > 0) continue;
      const known = new Intl.Locale(`und-${country}`) as unknown as { getWeekInfo(): { weekend: number[] } };
      expect([country, ...weekendOf(country)]).toEqual([country, ...(other[country] ?? known.getWeekInfo().weekend)]);
    }
});

test('2.5: a project says its own weekend, days off and make-up days, and they go before its country', async () => {
  const own = await calendarFor(
    'calendar: CN\nweekend: [friday, saturday]\ndays-off: ["2026-12-24 to 2026-12-26", 2026-10-10]\nmake-up-days: [2026-10-01, 2026-11-20]',
  );
  const worked = [
    '2026-11-20',
    '2026-11-21',
    '2026-11-22',
    '2026-12-23',
    '2026-12-24',
    '2026-10-10',
    '2026-10-01',
    '2026-10-02',
  ];
  expect(worked.map((day) => isWorkingDay(day, own))).toEqual([true, false, true, true, false, false, true, false]);
  const every = await calendarFor('weekend: []');
  expect(DAYS.map((day) => isWorkingDay(day, every))).toEqual([true, true, true, true]);
});

test('2.5: days begin and end in the zone of the project, also by the calendar of a country that lies elsewhere', async () => {
  expect((await calendarFor('calendar: CN\ntime-zone: Europe/Berlin')).timeZone).toBe('Europe/Berlin');
  expect((await calendarFor('calendar: DE\ntime-zone: Asia/Shanghai')).timeZone).toBe('Asia/Shanghai');
});

test.each([
  ['weekend: [friday, satturday]', ['unknown-value@3 weekend[1]']],
  ['weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]', ['no-working-day@3 weekend']],
  ['weekend: friday', ['wrong-type@3 weekend']],
  ['days-off: [soon]', ['bad-day@3 days-off[0]']],
  ['days-off: [2026-02-30]', ['bad-day@3 days-off[0]']],
  ['days-off: [2026-12-26 to 2026-12-24]', ['bad-day@3 days-off[0]']],
  ['make-up-days: [2026-12-26 18:00]', ['bad-day@3 make-up-days[0]']],
  ['days-off: [2020-01-01 to 2099-01-01]', ['too-many-days@3 days-off[0]']],
  ['days-off: [2026-12-24]\nmake-up-days: [2026-12-24]', ['day-twice@4 make-up-days']],
  ['days-off: [2026-12-24/2026-12-26, 2026-10-01至2026-10-07, 2026-11-01..2026-11-02]', []],
])('4.4: %s is read, or refused at its line', (lines, expected) => {
  expect(codes(lines)).toEqual(expected);
});
