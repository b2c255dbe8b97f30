/** Shows that whoever is erased is taken out of our comments as a whole word, and nothing else with them. */
import { expect, test } from 'vitest';
import { unnamed } from './unnamed.ts';

test.each([
  ['@rosa, there is no #9. rosa asked, too.', 'X, there is no #9. X asked, too.'],
  ['**rosa** and @rosa-maria, primrosa, rosa_2', '**X** and @rosa-maria, primrosa, rosa_2'],
  [
    '`/triage owner @rosa` at https://github.test/rosa/repo, @acme/rosa',
    '`/triage owner X` at https://github.test/rosa/repo, @acme/rosa',
  ],
  ['由rosa提出（rosa）：rosa。', '由X提出（X）：X。'],
  ['pan-wei, @pan-wei, pan\\-wei: pan', 'Y, Y, Y: pan'],
  ['_Asked by rosa and pan\\-wei_, rosa\\-maria\\.', '_Asked by X and Y_, rosa\\-maria\\.'],
])('%s', (text, expected) => {
  const one = unnamed(text, ['rosa'], 'X');
  expect(unnamed(one, ['pan-wei', ''], 'Y')).toBe(expected);
});
