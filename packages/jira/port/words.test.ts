/** The panels' own catalogue says everything in both languages. */
import { readdir, readFile } from 'node:fs/promises';
import { LOCALES } from '@countersign/core/text/locale.ts';
import { expect, test } from 'vitest';
import { GIVEN_UP } from '../../../test/instruments/givenup.ts';
import { WORDS, type Word, wording } from './words.ts';

const ids = Object.keys(WORDS.en) as Word[];
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((one) => one[1]).sort();

test('every word exists in both languages, with the same places to fill', () => {
  expect(Object.keys(WORDS['zh-CN']).sort()).toEqual([...ids].sort());
  for (const id of ids) {
    expect(places(WORDS['zh-CN'][id]), id).toEqual(places(WORDS.en[id]));
    for (const locale of LOCALES) expect(WORDS[locale][id].trim(), id).not.toBe('');
  }
});

test('Chinese is written in Chinese, and English without it', () => {
  for (const id of ids) {
    expect(WORDS['zh-CN'][id].replaceAll(/\{\w+\}/g, ''), id).toMatch(/\p{Script=Han}/u);
    expect(WORDS.en[id], id).not.toMatch(/\p{Script=Han}/u);
  }
});

test.each([...GIVEN_UP, [/剩余|提出人/, '残余、申请人'] as const])(
  'no Chinese word of a panel says %s: it is %s',
  (given) => {
    expect(ids.filter((id) => given.test(WORDS['zh-CN'][id]))).toEqual([]);
  },
);

test('every word is used by a panel, and none is left over', async () => {
  const rooms = ['./', '../panel/', '../answer/', '../../core/ask/', '../../web/form/'].map(
    (room) => new URL(room, import.meta.url),
  );
  const read = async (room: URL): Promise<readonly string[]> => {
    const names = await readdir(room, { recursive: true });
    const ours = names.filter((one) => /\.tsx?$/.test(one) && !/test|words\/|words\.(?:en|zh-CN)/.test(one));
    return Promise.all(ours.map((one) => readFile(new URL(one, room), 'utf8')));
  };
  const sources = (await Promise.all(rooms.map(read))).flat();
  const all = sources.join('\n');
  const families = [...all.matchAll(/`([\w.-]*)\$\{[^}]*\}([\w.-]*)`/g)].map((one) => [one[1], one[2]] as const);
  const used = (id: string) =>
    all.includes(`'${id}'`) ||
    families.some(
      ([before = '', after = '']) =>
        before !== '' && before.includes('.') && id.startsWith(before) && id.endsWith(after),
    ) ||
    families.some(([before, after]) => before === '' && after?.startsWith('.') && id.endsWith(after)) ||
    /^(unit|negotiation|attribute|regression|response|feasible)\./.test(id);
  expect(ids.filter((id) => !used(id))).toEqual([]);
});

test('a place is filled; one without a value stays visible', () => {
  const word = wording('en');
  expect(word('risk.text', { number: 2 })).toBe('Risk 2');
  expect(word('risk.text')).toContain('{number}');
});
