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

interface Tokenizer {
  readonly events: readonly (readonly [string, Token, unknown])[];
  /** Brackets that are open. */
  readonly _labelStarts?: readonly Token[];
  readonly now: () => { readonly offset: number };
  readonly sliceSerialize: (token: Token) => string;
  readonly parser: {
    readonly constructs: Marks;
    readonly lazy: Readonly<Record<number, boolean>>;
    readonly defined: readonly string[];
    readonly gfmFootnotes?: readonly string[];
  };
}

interface Watcher {
  readonly partial: true;
  readonly previous: () => false;
  readonly tokenize: (this: Tokenizer, effects: Effects, ok: unknown, nok: unknown) => unknown;
}

/** By kind of content and then by mark: `null` is any. */
export type Constructs = Readonly<Record<string, Readonly<Record<string, Watcher>>>>;

export interface Meter {
  readonly constructs: Constructs;
  /** Asked of a tree before addresses are looked for in its words. */
  readonly readable: (tree: Root) => void;
}

export interface Metered {
  /** Of the text. */
  readonly length: number;
  /** How deeply each line stands, counted from one. */
  readonly levels: readonly number[];
  readonly marks: Marks;
  /** Whether addresses are found in words. */
  readonly addresses: boolean;
}

/** At which marks a parser begins something, by kind of content; `null` is any. */
export type Marks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Asks the parser itself, so that no addition to it is forgotten. @param parse Parses a line with this among the additions. */
export function marksOf(parse: (probe: Constructs) => void): Marks {
  const found: Marks[] = [];
  const probe: Watcher = {
    partial: true,
    previous: () => false,
    tokenize(_effects, _ok, nok) {
      found.push(this.parser.constructs);
      return nok;
    },
  };
  parse({ document: { null: probe } });
  const [marks] = found;
  if (!marks) throw new Error('the parser of Markdown asks nothing where a line begins');
  return marks;
}

export function meterOf({ length, levels, marks, addresses }: Metered): Meter {
  const spent = { read: 0, made: 0, looked: 0 };
  const spend: Spend = (kind, some) => {
    spent[kind] += some;
    if (spent[kind] > MOST[kind].free + MOST[kind].each * length) throw new TooTangled();
  };
  const watched = new WeakSet<Effects>();
  const openedAt: OpenedAt = new WeakMap();
  /** Answers "not here" at every mark, and is no reason to stop at one, so that nothing is read otherwise; but the first time it sets the counters. */
  const watcher = (look?: (tokenizer: Tokenizer) => number): Watcher => ({
    partial: true,
    previous: () => false,
    tokenize(effects, _, nok) {
      if (!watched.has(effects)) {
        watched.add(effects);
        watch(this, effects, { spend, levels, openedAt });
      }
      if (look) spend('looked', look(this));
      return nok;
    },
  });
  const any = watcher();
  // Before whatever begins at a mark, and before what may begin anywhere: the parser asks `null` last, and nothing may run before it is
  // counted. An address that a paragraph begins with looks ahead to the end of the text at each of its marks.
  const everywhere = (content: string): Record<string, Watcher> =>
    Object.fromEntries([...Object.keys(marks[content] ?? {}), 'null'].map((mark) => [mark, any]));
  return {
    constructs: {
      document: everywhere('document'),
      flowInitial: everywhere('flowInitial'),
      flow: everywhere('flow'),
      contentInitial: everywhere('contentInitial'),
      text: {
        ...everywhere('text'),
        ...(addresses ? at(OF_ADDRESSES, watcher(backToOpenBracket)) : {}),
        ...at(']', watcher(backToBracket(openedAt))),
      },
    },
    readable: (tree) => chargeAddresses(tree, spend),
  };
}

/** What an address may begin with. */
const OF_ADDRESSES = '+-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const at = (marks: string, watcher: Watcher): Record<string, Watcher> =>
  Object.fromEntries([...marks].map((mark) => [mark.charCodeAt(0), watcher]));

interface Watching {
  readonly spend: Spend;
  readonly levels: readonly number[];
  readonly openedAt: OpenedAt;
}

/** How many parts stand before a bracket that opens. */
type OpenedAt = WeakMap<Token, number>;

function watch(tokenizer: Tokenizer, effects: Effects, { spend, levels, openedAt }: Watching): void {
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
const backToBracket =
  (openedAt: OpenedAt) =>
  ({ events, _labelStarts: starts = [], now }: Tokenizer): number => {
    const open = starts.findLast((token) => !token._balanced);
    const letters = open?.end ? now().offset - open.end.offset : 0;
    const parts = open ? events.length - (openedAt.get(open) ?? 0) : 0;
    return backUntil(events, ({ type }) => BRACKETED.has(type)) + letters / LETTERS_A_LOOK + parts * LOOKS_A_PART;
  };

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
