/** The normal form of characters and runs, shared by every translator into blocks so that they cannot disagree. */
import type { Run, TextRun } from './block.ts';

/*
 * Normalising comes after parsing, never before: composed and decomposed characters can differ in what they mean to a
 * parser (`>` with U+0338 is a quotation, `≯` is a letter; U+1FEF composes to a backtick), and two sources that render
 * differently must never share a digest. The price is that such a rare source counts as changed, which is the safe side.
 */

/** NFC, line feeds only, no blanks at the end of a line. Zero-width and bidirectional characters stay: they are content. */
export function normaliseText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?<![ \t])[ \t]+(?=\n|$)/g, '')
    .normalize('NFC');
}

/**
 * The same for what is kept as it was typed: only words of nothing but letters are composed. An address is another one when it is composed
 * otherwise, and within a tag anything may be one.
 */
export function normaliseSource(text: string): string {
  const composed = (word: string): string => (/^[\p{L}\p{M}\p{N}]+$/u.test(word) ? word.normalize('NFC') : word);
  const hasTags = text.includes('<');
  const lines = text.replaceAll(/\r\n?/g, '\n').replaceAll(/(?<![ \t])[ \t]+(?=\n|$)/g, '');
  return hasTags ? lines : lines.replaceAll(/\S+/g, composed);
}

function sameStyle(one: TextRun, other: TextRun): boolean {
  return one.code === other.code && one.strike === other.strike && one.link === other.link && one.title === other.title;
}

/** Joins neighbours of one style, trims blanks around line breaks and at both ends, and drops what became empty. */
export function normaliseRuns(source: readonly Run[], composed = (text: string) => text.normalize('NFC')): Run[] {
  const joined: Run[] = [];
  for (const run of source) {
    const last = joined.at(-1);
    if (run.kind === 'text' && last?.kind === 'text' && sameStyle(last, run)) {
      joined[joined.length - 1] = { ...last, text: last.text + run.text };
    } else joined.push(run);
  }
  const settled: Run[] = [];
  for (const [index, run] of joined.entries()) {
    if (run.kind !== 'text') {
      settled.push(run);
      continue;
    }
    let text = composed(run.text.replaceAll(/\r\n?/g, '\n').replaceAll(/(?<![ \t])[ \t]*\n[ \t]*/g, '\n'));
    if (index === 0) text = text.replace(/^[ \t\n]+/, '');
    if (index === joined.length - 1) text = text.replace(/(?<![ \t\n])[ \t\n]+$/, '');
    if (text !== '') settled.push({ ...run, text });
  }
  return settled;
}
