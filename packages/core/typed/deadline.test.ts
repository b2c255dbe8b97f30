/** Shows that a condition's stage and deadline, and a deferral's day, are those that were written, or are asked back: none is guessed. */
import { expect, test } from 'vitest';
import type { Person } from '../content/person.ts';
import type { Locale } from '../text/locale.ts';
import { readComment } from './read.ts';

const DARA: Person = { id: 'github:1', name: 'dara' };
const facts = (locale: Locale) => ({ people: new Map([['dara', DARA]]), locale, currency: 'CNY', today: '2026-11-30' });
const read = (comment: string) => readComment(comment, facts(/\p{Script=Han}/u.test(comment) ? 'zh-CN' : 'en'));

test.each([
  ['/条件 关闭前 @dara 负载测试', 'close', '负载测试'],
  ['/条件 部署前 @dara 负载测试', 'deploy', '负载测试'],
  ['/条件 上线前 @dara 负载测试', 'deploy', '负载测试'],
  ['/条件 上线之前 @dara 负载测试', 'deploy', '负载测试'],
  ['/条件 投产以前，@dara 负载测试', 'deploy', '负载测试'],
  ['/条件 @dara 上线前完成负载测试', 'deploy', '完成负载测试'],
  ['/条件 开工前 @dara 负载测试', 'start', '负载测试'],
  ['/条件 在合并前 @dara 完成压力测试 2026-12-20', 'merge', '完成压力测试', '2026-12-20'],
  ['/条件 @dara 2026年12月20日前完成负载测试', 'merge', '完成负载测试', '2026-12-20'],
  ['/条件 关闭前 @dara 12月20日（周日）', 'asked', 'needs-argument'],
  ['/条件 关闭前 @dara 12月20日周日完成负载测试', 'close', '完成负载测试', '2026-12-20'],
  ['/条件 @dara 提前通知客户', 'merge', '提前通知客户'],
  ['/条件 @dara 前端改好', 'merge', '前端改好'],
  ['/条件 @dara 目前的接口不变', 'merge', '目前的接口不变'],
  ['/condition @dara load test before go-live', 'deploy', 'load test'],
  ['/condition @dara load test before the merge', 'merge', 'load test'],
  ['/condition @dara load test before closing', 'close', 'load test'],
  ['/condition @dara load test before 2026-12-20', 'merge', 'load test', '2026-12-20'],
  ['/condition before close @dara load test by 20 December 2026', 'close', 'load test', '2026-12-20'],
  ['/condition @dara upgrade to 10.15.7 first', 'merge', 'upgrade to 10.15.7 first'],
  ['/condition before merge @dara Load test by 2026-12-20', 'merge', 'Load test', '2026-12-20'],
  ['/条件 @dara 12月20日前完成负载测试', 'asked', 'bad-date'],
  ['/条件 @dara 20号前完成负载测试', 'asked', 'no-day'],
  ['/条件 @dara 下周五前完成负载测试', 'asked', 'no-day'],
  ['/条件 @dara 月底前完成负载测试', 'asked', 'no-day'],
  ['/条件 @dara 明天以前完成负载测试', 'asked', 'no-day'],
  ['/条件 @dara 年底前完成负载测试', 'asked', 'no-day'],
  ['/条件 验收前 @dara 负载测试', 'asked', 'unknown-word'],
  ['/条件 @dara 2026年2月30日前完成', 'asked', 'bad-date'],
  ['/condition before close @dara load test by 20 December', 'asked', 'bad-date'],
  ['/condition @dara load test by Friday', 'asked', 'no-day'],
  ['/condition @dara load test by next week', 'asked', 'no-day'],
  ['/condition @dara load test by the end of the month', 'asked', 'no-day'],
  ['/condition @dara load test by tomorrow', 'asked', 'no-day'],
  ['/condition @dara load test by 12/20/2026', 'asked', 'bad-date'],
  ['/condition before lunch @dara load test', 'asked', 'unknown-word'],
] as const)('4.6: %s', (comment, stage, text, due?: string) => {
  const [action] = read(comment);
  if (stage === 'asked') expect(action).toMatchObject({ kind: 'misunderstood', misunderstanding: { code: text } });
  else
    expect(action).toMatchObject({
      kind: 'command',
      command: { type: 'condition', owner: DARA, blocks: stage, text, ...(due ? { due } : {}) },
    });
});

test.each([
  ['/推迟 2027年3月1日 等年终结账', '2027-03-01', '等年终结账'],
  ['/推迟 到2027年3月1日，等年终结账', '2027-03-01', '等年终结账'],
  ['/推迟 直到 2027/3/1 等年终结账', '2027-03-01', '等年终结账'],
  ['/推迟 至2027-3-1 等年终结账', '2027-03-01', '等年终结账'],
  ['/推迟 到 2027年3月1日 周一 等年终结账', '2027-03-01', '等年终结账'],
  ['/defer until 1 March 2027 after the closing', '2027-03-01', 'after the closing'],
  ['/defer until Mon 1 March 2027: after the closing', '2027-03-01', 'after the closing'],
  ['/defer to 2027-03-01 after the closing', '2027-03-01', 'after the closing'],
  ['/defer 2027-03-01 after the closing', '2027-03-01', 'after the closing'],
  ['/defer after the closing, until 2027-03-01', '2027-03-01', 'after the closing'],
  ['/defer until 2027-03-01 when the audit is over', '2027-03-01', 'when the audit is over'],
] as const)('T10: %s', (comment, until, reason) => {
  expect(read(comment)).toMatchObject([{ kind: 'command', command: { type: 'defer', until, reason } }]);
});

test.each([
  ['/推迟 当年度审计结束', '年度审计结束'],
  ['/推迟 当预算到年底仍未批准', '预算到年底仍未批准'],
  ['/defer when the contract is signed by May', 'the contract is signed by May'],
] as const)('T10: %s waits for what happens', (comment, trigger) => {
  expect(read(comment)).toMatchObject([{ kind: 'command', command: { type: 'defer', trigger } }]);
});

test.each([
  ...['/推迟 到下周五', '/推迟 下周五再议', '/推迟 明年', '/推迟 到年底 等预算', '/推迟 直到下个季度', '/推迟 到3月份'],
  ...['/推迟 半年', '/推迟 三个月', '/推迟 2027年Q1', '/推迟 本周内', '/defer until Friday', '/defer it to next week'],
  ...['/defer next month, after the closing', '/defer until the end of the quarter when the audit is over'],
  ...['/defer until March', '/defer until Q1 2027', '/defer for two weeks', '/defer until Christmas'],
  ...['/defer until yesterday', '/defer until last Friday', '/defer until last month', '/defer to last week'],
  ...['/推迟 到昨天', '/推迟 到前天', '/推迟 到上周五', '/推迟 到上个月', '/推迟 到去年', '/推迟 上周五'],
])('T10: the time of “%s” is no exact day, and is asked back', (comment) => {
  expect(read(comment)).toMatchObject([{ kind: 'misunderstood', misunderstanding: { code: 'no-day' } }]);
});

test.each([
  '/推迟 3月1日',
  '/推迟 2027年2月30日',
  '/defer until 03/01/2027',
  '/defer until 2027-02-30 after the closing',
])('T10: the day of “%s” may be several, or none, and is asked back', (comment) => {
  expect(read(comment)).toMatchObject([{ kind: 'misunderstood', misunderstanding: { code: 'bad-date' } }]);
});

test.each([
  ['/defer until the budget is there', 'the budget is there'],
  ['/defer after the closing', 'after the closing'],
  ['/推迟 等预算到位', '预算到位'],
  ['/推迟 上线后', '上线后'],
] as const)('T10: “%s” waits for what it says', (comment, trigger) => {
  expect(read(comment)).toMatchObject([{ kind: 'command', command: { type: 'defer', trigger } }]);
});

/** What has a day, with the words of a deadline behind it: `%` is where they stand. */
const DATED = {
  risk: '/assess risk Fonts are missing 2x3 mitigate %',
  风险: '/评估 风险 缺少字体 2x3 减轻 %',
  measure: '/assess quality worse reliability, control: Load test %',
  措施: '/评估 质量 变差 可靠性，控制措施：压力测试 %',
  condition: '/condition before merge @dara Load test %',
  条件: '/条件 合并前 @dara 压力测试 %',
  step: '/plan\nsteps:\n  - Load test @dara %',
  'step with fields': '/plan\nsteps:\n  - text: Load test %\n    owner: @dara',
  步骤: '/计划\n步骤：\n  - 压力测试 @dara %',
  deferral: '/defer %',
  推迟: '/推迟 %',
} as const;
const PLACES = Object.entries(DATED);

const EXACT = [
  ...['by 2026-12-20', 'until 2026-12-20', 'before 2026-12-20', 'no later than 2026-12-20', 'due 2026-12-20'],
  ...['by Sunday, 20 December 2026', 'by December 20, 2026', 'by Dec 20th, 2026', '2026-12-20', '2026年12月20日前'],
  ...[
    '2026-12-20 之前',
    '2026/12/20前',
    '截止 2026-12-20',
    '期限：2026年12月20日',
    '2026年12月20号前',
    '12月20日 周日 前',
  ],
];

test.each(PLACES)('behind a %s, a day that is exact is recorded as that', (_, place) => {
  for (const words of EXACT) {
    const [action] = read(place.replace('%', words));
    expect([words, JSON.stringify(action).match(/"(?:due|end|until)":"([\d-]+)"/)?.[1]]).toEqual([words, '2026-12-20']);
  }
});

const VAGUE = [
  ...[
    'by Friday',
    'next week',
    'by next week',
    'this week',
    'by tomorrow',
    'by the end of the month',
    'before Christmas',
  ],
  ...[
    'by March',
    'by Q1 2027',
    'within two weeks',
    'in 5 days',
    'by year-end',
    'due Friday',
    '月底前',
    '下周五前',
    '本周内',
  ],
  ...[
    '下周',
    '年内',
    '节前',
    '国庆前',
    '两周内',
    '5个工作日内',
    '明天前',
    '期限 下周五',
    '截止月底',
    '下个月底前',
    '春节前',
  ],
];

test.each(PLACES)('behind a %s, words of a time that is no exact day are asked back by name', (_, place) => {
  for (const words of VAGUE) {
    const [action] = read(place.replace('%', words));
    expect([words, action]).toMatchObject([words, { kind: 'misunderstood', misunderstanding: { code: 'no-day' } }]);
    const given = action?.kind === 'misunderstood' ? String(action.misunderstanding.values.given) : '';
    expect(`${words} ${given}`, given).toContain(words.replace(/^(?:by|due|in|until)\s+(?:the )?/, '').slice(0, 4));
  }
});

test.each(PLACES.filter(([what]) => !/condition|条件|deferral|推迟/.test(what)))(
  'behind a %s, which has a day and no stage, a stage is asked back',
  (_, place) => {
    for (const words of ['before the release', 'before it is merged', '上线前', '，合并前'])
      expect([words, ...read(place.replace('%', words))]).toMatchObject([
        words,
        { misunderstanding: { code: 'no-day' } },
      ]);
  },
);

test.each([
  ['Compare with 2026-01-01 by 2026-12-20', 'Compare with 2026-01-01', '2026-12-20'],
  ['Keep the data of 2026-01-01', 'Keep the data of 2026-01-01', undefined],
  ['Support answers within 4 hours', 'Support answers within 4 hours', undefined],
  ['Answers within two days of arrival', 'Answers within two days of arrival', undefined],
  ['Load test on Fridays, based on 2026 figures', 'Load test on Fridays, based on 2026 figures', undefined],
  ['Load test this week by 2026-12-20', 'Load test this week', '2026-12-20'],
  ['导出2026年1月1日的数据', '导出2026年1月1日的数据', undefined],
  ['24小时内恢复服务', '24小时内恢复服务', undefined],
] as const)('4.6: a day or a time within “%s” is no deadline unless its words say so', (words, text, due) => {
  const [action] = read(`/condition before merge @dara ${words}`);
  expect(action).toMatchObject({ command: { text } });
  expect(JSON.stringify(action).match(/"due":"([\d-]+)"/)?.[1]).toBe(due);
});

test('4.6: two days that are both led to are asked back, and so are two stages', () => {
  expect(read('/condition @dara Load test by 2026-12-20 before 2026-12-24')).toMatchObject([
    { misunderstanding: { code: 'several-days', values: { days: ['2026-12-20', '2026-12-24'] } } },
  ]);
  expect(read('/condition before merge and deploy @dara Load test')).toMatchObject([
    { misunderstanding: { code: 'unknown-word', values: { given: 'merge and deploy' } } },
  ]);
  for (const [words, stages] of [
    ['before close, before merge @dara Load test', ['close', 'merge']],
    ['before deploy and before merge @dara Load test', ['deploy', 'merge']],
    ['上线前或合并前 @dara 压测', ['上线', '合并']],
    ['关闭前，合并前 @dara 压测', ['关闭', '合并']],
  ] as const)
    expect([words, ...read(`/condition ${words}`)]).toMatchObject([
      words,
      { misunderstanding: { code: 'several-stages', values: { stages } } },
    ]);
  expect(read('/condition before the merge @dara Load test, before it is merged')).toMatchObject([
    { command: { blocks: 'merge' } },
  ]);
});
