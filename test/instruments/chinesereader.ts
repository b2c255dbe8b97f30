/** What a Chinese reader trips over in what is shown: one table for comments, pages, panels and documents. */

import { GIVEN_UP } from './givenup.ts';

const HAN = String.raw`\p{Script=Han}`;
/** By what it is. Names and people's own words are taken out, or stand for one letter, before a line is looked at. */
export const STUMBLES: Readonly<Record<string, RegExp>> = {
  'words that are not Chinese': /[A-Za-z]{2,}/,
  'no blank between Han and Latin letters': new RegExp(`${HAN}[A-Za-z0-9#@]|[A-Za-z0-9]${HAN}`, 'u'),
  'a blank beside a mark of full width': /[，。；、！？）] (?!·|\||[-✔✘⚠])|(?<![·|:：✔✘⚠]) [，。；：、！？（）”]/u,
  'a mark of half width beside Han': new RegExp(`${HAN}[,;:!?()]|[,;!?()]${HAN}`, 'u'),
  'a mark twice': /。。|，，|。，|：：|；。|，。|。”[。，；（]/,
  'a blank between Han': new RegExp(`${HAN} +${HAN}`, 'u'),
  'words that were given up': new RegExp(GIVEN_UP.map(([word]) => word.source).join('|')),
};

/** Han characters lean badly, and Markdown takes no mark beside them: names are quoted instead. Looks at Markdown as it is written. */
export function inItalics(markdown: string): readonly string[] {
  const plain = markdown.replaceAll(/`[^`\n]*`/g, 'x').replaceAll('**', '');
  return [...plain.matchAll(/(?<![*\w\\])([*_])(?=[^\s*_])([^*_\n]*\p{Script=Han}[^*_\n]*)(?<=\S)\1(?![*\w])/gu)].map(
    ([one]) => one,
  );
}
