import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { argumentsIn, type Element, parsed } from '../../../test/instruments/arguments.ts';
import { catalogue, MESSAGES, type MessageId } from './catalogue.ts';
import { LOCALES } from './locale.ts';

const ids = Object.keys(MESSAGES.en) as MessageId[];

test.each(ids)('%s can be said in both languages with the same arguments', (id) => {
  const [english, chinese] = LOCALES.map((locale) => [...argumentsIn(id, locale)].sort());
  expect(chinese).toEqual(english);
  for (const locale of LOCALES) {
    const say = catalogue(locale);
    for (const count of [0, 1, 2, 11]) {
      const values = Object.fromEntries(
        (english ?? []).map(([name, numeric]) => [name, numeric ? count : `⟨${name}⟩`]),
      );
      const said = say(id, values);
      expect(said.trim()).not.toBe('');
      expect(said).not.toMatch(/[{}]|undefined/);
    }
  }
});

test.each(LOCALES)('each message in %s is said as ICU says it, whatever fills its places', (locale) => {
  for (const id of ids) {
    const icu = new IntlMessageFormat(MESSAGES[locale][id], locale, undefined, { ignoreTag: true });
    for (const given of ['Carla', '', '发票', ' blanks ', '{brace}', "it's", 0, 3]) {
      const values = Object.fromEntries(
        [...argumentsIn(id, locale)].map(([name, numeric]) => [name, numeric ? 2 : given]),
      );
      // What the languages do with blanks is shown elsewhere (`unit.test.ts`, `spacing.ts`).
      const bare = (text: string) => text.replaceAll(/[ \u00a0]/g, '');
      expect(bare(catalogue(locale)(id, values))).toBe(bare(String(icu.format(values))));
    }
  }
});

test('a place without a value is an error', () => {
  expect(() => catalogue('en')('status.flag.hold', { by: 'mei' })).toThrow('reason');
});

/** The words of a sentence without its arguments and without our own name. */
function wordsOf(elements: readonly Element[]): string {
  return elements
    .map((element) => {
      if (element.type === 0) return element.value;
      return 'options' in element
        ? Object.values(element.options)
            .map((option) => wordsOf(option.value))
            .join(' ')
        : ' ';
    })
    .join('')
    .replaceAll('Countersign', '');
}

test('whatever has words in English has Chinese ones in Chinese', () => {
  const untranslated = ids.filter(
    (id) => /\p{L}/u.test(wordsOf(parsed(id, 'en'))) && !/\p{Script=Han}/u.test(wordsOf(parsed(id, 'zh-CN'))),
  );
  expect(untranslated).toEqual([]);
});

test('each key begins with its area, so that no area can silently replace a sentence of another', () => {
  const areas = [
    'baseline',
    'command',
    'event',
    'form',
    'gate',
    'impact',
    'mail',
    'notice',
    'order',
    'page',
    'policy',
    'refusal',
    'sign',
    'start',
    'requirement',
    'status',
  ];
  expect(ids.filter((id) => !areas.includes(id.split('.')[0] ?? ''))).toEqual([]);
});

test('a sentence whose argument is missing is refused instead of said by half', () => {
  expect(() => catalogue('en')('gate.closed')).toThrow();
});

test('plural forms follow the language', () => {
  const say = catalogue('en');
  expect([1, 2].map((count) => say('status.flag.proposals', { count }))).toEqual([
    'One more proposal waits.',
    '2 more proposals wait.',
  ]);
  expect(catalogue('zh-CN')('status.flag.proposals', { count: 1 })).toBe('还有 1 项提议待处理。');
});
