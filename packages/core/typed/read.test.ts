import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MESSAGES } from '../text/catalogue.ts';
import { mentionedLogins } from './line.ts';
import { readComment } from './read.ts';
import type { Action, TypedFacts } from './reading.ts';
import { COMMANDS, QUESTIONS } from './table.ts';

const PEOPLE = ['mei', 'arch', 'dev'];

const FACTS: TypedFacts = {
  people: new Map(PEOPLE.map((name) => [name, { id: `github:${name}`, name }])),
  locale: 'en',
  currency: 'CNY',
};

function commands(comment: string): readonly unknown[] {
  return readComment(comment, FACTS).map((action) => (action.kind === 'command' ? action.command : action));
}

test.each(COMMANDS.map((entry) => [entry.word, entry] as const))('/%s is read as its own example says', (_, entry) => {
  const [action] = readComment(entry.example, FACTS);
  expect(action).toMatchObject({ kind: 'command' });
});

test.each(COMMANDS.map((entry) => [entry.zh, entry] as const))('/%s is the same command', (_, entry) => {
  const [action] = readComment(entry.example.replace(`/${entry.word}`, `/${entry.zh}`), FACTS);
  const [english] = readComment(entry.example, FACTS);
  expect(action && 'command' in action && action.command).toEqual(english && 'command' in english && english.command);
});

test.each([
  ['/approve', { type: 'vote', verdict: 'approve', authenticated: 'comment' }],
  [
    '/approve as pm because it fits',
    { type: 'vote', verdict: 'approve', seat: 'project-manager', reason: 'it fits', authenticated: 'comment' },
  ],
  [
    '/批准 作为项目经理 因为预算可行',
    { type: 'vote', verdict: 'approve', seat: 'project-manager', reason: '预算可行', authenticated: 'comment' },
  ],
  ['/reject as chair does not fit', { type: 'reject', code: 'board', reason: 'does not fit' }],
  [
    '/评估 进度 +6天 关键路径',
    {
      type: 'assess',
      inputs: [
        {
          dimension: 'schedule',
          value: { kind: 'value', value: { p50: 6, milestones: [], criticalPath: true, contractMilestone: false } },
          confidence: 'medium',
        },
      ],
    },
  ],
  [
    '/评估 成本 4.8万元 分摊 60/40/0',
    {
      type: 'assess',
      inputs: [
        {
          dimension: 'cost',
          value: {
            kind: 'value',
            value: { oneOff: { minor: 4_800_000, currency: 'CNY' }, split: { customer: 60, vendor: 40, other: 0 } },
          },
          confidence: 'medium',
        },
      ],
    },
  ],
  [
    '/评估 质量 无：已有测试',
    {
      type: 'assess',
      inputs: [{ dimension: 'quality', value: { kind: 'none', reason: '已有测试' }, confidence: 'high' }],
    },
  ],
  [
    '/assess risk Fonts missing 2x3 mitigate residual 2; Vendor late 3x3',
    {
      type: 'assess',
      inputs: [
        {
          dimension: 'risk',
          value: {
            kind: 'value',
            value: {
              entries: [
                { text: 'Fonts missing', probability: 2, impact: 3, response: 'mitigate', residual: 2 },
                { text: 'Vendor late', probability: 3, impact: 3, response: 'accept' },
              ],
            },
          },
          confidence: 'medium',
        },
      ],
    },
  ],
  [
    '/评估 风险 缺少技术资源，合同可能延期 2x3 减轻 剩余 2；客户不接受全部方案 ３×１ 接受',
    {
      type: 'assess',
      inputs: [
        {
          dimension: 'risk',
          value: {
            kind: 'value',
            value: {
              entries: [
                { text: '缺少技术资源，合同可能延期', probability: 2, impact: 3, response: 'mitigate', residual: 2 },
                { text: '客户不接受全部方案', probability: 3, impact: 1, response: 'accept' },
              ],
            },
          },
          confidence: 'medium',
        },
      ],
    },
  ],
  ...['/评估 进度 +6个工作日', '/评估 进度 +6 个工作日', '/评估 进度 6 工作日'].map((typed): [string, unknown] => [
    typed,
    {
      type: 'assess',
      inputs: [
        {
          dimension: 'schedule',
          value: { kind: 'value', value: { p50: 6, milestones: [], criticalPath: false, contractMilestone: false } },
          confidence: 'medium',
        },
      ],
    },
  ]),
  [
    '/assess feasibility technical yes resources with-conditions contract yes',
    {
      type: 'assess',
      inputs: [
        {
          dimension: 'feasibility',
          value: { kind: 'value', value: { technical: 'yes', resources: 'with-conditions', contract: 'yes' } },
          confidence: 'medium',
        },
      ],
    },
  ],
  [
    '/condition before start @arch Load test by 2026-12-20',
    {
      type: 'condition',
      text: 'Load test',
      owner: { id: 'github:arch', name: 'arch' },
      blocks: 'start',
      due: '2026-12-20',
    },
  ],
  ['/actuals 6d CNY 47,200', { type: 'actuals', days: 6, cost: { minor: 4_720_000, currency: 'CNY' } }],
  ['/defer until 2027-01-15 after the closing', { type: 'defer', reason: 'after the closing', until: '2027-01-15' }],
  ['/close rolled-back it broke', { type: 'close', reason: 'rolled-back', text: 'it broke' }],
])('%s', (comment, expected) => {
  expect(commands(comment)).toEqual([expected]);
});

test('several commands in one comment are read in order, with a YAML block below one', () => {
  const read = commands(
    'Looks good.\n\n/assess\nschedule: +2d\ncost: none: covered\n\n/plan\n```yaml\nsteps:\n  - text: Build\n    owner: @dev\nacceptance: [It opens]\n```\n/review',
  );
  expect(read).toMatchObject([
    { type: 'assess', inputs: [{ dimension: 'schedule' }, { dimension: 'cost' }] },
    { type: 'plan', plan: { steps: [{ owner: { name: 'dev' } }] } },
    { type: 'review' },
  ]);
});

test.each([
  ['a quote', '> /approve'],
  ['a code block', '```\n/approve\n```'],
  ['indented code', '    /approve'],
  ['a comment', '<!-- \n/approve\n-->'],
  ['the middle of a line', 'I would /approve this'],
  ['a path', '/usr/bin/approve'],
  ['a file', '/review.md'],
  ['another bot’s word', '/deploy production'],
])('6.3: %s holds no command', (_, comment) => {
  expect(commands(comment)).toEqual([]);
});

test.each([
  ['/aprove', 'unknown-command', { meant: 'approve' }],
  ['/approve as projectmanager', 'unknown-seat', { meant: 'project-manager' }],
  ['/assess shedule +2d', 'unknown-dimension', { meant: 'schedule' }],
  ['/assess schedule soon', 'bad-number', {}],
  ['/alternative\noptions:\n  - a\n  - b\nrecommended: 7', 'unknown-word', { given: '7', allowed: ['1', '2'] }],
  ['/assess schedule +2d frobnicate', 'unknown-word', {}],
  ['/assess schedule +2d milestone v2: 2026-02-30', 'bad-date', {}],
  ['/assess cost a lot', 'bad-money', {}],
  ['/assess cost CNX 12', 'bad-money', {}],
  ['/assess cost CNY 12.345', 'bad-money', {}],
  ['/assess cost CNY 12 split 50/40', 'estimate-share-sum', { sum: 90 }],
  ['/assess risk bad things', 'unknown-word', {}],
  ['/assess', 'needs-argument', {}],
  ['/concern', 'needs-argument', {}],
  ['/condition Load test', 'needs-argument', {}],
  ['/condition before merge @nobody Load test', 'unknown-person', { name: 'nobody' }],
  ['/plan', 'needs-argument', {}],
  ['/plan\n```yaml\nsteps: [\n```', 'bad-yaml', {}],
  ['/verify maybe', 'unknown-word', {}],
  ['/raise-class huge', 'unknown-class', {}],
])('%s is answered with what was meant and an example', (comment, code, values) => {
  const [action] = readComment(comment, FACTS) as [Extract<Action, { kind: 'misunderstood' }>];
  expect(action).toMatchObject({ kind: 'misunderstood', misunderstanding: { code, values } });
  expect(action.misunderstanding.example).toMatch(/^\//);
});

test('too many commands are none', () => {
  expect(readComment('/approve\n'.repeat(31), FACTS)).toMatchObject([
    { kind: 'misunderstood', misunderstanding: { code: 'too-many' } },
  ]);
});

test('no comment makes the reader throw, and what it reads fits the core’s types', () => {
  const word = fc.constantFrom(...COMMANDS.flatMap((entry) => [entry.word, entry.zh]));
  const comment = fc.oneof(
    fc.string(),
    fc.tuple(word, fc.string(), fc.string()).map(([one, rest, below]) => `/${one} ${rest}\n${below}`),
    fc.tuple(word, fc.json()).map(([one, block]) => `/${one}\n\`\`\`yaml\n${block}\n\`\`\``),
  );
  fc.assert(
    fc.property(comment, (text) => void readComment(text, FACTS)),
    { numRuns: 500 },
  );
});

test('where requests have keys and accounts have ids, both are read as they stand there', () => {
  const mei = { id: 'jira:712020:5b-a1', name: 'Mei' };
  const facts: TypedFacts = { ...FACTS, people: new Map([['712020:5b-a1', mei]]), keys: true };
  const read = (line: string) => {
    const [action] = readComment(line, facts);
    return action?.kind === 'command' ? action.command : action;
  };
  expect(read('/duplicate of SHIP-11')).toEqual({ type: 'duplicate', of: 'SHIP-11' });
  expect(read('/supersede by SHIP-13 dropping SHIP-7, new: another way')).toEqual({
    ...{ type: 'supersede', successor: 'SHIP-13', reason: 'another way', dropped: ['SHIP-7', 'new'] },
  });
  expect(read('/duplicate of #11')).toMatchObject({ misunderstanding: { code: 'needs-argument' } });
  expect(read('/triage normal owner @712020:5b-a1')).toEqual({ type: 'triage', changeType: 'normal', owner: mei });
  expect(read('/condition before merge @712020:5b-a1 Test it by 2026-12-20')).toEqual({
    ...{ type: 'condition', text: 'Test it', owner: mei, blocks: 'merge', due: '2026-12-20' },
  });
  expect(read('/plan\nsteps:\n  - text: Build\n    owner: @712020:5b-a1\n  - Test it @712020:5b-a1')).toMatchObject({
    plan: { steps: [{ owner: mei }, { text: 'Test it', owner: mei }] },
  });
});

test('logins are found where they are named, mail addresses are not', () => {
  expect(mentionedLogins('/triage owner @Mei and a@b.com, @arch')).toEqual(['mei', 'arch']);
});

test.each([
  ['/supersede by #13 dropping #7, #9: another way', ['#7', '#9'], 'another way'],
  ['/supersede by #13 another way', undefined, 'another way'],
  ['/取代 #13 放弃 #7、＃9：换一种做法', ['#7', '#9'], '换一种做法'],
])('T19: %s names what is let go', (line, dropped, reason) => {
  expect(commands(line)).toEqual([{ type: 'supersede', successor: '#13', reason, ...(dropped ? { dropped } : {}) }]);
});

test.each([
  ['/approve not yet, wait for legal', 'no-plain-yes', 'not yet, wait for legal'],
  ['/approve if legal agrees', 'no-plain-yes', 'if legal agrees'],
  ['/approve as pm only if the price holds', 'no-plain-yes', 'only if the price holds'],
  ['/approve No, too dear', 'no-plain-yes', 'No, too dear'],
  ['/approve, it may fit the budget', 'no-plain-yes', 'it may fit the budget'],
  ['/批准 暂不同意', 'no-plain-yes', '暂不同意'],
  ['/批准 作为 客户：如果价格不变', 'no-plain-yes', '如果价格不变'],
  ['/approve, but only once legal has agreed', 'no-plain-yes', 'but only once legal has agreed'],
  ['/批准，但价格须不变', 'no-plain-yes', '但价格须不变'],
  ['/lgtm', 'unknown-command', 'approve'],
  ['/通过', 'unknown-command', '同意'],
  ['/approve /reject maybe', 'two-commands', '/reject'],
  ['/reject as chair too dear /approve', 'two-commands', '/approve'],
])('4.3: %s is no plain yes, and is asked again', (typed, code, given) => {
  const [action] = readComment(typed, FACTS);
  expect(action).toMatchObject({ kind: 'misunderstood', misunderstanding: { code } });
  expect(JSON.stringify(action)).toContain(`"${given}"`);
});

test.each([
  '/approve, because it fits the budget',
  '/approve.',
  '/批准：因为预算可行',
  '/approve no objections',
  '/approve No further concerns',
  '/approve because of a notable gain, see docs/plan.md and /srv/app',
  '/approve nothing speaks against it',
  '/批准 不错',
  '/批准 理由：不影响进度',
])('%s is a yes', (typed) => {
  expect(readComment(typed, FACTS)).toMatchObject([{ kind: 'command', command: { verdict: 'approve' } }]);
});

test('a Chinese reader is shown Chinese commands', () => {
  const words = [...COMMANDS, ...QUESTIONS].map((one) => one.word);
  const english = Object.entries(MESSAGES['zh-CN']).filter(([, text]) =>
    words.some((word) => new RegExp(`/${word}(?![\\w-])`).test(text)),
  );
  expect(english.map(([id]) => id)).toEqual([]);
});

test.each(['/反对 成本过高', '/驳回 成本过高', '/拒绝 成本过高', '/不同意 成本过高'])(
  '%s is a vote against it, also by the word that was used before',
  (typed) => {
    expect(readComment(typed, FACTS)).toMatchObject([{ kind: 'command', command: { verdict: 'reject' } }]);
  },
);

test('/否决, which is the board’s word, is answered with the word of a vote against it', () => {
  expect(JSON.stringify(readComment('/否决', FACTS))).toContain('"/反对 ');
});

test.each([
  ['/reject as chair too dear\nwould-change: half the price', 'half the price'],
  ['/reject as chair too dear\nWould change: half the price', 'half the price'],
  ['/反对 作为主席 太贵\n改变条件: 价格减半', '价格减半'],
  ['/反对 作为主席 太贵\n改变条件：价格减半', '价格减半'],
])('T9: what would change the answer is read below the command: %j', (comment, wouldChange) => {
  expect(commands(comment)).toMatchObject([{ type: 'reject', wouldChange }]);
});
