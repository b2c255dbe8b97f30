import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LOCALES } from '../text/locale.ts';
import { add, decimalOf, formatMoney, isWithinShare, type Money, money, shareInHundredths, totals } from './amount.ts';
import { parseMoney } from './parse.ts';

const currency = fc.constantFrom('CNY', 'USD', 'EUR', 'JPY', 'KWD', 'HKD', 'GBP');
const amount = fc
  .record({ minor: fc.maxSafeInteger(), currency })
  .map(({ minor, currency: code }) => money(minor, code));
const small = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

test('what was formatted for people can be read back, in both languages, to the last unit', () => {
  fc.assert(
    fc.property(amount, fc.constantFrom(...LOCALES), (value, locale) => {
      expect(parseMoney(formatMoney(value, locale), { signed: true })).toEqual({ ok: true, money: value });
    }),
  );
});

test('the sum of parts does not depend on their order, and unlike currencies stay apart', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(small, currency)), (parts) => {
      const amounts = parts.map(([minor, code]) => money(minor, code));
      const sums = totals(amounts);
      expect(totals([...amounts].reverse())).toEqual(sums);
      expect(sums.map((sum) => sum.currency)).toEqual([...new Set(amounts.map((part) => part.currency))].sort());
    }),
  );
});

test('unlike currencies are never added (2.5)', () => {
  expect(() => add(money(1, 'CNY'), money(1, 'USD'))).toThrow('CNY and USD cannot be added');
  expect(add(money(1, 'CNY'), money(2, 'CNY'))).toEqual({ minor: 3, currency: 'CNY' });
});

test('money is whole units that can be counted exactly', () => {
  expect(() => money(0.5, 'CNY')).toThrow(RangeError);
  expect(() => money(2 ** 53, 'CNY')).toThrow(RangeError);
  expect(() => money(1, 'XXQ')).toThrow('unknown currency XXQ');
  expect(() => add(money(Number.MAX_SAFE_INTEGER, 'CNY'), money(1, 'CNY'))).toThrow(RangeError);
  expect(Object.is(money(-0, 'CNY').minor, 0)).toBe(true);
});

test('a share of the budget is exact at its threshold and never looks smaller than it is', () => {
  const budget = money(1_000_000_00, 'CNY');
  expect(isWithinShare(money(5_000_00, 'CNY'), budget, 50)).toBe(true);
  expect(isWithinShare(money(5_000_01, 'CNY'), budget, 50)).toBe(false);
  expect(shareInHundredths(money(5_000_00, 'CNY'), budget)).toBe(50);
  expect(shareInHundredths(money(5_000_01, 'CNY'), budget)).toBe(51);
  expect(shareInHundredths(money(-5_000_01, 'CNY'), budget)).toBe(-50);
  expect(() => shareInHundredths(money(1, 'USD'), budget)).toThrow(RangeError);
  expect(() => shareInHundredths(money(1, 'CNY'), money(0, 'CNY'))).toThrow(RangeError);
});

test('both ways to see a share agree', () => {
  fc.assert(
    fc.property(
      small,
      fc.integer({ min: 1, max: 1_000_000_000 }),
      fc.integer({ min: 0, max: 20_000 }),
      (part, whole, limit) => {
        const [one, other] = [money(part, 'CNY'), money(whole, 'CNY')];
        expect(isWithinShare(one, other, limit)).toBe(shareInHundredths(one, other) <= limit);
      },
    ),
  );
});

test.each<[Money, string, string, string]>([
  [money(48_000_00, 'CNY'), '48000.00', 'CNY 48,000', '¥48,000'],
  [money(48_000_50, 'CNY'), '48000.50', 'CNY 48,000.50', '¥48,000.50'],
  [money(1250, 'USD'), '12.50', 'USD 12.50', 'USD 12.50'],
  [money(480, 'JPY'), '480', 'JPY 480', 'JPY 480'],
  [money(1234, 'KWD'), '1.234', 'KWD 1.234', 'KWD 1.234'],
  [money(-5, 'EUR'), '-0.05', '-EUR 0.05', '-EUR 0.05'],
  [
    money(Number.MAX_SAFE_INTEGER, 'USD'),
    '90071992547409.91',
    'USD 90,071,992,547,409.91',
    'USD 90,071,992,547,409.91',
  ],
])('%j is shown exactly', (value, decimal, english, chinese) => {
  expect(decimalOf(value)).toBe(decimal);
  expect(formatMoney(value, 'en')).toBe(english);
  expect(formatMoney(value, 'zh-CN')).toBe(chinese);
});
