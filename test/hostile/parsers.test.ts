/** Twice the text is at most 2.2 times the work, for every parser of what strangers write: counted in steps, the kept parsers inside included. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stepCounter } from '../instruments/steps.ts';
import { MARKDOWN, PARSERS, type Parser } from './parsers.ts';

/** Steps in which anything may be done, whatever is written: what is within the bounds of `docs/decisions/bounded-work.md` may look back. */
const FREE = 5_000_000;
const SIZE = 4_096;
const CASES = 220;

let counter: ReturnType<typeof stepCounter>;
beforeAll(() => {
  counter = stepCounter();
  // What is made once is made before anything is counted.
  for (const { read } of PARSERS) read('a');
});
afterAll(() => counter.stop());

function filled(piece: string, size: number): string {
  return piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
}

function expectLinear({ name, read }: Parser, [before, piece]: readonly [string, string]): void {
  const [once, twice] = [SIZE, 2 * SIZE].map((size) => counter.of(() => void read(before + filled(piece, size))));
  const said = `${name}: ${JSON.stringify(before)} and then ${JSON.stringify(piece)} again and again`;
  expect(twice, said).toBeLessThanOrEqual(2.2 * (once ?? 0) + FREE);
}

/** What is known to keep a parser of Markdown busy: each of these once took the square of its length. */
const KNOWN: readonly (readonly [string, string])[] = [
  ...['<?', '<!A', '<![CDATA[', '<!-- a'].map((piece) => ['x ', piece] as const),
  ...[']', '*a_', '**a*', '~a', '~~a', '***a', 'a**b', 'www.a_', 'http://_.', '\n\n> ', 'a\n===\n', '- > a\n\n'].map(
    (piece) => ['', piece] as const,
  ),
  ...(['> a\n', '- a\n', '- - - - - a\n'] as const).map((before) => [before, 'b\n'] as const),
  ...['> ', '1. ', '- ', '- > '].map((piece) => ['', piece] as const),
];

test.each(KNOWN)(
  '%j and then %j again and again is read or refused in bounded work',
  (before, piece) => {
    for (const parser of PARSERS.filter(({ pieces }) => pieces === MARKDOWN)) expectLinear(parser, [before, piece]);
  },
  120_000,
);

const grammar = (pieces: readonly string[]) =>
  fc.tuple(
    fc.array(fc.constantFrom(...pieces), { maxLength: 2 }).map((some) => some.join('')),
    fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 }).map((some) => some.join('')),
  );

test(`${CASES} texts made of what opens, closes and separates cost each parser no more than they are long`, () => {
  const drawn = fc
    .constantFrom(...PARSERS)
    .chain((parser) => fc.tuple(fc.constant(parser), grammar([...parser.pieces, ...MARKDOWN])));
  fc.assert(
    fc.property(drawn, ([parser, text]) => expectLinear(parser, text)),
    { numRuns: CASES },
  );
}, 240_000);
