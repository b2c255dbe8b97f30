/** Nothing is written open of what was judged before something about it was said: a green is taken at once by whoever waits for it. */
import { Underway } from '@countersign/core/failure.ts';
import type { WorkFacts } from '@countersign/core/record/work.ts';
import type { Parts } from '../desk.ts';
import { isOf, lanesOf } from '../record/lane.ts';
import type { Place } from '../translation.ts';
import type { Judged } from './judge.ts';

/** It is looked again so soon, then ever more seldom, because each look judges anew. */
const COMING_MS = 50;
/** For what came in later than the first look: else whoever comments all the time would keep it closed. */
const LONGEST_COMING_MS = 2000;
/** Who was not asked for for so long waits anew. */
const FORGOTTEN_MS = 30_000;

/** What was judged, and of which pull requests, as they were then. */
interface Seen {
  readonly judged: readonly Judged[];
  /** Those of the commit. */
  readonly known: readonly WorkFacts[];
  /** Those of its group in the merge queue, which have heads of their own. */
  readonly queued: readonly WorkFacts[];
}

/**
 * Whatever came in before this is asked is either still to be handled, or is on record and was judged: a word that closes may have come in with
 * the one that opens, after an outage long before.
 * @throws Underway while what would open has to be judged again
 */
export async function nothingComes(parts: Parts, place: Place, head: string, seen: Seen): Promise<void> {
  const { judged } = seen;
  if (judged.length === 0 || !judged.every(({ verdict }) => verdict.open)) return;
  const numbers = new Set(judged.flatMap((one) => [...(one.numbers ?? [])]));
  const { prefix, keys } = lanesOf(place);
  const all = await parts.unhandled.coming(prefix, keys);
  // Who is in a team concerns every gate.
  const coming = all.filter(({ key }) => keys.includes(key) || isOf(key, { numbers }));
  const [key, now] = [`${place.project} ${head}`, parts.now()];
  const last = parts.waiting.get(key);
  const isNew = !last || now - last.asked >= FORGOTTEN_MS;
  const first = isNew ? new Set(coming.map(({ id }) => id)) : last.first;
  const since = isNew ? now : last.since;
  const isOwed = coming.some(({ id }) => first.has(id));
  const isComing = isOwed || (coming.length > 0 && now - since < LONGEST_COMING_MS);
  if (!isComing && !(await isOvertaken(parts, place, head, seen))) {
    parts.waiting.delete(key);
    return;
  }
  parts.waiting.set(key, { since, asked: now, first });
  throw new Underway('what came in meanwhile is handled before it opens', {
    retryAfterMs: Math.min(LONGEST_COMING_MS, Math.max(COMING_MS, now - since)),
  });
}

/** What was handled in whole while it was judged comes no more, and was not seen. */
async function isOvertaken(
  { ledger, work }: Parts,
  { tenant, project }: Place,
  head: string,
  { judged, known, queued }: Seen,
): Promise<boolean> {
  for (const { changes, words } of judged)
    for (const { ref, version } of [...changes.values(), ...(words ? [words] : [])])
      if (((await ledger.read(ref)).at(-1)?.version ?? 0) !== version) return true;
  const isAsSeen = (now: unknown, then: unknown): boolean => JSON.stringify(now) === JSON.stringify(then);
  if (!isAsSeen(await work.atCommit(tenant, project, head), known)) return true;
  for (const one of queued) if (!isAsSeen(await work.findByNumber(tenant, project, one.number), one)) return true;
  return false;
}
