/** When a working day of a project begins: what nobody has to act on is read then, together. */
import { Temporal } from 'temporal-polyfill';
import type { Instant } from './clock.ts';
import { addWorkingDays, isWorkingDay, type WorkCalendar } from './workingdays.ts';

const MORNING = Temporal.PlainTime.from('08:00');

/** The first morning of a working day that is not before the instant. Where a clock skips eight o'clock, the next it shows. */
export function morningFrom(instant: Instant, calendar: WorkCalendar): Instant {
  const at = Temporal.Instant.from(instant);
  const today = at.toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  const morningOf = (day: Temporal.PlainDate) =>
    day.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: MORNING }).toInstant();
  const isToday = isWorkingDay(today.toString(), calendar) && Temporal.Instant.compare(morningOf(today), at) >= 0;
  const day = isToday ? today : Temporal.PlainDate.from(addWorkingDays(today.toString(), 1, calendar));
  return new Date(morningOf(day).epochMilliseconds).toISOString();
}
