import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { chinaCalendarData } from './china.ts';
import { workingDeadline } from './clock.ts';
import { isWorkingDay, type WorkCalendar, workCalendar } from './workingdays.ts';
import '../../../test/instruments/seed.ts';

const china = workCalendar(chinaCalendarData());
const berlin = workCalendar({
  id: 'b',
  timeZone: 'Europe/Berlin',
  weekend: [6, 7],
  holidays: [],
  makeUp: [],
  hoursPerDay: 8,
});

/** Local time in Shanghai. */
const at = (text: string) => new Date(`${text}:00+08:00`).toISOString();

/** Working days, with fractions: day by day, the part of each that lies between the two instants and is worked. */
function spent(from: string, to: string, calendar: WorkCalendar): number {
  const [start, end] = [from, to].map((one) => Temporal.Instant.from(one).toZonedDateTimeISO(calendar.timeZone));
  let sum = 0;
  for (let day = start?.toPlainDate(); start && end && day && Temporal.PlainDate.compare(day, end) <= 0; ) {
    const next = day.add({ days: 1 });
    const [dawn, dusk] = [day, next].map((one) => one.toZonedDateTime(calendar.timeZone).epochMilliseconds);
    const part = Math.min(dusk ?? 0, end.epochMilliseconds) - Math.max(dawn ?? 0, start.epochMilliseconds);
    if (isWorkingDay(day.toString(), calendar)) sum += part / ((dusk ?? 0) - (dawn ?? 0));
    day = next;
  }
  return sum;
}

test.each([
  ['2026-11-27T15:00', 2, '2026-12-01T15:00', 'Friday afternoon to Tuesday afternoon'],
  ['2026-09-30T12:00', 3, '2026-10-10T12:00', 'over National Day to a Saturday that is worked'],
  ['2026-11-27T15:00', 0.5, '2026-11-30T03:00', 'half a day'],
])('an emergency of %s with %d working days is due at %s: %s (4.8)', (from, days, due) => {
  expect(workingDeadline(at(from), days, china)).toBe(at(due));
});

test.each([
  ['2026-11-28T10:00', 2, '2026-12-01', 'from a Saturday: the end of Tuesday'],
  ['2026-11-29T10:00', 5, '2026-12-04', 'from a Sunday: the end of Friday, not the beginning of Saturday'],
  ['2026-11-26T00:00', 2, '2026-11-27', 'from midnight: the end of the second day'],
  ['2026-10-03T10:00', 1, '2026-10-08', 'from National Day: the end of the first day after it'],
])('what ends with a day is due on that day, from %s with %d working days on %s: %s (2.5)', (from, days, due) => {
  expect(workingDeadline(at(from), days, china)).toBe(new Date(Date.parse(`${due}T24:00:00+08:00`) - 1).toISOString());
});

test('2.5: no deadline is on a day off, whatever the calendar and the zone, and so much was worked by then', () => {
  const zone = fc.constantFrom(
    'UTC',
    'Asia/Shanghai',
    'America/New_York',
    'Africa/Cairo',
    'Australia/Lord_Howe',
    'Pacific/Apia',
  );
  const date = fc
    .date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10));
  const calendars = fc.record({
    timeZone: zone,
    weekend: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 6 }),
    holidays: fc.array(date, { maxLength: 40 }),
    makeUp: fc.array(date, { maxLength: 10 }),
  });
  const instant = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2026-12-01') });
  const days = fc.oneof(
    fc.integer({ min: 0, max: 30 }),
    fc.integer({ min: 1, max: 60 }).map((some) => some / 4),
  );
  fc.assert(
    fc.property(calendars, instant, days, (parts, start, some) => {
      const calendar = workCalendar({ id: 'any', hoursPerDay: 8, ...parts });
      const from = new Date(start).toISOString();
      const due = workingDeadline(from, some, calendar);
      const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: parts.timeZone, dateStyle: 'short' }).format(
        new Date(due),
      );
      expect([shown, isWorkingDay(shown, calendar)]).toEqual([shown, true]);
      expect(spent(from, due, calendar)).toBeCloseTo(some, 6);
    }),
    { numRuns: 400 },
  );
});

test('a day with a change of summer time is one day', () => {
  expect(workingDeadline('2026-10-23T10:00:00Z', 1, berlin)).toBe('2026-10-26T11:00:00.000Z');
});

test('no deadline lies in the past', () => {
  expect(() => workingDeadline(at('2026-11-25T00:00'), -1, china)).toThrow(RangeError);
});
