/** What was seen of a pull request, out of the store of work, which knows no tracker and keeps it as it is. */

import type { WorkFacts } from '@countersign/core/record/work.ts';
import type { PullSeen } from '../translation.ts';

/** Only `pullSeen` (`pull.ts`) keeps any, so it is believed. */
export function seenOf({ data }: Pick<WorkFacts, 'data'>): PullSeen {
  return data as unknown as PullSeen;
}

/** Heads of which we know whose they are (`PullSeen.placed`). */
export function placedBefore(known: PullSeen | undefined): readonly string[] {
  return known?.placed ?? (known ? [known.head] : []);
}

/** So many pushes of its author are remembered; what is older is not asked for. */
export const MOST_PUSHES = 100;

/**
 * What a head was pushed upon, itself first, down to the one that nobody was seen to push: whoever pushes upon it brings it along.
 * @returns none where its author was seen to push all of it
 */
export function unseenBelow(seen: PullSeen, head: string): readonly string[] {
  const { pushes = [] } = seen;
  const own = new Map(pushes.map((one) => [one.head, one]));
  const placed = new Set([...placedBefore(seen), ...own.keys()]);
  const oldest = pushes.length >= MOST_PUSHES ? pushes[0]?.head : undefined;
  const path = new Set<string>();
  for (let at = head; ; ) {
    if (path.has(at)) return [];
    path.add(at);
    if (!placed.has(at)) return [...path];
    const before = at === oldest ? undefined : own.get(at)?.before;
    if (before === undefined) return [];
    at = before;
  }
}
