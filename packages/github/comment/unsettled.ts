/** Answers of ours that say no, by their letters, and what of each is not settled yet: once nothing is, the comment is folded away. */
import type { Json } from '@countersign/core/record/port.ts';
import { isSettledBy, type Matter } from '@countersign/core/typed/matter.ts';
import type { Letter } from '../markdown/letter.ts';

export const UNSETTLED = 'unsettled';

interface Answered {
  /** Id of the person who was answered. */
  readonly to: string;
  readonly open: readonly Matter[];
  /** It is folded away, or GitHub does not let it be. */
  readonly done?: true;
}

/** By the key of the letter. */
export type Unsettled = Readonly<Record<string, Answered>>;

/** Of one thread; those that are older stay as they are. */
const MOST = 100;

/** What the record holds was written by us; what is not an object is nothing. */
export function unsettledIn(value: Json | undefined): Unsettled {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as unknown as Unsettled) : {};
}

/** What is said in a letter that is folded away would be seen by nobody. */
export function isSettled(unsettled: Unsettled, key: string): boolean {
  return unsettled[key]?.open.length === 0;
}

/**
 * After a cause was answered in letters. One that says anything beside what did not work is never folded away.
 * @param letters all that are still written to
 */
export function withRefusals(unsettled: Unsettled, letters: readonly Letter[], cause: string): Unsettled {
  const now: Record<string, Answered> = {};
  for (const [key, one] of Object.entries(unsettled))
    if (!one.done || letters.some((letter) => letter.key === key)) now[key] = one;
  for (const { key, to, parts } of letters) {
    const news = parts.filter(({ causes }) => causes.includes(cause));
    if (news.length === 0) continue;
    const open = news.flatMap(({ matter }) => matter ?? []);
    if (parts.every(({ matter }) => matter !== undefined))
      now[key] = { to, open: [...(now[key]?.open ?? []), ...open] };
    else delete now[key];
  }
  return Object.fromEntries(Object.entries(now).slice(-MOST));
}

/** What somebody has done settles what they were refused of it before; with the end of the request everything is. */
export function settledBy(unsettled: Unsettled, done: { readonly by?: string; readonly matter?: Matter }): Unsettled {
  const { by, matter } = done;
  const isOver = (to: string, one: Matter) => !matter || (to === by && isSettledBy(one, matter));
  return Object.fromEntries(
    Object.entries(unsettled).map(([key, one]) => [
      key,
      { ...one, open: one.open.filter((each) => !isOver(one.to, each)) },
    ]),
  );
}

/** Letters that are to be folded away. */
export function toFold(unsettled: Unsettled): readonly string[] {
  return Object.entries(unsettled).flatMap(([key, { open, done }]) => (open.length === 0 && !done ? [key] : []));
}

export function folded(unsettled: Unsettled, key: string): Unsettled {
  const one = unsettled[key];
  return one ? { ...unsettled, [key]: { ...one, done: true } } : unsettled;
}
