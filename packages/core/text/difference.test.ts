import fc from 'fast-check';
import { expect, test } from 'vitest';
import { difference, lineDifference, textDifference } from './difference.ts';
import { markdownToText } from './markdown.ts';

const side = (runs: ReturnType<typeof difference>, without: 'added' | 'removed') =>
  runs
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

test('the runs reassemble both sides', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('word ', '词', '字', 'é', 'e\u0301', '👨‍👩‍👧', '\n', '4.8 ', "don't "))
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, text, (before, after) => {
      const runs = difference(before, after);
      expect(side(runs, 'added')).toBe(before);
      expect(side(runs, 'removed')).toBe(after);
    }),
  );
});

test('a line that moved went and came', () => {
  expect(lineDifference('a\nb\nc', 'b\na\nc')).toEqual([
    { kind: 'removed', text: 'a' },
    { kind: 'same', text: 'b' },
    { kind: 'added', text: 'a' },
    { kind: 'same', text: 'c' },
  ]);
});

test('English differs by the word', () => {
  expect(difference('The engine may stop', 'The engines may stop')).toEqual([
    { kind: 'same', text: 'The ' },
    { kind: 'removed', text: 'engine' },
    { kind: 'added', text: 'engines' },
    { kind: 'same', text: ' may stop' },
  ]);
});

test('Chinese differs by the character, also in a mixed text', () => {
  expect(difference('系统应当在API内响应', '系统必须在API内响应')).toEqual([
    { kind: 'same', text: '系统' },
    { kind: 'removed', text: '应当' },
    { kind: 'added', text: '必须' },
    { kind: 'same', text: '在API内响应' },
  ]);
});

test('an accent is never torn from its letter', () => {
  expect(difference('系\u0302', '系')).toEqual([
    { kind: 'removed', text: '系\u0302' },
    { kind: 'added', text: '系' },
  ]);
  expect(difference('系e\u0301', '系e')).toEqual([
    { kind: 'same', text: '系' },
    { kind: 'removed', text: 'e\u0301' },
    { kind: 'added', text: 'e' },
  ]);
});

test('long texts with nothing in common are compared coarsely instead of for minutes', () => {
  const text = (letter: string) => Array.from({ length: 9_000 }, (_, index) => `${letter}${index}`).join(' ');
  expect(difference(text('a'), text('b'))).toEqual([
    { kind: 'removed', text: text('a') },
    { kind: 'added', text: text('b') },
  ]);
});

test('a link that only changed its target shows as a difference', () => {
  const runs = textDifference(markdownToText('[terms](http://a.test)'), markdownToText('[terms](http://b.test)'));
  expect(runs.filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual(['a', 'b']);
});
