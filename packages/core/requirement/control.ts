/** What a requirement has to read, and what follows where it reads something else (`rules.md 5.2`). Pure. */
import type { ItemDigest } from '../content/request.ts';
import { sameDigest } from './controlled.ts';
import type { Saved, SavedText } from './decider.ts';
import type { Edits } from './edits.ts';

/** A text that was agreed on, in the order of the project: by a baseline that holds the item, or by the approval of a request that says its text. */
export interface Agreed extends SavedText {
  /** Position in the project's order: two of them never have the same. */
  readonly order: number;
  readonly by: { readonly kind: 'baseline' | 'request'; readonly id: string };
}

/**
 * The controlled text of a requirement: the newest that was agreed on, from its first baseline on. Whatever was approved before that is in it.
 * @param agreed in any order; told twice is once
 * @returns `undefined` for one that is in no baseline: it is not under control
 */
export function standingText(agreed: readonly Agreed[]): Agreed | undefined {
  const inOrder = agreed.toSorted((one, other) => one.order - other.order);
  const first = inOrder.findIndex(({ by }) => by.kind === 'baseline');
  return first === -1 ? undefined : inOrder.slice(first).at(-1);
}

/** So many put-backs of one item within so long mean that somebody holds against them. */
const MOST_PUT_BACK = 3;
const WITHIN_MS = 10 * 60_000;
/** So many within a day mean it as well, of somebody who takes their time. Those that led to a contest before count no more. */
const MOST_IN_A_DAY = 10;
const DAY_MS = 24 * 60 * 60_000;

export type Follows =
  | { readonly kind: 'nothing' }
  /** What is under control is written as it has to stand, byte for byte from its snapshot. */
  | { readonly kind: 'put-back'; readonly to: Agreed }
  /** It is shown, and stays. */
  | { readonly kind: 'flag'; readonly instead: Agreed }
  /** Nobody writes any more; its gates close and its change manager is told. */
  | { readonly kind: 'contest'; readonly instead: Agreed };

export interface Controlled {
  /** What the tracker shows, as far as is known. */
  readonly shows: ItemDigest | undefined;
  readonly agreed: readonly Agreed[];
  /** UTC instants at which it was put back. */
  readonly putBacks: readonly string[];
  /** It was contested, what was agreed on then, and how many of the put-backs led to it. */
  readonly contested?: { readonly order: number; readonly after?: number };
  readonly isGone: boolean;
}

/** Level-triggered: asked at any time, and as often as anybody likes. @param now UTC instant */
export function follows(item: Controlled, edits: Edits, now: string): Follows {
  const standing = standingText(item.agreed);
  const { shows, contested, isGone } = item;
  if (!standing || !shows || isGone || edits === 'allow' || sameDigest(shows, standing.digest))
    return { kind: 'nothing' };
  if (edits === 'flag') return { kind: 'flag', instead: standing };
  // Another agreement ends it; nothing that is written does.
  if (contested && contested.order >= standing.order) return { kind: 'nothing' };
  const since = (putBacks: readonly string[], ms: number) =>
    putBacks.filter((at) => Date.parse(at) > Date.parse(now) - ms).length;
  const isHeldAgainst =
    since(item.putBacks, WITHIN_MS) >= MOST_PUT_BACK ||
    since(item.putBacks.slice(contested?.after ?? 0), DAY_MS) >= MOST_IN_A_DAY;
  return isHeldAgainst ? { kind: 'contest', instead: standing } : { kind: 'put-back', to: standing };
}

/** What somebody wanted: one draft holds what one of them saved within ten minutes, of however many items. */
export interface Draft {
  /** By id; nobody, where it was only found. */
  readonly by: string;
  readonly from: string;
  readonly until: string;
  /** Of each item the last text that they saved, and every one before it. */
  readonly items: ReadonlyMap<string, readonly Saved[]>;
}

export interface Proposed extends Saved {
  readonly item: string;
}

/** A text that was saved and not agreed on is in exactly one draft. @param saved of one project, in any order */
export function draftsOf(saved: readonly Proposed[]): readonly Draft[] {
  const drafts: { by: string; from: string; until: string; items: Map<string, Saved[]> }[] = [];
  const inOrder = saved.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  for (const { item, ...text } of inOrder) {
    let draft = drafts.findLast((one) => one.by === text.by);
    if (!draft || Date.parse(text.at) - Date.parse(draft.until) > WITHIN_MS) {
      draft = { by: text.by, from: text.at, until: text.at, items: new Map() };
      drafts.push(draft);
    }
    draft.until = text.at;
    draft.items.set(item, [...(draft.items.get(item) ?? []), text]);
  }
  return drafts;
}
