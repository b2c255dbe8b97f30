/** By which days the register tells what is due and how long it is open: words of an address on one side, instants on the other. */
import { dayIn } from '../calendar/date.ts';
import { dayBegins } from '../calendar/moment.ts';
import type { Measuring, Within } from '../change/registerport.ts';

/** `week`: what is left of this one, Monday to Sunday in the project's zone. */
export const DUES = ['overdue', 'week', 'next-week', 'later'] as const;
export type DueWord = (typeof DUES)[number];

/** How many days something is open: up to 7, 28, 91, or more. */
export const AGES = ['week', 'month', 'quarter', 'older'] as const;
export type AgeWord = (typeof AGES)[number];
/** The last day of each age but the last one. */
export const AGE_DAYS = [7, 28, 91] as const;

const DAY_MS = 86_400_000;

function later(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** First days of this week and of the two after it. */
export function weeksAt(now: string, timeZone: string): readonly [string, string, string] {
  const today = dayIn(now, timeZone);
  const sinceMonday = (new Date(`${today}T00:00:00.000Z`).getUTCDay() + 6) % 7;
  const monday = later(today, -sinceMonday);
  return [monday, later(monday, 7), later(monday, 14)];
}

export function dueWithin(word: DueWord, now: string, timeZone: string): Within {
  const [, next, after] = weeksAt(now, timeZone).map((day) => dayBegins(day, timeZone)) as [string, string, string];
  const spans: Readonly<Record<DueWord, Within>> = {
    overdue: { before: now },
    week: { from: now, before: next },
    'next-week': { from: next, before: after },
    later: { from: after },
  };
  return spans[word];
}

/** Days are those of UTC: an age in weeks does not hang on a zone. */
export function openedWithin(word: AgeWord, now: string): Within {
  const days = agesAt(now);
  const at = AGES.indexOf(word);
  const [from, before] = [days[at], days[at - 1]];
  return { ...(from === undefined ? {} : { from }), ...(before === undefined ? {} : { before }) };
}

function agesAt(now: string): readonly string[] {
  const today = now.slice(0, 10);
  return AGE_DAYS.map((most) => later(today, 1 - most));
}

export function measuringAt(now: string, timeZone: string): Measuring {
  return { ages: agesAt(now), dues: DUES.map((word) => dueWithin(word, now, timeZone)) };
}
