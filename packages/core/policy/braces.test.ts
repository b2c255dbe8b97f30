import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stepCounter } from '../../../test/instruments/steps.ts';
import { anyGlob, globsThatMatch } from '../gate/glob.ts';
import { hintsFor } from '../gate/hint.ts';
import { alternatives, alternativesOf, classesOf, withoutClasses } from './braces.ts';
import { misplacedAmong } from './place.ts';
import { resolvePolicy } from './resolve.ts';
import '../../../test/instruments/seed.ts';

let counter: ReturnType<typeof stepCounter>;
beforeAll(() => {
  counter = stepCounter();
});
afterAll(() => counter.stop());

/** What a class is, said in one expression: it goes back at each bracket that is never closed. */
const CLASS = /\[(?:[!^][^/]|[^/!^])[^\]/]*\]/gu;
const PIECES = ['[', ']', '[!', '[^', '!', '^', '/', 'a', '{', ',', '}', '😀', '-', '[ab]', '\ud83d'];
const some = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));

test('6.1: the classes of a glob are those of one expression, and what is left is left', () => {
  fc.assert(
    fc.property(some, (glob) => {
      expect(classesOf(glob)).toEqual(glob.match(CLASS) ?? []);
      expect(withoutClasses(glob)).toBe(glob.replace(CLASS, ''));
    }),
    { numRuns: 2_000 },
  );
});

const policy = (merge: object) =>
  resolvePolicy(`profile: light\nroles: {lead: ["@a"], customer: ["@b"]}\ngates:\n  merge: ${JSON.stringify(merge)}\n`);
const many = (count: number, glob: (at: number) => string) => Array.from({ length: count }, (_, at) => glob(at));

/** Each as long as one name of a policy may be. */
const GLOBS: readonly (readonly [string, (at: number) => string])[] = [
  ['brackets that are never closed', (at) => `${at}${'[中'.repeat(490)}`],
  ['brackets', (at) => `${at}${'['.repeat(990)}`],
  ['dots behind a brace', (at) => `${at}{${'.'.repeat(990)}`],
  ['braces', (at) => `${at}${'{'.repeat(990)}`],
  ['commas', (at) => `${at}{${','.repeat(195)}`],
  ['parentheses', (at) => `${at}${'?('.repeat(490)}`],
  ['ways', (at) => `${at}${'(a|'.repeat(330)}`],
  ['pairs of braces', (at) => `a${at}/{a,b}{c,d}{e,f}{g,h}{i,j}{k,l}{m,n}`],
  ['long braces', (at) => `${at}{${'a,'.repeat(190)}a}${'x'.repeat(45)}`],
  ['stars', (at) => `${at}${'*a'.repeat(490)}`],
  ['folders', (at) => `${at}/${'**/'.repeat(330)}a`],
];

test.each(GLOBS)('4.4: twice as many names of %s are at most 2.2 times the steps, to read and to run', (_, glob) => {
  const work = (count: number) =>
    counter.of(() => {
      const globs = many(count, glob);
      policy({ paths: globs });
      anyGlob(globs)('src/billing/invoice.ts');
      anyGlob(globs, 'exempt')('src/billing/invoice.ts');
    });
  work(4);
  const [once, twice] = [work(95), work(190)];
  expect(twice).toBeLessThanOrEqual(2.2 * once + 20_000);
  expect(twice).toBeLessThanOrEqual(60_000_000);
});

test('4.4: no bracket is looked for to the end of a glob again and again, whatever is read of it', () => {
  for (const piece of PIECES)
    for (const read of [
      alternatives,
      (glob: string) => misplacedAmong([{ glob, kind: 'paths' }]),
      (glob: string) => anyGlob([glob])('a'),
    ]) {
      const [once, twice] = [4_000, 8_000].map((size) => counter.of(() => void read(`[${piece.repeat(size)}`)));
      expect(twice, JSON.stringify(piece)).toBeLessThanOrEqual(2.2 * (once ?? 0) + 20_000);
    }
  // What an expression does is no step: with the one above this takes minutes.
  const began = performance.now();
  expect(alternatives('[中'.repeat(100_000))).toBeUndefined();
  expect(classesOf('[中'.repeat(100_000))).toEqual([]);
  expect(performance.now() - began).toBeLessThan(10_000);
}, 600_000);

const BRACES = '{a,b}{c,d}{e,f}{g,h}{i,j}{k,l}{m,n}';

test('4.4: the names of a policy share one bound: the first beyond it is told, and nothing is opened by them', () => {
  const paths = many(300, (at) => `folder-${at}/${BRACES}`);
  const read = policy({ paths });
  const problems = 'problems' in read ? read.problems : [];
  expect(problems).toMatchObject([{ code: 'bad-path', values: { why: 'altogether' } }]);
  expect(anyGlob(paths)('elsewhere')).toBe(true);
  expect(anyGlob(paths, 'exempt')('elsewhere')).toBe(false);
  expect(policy({ paths: paths.slice(0, 50) })).toHaveProperty('policy');
  expect(policy({ paths: paths.slice(0, 50), exempt: { paths: paths.slice(50) } })).toMatchObject({
    problems: [{ path: expect.stringContaining('exempt'), values: { why: 'altogether' } }],
  });
});

test('4.4: without braces no policy that fits into its file has too many names', () => {
  const paths = many(3_000, (at) => `packages/part-${at}/src/some-folder/that-is-covered`);
  expect(alternativesOf(paths)).not.toContain(undefined);
  expect(policy({ paths })).toHaveProperty('policy');
});

test('4.4: so many names as were too many for one call do not throw', () => {
  const paths = many(190, (at) => `${at}{${'a,'.repeat(194)}a}${'x'.repeat(45)}`);
  expect(anyGlob(paths)('a')).toBe(true);
  const short = many(4_000, (at) => `{${at},b${at},c${at}}`);
  expect([anyGlob(short)('b77/a'), anyGlob(short)('d77/a')]).toEqual([true, false]);
});

test('6.1: names that match late, or nothing, are looked for in one walk over the files', () => {
  const read = policy({ paths: many(200, (at) => `**/file-${at}.t?`) });
  if (!('policy' in read)) throw new Error('no policy');
  const files = [...many(4_000, (at) => `src/part-${at % 7}/x`), ...many(199, (at) => `lib/file-${at}.ts`)];
  const letters = files.join('').length;
  const steps = counter.of(() => {
    expect(hintsFor(read.policy, { files })).toMatchObject([
      { code: 'bumps-unsaid' },
      { code: 'no-file', values: { glob: '**/file-199.t?' } },
    ]);
  });
  // What globs may look at in any case, and for each letter: not for each letter and each glob.
  expect(steps).toBeLessThanOrEqual(2 * (1_000_000 + 50 * letters));
});

test('6.1: which globs match is what each says by itself', () => {
  const piece = fc.constantFrom('*', '**', '?', '/', 'a', 'b', '[ab]', '{a,b}', '.');
  const glob = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
  const name = fc.array(fc.constantFrom('a', 'b', '/', '.'), { minLength: 1, maxLength: 6 }).map((one) => one.join(''));
  fc.assert(
    fc.property(
      fc.array(glob, { maxLength: 5 }),
      fc.array(name, { maxLength: 4 }),
      fc.constantFrom('covered', 'exempt'),
      (globs, names, reading) => {
        const alone = globs.flatMap((one, at) => (names.some(anyGlob([one], reading)) ? [at] : []));
        expect([...(globsThatMatch(globs, names, reading) ?? [])].sort()).toEqual(alone);
      },
    ),
    { numRuns: 1_000 },
  );
});
