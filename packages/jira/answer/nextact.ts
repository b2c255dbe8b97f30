/** Which acts the next steps ask of the viewer: the button that stands out is the one that "Next" names to whoever reads it. */
import type { AskType } from '@countersign/core/ask/ask.ts';
import type { MessageId } from '@countersign/core/text/catalogue.ts';
import { asksFor } from '@countersign/core/view/nextact.ts';
import type { Sentence } from '@countersign/core/view/sentence.ts';

/** Steps that name nobody: whoever may take them is asked, after what they are asked by name. */
const ANYBODY: readonly MessageId[] = ['status.here.second', 'status.here.evidence'];

/** @param next as `here` says it to the viewer. @returns the most fitting first; whether the viewer may is left to the offers */
export function askedOf(next: readonly Sentence[]): readonly AskType[] {
  const acts = (wanted: (one: Sentence) => boolean) => next.filter(wanted).flatMap(({ id }) => asksFor(id));
  return [...acts(isYours), ...acts((one) => ANYBODY.includes(one.id))];
}

function isYours({ values: { you } }: Sentence): boolean {
  return typeof you === 'object' && 'choice' in you && you.choice === 'yes';
}
