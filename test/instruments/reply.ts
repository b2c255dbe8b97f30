/** The comment with which one comment's commands are answered when nothing else is said to that person. */
import { NOBODY } from '@countersign/core/content/person.ts';
import type { Setting } from '@countersign/core/view/sentence.ts';
import { markdownSpeaker } from '@countersign/github/markdown/edge.ts';
import { letterBody, withAnswer } from '@countersign/github/markdown/letter.ts';
import { type Answer, type ReplyLinks, replies } from '@countersign/github/markdown/reply.ts';

/** Nothing to answer gives an empty text. */
export function reply(answers: readonly Answer[], cause: string, setting: Setting, links: ReplyLinks = {}): string {
  const answered = { cause, to: NOBODY, pieces: replies(answers, setting, links) };
  const [letter] = withAnswer([], answered, { standing: () => null, now: 0, say: markdownSpeaker(setting) });
  return letter ? letterBody(letter) : '';
}
