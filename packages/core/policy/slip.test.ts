/** A policy written on a Chinese keyboard, or without the quotation marks that @ needs: what is wrong is said as what it is, with its line, in both languages (`rules.md 7.2`). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue } from '../text/catalogue.ts';
import { LOCALES } from '../text/locale.ts';
import { problemSentence } from './problem.ts';
import { resolvePolicy } from './resolve.ts';
import { slipsIn } from './slip.ts';

const problemsOf = (source: string) => {
  const read = resolvePolicy(source);
  return 'problems' in read ? read.problems : [];
};
const said = (source: string, locale: (typeof LOCALES)[number] = 'en') =>
  problemsOf(source).map((one) => problemSentence(one, catalogue(locale)));

const TOP = 'profile: light\n';

test.each([
  [`${TOP}roles:\n  lead: [@mei]\n`, 3, '["@mei"]'],
  [`${TOP}roles:\n  lead: @mei\n`, 3, '["@mei"]'],
  [`${TOP}roles:\n  lead: @mei, @theo\n`, 3, '["@mei", "@theo"]'],
  [`${TOP}roles:\n  owner: @team/x\n`, 3, '["@team/x"]'],
  [`${TOP}roles:\n  lead: ["@a", @mei_acme]\n`, 3, '["@mei_acme"]'],
  [`${TOP}roles:\n  lead:\n  - @a, @b\n`, 4, '- "@a" ↵ - "@b"'],
  [`${TOP}roles:\n  lead: [\n    @a,\n    @b\n  ]\n`, 4, '"@a"'],
  [`${TOP}roles: {lead: ["@a"], customer: @b}\n`, 2, '["@b"]'],
  ['profile: light\r\nroles:\r\n  lead: [@a]\r\n', 3, '["@a"]'],
] as const)('7.2: a name without its quotation marks is shown with them: %j', (source, line, write) => {
  expect(said(source)).toEqual([
    `Line ${line}: This is not valid YAML. A name that begins with @ needs quotation marks: ${write}.`,
  ]);
  expect(said(source, 'zh-CN')[0]).toBe(`第 ${line} 行：不是有效的 YAML。以 @ 开头的名称须加引号：${write}。`);
});

const WIDE: readonly (readonly [source: string, line: number, given: string, write: string])[] = [
  ['profile：light\n', 1, '：', ':'],
  [`${TOP}roles：\n  lead: ["@a"]\n`, 2, '：', ':'],
  [`${TOP}roles:\n  lead： ["@a"]\n`, 3, '：', ':'],
  [`${TOP}roles:\n  lead：["@a"]\n`, 3, '：', ':'],
  [`${TOP}roles: {lead： ["@a"]}\n`, 2, '：', ':'],
  [`${TOP}roles:\n  lead: [“@mei”]\n`, 3, '“', '"'],
  [`${TOP}roles:\n  lead: “@mei”\n`, 3, '“', '"'],
  [`${TOP}roles:\n  lead: ["@mei”]\n`, 3, '”', '"'],
  [`${TOP}roles:\n  lead: [‘@mei’]\n`, 3, '‘', "'"],
  [`${TOP}roles:\n  lead: [「@mei」]\n`, 3, '「', '"'],
  [`${TOP}roles:\n  lead:\n    - “@mei”\n`, 4, '“', '"'],
  [`${TOP}roles:\n  lead: ["@a"，"@b"]\n`, 3, '，', ','],
  [`${TOP}roles:\n  lead: ["@a"、"@b"]\n`, 3, '、', ','],
  [`${TOP}roles:\n  lead: 【"@a"】\n`, 3, '【', '['],
  [`${TOP}roles:\n  lead: ［"@a"］\n`, 3, '［', '['],
  [`${TOP}roles:\n  lead: ["@a"］\n`, 3, '］', ']'],
  [`${TOP}roles:\n  lead: ["＠mei"]\n`, 3, '＠', '@'],
  [`${TOP}roles:\n  lead:\n    － "@mei"\n`, 4, '－', '-'],
  ['profile：light\r\nroles:\r\n', 1, '：', ':'],
  ['\ufeffprofile：light\n', 1, '：', ':'],
];
test.each(WIDE)('7.2: a full-width mark in the place of one of YAML’s is named: %j', (source, line, given, write) => {
  expect(said(source)[0]).toBe(
    `Line ${line}: “${given}” is a full-width mark, which YAML reads as a letter; write “${write}”.`,
  );
  expect(said(source, 'zh-CN')[0]).toContain(`第 ${line} 行：“${given}”是全角符号`);
});

test.each([
  [`${TOP}roles:\n\u3000lead: ["@a"]\n`, 3, /full-width blank/],
  [`${TOP}roles:\n\u00a0\u00a0lead: ["@a"]\n`, 3, /full-width blank/],
  [`${TOP}roles:\n\tlead: ["@a"]\n`, 3, /with blanks, not with tabs/],
  [`${TOP}roles:\n  lead:\n\t- "@a"\n`, 4, /with blanks, not with tabs/],
  ['profile:light\n', 1, /“profile: light”/],
  [`${TOP}roles:\n  lead:["@a"]\n`, 3, /“lead: \["@a"\]”/],
  [`${TOP}${TOP}`, 2, /This key stands twice/],
  [`${TOP}roles:\n  lead: ["@a"]\n  lead: ["@b"]\n`, 4, /This key stands twice/],
] as const)('7.2: a blank, a tab or a key that stands wrong is said: %j', (source, line, words) => {
  expect(said(source)[0]).toMatch(new RegExp(`^Line ${line}: `));
  expect(said(source)[0]).toMatch(words);
});

const WHOLE =
  'profile: light\nlanguage: zh-CN\nroles:\n  lead: ["@mei"]\n  customer: ["@carla"]\nfreeze:\n  - from: 2026-12-24T00:00:00+08:00\n    to: 2026-12-27T00:00:00+08:00\n    stages: [merge]\n    reason: 年末封网：“全部”系统，暂停发布【含紧急】 # 注：见 “@ops” 的通知\n';

test('7.2: in a text that is read such marks are letters: byte order marks, Windows line ends and Chinese words change nothing', () => {
  for (const source of [WHOLE, WHOLE.replaceAll('\n', '\r\n'), `\ufeff${WHOLE}`]) expect(said(source)).toEqual([]);
});

test('7.2: another fault is not put down to marks that are letters', () => {
  expect(said(WHOLE.replace('profile: light', 'profile: lihgt')).join()).not.toMatch(/full-width/);
  // Where a mark may be a letter or not, the other fault is said beside it.
  const both = said(WHOLE.replace('profile: light', 'profile: lihgt').replace('年末', '“Stop”'));
  expect(both.join()).toMatch(/lihgt/);
});

test('7.2: whichever mark of a policy is typed full-width, the line of it is named', () => {
  const marks = { ':': '：', '"': '”', '[': '【', ']': '】' } as const;
  const places = [...WHOLE.slice(0, WHOLE.indexOf('freeze')).matchAll(/[:"[\]]/g)].map(({ 0: mark, index }) => ({
    mark,
    index,
  }));
  fc.assert(
    fc.property(fc.constantFrom(...places), ({ mark, index }) => {
      const source = WHOLE.slice(0, index) + marks[mark as keyof typeof marks] + WHOLE.slice(index + 1);
      const line = WHOLE.slice(0, index).split('\n').length;
      expect(problemsOf(source)[0]).toMatchObject({ code: 'wide-mark', line });
    }),
  );
});

test('7.2: looking for them costs no more than the text is long', () => {
  const began = performance.now();
  for (const one of ['“', '"a', '@', '，', 'a：', '- ', '[“', ' ']) slipsIn(one.repeat(100_000));
  // Each mark looked at from each other would take minutes.
  expect(performance.now() - began).toBeLessThan(20_000);
});

test('7.2: each sentence is there in both languages', () => {
  for (const locale of LOCALES) for (const [source] of WIDE) expect(said(source, locale)[0]).toMatch(/\S/);
});
