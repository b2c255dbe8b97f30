/** Finds the command lines of a comment: only in its own paragraphs, never in quotes, lists, code, HTML or tables (`rules.md 6.3`). */

import { parseDocument } from 'yaml';
import { parseMarkdown } from '../text/parse.ts';

export interface CommandLine {
  /** The word behind the slash, as written. */
  readonly word: string;
  /** The rest of the line. */
  readonly rest: string;
  /** Lines below it that belong to it: a YAML block, fenced or not. */
  readonly block: string | undefined;
  readonly line: string;
}

/** More than this is no conversation: the comment is answered with a sentence and nothing is done. */
export const MOST_LINES = 30;
export const LONGEST_COMMENT = 65_536;
/** A plan of two hundred steps takes a third of it. */
const LONGEST_BLOCK = 32_768;

/**
 * A slash, a word, and then white space, a mark that ends a clause, or the end: `/approve, it fits` is a command; `/usr/bin`,
 * `/review.md` and `/etc` inside a sentence are none.
 */
const COMMAND = /^\/([\p{L}][\p{L}\p{N}-]{0,29})(?:[,;:.!]?(?:[ \t\u3000]+(.*))?|[，；：。！]+(.*))$/u;

/** A line that may be a command, for a comment in which nobody can tell what stands in quotes or code. */
const PERHAPS = /^\/[\p{L}].{0,200}/mu;

/**
 * Command lines in the order in which they stand.
 * @returns for a comment that is too tangled to be read, its first line that may be a command; nothing where there is none
 */
export function commandLines(comment: string): readonly CommandLine[] | { readonly tangled: string } {
  const source = comment.slice(0, LONGEST_COMMENT).replaceAll('\r\n', '\n');
  const tree = parseMarkdown(source);
  if (!tree) {
    const tangled = PERHAPS.exec(source)?.[0];
    return tangled === undefined ? [] : { tangled };
  }
  const found: { word: string; rest: string; line: string; below: string[] }[] = [];
  let open = false;
  for (const node of tree.children) {
    const from = node.position?.start.offset ?? 0;
    // From the beginning of its first line: the indentation of a block belongs to it.
    const text = source.slice(from - ((node.position?.start.column ?? 1) - 1), node.position?.end.offset ?? 0);
    if (node.type === 'code' && open) {
      found.at(-1)?.below.push(node.value);
      open = false;
      continue;
    }
    // `steps:` with dashes below it is a list to Markdown and a block to us, as long as it follows a command directly.
    if (node.type === 'list' && open) {
      found.at(-1)?.below.push(text);
      continue;
    }
    if (node.type !== 'paragraph') {
      open = false;
      continue;
    }
    for (const line of text.split('\n')) {
      const command = COMMAND.exec(line.trimEnd());
      if (command) {
        found.push({
          word: command[1] ?? '',
          rest: (command[2] ?? command[3] ?? '').trim(),
          line: line.trimEnd(),
          below: [],
        });
        open = true;
      } else if (open) found.at(-1)?.below.push(line);
    }
  }
  return found.map(({ word, rest, line, below }) => ({
    word,
    rest,
    line,
    block: below.length > 0 ? below.join('\n') : undefined,
  }));
}

/** The block as a mapping; `undefined` when it is not one. Names that begin with `@` need no quotes. */
export function blockOf(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined) return undefined;
  const quoted = text.replaceAll(/(^|[:[,-]\s*)(@[\w-]+(?::[\w-]+)*(?:\[bot\])?)(?=\s*(?:[,\]}]|$))/gm, '$1"$2"');
  if (quoted.length > LONGEST_BLOCK) return undefined;
  // What is wrong is not told line by line: for that the parser would read the text again at each.
  const document = parseDocument(quoted, { maxAliasCount: 0, prettyErrors: false } as never);
  if (document.errors.length > 0) return undefined;
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    return undefined;
  }
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** Logins that a comment names, for looking them up before it is read. */
export function mentionedLogins(comment: string): readonly string[] {
  const found = comment.slice(0, LONGEST_COMMENT).match(/(?<![\w/.@])@[a-z\d](?:[a-z\d-]{0,38})/gi) ?? [];
  return [...new Set(found.map((name) => name.slice(1).toLowerCase()))].slice(0, 50);
}
