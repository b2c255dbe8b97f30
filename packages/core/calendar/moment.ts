/** Instants as people write them: by the clock of the project's zone, unless an offset stands with them (`rules.md 6.1`). */
import { Temporal } from 'temporal-polyfill';
import type { PlainDate } from './date.ts';

export type MomentRead =
  /** UTC instant, ISO 8601 with milliseconds. */
  | { readonly ok: true; readonly at: string }
  | { readonly ok: false; readonly problem: 'bad-date' }
  /** `zone`: letters that are the time of several places. */
  | { readonly ok: false; readonly problem: 'ambiguous-zone'; readonly zone: string };

/** Of a span of time; what the clock shows twice or never is read so that the span is the longer. */
export type Edge = 'begin' | 'end';

/** Short names of zones that mean one time only. */
const CERTAIN: readonly string[] = ['GMT', 'UCT'];
/** Those that the zone data has as places. */
const PLACES: readonly string[] = ['CET', 'EET', 'MET', 'WET'];

/**
 * `CST` is China's, America's and Cuba's; a system that takes it takes one of them unasked.
 * @param but names of the same form that mean something where it is asked
 */
function isAmbiguous(name: string, but: readonly string[]): boolean {
  const letters = name.trim().toUpperCase();
  return /^[A-Z]{2,3}T$/.test(letters) && !but.includes(letters);
}

/** Whether the name of a project's zone is one of several places' time. */
export function isAmbiguousZone(name: string): boolean {
  return isAmbiguous(name, [...CERTAIN, ...PLACES]);
}

const WRITTEN = /^(\d{4}-\d{2}-\d{2})(?:(?:T|\s+)(\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?))?\s*(.*)$/is;
/** `Z`, `+08:00`, `+8`, `UTC+8`, `GMT+0800`. */
const OFFSET = /^(?:Z|(?:UTC|GMT)?\s*(?:([+\-−])\s*(\d{1,2})(?::?(\d{2}))?)?)$/i;

/**
 * Reads `2026-12-24`, `2026-12-24 18:00`, `2026-12-24T18:00:00+08:00` and their kin. A day without a time is the whole day: it begins
 * with its first instant and ends with its last.
 * @param timeZone IANA name of the project's zone
 */
export function readMoment(written: string, timeZone: string, edge: Edge): MomentRead {
  const [, day, time, zone = ''] = WRITTEN.exec(written.trim().normalize('NFKC')) ?? [];
  if (day === undefined) return { ok: false, problem: 'bad-date' };
  const place = zone === '' ? timeZone : zoneOf(zone);
  if (place === undefined)
    return isAmbiguous(zone, CERTAIN)
      ? { ok: false, problem: 'ambiguous-zone', zone }
      : { ok: false, problem: 'bad-date' };
  try {
    const isMidnight = time !== undefined && /^24:00(:00)?$/.test(time);
    const date = Temporal.PlainDate.from(day, { overflow: 'reject' });
    if (time === undefined) return at(edge === 'begin' ? first(date, place) : last(date, place));
    if (isMidnight) return at(last(date, place));
    const disambiguation = edge === 'begin' ? 'earlier' : 'later';
    const clock = Temporal.PlainTime.from(time.replace(',', '.'), { overflow: 'reject' });
    return at(date.toPlainDateTime(clock).toZonedDateTime(place, { disambiguation }).epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, problem: 'bad-date' };
    throw error;
  }
}

/** The instant at which a day of a zone begins; where the clock skips its midnight, that of its first moment. */
export function dayBegins(day: PlainDate, timeZone: string): string {
  return new Date(first(Temporal.PlainDate.from(day), timeZone)).toISOString();
}

/** The first instant after a day in a zone. */
export function dayEnds(day: PlainDate, timeZone: string): string {
  return new Date(first(Temporal.PlainDate.from(day).add({ days: 1 }), timeZone)).toISOString();
}

function at(epochMilliseconds: number): MomentRead {
  return { ok: true, at: new Date(epochMilliseconds).toISOString() };
}

function first(day: Temporal.PlainDate, timeZone: string): number {
  return day.toZonedDateTime(timeZone).epochMilliseconds;
}

/** The first instant after which the day is over for good: where clocks are put back over midnight, it comes twice. */
function last(day: Temporal.PlainDate, timeZone: string): number {
  const next = day.add({ days: 1 });
  const midnight = next.toPlainDateTime().toZonedDateTime(timeZone, { disambiguation: 'later' });
  const isOver = midnight.subtract({ milliseconds: 1 }).toPlainDate().equals(next);
  return isOver ? first(next, timeZone) : midnight.epochMilliseconds;
}

/** An offset or a zone's name as it is counted with; `undefined` for what is neither. */
function zoneOf(written: string): string | undefined {
  const offset = OFFSET.exec(written);
  if (offset) {
    const [, sign, hours = '0', minutes = '00'] = offset;
    if (Number(hours) > 14 || Number(minutes) > 59) return undefined;
    return `${sign === undefined || sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`;
  }
  const name = written.replace(/^\[(.*)\]$/s, '$1');
  return name.includes('/') && isZone(name) ? name : undefined;
}

/** Whether it names a zone that days and clocks are known of. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
