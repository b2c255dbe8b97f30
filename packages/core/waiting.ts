/** What streams wait for, by their kind: a kind of which nothing ever waits for a time has no row. */
import { ABSENCES } from './absence/decider.ts';
import { CHANGE } from './change/decider.ts';
import type { Next } from './due/clock.ts';
import { dueAfter } from './record/run.ts';

export const WAITING: Readonly<Record<string, Next>> = {
  [ABSENCES.kind]: (entries, after) => dueAfter(ABSENCES, entries, after),
  [CHANGE.kind]: (entries, after) => dueAfter(CHANGE, entries, after),
};
