import { expect, test } from 'vitest';
import { hiddenCharacters, revealHidden } from './hidden.ts';

test.each([
  ['pay \u202e001', [{ index: 4, code: 'U+202E', kind: 'direction' }]],
  ['a\u200bb', [{ index: 1, code: 'U+200B', kind: 'invisible' }]],
  ['\u{e0041}', [{ index: 0, code: 'U+E0041', kind: 'invisible' }]],
  ['a\u0007', [{ index: 1, code: 'U+0007', kind: 'control' }]],
])('%j hides something', (text, found) => {
  expect(hiddenCharacters(text)).toEqual(found);
});

test.each(['plain', '系统，应当。', 'line\n\ttab', '👨‍👩‍👧 ❤️ 1️⃣', 'می‌خواهم', 'क्‍ष'])('%j is ordinary writing', (text) => {
  expect(hiddenCharacters(text)).toEqual([]);
});

test('what is hidden can be shown', () => {
  expect(revealHidden('a\u200b\u{e0041}b👍\u202e')).toBe('a[U+200B][U+E0041]b👍[U+202E]');
});
