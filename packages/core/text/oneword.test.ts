/** Holds the Chinese sentences to one word per thing (glossary): words that were given up stand in none. */
import { expect, test } from 'vitest';
import { MESSAGES } from './catalogue.ts';

test.each(['驳回', '实际用量', '编辑'])('no Chinese sentence says “%s”: there is another word for it', (word) => {
  const said = Object.entries(MESSAGES['zh-CN']).filter(([, sentence]) => sentence.includes(word));
  expect(said.map(([id]) => id)).toEqual([]);
});
