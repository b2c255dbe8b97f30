/** Reduces the Markdown of issues to plain blocks, on the rule that what would look different must have a different digest. */
import type {
  Definition,
  FootnoteDefinition,
  FootnoteReference,
  List,
  ListItem as MarkdownItem,
  Nodes,
  Parents,
  PhrasingContent,
  Reference,
  RootContent,
} from 'mdast';
import type { Block, ListItem, Run, Text } from './block.ts';
import { isLeftOpen, isReadOtherwise, someHtml } from './html.ts';
import { normaliseRuns, normaliseSource, normaliseText } from './normalise.ts';
import { parseMarkdown } from './parse.ts';

/** Nobody reads more levels than this; what is deeper is kept as its source, so that no text can exhaust the stack. */
const DEEPEST = 24;

interface Reading {
  readonly source: string;
  /** Link definitions by identifier; the first one wins, as in CommonMark. */
  readonly targets: ReadonlyMap<string, Definition>;
  /** Whether the text defines targets or notes, so that brackets in its words may be more than letters. */
  readonly defines: boolean;
}

type Style = Pick<Extract<Run, { kind: 'text' }>, 'strike' | 'link' | 'title'>;

/** One block of a text itself, not within another: what it says, and how much was written for it. */
export interface Part {
  /** One block; none for what nobody sees, such as a comment. */
  readonly blocks: Text;
  /** In UTF-16 code units of the source. */
  readonly length: number;
  /** Where it begins, counted from 0: the lines of the source, whichever way they end. */
  readonly line: number;
  /** The target of a link: as a rule it is not seen where it stands. */
  readonly isDefinition?: true;
}

/** Reads Markdown as GitHub shows it in issues and comments, where every line break is seen. Never fails: any string is Markdown. */
export function markdownToText(markdown: string): Text {
  return (markdownParts(markdown) ?? sourceAsText(markdown)).flatMap(({ blocks }) => blocks);
}

/**
 * The same, block by block, for whoever has to tell them apart. Never read a piece of a text by itself: a link's target may be defined in
 * another, and indentation means something only where it stands. From where HTML is left open on, all is kept as it was typed.
 * @returns `undefined` for a text that no parser should be made to read
 */
export function markdownParts(markdown: string): readonly Part[] | undefined {
  const source = withoutUnseen(markdown);
  const root = parseMarkdown(source);
  if (!root) return undefined;
  const reading: Reading = { source, ...definitionsIn(root) };
  let isUncertain = false;
  return root.children.map((node) => {
    isUncertain ||= someHtml(node, (one, isInLine) => isLeftOpen(one) || isReadOtherwise(one, isInLine));
    return {
      blocks: isUncertain && !isPlainHeading(node) ? [html(sourceOf(node, reading))] : blocksOf([node], reading, 0),
      length: (node.position?.end.offset ?? 0) - (node.position?.start.offset ?? 0),
      line: (node.position?.start.line ?? 1) - 1,
      ...(node.type === 'definition' ? { isDefinition: true as const } : {}),
    };
  });
}

/** What its words are is certain even where nobody knows how much of them is seen. */
function isPlainHeading(node: RootContent): boolean {
  return node.type === 'heading' && node.children.every(({ type }) => type === 'text');
}

/** For what is not parsed: bound letter by letter. */
export function sourceAsText(markdown: string): readonly Part[] {
  const source = withoutUnseen(markdown).trimEnd();
  return [{ blocks: [html(source)], length: source.length, line: 0 }];
}

/**
 * What no renderer shows differently, but the parser does in corners: a mark of byte order at the beginning, kinds of line end, blanks at a
 * line's end (unless a backslash stands before them: without them it would become a line break), and empty lines at the very end.
 */
function withoutUnseen(markdown: string): string {
  return `${markdown
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?/g, '\n')
    // To JavaScript's own ends of lines U+2028 belongs, too: to GitHub it is a character like others.
    .replaceAll(/(?<![\\ \t])[ \t]+(?=\n|$)/g, '')
    .replace(/(?<!\n)\n+$/, '')}\n`;
}

function definitionsIn(root: Nodes): Pick<Reading, 'targets' | 'defines'> {
  const targets = new Map<string, Definition>();
  let defines = false;
  const visit = (node: Nodes, depth: number): void => {
    if (node.type === 'definition' || node.type === 'footnoteDefinition') defines = true;
    if (node.type === 'definition' && !targets.has(node.identifier)) targets.set(node.identifier, node);
    if (!('children' in node) || depth > 4 * DEEPEST) return;
    for (const child of node.children) visit(child, depth + 1);
  };
  visit(root, 0);
  return { targets, defines };
}

/** A node as it was typed, or several up to the last: the one way to keep source. */
function sourceOf(first: Nodes, { source }: Reading, last = first): string {
  return source.slice(first.position?.start.offset ?? 0, last.position?.end.offset ?? source.length);
}

function blocksOf(nodes: readonly RootContent[], reading: Reading, depth: number): Block[] {
  const blocks: Block[] = [];
  for (const node of nodes) {
    const block = depth > DEEPEST ? html(sourceOf(node, reading)) : blockOf(node, reading, depth);
    if (block) blocks.push(block);
  }
  return blocks;
}

function blockOf(node: RootContent, reading: Reading, depth: number): Block | undefined {
  switch (node.type) {
    case 'heading':
      return {
        kind: 'heading',
        depth: node.depth,
        runs: runsOf(node, reading),
      };
    case 'paragraph': {
      const runs = runsOf(node, reading);
      return runs.length === 0 ? undefined : { kind: 'paragraph', runs };
    }
    case 'list':
      return listOf(node, reading, depth);
    case 'code': {
      const text = normaliseText(node.value);
      return {
        kind: 'code',
        ...(node.lang ? { language: node.lang.normalize('NFC') } : {}),
        text,
      };
    }
    case 'blockquote':
      return {
        kind: 'quote',
        blocks: blocksOf(node.children, reading, depth + 1),
      };
    case 'table':
      return {
        kind: 'table',
        rows: node.children.map((row) => row.children.map((cell) => runsOf(cell, reading))),
      };
    case 'thematicBreak':
      return { kind: 'rule' };
    case 'footnoteDefinition':
      return {
        kind: 'footnote',
        label: labelOf(node, reading),
        blocks: blocksOf(node.children, reading, depth + 1),
      };
    case 'definition':
      // As a rule it shows nothing. But GitHub shows one above a table, and finds other uses of it than our parser does.
      return html(sourceOf(node, reading));
    case 'html':
      return isInvisible(node.value) ? undefined : html(node.value);
    default:
      return html(sourceOf(node, reading));
  }
}

function html(source: string): Block {
  return { kind: 'html', source: normaliseSource(source) };
}

/** As it was typed: other parsers fold letters otherwise than ours, and take what is one name to it for two. */
function labelOf(node: FootnoteDefinition | FootnoteReference, reading: Reading): string {
  const [, typed = node.identifier] = /^\[\^((?:\\[\s\S]|[^\]\\])*)\]/.exec(sourceOf(node, reading)) ?? [];
  return typed.normalize('NFC');
}

/** What a reference points to; `undefined` where another parser may take another definition for it. */
function targetOf({ identifier, label }: Reference, { targets }: Reading): Definition | undefined {
  const target = targets.get(identifier);
  const [one, other] = [label, target?.label].map((name) =>
    (name ?? '').replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()),
  );
  return one === other ? target : undefined;
}

function listOf(node: List, reading: Reading, depth: number): Block {
  const items = node.children.map((item: MarkdownItem): ListItem => {
    const blocks = blocksOf(item.children, reading, depth + 1);
    return typeof item.checked === 'boolean' ? { checked: item.checked, blocks } : { blocks };
  });
  const start = node.ordered && typeof node.start === 'number' && node.start !== 1 ? { start: node.start } : {};
  return { kind: 'list', ordered: node.ordered === true, ...start, items };
}

/** What GitHub makes something else of than letters, once Markdown is read: emoji, mentions, numbers of issues. */
const NAMES = /:[\w+-]+:|@[\w-]+|#\d+|\bGH-\d+/g;

/** The end of a line by its number or name: to readers a blank, and to the words that are left of it an end. */
const WRITTEN_END = /&(?:#(?:0*1[03]|x0*[ad])|newline);/i;

const namesIn = (runs: readonly Run[]): string =>
  runs.flatMap((run) => (run.kind === 'text' ? (run.text.match(NAMES) ?? []) : [])).join(' ');

/**
 * Whether GitHub may read a line's marks otherwise than the words that are left of them say; it is then kept as it was typed.
 * - `$…$` is mathematics before emphasis and escapes are read, and mathematics can hide or recolour words: `\$a\$`, `$a$` and `$*a*$` look
 *   different and stay different.
 * - `[!NOTE]` makes a box of a quotation, its letters by themselves do not.
 * - Where a text defines targets, brackets that our parser takes for letters may be a link to GitHub.
 * - `:x:`, `@mei` and `#1` are names only where no mark stands within.
 * - `&#10;` breaks no line.
 */
function mayBeReadOtherwise(
  source: string,
  found: readonly Run[],
  runs: readonly Run[],
  { defines }: Reading,
): boolean {
  const seen = runs.map((run) => (run.kind === 'text' ? run.text : '')).join('');
  return (
    WRITTEN_END.test(source) ||
    [source, seen].some((text) => text.indexOf('$') !== text.lastIndexOf('$')) ||
    (seen.startsWith('[!') && !source.startsWith('[!')) ||
    (defines && seen.includes('[')) ||
    namesIn(found) !== namesIn(runs)
  );
}

function runsOf(node: Parents, reading: Reading): Run[] {
  const found: Run[] = [];
  collectRuns(node.children as readonly PhrasingContent[], {}, reading, found, 0);
  const runs = normaliseRuns(found);
  const first = node.children.at(0);
  const last = node.children.at(-1);
  if (!first || !last) return runs;
  const typed = sourceOf(first, reading, last);
  if (!mayBeReadOtherwise(typed, found, runs, reading)) return runs;
  return normaliseRuns([{ kind: 'text', text: typed }], normaliseSource);
}

function collectRuns(
  nodes: readonly PhrasingContent[],
  style: Style,
  reading: Reading,
  found: Run[],
  depth: number,
): void {
  for (const node of nodes) {
    if (depth > DEEPEST) {
      found.push({
        kind: 'html',
        source: normaliseSource(sourceOf(node, reading)),
      });
      continue;
    }
    switch (node.type) {
      case 'text':
        found.push({ kind: 'text', text: node.value, ...style });
        break;
      case 'break':
        found.push({ kind: 'text', text: '\n', ...style });
        break;
      case 'inlineCode':
        found.push({ kind: 'text', text: node.value, code: true, ...style });
        break;
      case 'emphasis':
      case 'strong':
        collectRuns(node.children, style, reading, found, depth + 1);
        break;
      case 'delete':
        collectRuns(node.children, { ...style, strike: true }, reading, found, depth + 1);
        break;
      case 'link':
        collectRuns(node.children, { ...style, ...linkTo(node) }, reading, found, depth + 1);
        break;
      case 'linkReference':
      case 'imageReference': {
        const target = targetOf(node, reading);
        if (!target) found.push({ kind: 'html', source: normaliseSource(sourceOf(node, reading)) });
        else if (node.type === 'imageReference') found.push(imageOf(node.alt, target, style));
        else collectRuns(node.children, { ...style, ...linkTo(target) }, reading, found, depth + 1);
        break;
      }
      case 'image':
        found.push(imageOf(node.alt, node, style));
        break;
      case 'footnoteReference':
        found.push({ kind: 'note', label: labelOf(node, reading) });
        break;
      case 'html':
        if (/^<br\s*\/?>$/i.test(node.value)) found.push({ kind: 'text', text: '\n', ...style });
        else if (!isInvisible(node.value)) found.push({ kind: 'html', source: normaliseSource(node.value) });
        break;
      default:
        found.push({
          kind: 'html',
          source: normaliseSource(sourceOf(node, reading)),
        });
    }
  }
}

/** An address stays as it was typed: composed otherwise, it is another one. */
function linkTo({ url, title }: Pick<Definition, 'url' | 'title'>): Pick<Style, 'link' | 'title'> {
  return { link: url, ...(title ? { title: title.normalize('NFC') } : {}) };
}

function imageOf(alt: string | null | undefined, target: Pick<Definition, 'url' | 'title'>, style: Style): Run {
  const { link, title } = linkTo(target);
  return {
    kind: 'image',
    alt: (alt ?? '').normalize('NFC'),
    source: link ?? '',
    ...(style.link === undefined ? {} : { link: style.link }),
    ...(title === undefined ? {} : { title }),
    ...(style.title === undefined ? {} : { linkTitle: style.title }),
  };
}

/**
 * Only a comment that ends where every renderer says it ends is left out. Browsers end `<!-->`, `<!--->` and `--!>` earlier than
 * Markdown does and then show the rest, and a comment's last line may go on with visible text: all that stays in the digest.
 */
function isInvisible(source: string): boolean {
  const inside = /^\s*<!--([\s\S]*)-->\s*$/.exec(source)?.[1];
  return inside !== undefined && !inside.includes('--') && !/^-?>/.test(inside) && !inside.endsWith('<!-');
}
