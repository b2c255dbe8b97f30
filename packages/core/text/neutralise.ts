/** Makes text from users harmless where we show it again: no mention, reference, command, markup or formula comes of it (`rules.md 6.3`). */
import { revealHidden } from './hidden.ts';

/*
 * A backslash keeps Markdown from reading a mark, but GitHub looks for mentions, references, commits, emoji and addresses in
 * the rendered words, where the backslash is gone. Those are broken with a zero-width space, after which nothing is found.
 */
const ZERO_WIDTH = '\u200b';

/** Every ASCII mark that Markdown knows; `|` is written as an entity because tables read `\|` before anything else does. */
function escapeMarks(text: string): string {
  return text.replaceAll(/[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{}~]/g, '\\$&').replaceAll('|', '&#124;');
}

/** Breaks what GitHub finds in rendered words. */
function breakReferences(text: string): string {
  return (
    text
      // Mentions of people and teams; references to issues, also across repositories and as GH-12.
      .replaceAll(/[@＠#＃]/gu, `$&${ZERO_WIDTH}`)
      .replaceAll(/gh(?=-\d)/gi, `$&${ZERO_WIDTH}`)
      // Keys of other trackers that a repository may link: ABC-12.
      .replaceAll(/(?<=[a-z0-9_])-(?=\d)/gi, `-${ZERO_WIDTH}`)
      // Addresses, which GitHub turns into links, and into references when they are its own.
      .replaceAll(/:(?=\/\/)/g, `:${ZERO_WIDTH}`)
      .replaceAll(/www(?=\.)/gi, `$&${ZERO_WIDTH}`)
      .replaceAll(/(?:mailto|xmpp)(?=:)/gi, `$&${ZERO_WIDTH}`)
      // Commits.
      .replaceAll(/[0-9a-f]{7,}/gi, (hash) => hash.replaceAll(/.{6}(?=.)/g, `$&${ZERO_WIDTH}`))
      // Emoji by name.
      .replaceAll(/:(?=[a-z0-9_+-]+:)/gi, `:${ZERO_WIDTH}`)
  );
}

function harmless(line: string): string {
  return escapeMarks(breakReferences(revealHidden(line)));
}

/** One line of Markdown that shows exactly these words, for a sentence or a table's cell. Line breaks become blanks. */
export function neutralInline(text: string): string {
  return harmless(text.replaceAll(/[\s\u0085\u2028\u2029]+/gu, ' ').trim());
}

const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;

/** A cell of a CSV file (RFC 4180) that no spreadsheet takes for a formula. Give numbers as numbers: they pass as they are. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // Spreadsheets skip blanks and take full-width marks for plain ones; an apostrophe says "this is text". Where a semicolon or a tab divides cells
  // (as in German and French ones), quotes within a line protect nothing, and each part is a cell of its own.
  const parts = value.split(/(?<=[;\t\r\n])/u).map((part, at) => {
    const isFormula = FORMULA.test(at === 0 ? part : part.replaceAll('"', ''));
    return isFormula || (at === 0 && /^[\t\r\n]/u.test(part)) ? `'${part}` : part;
  });
  const text = parts.join('');
  return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
