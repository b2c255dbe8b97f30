import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readComment } from './read.ts';
import type { TypedFacts } from './reading.ts';

const FACTS: TypedFacts = { people: new Map(), locale: 'en', currency: 'CNY' };
const isCounted = (comment: string): boolean =>
  readComment(comment, FACTS).some((one) => one.kind === 'command' && one.command.type === 'vote');

/** Facts, in the words of both trades: why somebody is for it. */
const WHY = [
  ...['it fits the budget', 'of the deadline', 'it is needed', 'the customer asked for it', 'it will save us money'],
  ...['we need it', 'the customer needs it', 'it is the only way', 'it does not change the API', 'the tests passed'],
  ...['it was tested on staging', 'the law requires it', 'we must comply with the regulation', 'legal has signed'],
  ...['the customer is waiting for it', 'it is within the budget', 'it stays below the budget', 'the risk is low'],
  ...['it works in all browsers', 'we discussed it with the customer', 'it is fine for us', 'QA is done'],
  ...['it is by far the cheapest', 'the schedule does not move', 'it still fits the budget', 'of the audit finding'],
  ...['the customer agreed to the price', 'the supplier confirmed the date', 'all concerns are resolved'],
];
const WHY_IN_CHINESE = [
  ...[
    '预算可行',
    '客户已确认',
    '工期不变',
    '已与客户确认',
    '法规要求',
    '需求明确',
    '客户需要',
    '风险可控',
    '不影响工期',
  ],
  ...['测试已通过', '仅影响一个模块', '只涉及文案', '成本低于另一方案', '已完成评估', '可避免延期', '供应商已确认交期'],
  ...['质量、进度等均可控', '回退方案完整', '与客户讨论过', '法务已签字', '没有影响', '节省人工', '符合合同'],
];

/** Facts with a word that narrows elsewhere: *only*, *must*, *after*, *required*, *will*. */
const WHY_ALL_THE_SAME = [
  ...[
    'the law required it',
    'the only option',
    'it is the only option',
    'it is required by law',
    'the contract required this',
  ],
  ...[
    'it was required by the regulator',
    'it only affects the export',
    'it only costs two days',
    'we must',
    'we must follow the law',
  ],
  ...['of the complaints after the outage', 'it is needed after what happened in May', 'we need it after the incident'],
  ...[
    'the customer will benefit',
    'it will pass the audit',
    'it will be cheaper',
    'the release is tomorrow',
    'the deadline is on Friday',
  ],
  ...[
    'the contract ends next month',
    'users will like it',
    'the customer asked for it last week',
    'asked for by the customer',
  ],
  ...[
    'nobody objects',
    'there is no risk',

    'none of the tests fail',
    'there is no reason to fear it',
  ],
];
const WHY_ALL_THE_SAME_IN_CHINESE = [
  ...[
    '法规要求必备',
    '会议已确认',
    '评审会通过了',
    '将节省成本',
    '会减少投诉',
    '已会签',
    '明天发布',
    '下周合同到期',
    '没有风险',
  ],
  ...['无其他方案', '客户上周已确认', '维持现状损失更大', '今天客户已签字', '没有更好的方案'],
];
/** Of somebody whose yes, or whose test, is still to come. */
const PENDING = [
  ...['legal', 'QA', 'the customer', 'the board', 'he', 'we', 'I', 'the supplier', 'Rosa'].flatMap((who) =>
    [
      'will sign',
      'will sign it',
      'signs tomorrow',
      'approves next week',
      'will test it',
      'is going to review it',
      'will soon confirm',
      'confirms on Monday',
      'is reviewing it',
      'shall decide',
      'will have tested it',
      'is about to sign',
      'decides in two days',
      'signs the contract this week',
    ].map((does) => `${who} ${does}`),
  ),
  ...[
    'it will be signed',
    'it will be tested by QA',
    "legal'll sign",
    'legal’s signing tomorrow',
    'tomorrow legal signs',
    'the audit will be done',
  ],
];
const PENDING_IN_CHINESE = ['法务', '客户', '质量部', '我', '委员会'].flatMap((who) =>
  [
    '明天签字',
    '将签字',
    '会签字',
    '下周确认',
    '即将批准',
    '稍后测试',
    '周五评审',
    '会尽快确认',
    '马上审批',
    '准备签字',
    '正在评审',
    '月底验收',
  ].map((does) => `${who}${does}`),
);
const NOTHING_SAID = [
  ...[
    'none',
    'no',
    'n/a',
    'nothing',
    'lol',
    'lol no',
    'nope',
    'no reason',
    'nah',
    'tbd',
    '...',
    '?',
    '-',
    'because',
    'haha',
    'no no no',
  ],
  ...['idk', 'not', 'whatever', 'none lol', 'no, none', 'NONE.', 'Null'],
];
const NOTHING_SAID_IN_CHINESE = [
  '无',
  '没有',
  '暂无',
  '不',
  '哈哈',
  '没有理由',
  '无理由',
  '随便',
  '略',
  '……',
  '不知道',
  '没',
  '哈哈不',
];
const STRUCK = ['~~%~~', '~%~', '<del>%</del>', '<s>%</s>', '<strike>%</strike>'];

const WHO = ['legal', 'QA', 'the customer', 'the test', 'the audit', 'step 2'];
const DONE = ['signs', 'is done', 'has signed', 'is green', 'agrees'];
const CONJUNCTION = [
  ...['if', 'when', 'once', 'unless', 'until', 'till', 'while', 'after', 'before', 'as soon as', 'so long as'],
  ...[
    'as long as',
    'provided that',
    'assuming',
    'supposing',
    'in case',
    'whenever',
    'on the proviso that',
    'where the',
  ],
];
const JUDGED = ['fine', 'ok', 'good', 'approved', 'I agree', 'acceptable', 'it is fine', 'yes'];
const PART = ['staging', 'the pilot', 'phase 1', 'step 2', 'the first part', 'the test environment', 'production'];
const LIMIT = ['for % only', 'only for %', 'except %', 'just for %', 'for %', 'without %', 'limited to %', 'not for %'];
const ORDER = [
  ...['the supplier must deliver', 'the price needs to drop', 'the price should drop', 'wait for legal', 'merge later'],
  ...['do not merge', 'postpone', 'defer it', 'hold', 'awaiting legal', 'I hope it is tested', 'legal has not signed'],
  ...[
    'QA required',
    'it is fine through March',
    'ok save step 2',
    'pending QA',
    'subject to audit',
    'within 5000',
    'below 5000',
    'at most 5000',
    'barring objections',
  ],
];
const WHO_IN_CHINESE = ['法务', '客户', '测试', '质量部', '客户方的两位负责人和法务部门'];
const DONE_IN_CHINESE = ['签字', '通过', '确认', '完成'];
const WHEN_IN_CHINESE = [
  ...['待%后', '等%', '等%再上线', '%后', '%后再合并', '%之后', '当%时', '%时', '除非%', '若%', '如%', '倘%', '如果%'],
  ...[
    '假如%',
    '假设%',
    '万一未%',
    '一旦%',
    '在%的情况下',
    '%的前提下',
    '以%为条件',
    '%则可',
    '%即可',
    '%方可',
    '%才行',
  ],
  ...['%前须暂停', '直到%', '须%', '必须%', '应由%', '尚未%', '还没%', '未经%确认', '先%'],
];
const LIMIT_IN_CHINESE = [
  ...['仅测试环境', '只在测试环境', '限测试环境', '测试环境可以', '一期可以', '第二步除外', '除第二步', '不含第二步'],
  ...['5万以内', '不超过5万', '最多5万', '到周五为止', '直到周五', '本周有效', '试点可以', '推迟', '暂缓', '延期'],
];

const condition = fc.oneof(
  fc
    .tuple(fc.constantFrom(...CONJUNCTION), fc.constantFrom(...WHO), fc.constantFrom(...DONE))
    .map((all) => all.join(' ')),
  fc
    .tuple(fc.constantFrom(...JUDGED), fc.constantFrom(...LIMIT), fc.constantFrom(...PART))
    .map(([judged, limit, part]) => `${judged} ${limit.replace('%', part)}`),
  fc.constantFrom(...ORDER),
);
const conditionInChinese = fc.oneof(
  fc
    .tuple(fc.constantFrom(...WHEN_IN_CHINESE), fc.constantFrom(...WHO_IN_CHINESE), fc.constantFrom(...DONE_IN_CHINESE))
    .map(([when, who, done]) => when.replace('%', `${who}${done}`)),
  fc.constantFrom(...LIMIT_IN_CHINESE),
);
const MARKS = ['because ', 'because: ', 'since ', 'reason: ', 'Rationale: ', 'LGTM, because ', 'approved because '];
const MARKS_IN_CHINESE = ['因为', '理由：', '原因：', '由于', '同意，因为', '同意，理由：', '鉴于'];

test.each(['approve', '批准'])(
  '4.1: a yes that is narrowed or put off within its reason is asked back: /%s',
  (word) => {
    const mark = fc.constantFrom(...MARKS);
    const before = fc.constantFrom('', ...WHY.flatMap((why) => [`${why}, `, `${why} and `, `${why}; `, `${why}. `]));
    const english = fc.tuple(mark, before, condition);
    const beforeHan = fc.constantFrom(
      '',
      ...WHY_IN_CHINESE.flatMap((why) => [`${why}，`, `${why}；`, `${why}。`, `${why},`]),
    );
    const chinese = fc.tuple(fc.constantFrom(...MARKS_IN_CHINESE), beforeHan, conditionInChinese);
    fc.assert(
      fc.property(fc.oneof(english, chinese), (parts) => {
        expect([parts.join(''), isCounted(`/${word} ${parts.join('')}`)]).toEqual([parts.join(''), false]);
      }),
      { numRuns: 1500 },
    );
  },
);

test('4.1: a reason that waits for somebody, says nothing or is struck out is asked back, alone and beside a reason', () => {
  const marks = fc.constantFrom(...MARKS, ...MARKS_IN_CHINESE);
  const facts = fc.constantFrom('', ...WHY.flatMap((why) => [`${why}, `, `${why}; `, `${why} and `, `${why}. `]));
  const inHan = fc.constantFrom('', ...WHY_IN_CHINESE.flatMap((why) => [`${why}，`, `${why}。`]));
  const struck = fc
    .tuple(
      fc.constantFrom(...STRUCK),
      fc.constantFrom('not', 'ok', 'it is cheap', '不', '可行'),
      fc.constantFrom('', ' it is needed'),
    )
    .map(([mark, word, more]) => mark.replace('%', word) + more);
  const said = fc.oneof(
    fc.tuple(marks, facts, fc.constantFrom(...PENDING)),
    fc.tuple(marks, inHan, fc.constantFrom(...PENDING_IN_CHINESE)),
    fc.tuple(marks, fc.constant(''), fc.constantFrom(...NOTHING_SAID, ...NOTHING_SAID_IN_CHINESE)),
    fc.tuple(marks, facts, fc.constantFrom('lol no', 'no', 'nope', 'nah')),
    fc.tuple(marks, facts, struck),
  );
  fc.assert(
    fc.property(fc.constantFrom('approve', '批准'), said, (word, parts) => {
      expect([parts.join(''), isCounted(`/${word} ${parts.join('')}`)]).toEqual([parts.join(''), false]);
    }),
    { numRuns: 1500 },
  );
});

test('4.1: a reason that says why, and no more, is taken', () => {
  const said = [
    ...WHY_ALL_THE_SAME.flatMap((why) => MARKS.map((mark) => `/approve ${mark}${why}`)),
    ...WHY_ALL_THE_SAME_IN_CHINESE.flatMap((why) => MARKS_IN_CHINESE.map((mark) => `/批准 ${mark}${why}`)),
    ...WHY.flatMap((why) => MARKS.map((mark) => `/approve ${mark}${why}`)),
    ...WHY_IN_CHINESE.flatMap((why) => MARKS_IN_CHINESE.map((mark) => `/批准 ${mark}${why}`)),
  ];
  expect(said.filter((comment) => !isCounted(comment))).toEqual([]);
});

const DECISIONS = [
  ...['Postpone', 'Postponed', 'Defer', 'Deferred', 'Delay', 'Decline', 'Deny', 'Denied', 'Refused', 'Reject', 'Hold'],
  ...['On Hold', 'Tomorrow', 'Next Week', 'Monday', 'Later', 'Conditionally', 'Provisionally', 'Staging', 'Phase One'],
  ...[
    'Wait',
    'Stopped',
    'Paused',
    'Cancelled',
    'Revise',
    'Rework',
    'Withdrawn',
    'Abstain',
    'Undecided',
    'Not Me',
    'Tbd',
  ],
];

test('4.1: a decision in the place of a name is no name', () => {
  const places = [
    ...['/approve Best regards, %', '/approve LGTM, thanks, %', '/approve Cheers, %', '/approve LGTM\nBest regards\n%'],
    ...['/approve\n— %', '/approve Approved. Kind regards, %'],
  ];
  const said = DECISIONS.flatMap((word) => places.map((place) => place.replace('%', word)));
  expect(said.filter(isCounted)).toEqual([]);
  const inHan = ['推迟', '暂缓', '缓议', '驳回', '再议', '延期', '退回', '弃权', '不批', '待定', '另议', '改期'];
  const signed = inHan.flatMap((word) => [
    `/批准 祝好，${word}`,
    `/批准 同意\n此致\n敬礼\n${word}`,
    `/批准\n\n— ${word}`,
  ]);
  expect(signed.filter(isCounted)).toEqual([]);
});

test.each(['Postpone.', '— Postpone', 'Deferred', 'Declined.', 'Please delay it.', 'Rejected until Friday.', 'Hold.'])(
  '4.1: a decision beside a yes is no talk: %s',
  (words) => {
    for (const comment of [`/approve\n\n${words}`, `${words}\n\n/approve`, `/approve LGTM\n\nThanks.\n\n${words}`])
      expect([comment, isCounted(comment)]).toEqual([comment, false]);
  },
);

test('4.1: people who are called as a word is are people', () => {
  for (const name of ['Mark', 'Will', 'May Wong', 'Grant', 'Kelly', 'Sally Parker', 'Stone', 'Heldin', 'Mei Chen'])
    for (const comment of [`/approve Best regards, ${name}`, `/approve LGTM, thanks, ${name}`, `/approve\n\n${name}`])
      expect([comment, isCounted(comment)]).toEqual([comment, true]);
  for (const name of ['李明', '張偉', '欧阳明', '于洋', '高天', '何方'])
    expect([name, isCounted(`/批准 同意\n此致\n敬礼！\n${name}`)]).toEqual([name, true]);
});

test('4.8: an emergency is not ratified by a yes that carries a condition, and is by one with its reason', () => {
  const outcome = (words: string) =>
    readComment(words, FACTS).flatMap((one) =>
      one.kind === 'command' && one.command.type === 'ratify' ? [one.command.outcome] : [],
    );
  for (const words of ['only once QA signs', 'yes but revert it', 'if the customer agrees', 'pending the audit'])
    for (const yes of ['ratified', 'yes']) expect([words, outcome(`/ratify ${yes} ${words}`)]).toEqual([words, []]);
  for (const words of ['除非客户反对', '待审计完成后', '但须回退', '仅限测试环境'])
    expect([words, outcome(`/追认 追认 ${words}`)]).toEqual([words, []]);
  expect(outcome('/ratify ratified the fix was right')).toEqual(['ratified']);
  expect(outcome('/ratify ratified')).toEqual(['ratified']);
  expect(outcome('/追认 追认 修复正确')).toEqual(['ratified']);
  expect(outcome('/ratify actions only once QA signs')).toEqual(['with-actions']);
  expect(outcome('/ratify no but thanks')).toEqual(['not-ratified']);
});
