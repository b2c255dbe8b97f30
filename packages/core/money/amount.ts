/** Exact money: whole minor units of one currency, compared only with its like (`rules.md 2.5`). */
import type { Locale } from '../text/locale.ts';
import { exponentOf } from './currency.ts';

/** `minor` is a safe integer: CNY 480.50 is 48050, JPY 480 is 480. JSON-able, equal by value. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** @throws RangeError when the currency is unknown or the amount is no safe integer. */
export function money(minor: number, currency: string): Money {
  exponentOf(currency);
  if (!Number.isSafeInteger(minor)) throw new RangeError(`${minor} is not a countable number of minor units`);
  return { minor: minor === 0 ? 0 : minor, currency };
}

/**
 * The share in hundredths of a percent (50 is 0.5 %), rounded up so that it never looks smaller than it is: no rounding moves a cost below a
 * threshold. @throws RangeError for unlike currencies or a whole that is not above zero.
 */
export function shareInHundredths(part: Money, whole: Money): number {
  if (part.currency !== whole.currency) throw new RangeError(`${part.currency} is no share of ${whole.currency}`);
  if (whole.minor <= 0) throw new RangeError('a share needs a whole above zero');
  const dividend = BigInt(part.minor) * 10_000n;
  const divisor = BigInt(whole.minor);
  const quotient = dividend / divisor;
  return Number(dividend % divisor > 0n ? quotient + 1n : quotient);
}

/** The amount as an exact decimal (`-0.05`, `48000`), with as many decimals as the currency has. */
export function decimalOf({ minor, currency }: Money): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = exponent === 0 ? '' : `.${digits.slice(-exponent)}`;
  return `${minor < 0 ? '-' : ''}${whole}${fraction}`;
}

/**
 * For people: `CNY 48,000` and `USD 12.50` in English, `¥48,000` and `USD 12.50` in Chinese; decimals are left out when all are
 * zero. The blank does not break. The code stands for every currency but the reader's own, because `$` and `¥` belong to many.
 */
export function formatMoney(amount: Money, locale: Locale): string {
  // An unknown currency throws here, so that no more formats are kept than there are currencies.
  const decimal = decimalOf(amount) as `${number}`;
  const asked = `${locale} ${amount.currency}`;
  const format = FORMATS.get(asked) ?? formatOf(amount.currency, locale);
  FORMATS.set(asked, format);
  return format.format(decimal);
}

/** Of each currency that was asked for: to make one takes longer than to write many amounts. */
const FORMATS = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string, locale: Locale): Intl.NumberFormat {
  const sign = locale === 'zh-CN' && currency === 'CNY';
  // Between code and figures stands the blank that does not break, as with any unit (`text/unit.ts`).
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: sign ? 'symbol' : 'code',
    trailingZeroDisplay: 'stripIfInteger',
  });
}
