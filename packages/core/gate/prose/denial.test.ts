/** Shows that each word of the lists in `doubts.ts` closes a sentence that opens a file without it (`rules.md 6.4`). */
import { expect, test } from 'vitest';
import { opens, PATH } from '../../../../test/instruments/guarded.ts';
import { revokesAll } from './denial.ts';
import { DENIALS_EN, DENIALS_ZH, HEDGES_EN, HEDGES_ZH, REVOCATIONS_EN, REVOCATIONS_ZH } from './doubts.ts';

/** All that an expression of words, choices and classes may be, each choice taken once; what may be left out is left out once. */
function waysOf(source: string): readonly string[] {
  let at = 0;
  const choices = (): string[] => {
    const all: string[] = [];
    let ways = [''];
    for (; at < source.length && source[at] !== ')'; ) {
      if (source[at] === '|') {
        all.push(...ways);
        ways = [''];
        at += 1;
        continue;
      }
      const one = times(piece());
      ways = ways.flatMap((way) => one.map((more) => way + more));
    }
    return [...all, ...ways];
  };
  const piece = (): string[] => {
    const [, look = '', group] = /^(\(\?(?:<[=!]|[=!]))|^(\(\?:)/.exec(source.slice(at)) ?? [];
    if (look !== '' || group !== undefined) {
      at += (look || '(?:').length;
      const inner = choices();
      at += 1;
      // What must not follow does not; of what must, one.
      if (look === '') return inner;
      return [look === '(?=' ? (inner[0] ?? '') : ''];
    }
    if (source[at] === '[') {
      const end = source.indexOf(']', at);
      const letters = source.slice(at + 1, end);
      at = end + 1;
      return letters.startsWith('\\') ? [letters.includes('s') ? '' : '次'] : [...letters];
    }
    const letter = source.slice(at).startsWith('\\p{L}')
      ? '\\p{L}'
      : source[at] === '\\'
        ? source.slice(at, at + 2)
        : source.slice(at, at + 1);
    at += letter.length;
    return [{ '\\s': ' ', '\\.': '.', '.': '次', $: '', '^': '' }[letter] ?? letter];
  };
  const times = (ways: string[]): string[] => {
    const [many = ''] = /^(?:\{\d+,\d+\}|[*+?])\??/.exec(source.slice(at)) ?? [];
    at += many.length;
    return many.startsWith('?') ? [...ways, ''] : many.startsWith('{0') || many.startsWith('*') ? [''] : ways;
  };
  return choices();
}

const EN = [(word: string) => `Update ${PATH}, ${word}`, (word: string) => `Add tests ${word}, update ${PATH}`];
const ZH = [(word: string) => `修改 ${PATH}，${word}`, (word: string) => `新增测试${word}，修改 ${PATH}`];

/** An expression of the list by itself: one test of all would take as long as its machine is slow. */
const each = (name: string, lists: readonly string[]) => lists.map((list) => [name, list.slice(0, 40), list] as const);

test.each([...each('en', DENIALS_EN), ...each('en', HEDGES_EN), ...each('zh', DENIALS_ZH), ...each('zh', HEDGES_ZH)])(
  '6.4: each word of the %s list %j closes what it stands beside',
  (language, _, list) => {
    const [frames, plain] = language === 'en' ? ([EN, 'plainly'] as const) : ([ZH, '平常'] as const);
    for (const frame of frames) expect(opens(frame(plain)), frame(plain)).toBe(true);
    for (const word of waysOf(list))
      expect(frames.map((frame) => [frame(word), opens(frame(word))])).toEqual(
        frames.map((frame) => [frame(word), false]),
      );
  },
);

const BACK_EN = (word: string) =>
  `Update ${PATH}. The tests are new. ${word.replace(/^./, (one) => one.toUpperCase())}.`;
const BACK_ZH = (word: string) => `修改 ${PATH}。测试是新的。${word}。`;

test.each([...each('en', REVOCATIONS_EN), ...each('zh', REVOCATIONS_ZH)])(
  '6.4: each word of taking back of the %s list %j closes all that stands before it',
  (language, _, list) => {
    const frame = language === 'en' ? BACK_EN : BACK_ZH;
    const plain = language === 'en' ? 'Builds are fast' : '构建很快';
    expect(opens(frame(plain))).toBe(true);
    const words = waysOf(list);
    for (const word of words) expect([word, revokesAll(`${word}.`)]).toEqual([word, true]);
    for (const word of [words.at(0) ?? '', words.at(-1) ?? ''])
      expect([word, opens(frame(word))]).toEqual([word, false]);
  },
);
