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

function partsOf(instant: Date, locale: Locale, timeZone: string): Parts {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone,
    year: 'numeric',
    month: locale === 'en' ? 'short' : 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
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
}

function dateText({ year, month, day, weekday }: Parts, locale: Locale, style: DateStyle): string {
  if (locale === 'en') return style.year ? `${weekday} ${day} ${month} ${year}` : `${weekday} ${day} ${month}`;
  return `${style.year ? `${year}年` : ''}${month}月${day}日 ${weekday}`;
}

/** `2026-12-03` becomes `Thu 3 Dec` or `12月3日 周四`. @throws RangeError when it is no date. */
export function formatDate(date: string, locale: Locale, style: DateStyle = {}): string {
  return dateText(partsOf(new Date(`${date}T00:00:00Z`), locale, 'UTC'), locale, style);
}

/** A UTC instant as the clock of that zone shows it: `Thu 3 Dec, 15:04` or `12月3日 周四 15:04`. @throws RangeError when it is no instant. */
export function formatInstant(instant: string, locale: Locale, timeZone: string, style: DateStyle = {}): string {
  const parts = partsOf(new Date(instant), locale, timeZone);
  const date = dateText(parts, locale, style);
  return `${date}${locale === 'en' ? ', ' : ' '}${parts.hour}:${parts.minute}`;
}
