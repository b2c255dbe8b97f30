/** The signs that stand in words as the gate reads them (`rules.md 6.4`): what a name, an address or a piece of code says by its letters is no sentence of ours. */
import { simplified } from '../../text/simplified.ts';

/** Stands for a file's name: whatever its letters say, they say nothing. */
export const NAMED = '\uE200';
/** Stands for what nobody reads as words: struck out, drawn, an address. */
export const UNREAD = '\uE201';

/** A piece of code is one word, whatever stands in it: `permissions: read` ends no clause. */
const OPEN = '\uF100';
const CLOSE = '\uF101';
/** As part of an expression. */
export const CODE = `${OPEN}[^${CLOSE}]{1,200}${CLOSE}`;
/** What stands in a piece of code for its marks and blanks, letter by letter. */
const INNER = 0xf000;
const MARKS_WIDE = '，；：、。（）？！“”';

export const asCode = (words: string): string =>
  OPEN +
  words.replace(/[^\p{L}\p{N}./@_-]/gu, (one) => {
    const wide = MARKS_WIDE.indexOf(one);
    if (wide >= 0) return String.fromCharCode(INNER + 0x80 + wide);
    const code = one.charCodeAt(0);
    return code < 0x80 ? String.fromCharCode(INNER + code) : one;
  }) +
  CLOSE;

/** With the letters of code as they were written: what denies does so in code, too. */
export const asWritten = (words: string): string =>
  words
    .replace(/[\uF000-\uF08F]/g, (one) => {
      const code = one.charCodeAt(0) - INNER;
      return code < 0x80 ? String.fromCharCode(code) : MARKS_WIDE.charAt(code - 0x80);
    })
    .replace(/[\uF100\uF101]/g, '');

/** Words that hold such letters themselves would be read as what they are not. */
export const withoutSigns = (words: string): string => words.replace(/[\uE200\uF000-\uF101]/g, UNREAD);

/** As the forms of words are written: simplified and small, letter for letter. */
export const asFormed = (words: string): string =>
  simplified(words).replace(/\p{Lu}/gu, (one) => {
    const small = one.toLowerCase();
    return small.length === one.length ? small : one;
  });
