/** Who has put a request on hold: each hold ends by itself, and nobody's takes the place of another's. */
import type { ChangeState, Hold } from './state.ts';

/** Oldest first. */
export function holdsOn({ held, alsoHeld = [] }: Pick<ChangeState, 'held' | 'alsoHeld'>): readonly Hold[] {
  return held ? [held, ...alsoHeld] : [];
}

/** One for each of their people, with what each said last. */
export function joinedHolds(some: readonly Hold[], more: readonly Hold[]): readonly Hold[] {
  const last = (one: Hold): Hold => more.findLast(({ by }) => by.id === one.by.id) ?? one;
  return [...some.map(last), ...more.filter(({ by }) => !some.some((one) => one.by.id === by.id))];
}
