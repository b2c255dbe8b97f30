/** How much working time has passed between two instants: SLA clocks and deadlines that stand still on days off and while we wait. */
import { Temporal } from 'temporal-polyfill';
import { addWorkingDays, isWorkingDay, type WorkCalendar, workingDaysBetween } from './workingdays.ts';

/*
 * A working day counts from midnight to midnight of the project's zone, not from nine to five: what is due "in two working
 * days" from Friday 15:00 is due on Tuesday at 15:00, also for a team that spans continents. Days with a change to
 * or from summer time count as one day, whatever their length.
 */

/** UTC instant, ISO 8601. */
export type Instant = string;

/** A time during which the clock stood still, because we were waiting for the requester or the customer (`rules.md 8`). */
export interface Pause {
  readonly from: Instant;
  /** Absent while the pause lasts. */
  readonly to?: Instant | undefined;
}

/** Working days, with fractions, from one instant to another, without the pauses. 0 when `to` is not after `from`. */
export function workingDaysSpent(
  from: Instant,
  to: Instant,
  calendar: WorkCalendar,
  pauses: readonly Pause[] = [],
): number {
  let spent = 0;
  for (const [start, end] of running(from, to, pauses)) spent += workingDaysIn(start, end, calendar);
  return spent;
}

/**
 * The instant at which so many working days will have passed, were no further pause to come.
 * @throws RangeError when `days` is below zero.
 */
export function workingDeadline(
  from: Instant,
  days: number,
  calendar: WorkCalendar,
  pauses: readonly Pause[] = [],
): Instant {
  if (!(days >= 0)) throw new RangeError(`${days} is no number of working days to wait`);
  let left = days;
  let cursor = canonical(from);
  for (const pause of merged(pauses)) {
    if (pause.to !== undefined && pause.to <= cursor) continue;
    if (pause.from > cursor) {
      const spent = workingDaysIn(cursor, pause.from, calendar);
      if (spent >= left) break;
      left -= spent;
    }
    // What is left runs on after the pause; of one that lasts, from its beginning, for want of an end.
    if (pause.to !== undefined) cursor = pause.to;
    else if (pause.from > cursor) cursor = pause.from;
  }
  return after(cursor, left, calendar);
}

export interface ClockState {
  /** Working days used, with fractions. */
  readonly spent: number;
  readonly allowed: number;
  /** 0.5 at half time; 1 and above is a breach. Reminders go out at 0.5 and 0.8 (`rules.md 4.5`). */
  readonly share: number;
  readonly due: Instant;
  readonly paused: boolean;
  readonly breached: boolean;
  /** The calendar's version that was counted with. */
  readonly calendar: string;
}

export interface Clock {
  readonly from: Instant;
  /** Working days allowed; above zero. */
  readonly days: number;
  readonly pauses: readonly Pause[];
}

/** Where a clock stands at `now`. */
export function readClock(clock: Clock, now: Instant, calendar: WorkCalendar): ClockState {
  const spent = workingDaysSpent(clock.from, now, calendar, clock.pauses);
  const paused = clock.pauses.some(
    (pause) => isBefore(pause.from, now, true) && (pause.to === undefined || isBefore(now, pause.to)),
  );
  const started = clock.pauses.filter((pause) => isBefore(pause.from, now, true));
  // While the clock stands still, the deadline recedes with the present.
  const until = started.map((pause) =>
    pause.to === undefined || isBefore(now, pause.to) ? { from: pause.from, to: now } : pause,
  );
  const due = workingDeadline(clock.from, clock.days, calendar, until);
  return {
    spent,
    allowed: clock.days,
    share: spent / clock.days,
    due,
    paused,
    breached: !isBefore(now, due),
    calendar: calendar.version,
  };
}

function isBefore(one: Instant, other: Instant, orSame = false): boolean {
  const order = Temporal.Instant.compare(one, other);
  return orSame ? order <= 0 : order < 0;
}

function canonical(instant: Instant): Instant {
  // Nine decimals make the text order of instants their order in time.
  return Temporal.Instant.from(instant).toString({ fractionalSecondDigits: 9 });
}

function merged(pauses: readonly Pause[]): Pause[] {
  const sorted = pauses
    .map((pause) => ({
      from: canonical(pause.from),
      to: pause.to === undefined ? undefined : canonical(pause.to),
    }))
    .filter((pause) => pause.to === undefined || pause.from < pause.to)
    .sort((one, other) => (one.from < other.from ? -1 : 1));
  const result: { from: Instant; to: Instant | undefined }[] = [];
  for (const pause of sorted) {
    const last = result.at(-1);
    if (last && (last.to === undefined || pause.from <= last.to)) {
      if (last.to !== undefined && (pause.to === undefined || pause.to > last.to)) last.to = pause.to;
    } else result.push({ ...pause });
  }
  return result;
}

function running(from: Instant, to: Instant, pauses: readonly Pause[]): (readonly [Instant, Instant])[] {
  const end = canonical(to);
  let cursor = canonical(from);
  const spans: (readonly [Instant, Instant])[] = [];
  for (const pause of merged(pauses)) {
    if (pause.from >= end) break;
    if (pause.from > cursor) spans.push([cursor, pause.from]);
    if (pause.to === undefined) return spans;
    if (pause.to > cursor) cursor = pause.to;
  }
  if (cursor < end) spans.push([cursor, end]);
  return spans;
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
  return {
    date: midnight.toPlainDate().toString(),
    start,
    length: midnight.add({ days: 1 }).epochMilliseconds - start,
  };
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

function workingDaysIn(start: Instant, end: Instant, calendar: WorkCalendar): number {
  const first = passed(start, calendar);
  const last = passed(end, calendar);
  // Whole working days from the first midnight to the last, then what was not yet begun and what has begun.
  const whole = workingDaysBefore(last.date, first.date, calendar);
  return Math.max(0, whole - first.part + last.part);
}

/** Working days from `from` (included) up to `date` (not included). */
function workingDaysBefore(date: string, from: string, calendar: WorkCalendar): number {
  const yesterday = (day: string) => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
  return workingDaysBetween(yesterday(from), yesterday(date), calendar);
}

function after(instant: Instant, days: number, calendar: WorkCalendar): Instant {
  if (days === 0) return plain(instant);
  const begun = passed(instant, calendar);
  // Counted from the midnight at which the first working day began or begins.
  const first = isWorkingDay(begun.date, calendar) ? begun.date : addWorkingDays(begun.date, 1, calendar);
  const total = begun.part + days;
  const whole = Math.floor(total);
  // What ends at midnight ends with its own day, not with the next working day, which may be far off.
  const rest = total - whole;
  const lastDay = addWorkingDays(first, rest === 0 ? whole - 1 : whole, calendar);
  const day = dayOf(midnightOf(lastDay, calendar), calendar);
  const into = Math.round((rest === 0 ? 1 : rest) * day.length);
  return new Date(day.start + into).toISOString();
}

function plain(instant: Instant): Instant {
  return new Date(Temporal.Instant.from(instant).epochMilliseconds).toISOString();
}
