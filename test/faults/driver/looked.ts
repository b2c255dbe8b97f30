/** What is looked at once everything has come to rest, and how a word is found on record. */
import { numberIn } from './model.ts';
import type { Done } from './people.ts';
import type { Seen, Watched } from './record.ts';
import type { Word } from './script.ts';
import type { Town } from './town.ts';

export interface Found {
  readonly kind: 'lost' | 'doubled' | 'stale' | 'stuck' | 'open' | 'record' | 'early' | 'untrue';
  readonly what: string;
}

export interface Looked {
  readonly town: Town;
  readonly done: Done;
  readonly record: Watched;
}

/** The event that a command becomes, by its word. */
export const BECOMES: Readonly<Partial<Record<Word, string>>> = {
  submit: 'moved',
  assess: 'planned',
  cost: 'assessed',
  review: 'review-opened',
  approve: 'voted',
  reject: 'voted',
  hold: 'held',
  release: 'released',
  concern: 'concern-raised',
  resolve: 'concern-resolved',
  condition: 'condition-added',
  meet: 'condition-met',
};
/** Their events hold no word of whoever gave them. */
export const UNMARKED: readonly Word[] = ['submit', 'review', 'release'];

export function eventsOf(rows: readonly Seen[], number: number, ...types: readonly string[]): readonly Seen[] {
  const streams = rows.filter(({ event }) => event.type === 'opened' && numberIn(String(event.label)) === number);
  return rows.filter(({ stream, event }) => types.includes(event.type) && streams.some((one) => one.stream === stream));
}
