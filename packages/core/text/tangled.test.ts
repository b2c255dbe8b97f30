import { expect, test } from 'vitest';
import { isTangled } from './tangled.ts';

test.each([
  ['emphasis that never ends', '*a_ '],
  ['thousands of headings', 'a\n===\n'],
  ['thousands of quotes on one line', '> '],
  ['thousands of lists on one line', '1. '],
  ['brackets', '[a](b'],
  ['thousands of quotations', '\n\n> '],
  ['thousands of quotations in lists', '- > a\n\n'],
])('%s is no writing', (_, piece) => {
  expect(isTangled(piece.repeat(65_536 / piece.length))).toBe(true);
});

test.each(['\n', '\r\n'])('a long text of ordinary paragraphs is writing, whatever ends its lines (%j)', (end) => {
  const paragraph = ['A **bold** word, a `name` and a [link](https://example.com).', '', '- one', '- two', '', ''];
  expect(isTangled(paragraph.join(end).repeat(700))).toBe(false);
});
