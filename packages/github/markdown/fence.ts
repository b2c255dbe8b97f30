/** Text of others as it was typed, in a block that nothing inside can end. */
import { clip } from '@countersign/core/view/sentence.ts';

/** @param most characters, of which the rest is left out */
export function fenced(text: string, most: number, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${clip(text, most)}\n${fence}`;
}
