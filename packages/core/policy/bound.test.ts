import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draws } from '../../../test/instruments/draws.ts';
import { stepCounter } from '../../../test/instruments/steps.ts';
import { resolvePolicy } from './resolve.ts';
import { policyTemplate } from './template.ts';
import '../../../test/instruments/seed.ts';

const GOOD = policyTemplate('standard', 'en', {
  lead: 'mei',
  expert: 'arch',
  customer: 'carla',
  sponsor: 'fin',
  quality: 'qa',
});

const UNITS = [
  ...[
    '*\n',
    '*a\n',
    '&a\n',
    '&a ',
    '!a ',
    '[',
    '{',
    '? ',
    '- ',
    '?\n',
    '- \n',
    ': ',
    'a: b: ',
    '"',
    "'a\n",
    '\t\n',
    '#\n',
    ' #\n',
    '\n',
  ],
  ...[
    '---\n',
    '...\n',
    '%a\n',
    '- [\n',
    'a',
    'a\n',
    ' ',
    '\\',
    '"\\\n',
    'a #',
    '[a: ',
    '{a: ',
    '? - ',
    '- ? ',
    ',\n',
    '\r',
    '|\n',
    '>-\n\n',
  ],
];
/** Grows with its number: each piece may hold it, so that no two are alike. */
const PIECES: readonly ((index: number) => string)[] = [
  (index) => `k${index}:\n`,
  (index) => `k${index}: {k${index}: 1}\n`,
  (index) => `- k${index}\n`,
  (index) => `- &k${index} a\n`,
  (index) => `\n${' '.repeat(index)}a:`,
  (index) => `"k${index}": "a\\nb"\n`,
];
const growing = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('', 'a:', 'a: |\n', 'a: "', '[', '{', 'a:\n', 'roles:\n', '- '),
      fc.array(fc.constantFrom(...UNITS), { minLength: 1, maxLength: 3 }),
    )
    .map(
      ([head, units]) =>
        // Whole units alone: with a last one that is cut, twice as much is another text.
        (length: number) =>
          head + units.join('').repeat(Math.ceil(length / units.join('').length)),
    ),
  fc
    .tuple(fc.constantFrom('', 'roles:\n  customer:\n', 'criteria:\n'), fc.constantFrom(...PIECES))
    .map(([head, piece]) => (length: number) => {
      let text = head;
      for (let index = 0; text.length < length; index += 1) text += piece(index);
      return text;
    }),
);

let counter: ReturnType<typeof stepCounter>;
beforeAll(() => {
  counter = stepCounter();
});
afterAll(() => counter.stop());

test('4.4: twice the text takes at most 2.2 times the steps to read, on every hostile grammar', () => {
  fc.assert(
    fc.property(growing, fc.constantFrom(300, 1_500, 6_000), (grow, length) => {
      // What is made once, such as the words of a problem, is made before anything is counted.
      resolvePolicy(grow(length * 2));
      const once = counter.of(() => resolvePolicy(grow(length)));
      const twice = counter.of(() => resolvePolicy(grow(length * 2)));
      // What is done once for each reading, however short.
      expect(twice).toBeLessThanOrEqual(2.2 * once + 2_000);
    }),
    { numRuns: draws(40) },
  );
}, 600_000);

test.each([
  ['lines of a star', (length: number) => '*\n'.repeat(length / 2)],
  ['open brackets', (length: number) => '{'.repeat(length)],
  ['keys', (length: number) => Array.from({ length: length / 10 }, (_, index) => `k${index + 100_000}:\n`).join('')],
  ['names in a role', (length: number) => `profile: light\nroles:\n  lead:\n${'    - "@a b"\n'.repeat(length / 13)}`],
  [
    'names on both sides',
    (length: number) => `profile: light\nroles:\n  lead: &a\n${'    - "@a"\n'.repeat(length / 11)}  customer: *a\n`,
  ],
  ['seats', (length: number) => `${GOOD}\n  minor:\n${'    - customer\n'.repeat(length / 15)}`],
  ['comments', (length: number) => '#\n'.repeat(length / 2)],
])('4.4: a policy of 200,000 characters of %s costs no more than the longest that anybody needs', (_, grow) => {
  const most = counter.of(() => resolvePolicy(grow(199_000)));
  expect(most).toBeLessThanOrEqual(6_000_000);
});
