/** Texts that no person writes and that would keep a Markdown parser busy for seconds: told apart in one pass, before any parser sees them. */

/** Marks that can open and close something, within one paragraph: the parser's time grows with their square. */
const MOST_MARKS = 4_000;
/** Lines that could underline a heading, one after another without an empty line. */
const MOST_UNDERLINES = 1_000;
/** Quotations apart from one another: the parser looks back over all of them at each. */
const MOST_QUOTES = 1_000;
const QUOTE = /(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)(?:[ \t]*(?:[-+*]|\d{1,9}[.)]))*[ \t]*>/g;
/** A line that opens more levels at once than this is no writing. */
const TOO_MANY_LEVELS = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){200}/m;

/** Every reader of Markdown asks this first; what it holds for tangled is taken as its source, or as saying nothing. */
export function isTangled(source: string): boolean {
  if (TOO_MANY_LEVELS.test(source) || countOf(source, QUOTE) > MOST_QUOTES) return true;
  return source
    .split(/(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)/)
    .some(
      (part) =>
        countOf(part, /[*_~[\]!`]/g) > MOST_MARKS || countOf(part, /^[ \t]*(?:=+|-+)[ \t]*$/gm) > MOST_UNDERLINES,
    );
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
