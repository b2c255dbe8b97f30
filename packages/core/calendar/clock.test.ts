import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chinaCalendar } from './china.ts';
import { readClock, workingDaysSpent, workingDeadline } from './clock.ts';
import { workCalendar } from './workingdays.ts';

const china = chinaCalendar();
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

test.each([
  ['2026-11-27T15:00', 2, '2026-12-01T15:00', 'Friday afternoon to Tuesday afternoon'],
  ['2026-11-28T10:00', 2, '2026-12-02T00:00', 'from a Saturday: the end of Tuesday'],
  ['2026-11-26T00:00', 2, '2026-11-28T00:00', 'from midnight: the end of the second day'],
  ['2026-09-30T12:00', 3, '2026-10-10T12:00', 'over National Day to a Saturday that is worked'],
  ['2026-11-27T15:00', 0.5, '2026-11-30T03:00', 'half a day'],
])('an emergency of %s with %d working days is due at %s: %s (4.8)', (from, days, due) => {
  expect(workingDeadline(at(from), days, china)).toBe(at(due));
});

test('a day with a change of summer time is one day', () => {
  expect(workingDaysSpent('2026-10-23T10:00:00Z', '2026-10-26T11:00:00Z', berlin)).toBeCloseTo(1, 9);
});

test('what was spent at the deadline is what was allowed, with pauses or without', () => {
  const instant = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2026-12-01') });
  const pauses = fc.array(
    fc.tuple(instant, fc.integer({ min: 0, max: 20 * 86_400_000 })).map(([from, length]) => ({
      from: new Date(from).toISOString(),
      to: new Date(from + length).toISOString(),
    })),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(
      instant,
      fc.integer({ min: 1, max: 40 }),
      pauses,
      fc.constantFrom(china, berlin),
      (start, quarters, stopped, calendar) => {
        const from = new Date(start).toISOString();
        const due = workingDeadline(from, quarters / 4, calendar, stopped);
        expect(workingDaysSpent(from, due, calendar, stopped)).toBeCloseTo(quarters / 4, 6);
      },
    ),
  );
});

test('the clock stands still while waiting for the customer, and its deadline moves away (8)', () => {
  const clock = { from: at('2026-11-23T12:00'), days: 5, pauses: [{ from: at('2026-11-25T12:00') }] };
  expect(readClock(clock, at('2026-11-25T12:00'), china)).toMatchObject({
    spent: 2,
    share: 0.4,
    paused: true,
    breached: false,
    due: at('2026-11-30T12:00'),
  });
  expect(readClock(clock, at('2026-12-09T12:00'), china)).toMatchObject({
    spent: 2,
    paused: true,
    breached: false,
    due: at('2026-12-14T12:00'),
  });
  const resumed = { ...clock, pauses: [{ from: at('2026-11-25T12:00'), to: at('2026-12-09T12:00') }] };
  expect(readClock(resumed, at('2026-12-10T12:00'), china)).toMatchObject({
    spent: 3,
    paused: false,
    calendar: china.version,
  });
});

test('a clock is breached at its deadline, not before', () => {
  const clock = { from: at('2026-11-26T12:00'), days: 2, pauses: [] };
  expect(readClock(clock, at('2026-11-30T11:59'), china).breached).toBe(false);
  expect(readClock(clock, at('2026-11-30T12:00'), china)).toMatchObject({ breached: true, spent: 2, share: 1 });
  expect(readClock(clock, at('2026-12-01T12:00'), china)).toMatchObject({ breached: true, spent: 3, share: 1.5 });
});

test('overlapping pauses count once, and a pause before the start does not count', () => {
  const pauses = [
    { from: at('2026-11-24T00:00'), to: at('2026-11-25T00:00') },
    { from: at('2026-11-24T12:00'), to: at('2026-11-25T12:00') },
    { from: at('2026-11-01T00:00'), to: at('2026-11-02T00:00') },
  ];
  expect(workingDaysSpent(at('2026-11-23T00:00'), at('2026-11-27T00:00'), china, pauses)).toBe(2.5);
});

test('nothing is spent backwards, and no deadline lies in the past', () => {
  expect(workingDaysSpent(at('2026-11-25T00:00'), at('2026-11-24T00:00'), china)).toBe(0);
  expect(() => workingDeadline(at('2026-11-25T00:00'), -1, china)).toThrow(RangeError);
});
