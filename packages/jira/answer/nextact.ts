/** Which acts the next steps ask of the viewer: the button that stands out is the one that "Next" names to whoever reads it. */
import type { AskType } from '@countersign/core/ask/ask.ts';
import { isPressed, type Pressed, rowOf, TYPED_ACTS } from '@countersign/core/change/acts.ts';
import type { MessageId } from '@countersign/core/text/catalogue.ts';
import type { Sentence } from '@countersign/core/view/sentence.ts';

/** Steps that name nobody: whoever may take them is asked, after what they are asked by name. */
const ANYBODY: readonly MessageId[] = ['status.here.second', 'status.here.evidence'];

/** @param next as `here` says it to the viewer. @returns the most fitting first; whether the viewer may is left to the offers */
export function askedOf(next: readonly Sentence[]): readonly AskType[] {
  const acts = (wanted: (one: Sentence) => boolean) => next.filter(wanted).flatMap(asksFor);
  return [...acts(isYours), ...acts((one) => ANYBODY.includes(one.id))];
}

function asksFor({ id }: Sentence): readonly Pressed[] {
  return TYPED_ACTS.filter(isPressed).filter((type) => rowOf(type).asked?.some((one) => one === id));
}

function isYours({ values: { you } }: Sentence): boolean {
  return typeof you === 'object' && 'choice' in you && you.choice === 'yes';
}
