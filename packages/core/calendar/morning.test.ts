import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayIn } from './date.ts';
import { morningFrom } from './morning.ts';
import { calendarOf } from './project.ts';
import { isWorkingDay } from './workingdays.ts';

const days = (calendar: string, timeZone: string) => ({ calendar, timeZone, daysOff: [], makeUpDays: [] });

test.each([
  [
    'before eight on a working day: that day',
    'CN',
    'Asia/Shanghai',
    '2026-12-01T06:59+08:00',
    '2026-12-01T08:00+08:00',
  ],
  ['at eight: at once', 'CN', 'Asia/Shanghai', '2026-12-01T08:00+08:00', '2026-12-01T08:00+08:00'],
  ['after eight: the next day', 'CN', 'Asia/Shanghai', '2026-12-01T08:01+08:00', '2026-12-02T08:00+08:00'],
  ['on a Friday evening: on Monday', 'CN', 'Asia/Shanghai', '2026-12-04T18:00+08:00', '2026-12-07T08:00+08:00'],
  ['National Day week is passed over', 'CN', 'Asia/Shanghai', '2026-09-30T18:00+08:00', '2026-10-08T08:00+08:00'],
  ['a Saturday that is worked counts', 'CN', 'Asia/Shanghai', '2026-10-09T18:00+08:00', '2026-10-10T08:00+08:00'],
  [
    'eight by the clock of the zone, in winter and in summer',
    'US',
    'America/New_York',
    '2026-03-06T18:00-05:00',
    '2026-03-09T08:00-04:00',
  ],
])('9: %s', async (_, calendar, timeZone, from, expected) => {
  const known = await calendarOf(days(calendar, timeZone), from);
  expect(morningFrom(new Date(from).toISOString(), known)).toBe(new Date(expected).toISOString());
});

test('property: the morning is on a working day, never before, and none lies between', async () => {
  const known = await calendarOf(days('CN', 'Asia/Shanghai'), '2026-06-01T00:00:00Z');
  fc.assert(
    fc.property(fc.date({ min: new Date('2025-02-01'), max: new Date('2026-12-20'), noInvalidDate: true }), (at) => {
      const morning = morningFrom(at.toISOString(), known);
      expect(morning >= at.toISOString()).toBe(true);
      expect(isWorkingDay(dayIn(morning, 'Asia/Shanghai'), known)).toBe(true);
      expect(morningFrom(morning, known)).toBe(morning);
    }),
  );
});
