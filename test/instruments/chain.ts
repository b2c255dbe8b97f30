/** Looks at the chain of one stream alone; the product verifies whole projects. */
import { hashOf, origin } from '@countersign/core/ledger/chain.ts';
import type { Entry } from '@countersign/core/record/port.ts';

/** @returns why the chain of one stream, from its first entry on, does not hold; `undefined` when it does */
export function streamBreak(entries: readonly Entry[]): string | undefined {
  let previous = origin;
  for (const [index, entry] of entries.entries()) {
    if (entry.version !== index + 1) return 'version gap';
    if (entry.previous !== previous) return 'previous differs';
    if (entry.hash !== hashOf(entry)) return 'content differs';
    previous = entry.hash;
  }
  return undefined;
}
