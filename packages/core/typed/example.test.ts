/** Shows that every example that people are shown is in their language and is read as the command that it explains. */
import { expect, test } from 'vitest';
import { MESSAGES } from '../text/catalogue.ts';
import { commandIn, EXAMPLES, exampleIn, type InEnglish } from '../text/command.ts';
import type { Locale } from '../text/locale.ts';
import { readComment } from './read.ts';
import type { Action, TypedFacts } from './reading.ts';
import { COMMANDS } from './table.ts';
import { DIMENSION_WORDS, SEAT_WORDS } from './word.ts';

const PEOPLE = ['mei', 'arch', 'dev', 'login'];
const facts = (locale: Locale, keys: boolean): TypedFacts => ({
  people: new Map(PEOPLE.map((name) => [name, { id: `github:${name}`, name }])),
  ...{ locale, currency: 'CNY', keys },
});

const TEXTS = new Set([
  'reason',
  'wouldChange',
  'text',
  'question',
  'evidence',
  'rollback',
  'tests',
  'label',
  'signer',
  'of',
  'trigger',
]);
/** What is asked for, without the words that are told in each language by themselves. */
function meant(actions: readonly Action[]): unknown {
  return JSON.parse(
    JSON.stringify(actions, (name, value: unknown) =>
      name === 'line' || (TEXTS.has(name) && typeof value === 'string') || name === 'acceptance' ? null : value,
    ),
  );
}

const WHOLE = Object.keys(EXAMPLES) as readonly InEnglish[];

test.each(WHOLE)('%j is read as the same in both languages, and in a tracker with keys', (english) => {
  for (const keys of [false, true]) {
    const inEnglish = readComment(exampleIn('en', english, keys), facts('en', keys));
    const inChinese = readComment(exampleIn('zh-CN', english, keys), facts('zh-CN', keys));
    expect(inEnglish.map(({ kind }) => kind)).toEqual([expect.stringMatching(/^(?:command|ask)$/)]);
    expect(meant(inChinese)).toEqual(meant(inEnglish));
  }
});

/** Words in Latin letters that are the same in Chinese. */
const SAME = /@\w+|\b(?:PDF|INC-\d+|SHIP-\d+|CNY|P90|v2)\b/g;

test.each(WHOLE)('%j is Chinese as a whole in Chinese', (english) => {
  expect(exampleIn('zh-CN', english).replaceAll(SAME, '')).not.toMatch(/[A-Za-z]{3,}/);
});

test('every command has an example of its own, and an argument where it takes one', () => {
  const bare = COMMANDS.filter((one) => one.example === `/${one.word}` && one.below !== 'nothing');
  // What they take is said seldom.
  expect(bare.map((one) => one.word)).toEqual(['abstain', 'retract']);
  for (const one of COMMANDS) expect(one.example.startsWith(`/${one.word}`)).toBe(true);
});

test('whoever mistypes a command is shown the whole of it, in the language in which it was typed', () => {
  const shown = (typed: string, locale: Locale) => {
    const [action] = readComment(typed, facts('en', false));
    return action?.kind === 'misunderstood' ? exampleIn(locale, action.misunderstanding.example) : undefined;
  };
  expect(shown('/asess', 'en')).toBe(
    '/assess schedule +6d p90 9d critical-path milestone v2.0: 2026-12-14 -> 2026-12-22',
  );
  expect(shown('/asess', 'zh-CN')).toMatch(/^\/评估 进度/);
  expect(shown('/评古', 'en')).toMatch(/^\/评估 进度/);
  expect(shown('✅ /hold', 'zh-CN')).toBe('/暂停 等待供应商答复');
  expect(shown('- /concern', 'en')).toBe('/concern The fonts are not licensed');
});

/** Whatever is wrong with a command: nothing behind it, nonsense, or only a part of what it takes. */
const WRONG = [
  '',
  'x',
  '!',
  'as nobody',
  '作为 无人',
  '进度 不清楚',
  'schedule soon',
  'cost x',
  '质量 变差 外星',
  'risk x',
  'before x @mei y',
  '@nobody',
  'until 2027-13-01',
  '1',
  'cancel',
  'if it fits',
  '进度 +3天 置信度 极高',
  'cost CNY 5 split 1/1',
];

test('what a misunderstanding of any command shows is read, in each language', () => {
  const shownBefore = new Set<string>();
  for (const entry of COMMANDS)
    for (const rest of WRONG)
      for (const below of ['', '\n```\n[\n```', '\nsteps: 1', '\noptions:\n- a\nrecommended: 7'])
        for (const locale of ['en', 'zh-CN'] as const) {
          const [action] = readComment(`/${entry.word} ${rest}${below}`, facts(locale, false));
          if (action?.kind !== 'misunderstood') continue;
          const { example } = action.misunderstanding;
          const shown = exampleIn(locale, example);
          if (shownBefore.has(`${locale} ${shown}`)) continue;
          shownBefore.add(`${locale} ${shown}`);
          expect(readComment(shown, facts(locale, false)), shown).toMatchObject([{ kind: 'command' }]);
          expect(locale === 'zh-CN' && /[a-z]{3,}/.test(shown.replaceAll(SAME, '')), shown).toBe(false);
        }
});

test('commands that are put together for a refusal are read in each language', () => {
  const made = [
    ...Object.keys(SEAT_WORDS).map((seat) => `/approve as ${seat}`),
    ...Object.keys(DIMENSION_WORDS).map((dimension) => `/assess ${dimension} none: …`),
    ...[
      '/meet K3',
      '/close partly-implemented …',
      '/close rolled-back …',
      '/verify fail …',
      '/ratify ratified …',
      '/hold …',
      '/meet K1',
    ],
  ];
  for (const one of made) {
    const chinese = commandIn('zh-CN', one);
    expect(chinese).not.toMatch(/[a-z]{3,}/);
    expect(meant(readComment(chinese, facts('zh-CN', false)))).toEqual(meant(readComment(one, facts('en', false))));
  }
});

/** Every command in our sentences that is more than its word. */
function written(locale: Locale): readonly (readonly [string, string])[] {
  return Object.entries(MESSAGES[locale]).flatMap(([id, text]) =>
    [...text.matchAll(/`(\/[^`]+)`/g)]
      .map(([, one = '']): readonly [string, string] => [id, one])
      .filter(([, one]) => /\s/.test(one)),
  );
}

test.each([
  ...written('en').map((one) => ['en', ...one] as const),
  ...written('zh-CN').map((one) => ['zh-CN', ...one] as const),
])('%s, %s: %s is read as the command that it explains', (locale, _, one) => {
  const filled = one.replaceAll(/\{[a-z]+, plural[^`]*\}|\{items\}/gi, '#7').replaceAll(/\{[a-z]+\}/gi, '#13');
  // Where the sentence goes on with "and why", it takes a text.
  const read = [filled, `${filled} x`].map((typed) => readComment(typed, facts(locale, false))[0]?.kind);
  expect(read, filled).toContain('command');
  if (locale === 'zh-CN') expect(filled.replaceAll(SAME, '')).not.toMatch(/[A-Za-z]{3,}/);
});
