import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { catalogue, MESSAGES, type MessageId } from './catalogue.ts';
import { LOCALES, type Locale } from './locale.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

function parse(id: MessageId, locale: Locale): Element[] {
  return new IntlMessageFormat(MESSAGES[locale][id], locale, undefined, { ignoreTag: true }).getAst();
}

/** Element kinds of the parsed form: numbers and plurals. */
const NUMERIC = new Set([2, 6]);

/** The arguments of a sentence and whether each has to be a number, read from its parsed form. */
function argumentsOf(elements: readonly Element[], found = new Map<string, boolean>()): Map<string, boolean> {
  for (const element of elements) {
    // 0 is plain text, 7 the `#` of a plural.
    if (element.type === 0 || element.type === 7) continue;
    found.set(element.value, NUMERIC.has(element.type) || found.get(element.value) === true);
    if ('options' in element) for (const option of Object.values(element.options)) argumentsOf(option.value, found);
  }
  return found;
}

const ids = Object.keys(MESSAGES.en) as MessageId[];

test.each(ids)('%s can be said in both languages with the same arguments', (id) => {
  const [english, chinese] = LOCALES.map((locale) => [...argumentsOf(parse(id, locale))].sort());
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
    (id) => /\p{L}/u.test(wordsOf(parse(id, 'en'))) && !/\p{Script=Han}/u.test(wordsOf(parse(id, 'zh-CN'))),
  );
  expect(untranslated).toEqual([]);
});

test('each key begins with its area, so that no area can silently replace a sentence of another', () => {
  const areas = ['command', 'event', 'form', 'gate', 'impact', 'page', 'policy', 'refusal', 'start', 'status'];
  expect(ids.filter((id) => !areas.includes(id.split('.')[0] ?? ''))).toEqual([]);
});

test('a sentence whose argument is missing is refused instead of said by half', () => {
  expect(() => catalogue('en')('gate.closed')).toThrow();
});

test('plural forms follow the language', () => {
  const say = catalogue('en');
  expect([1, 2].map((count) => say('status.waiting-for-votes', { count }))).toEqual([
    'Waiting for 1 vote',
    'Waiting for 2 votes',
  ]);
  expect(catalogue('zh-CN')('status.waiting-for-votes', { count: 1 })).toBe('还需 1 票');
});
