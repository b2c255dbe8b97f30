/** Shows that whoever takes work in by another word is told the word that does it, and that what an answer shows can be typed and does what was meant (`rules.md 6.4`). */
import { expect, test } from 'vitest';
import { commandIn } from '../text/command.ts';
import { LOCALES } from '../text/locale.ts';
import { PLAIN, speaker } from '../view/sentence.ts';
import { misreadSentence } from './misread.ts';
import { readComment } from './read.ts';
import type { Misunderstanding, TypedFacts } from './reading.ts';
import { COMMANDS, entryFor, QUESTIONS, questionFor } from './table.ts';
import { ELSEWHERE, FOREIGN, TAKING_IN } from './word.ts';

const FACTS: TypedFacts = { people: new Map(), locale: 'en', currency: 'CNY' };

/** What is told of a comment, which does nothing. */
function toldOf(comment: string): Misunderstanding {
  const [action, ...others] = readComment(comment, FACTS);
  if (action?.kind !== 'misunderstood' || others.length > 0) throw new Error(`not told: ${comment}`);
  return action.misunderstanding;
}

const APPROVE = entryFor('approve');
/** Every word that stands for a yes, ours and others, and every word by which somebody takes something in. */
const YES = [
  ...[APPROVE?.word, APPROVE?.zh, ...(APPROVE?.also ?? [])].filter((one) => one !== undefined),
  ...Object.keys(ELSEWHERE).filter((one) => ['approve', '同意'].includes(ELSEWHERE[one] ?? '')),
];
const WORKS = [
  ['#21', '#21'],
  ['＃21', '#21'],
  ['PR #21', '#21'],
  ['拉取请求 #21', '#21'],
  ['acme/shop#21', 'acme/shop#21'],
  ['https://github.com/acme/shop/pull/21', 'acme/shop#21'],
] as const;

test.each([...new Set([...YES, ...TAKING_IN])])(
  '6.4: /%s with a pull request is told that /accept takes it in',
  (word) => {
    for (const [typed, work] of WORKS) {
      const told = toldOf(`/${word} ${typed}`);
      expect(told).toMatchObject({ code: 'accept-meant', values: { word, work } });
      for (const locale of LOCALES) {
        const sentence = misreadSentence(told);
        const shown = sentence === undefined ? '' : speaker({ locale, timeZone: 'UTC' }, PLAIN)(sentence);
        const [, remedy = ''] = /[“"](\/(?:accept|纳入) [^”"]+)[”"]/.exec(shown) ?? [];
        expect(readComment(remedy, FACTS), shown).toMatchObject([
          { kind: 'command', command: { type: 'accept', work } },
        ]);
      }
    }
  },
);

test('6.4: what takes work in by its own word is done', () => {
  for (const word of ['accept', '纳入'])
    for (const [typed, work] of WORKS)
      expect(readComment(`/${word} ${typed}`, FACTS)).toMatchObject([{ command: { type: 'accept', work } }]);
});

test('6.4: a word of a yes without the name of work, or with more than that, keeps its own answer', () => {
  for (const word of ['接受', '通过', 'lgtm'])
    for (const rest of ['', ' looks good', ' #21 and #22 look good'])
      expect(toldOf(`/${word}${rest}`)).toMatchObject({ code: 'unknown-command' });
  expect(toldOf('/approve #21 looks good')).toMatchObject({ code: 'no-plain-yes' });
  for (const foreign of FOREIGN) expect(readComment(`/${foreign} #21`, FACTS)).toEqual([]);
});

/** Every word that is none of ours and is taken for one, with what may stand behind it. */
const OTHERS = Object.keys(ELSEWHERE);
const RESTS = ['', ' #21', ' because it fits', ' 太贵', ' C1 done', ' @mei', ' 1'];

test.each(OTHERS)('the answer to /%s shows what can be typed, and is of the command that it names', (word) => {
  for (const rest of RESTS) {
    const told = toldOf(`/${word}${rest}`);
    const meant = told.code === 'accept-meant' ? 'accept' : String(told.values.meant);
    const ours = entryFor(meant) ?? questionFor(meant);
    for (const locale of LOCALES) {
      const [action] = readComment(commandIn(locale, told.example), FACTS);
      const typed = action?.kind === 'misunderstood' ? action.misunderstanding.code : action?.kind;
      // A name in an example is nobody's here.
      expect(['command', 'ask', 'unknown-person']).toContain(typed);
      const [, first = ''] = /^\/(\S+)/.exec(commandIn(locale, told.example)) ?? [];
      expect([word, rest, entryFor(first)?.word ?? questionFor(first)?.word]).toEqual([word, rest, ours?.word]);
    }
  }
});

test('every word that stands for one of ours stands for one that there is', () => {
  const ours = [...COMMANDS, ...QUESTIONS].flatMap((one) => [one.word, one.zh]);
  expect(Object.values(ELSEWHERE).filter((one) => !ours.includes(one))).toEqual([]);
});
