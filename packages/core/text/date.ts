/** Dates and instants as people of both languages write them. */
import type { Locale } from './locale.ts';

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly weekday: string;
  readonly hour: string;
  readonly minute: string;
}

function formatOf(locale: Locale, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone,
    year: 'numeric',
    month: locale === 'en' ? 'short' : 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

function partsOf(instant: Date, locale: Locale, format: Intl.DateTimeFormat): Parts {
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    year: part('year'),
    month: locale === 'en' ? part('month').replace('Sept', 'Sep') : part('month').replace(/\D/g, ''),
    day: part('day').replace(/\D/g, ''),
    weekday: part('weekday'),
    hour: part('hour'),
    minute: part('minute'),
  };
}

export interface DateStyle {
  /** Say the year too; leave it out only where it goes without saying. */
  readonly year?: boolean;
  /** Said unless it is `false`: whoever has to act by a day wants it, and of a day that is over nobody asks in Chinese. */
  readonly weekday?: boolean;
}

function dateText({ year, month, day, weekday }: Parts, locale: Locale, style: DateStyle): string {
  if (locale === 'en') return style.year ? `${weekday} ${day} ${month} ${year}` : `${weekday} ${day} ${month}`;
  return `${style.year ? `${year}年` : ''}${month}月${day}日${style.weekday === false ? '' : `（${weekday}）`}`;
}

/** Dates in one language and as the clocks of one zone show them. Each throws RangeError for what is no date or instant. */
export interface Dates {
  /** `2026-12-03` becomes `Thu 3 Dec` or `12月3日（周四）`. */
  date(date: string, style?: DateStyle): string;
  /** A UTC instant: `Thu 3 Dec, 15:04` or `12月3日（周四）15:04`. */
  instant(instant: string, style?: DateStyle): string;
  /** The day of a UTC instant there: `2026-12-03`. */
  dayOf(instant: string): string;
}

/** Of a zone that was asked for: what knows a zone and a language takes longer to make than many dates to write. */
const KNOWN = new Map<string, Dates>();
/** A zone has as many names as its letters have cases; whoever writes a policy chooses one. */
const MOST_KNOWN = 64;

export function datesIn(locale: Locale, timeZone: string): Dates {
  const asked = `${locale} ${timeZone}`;
  const dates = KNOWN.get(asked) ?? datesOf(locale, timeZone);
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  KNOWN.set(asked, dates);
  return dates;
}

function datesOf(locale: Locale, timeZone: string): Dates {
  const calendar = once(() => formatOf(locale, 'UTC'));
  const clock = once(() => formatOf(locale, timeZone));
  const days = once(() => new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }));
  const partsAt = byMinute((instant) => partsOf(instant, locale, clock()));
  const dayAt = byMinute((instant) => days().format(instant));
  return {
    date: (date, style = {}) => dateText(partsOf(new Date(`${date}T00:00:00Z`), locale, calendar()), locale, style),
    instant(instant, style = {}) {
      const parts = partsAt(new Date(instant));
      const between = locale === 'en' ? ', ' : style.weekday === false ? ' ' : '';
      return `${dateText(parts, locale, style)}${between}${parts.hour}:${parts.minute}`;
    },
    dayOf: (instant) => dayAt(new Date(instant)),
  };
}

/** So many minutes are kept of a zone. */
const MOST_MINUTES = 2048;
const MINUTE_MS = 60_000;

/** What is the same for a whole minute, said once for it: a page with a long history names few minutes, and each view names them again. */
function byMinute<Value>(say: (instant: Date) => Value): (instant: Date) => Value {
  const said = new Map<number, Value>();
  return (instant) => {
    const minute = Math.floor(instant.getTime() / MINUTE_MS);
    const value = said.get(minute) ?? say(instant);
    if (said.size >= MOST_MINUTES) said.clear();
    said.set(minute, value);
    return value;
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
