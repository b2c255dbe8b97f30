import { expect, test } from 'vitest';
import { catalogue, type MessageId } from '../text/catalogue.ts';
import { money } from './amount.ts';
import { type MoneyReading, parseMoney } from './parse.ts';

test.each<[string, number, string]>([
  ['CNY 48,000', 48_000_00, 'CNY'],
  ['cny48000', 48_000_00, 'CNY'],
  ['¥48,000.50', 48_000_50, 'CNY'],
  ['￥４８，０００', 48_000_00, 'CNY'],
  ['48000元', 48_000_00, 'CNY'],
  ['4.8万元', 48_000_00, 'CNY'],
  ['人民币 4.8 万', 48_000_00, 'CNY'],
  ['人民币4.8万元', 48_000_00, 'CNY'],
  ['3千万元', 30_000_000_00, 'CNY'],
  ['1.00005亿元', 100_005_000_00, 'CNY'],
  ['48k USD', 48_000_00, 'USD'],
  ['USD 12.50', 12_50, 'USD'],
  ['US$ 1.2M', 1_200_000_00, 'USD'],
  ['5 million USD', 5_000_000_00, 'USD'],
  ['500美元', 500_00, 'USD'],
  ['48 000 EUR', 48_000_00, 'EUR'],
  ["48'000.05 CHF", 48_000_05, 'CHF'],
  ['JPY 1500', 1500, 'JPY'],
  ['1.234 KWD', 1234, 'KWD'],
  ['0 USD', 0, 'USD'],
])('%s is read as people mean it', (text, minor, currency) => {
  expect(parseMoney(text)).toEqual({ ok: true, money: money(minor, currency) });
});

test.each<[string, MoneyReading, number, string]>([
  ['5', { currency: 'USD' }, 500, 'USD'],
  ['$5', { currency: 'SGD' }, 500, 'SGD'],
  ['¥500', { currency: 'JPY' }, 500, 'JPY'],
  ['¥500', { currency: 'USD' }, 500_00, 'CNY'],
  ['4.8万', { currency: 'CNY' }, 48_000_00, 'CNY'],
  ['-5 USD', { signed: true }, -500, 'USD'],
  ['USD -5', { signed: true }, -500, 'USD'],
  ['-¥5', { signed: true }, -500, 'CNY'],
  ['(USD 5)', { signed: true }, -500, 'USD'],
  ['负5元', { signed: true }, -500, 'CNY'],
])('%s with %j', (text, reading, minor, currency) => {
  expect(parseMoney(text, reading)).toEqual({ ok: true, money: money(minor, currency) });
});

test.each([
  ['', 'empty'],
  ['about five', 'not-an-amount'],
  ['USD 5-10', 'not-an-amount'],
  ['1e9 USD', 'not-an-amount'],
  [`USD ${' '.repeat(60)}5`, 'not-an-amount'],
  ['48000', 'no-currency'],
  ['5 dollars', 'unknown-currency'],
  ['USD 5 per year', 'unknown-currency'],
  ['$5', 'ambiguous-currency'],
  ['US$5 EUR', 'two-currencies'],
  ['48,50 EUR', 'ambiguous-separator'],
  ['4,8000元', 'ambiguous-separator'],
  ['1 2 USD', 'ambiguous-separator'],
  ['1.234.567 EUR', 'ambiguous-separator'],
  ['48.000 EUR', 'too-many-decimals'],
  ['JPY 1.5', 'too-many-decimals'],
  ['-5 USD', 'negative'],
  ['USD −5', 'negative'],
  ['(5 USD)', 'negative'],
  ['99999999999999999 USD', 'too-large'],
])('%j is no guess but the problem %s, said in both languages', (text, problem) => {
  const read = parseMoney(text);
  expect(read).toMatchObject({ ok: false, problem });
  if (read.ok) return;
  for (const locale of ['en', 'zh-CN'] as const) {
    const { ok: _ok, problem: _problem, ...facts } = read;
    const values = Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [
        name,
        Array.isArray(fact) ? fact.join(', ') : (fact as string | number),
      ]),
    );
    expect(
      catalogue(locale)(`form.money.${read.problem}` satisfies MessageId, { ...values, example: 'CNY 48,000' }),
    ).not.toBe('');
  }
});
