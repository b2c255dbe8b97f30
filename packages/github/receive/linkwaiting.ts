/** Work that was opened before the request that it names. */
import type { Parts } from '../desk.ts';
import type { Place } from '../translation.ts';
import { pullSeen } from '../work/pull.ts';
import { seenOf } from '../work/seen.ts';

/** Pull requests may have named the request before it was one. */
export async function linkWaiting(parts: Parts, place: Place, number: number, cause: string): Promise<void> {
  for (const work of await parts.work.open(place.tenant, place.project)) {
    const pull = seenOf(work);
    const names = pull.named.some((named) => named.kind === 'issue' && named.number === number);
    if (names) await pullSeen(parts, place, pull, `${cause}/waiting/${pull.id}`);
  }
}
