/** A figure and its unit stay on one line: the blank between them does not break, wherever a sentence says both. */
import type { Piece } from './spacing.ts';

/** U+00A0. Readers take it for a blank, so that what is shown can be typed or pasted as it stands. */
export const NO_BREAK = '\u00a0';

/** What our sentences count in. Where the unit itself is of two words, these may part. */
const UNITS = [
  ...['%', 'd', 'KB', 'MB', 'working days?', 'person-(?:hours?|days?|months?)'],
  ...['个工作日', '人天', '人时', '人月', '天'],
].join('|');
const BETWEEN = new RegExp(`(?<=\\d) (?=(?:${UNITS})(?![\\p{Script=Latin}\\p{Nd}-]))`, 'gu');

const A_BLANK_BEHIND_A_FIGURE = /\d /;

/** The pieces of one sentence, each figure with its unit. What came from outside is left as it was written. */
export function unbroken(pieces: readonly Piece[]): readonly Piece[] {
  const whole = pieces.map(({ text }) => text).join('');
  if (!A_BLANK_BEHIND_A_FIGURE.test(whole)) return pieces;
  const between = new Set([...whole.matchAll(BETWEEN)].map(({ index }) => index));
  if (between.size === 0) return pieces;
  let from = 0;
  return pieces.map(({ text, filled }) => {
    const began = from;
    from += text.length;
    if (filled) return { text, filled };
    const units = text.split('').map((one, at) => (between.has(began + at) ? NO_BREAK : one));
    return { text: units.join(''), filled };
  });
}
