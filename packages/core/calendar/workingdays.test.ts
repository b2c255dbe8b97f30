import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chinaCalendarData } from './china.ts';
import { addWorkingDays, type CalendarData, isWorkingDay, workCalendar, workingDaysBetween } from './workingdays.ts';

const china = workCalendar(chinaCalendarData());

const plain: CalendarData = { id: 'test', timeZone: 'UTC', weekend: [6, 7], holidays: [], makeUp: [], hoursPerDay: 8 };
const day = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const calendars = fc.record({
  weekend: fc.subarray([1, 2, 3, 4, 5, 6, 7], { maxLength: 6 }),
  holidays: fc.array(day),
  makeUp: fc.array(day),
});

test('adding and counting working days undo each other in every calendar', () => {
  fc.assert(
    fc.property(calendars, day, fc.integer({ min: -60, max: 60 }), (parts, start, days) => {
      const calendar = workCalendar({ ...plain, ...parts });
      const from = addWorkingDays(start, 0, calendar);
      const to = addWorkingDays(from, days, calendar);
      expect(isWorkingDay(to, calendar)).toBe(true);
      expect(workingDaysBetween(from, to, calendar)).toBe(days);
      expect(addWorkingDays(to, -days, calendar)).toBe(from);
    }),
  );
});

test('steps add up: a days and then b days is a + b days', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (start, one, other) => {
      expect(addWorkingDays(addWorkingDays(start, one, china), other, china)).toBe(
        addWorkingDays(start, one + other, china),
      );
    }),
  );
});

test.each([
  ['2026-10-01', false, 'National Day'],
  ['2026-10-10', true, 'a Saturday worked for National Day'],
  ['2026-10-11', false, 'an ordinary Sunday'],
  ['2026-02-14', true, 'a Saturday worked for Spring Festival'],
  ['2026-02-23', false, 'the last Monday of Spring Festival'],
  ['2025-10-08', false, 'Mid-autumn joined to National Day'],
  ['2024-02-04', true, 'a Sunday worked'],
])('in China %s works: %s (%s)', (date, works) => {
  expect(isWorkingDay(date, china)).toBe(works);
});

test('China worked the days its announcements say', () => {
  const worked = (year: number) => workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`, china);
  expect([2024, 2025, 2026].map(worked)).toEqual([251, 248, 248]);
});

test.each([
  ['2026-11-27', '2026-11-30', 1],
  ['2026-11-30', '2026-11-27', -1],
  ['2026-11-27', '2026-11-27', 0],
  ['2026-11-27', '2026-11-29', 0],
  ['2026-09-30', '2026-10-10', 3],
])('from %s to %s are %i working days', (from, to, days) => {
  expect(workingDaysBetween(from, to, china)).toBe(days);
});

test.each([
  ['2026-11-28', 0, '2026-11-30'],
  ['2026-11-28', 1, '2026-11-30'],
  ['2026-11-28', -1, '2026-11-27'],
  ['2026-09-30', 1, '2026-10-08'],
  ['2026-09-30', 3, '2026-10-10'],
])('%s and %i working days is %s', (from, days, to) => {
  expect(addWorkingDays(from, days, china)).toBe(to);
});

test('the version changes with the content and not with its order', () => {
  const one = workCalendar({ ...plain, holidays: ['2026-01-01', '2026-05-01'] });
  expect(workCalendar({ ...plain, holidays: ['2026-05-01', '2026-01-01'] }).version).toBe(one.version);
  expect(workCalendar({ ...plain, holidays: ['2026-01-01'] }).version).not.toBe(one.version);
  expect(workCalendar({ ...plain, makeUp: ['2026-01-03'] }).version).not.toBe(workCalendar(plain).version);
});

test.each<[string, Partial<CalendarData>]>([
  ['no working weekday', { weekend: [1, 2, 3, 4, 5, 6, 7] }],
  ['a weekday that does not exist', { weekend: [0] }],
  ['a date that does not exist', { holidays: ['2026-02-30'] }],
  ['a zone that does not exist', { timeZone: 'Mars/Olympus' }],
  ['no hours', { hoursPerDay: 0 }],
])('a calendar with %s is refused', (_name, wrong) => {
  expect(() => workCalendar({ ...plain, ...wrong })).toThrow(RangeError);
});

test('half days are no working days to add', () => {
  expect(() => addWorkingDays('2026-11-27', 0.5, china)).toThrow(RangeError);
});
