/** When so much working time will have passed: deadlines that stand still on days off. */
import { Temporal } from 'temporal-polyfill';
import { addWorkingDays, isWorkingDay, type WorkCalendar } from './workingdays.ts';

/*
 * A working day counts from midnight to midnight of the project's zone, not from nine to five: what is due "in two working
 * days" from Friday 15:00 is due on Tuesday at 15:00, also for a team that spans continents. Days with a change to
 * or from summer time count as one day, whatever their length.
 */

/** UTC instant, ISO 8601. */
export type Instant = string;

/**
 * The instant at which so many working days will have passed. It lies on a working day, always: what ends with a day is due in the last
 * moment of that day, not with the next, on which nobody may work.
 * @throws RangeError when `days` is below zero.
 */
export function workingDeadline(from: Instant, days: number, calendar: WorkCalendar): Instant {
  if (!(days >= 0)) throw new RangeError(`${days} is no number of working days to wait`);
  return after(canonical(from), days, calendar);
}

function canonical(instant: Instant): Instant {
  // Nine decimals make the text order of instants their order in time.
  return Temporal.Instant.from(instant).toString({ fractionalSecondDigits: 9 });
}

interface Day {
  readonly date: string;
  readonly start: number;
  readonly length: number;
}

/** The day of the calendar's zone that holds the instant, in milliseconds since 1970. */
function dayOf(instant: Instant, calendar: WorkCalendar): Day {
  const midnight = Temporal.Instant.from(instant).toZonedDateTimeISO(calendar.timeZone).startOfDay();
  const start = midnight.epochMilliseconds;
  const date = midnight.toPlainDate();
  // Where the clock skips midnight, a day later by the clock is not the next day's beginning.
  const next = date.add({ days: 1 }).toZonedDateTime(calendar.timeZone).epochMilliseconds;
  return { date: date.toString(), start, length: next - start };
}

function midnightOf(date: string, calendar: WorkCalendar): Instant {
  return canonical(Temporal.PlainDate.from(date).toZonedDateTime(calendar.timeZone).toInstant().toString());
}

/** The part of its day that has passed at the instant: 0 at midnight, 0.5 at noon; 0 throughout a day off. */
function passed(instant: Instant, calendar: WorkCalendar): { readonly date: string; readonly part: number } {
  const day = dayOf(instant, calendar);
  const part = (Temporal.Instant.from(instant).epochMilliseconds - day.start) / day.length;
  return { date: day.date, part: isWorkingDay(day.date, calendar) ? part : 0 };
}

function after(instant: Instant, days: number, calendar: WorkCalendar): Instant {
  const begun = passed(instant, calendar);
  // Counted from the midnight at which the first working day began or begins.
  const first = isWorkingDay(begun.date, calendar) ? begun.date : addWorkingDays(begun.date, 1, calendar);
  const total = begun.part + days;
  if (total === 0) return new Date(dayOf(midnightOf(first, calendar), calendar).start).toISOString();
  const whole = Math.floor(total);
  // What ends at midnight ends with its own day, not with the next working day, which may be far off.
  const rest = total - whole;
  const lastDay = addWorkingDays(first, rest === 0 ? whole - 1 : whole, calendar);
  const day = dayOf(midnightOf(lastDay, calendar), calendar);
  // The midnight at which it ends is the next day's already, and that may be a day off: it is due in the last moment before.
  const into = Math.min(Math.round((rest === 0 ? 1 : rest) * day.length), day.length - 1);
  return new Date(day.start + into).toISOString();
}
