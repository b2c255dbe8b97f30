/** Who has put a request on hold: each hold ends by itself, and nobody's takes the place of another's. */
import type { ChangeState, Hold } from './state.ts';

/** Oldest first. */
export function holdsOn({ held, alsoHeld = [] }: Pick<ChangeState, 'held' | 'alsoHeld'>): readonly Hold[] {
  return held ? [held, ...alsoHeld] : [];
}

/** Whether a hold stands that somebody said after another of theirs, by the order in which the host counts; where it does not, nobody knows. */
export function isSaidLater(one: Pick<Hold, 'spoken'>, than: Pick<Hold, 'spoken'>): boolean {
  return one.spoken !== undefined && than.spoken !== undefined && one.spoken > than.spoken;
}

/** One for each of their people, with what each said last: what was said before comes to the record after it at times. */
export function joinedHolds(some: readonly Hold[], more: readonly Hold[]): readonly Hold[] {
  const last = (one: Hold): Hold => {
    const said = more.findLast(({ by }) => by.id === one.by.id);
    return said && !isSaidLater(one, said) ? said : one;
  };
  return [...some.map(last), ...more.filter(({ by }) => !some.some((one) => one.by.id === by.id))];
}
