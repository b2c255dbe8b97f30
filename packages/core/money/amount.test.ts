import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LOCALES } from '../text/locale.ts';
import { decimalOf, formatMoney, type Money, money, shareInHundredths } from './amount.ts';
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

test('money is whole units that can be counted exactly', () => {
  expect(() => money(0.5, 'CNY')).toThrow(RangeError);
  expect(() => money(2 ** 53, 'CNY')).toThrow(RangeError);
  expect(() => money(1, 'XXQ')).toThrow('unknown currency XXQ');
  expect(Object.is(money(-0, 'CNY').minor, 0)).toBe(true);
});

test('a share of the budget is exact at its threshold and never looks smaller than it is', () => {
  const budget = money(1_000_000_00, 'CNY');
  expect(shareInHundredths(money(5_000_00, 'CNY'), budget)).toBe(50);
  expect(shareInHundredths(money(5_000_01, 'CNY'), budget)).toBe(51);
  expect(shareInHundredths(money(-5_000_01, 'CNY'), budget)).toBe(-50);
  expect(() => shareInHundredths(money(1, 'USD'), budget)).toThrow(RangeError);
  expect(() => shareInHundredths(money(1, 'CNY'), money(0, 'CNY'))).toThrow(RangeError);
});

test('2.5: a share is at most a limit exactly where the amounts say so', () => {
  fc.assert(
    fc.property(
      small,
      fc.integer({ min: 1, max: 1_000_000_000 }),
      fc.integer({ min: 0, max: 20_000 }),
      (part, whole, limit) => {
        const [one, other] = [money(part, 'CNY'), money(whole, 'CNY')];
        const isWithin = BigInt(part) * 10_000n <= BigInt(whole) * BigInt(limit);
        expect(shareInHundredths(one, other) <= limit).toBe(isWithin);
      },
    ),
  );
});

test.each<[Money, string, string, string]>([
  [money(48_000_00, 'CNY'), '48000.00', 'CNY\u00a048,000', '¥48,000'],
  [money(48_000_50, 'CNY'), '48000.50', 'CNY\u00a048,000.50', '¥48,000.50'],
  [money(1250, 'USD'), '12.50', 'USD\u00a012.50', 'USD\u00a012.50'],
  [money(480, 'JPY'), '480', 'JPY\u00a0480', 'JPY\u00a0480'],
  [money(1234, 'KWD'), '1.234', 'KWD\u00a01.234', 'KWD\u00a01.234'],
  [money(-5, 'EUR'), '-0.05', '-EUR\u00a00.05', '-EUR\u00a00.05'],
  [
    money(Number.MAX_SAFE_INTEGER, 'USD'),
    '90071992547409.91',
    'USD\u00a090,071,992,547,409.91',
    'USD\u00a090,071,992,547,409.91',
  ],
])('%j is shown exactly', (value, decimal, english, chinese) => {
  expect(decimalOf(value)).toBe(decimal);
  expect(formatMoney(value, 'en')).toBe(english);
  expect(formatMoney(value, 'zh-CN')).toBe(chinese);
});
