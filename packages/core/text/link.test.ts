import { expect, test } from 'vitest';
import { linkIn } from './link.ts';

test.each([
  ['https://ci.example/runs/42?job=7#step', true],
  [' http://ci.example ', true],
  ['HTTPS://ci.example/报告', true],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['https://bank.example@evil.example/', false],
  ['https://ci.example/runs/42 and more', false],
  ['https://ci.example/"onclick=', false],
  ['https://ci.example/a-path-that-was-cut…', false],
  ['https://', false],
  ['Report 7', false],
])('%s is a link: %s', (text, is) => {
  expect(linkIn(text) !== undefined).toBe(is);
});
