/** What set-up says keeps to the words of the catalogues: it is read beside them. */
import { expect, test } from 'vitest';
import { GIVEN_UP } from '../../../test/instruments/givenup.ts';
import { setupWords } from './words.ts';

/** Every text with its place; what asks for values is filled with one that is no word. */
function said(value: unknown, place: string): readonly (readonly [place: string, text: string])[] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value === 'function') {
    const filled = Array.from({ length: value.length }, () => ['N']);
    return said(value(...filled), place);
  }
  return Object.entries(value ?? {}).flatMap(([name, one]) => said(one, `${place}.${name}`));
}

const CHINESE = said(setupWords('zh-CN'), 'words').filter(([place]) => !place.includes('.also.'));

test('set-up speaks in every place', () => {
  expect(CHINESE.length).toBeGreaterThan(50);
});

test.each(GIVEN_UP)('no Chinese word of set-up says %s: it is %s', (given) => {
  expect(CHINESE.filter(([, text]) => given.test(text)).map(([place]) => place)).toEqual([]);
});
