/** Shows that what stands alone is a whole sentence of its language, one after another as that language writes them. */
import { expect, test } from 'vitest';
import { PLAIN, sentence, sentences, speaker, words } from './sentence.ts';

const say = {
  en: speaker({ locale: 'en', timeZone: 'UTC' }, PLAIN),
  zh: speaker({ locale: 'zh-CN', timeZone: 'UTC' }, PLAIN),
};
const stage = words('status.stage.in-review');
const remedy = words('gate.approval-expired.remedy');

test('a sentence begins with its capital and ends with the stop of its language, once', () => {
  expect(sentence(stage, say.en)).toBe('In review.');
  expect(sentence(stage, say.zh)).toBe('评审中。');
  expect(sentence(remedy, say.en)).toBe('Let the board vote again.');
  expect(sentence(remedy, say.zh)).toMatch(/[^。]。$/);
  expect(sentence('why now?', say.en)).toBe('Why now?');
});

test('Chinese sentences follow each other without a blank', () => {
  expect(sentences([stage, remedy], say.en)).toBe('In review. Let the board vote again.');
  expect(sentences([stage, remedy], say.zh)).toBe(`评审中。${sentence(remedy, say.zh)}`);
});
