/** What our status comment showed when: a vote is for what stood there before it was cast (`rules.md 4.1`). */
import type { Json } from '@countersign/core/ports.ts';
import { carried, field, type Target, type Written } from './written.ts';

export const STATUS_COMMENT = 'status-comment';

/** From this instant of GitHub's clock, in whole seconds, the comment showed the stream as it was at this version; 0: nothing of ours. */
interface Showing {
  readonly version: number;
  readonly at: string;
}

/** So many are kept, newest last. Whoever wrote before the oldest of them is asked again. */
const MOST = 50;

function showingsIn(kept: Json | undefined): readonly Showing[] {
  return Array.isArray(kept) ? (kept as unknown as readonly Showing[]) : [];
}

/** What is kept with the comment's note after one more showing; one whose time nobody knows shows nobody anything. */
export function showing(
  kept: Json | undefined,
  one: { readonly version: number; readonly at: string | undefined },
): Json {
  const { version, at } = one;
  const before = showingsIn(kept);
  return (at === undefined ? before : [...before, { version, at }].slice(-MOST)) as unknown as Json;
}

/** Somebody else's hand was on the comment: from then on nobody has seen anything of ours, until it is written anew. */
export async function nothingShown(written: Written, target: Target, at: string | undefined): Promise<void> {
  const last = (await written.written(target)).get(STATUS_COMMENT);
  const kept = at === undefined ? [] : showing(field(last, 'kept'), { version: 0, at });
  await written.remember(target, STATUS_COMMENT, { ...carried(last), kept, digest: null, uncertain: true });
}

/**
 * The version that the comment showed in the second before, or earlier: GitHub's clock shows whole seconds, and what came within the same
 * second may have come after.
 * @param at UTC instant, ISO 8601, by GitHub's clock
 * @returns 0 where it showed nothing
 */
export async function shownBefore(written: Pick<Written, 'written'>, target: Target, at: string): Promise<number> {
  const note = (await written.written(target)).get(STATUS_COMMENT);
  const second = (instant: string) => Math.floor(Date.parse(instant) / 1000);
  const earlier = showingsIn(field(note, 'kept')).filter((one) => second(one.at) < second(at));
  return earlier.at(-1)?.version ?? 0;
}
