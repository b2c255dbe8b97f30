/** The words of a paragraph, a cell or a line of code as the gate reads them: a file's name is one sign, whatever its letters say (`rules.md 6.4`). */
import type { Run } from '../../text/block.ts';
import { asCode, NAMED, UNREAD, withoutSigns } from './signs.ts';
import type { Find, Spot, Written } from './spots.ts';
import { TOOL, VALUE, VERSION } from './terms.ts';

export interface ReadWords {
  readonly words: string;
  /** The paths that are asked for, by where their signs stand in the words; several where one link names two. */
  readonly spots: readonly { readonly at: number; readonly path: string }[];
  /** Part of it was struck out. */
  readonly isStruck: boolean;
}

/** Ends no name and begins none: a picture, a tag, what is struck out. */
const GAP = '\u0000';

export function readRuns(runs: readonly Run[], find: Find): ReadWords {
  let words = '';
  let tags: readonly string[] = [];
  let isStruck = false;
  const links: { from: number; to: number; leads: string }[] = [];
  const folded: { from: number; to: number }[] = [];
  const codes: { from: number; to: number }[] = [];
  for (const run of runs) {
    if (run.kind === 'html') tags = openAfter(tags, run.source);
    const isText = run.kind === 'text' && !run.strike;
    if (run.kind === 'text' && run.strike) isStruck = true;
    const text = isText ? run.text.normalize('NFC') : GAP;
    const from = words.length;
    words += text;
    if (isText && run.link !== undefined && isSeen(text)) links.push({ from, to: words.length, leads: run.link });
    if (run.kind === 'text' && isText && run.code) codes.push({ from, to: words.length });
    const last = folded.at(-1);
    if (tags.length > 0 && last?.to === from) last.to = words.length;
    else if (tags.length > 0) folded.push({ from, to: words.length });
  }
  const isSeenThere = ({ from, to }: Spot) => !folded.some((one) => from < one.to && to > one.from);
  return { ...readWritten({ words, links, codes }, find, isSeenThere), isStruck };
}

export function readPlain(words: string, find: Find): ReadWords {
  return { ...readWritten({ words: words.normalize('NFC'), links: [], codes: [] }, find, () => true), isStruck: false };
}

interface Coded extends Written {
  /** Where pieces of code stand, in their order. */
  readonly codes: readonly { readonly from: number; readonly to: number }[];
}

/** @param counts a name that stands between tags may be struck out or folded away: it names nothing, and still says nothing by its letters */
function readWritten(written: Coded, find: Find, counts: (spot: Spot) => boolean): Omit<ReadWords, 'isStruck'> {
  const legible = legibly(written);
  const found = [...find(written)].sort((one, other) => one.from - other.from || other.to - one.to);
  const spots: { at: number; path: string }[] = [];
  let read = '';
  let done = 0;
  let last: Spot | undefined;
  for (const spot of found) {
    if (last && spot.from < last.to) {
      // Two names in the words of one link.
      if (counts(spot)) spots.push({ at: read.length - 1, path: spot.path });
      continue;
    }
    read += legible(done, spot.from) + NAMED;
    if (counts(spot)) spots.push({ at: read.length - 1, path: spot.path });
    done = spot.to;
    last = spot;
  }
  return { words: read + legible(done, written.words.length), spots };
}

/** Other files: with a known ending, or below a folder that begins with a dot. */
const FILE =
  /(?<![\p{L}\p{N}_./@+-])(?:\.{0,2}\/)?(?:[\w@+-][\w.@+-]*\/)*[\w@+-][\w.@+-]*\.(?:ya?ml|json|[cm]?[jt]sx?|md|toml|lock|txt|sh|py|rb|go|rs|java|xml|cfg|ini|css|html)(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_./@+-])(?:\.?\/)?\.[a-z][\w-]*(?:\/[\w.@+-]*[\w@+-])+|(?<![\p{L}\p{N}_./@+-])(?:docs\/)?CODEOWNERS(?![\p{L}\p{N}_])/gu;
const ADDRESS = /\bhttps?:\/\/[^\s<>"'”’）)】」]+/gu;

/** Reads on from place to place: a piece of code that names no file is one word. */
function legibly({ words, codes }: Coded): (from: number, to: number) => string {
  let next = 0;
  return (from, to) => {
    let read = '';
    let done = from;
    for (; next < codes.length; next += 1) {
      const code = codes[next];
      if (!code || code.from >= to) break;
      if (code.from < done || code.to > to) continue;
      read += legible(words.slice(done, code.from)) + codeIn(words.slice(code.from, code.to));
      done = code.to;
    }
    return read + legible(words.slice(done, to));
  };
}

/** What is said in the same way without being code stays as it is: `Node 24`. */
const PLAIN = new RegExp(`^(?:${VALUE}|${TOOL}|${VERSION}|.*[\\n${NAMED}${UNREAD}].*|.{200,})?$`, 'isu');

function codeIn(words: string): string {
  const read = legible(words);
  return PLAIN.test(read) ? read : asCode(read);
}

/** As it is read: without what nobody sees, and without other names and addresses. */
function legible(words: string): string {
  return withoutSigns(words)
    .replaceAll(GAP, '')
    .normalize('NFKC')
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, (one) => (/\s|\ufe0f/.test(one) ? one : ''))
    .replace(ADDRESS, UNREAD)
    .replace(FILE, NAMED);
}

const TAG = /<(\/?)([a-z][a-z0-9-]{0,30})(?:[\s/][^<>]{0,1000})?>/giu;
/** Hold nothing. */
const VOID: readonly string[] = ['br', 'hr', 'img', 'wbr', 'input'];
const VALUES = /=\s*(?:"[^"]*"|'[^']*')/g;

/** Which tags are open behind a piece of raw HTML, as a browser sees it: an end that ends nothing says nothing, and a slash closes no tag that may hold something. */
export function openAfter(before: readonly string[], source: string): readonly string[] {
  const open = [...before];
  for (const [, end = '', written = ''] of withoutComments(source.replace(VALUES, '=')).matchAll(TAG)) {
    const name = written.toLowerCase();
    if (VOID.includes(name)) continue;
    if (end === '') open.push(name);
    else if (open.includes(name)) open.length = open.lastIndexOf(name);
  }
  return open;
}

function withoutComments(source: string): string {
  const [first = '', ...others] = source.split('<!--');
  return first + others.map((part) => part.split('-->').slice(1).join('-->')).join('');
}

/** Nobody reads a link whose words have no letter. */
const isSeen = (text: string): boolean =>
  /[\p{L}\p{N}]/u.test(text.replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Cc}\u3164\uFFA0]/gu, ''));
