/** Shows that nothing of what stands below a command is dropped: the board votes on what was written, or its writer is asked. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Person } from '../content/person.ts';
import { LOCALES, type Locale } from '../text/locale.ts';
import { readComment } from './read.ts';
import { COMMANDS } from './table.ts';

const DARA: Person = { id: 'github:1', name: 'dara' };
const facts = (locale: Locale) => ({ people: new Map([['dara', DARA]]), locale, currency: 'CNY', today: '2026-11-30' });
const read = (comment: string, locale: Locale = 'en') => readComment(comment, facts(locale));

test.each([
  ['/plan\ndue: 2026-12-20\nsteps:\n- a', 'en', 'due', 1, 'steps'],
  ['/plan\nsteps:\n  - text: a\n    due: 2026-12-20', 'en', 'due', 3, 'end'],
  ['/plan\nsteps:\n  - text: a\n    assignee: @dara', 'en', 'assignee', 3, 'owner'],
  ['/plan\nsteps:\n  - until: 2026-12-20', 'en', 'until', 2, 'end'],
  ['/plan\nsteps:\n  - text: a\nacceptence:\n  - x', 'en', 'acceptence', 3, 'acceptance'],
  ['/plan\nsteps:\n  - text: a\nbudget: 5', 'en', 'budget', 3, 'none'],
  ['/计划\n步骤：\n- 做一个\n截止日期: 2026-12-20', 'zh-CN', '截止日期', 3, '步骤'],
  ['/计划\n步骤：\n- 内容：做一个\n  负责: @dara', 'zh-CN', '负责', 3, '负责人'],
  ['/计划\n步骤：\n- 内容：做一个\n  截止：2026-12-20', 'zh-CN', '截止', 3, '结束'],
  ['/alternative\noptions:\n  - a\n  - b\nrecomended: 2', 'en', 'recomended', 4, 'recommended'],
] as const)(
  '%j: a key that is not known is named with its line and the key that was meant',
  (comment, locale, given, number, meant) => {
    expect(read(comment, locale)).toMatchObject([
      { kind: 'misunderstood', misunderstanding: { code: 'unknown-key', values: { given, number, meant } } },
    ]);
  },
);

test('a key that stands twice, in one language or both, is asked back', () => {
  expect(read('/plan\nsteps:\n  - a\nrollback: x\n回退: y')).toMatchObject([
    {
      kind: 'misunderstood',
      misunderstanding: { code: 'key-twice', values: { given: '回退', number: 4, meant: 'rollback' } },
    },
  ]);
});

test.each([
  ['/plan\nsteps:\n  - a\nroll-back: x\ntest: y', { rollback: 'x', tests: 'y' }],
  ['/plan\nSteps:\n  - a\nRoll back: x', { rollback: 'x' }],
  ['/计划\n步骤：\n- a\n回滚方案：x\n测试：y', { rollback: 'x', tests: 'y' }],
  ['/plan\nsteps:\n  - Export: 1,000 invoices', { steps: [{ id: '1', text: 'Export: 1,000 invoices' }] }],
  ['/plan\nsteps:\n  - a\nrollback:\n  - one\n  - two: three', { rollback: 'one\ntwo: three' }],
  ['/plan\nsteps:\n  - a\nacceptance:\n  - A PDF opens: within 2 s', { acceptance: ['A PDF opens: within 2 s'] }],
  ['/plan\nsteps:\n  - text: a\n    end: 2026/12/20', { steps: [{ id: '1', text: 'a', end: '2026-12-20' }] }],
  ['/计划\n步骤：\n- 内容：a\n  结束：2026年12月20日', { steps: [{ id: '1', text: 'a', end: '2026-12-20' }] }],
] as const)('%j is read whole', (comment, plan) => {
  expect(read(comment)).toMatchObject([{ kind: 'command', command: { type: 'plan', plan } }]);
});

test('2.4: whatever key is put into a plan, at whatever depth, its value is in the plan or its writer is told', () => {
  const word = fc.stringMatching(/^[a-z]{2,12}$/);
  const deep = fc.constantFrom('', '    ');
  fc.assert(
    fc.property(word, word, deep, (key, value, indent) => {
      const comment = `/plan\nsteps:\n  - text: a\n${indent}${key}: zz${value}`;
      const [action] = read(comment);
      const isKept = action?.kind === 'command' && JSON.stringify(action.command).includes(`zz${value}`);
      expect(isKept || action?.kind === 'misunderstood').toBe(true);
    }),
    { numRuns: 300 },
  );
});

/** Blocks as people put them below a command; `zz` marks what is in them. */
const BLOCKS = {
  'a list': '- zz one\n- two',
  'a list after an empty line': '\n- zz one\n- two',
  code: '```\nzz one\n```',
  'code after an empty line': '\n```\nzz one\n```',
  'a table': '\n| zz | b |\n| --- | --- |\n| 1 | 2 |',
  'a table behind a list': '- a\n\n| zz | b |\n| --- | --- |\n| 1 | 2 |',
  'a list behind code': '```\nx\n```\n\n- zz one',
} as const;

test.each(Object.entries(BLOCKS))('%s below any command is taken, or named in the answer', (_, block) => {
  const unsaid = COMMANDS.flatMap(({ word, example }) => {
    const [first = ''] = example.replace('@mei', '@dara').replace('@arch', '@dara').split('\n');
    return [`/${word}`, first].flatMap((line) => {
      const actions = read(`${line}\n${block}`);
      const isNamed = JSON.stringify(actions.map((one) => ({ ...one, line: '' }))).includes('zz');
      // Where nothing was done, its writer is told of the whole command.
      const isAsked = actions.length > 0 && actions.every(({ kind }) => kind === 'misunderstood');
      return isNamed || isAsked ? [] : [`${line}\n${block}`];
    });
  });
  expect(unsaid).toEqual([]);
});

test('what a table below an estimate or a plan says is never left out: nothing is recorded', () => {
  const table = '\n\n| Risk | Score |\n| --- | --- |\n| Fonts | 2x3 |';
  for (const comment of ['/assess risk', '/assess risk Fonts 2x3', '/plan\nsteps:\n- a', '/评估 风险', '/计划'])
    expect([comment, ...read(`${comment}${table}`)]).toMatchObject([
      comment,
      { kind: 'misunderstood', misunderstanding: { code: 'block-not-read', values: { given: '| Risk | Score |' } } },
    ]);
});

test.each([
  ['/assess schedule +3d\n\nBest regards,\nMei', { type: 'assess', inputs: [{ value: { value: { p50: 3 } } }] }],
  ['/assess risk\n- Fonts 2x3\n\nThanks all', { type: 'assess', inputs: [{ value: { value: { entries: [{}] } } }] }],
  ['/assess risk Fonts 2x3\n\nTools 1x2', { inputs: [{ value: { value: { entries: [{}, { text: 'Tools' }] } } }] }],
  ['/assess schedule +3d\n\ncost: 5000', { inputs: [{ dimension: 'schedule' }, { dimension: 'cost' }] }],
  ['/plan\nsteps:\n- a\n\nThanks\nMei', { type: 'plan', plan: { steps: [{ text: 'a' }] } }],
  ['/完成 第1步', { type: 'done', step: '1' }],
  ['/完成 1 已上线', { type: 'done', step: '1' }],
  ['/放弃 步骤2 不需要', { type: 'drop', step: '2', reason: '不需要' }],
] as const)('%j: a further paragraph, and a remark, is talk', (comment, command) => {
  expect(read(comment)).toMatchObject([{ kind: 'command', command }]);
});

test('words on the line of a plan, and keys that a chair’s no does not know, are asked back', () => {
  expect(read('/plan Build it\nsteps:\n- a')).toMatchObject([{ misunderstanding: { values: { given: 'Build it' } } }]);
  expect(read('/alternative x\noptions:\n- a')).toMatchObject([{ misunderstanding: { values: { given: 'x' } } }]);
  expect(read('/reject as chair too dear\nwould-change: x\nfoo: bar')).toMatchObject([
    { misunderstanding: { code: 'unknown-key', values: { given: 'foo' } } },
  ]);
  expect(read('/reject too dear\nwould-change: x')).toMatchObject([
    { command: { type: 'vote', reason: 'too dear\nwould-change: x' } },
  ]);
});

test.each([
  ['/triage normal owner dara', 'needs-argument'],
  ['/triage owner dara', 'needs-argument'],
  ['/受理 普通 负责人 dara', 'needs-argument'],
  ['/triage normal dara', 'unknown-word'],
  ['/triage urgent owner @dara', 'unknown-word'],
] as const)('%s is asked back: an owner or a type was meant', (comment, code) => {
  expect(read(comment)).toMatchObject([{ kind: 'misunderstood', misunderstanding: { code } }]);
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])(
  'a key called %s is one that nobody knows',
  (key) => {
    for (const comment of [
      `/plan\n${key}: x`,
      `/计划\n${key}: x`,
      `/alternative\n${key}: x`,
      `/reject as chair too dear\ncode: a\n${key}: x`,
    ])
      for (const locale of LOCALES)
        expect([comment, ...read(comment, locale)]).toMatchObject([comment, { kind: 'misunderstood' }]);
  },
);
