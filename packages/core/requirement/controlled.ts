/** What of a requirement's text is under control, and what may be written beside it at any time (`rules.md 5.2`). */
import type { ItemDigest } from '../content/request.ts';
import { digestOf } from '../ledger/canonical.ts';
import { type Block, type ListItem, type Run, type Text, textDigest } from '../text/block.ts';
import { isWhole } from '../text/html.ts';
import { markdownParts, sourceAsText } from '../text/markdown.ts';
import { normaliseText } from '../text/normalise.ts';
import { plainWords } from '../text/readable.ts';
import { storable } from '../text/storable.ts';

/** What a policy says about it. */
export interface Control {
  readonly title: boolean;
  /** Headings of sections that are free; upper and lower case are the same. */
  readonly except: readonly string[];
}

/** A text as somebody saved it. */
export interface Source {
  readonly title: string;
  readonly body: string;
}

/** Blocks that stand one after the other and are all under control, or all free, with the letters they were typed in. */
export interface Stretch {
  readonly isControlled: boolean;
  readonly source: string;
  readonly blocks: Text;
  /** Its letters again, block by block as they were read in the whole text. */
  readonly pieces: readonly Piece[];
}

export interface Piece {
  readonly source: string;
  readonly blocks: Text;
}

/** The text in its order. All sources joined are the text itself, letter by letter. */
export function stretchesOf(body: string, control: Control): readonly Stretch[] {
  const parts = markdownParts(body);
  if (!parts)
    return [
      unread(
        body,
        sourceAsText(body).flatMap(({ blocks }) => blocks),
      ),
    ];
  const lines = body.split(/(?<=\r\n|\n|\r(?!\n))/);
  const free = new Set(control.except.map(named));
  const stretches: { isControlled: boolean; pieces: Piece[] }[] = [];
  /** The rank of the heading that began a free section. */
  let within: number | undefined;
  for (const [index, part] of parts.entries()) {
    const [heading] = part.blocks;
    if (heading?.kind === 'heading') {
      if (within !== undefined && heading.depth <= within) within = undefined;
      if (within === undefined && free.has(named(plainWords(heading.runs) ?? ''))) within = heading.depth;
    }
    const isControlled = within === undefined && !isLinks(part.blocks);
    // What stands before the first block belongs to it, and what stands between two belongs to the first.
    const source = lines.slice(index === 0 ? 0 : part.line, parts[index + 1]?.line).join('');
    const last = stretches.at(-1);
    const piece = { source, blocks: part.blocks };
    if (last?.isControlled === isControlled) last.pieces.push(piece);
    else stretches.push({ isControlled, pieces: [piece] });
  }
  if (stretches.length === 0) return [unread(body, [])];
  return heldTogether(stretches).map(({ isControlled, pieces }) => ({
    isControlled,
    source: pieces.map(({ source }) => source).join(''),
    blocks: pieces.flatMap(({ blocks }) => blocks),
    pieces,
  }));
}

type Pieces = { readonly isControlled: boolean; readonly pieces: readonly Piece[] };

/** What is free is so only as long as it does nothing to what is not. */
function heldTogether(stretches: readonly Pieces[]): readonly Pieces[] {
  const joined: { isControlled: boolean; pieces: Piece[] }[] = [];
  for (const one of stretches) {
    const isControlled = one.isControlled || !isWhole(htmlIn(one.pieces.flatMap(({ blocks }) => blocks)));
    const last = joined.at(-1);
    if (last?.isControlled === isControlled) last.pieces.push(...one.pieces);
    else joined.push({ isControlled, pieces: [...one.pieces] });
  }
  return joined;
}

/** All raw HTML, in its order. */
function htmlIn(blocks: Text): readonly string[] {
  const inRuns = (runs: readonly Run[]) => runs.flatMap((run) => (run.kind === 'html' ? [run.source] : []));
  return blocks.flatMap((block): readonly string[] => {
    switch (block.kind) {
      case 'html':
        return [block.source];
      case 'heading':
      case 'paragraph':
        return inRuns(block.runs);
      case 'table':
        return block.rows.flatMap((cells) => cells.flatMap(inRuns));
      case 'list':
        return block.items.flatMap((item) => htmlIn(item.blocks));
      case 'quote':
      case 'footnote':
        return htmlIn(block.blocks);
      default:
        return [];
    }
  });
}

const unread = (source: string, blocks: Text): Stretch => ({ isControlled: true, source, blocks, pieces: [] });

/** The blocks under control, with every tick taken off: ticks say how far somebody is, and not what is wanted. */
export function controlledText(body: string, control: Control): Text {
  return stretchesOf(body, control).flatMap(({ isControlled, blocks }) => (isControlled ? blocks.map(unticked) : []));
}

/** The letters of what is under control. */
export function controlledSource(body: string, control: Control): string {
  return stretchesOf(body, control)
    .flatMap(({ isControlled, source }) => (isControlled ? [source] : []))
    .join('')
    .trim();
}

/** The digest of what is under control: the same wherever the same text stands. */
export function controlledDigest({ title, body }: Source, control: Control): ItemDigest {
  return {
    title: digestOf(control.title ? titleOf(title) : ''),
    text: textDigest(controlledText(body, control)),
  };
}

/** The digest of all of it, as requests were based on it before anything was free. */
export function wholeDigest({ title, body }: Source): ItemDigest {
  return { title: digestOf(titleOf(title)), text: textDigest(stretchesOf(body, ALL).flatMap(({ blocks }) => blocks)) };
}

/** Of a text that stands in a request, and so has nothing beside it. */
export function untickedDigest(text: Text): string {
  return textDigest(text.map(unticked));
}

const ALL: Control = { title: true, except: [] };

export function sameDigest(one: ItemDigest, other: ItemDigest): boolean {
  return one.title === other.title && one.text === other.text;
}

const named = (heading: string): string =>
  heading
    .normalize('NFKC')
    .trim()
    .replace(/[:：]$/u, '')
    .trim()
    .toLocaleLowerCase('en');

const titleOf = (title: string): string => normaliseText(storable(title)).trim();

/** A line that says how this item is linked, and nothing else: `Refines: #3, #4`, `依赖：SHIP-9`. */
const LINK =
  /^[\p{L}][\p{L} -]{0,40}[:：]\s*(?:#\d+|[A-Z][A-Z\d]+-\d+)(?:\s*[,，、]\s*(?:#\d+|[A-Z][A-Z\d]+-\d+))*\s*[.。]?$/u;

/** Links are controlled by themselves (`rules.md 5.4`). */
function isLinks(blocks: Text): boolean {
  const [block] = blocks;
  if (block?.kind !== 'paragraph' || blocks.length !== 1) return false;
  const words = plainWords(block.runs);
  return words?.split('\n').every((line) => LINK.test(line)) ?? false;
}

function unticked(block: Block): Block {
  if (block.kind === 'quote' || block.kind === 'footnote') return { ...block, blocks: block.blocks.map(unticked) };
  if (block.kind !== 'list') return block;
  const items = block.items.map(({ checked, blocks }): ListItem => {
    const below = blocks.map(unticked);
    return checked === undefined ? { blocks: below } : { checked: false, blocks: below };
  });
  return { ...block, items };
}
