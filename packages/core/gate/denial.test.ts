/** Shows that each word of the lists in `doubts.ts` closes a sentence that opens a file without it (`rules.md 6.4`). */
import { expect, test } from 'vitest';
import { opens, PATH } from '../../../test/instruments/guarded.ts';
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

test.each([
  ['English denials', DENIALS_EN, EN, 'plainly'],
  ['English doubts', HEDGES_EN, EN, 'plainly'],
  ['Chinese denials', DENIALS_ZH, ZH, '平常'],
  ['Chinese doubts', HEDGES_ZH, ZH, '平常'],
] as const)('6.4: each of the %s closes what it stands beside', (_, lists, frames, plain) => {
  for (const frame of frames) expect(opens(frame(plain)), frame(plain)).toBe(true);
  for (const word of lists.flatMap(waysOf))
    expect(frames.map((frame) => [frame(word), opens(frame(word))])).toEqual(
      frames.map((frame) => [frame(word), false]),
    );
});

test.each([
  [
    'English',
    REVOCATIONS_EN,
    'Builds are fast',
    (word: string) => `Update ${PATH}. The tests are new. ${word.replace(/^./, (one) => one.toUpperCase())}.`,
  ],
  ['Chinese', REVOCATIONS_ZH, '构建很快', (word: string) => `修改 ${PATH}。测试是新的。${word}。`],
] as const)('6.4: each word of taking back in %s closes all that stands before it', (_, lists, plain, frame) => {
  expect(opens(frame(plain))).toBe(true);
  for (const word of lists.flatMap(waysOf)) expect([word, opens(frame(word))]).toEqual([word, false]);
});
