import { afterEach, expect, test } from 'vitest';
import { seedNamed } from './drawn.ts';

const NAME = 'SEED_OF_THIS_TEST';
afterEach(() => void delete process.env[NAME]);

test.each([
  [undefined, 7],
  ['', 7],
  ['0', 0],
  ['42', 42],
  // The id of a run in CI is larger than any seed.
  ['20158734921', 20_158_734_921 % 2 ** 31],
])('of %j in the environment the seed is %d', (given, seed) => {
  if (given !== undefined) process.env[NAME] = given;
  expect(seedNamed(NAME, 7)).toBe(seed);
});

test.each(['many', '-1', '1.5'])('%j is told to be no seed, and never played as another one', (given) => {
  process.env[NAME] = given;
  expect(() => seedNamed(NAME, 7)).toThrow(`${NAME} is no seed: ${given}`);
});
