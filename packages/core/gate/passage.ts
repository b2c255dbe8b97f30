/** Where a text names files, and whether it says of each that it changes (`rules.md 6.4`). A name opens a gate, so what is not understood opens none and is shown as the line to mend. */
import type { Block, Run } from '../text/block.ts';
import { changed, isBare, isOfChange, isSaying, NAMED } from './affirm.ts';
import { denies, hedges, revokes, revokesAll } from './denial.ts';
import { isKnownLead } from './lead.ts';
import { APPROVED_MARKS } from './marks.ts';
import { openAfter, type ReadWords, readPlain, readRuns } from './reading.ts';
import type { Find } from './spots.ts';

/** A path where it stands. */
export interface Named {
  readonly path: string;
  /** What was not understood, as it is read; absent where the text says that the file changes. */
  readonly unclear?: string;
}

/** Takes back what names before it say. */
interface Back {
  readonly line: string;
  /** Absent: of all that stands before it in the text. */
  readonly of?: readonly Named[];
}

/** In the order in which they are read. */
type Said = readonly (Named | Back)[];

const isNamed = (one: Named | Back): one is Named => 'path' in one;

/** What stands above: nothing, what says that what follows changes, or a line that is not understood. */
interface Above {
  readonly line?: string;
  /** It goes on in what follows, so that no sentence there stands by itself. */
  readonly goesOn?: true;
}

/** Asked only where something stands below. */
type Over = () => Above;

const NOTHING_ABOVE: Above = {};
const nothing: Over = () => NOTHING_ABOVE;

function once(read: Over): Over {
  let known: Above | undefined;
  return () => {
    known ??= read();
    return known;
  };
}
/** Below the deepest heading: a paragraph that is written like one. */
const LIKE_A_HEADING = 7;

/** All in the order in which they are read. */
export function namedIn(blocks: readonly Block[], find: Find): readonly Named[] {
  const lines = new Map<Named, string>();
  let overAll: string | undefined;
  const named: Named[] = [];
  for (const one of walk(blocks, { find, within: undefined, above: nothing }).said.toReversed()) {
    if (isNamed(one)) named.push(naming(one.path, one.unclear ?? lines.get(one) ?? overAll));
    else if (one.of) for (const taken of one.of) lines.set(taken, one.line);
    else overAll = one.line;
  }
  return named.toReversed();
}

interface Place {
  readonly find: Find;
  /** The line that takes out, or may take out, all that stands here. */
  readonly within: string | undefined;
  readonly above: Over;
}

interface Walked {
  readonly said: Said;
  /** What it is to what follows. */
  readonly above: Over;
}

function walk(blocks: readonly Block[], place: Place): Walked {
  const all: (Named | Back)[] = [];
  let { above } = place;
  let before: readonly Named[] = [];
  let tags: readonly string[] = [];
  /** Headings that are not understood, by their depth. */
  let headings: readonly { readonly depth: number; readonly line: string }[] = [];
  for (const block of blocks) {
    if (block.kind === 'html') tags = openAfter(tags, block.source);
    if (block.kind === 'html' || block.kind === 'rule') continue;
    const reading = 'runs' in block ? readRuns(block.runs, place.find) : undefined;
    const heading = reading && headingOf(reading, block.kind === 'heading' ? block.depth : undefined);
    if (heading) headings = headings.filter(({ depth }) => depth < heading.depth);
    const within = place.within ?? (tags.length > 0 ? `<${tags.at(-1)}> ${NAMED}` : headings.at(-1)?.line);
    const back = reading && block.kind === 'paragraph' ? takenBackBy(reading) : undefined;
    if (back !== undefined) all.push({ line: back, of: before });
    const here = { ...place, within, above };
    const own = walkBlock(block, here);
    if (heading?.line !== undefined) headings = [...headings, { depth: heading.depth, line: heading.line }];
    all.push(...own.said);
    before = own.said.filter(isNamed);
    above = own.above;
  }
  return { said: all, above };
}

const ENDED = /[.!?。！？;；…]["'”’)）\]\s]*$/u;

interface Heading {
  readonly depth: number;
  /** Where it is not understood. */
  readonly line?: string;
}

/** @param depth of a paragraph none: it may only look like a heading */
function headingOf({ words, spots }: ReadWords, depth: number | undefined): Heading | undefined {
  const isShort = words.length <= 80 && !words.includes('\n') && !ENDED.test(words) && spots.length === 0;
  if (depth === undefined && !isShort) return undefined;
  const isUnderstood = words.trim() === '' || isOfChange(words) || changed(words).length > 0;
  return { depth: depth ?? LIKE_A_HEADING, ...(isUnderstood ? {} : { line: words }) };
}

function takenBackBy({ words }: ReadWords): string | undefined {
  const [first = ''] = words.split(END, 1);
  return !hasName(first) && revokes(first) ? first : undefined;
}

function walkBlock(block: Exclude<Block, { kind: 'html' | 'rule' }>, place: Place): Walked {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return sentencesIn(readRuns(block.runs, place.find), place);
    case 'code':
      return codeIn(block, place);
    case 'list':
      return together(
        block.items.map(({ checked, blocks }) => {
          const within = place.within ?? (checked === false ? `[ ] ${NAMED}` : undefined);
          return walk(blocks, { ...place, within });
        }),
        place.above,
      );
    // Somebody else said it; and a note is shown only where something refers to it.
    case 'quote':
    case 'footnote': {
      const line = `${block.kind === 'quote' ? '>' : `[^${block.label}]:`} ${NAMED}`;
      return { said: walk(block.blocks, { ...place, within: place.within ?? line }).said, above: () => ({ line }) };
    }
    case 'table':
      return tableIn(block.rows, place);
  }
}

/** What one item leaves open is open behind the list. */
function together(parts: readonly Walked[], above: Over): Walked {
  const others = parts.flatMap((one) => (one.above === above ? [] : [one.above]));
  const over = () => others.map((one) => one()).find(({ line }) => line !== undefined) ?? above();
  return { said: parts.flatMap(({ said }) => said), above: others.length === 0 ? above : once(over) };
}

/** Behind a full stop only a capital letter, one of Chinese, a name or a mark begins anew: `e.g. a.yml` goes on. */
const END = new RegExp(
  `(?<=[。！？]["'”’）]?)(?=[^"'”’）])|(?<=[!?]["'”’)]?)(?=\\s|\\p{Script=Han})|(?<=[^.\\s]\\.["'”’)]?)(?=\\s+["'“‘(]?[\\p{Lu}\\p{Script=Han}${NAMED}${APPROVED_MARKS}])`,
  'u',
);
/** It speaks of what comes behind it. */
const POINTS_ON = /[:：]["'”’)）\s]*$|\b(?:following|below|these|those|here)\b|以下|如下|下列|下述|下面|这些/iu;

const hasName = (words: string): boolean => words.includes(NAMED);

function sentencesIn(reading: ReadWords, { within, above: first }: Place): Walked {
  const all: (Named | Back)[] = [];
  let above = first;
  let before: readonly Named[] = [];
  let at = 0;
  let next = 0;
  for (const sentence of reading.words.split(END)) {
    const own = sentenceIn(reading, { sentence, at, from: next, within, above });
    if (!hasName(sentence) && revokes(sentence)) all.push({ line: sentence, of: before });
    if (revokesAll(sentence)) all.push({ line: sentence });
    above = own.above;
    at += sentence.length;
    next += own.named.length;
    all.push(...own.named);
    before = own.named;
  }
  return { said: all, above };
}

interface Sentence {
  readonly sentence: string;
  readonly at: number;
  /** Which of the paths is its first. */
  readonly from: number;
  readonly within: string | undefined;
  readonly above: Over;
}

interface Sentenced {
  readonly named: readonly Named[];
  readonly above: Over;
}

/** Its lines count together or one by one; and what one of them takes out or doubts, no other gives back. */
function sentenceIn(reading: ReadWords, { sentence, at, from, within, above: first }: Sentence): Sentenced {
  const lines = sentence.split('\n');
  const over: Over[] = [first];
  for (const line of lines) over.push(overNext(line, over.at(-1) ?? first, reading.isStruck));
  const above = over.at(-1) ?? first;
  if (!hasName(sentence)) return { named: [], above };
  const joined = lines.join(' ');
  const leading = first();
  const blocked = within ?? (leading.goesOn ? leading.line : undefined) ?? (denies(joined) ? joined : undefined);
  const held = blocked === undefined && lines.length > 1 ? changed(joined) : [];
  const isOnlyTogether = lines.length > 1 && hedges(joined);
  const named: Named[] = [];
  let start = at;
  let next = from;
  for (const [index, line] of lines.entries()) {
    const isByLine = blocked === undefined && !isOnlyTogether;
    const why = isByLine ? whyUnclear(line, (over[index] ?? first)(), reading.isStruck) : undefined;
    for (; next < reading.spots.length; next += 1) {
      const spot = reading.spots[next];
      if (!spot || spot.at >= start + line.length) break;
      const isHeld = held.some(({ from, to }) => spot.at - at >= from && spot.at - at < to);
      named.push(naming(spot.path, isHeld ? undefined : why ? why(spot.at - start) : (blocked ?? joined)));
    }
    start += line.length + 1;
  }
  return { named, above };
}

/** For a place in the line: what keeps a name there from being understood. */
function whyUnclear(line: string, above: Above, isStruck: boolean): (place: number) => string | undefined {
  if (isBare(line)) return () => (isStruck ? line : above.line);
  if (above.goesOn) return () => above.line;
  const ranges = changed(line);
  return (place) => (ranges.some(({ from, to }) => place >= from && place < to) ? undefined : line);
}

/** Names alone leave what stands above them as it was. */
function overNext(line: string, above: Over, isStruck: boolean): Over {
  if (line.trim() === '') return isStruck ? () => ({ line: '~~ ~~', goesOn: true }) : above;
  return isBare(line) ? above : once(() => read(line, isStruck));
}

function read(line: string, isStruck: boolean): Above {
  if (!isStruck && isOfChange(line)) return NOTHING_ABOVE;
  const isOver = ENDED.test(line) || changed(line).length > 0;
  return { line, ...(!isOver || POINTS_ON.test(line) ? { goesOn: true } : {}) };
}

/** Languages that are drawn: what is written there is not what people see. */
const DRAWN: readonly string[] = ['mermaid', 'math', 'geojson', 'topojson', 'stl'];
const isDrawn = (language = ''): boolean => DRAWN.includes(language.trim().split(/\s/, 1)[0]?.toLowerCase() ?? '');

const TAKEN_UP = /^(?:[AMDR]|git (?:add|rm|mv))\s+(?=\S)/;

/** Names, line by line, or commands that take up a file; any other line may be a comment on them. */
function codeIn({ text, language }: Extract<Block, { kind: 'code' }>, { find, within, above }: Place): Walked {
  const lines = text.split('\n').map((line) => {
    const reading = readPlain(line, find);
    const bare = reading.words.trim().replace(TAKEN_UP, '').replaceAll(/\s+/g, ', ');
    return { reading, isUnderstood: bare === '' || isBare(bare) };
  });
  const odd = isDrawn(language) ? language : lines.find(({ isUnderstood }) => !isUnderstood)?.reading.words;
  const unclear = within ?? above().line ?? odd;
  const named = lines.flatMap(({ reading }) => reading.spots.map(({ path }) => naming(path, unclear)));
  return { said: named, above: odd === undefined ? above : () => ({ line: odd }) };
}

const naming = (path: string, unclear: string | undefined): Named =>
  unclear === undefined ? { path } : { path, unclear };

/** What a column may hold besides what becomes of the file. */
const COLUMNS: readonly { readonly head: RegExp; readonly holds: (cell: string) => boolean }[] = [
  { head: /^(?:#|no\.?|number|id|序号|编号)$/iu, holds: (cell) => /^#?\d*$/.test(cell) },
  { head: /^(?:why|reason|reasons|purpose|原因|理由|目的|用途)$/iu, holds: (cell) => !denies(cell) && !hedges(cell) },
  {
    head: /^(?:owner|owners|by|who|负责人|责任人|执行人)$/iu,
    holds: (cell) => /^(?:@?[\p{L}\w-]+ ?){0,3}$/u.test(cell) && !denies(cell) && !hedges(cell),
  },
  { head: /^(?:notes?|remarks?|comments?|备注)$/iu, holds: (cell) => cell === '' },
];

/** A row stands where each of its cells is understood, and none has no column: a page does not show such a cell. */
function tableIn(rows: readonly (readonly Run[][])[], { find, within, above }: Place): Walked {
  const [head = [], ...others] = rows.map((cells) => cells.map((cell) => readRuns(cell, find)));
  const heads = head.map(({ words }) => words.trim().replace(/^是否|[?？]$/gu, ''));
  const odd = heads.find((one) => one !== '' && !isKnownLead(one) && !COLUMNS.some((column) => column.head.test(one)));
  const unclear = within ?? above().line ?? odd;
  const line = (cells: readonly ReadWords[]) => cells.map(({ words }) => words).join(' | ');
  const inHead = head.flatMap(({ spots }) => spots.map(({ path }) => naming(path, unclear ?? line(head))));
  const inRows = others.flatMap((cells) => {
    const isWhole = cells.length <= heads.length && cells.every((cell, at) => isCellPlain(cell, heads[at] ?? ''));
    const why = unclear ?? (isWhole ? undefined : line(cells));
    return cells.flatMap(({ words, spots }) => {
      const ranges = isBare(words) ? undefined : changed(words);
      return spots.map(({ at, path }) => {
        const isHeld = ranges?.some(({ from, to }) => at >= from && at < to) ?? true;
        return naming(path, why ?? (isHeld ? undefined : line(cells)));
      });
    });
  });
  return { said: [...inHead, ...inRows], above: odd === undefined ? above : () => ({ line: odd }) };
}

function isCellPlain({ words, isStruck }: ReadWords, head: string): boolean {
  const cell = words.trim();
  if (isStruck) return false;
  if (COLUMNS.some((column) => column.head.test(head) && column.holds(cell))) return true;
  return isBare(cell) || isSaying(cell) || changed(cell).length > 0;
}
