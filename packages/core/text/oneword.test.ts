/** Holds the Chinese sentences to one word per thing (glossary): words that were given up stand in none. */
import { expect, test } from 'vitest';
import { GIVEN_UP } from '../../../test/instruments/givenup.ts';
import { FIELDS } from '../view/field.ts';
import { MESSAGES, type MessageId } from './catalogue.ts';

const CHINESE = Object.entries(MESSAGES['zh-CN']) as [MessageId, string][];

test.each(GIVEN_UP)('no Chinese sentence says %s: it is %s', (word) => {
  expect(CHINESE.filter(([, sentence]) => word.test(sentence)).map(([id]) => id)).toEqual([]);
});

test('the gate lets through or holds back: nobody opens or closes it, which is said of requests and pull requests', () => {
  const wrong = CHINESE.filter(
    ([id, text]) =>
      /门禁[^，。；]{0,6}(?:关闭|打开|开放|开启)/.test(text) ||
      (/^(?:page\.)?gate\./.test(id) && /^(?:关闭|开放)/.test(text)),
  );
  expect(wrong.map(([id]) => id)).toEqual([]);
});

test('批准 is the word of the board alone: one vote is 同意', () => {
  const vote = /^status\.vote\.|^event\.voted\.|^gate\.seat-|^gate\.votes-/;
  expect(CHINESE.filter(([id, text]) => vote.test(id) && text.includes('批准')).map(([id]) => id)).toEqual([]);
});

test('whoever is named in a next step is asked with 请', () => {
  const asked = CHINESE.filter(([id, text]) => id.startsWith('status.next.') && text.includes('{people}'));
  const plain = asked.filter(([, text]) => !/请 ?\{people\}|\{people\} ?可|（\{people\}）|请 \{by\}/.test(text));
  expect(asked.length).toBeGreaterThan(20);
  expect(plain.map(([id]) => id)).toEqual([]);
});

test('what is missing is called as the form asks for it', () => {
  for (const id of ['before', 'after', 'cause', 'motive', 'origin', 'notChanging', 'items'] as const)
    expect(MESSAGES['zh-CN'][`status.field.${id}`]).toBe(FIELDS.find((one) => one.id === id)?.label['zh-CN']);
});
