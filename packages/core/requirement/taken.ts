/** What was taken away when an agreed text was put back (`rules.md 5.2`). Pure. */
import { ENGINE, NOBODY } from '../content/person.ts';
import type { Saved } from './decider.ts';

/**
 * Of each who saved anything before an agreed text was put back, the last text that they saved. Whoever wrote the agreed text again
 * themselves took nothing from anybody.
 * @param texts of one requirement, in their order
 */
export function takenAway(texts: readonly Saved[], isAgreed: (text: Saved) => boolean): readonly Saved[] {
  const taken: Saved[] = [];
  let since: Saved[] = [];
  for (const text of texts) {
    if (!isAgreed(text)) {
      since.push(text);
      continue;
    }
    // Our own write is found to stand before its delivery says whose it is.
    if (text.by === ENGINE.id || text.by === NOBODY.id) taken.push(...lastOfEach(since));
    since = [];
  }
  return taken;
}

function lastOfEach(texts: readonly Saved[]): readonly Saved[] {
  return texts.filter((text, index) => !texts.slice(index + 1).some(({ by }) => by === text.by));
}
