/** What a panel had before its viewer's eyes, in one word: whoever presses a button there speaks of that and of nothing that came since (`rules.md 4.1`). */
import { contentDigest } from '../approval/facet.ts';
import type { ChangeState } from '../change/state.ts';
import { digestOf } from '../ledger/canonical.ts';

/** The text with all that is decided on, and the round of votes: what ended all votes ended a press that was made before it was shown, too. */
export function shownDigest({ content, round }: Pick<ChangeState, 'content' | 'round'>): string {
  return digestOf({ content: contentDigest(content), round });
}
