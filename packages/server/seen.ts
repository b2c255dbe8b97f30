/** What was seen of a pull request, out of the store of work, which knows no tracker and keeps it as it is. */
import type { PullSeen } from '@countersign/github/translation.ts';
import type { WorkFacts } from '@countersign/postgres/work.ts';

/** Only `pullSeen` (`pull.ts`) keeps any, so it is believed. */
/** Heads of which we know whose they are (`PullSeen.placed`). */
export function placedBefore(known: PullSeen | undefined): readonly string[] {
  return known?.placed ?? (known ? [known.head] : []);
}

export function seenOf({ data }: Pick<WorkFacts, 'data'>): PullSeen {
  return data as unknown as PullSeen;
}
