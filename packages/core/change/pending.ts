/** An act of the board that waits for its second: which one it is, and of which content the chair spoke (`rules.md 3.4`). */
import { facetDigests } from '../approval/facet.ts';
import type { Governed } from '../content/governed.ts';
import type { Person } from '../content/person.ts';
import { digestOf } from '../ledger/canonical.ts';
import type { BoardAct, ChangeEvent } from './event.ts';

export interface PendingAct {
  /** Version of the entry that proposed it: whoever seconds says by it which act they saw. Never 0. */
  readonly id: number;
  readonly act: BoardAct;
  readonly by: Person;
  /** Digest of all that is governed when it was proposed, conditions apart: adding one only narrows what stands (`rules.md 4.2`). */
  readonly content: string;
}

/** What `second` names where nothing waited. */
export const NO_ACT = 0;

export function pendingActOf(
  { act, by }: Extract<ChangeEvent, { type: 'act-proposed' }>,
  id: number,
  content: Governed,
): PendingAct {
  return { id, act, by, content: digestIn(content) };
}

/** The chair's word was for another content; it does not come back to life when the edit is undone, as a vote does not. */
export function isOutdated(pending: PendingAct, content: Governed): boolean {
  return pending.content !== digestIn(content);
}

const digestIn = (content: Governed): string => digestOf(facetDigests(content));
