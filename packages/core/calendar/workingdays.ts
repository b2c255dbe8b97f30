/** Counts in working days of one project's calendar, make-up workdays included (`rules.md 2.5`). */
import { Temporal } from 'temporal-polyfill';
import { digestOf } from '../ledger/canonical.ts';
import type { PlainDate } from './date.ts';

/** A calendar as data. JSON-able, so that a policy can hold it and an SLA clock can keep it. */
export interface CalendarData {
  readonly id: string;
  /** IANA name, such as `Asia/Shanghai`: where the project's days begin and end. */
  readonly timeZone: string;
  /** ISO weekdays that are off: 1 is Monday, 7 is Sunday. */
  readonly weekend: readonly number[];
  /** Days off. */
  readonly holidays: readonly PlainDate[];
  /** Days worked although they are at the weekend or a holiday. A date in both lists is worked. */
  readonly makeUp: readonly PlainDate[];
  /** Hours of work in a working day; turns person-days into person-hours. */
  readonly hoursPerDay: number;
  /** Last day for which holidays are published; later days only know the weekend. Absent when that does not apply. */
  readonly knownUntil?: PlainDate;
}

/** A calendar ready to count with. */
export interface WorkCalendar {
  readonly id: string;
  /** Changes whenever anything in the calendar changes; records keep it beside what they counted. */
  readonly version: string;
  readonly timeZone: string;
  readonly weekend: ReadonlySet<number>;
  readonly holidays: ReadonlySet<PlainDate>;
  readonly makeUp: ReadonlySet<PlainDate>;
  readonly hoursPerDay: number;
}

/** @throws RangeError when the calendar could not be counted with (no working weekday, a wrong date, zone or number of hours). */
export function workCalendar(data: CalendarData): WorkCalendar {
  const weekend = new Set(data.weekend);
  for (const day of weekend) {
    if (!Number.isInteger(day) || day < 1 || day > 7) throw new RangeError(`${day} is no ISO weekday (1 to 7)`);
  }
  if (weekend.size === 7) throw new RangeError('a calendar needs at least one working weekday');
  if (!(data.hoursPerDay > 0 && data.hoursPerDay <= 24))
    throw new RangeError('a working day has more than 0 and at most 24 hours');
  new Intl.DateTimeFormat('en', { timeZone: data.timeZone });
  const holidays = [...data.holidays].map(checked).sort();
  const makeUp = [...data.makeUp].map(checked).sort();
  return {
    id: data.id,
    version: digestOf({
      ...data,
      weekend: [...weekend].sort(),
      holidays,
      makeUp,
    }).slice(0, 16),
    timeZone: data.timeZone,
    weekend,
    holidays: new Set(holidays),
    makeUp: new Set(makeUp),
    hoursPerDay: data.hoursPerDay,
  };
}

function checked(date: PlainDate): PlainDate {
  return Temporal.PlainDate.from(date, { overflow: 'reject' }).toString();
}

export function isWorkingDay(date: PlainDate, calendar: WorkCalendar): boolean {
  return works(Temporal.PlainDate.from(date), calendar);
}

function works(date: Temporal.PlainDate, calendar: WorkCalendar): boolean {
  const name = date.toString();
  if (calendar.makeUp.has(name)) return true;
  return !calendar.weekend.has(date.dayOfWeek) && !calendar.holidays.has(name);
}

/**
 * Signed number of working days after `from` up to and including `to`: Friday to Monday is 1, Monday to Friday of the week before
 * is -1, a day to itself is 0. Between working days it undoes `addWorkingDays`.
 */
export function workingDaysBetween(from: PlainDate, to: PlainDate, calendar: WorkCalendar): number {
  const start = Temporal.PlainDate.from(from);
  const end = Temporal.PlainDate.from(to);
  if (Temporal.PlainDate.compare(start, end) > 0) return -workingDaysBetween(to, from, calendar) || 0;
  let count = 0;
  for (let day = start; Temporal.PlainDate.compare(day, end) < 0; ) {
    day = day.add({ days: 1 });
    if (works(day, calendar)) count += 1;
  }
  return count;
}

/** Longer than any run of days off, those of a project's own on its only weekday included; a calendar that has one is broken and must not hang us. */
const LONGEST_BREAK = 4_000;

/**
 * The working day that is `days` working days later (earlier when negative). 0 gives the day itself, or the next working day.
 * @throws RangeError when `days` is not whole or the calendar has no working day for years.
 */
export function addWorkingDays(date: PlainDate, days: number, calendar: WorkCalendar): PlainDate {
  if (!Number.isSafeInteger(days)) throw new RangeError(`${days} is not a whole number of days`);
  let day = Temporal.PlainDate.from(date);
  if (days === 0) return works(day, calendar) ? day.toString() : addWorkingDays(date, 1, calendar);
  const step = { days: Math.sign(days) };
  let left = Math.abs(days);
  let idle = 0;
  while (left > 0) {
    day = day.add(step);
    idle += 1;
    if (idle > LONGEST_BREAK) throw new RangeError(`calendar ${calendar.id} has no working day around ${day}`);
    if (!works(day, calendar)) continue;
    left -= 1;
    idle = 0;
  }
  return day.toString();
}
