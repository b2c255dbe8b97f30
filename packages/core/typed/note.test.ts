/** What is said beside a yes as a note, to somebody or in brackets is said all the same: it narrows the yes as it would by itself (`rules.md 4.1`). */
import { expect, test } from 'vitest';
import { readComment } from './read.ts';
import type { TypedFacts } from './reading.ts';

const FACTS: TypedFacts = { people: new Map(), locale: 'en', currency: 'CNY' };
const read = (comment: string) =>
  readComment(comment, FACTS).map((one) => (one.kind === 'misunderstood' ? one.misunderstanding.code : one.kind));
const PLACES: readonly ((note: string) => string)[] = [
  (note) => `/approve\n\n${note}`,
  (note) => `${note}\n\n/approve`,
  (note) => `/approve\n\nThanks for the work.\n${note}`,
];

const INTO: readonly ((said: string) => string)[] = [
  ...['PS: ', 'PS ', 'P.S. ', 'P.P.S.: ', 'NB: ', 'N.B.: ', 'Note: ', 'NOTE - ', '**Note:** ', 'Edit: ', 'Update: '],
  ...['FYI: ', 'Remark: ', 'Important: ', 'Caveat: ', 'To be clear: ', 'One thing: ', 'One more thing: ', 'Reminder: '],
  ...['@dev: ', '@dev ', '## Note\n'],
].map((label) => (said: string) => `${label}${said}`);
const NARROWING = [
  ...['only for staging', 'staging only', 'only the PDF', 'not for production', 'not before Monday', 'for staging'],
  ...['without the PDF', 'only if it is signed', 'phase 1', 'maximum 5k'],
];
const INTO_HAN: readonly ((said: string) => string)[] = [
  ...['注：', '备注：', '附：', '另：', '另外，', '说明：', 'PS：', '提醒：', '补充：', '重要：', '注意：', '声明：'],
  ...['@dev：', '@dev ', '更正：', '**备注：**'],
].map((label) => (said: string) => `${label}${said}`);
const NARROWING_HAN = [
  ...['仅限测试环境', '仅测试环境', '只用于测试环境', '限测试环境', '先不上生产', '待客户签字', '不含 PDF'],
  ...['生产环境不行', '有效期到三月', '需补充测试', '未定稿'],
];
const IN_BRACKETS: readonly ((said: string) => string)[] = [
  (said) => said,
  (said) => `(${said})`,
  (said) => `（${said}）`,
  (said) => `[${said}]`,
  (said) => `*${said}*`,
  (said) => `“${said}”`,
];

test.each([
  ['English', [...INTO, ...IN_BRACKETS], NARROWING],
  ['Chinese', [...INTO_HAN, ...IN_BRACKETS], NARROWING_HAN],
] as const)('4.1: a note beside a yes narrows it as the same words do by themselves (%s)', (_, dress, narrowing) => {
  for (const put of PLACES)
    for (const into of dress)
      for (const said of narrowing) {
        const comment = put(into(said));
        expect(read(comment), comment).toEqual(['no-plain-yes']);
      }
});

const LABELS = [
  ...['Condition: legal signs', 'Prerequisite: a signature', 'Scope: staging', 'Limit: 5k', 'Restriction: staging'],
  ...[
    'Valid: March',
    'Requirements: tests',
    'Exceptions: the PDF',
    'Open points: tests',
    'TODO: tests',
    'Concern: cost',
  ],
  ...[
    'Blocker: the cost',
    '**Conditions:** signature',
    'PS: condition: legal signs',
    '条件：法务签字',
    '范围：测试环境',
  ],
  ...[
    'Conditions:\n- legal signs',
    '### Conditions\n\n- legal signs',
    'Open points:\n\n1. tests',
    '**Restrictions**\nstaging',
  ],
  ...['条件：\n- 法务签字', '### 前置条件\n\n- 签字', '遗留问题：\n- 测试'],
  ...['上限：5万', '有效期：三月', '例外：PDF', '要求：补测试', '异议：成本', '遗留问题：测试', '备注：条件：签字'],
];

test('4.1: words behind a name for a condition, a limit or an exception narrow the yes', () => {
  for (const put of PLACES)
    for (const said of LABELS) expect([said, read(put(said))]).toEqual([said, ['no-plain-yes']]);
});

test('4.1, 4.8: what takes a yes back beside it takes back a ratification, a verification and a closing as well', () => {
  const yeses = [
    '/ratify ratified the fix was right',
    '/verify pass',
    '/close implemented',
    '/追认 同意 处置得当',
    '/验证 通过',
  ];
  for (const yes of yeses)
    for (const said of [
      'only if legal signs',
      'PS: only for staging',
      'Condition: a signature',
      '待客户签字',
      '备注：仅限测试环境',
    ])
      for (const comment of [`${yes}\n\n${said}`, `${said}\n\n${yes}`])
        expect([comment, read(comment)]).toEqual([comment, ['no-plain-word']]);
  for (const no of ['/verify fail too slow', '/ratify no the fix was wrong', '/ratify actions add a test'])
    expect(read(`${no}\n\nonly if legal signs`), no).toEqual(['command']);
});

test('4.1: a note that only tells is talk', () => {
  for (const put of PLACES)
    for (const said of [
      ...[
        'PS: see you on Monday',
        'Note: the plan is in the wiki',
        'FYI: legal has signed',
        '@dev: nice work',
        'NB: I am away next week',
      ],
      ...['备注：方案已放在知识库', '另外，辛苦大家了', '说明：测试报告见附件', '@dev：辛苦了', '注：会议纪要已发'],
      ...[
        'Notes are in the wiki',
        'Noted',
        '(thanks for the numbers)',
        '（数据很清楚）',
        '限制条款已看过',
        '注意到成本下降了',
      ],
    ])
      expect(read(put(said)), said).toEqual(['command']);
});
