/** Plain dates as people type them: one form, and a helpful answer to every other. */
import { Temporal } from 'temporal-polyfill';

/** An ISO 8601 calendar date without a time, `YYYY-MM-DD`. */
export type PlainDate = string;

export type DateRead =
  | { readonly ok: true; readonly date: PlainDate }
  /** `suggestion` is what was probably meant, when only one reading is possible. */
  | {
      readonly ok: false;
      readonly problem: 'format';
      readonly text: string;
      readonly suggestion?: PlainDate;
    }
  | {
      readonly ok: false;
      readonly problem: 'no-such-month';
      readonly text: string;
    }
  /** `days` is how many days that month has. */
  | {
      readonly ok: false;
      readonly problem: 'no-such-day';
      readonly text: string;
      readonly days: number;
    };

/** The day of a UTC instant in a zone: a plain date is a day of the project's, wherever its server stands (`rules.md 2.5`). */
export function dayIn(instant: string, timeZone: string): PlainDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The year of a UTC instant in a zone, `2026`: at the turn of the year it is another than in UTC. */
export function yearIn(instant: string, timeZone: string): string {
  return dayIn(instant, timeZone).slice(0, 4);
}

/** Reads `2026-12-03` and nothing else, because `03/12/2026` is another day elsewhere. Problems have sentences at `form.date.<problem>`. */
export function parseDate(input: string): DateRead {
  const text = input.trim().normalize('NFKC');
  const strict = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const loose = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text);
  const parts = strict ?? loose;
  if (!parts) return { ok: false, problem: 'format', text: input };
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  if (month < 1 || month > 12) return { ok: false, problem: 'no-such-month', text: input };
  const days = Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
  if (day < 1 || day > days) return { ok: false, problem: 'no-such-day', text: input, days };
  const date = Temporal.PlainDate.from({ year, month, day }).toString();
  return strict ? { ok: true, date } : { ok: false, problem: 'format', text: input, suggestion: date };
}

/**
 * The days of `2026-12-24`, or of `2026-12-24 to 2026-12-31` and what people write for it.
 * @param most longer spans are cut after one day more
 * @returns `undefined` for what is neither
 */
export function readDays(written: string, most: number): readonly PlainDate[] | undefined {
  const parts = written
    .trim()
    .normalize('NFKC')
    .split(/\s*(?:\/|\.{2,3}|–|—|~|\bto\b|至|到)\s*/i);
  const [first, last = first, ...more] = parts.map((part) => parseDate(part));
  if (!first?.ok || !last?.ok || more.length > 0 || last.date < first.date) return undefined;
  const cut = Temporal.PlainDate.from(first.date).add({ days: most }).toString();
  return daysFrom(first.date, last.date < cut ? last.date : cut);
}

/** Every day from the first to the last, both included; none when the last is earlier. */
export function daysFrom(first: PlainDate, last: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  const end = Temporal.PlainDate.from(last);
  for (
    let day = Temporal.PlainDate.from(first);
    Temporal.PlainDate.compare(day, end) <= 0;
    day = day.add({ days: 1 })
  ) {
    days.push(day.toString());
  }
  return days;
}
