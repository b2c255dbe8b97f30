/** Twice the text is at most 2.2 times the work, for every parser of what strangers write: counted in steps, the kept parsers inside included. */
import { parseMarkdown } from '@countersign/core/text/parse.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draws } from '../instruments/draws.ts';
import { stepCounter } from '../instruments/steps.ts';
import { MARKDOWN, PARSERS, type Parser } from './parsers.ts';

/** Steps in which anything may be done, whatever is written: few, but where Markdown is read. */
const FREE = 20_000;
/** What the meter lets a text of this size look back at, at some twenty steps each. */
const FREE_LOOKING_BACK = 30_000_000;
const SIZE = 4_096;
/** Here the square of the length is far beyond what is free. */
const LARGE = 16_384;
/** What is drawn of each kind in every run. */
const CASES = draws(44);

let counter: ReturnType<typeof stepCounter>;
beforeAll(() => {
  counter = stepCounter();
  // What is made once is made before anything is counted.
  for (const { read } of PARSERS) read('a');
});
afterAll(() => counter.stop());

/** Whole pieces alone: with a last one that is cut, twice as much is another text, and may be read where the first is refused. */
function filled(piece: string, size: number): string {
  return piece.repeat(Math.ceil(size / piece.length));
}

/** What stands before, what is repeated, and what ends it. */
type Drawn = readonly [before: string, piece: string, after: string];

function expectLinear({ name, read, looksBack }: Parser, [before, piece, after]: Drawn, from = SIZE): void {
  const body = filled(piece, from);
  const [once, twice] = [body, body + body].map((text) => counter.of(() => void read(before + text + after)));
  const said = `${name}: ${JSON.stringify(before)}, then ${JSON.stringify(piece)} again and again, then ${JSON.stringify(after)}`;
  expect(twice, said).toBeLessThanOrEqual(2.2 * (once ?? 0) + (looksBack ? FREE_LOOKING_BACK : FREE));
}

/** What is known to keep a parser of Markdown busy: each of these once took the square of its length. */
const KNOWN: readonly Drawn[] = [
  ...['<?', '<!A', '<![CDATA[', '<!-- a'].map((piece) => ['x ', piece, ''] as const),
  ...[']', '*a_', '**a*', '~a', '~~a', '***a', 'a**b', 'www.a_', 'http://_.', '\n\n> ', 'a\n===\n', '- > a\n\n'].map(
    (piece) => ['', piece, ''] as const,
  ),
  ...(['> a\n', '- a\n', '- - - - - a\n'] as const).map((before) => [before, 'b\n', ''] as const),
  ...['> ', '1. ', '- ', '- > '].map((piece) => ['', piece, ''] as const),
  // An address that a paragraph begins with, and marks that may be its end until something else comes.
  ['www.[', ']~~', '- '],
  ['/approve\n\nwww.[', ']~~', '- '],
  ...['http://a/', 'www.a/', 'www.['].flatMap((before) =>
    [']', '~~', '!', ']!'].map((piece) => [before, piece, 'a'] as const),
  ),
];

test.each(KNOWN)(
  '%j, then %j again and again, then %j is read or refused in bounded work',
  (...drawn) => {
    for (const parser of PARSERS.filter(({ pieces }) => pieces === MARKDOWN)) expectLinear(parser, drawn, LARGE);
  },
  600_000,
);

const some = (pieces: readonly string[], minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...pieces), { minLength, maxLength }).map((drawn) => drawn.join(''));

/** What opens, and what closes it: as many of both, with something between them. */
const NESTED: readonly (readonly [open: string, within: string, close: string])[] = [
  ...['*', '_', '**', '*_', '*a ', '**a '].map((open) => [open, 'a', [...open].reverse().join('')] as const),
  ['![', 'a', '](b)'],
  ['[![', 'a', '](b)](c)'],
  ['*a ', 'b', '*'],
  ['*', 'a', ' a*'],
];

function nested([open, within, close]: (typeof NESTED)[number], size: number): string {
  const each = Math.floor((size - within.length) / (open.length + close.length));
  return open.repeat(each) + within + close.repeat(each);
}

function expectNestedLinear(parser: Parser, drawn: (typeof NESTED)[number], from: number): void {
  const [once, twice] = [from, 2 * from].map((size) => counter.of(() => void parser.read(nested(drawn, size))));
  const said = `${parser.name}: ${JSON.stringify(drawn)}`;
  expect(twice, said).toBeLessThanOrEqual(2.2 * (once ?? 0) + FREE_LOOKING_BACK);
}

const READS_MARKDOWN = PARSERS.filter(({ pieces }) => pieces === MARKDOWN);

test.each(NESTED)(
  '%j, as often as it is closed behind %j by %j, is read or refused in bounded work',
  (...drawn) => {
    for (const parser of READS_MARKDOWN) expectNestedLinear(parser, drawn, 8_192);
  },
  600_000,
);

test(`${CASES} texts of what opens, something within, and what closes cost each parser no more than they are long`, () => {
  const marks = some(['*', '_', '~~', '[', '![', '`', '<b>', '(', 'a', ' '], 1, 3);
  const closing = some(['*', '_', '~~', ']', '](b)', '`', '</b>', ')', 'a', ' '], 1, 3);
  fc.assert(
    fc.property(
      fc.constantFrom(...READS_MARKDOWN),
      fc.tuple(marks, fc.constantFrom('a', ' ', ''), closing),
      (parser, drawn) => expectNestedLinear(parser, drawn, SIZE),
    ),
    { numRuns: CASES },
  );
}, 600_000);

test.each([
  ['[', ']'],
  ['[^', ']'],
  ['![', ']'],
])(
  'brackets that are closed as often as %j opens them around a long text are refused: each would read it again',
  (open, close) => {
    const around = (words: number) => open.repeat(4_000) + 'a'.repeat(words) + close.repeat(4_000);
    expect(parseMarkdown(around(40_000))).toBeUndefined();
    expect(parseMarkdown(`[${'a'.repeat(40_000)}] `)).toBeDefined();
  },
);

/** What an address may begin with: what comes behind it may belong to it or end it, and that is only known further on. */
const ADDRESSES = ['www.', 'http://', 'WWW.a/', 'https://a/', 'a@'] as const;

const grammar = (pieces: readonly string[]) =>
  fc.tuple(
    fc.tuple(fc.oneof(fc.constant(''), fc.constantFrom(...ADDRESSES)), some(pieces, 0, 2)).map((two) => two.join('')),
    some(pieces, 1, 4),
    some(pieces, 0, 1),
  );

/** Marks that may stand at the end of an address or go on in it. */
const TRAILING = [']', '~~', '!', ')', '&a;', '_', '*', '.', '"', "'", ',', ':', ';', '?', '<', '['] as const;

const addressed = fc.tuple(
  fc
    .tuple(
      fc.constantFrom('', '\n\n', '# ', '- ', '> ', '| a |\n|---|\n| ', '*'),
      fc.constantFrom(...ADDRESSES),
      some(TRAILING, 0, 1),
    )
    .map((three) => three.join('')),
  some(TRAILING, 1, 3),
  fc.constantFrom('', 'a', '- ', '/', '中', '\n'),
);

test(`${CASES} texts made of what opens, closes and separates cost each parser no more than they are long`, () => {
  const drawn = fc
    .constantFrom(...PARSERS)
    .chain((parser) => fc.tuple(fc.constant(parser), grammar([...parser.pieces, ...MARKDOWN])));
  fc.assert(
    fc.property(drawn, ([parser, text]) => expectLinear(parser, text)),
    { numRuns: CASES },
  );
}, 600_000);

test('a paragraph that begins with an address and goes on with marks costs no more than it is long', () => {
  const markdown = fc.constantFrom(...PARSERS.filter(({ pieces }) => pieces === MARKDOWN));
  fc.assert(
    fc.property(markdown, addressed, (parser, drawn) => expectLinear(parser, drawn)),
    { numRuns: draws(11) },
  );
}, 600_000);
