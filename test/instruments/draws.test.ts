import { afterEach, expect, test } from 'vitest';
import { draws } from './draws.ts';

const found = process.env.DRAWS;
afterEach(() => {
  delete process.env.DRAWS;
  if (found !== undefined) process.env.DRAWS = found;
});

test('what costs much is drawn as often as its test says, or so many times as often as a run is told', () => {
  delete process.env.DRAWS;
  expect(draws(44)).toBe(44);
  process.env.DRAWS = '';
  expect(draws(44)).toBe(44);
  process.env.DRAWS = '5';
  expect(draws(44)).toBe(220);
});

test.each(['0', '-1', '1.5', 'many'])('a run that is told to draw %j times as often says that it cannot', (given) => {
  process.env.DRAWS = given;
  expect(() => draws(44)).toThrow(given);
});
