/** What stood before somebody's eyes when their page was drawn, found again on record by the digest that the page carries. */

import { evolve } from '../change/evolve.ts';
import type { ChangeState } from '../change/state.ts';
import type { Told } from '../view/told.ts';
import { shownDigest } from './shown.ts';

export interface Seen {
  readonly state: ChangeState;
  /** The first entry that came after it. */
  readonly from: number;
}

/**
 * The newest state that had this digest; `undefined` for a page that was never shown.
 * @param entries the whole stream
 * @param content what the page carried (`shownDigest`)
 */
export function seenOf(entries: readonly Told[], content: string): Seen | undefined {
  const states: ChangeState[] = [];
  for (const told of entries) states.push(evolve(states.at(-1), told));
  for (let at = states.length - 1; at >= 0; at -= 1) {
    const [state, next] = [states[at], states[at + 1]];
    if (!state) continue;
    // Most entries leave the content as it is: it is digested once.
    const isAsNext = next && next.content === state.content && next.round === state.round;
    if (!isAsNext && shownDigest(state) === content) return { state, from: at + 1 };
  }
  return undefined;
}
