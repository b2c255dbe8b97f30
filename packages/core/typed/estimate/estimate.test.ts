/** Impacts as people write them: what is understood, and what is asked back with its sentence, in both languages (`rules.md 2.2`). */
import { expect, test } from 'vitest';
import type { Locale } from '../../text/locale.ts';
import { PLAIN, speaker } from '../../view/sentence.ts';
import { misreadSentence } from '../misread.ts';
import { readComment } from '../read.ts';
import type { TypedFacts } from '../reading.ts';

const MEI = { id: 'github:1', name: 'mei' };
const CNY = (minor: number) => ({ minor: minor * 100, currency: 'CNY' });
const days = (amount: number) => ({ amount, unit: 'person-days' });

function facts(locale: Locale): TypedFacts {
  return { people: new Map([['mei', MEI]]), locale, currency: 'CNY', today: '2026-11-30' };
}

function read(comment: string, locale: Locale = 'en'): unknown {
  const [action] = readComment(comment, facts(locale));
  if (action?.kind !== 'command' || action.command.type !== 'assess') return action;
  const [{ value } = { value: undefined }] = action.command.inputs;
  return value?.kind === 'value' ? value.value : value;
}

function inputs(comment: string): unknown {
  const [action] = readComment(comment, facts('en'));
  return action?.kind === 'command' && action.command.type === 'assess' ? action.command.inputs : action;
}

/** What somebody is told, in words. */
function told(comment: string, locale: Locale): string {
  const [action] = readComment(comment, facts(locale));
  if (action?.kind !== 'misunderstood') return `understood: ${JSON.stringify(action)}`;
  const sentence = misreadSentence(action.misunderstanding);
  return sentence ? speaker({ locale, timeZone: 'UTC' }, PLAIN)(sentence) : '';
}

const ENGLISH: readonly (readonly [string, object])[] = [
  ['schedule +6d', { p50: 6 }],
  ['schedule 6 days', { p50: 6 }],
  ['schedule -2d', { p50: -2 }],
  ['schedule –2d', { p50: -2 }],
  ['schedule −2 d', { p50: -2 }],
  ['schedule —2d', { p50: -2 }],
  ['schedule － 2d', { p50: -2 }],
  ['schedule about 3d', { p50: 3 }],
  ['schedule approx. 3 days', { p50: 3 }],
  ['schedule delayed by 3 days', { p50: 3 }],
  ['schedule delay of 3 days', { p50: 3 }],
  ['schedule 3 days later', { p50: 3 }],
  ['schedule 3 days earlier', { p50: -3 }],
  ['schedule saves 2 days', { p50: -2 }],
  ['schedule half a day', { p50: 0.5 }],
  ['schedule +2 weeks', { p50: 10 }],
  ['schedule 0d', { p50: 0 }],
  ['schedule +1,200 d', { p50: 1200 }],
  ['schedule +6d p90 9d', { p50: 6, p90: 9 }],
  ['schedule +6 d (90 %: +9 d), critical path', { p50: 6, p90: 9, criticalPath: true }],
  ['schedule +6d on the critical path', { criticalPath: true }],
  ['schedule +6d contract milestone missed', { contractMilestone: true }],
  ['schedule: +6d', { p50: 6 }],
  [
    'schedule +6d, milestone v2.0, beta: 2026-12-14 -> 2026-12-22',
    { milestones: [{ name: 'v2.0, beta', from: '2026-12-14', to: '2026-12-22' }] },
  ],
  [
    'schedule +6d milestone v2: Mon 14 Dec → Tue 22 Dec 2026',
    { milestones: [{ name: 'v2', from: '2026-12-14', to: '2026-12-22' }] },
  ],
  ['cost CNY 48,000', { oneOff: CNY(48_000) }],
  ['cost about CNY 48,000', { oneOff: CNY(48_000) }],
  ['cost ~48k', { oneOff: CNY(48_000) }],
  ['cost 9.6w', { oneOff: CNY(96_000) }],
  ['cost CNY 48,000 one-off', { oneOff: CNY(48_000) }],
  ['cost CNY 48,000 one-off (4.0 % of budget)', { oneOff: CNY(48_000) }],
  ['cost -CNY 5,000', { oneOff: CNY(-5000) }],
  ['cost −CNY 5,000', { oneOff: CNY(-5000) }],
  ['cost 5 person-days', { oneOff: CNY(0), effort: days(5) }],
  ['cost 1,200 person-days', { effort: days(1200) }],
  ['cost effort 5d', { effort: days(5) }],
  ['cost effort 5 days', { effort: days(5) }],
  ['cost 2 person-months of work', { effort: { amount: 2, unit: 'person-months' } }],
  ['cost CNY 48,000, effort 12 person-days', { oneOff: CNY(48_000), effort: days(12) }],
  ['cost CNY 48,000 recurring CNY 6,000 a year', { oneOff: CNY(48_000), recurring: CNY(6000) }],
  ['cost CNY 48,000, CNY 6,000 a year', { oneOff: CNY(48_000), recurring: CNY(6000) }],
  ['cost CNY 48,000, CNY 500 per month', { recurring: CNY(6000) }],
  ['cost CNY 48,000, CNY 500 monthly', { recurring: CNY(6000) }],
  ['cost CNY 48,000, CNY 1,500 a quarter', { recurring: CNY(6000) }],
  ['cost CNY 48,000, CNY 6,000/year', { recurring: CNY(6000) }],
  ['cost CNY 6,000 a year', { oneOff: CNY(0), recurring: CNY(6000) }],
  ['cost USD 500 a year', { oneOff: { minor: 0, currency: 'USD' }, recurring: { minor: 50_000, currency: 'USD' } }],
  ['cost CNY 48,000 split 60/40', { split: { customer: 60, vendor: 40, other: 0 } }],
  ['cost CNY 48,000 split 60%/40%', { split: { customer: 60, vendor: 40, other: 0 } }],
  ['cost CNY 48,000 split 50:30:20', { split: { customer: 50, vendor: 30, other: 20 } }],
  ['cost CNY 48,000, customer pays 40%', { split: { customer: 40, vendor: 60, other: 0 } }],
  ['cost CNY 48,000, customer 60 % · us 40 %', { split: { customer: 60, vendor: 40, other: 0 } }],
  ['cost CNY 48,000, customer 60 % · us 35 % · others 5 %', { split: { customer: 60, vendor: 35, other: 5 } }],
  ['cost CNY 48,000, vendor pays 40%', { split: { customer: 60, vendor: 40, other: 0 } }],
  ['cost CNY 48,000 split 60/40, split not agreed yet', { negotiation: 'open' }],
  ['cost CNY 48,000 split 60/40 agreed', { negotiation: 'agreed' }],
  ['cost CNY 48,000 split 60/40 not agreed', { negotiation: 'open' }],
  ['cost CNY 48,000 split 60/40 offered', { negotiation: 'offered' }],
  ['cost CNY 48,000 resources: two testers, one device', { resources: 'two testers, one device' }],
  ['quality worse reliability', { attributes: [{ name: 'reliability', direction: 'down', mitigated: false }] }],
  [
    'quality worse performance mitigated',
    { attributes: [{ name: 'performance-efficiency', direction: 'down', mitigated: true }] },
  ],
  [
    'quality worse: reliability (mitigated) and security, better: usability',
    {
      attributes: [
        { name: 'reliability', direction: 'down', mitigated: true },
        { name: 'security', direction: 'down', mitigated: false },
        { name: 'interaction-capability', direction: 'up', mitigated: false },
      ],
    },
  ],
  [
    'quality worse functional suitability',
    { attributes: [{ name: 'functional-suitability', direction: 'down', mitigated: false }] },
  ],
  ['quality cosmetic', { cosmetic: true }],
  ['quality not-met', { meetsCustomerRequirements: false }],
  ['quality acceptance criteria change', { acceptanceCriteriaChanged: true }],
  ['quality no attribute worse, no regression tests', { attributes: [], regression: 'none' }],
  ['quality worse reliability, full regression tests', { regression: 'full' }],
  [
    'quality worse reliability control: Load test @mei due 2026-12-20; Code review',
    { controls: [{ text: 'Load test', owner: MEI, due: '2026-12-20' }, { text: 'Code review' }] },
  ],
  [
    'quality worse reliability, control measure: Load test of 1,000 users by 2026-12-20 owner @mei',
    { controls: [{ text: 'Load test of 1,000 users', owner: MEI, due: '2026-12-20' }] },
  ],
  ['risk Fonts missing 2x3', { entries: [{ text: 'Fonts missing', probability: 2, impact: 3, response: 'accept' }] }],
  [
    'risk Fonts missing 2 × 3 mitigate, residual 2',
    { entries: [{ text: 'Fonts missing', response: 'mitigate', residual: 2 }] },
  ],
  [
    'risk Fonts missing 2x3 mitigate residual 2 owner @mei due 2026-12-20',
    { entries: [{ text: 'Fonts missing', response: 'mitigate', residual: 2, owner: MEI, due: '2026-12-20' }] },
  ],
  [
    'risk Fonts missing 2x3 due 2026-12-20 @mei residual 2 mitigate; Vendor late 3x3',
    { entries: [{ owner: MEI, due: '2026-12-20', residual: 2, response: 'mitigate' }, { text: 'Vendor late' }] },
  ],
  ['risk The 3x4 panel breaks 2x3', { entries: [{ text: 'The 3x4 panel breaks', probability: 2, impact: 3 }] }],
  [
    'risk\n- Fonts missing 2x3 mitigate\n- Vendor late 3x3',
    { entries: [{ text: 'Fonts missing' }, { text: 'Vendor late' }] },
  ],
  ['risk Loss of confidence in the vendor 2x3', { entries: [{ text: 'Loss of confidence in the vendor' }] }],
  ['feasibility yes', { technical: 'yes', resources: 'yes', contract: 'yes' }],
  ['feasibility with conditions', { technical: 'with-conditions' }],
  [
    'feasibility technical yes, resources with conditions, contract no',
    { resources: 'with-conditions', contract: 'no' },
  ],
  ['feasibility technical yes, needs a licence', { technical: 'yes', text: 'needs a licence' }],
  ['feasibility no', { technical: 'no' }],
  ['cost none', { kind: 'none' }],
  ['cost no impact', { kind: 'none' }],
  ['risk none: covered by tests', { kind: 'none', reason: 'covered by tests' }],
];

const CHINESE: readonly (readonly [string, object])[] = [
  ['进度 +6天', { p50: 6 }],
  ['进度 +6个工作日', { p50: 6 }],
  ['进度+6天', { p50: 6 }],
  ['进度：+6天', { p50: 6 }],
  ['进度 延期3天', { p50: 3 }],
  ['进度延期3天', { p50: 3 }],
  ['进度 延迟 3 个工作日', { p50: 3 }],
  ['进度 提前2天', { p50: -2 }],
  ['进度 −2天', { p50: -2 }],
  ['进度 －2天', { p50: -2 }],
  ['进度 –2 天', { p50: -2 }],
  ['进度 约3天', { p50: 3 }],
  ['进度 大约3天左右', { p50: 3 }],
  ['进度 3天上下', { p50: 3 }],
  ['进度 半天', { p50: 0.5 }],
  ['进度 +1周', { p50: 5 }],
  ['进度 滞后3天', { p50: 3 }],
  ['进度 晚3天', { p50: 3 }],
  ['进度 +6天 P90 9天 关键路径', { p50: 6, p90: 9, criticalPath: true }],
  ['进度 +6 天（90%：+9 天），关键路径', { p50: 6, p90: 9, criticalPath: true }],
  ['进度 +6天，错过合同里程碑', { contractMilestone: true }],
  [
    '进度 +6天，里程碑 v2.0：2026-12-14 → 2026-12-22，关键路径',
    { criticalPath: true, milestones: [{ name: 'v2.0', from: '2026-12-14', to: '2026-12-22' }] },
  ],
  [
    '进度 +6天，里程碑 合同签署：12月14日 周一 → 12月22日 周二',
    { milestones: [{ name: '合同签署', from: '2026-12-14', to: '2026-12-22' }] },
  ],
  ['工期 +3天', { p50: 3 }],
  ['成本 4.8万元', { oneOff: CNY(48_000) }],
  ['成本4.8万元', { oneOff: CNY(48_000) }],
  ['成本 约5万元', { oneOff: CNY(50_000) }],
  ['成本 大概 5 万', { oneOff: CNY(50_000) }],
  ['成本 5万元左右', { oneOff: CNY(50_000) }],
  ['成本 9.6w', { oneOff: CNY(96_000) }],
  ['成本 ￥48,000', { oneOff: CNY(48_000) }],
  ['成本 －5000元', { oneOff: CNY(-5000) }],
  ['成本 一次性 ¥48,000（占预算 4.0%）', { oneOff: CNY(48_000) }],
  ['成本 一次性投入5万元', { oneOff: CNY(50_000) }],
  ['成本 5人日', { oneOff: CNY(0), effort: days(5) }],
  ['成本5人日', { effort: days(5) }],
  ['成本 2人月', { effort: { amount: 2, unit: 'person-months' } }],
  ['成本 8人时', { effort: { amount: 8, unit: 'person-hours' } }],
  ['成本 2 个人月', { effort: { amount: 2, unit: 'person-months' } }],
  ['成本 工作量5人天', { oneOff: CNY(0), effort: days(5) }],
  ['成本 工作量 5 人天', { effort: days(5) }],
  ['成本 工作量：5 人天', { effort: days(5) }],
  ['成本 约5人日', { effort: days(5) }],
  ['成本 4.8万元，工作量5人天', { oneOff: CNY(48_000), effort: days(5) }],
  ['成本 4.8万元 工作量5人天', { oneOff: CNY(48_000), effort: days(5) }],
  ['成本 5万元，每年6000元', { oneOff: CNY(50_000), recurring: CNY(6000) }],
  ['成本 5万元，每月500元', { recurring: CNY(6000) }],
  ['成本 5万元，500元/月', { recurring: CNY(6000) }],
  ['成本 5万元，6000元每年', { recurring: CNY(6000) }],
  ['成本 5万元 每年 6000元', { oneOff: CNY(50_000), recurring: CNY(6000) }],
  ['成本 每年6000元', { oneOff: CNY(0), recurring: CNY(6000) }],
  ['成本 5万元 分摊 60/40/0', { split: { customer: 60, vendor: 40, other: 0 } }],
  ['成本 5万元 分摊 60%/40%', { split: { customer: 60, vendor: 40, other: 0 } }],
  ['成本 5万元 客户承担60%', { split: { customer: 60, vendor: 40, other: 0 } }],
  ['成本 5万元，客户承担 60%，我方承担 40%', { split: { customer: 60, vendor: 40, other: 0 } }],
  ['成本 5万元，客户 60% · 我方 35% · 其他 5%', { split: { customer: 60, vendor: 35, other: 5 } }],
  ['成本 5万元，甲方承担60%', { split: { customer: 60, vendor: 40, other: 0 } }],
  ['成本 5万元 分摊 60/40，分摊尚未商定', { negotiation: 'open' }],
  ['成本 5万元 分摊 60/40，分摊已商定', { negotiation: 'agreed' }],
  ['成本 5万元，资源：两名测试，一台设备', { resources: '两名测试，一台设备' }],
  ['质量 变差 可靠性', { attributes: [{ name: 'reliability', direction: 'down', mitigated: false }] }],
  [
    '质量 变差：可靠性（已缓解）和信息安全性，变好：易用性',
    { attributes: [{ name: 'reliability', mitigated: true }, { name: 'security' }, { direction: 'up' }] },
  ],
  ['质量 性能下降', { attributes: [{ name: 'performance-efficiency', direction: 'down', mitigated: false }] }],
  [
    '质量 可靠性变差，易用性提升',
    {
      attributes: [
        { name: 'reliability', direction: 'down' },
        { name: 'interaction-capability', direction: 'up' },
      ],
    },
  ],
  ['质量 变差 性能 已减轻 部分回归', { attributes: [{ mitigated: true }], regression: 'partial' }],
  ['质量 仅外观，无需回归测试', { cosmetic: true, regression: 'none' }],
  ['质量 不满足客户的质量要求', { meetsCustomerRequirements: false }],
  ['质量 验收标准有变化，全面回归测试', { acceptanceCriteriaChanged: true, regression: 'full' }],
  [
    '质量 变差 可靠性 控制措施：压力测试 负责人 @mei 期限 2026-12-20；代码评审',
    { controls: [{ text: '压力测试', owner: MEI, due: '2026-12-20' }, { text: '代码评审' }] },
  ],
  [
    '质量 变差 可靠性，质量控制措施：压力测试，由 @mei 负责，2026-12-20前完成',
    { controls: [{ text: '压力测试', owner: MEI, due: '2026-12-20' }] },
  ],
  ['风险 缺少字体 2x3 减轻 残余 2', { entries: [{ text: '缺少字体', response: 'mitigate', residual: 2 }] }],
  ['风险 缺少字体 2x3 缓解 剩余 2', { entries: [{ response: 'mitigate', residual: 2 }] }],
  [
    '风险 缺少字体 ２×３，减轻，残余风险 2，负责人 @mei，截止 2026-12-20',
    { entries: [{ probability: 2, owner: MEI, due: '2026-12-20', residual: 2 }] },
  ],
  ['风险 接受度低 2x3 接受', { entries: [{ text: '接受度低', response: 'accept' }] }],
  ['可行性 可行', { technical: 'yes' }],
  ['可行性 有条件可行', { technical: 'with-conditions', resources: 'with-conditions' }],
  ['可行性 技术可行，资源不足', { technical: 'yes', resources: 'no' }],
  [
    '可行性 技术可行，资源有条件可行，合同不可行，需要合同变更',
    { resources: 'with-conditions', contract: 'no', text: '需要合同变更' },
  ],
  ['可行性 不可行', { technical: 'no' }],
  ['成本 没有影响', { kind: 'none' }],
  ['成本 不影响', { kind: 'none' }],
  ['成本没有影响', { kind: 'none' }],
  ['成本 暂无', { kind: 'none' }],
  ['成本 不会影响', { kind: 'none' }],
  ['质量 无：已有测试', { kind: 'none', reason: '已有测试' }],
];

test.each(ENGLISH)('/assess %s', (words, value) => {
  expect(read(`/assess ${words}`)).toMatchObject(value);
});

test.each(CHINESE)('/评估 %s', (words, value) => {
  expect(read(`/评估 ${words}`, 'zh-CN')).toMatchObject(value);
});

test('2.2: what is written in both languages is understood in at least 60 ways each', () => {
  expect(Math.min(ENGLISH.length, CHINESE.length)).toBeGreaterThanOrEqual(60);
});

const REFUSED: readonly (readonly [string, string, string, string])[] = [
  [
    'schedule +6d p90 3d',
    'The worst case cannot be less than the likely one (6\u00a0d).',
    '进度 +6天 P90 3天',
    '最坏情况不能少于',
  ],
  ['schedule -2d p90 -6d', 'The worst case cannot be less', '进度 提前2天 P90 -6天', '最坏情况不能少于'],
  [
    'schedule +6d milestone v2: 2026-12-22 -> 2026-12-14',
    'moves to an earlier day',
    '进度 +6天 里程碑 v2：2026-12-22 → 2026-12-14',
    '提前了',
  ],
  [
    'schedule -6d milestone v2: 2026-12-14 -> 2026-12-22',
    'moves to a later day',
    '进度 提前6天 里程碑 v2：2026-12-14 → 2026-12-22',
    '推后了',
  ],
  [
    'schedule +6d milestone v2: 2026-12-14 milestone V2: 2026-12-15',
    'named twice',
    '进度 +6天 里程碑 v2：2026-12-14，里程碑 v2：2026-12-15',
    '写了两次',
  ],
  ['schedule -6d contract-milestone', 'cannot be missed', '进度 提前6天 错过合同里程碑', '不会错过'],
  ['cost CNY 5 split 33.3/33.3/33.4', 'whole percents', '成本 5元 分摊 33.3/33.3/33.4', '整数百分比'],
  ['cost CNY 5 customer pays 62.5%', 'whole percents', '成本 5元 客户承担62.5%', '整数百分比'],
  ['cost CNY 5 split 50/40', 'add up to 90\u00a0%', '成本 5元 分摊 50/40', '合计为 90%'],
  ['cost CNY 5 split 110/-10', 'below 0\u00a0%', '成本 5元 分摊 110/-10', '不能小于 0%'],
  ['cost CNY 5, customer pays 120%', 'below 0\u00a0%', '成本 5元，客户承担120%', '不能小于 0%'],
  ['cost CNY 5, others 20 %', 'add up to 20\u00a0%', '成本 5元，其他方承担 20%', '合计为 20%'],
  ['cost CNY 0 split 60/40', 'nothing that is paid', '成本 0元 分摊 60/40', '却没有成本'],
  ['cost effort -5d', 'cannot be below zero', '成本 工作量 -5人天', '不能小于零'],
  ['cost −5 person-days', 'cannot be below zero', '成本 －5人日', '不能小于零'],
  ['cost CNY 5 recurring CNY 6', 'how often', '成本 5元，recurring 6元', '没有写明周期'],
  ['quality cosmetic not-met', 'Only how it looks', '质量 仅外观 不满足客户要求', '仅外观'],
  ['quality cosmetic worse reliability', 'Only how it looks', '质量 仅外观，可靠性变差', '仅外观'],
  ['quality worse reliability better reliability', 'better and worse', '质量 变差 可靠性 变好 可靠性', '既提升又下降'],
  ['quality better reliability mitigated', 'gets worse can be mitigated', '质量 变好 可靠性 已缓解', '才需要减轻'],
  ['quality control: Test; test', 'named twice', '质量 控制措施：测试；测试', '写了两次'],
  ['quality worse reliability, 2 control measures', 'lists 0', '质量 可靠性变差，2 项控制措施', '列出 0 项'],
  ['risk Fonts 2x3 mitigate residual 9', 'cannot be more than it was', '风险 字体 2x3 减轻 残余 9', '不能大于原有风险'],
  ['risk Fonts 2x3 mitigate residual 2.5', 'whole number', '风险 字体 2x3 减轻 残余 2.5', '整数'],
  ['risk Fonts 2x3 mitigate residual -1', 'whole number', '风险 字体 2x3 减轻 残余 -1', '整数'],
  ['risk Fonts 5x5 residual 30', 'whole number', '风险 字体 5x5 残余 30', '整数'],
  ['risk Fonts 2x3; fonts 3x3', 'named twice', '风险 字体 2x3；字体 3x3', '写了两次'],
  ['risk Fonts 2x3 owner @nobody', 'Nobody named nobody', '风险 字体 2x3 负责人 @nobody', '没有找到 nobody'],
  ['risk Fonts 2x3 due 2026-02-30', 'not an exact date', '风险 字体 2x3 期限 2026-02-30', '不是确切的日期'],
  [
    'schedule +6d milestone v2: Tue 14 Dec',
    'not an exact date',
    '进度 +6天 里程碑 v2：12月14日 周二',
    '不是确切的日期',
  ],
  ['schedule +6d\nschedule: +3d', 'second time', '进度 +6天\n进度：+3天', '重复'],
];

test.each(REFUSED)('2.2: /assess %s is asked back in both languages', (english, said, chinese, gesagt) => {
  expect(told(`/assess ${english}`, 'en')).toContain(said);
  expect(told(`/评估 ${chinese}`, 'zh-CN')).toContain(gesagt);
});

test('2.2: words that are no estimate are asked back, and never recorded as one', () => {
  const english = [
    'schedule soon',
    'schedule 5',
    'cost 40%',
    'cost a lot',
    'quality bad',
    'quality reliability',
    'risk bad things',
    'feasibility perhaps',
  ];
  const chinese = [
    '进度 不影响关键路径',
    '成本 很多',
    '成本 40%',
    '质量 可靠性',
    '风险 有风险',
    '可行性 再说',
    '进度 无法估计',
  ];
  for (const words of english.filter((one) => one !== 'schedule 5'))
    expect([words, told(`/assess ${words}`, 'en')]).not.toEqual([words, expect.stringContaining('understood')]);
  for (const words of chinese) {
    const answer = told(`/评估 ${words}`, 'zh-CN');
    expect([words, answer]).not.toEqual([words, expect.stringContaining('understood')]);
    // An answer in Chinese says no word of ours in English.
    expect(answer.replaceAll(/“[^”]*”/g, '')).not.toMatch(/[a-z]{4,}/);
  }
});

test('2.2: several dimensions and their lines below are read together, each with its evidence', () => {
  const comment = [
    '/assess',
    'schedule: +6d, critical path',
    'cost: CNY 48,000, effort 12d',
    'Resources: two testers',
    'Evidence: quote of 12 November',
    'quality: worse reliability mitigated',
    'Control measure: Load test · owner mei · due Sun 20 Dec',
    'Risk: Fonts missing · probability 2 × impact 3 = 6 of 25 · response: mitigate it · after the response 2 of 25',
    'Risk: Vendor late 3x3 owner @mei',
    'feasibility: yes',
  ].join('\n');
  expect(inputs(comment)).toMatchObject([
    { dimension: 'schedule', value: { value: { p50: 6, criticalPath: true } } },
    {
      dimension: 'cost',
      value: { value: { effort: days(12), resources: 'two testers' } },
      evidence: 'quote of 12 November',
    },
    { dimension: 'quality', value: { value: { controls: [{ text: 'Load test', owner: MEI, due: '2026-12-20' }] } } },
    {
      dimension: 'risk',
      value: {
        value: {
          entries: [
            { text: 'Fonts missing', residual: 2 },
            { text: 'Vendor late', owner: MEI },
          ],
        },
      },
    },
    { dimension: 'feasibility' },
  ]);
});

test('2.2: evidence is read with a value and with none', () => {
  expect(inputs('/assess schedule +6d evidence: run 42, measured')).toMatchObject([{ evidence: 'run 42, measured' }]);
  expect(inputs('/assess schedule none: no code on the path evidence: run 42')).toMatchObject([
    { value: { kind: 'none', reason: 'no code on the path' }, evidence: 'run 42' },
  ]);
  expect(inputs('/评估 成本 5万元，依据：供应商报价')).toMatchObject([{ evidence: '供应商报价' }]);
});
