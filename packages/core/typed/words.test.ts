/** Impacts as people write them, in both languages (`rules.md 2.2`). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readComment } from './read.ts';
import type { TypedFacts } from './reading.ts';

const FACTS: TypedFacts = { people: new Map(), locale: 'zh-CN', currency: 'CNY' };

function read(words: string): unknown {
  const [action] = readComment(`/assess ${words}`, FACTS);
  if (action?.kind !== 'command' || action.command.type !== 'assess') return action;
  const { value } = action.command.inputs[0] ?? {};
  return value?.kind === 'value' ? value.value : value?.kind;
}

test.each([
  ...['无变化', '不变', '保持不变', 'no change', 'unchanged', '暂无'],
  ...['没有影响', '没影响', '无影响', '不影响', '不受影响', '不涉及', '无任何影响', '没有影响。', 'none', 'no impact'],
])('“%s” is no impact, in any dimension', (words) => {
  for (const dimension of ['进度', '成本', '质量', '风险', 'schedule', 'cost']) {
    expect([dimension, read(`${dimension} ${words}`)]).toEqual([dimension, 'none']);
    expect(read(`${dimension} ${words}：已确认`)).toBe('none');
  }
});

test.each(['不影响关键路径', '没有影响大局', '无法估计'])('“%s” says something else, and is asked back', (words) => {
  expect(read(`进度 ${words}`)).toMatchObject({ kind: 'misunderstood' });
});

test.each([
  ['延期3天', 3],
  ['延迟 3 个工作日', 3],
  ['推迟3天', 3],
  ['顺延3天', 3],
  ['提前2天', -2],
  ['缩短 2 天', -2],
  ['+1周', 5],
  ['2个星期', 10],
  ['延期2周', 10],
  ['提前1周', -5],
  ['+半天', 0.5],
  ['延期半天', 0.5],
  ['约3天', 3],
  ['大约 3 天左右', 3],
  ['−3天', -3],
  ['+2 weeks', 10],
  ['delayed by 3 days', 3],
  ['about 3d', 3],
  ['12 working days', 12],
  ['3 business days', 3],
  ['三天', 3],
  ['三个工作日', 3],
  ['延期三天', 3],
  ['提前两天', -2],
  ['两周', 10],
  ['一周半', 7.5],
  ['十二天', 12],
  ['two weeks', 10],
  ['a week', 5],
  ['half a day', 0.5],
  ['1w2d', 7],
  ['≈3d', 3],
  ['0', 0],
])('the schedule “%s” moves by %s working days', (words, p50) => {
  expect(read(`进度 ${words}`)).toMatchObject({ p50 });
});

test.each([
  ['约5万元', { oneOff: { minor: 5_000_000, currency: 'CNY' } }],
  ['5万元左右', { oneOff: { minor: 5_000_000, currency: 'CNY' } }],
  ['五万元', { oneOff: { minor: 5_000_000, currency: 'CNY' } }],
  ['三千元', { oneOff: { minor: 300_000, currency: 'CNY' } }],
  ['十二万', { oneOff: { minor: 12_000_000, currency: 'CNY' } }],
  ['一百二十万', { oneOff: { minor: 120_000_000, currency: 'CNY' } }],
  ['人民币肆万捌仟元整', { oneOff: { minor: 4_800_000, currency: 'CNY' } }],
  ['RMB 1,200', { oneOff: { minor: 120_000, currency: 'CNY' } }],
  ['￥1.5万', { oneOff: { minor: 1_500_000, currency: 'CNY' } }],
  ['两万元，工作量三人天', { oneOff: { minor: 2_000_000 }, effort: { amount: 3, unit: 'person-days' } }],
  ['9.6w', { oneOff: { minor: 9_600_000, currency: 'CNY' } }],
  ['around CNY 50,000', { oneOff: { minor: 5_000_000, currency: 'CNY' } }],
  ['5人日', { oneOff: { minor: 0 }, effort: { amount: 5, unit: 'person-days' } }],
  ['2人月', { oneOff: { minor: 0 }, effort: { amount: 2, unit: 'person-months' } }],
  ['2 个人月', { effort: { amount: 2, unit: 'person-months' } }],
  ['工作量5人天', { oneOff: { minor: 0 }, effort: { amount: 5, unit: 'person-days' } }],
  ['5 person-days', { effort: { amount: 5, unit: 'person-days' } }],
  ['effort 8h', { effort: { amount: 8, unit: 'person-hours' } }],
  ['5万元，工作量 3 人天', { oneOff: { minor: 5_000_000 }, effort: { amount: 3, unit: 'person-days' } }],
  ['CNY 40,000 客户承担 40%', { split: { customer: 40, vendor: 60, other: 0 } }],
  ['CNY 40,000 40% customer', { split: { customer: 40, vendor: 60, other: 0 } }],
  ['CNY 40,000 split 40%/60%', { split: { customer: 40, vendor: 60, other: 0 } }],
  ['4万 分摊 60/40/0', { split: { customer: 60, vendor: 40, other: 0 } }],
])('the cost “%s”', (words, value) => {
  expect(read(`成本 ${words}`)).toMatchObject(value);
});

test.each([
  ...[
    'n/a',
    'N/A',
    'TBD',
    'tbc',
    'unknown',
    'not known yet',
    'to be determined',
    'pending',
    '?',
    '-',
    '待定',
    '待评估',
  ],
  ...['待确认', '未知', '不清楚', '不确定', '尚未评估', '无法估计', '说不准', '还没估'],
])('“%s” is not known, which is neither none nor zero: it is asked back, in every dimension', (words) => {
  for (const dimension of ['schedule', 'cost', 'quality', 'risk', 'feasibility', '进度', '成本', '可行性'])
    expect([dimension, read(`${dimension} ${words}`)]).toMatchObject([
      dimension,
      { kind: 'misunderstood', misunderstanding: { code: 'not-known', values: { given: words } } },
    ]);
});

test.each([
  ...['进度 3-5天', '进度 3~5天', '进度 3至5天', '进度 三五天', '进度 几天', '进度 不超过5天', 'schedule 3 to 5 days'],
  ...[
    'schedule up to 5 days',
    'schedule a few days',
    '成本 3-5万元',
    '成本 3万~5万',
    '成本 不超过5万元',
    '成本 至少5万',
  ],
  ...['cost 3k to 5k', 'cost CNY 3,000-5,000', 'cost at least 5000', 'cost up to CNY 5,000'],
])('“%s” leaves open which figure is meant', (words) => {
  expect(read(words)).toMatchObject({ misunderstanding: { code: 'several-figures' } });
});

test.each(['进度 半个月', '进度 1个月', '进度 3个自然日', '进度 4小时', 'schedule 1 month', 'schedule 4h'])(
  '“%s” is not told in working days',
  (words) => {
    expect(read(words)).toMatchObject({ misunderstanding: { code: 'no-working-days' } });
  },
);

test('whatever stands beside an amount is read or asked back, and never read as another amount', () => {
  const amount = fc.integer({ min: 1, max: 9999 });
  const beside = fc.constantFrom('约', '大约 ', 'about ', '~', '≈');
  fc.assert(
    fc.property(amount, beside, fc.constantFrom('元', '万元', ' CNY', 'k', 'w'), (many, about, unit) => {
      const plain = read(`cost ${many}${unit}`);
      expect(plain).toMatchObject({ oneOff: { currency: 'CNY' } });
      expect(read(`cost ${about}${many}${unit}`)).toEqual(plain);
    }),
    { numRuns: 200 },
  );
});
