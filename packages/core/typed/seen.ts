/** A comment as its readers see it: the lines of its own paragraphs, and what stands in other places, where nothing is a command (`rules.md 6.3`). */
import type { Code, Heading, Html, Nodes, Paragraph, Root, RootContent, TableCell } from 'mdast';
import { endOfMark, isLeftOpen, isReadOtherwise, someHtml } from '../text/html.ts';
import { parseMarkdown } from '../text/parse.ts';
import { formulasIn, spansAt } from './formula.ts';

export interface SeenLine {
  /** As it is seen: characters that are written as entities or behind a backslash by themselves, what nobody sees left out. */
  readonly shown: string;
  /** As it was written; its indentation belongs to it. */
  readonly written: string;
  /** What of `shown` its author says there: `APART_WITHIN` stands for code, struck-out words, pictures, tags and what is folded away. */
  readonly said?: string;
  /**
   * It stands within something that holds it: folded away it is not seen, and what was never closed was no place to its writer (`told`); in a
   * quotation, code, a formula or what is struck out it is an example or taken back (`silent`).
   */
  readonly held?: 'told' | 'silent' | undefined;
}

/** Every tracker's comments are brought into these parts; what of them is a command is decided once for all. */
export type SeenPart =
  /** A paragraph; `isNext`: its readers see it as the next line of the one before. */
  | { readonly kind: 'text'; readonly lines: readonly SeenLine[]; readonly isNext?: boolean }
  /** Belongs to the command right above it, if there is one; else it is a list. */
  | { readonly kind: 'list'; readonly written: string; readonly lines: readonly string[] }
  /** `lines` are those of a fence that was never closed: whoever wrote below it thought that it was. */
  | { readonly kind: 'code'; readonly written: string; readonly lines?: readonly string[] }
  /** A quotation on the very next line: its words without their marks. `lines` are those that only look as if they stood below it. */
  | {
      readonly kind: 'quote';
      readonly isRightBelow: boolean;
      readonly written: string;
      readonly lines: readonly string[];
    }
  /**
   * Where no command is read. `lines` are those by which somebody may believe to have spoken all the same; `table` is how a table begins, which no
   * command reads.
   */
  | { readonly kind: 'apart'; readonly lines: readonly string[]; readonly isUnread?: true; readonly table?: string };

export const LONGEST_COMMENT = 65_536;

/** Stands within a line for what is not said there: Unicode's own mark for a thing among words. */
const APART_WITHIN = '\ufffc';

const APART: SeenPart = { kind: 'apart', lines: [] };

/** Nobody reads more levels than this. */
const DEEPEST = 24;

/** A mark of byte order at its beginning is counted by no parser: every place would be one further. */
function sourceOf(text: string): string {
  return text
    .slice(0, LONGEST_COMMENT)
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?/g, '\n');
}

/** Parts of a comment in Markdown, as GitHub shows them: every line break is seen. What no parser should be made to read is apart as a whole. */
export function seenParts(comment: string): readonly SeenPart[] {
  const source = sourceOf(comment);
  const tree = parseMarkdown(source, 'placed');
  if (!tree) return [{ kind: 'apart', lines: source.split('\n'), isUnread: true }];
  // Which elements are closed again is known at the end.
  const closed = new Set<number>();
  partsOf(tree, source, new Holders(closed));
  return partsOf(tree, source, new Holders(closed));
}

/** What is written in a box before an item: a task, done or not. */
export type Box = 'ticked' | 'empty';

/** A line of a text, as what its author says to whoever reads it. */
export interface SpokenLine {
  readonly words: string;
  /** The line above it, where both are of one paragraph. */
  readonly above?: string;
  readonly box?: Box;
}

export interface Spoken {
  /**
   * Of its own paragraphs, headings and lists. Nothing of a quotation, of code, of raw HTML, of what is struck out or folded away, also
   * within a line, and of what no parser should be made to read.
   */
  readonly own: readonly SpokenLine[];
  /** Whatever else is seen besides: what begins as an example, quotations, tables, footnotes; without the same things. */
  readonly all: readonly SpokenLine[];
}

/** @param linkAs what a link is taken for, by its address; `undefined`: its words */
export function spoken(text: string, linkAs?: (address: string) => string | undefined): Spoken {
  const parsed = parsedOf(text);
  const own = ownLinesOf(parsed, { linkAs });
  const all = ownLinesOf(parsed, { linkAs, blocks: SEEN_BLOCKS });
  return { own: own.filter(({ held }) => !held).map(spokenLine), all: all.map(spokenLine) };
}

const spokenLine = ({ said, shown, above, box }: PlacedLine): SpokenLine => ({
  words: said ?? shown,
  ...(above === undefined ? {} : { above }),
  ...(box ? { box } : {}),
});

/** Its own lines with all that is seen in them. */
export function shownLines(text: string): readonly string[] {
  return ownLinesOf(parsedOf(text), {})
    .filter(({ held }) => !held)
    .map(({ shown }) => shown);
}

interface PlacedLine extends SeenLine {
  readonly above?: string;
  readonly box?: Box | undefined;
}

interface Reading {
  readonly linkAs?: ((address: string) => string | undefined) | undefined;
  /** Kinds of blocks that are gone into. */
  readonly blocks?: ReadonlySet<string>;
  readonly box?: Box | undefined;
}

interface Parsed {
  readonly source: string;
  /** Absent for what no parser should be made to read. */
  readonly tree: Root | undefined;
}

function parsedOf(text: string): Parsed {
  const source = sourceOf(text);
  return { source, tree: parseMarkdown(source, 'placed') };
}

function ownLinesOf({ source, tree }: Parsed, reading: Reading): readonly PlacedLine[] {
  if (!tree) return [];
  const closed = new Set<number>();
  // Which elements are closed again is known at the end.
  linesWithin(tree, source, new Holders(closed), 0, reading);
  return linesWithin(tree, source, new Holders(closed), 0, reading);
}

const SHOWN_BLOCKS = new Set(['root', 'list', 'listItem']);
const SEEN_BLOCKS = new Set([...SHOWN_BLOCKS, 'blockquote', 'table', 'tableRow', 'footnoteDefinition']);

function linesWithin(
  node: Nodes,
  source: string,
  folds: Holders,
  depth: number,
  reading: Reading,
): readonly PlacedLine[] {
  const { blocks = SHOWN_BLOCKS, linkAs } = reading;
  switch (node.type) {
    case 'paragraph':
    case 'heading':
    case 'tableCell':
      if (node.type === 'tableCell' && !blocks.has('table')) return [];
      return linesOf(node, source, folds, linkAs).map((line, at, lines) => {
        const { said, shown } = lines[at - 1] ?? {};
        return { ...line, ...(shown === undefined ? {} : { above: said ?? shown }), box: reading.box };
      });
    case 'html':
      folds.take(node.value);
      return [];
    default: {
      if (depth > DEEPEST || !blocks.has(node.type) || !('children' in node)) return [];
      const box = node.type === 'listItem' ? boxOf(node.checked, reading.box) : reading.box;
      return node.children.flatMap((child) => {
        const lines = linesWithin(child, source, folds, depth + 1, { ...reading, box });
        if (depth === 0 && someHtml(child, hidesWhatFollows)) folds.lose();
        return lines;
      });
    }
  }
}

/** What stands within a task that is not done is none of what was done. */
function boxOf(checked: boolean | null | undefined, around: Box | undefined): Box | undefined {
  if (typeof checked !== 'boolean' || around === 'empty') return around;
  return checked ? 'ticked' : 'empty';
}

function partsOf(tree: Root, source: string, folds: Holders): readonly SeenPart[] {
  let lastLine = 0;
  return tree.children.map((node) => {
    const isRightBelow = node.position?.start.line === lastLine + 1;
    lastLine = node.position?.end.line ?? 0;
    const part = partOf(node, source, folds, isRightBelow);
    // A browser goes on with some of what is opened there behind the block.
    if (node.type !== 'paragraph' && node.type !== 'html') someHtml(node, (html) => folds.pass(html));
    if (someHtml(node, hidesWhatFollows)) folds.lose();
    return part;
  });
}

/** Behind HTML that is left open, and what GitHub takes for none, nobody knows what is seen and where. */
function hidesWhatFollows(html: string, isInLine: boolean): boolean {
  return isLeftOpen(html) || (!isInLine && isReadOtherwise(html, isInLine));
}

function partOf(node: RootContent, source: string, folds: Holders, isRightBelow: boolean): SeenPart {
  switch (node.type) {
    case 'paragraph':
      return { kind: 'text', lines: linesOf(node, source, folds) };
    case 'list':
      return { kind: 'list', written: written(node, source), lines: ownLines(node, source, 0) };
    case 'code':
      return { kind: 'code', written: node.value, lines: linesBehindFence(node, source) };
    case 'blockquote': {
      const words = written(node, source).replaceAll(/(?<=^|\n)[ \t]*(?:>[ \t]?)+/g, '');
      return { kind: 'quote', isRightBelow, written: words, lines: lazyLines(node, source) };
    }
    case 'html':
      return { kind: 'apart', lines: folds.take(node.value) };
    case 'heading':
      return {
        kind: 'apart',
        lines: written(node, source)
          .split('\n')
          .map((one) => one.replace(/^\s*#+\s*/, '')),
      };
    case 'table':
      return { kind: 'apart', lines: ownLines(node, source, 0), table: written(node, source).split('\n', 1)[0] ?? '' };
    case 'footnoteDefinition':
      return { kind: 'apart', lines: ownLines(node, source, 0) };
    default:
      return APART;
  }
}

/** From the beginning of its first line: the indentation of a block belongs to it. */
function written(node: Nodes, source: string): string {
  const from = node.position?.start.offset ?? 0;
  return source.slice(from - ((node.position?.start.column ?? 1) - 1), node.position?.end.offset ?? 0);
}

/** Blocks within which a line may have been meant as one of the comment's own. */
const HOLD_BLOCKS = new Set(['list', 'listItem', 'footnoteDefinition']);

/** The lines within a list or a footnote, as they are seen, and those below a table that became a row of it. */
function ownLines(node: Nodes, source: string, depth: number): readonly string[] {
  switch (node.type) {
    case 'paragraph':
      return linesOf(node, source, new Holders()).flatMap((one) => (one.held === 'silent' ? [] : [one.shown]));
    case 'table':
      return written(node, source)
        .split('\n')
        .filter((line) => !/^[ \t]*\|/.test(line));
    case 'code':
      return linesBehindFence(node, source);
    default:
      if (depth > DEEPEST || !HOLD_BLOCKS.has(node.type) || !('children' in node)) return [];
      return node.children.flatMap((child) => ownLines(child, source, depth + 1));
  }
}

/** The lines of code whose fence was never closed; words behind its mark keep one from closing it. */
function linesBehindFence(node: Code, source: string): readonly string[] {
  const lines = written(node, source).split('\n');
  const [, fence] = /^[ \t]*(`{3,}|~{3,})/.exec(lines[0] ?? '') ?? [];
  const last = lines.length > 1 ? (lines.at(-1)?.trim() ?? '') : '';
  if (fence === undefined || (last.length >= fence.length && last === fence.charAt(0).repeat(last.length))) return [];
  return lines.slice(1).map((line) => line.replace(/^[ \t]*(?:`{3,}|~{3,})/, ''));
}

/** Lines of a quotation that have no mark of one: Markdown shows them inside it, and whoever wrote them thought that they stood below. */
function lazyLines(node: Nodes, source: string): readonly string[] {
  return written(node, source)
    .split('\n')
    .filter((line) => !/^[ \t]*>/.test(line));
}

/**
 * The lines of a paragraph. A line ends where its reader sees an end: not inside a comment, code or the address of a link. What holds the end
 * of one holds the beginning of the next.
 */
function linesOf(
  paragraph: Paragraph | Heading | TableCell,
  source: string,
  folds: Holders,
  linkAs?: Reading['linkAs'],
): readonly SeenLine[] {
  const lines: SeenLine[] = [];
  const end = paragraph.position?.end.offset ?? 0;
  let from = (paragraph.position?.start.offset ?? 0) - ((paragraph.position?.start.column ?? 1) - 1);
  let shown = '';
  let said = '';
  let typed = '';
  const formulaAt = spansAt(formulasIn(paragraph, source));
  /** Whether a word of the line was seen, and whether code, a link or what is struck out came before any: then it begins as an example. */
  let isBegun = false;
  let isExample = false;
  /** How many stand around it of what is struck out and of links. */
  let around = 0;
  /** … and how many of what is struck out alone. */
  let struck = 0;
  /** Within what is hidden to one parser and shown by another. */
  let isDoubtful = false;
  const heldAt = (at: number): SeenLine['held'] => {
    const formula = formulaAt(at);
    if (around > 0 || folds.held === 'silent' || formula?.isSure) return 'silent';
    return formula || isDoubtful ? 'told' : folds.held;
  };
  const show = (words: string, isSaid = true): void => {
    shown += words;
    said += isSaid && struck === 0 && !isDoubtful && !folds.held ? words : APART_WITHIN;
    isBegun ||= /[\p{L}\p{N}]/u.test(words);
  };
  let held = heldAt(from);
  const pass = (to: number, next: number): void => {
    typed += source.slice(from, to);
    from = next;
  };
  const endLine = (to: number, next: number): void => {
    pass(to, next);
    // What breaks a line without being seen to is no more than a blank.
    lines.push({ shown, said, written: typed.replaceAll('\n', ' '), held: isExample ? 'silent' : held });
    [shown, said, typed, held] = ['', '', '', heldAt(next)];
    [isBegun, isExample] = [false, false];
  };
  const showLines = (start: number, raw: readonly string[], seen: readonly string[]): void => {
    let at = start;
    for (const [index, line] of raw.entries()) {
      if (index > 0) endLine(at - 1, at);
      // A line break that is written as an entity is none.
      show(seen.length === raw.length ? (seen[index] ?? '') : line);
      at += line.length + 1;
    }
  };
  const visit = (node: Nodes, depth: number): void => {
    const start = node.position?.start.offset ?? 0;
    const stop = node.position?.end.offset ?? start;
    switch (node.type) {
      case 'text':
        showLines(start, source.slice(start, stop).split('\n'), node.value.split('\n'));
        return;
      case 'break':
        endLine(start, stop);
        return;
      case 'html':
        if (/^<br\s*\/?>$/i.test(node.value)) endLine(start, stop);
        else if (isHidden(node.value)) pass(start, stop);
        else if (node.value.startsWith('<!--')) {
          isDoubtful = true;
          showLines(start, source.slice(start, stop).split('\n'), []);
          isDoubtful = false;
        } else {
          const tag = folds.takeTag(node);
          if (tag !== '') show(tag, false);
        }
        return;
      case 'inlineCode':
        isExample ||= !isBegun;
        show(`\`${node.value.replaceAll('\n', ' ')}\``, false);
        return;
      case 'emphasis':
      case 'strong':
        if (depth <= DEEPEST) for (const child of node.children) visit(child, depth + 1);
        return;
      // Struck out it is taken back; a link's words are no line of their own.
      case 'delete':
      case 'link':
      case 'linkReference': {
        isExample ||= !isBegun;
        const address = node.type === 'link' ? linkAs?.(node.url) : undefined;
        show(node.type === 'delete' ? '~~' : '[');
        around += 1;
        struck += node.type === 'delete' ? 1 : 0;
        if (address !== undefined) show(address);
        else if (depth <= DEEPEST) for (const child of node.children) visit(child, depth + 1);
        around -= 1;
        struck -= node.type === 'delete' ? 1 : 0;
        show(node.type === 'delete' ? '~~' : ']');
        return;
      }
      default:
        show(source.slice(start, stop).replaceAll('\n', ' '), false);
    }
  };
  for (const child of paragraph.children) visit(child, 0);
  endLine(end, end);
  return lines;
}

/** Whether it is a comment to GitHub, too: with two dashes in it, or a wrong beginning or end, its words are shown there. */
function isHidden(html: string): boolean {
  return html.startsWith('<!--') && !/^-?>|--|-$/.test(html.slice(4, -3));
}

/** Elements in which words are an example, somebody else's, or taken back. */
export const EXAMPLE_ELEMENTS = new Set([
  'blockquote',
  'pre',
  'code',
  'kbd',
  'samp',
  'tt',
  'q',
  'del',
  's',
  'strike',
  'script',
  'style',
]);
/** Elements that fold words away, make them a part of something else, or of which a browser shows something else than their words. */
const PLACES = new Set([
  ...['details', 'summary', 'table', 'ul', 'ol', 'dl', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'li', 'dt', 'dd', 'figcaption', 'rp', 'rt'],
  ...['template', 'select', 'option', 'optgroup', 'datalist', 'dialog', 'noscript', 'svg', 'math', 'map'],
  ...['video', 'audio', 'canvas', 'object', 'picture'],
]);
/** Other elements before and behind which a line ends. */
const APART_BLOCKS = new Set(['p', 'div', 'center', 'br', 'hr', 'pre', 'blockquote']);
/** Elements that only change how words look; they are not seen themselves. */
const STYLES = new Set(['b', 'i', 'em', 'strong', 'u', 'ins', 'span', 'font', 'small', 'big', 'p', 'div', 'center']);

function endsLine(tag: string): boolean {
  const [, name = ''] = /^<\/?([a-z][a-z\d]*)/i.exec(tag) ?? [];
  return PLACES.has(name.toLowerCase()) || APART_BLOCKS.has(name.toLowerCase());
}

/** Elements within one another. */
const MOST_OPEN = 100;

/** The elements of raw HTML that are open where something stands. */
class Holders {
  readonly #open: { readonly name: string; readonly number: number }[] = [];
  readonly #closed: Set<number>;
  #count = 0;
  /** More were opened than anybody writes, or a tag itself is: what stands below is held by something, whatever is closed after it. */
  #isLost = false;

  /** @param closed the numbers of the elements that are closed again; what is never closed (`Optional<S>`) holds nothing that was meant as an example */
  constructor(closed: Set<number> = new Set()) {
    this.#closed = closed;
  }

  get held(): SeenLine['held'] {
    if (this.#isLost) return 'told';
    if (this.#open.some(({ name, number }) => EXAMPLE_ELEMENTS.has(name) && this.#closed.has(number))) return 'silent';
    return this.#open.length > 0 ? 'told' : undefined;
  }

  lose(): void {
    this.#isLost = true;
  }

  /** @returns what of a tag within a line is seen */
  takeTag({ value }: Html): string {
    const [, end, name = ''] = /^<(\/?)([a-z][a-z\d]*)/i.exec(value) ?? [];
    const element = name.toLowerCase();
    if (!this.#isLost && (EXAMPLE_ELEMENTS.has(element) || PLACES.has(element))) {
      if (end) this.#close(element);
      else if (!value.endsWith('/>')) this.#openOne(element);
    }
    return STYLES.has(element) ? '' : value.replaceAll('\n', ' ');
  }

  /** @returns the lines of a block of HTML that are seen and no example */
  take(source: string): readonly string[] {
    let seen = '';
    let at = 0;
    while (at < source.length) {
      const tag = source.indexOf('<', at);
      if (tag < 0) break;
      if (this.held !== 'silent') seen += source.slice(at, tag);
      // To others these are words; a browser hides what follows the latter up to the next mark.
      const [words] = /^<!(?:(?=[a-z])|\[CDATA\[|\[)/.exec(source.slice(tag, tag + 9)) ?? [];
      if (words !== undefined) {
        seen += words === '<![CDATA[' ? '\n' : words;
        at = tag + words.length;
        continue;
      }
      const to = endOfMark(source, tag);
      // What is opened and never ended is seen by nobody.
      if (to < 0) return seen.split('\n');
      const mark = source.slice(tag, Math.min(to, tag + 40));
      this.pass(mark);
      if (endsLine(mark)) seen += '\n';
      at = to;
    }
    if (this.held !== 'silent') seen += source.slice(at);
    return seen.split('\n');
  }

  /** Takes a piece of HTML that is no line of the comment's own. */
  pass(value: string): false {
    if (!value.startsWith('<!--')) this.takeTag({ type: 'html', value });
    return false;
  }

  #openOne(name: string): void {
    this.#count += 1;
    this.#isLost ||= this.#open.push({ name, number: this.#count }) > MOST_OPEN;
  }

  #close(element: string): void {
    const at = this.#open.findLastIndex(({ name }) => name === element);
    const [one] = this.#open.splice(at < 0 ? this.#open.length : at);
    if (one) this.#closed.add(one.number);
  }
}
