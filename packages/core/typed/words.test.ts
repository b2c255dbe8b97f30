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
])('the schedule “%s” moves by %s working days', (words, p50) => {
  expect(read(`进度 ${words}`)).toMatchObject({ p50 });
});

test.each([
  ['约5万元', { oneOff: { minor: 5_000_000, currency: 'CNY' } }],
  ['5万元左右', { oneOff: { minor: 5_000_000, currency: 'CNY' } }],
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
  ['CNY 40,000 split 40%/60%', { split: { customer: 40, vendor: 60, other: 0 } }],
  ['4万 分摊 60/40/0', { split: { customer: 60, vendor: 40, other: 0 } }],
])('the cost “%s”', (words, value) => {
  expect(read(`成本 ${words}`)).toMatchObject(value);
});

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
