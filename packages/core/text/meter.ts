/** Counts the steps of the Markdown parser while it works and stops it: some of its loops look back over all that stands before. */
import type { Root } from 'mdast';

/** Thrown through the parser, and never further than `parse.ts`. */
export class TooTangled extends Error {}

/** Parts of a text, as they are told to its author. */
export const MOST_PARTS = 110_000;

/**
 * What a text may cost, by its length and for nothing: marks read (each is read several times), parts made of them, and looks back at
 * parts that stand before. A full page of 64 KB of ordinary writing, of lists or of tables takes less than three quarters of each.
 */
const MOST = {
  read: { each: 10, free: 20_000 },
  made: { each: 0, free: MOST_PARTS },
  looked: { each: 150, free: 200_000 },
} as const;

type Spend = (kind: keyof typeof MOST, some: number) => void;

/** The parts of the parser that are touched, as micromark 4 describes them. */
interface Token {
  readonly type: string;
  readonly start: { readonly line: number; readonly offset: number };
  readonly end?: { readonly offset: number };
  readonly _open?: boolean;
  readonly _close?: boolean;
  readonly _balanced?: boolean;
  readonly _gfmAutolinkLiteralWalkedInto?: boolean;
}

interface Effects {
  consume: (code: number | null) => void;
  enter: (type: string, fields?: Record<string, unknown>) => Token;
}

interface Parser {
  /** What begins at which mark: it is looked up anew at each. */
  constructs: Constructs;
  readonly lazy: Readonly<Record<number, boolean>>;
  readonly defined: readonly string[];
  readonly gfmFootnotes?: readonly string[];
}

interface Tokenizer {
  readonly events: readonly (readonly [string, Token, unknown])[];
  /** Brackets that are open. */
  readonly _labelStarts?: readonly Token[];
  readonly now: () => { readonly offset: number };
  readonly sliceSerialize: (token: Token) => string;
  /** One for each text. */
  readonly parser: Parser;
}

interface Watcher {
  readonly partial: true;
  readonly previous: () => false;
  readonly tokenize: (this: Tokenizer, effects: Effects, ok: unknown, nok: unknown) => unknown;
}

/** What begins at a mark, by kind of content and then by mark; `null` is any. */
export type Constructs = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What can be read, and which words addresses are found in, is the same for all texts of a dialect. */
export interface Dialect {
  /** What it adds to the parser. */
  readonly additions: readonly Constructs[];
  /** Whether addresses are found in words. */
  readonly addresses: boolean;
}

export interface Metered {
  /** Of the text. */
  readonly length: number;
  /** How deeply each line stands, counted from one. */
  readonly levels: readonly number[];
}

/** For one text alone: it knows what was spent on it. */
export interface Meter {
  /** What the parser is given in place of the dialect's additions; at the first letter it finds all of them, counted. */
  readonly additions: readonly Constructs[];
  /** Asked of a tree before addresses are looked for in its words. */
  readonly readable: (tree: Root) => void;
}

/** What counts the steps of one text. */
interface Count {
  readonly spend: Spend;
  readonly levels: readonly number[];
  /** How many parts stand before a bracket that opens. */
  readonly openedAt: WeakMap<Token, number>;
}

/**
 * Prepares a dialect and meters its texts. What begins at which mark is put together here, once: the parser does it anew for each text, and
 * takes several times as long for that as for reading a comment.
 * @param parse Parses a line with these additions.
 */
export function metersOf(
  { additions, addresses }: Dialect,
  parse: (additions: readonly Constructs[]) => void,
): (text: Metered) => Meter {
  const read = constructsOf(additions, parse);
  const counts = new WeakMap<Parser, Count>();
  const constructs = behind(countersOf(read, addresses, counts), read);
  const inDocument = additions.map(({ document = {} }) => ({ document }));
  const marks = marksIn(read, 'document');
  return (text) => {
    const count = countOf(text);
    // The parser has made up its mind which marks of a document it looks for at the first letter; all else it looks up later.
    const opening = watcher(({ parser }) => {
      if (counts.has(parser)) return;
      counts.set(parser, count);
      parser.constructs = constructs;
    });
    return {
      additions: [...inDocument, { document: at(marks, opening) }],
      readable: (tree) => chargeAddresses(tree, count.spend),
    };
  };
}

/** Asks the parser itself, so that no addition to it is forgotten. */
function constructsOf(additions: readonly Constructs[], parse: (additions: readonly Constructs[]) => void): Constructs {
  const found: Constructs[] = [];
  const probe = watcher(({ parser }) => found.push(parser.constructs));
  parse([...additions, { document: { null: probe } }]);
  const [constructs] = found;
  if (!constructs) throw new Error('the parser of Markdown asks nothing where a line begins');
  return constructs;
}

/** Each list of what begins at a mark, with the counter of that mark before all of it; nobody can change one for the texts to come. */
function behind(counters: Constructs, constructs: Constructs): Constructs {
  const listOf = (begun: unknown): readonly unknown[] => (begun === undefined ? [] : [begun].flat());
  return Object.fromEntries(
    Object.entries(constructs).map(([content, marks]) => [
      content,
      Object.freeze(
        Object.fromEntries(
          Object.keys({ ...marks, ...counters[content] }).map((mark) => [
            mark,
            Object.freeze([...listOf(counters[content]?.[mark]), ...listOf(marks[mark])]),
          ]),
        ),
      ),
    ]),
  );
}

function countOf({ length, levels }: Metered): Count {
  const spent = { read: 0, made: 0, looked: 0 };
  const spend: Spend = (kind, some) => {
    spent[kind] += some;
    if (spent[kind] > MOST[kind].free + MOST[kind].each * length) throw new TooTangled();
  };
  return { spend, levels, openedAt: new WeakMap() };
}

/** Answers "not here" at every mark, and is no reason to stop at one, so that nothing is read otherwise. */
function watcher(look: (tokenizer: Tokenizer, effects: Effects) => void): Watcher {
  return {
    partial: true,
    previous: () => false,
    tokenize(effects, _, nok) {
      look(this, effects);
      return nok;
    },
  };
}

/** Every mark, and whatever may begin anywhere: the parser asks `null` last, and nothing may run before it is counted. */
function marksIn(read: Constructs, content: string): readonly string[] {
  return [...Object.keys(read[content] ?? {}), 'null'];
}

function at(marks: readonly string[], one: Watcher): Record<string, Watcher> {
  return Object.fromEntries(marks.map((mark) => [mark, one]));
}

/** What counts: the first one that a part of the text meets sets its counters. */
function countersOf(read: Constructs, addresses: boolean, counts: WeakMap<Parser, Count>): Constructs {
  const watched = new WeakMap<Effects, Count>();
  const counter = (look?: (tokenizer: Tokenizer, count: Count) => number): Watcher =>
    watcher((tokenizer, effects) => {
      const count = watched.get(effects) ?? counts.get(tokenizer.parser);
      if (!count) throw new Error('a text is read that nobody counts');
      if (!watched.has(effects)) {
        watched.set(effects, count);
        watch(tokenizer, effects, count);
      }
      if (look) count.spend('looked', look(tokenizer, count));
    });
  const any = counter();
  const everywhere = (content: string) => at(marksIn(read, content), any);
  return {
    document: everywhere('document'),
    flowInitial: everywhere('flowInitial'),
    flow: everywhere('flow'),
    contentInitial: everywhere('contentInitial'),
    text: {
      // An address that a paragraph begins with looks ahead to the end of the text at each of its marks.
      ...everywhere('text'),
      ...(addresses ? at(OF_ADDRESSES, counter(backToOpenBracket)) : {}),
      ...at([codeOf(']')], counter(backToBracket)),
    },
  };
}

const codeOf = (mark: string): string => String(mark.charCodeAt(0));

/** What an address may begin with. */
const OF_ADDRESSES = [...'+-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'].map(codeOf);

function watch(tokenizer: Tokenizer, effects: Effects, { spend, levels, openedAt }: Count): void {
  const { consume, enter } = effects;
  const pairs = pairsOf(tokenizer, spend);
  effects.consume = (code) => {
    spend('read', 1);
    // At the end of a paragraph its pairs are made.
    if (code === null) pairs.end();
    consume(code);
  };
  effects.enter = (type, fields) => {
    const token = enter(type, fields);
    const { events, parser } = tokenizer;
    // The address that a text may begin with is tried at its first letter, and nearly always taken back.
    if (!(events.length <= 2 && type.startsWith('literalAutolink'))) spend('made', 1);
    // Every list around it looks at it again.
    spend('looked', levels[token.start.line] ?? 0);
    switch (type) {
      // A line that leaves what the one above opened, and one that makes a heading of it, move all parts before them.
      case 'chunkFlow':
        if (parser.lazy[token.start.line]) spend('looked', events.length + lookedBack(fields));
        break;
      case 'setextHeadingLine':
        spend('looked', 2 * events.length);
        break;
      case 'definition':
      case 'gfmFootnoteDefinition':
      case 'gfmFootnoteCall':
      case 'labelEnd':
        spend('looked', (parser.defined.length + (parser.gfmFootnotes?.length ?? 0)) / 4);
        break;
      default:
        pairs.begin(token);
    }
    if (token.type === 'labelImage' || token.type === 'labelLink') openedAt.set(token, events.length);
    return token;
  };
}

/** A lazy line is looked for in all parts of the block that it may go on. */
function lookedBack(fields: Record<string, unknown> | undefined): number {
  const child = fields?._tokenizer as Tokenizer | undefined;
  return 2 * (child?.events.length ?? 0);
}

/** A loop that goes back over what was read until something ends it: how many parts it looks at. */
function backUntil(events: Tokenizer['events'], ends: (token: Token) => boolean): number {
  let back = 0;
  for (let at = events.length - 1; at >= 0; at -= 1) {
    back += 1;
    const token = events[at]?.[1];
    if (token && ends(token)) break;
  }
  return back;
}

const BRACKETED = new Set(['labelImage', 'labelLink', 'gfmFootnoteCall', 'label', 'image', 'link']);

/** A letter between two brackets is taken out and folded several times; a look back costs about as much as some of them. */
const LETTERS_A_LOOK = 2;
/** A part between two brackets is moved so often where they make a link or a picture. */
const LOOKS_A_PART = 16;

/** At each `]` the parser goes back to the bracket that it closes, reads all between as the name of a link and of a footnote, and may put it together anew. */
function backToBracket({ events, _labelStarts: starts = [], now }: Tokenizer, { openedAt }: Count): number {
  const open = starts.findLast((token) => !token._balanced);
  const letters = open?.end ? now().offset - open.end.offset : 0;
  const parts = open ? events.length - (openedAt.get(open) ?? 0) : 0;
  return backUntil(events, ({ type }) => BRACKETED.has(type)) + letters / LETTERS_A_LOOK + parts * LOOKS_A_PART;
}

/** At each beginning of a word the parser goes back to see whether a bracket is open, where no address may begin. */
const backToOpenBracket = ({ events }: Tokenizer): number =>
  backUntil(
    events,
    (token) =>
      ((token.type === 'labelLink' || token.type === 'labelImage') && !token._balanced) ||
      token._gfmAutolinkLiteralWalkedInto === true,
  );

/** What the parser makes of a pair, of each two. */
const PARTS_OF_PAIR = 6;
const PAIRED = new Set(['attentionSequence', 'strikethroughSequenceTemporary']);

interface Sequence {
  readonly token: Token;
  /** How many parts stand before it. */
  readonly at: number;
}

/** Emphasis and strokes are paired at the end of a paragraph: each that closes looks back for one that opens, over all between. */
function pairsOf(
  tokenizer: Tokenizer,
  spend: Spend,
): { readonly begin: (token: Token) => void; readonly end: () => void } {
  const opening: (Sequence & { readonly mark: string })[] = [];
  const alone: number[] = [];
  let last: Sequence | undefined;
  const settle = ({ token, at }: Sequence): void => {
    // Begun and taken back, as the third of three strokes is.
    if (!token.end) return;
    const mark = tokenizer.sliceSerialize(token);
    let left = mark.length;
    while (token._close && left > 0) {
      let depth = opening.length - 1;
      while (depth >= 0 && !arePair(opening[depth], { token, mark })) depth -= 1;
      const opened = opening[depth];
      const from = opened?.at ?? 0;
      // Whatever stands between a pair is looked at again, and from every one in it that found no partner.
      let inside = 0;
      if (opened) while ((alone.at(-1 - inside) ?? -1) > from) inside += 1;
      const pairs = opened ? Math.ceil(Math.min(left, opened.mark.length) / 2) : 1;
      // One of several marks pairs again and again, and each time all between is put together anew, with the parts of the last time.
      spend('looked', pairs * ((at - from) * (1 + inside) + PARTS_OF_PAIR * pairs) + 8 * (opening.length - depth));
      if (!opened) {
        alone.push(at);
        break;
      }
      opening.length = depth;
      left -= opened.mark.length;
      if (left <= 0) return;
    }
    if (token._open) opening.push({ token, at, mark });
  };
  const end = (): void => {
    if (last) settle(last);
    last = undefined;
  };
  return {
    begin(token) {
      end();
      if (PAIRED.has(token.type)) last = { token, at: tokenizer.events.length };
    },
    end,
  };
}

type Marked = { readonly token: Token; readonly mark: string };

/** By CommonMark's rules, also the one about multiples of three. */
function arePair(opening: Marked | undefined, closing: Marked): boolean {
  if (!opening || opening.token.type !== closing.token.type || opening.mark[0] !== closing.mark[0]) return false;
  const [one, other] = [opening.mark.length, closing.mark.length];
  if (opening.mark[0] === '~') return one === other;
  return !((opening.token._close || closing.token._open) && other % 3 !== 0 && (one + other) % 3 === 0);
}

/** An address ends at a blank: each beginning of one in a word may be tried to the word's end. */
const BEGINNING = /https?:\/\/|www\.|@/gi;

function chargeAddresses(node: unknown, spend: Spend): void {
  const { value, children } = node as { readonly value?: unknown; readonly children?: readonly unknown[] };
  if (typeof value === 'string') {
    for (const word of value.split(/[\t\n\r ]+/)) {
      const beginnings = word.match(BEGINNING)?.length ?? 0;
      if (beginnings > 1) spend('looked', (beginnings * word.length) / 4);
    }
  }
  for (const child of children ?? []) chargeAddresses(child, spend);
}
