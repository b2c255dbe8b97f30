/** Reduces the Markdown of issues to plain blocks, on the rule that what would look different must have a different digest. */
import type { List, ListItem as MarkdownItem, Nodes, Parents, PhrasingContent, RootContent } from 'mdast';
import type { Block, ListItem, Run, Text } from './block.ts';
import { normaliseRuns, normaliseText } from './normalise.ts';
import { parseMarkdown } from './parse.ts';

/** Nobody reads more levels than this; what is deeper is kept as its source, so that no text can exhaust the stack. */
const DEEPEST = 24;

interface Target {
  url: string;
  title?: string | null | undefined;
}

interface Reading {
  source: string;
  /** Link definitions by identifier; the first one wins, as in CommonMark. */
  targets: ReadonlyMap<string, Target>;
  /** True once anything is kept as it was typed: what its references point to does not stand in it. */
  keepsSource: boolean;
}

type Style = Pick<Extract<Run, { kind: 'text' }>, 'strike' | 'link' | 'title'>;

/** One block of a text itself, not within another: what it says, and how much was written for it. */
export interface Part {
  /** One block; none for what nobody sees, such as a comment, and for what is seen elsewhere, such as a link's target. */
  readonly blocks: Text;
  /** In UTF-16 code units of the source. */
  readonly length: number;
}

/** Reads Markdown as GitHub shows it in issues and comments, where every line break is seen. Never fails: any string is Markdown. */
export function markdownToText(markdown: string): Text {
  return (markdownParts(markdown) ?? sourceAsText(markdown)).flatMap(({ blocks }) => blocks);
}

/**
 * The same, block by block, for whoever has to tell them apart. Never read a piece of a text by itself: a link's target may be defined in
 * another, and indentation means something only where it stands. Where anything is kept as its source, the text's definitions are the first
 * part, before all that was written, since a source of any part may use them.
 * @returns `undefined` for a text that no parser should be made to read
 */
export function markdownParts(markdown: string): readonly Part[] | undefined {
  const source = withoutUnseen(markdown);
  const root = parseMarkdown(source);
  if (!root) return undefined;
  const targets = new Map<string, Target>();
  collectTargets(root, targets, 0);
  const reading: Reading = { source, targets, keepsSource: false };
  const parts = root.children.map((node) => ({
    blocks: blocksOf([node], reading, 0),
    length: (node.position?.end.offset ?? 0) - (node.position?.start.offset ?? 0),
  }));
  return reading.keepsSource && targets.size > 0 ? [{ blocks: [definitions(targets)], length: 0 }, ...parts] : parts;
}

/** In an order of their own, as theirs in the text is not seen. No raw HTML of a text begins with a bracket, so that nothing else reads so. */
function definitions(targets: ReadonlyMap<string, Target>): Block {
  const lines = [...targets].map(([identifier, target]) => {
    const { link, title } = linkTo(target);
    const said = [link, ...(title === undefined ? [] : [title])].map((one) => JSON.stringify(one));
    return `[${identifier.normalize('NFC')}]: ${said.join(' ')}`;
  });
  return html(lines.sort().join('\n'));
}

/** For what is not parsed: bound letter by letter. */
export function sourceAsText(markdown: string): readonly Part[] {
  const source = withoutUnseen(markdown).trimEnd();
  return [{ blocks: [html(source)], length: source.length }];
}

/**
 * What no renderer shows differently, but the parser does in corners: kinds of line end, blanks at a line's end (unless a backslash
 * stands before them: without them it would become a line break), and empty lines at the very end.
 */
function withoutUnseen(markdown: string): string {
  return `${markdown
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?<![\\ \t])[ \t]+$/gm, '')
    .replace(/(?<!\n)\n+$/, '')}\n`;
}

function collectTargets(node: Nodes, targets: Map<string, Target>, depth: number): void {
  if (node.type === 'definition') {
    if (!targets.has(node.identifier)) targets.set(node.identifier, node);
    return;
  }
  if (!('children' in node) || depth > 4 * DEEPEST) return;
  for (const child of node.children) collectTargets(child, targets, depth + 1);
}

/** A node as it was typed, or several up to the last: the one way to keep source. */
function sourceOf(first: Nodes, reading: Reading, last = first): string {
  reading.keepsSource = true;
  return reading.source.slice(first.position?.start.offset ?? 0, last.position?.end.offset ?? reading.source.length);
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
        label: node.identifier,
        blocks: blocksOf(node.children, reading, depth + 1),
      };
    case 'definition':
      // Shows nothing by itself: the links that use it carry its target, and beside a source stand all of them.
      return undefined;
    case 'html':
      return isInvisible(node.value) ? undefined : html(node.value);
    default:
      return html(sourceOf(node, reading));
  }
}

function html(source: string): Block {
  return { kind: 'html', source: normaliseText(source) };
}

function listOf(node: List, reading: Reading, depth: number): Block {
  const items = node.children.map((item: MarkdownItem): ListItem => {
    const blocks = blocksOf(item.children, reading, depth + 1);
    return typeof item.checked === 'boolean' ? { checked: item.checked, blocks } : { blocks };
  });
  const start = node.ordered && typeof node.start === 'number' && node.start !== 1 ? { start: node.start } : {};
  return { kind: 'list', ordered: node.ordered === true, ...start, items };
}

/**
 * GitHub reads `$…$` as mathematics before it reads emphasis and escapes, and mathematics can hide or recolour words. A line
 * that may hold some is therefore kept as it was typed: `\$a\$`, `$a$` and `$*a*$` look different and stay different.
 */
function mayHoldMathematics(source: string, runs: readonly Run[]): boolean {
  const seen = runs.map((run) => (run.kind === 'text' ? run.text : '')).join('');
  return [source, seen].some((text) => text.indexOf('$') !== text.lastIndexOf('$'));
}

function runsOf(node: Parents, reading: Reading): Run[] {
  const found: Run[] = [];
  collectRuns(node.children as readonly PhrasingContent[], {}, reading, found, 0);
  const runs = normaliseRuns(found);
  const first = node.children.at(0);
  const last = node.children.at(-1);
  if (!first || !last) return runs;
  const typed = reading.source.slice(first.position?.start.offset, last.position?.end.offset);
  if (!mayHoldMathematics(typed, runs)) return runs;
  return normaliseRuns([{ kind: 'text', text: sourceOf(first, reading, last) }]);
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
        source: normaliseText(sourceOf(node, reading)),
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
        collectRuns(
          node.children,
          { ...style, ...linkTo(reading.targets.get(node.identifier)) },
          reading,
          found,
          depth + 1,
        );
        break;
      case 'image':
        found.push(imageOf(node.alt, node, style));
        break;
      case 'imageReference':
        found.push(imageOf(node.alt, reading.targets.get(node.identifier), style));
        break;
      case 'footnoteReference':
        found.push({ kind: 'note', label: node.identifier });
        break;
      case 'html':
        if (/^<br\s*\/?>$/i.test(node.value)) found.push({ kind: 'text', text: '\n', ...style });
        else if (!isInvisible(node.value)) found.push({ kind: 'html', source: normaliseText(node.value) });
        break;
      default:
        found.push({
          kind: 'html',
          source: normaliseText(sourceOf(node, reading)),
        });
    }
  }
}

function linkTo(target: Target | undefined): Pick<Style, 'link' | 'title'> {
  return {
    link: (target?.url ?? '').normalize('NFC'),
    ...(target?.title ? { title: target.title.normalize('NFC') } : {}),
  };
}

function imageOf(alt: string | null | undefined, target: Target | undefined, style: Style): Run {
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
