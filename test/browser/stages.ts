/** A change request in each stage, told in Chinese with names, marks and figures of a real project: for looking at, and for whoever reads it. */
import type { AssessedInput, Command } from '@countersign/core/change/command.ts';
import type { Stage } from '@countersign/core/change/stage.ts';
import type { RequestContent } from '@countersign/core/content/request.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import {
  approve,
  costs,
  days,
  FEASIBLE,
  NONE,
  opened,
  person,
  type Scenario,
  scenario,
} from '../instruments/scenario.ts';

const ASKED: Partial<RequestContent> = {
  title: '发票支持导出为 PDF',
  before: markdownToText('发票可以导出为 CSV。'),
  after: markdownToText('发票可以导出为 CSV 和 PDF/A。'),
  cause: { code: 'unclear-initial', kind: 'ambiguous', text: '合同只写了“电子发票”。' },
  motive: markdownToText('新的政府客户只接受 PDF/A 格式的发票。'),
  outcome: markdownToText('无需打印即可开票。'),
  notChanging: markdownToText('两份已签合同从一月起无法开票。'),
};

const IMPACTS: readonly AssessedInput[] = [
  ...NONE,
  FEASIBLE,
  days(6, { p90: 9, criticalPath: true }),
  costs(4_800_000),
];

const PLAN: Command = {
  type: 'plan',
  plan: {
    steps: [
      { id: '1', text: '实现 PDF 导出', owner: person('dev'), start: '2026-11-09', end: '2026-11-13' },
      { id: '2', text: '用 1,000 张发票做压力测试', owner: person('arch'), start: '2026-11-16', end: '2026-11-18' },
    ],
    rollback: '关闭导出功能，CSV 保持不变。',
    tests: '导出一千张发票并用 veraPDF 校验。',
    acceptance: ['PDF 可在阅读器中打开'],
  },
};

type Step = readonly [who: string, command: Command];

const DRAFT: readonly Step[] = [['carla', opened(ASKED)]];
const SUBMITTED: readonly Step[] = [...DRAFT, ['carla', { type: 'submit' }]];
const ASSESSING: readonly Step[] = [...SUBMITTED, ['mei', { type: 'triage' }]];
const REVIEW: readonly Step[] = [
  ...ASSESSING,
  ['mei', { type: 'assess', inputs: IMPACTS }],
  ['mei', PLAN],
  [
    'mei',
    {
      type: 'alternatives',
      alternatives: [
        { text: '自行实现导出', recommended: true, doNothing: false },
        { text: '维持现状', recommended: false, doNothing: true },
      ],
    },
  ],
  ['mei', { type: 'review' }],
];
const HELD: readonly Step[] = [
  ...REVIEW,
  ['qa', { type: 'concern', text: '旧打印机无法识别新版式。' }],
  ['arch', { type: 'condition', text: '完成压力测试', owner: person('dev'), blocks: 'merge', due: '2026-11-20' }],
  ['qa', { type: 'condition', text: '运维手册中说明新的导出功能', owner: person('dev'), blocks: 'close' }],
  ['mei', { type: 'hold', reason: '等待供应商报价。' }],
];

const AGAINST: Step = [
  'fin',
  { type: 'vote', verdict: 'reject', seat: 'sponsor', authenticated: 'comment', reason: '投入大于收益。' },
];

/** The board says yes seat by seat, whichever the class asks for. */
function decided(steps: readonly Step[]): Scenario {
  const play = after(steps);
  for (const [name, seat] of [
    ['mei', 'project-manager'],
    ['arch', 'technical-expert'],
    ['carla', 'customer'],
    ['fin', 'sponsor'],
    ['qa', 'quality'],
    ['saf', 'safety'],
  ] as const)
    if (play.state().seats.includes(seat)) approve(play, name, seat);
  return play;
}

function after(steps: readonly Step[], play: Scenario = scenario({ policy: { acceptance: true } })): Scenario {
  for (const [name, command] of steps) play.when(name, command);
  return play;
}

const WORK: readonly Step[] = [['dev', { type: 'link-work', work: 'PR_21', label: '#21' }]];
const DONE: readonly Step[] = [
  ...WORK,
  ['dev', { type: 'done', step: '1' }],
  ['arch', { type: 'done', step: '2' }],
  ['mei', { type: 'done' }],
];
const PROVED: readonly Step[] = [
  ...DONE,
  ['qa', { type: 'evidence', criterion: '1', evidence: '测试报告第 42 号' }],
  ['mei', { type: 'actuals', days: 6, cost: { minor: 4_900_000, currency: 'CNY' } }],
  ['carla', { type: 'confirm', authenticated: 'comment' }],
  ['qa', { type: 'verify', passed: true }],
];

/** Each stage, and what several people hold back at once. */
export const STAGES_TOLD: Readonly<Record<Stage | 'held', () => Scenario>> = {
  draft: () => after(DRAFT),
  submitted: () => after(SUBMITTED),
  assessing: () => after(ASSESSING),
  'in-review': () => after(REVIEW),
  held: () => after(HELD),
  approved: () => decided(REVIEW),
  implementing: () => after(WORK, decided(REVIEW)),
  verifying: () => after(DONE, decided(REVIEW)),
  closed: () => after(PROVED, decided(REVIEW)),
  rejected: () =>
    after([
      ...REVIEW,
      AGAINST,
      ['chair', { type: 'reject', code: 'cost', reason: '投入大于收益。', wouldChange: '成本减半' }],
    ]),
  deferred: () =>
    after([
      ...REVIEW,
      ['chair', { type: 'defer', reason: '预算未定', trigger: '明年预算落实' }],
      ['mei', { type: 'second' }],
    ]),
  withdrawn: () => after([...SUBMITTED, ['carla', { type: 'withdraw', reason: '已不需要' }]]),
};
