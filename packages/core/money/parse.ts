/** Reads an amount as people write it in either language, and says exactly what is wrong when it cannot. */
import { type Money, money } from './amount.ts';
import { currencyNamed, exponentOf } from './currency.ts';

/** Why an amount was not understood; each has its sentence at `form.money.<problem>`. */
export type MoneyProblem =
  | { readonly problem: 'empty' }
  | {
      readonly problem:
        | 'not-an-amount'
        | 'no-currency'
        | 'two-currencies'
        | 'ambiguous-separator'
        | 'negative'
        | 'too-large';
      readonly text: string;
    }
  | {
      readonly problem: 'unknown-currency';
      readonly text: string;
      readonly currency: string;
    }
  | {
      readonly problem: 'ambiguous-currency';
      readonly text: string;
      readonly currency: string;
      readonly candidates: readonly string[];
    }
  | {
      readonly problem: 'too-many-decimals';
      readonly text: string;
      readonly currency: string;
      readonly digits: number;
    };

export type MoneyRead = { readonly ok: true; readonly money: Money } | ({ readonly ok: false } & MoneyProblem);

export interface MoneyReading {
  /** The currency the project counts in: taken when none is written, and it settles `$` and `¥`. */
  readonly currency?: string;
  /** Accept amounts below zero (a saving); otherwise they are a problem. */
  readonly signed?: boolean;
}

/** Powers of ten that people write behind a number. */
const SCALES: ReadonlyMap<string, number> = new Map([
  ['', 0],
  ['千', 3],
  ['K', 3],
  ['万', 4],
  ['W', 4],
  ['百万', 6],
  ['M', 6],
  ['MILLION', 6],
  ['千万', 7],
  ['亿', 8],
]);

/** Characters beyond which nothing is an amount. */
const LONGEST = 60;

const NUMBER = /\d[\d.,' \u2009\u202f]*\d|\d/;
const SCALE = /^\s*(百万|千万|million\b|[千万亿]|[kmw](?![a-z]))/i;
const MINUS = /^\s*([-−–]|负)|^\s*\((?=.*\)\s*$)/;

/**
 * Reads `CNY 48,000`, `¥48,000.50`, `48000元`, `4.8万元`, `48k USD`, `人民币 4.8 万`. Full-width characters count as plain ones. A
 * comma only groups thousands; anything that could be read in two ways is a problem, not a guess.
 */
export function parseMoney(input: string, reading: MoneyReading = {}): MoneyRead {
  const shown = input.trim();
  let text = shown.normalize('NFKC').replaceAll('￥', '¥');
  if (text === '') return { ok: false, problem: 'empty' };

  if (text.length > LONGEST) return { ok: false, problem: 'not-an-amount', text: `${shown.slice(0, LONGEST)}…` };

  const negative = isNegative(text);
  if (negative) text = text.replace(/[-−–负()]/g, ' ');
  const found = NUMBER.exec(text);
  if (!found) return { ok: false, problem: 'not-an-amount', text: shown };

  const before = text.slice(0, found.index).trim();
  let after = text.slice(found.index + found[0].length);
  const scale = SCALE.exec(after);
  if (scale) after = after.slice(scale[0].length);
  after = after.trim();
  if (/\d/.test(after)) return { ok: false, problem: 'not-an-amount', text: shown };

  const currency = settleCurrency(before, after, shown, reading);
  if (typeof currency !== 'string') return currency;
  if (negative && !reading.signed) return { ok: false, problem: 'negative', text: shown };

  const digits = ungroup(found[0]);
  if (!digits) return { ok: false, problem: 'ambiguous-separator', text: shown };
  const minor = toMinor(digits, exponentOf(currency) + (SCALES.get((scale?.[1] ?? '').toUpperCase()) ?? 0));
  if (minor === undefined)
    return {
      ok: false,
      problem: 'too-many-decimals',
      text: shown,
      currency,
      digits: exponentOf(currency),
    };
  if (minor > BigInt(Number.MAX_SAFE_INTEGER)) return { ok: false, problem: 'too-large', text: shown };
  return {
    ok: true,
    money: money(Number(negative ? -minor : minor), currency),
  };
}

function isNegative(text: string): boolean {
  // The sign may stand before the currency or between it and the number.
  return MINUS.test(text) || /^[^\d]*[-−–负]\s*\d/.test(text) || /^[^\d]*[-−–负][^\d]*\d/.test(text);
}

function settleCurrency(before: string, after: string, text: string, reading: MoneyReading): string | MoneyRead {
  const codes = new Set<string>();
  for (const name of [before, after].filter((part) => part !== '')) {
    const meaning = currencyNamed(name, reading.currency);
    if (meaning === 'unknown') return { ok: false, problem: 'unknown-currency', text, currency: name };
    if ('ambiguous' in meaning)
      return {
        ok: false,
        problem: 'ambiguous-currency',
        text,
        currency: name,
        candidates: meaning.ambiguous,
      };
    codes.add(meaning.code);
  }
  if (codes.size > 1) return { ok: false, problem: 'two-currencies', text };
  const [written = reading.currency] = codes;
  return written ?? { ok: false, problem: 'no-currency', text };
}

interface Digits {
  readonly whole: string;
  readonly fraction: string;
}

function ungroup(number: string): Digits | undefined {
  const match = /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u2009\u202f]\d{3})+|\d{1,3}(?:'\d{3})+)(?:\.(\d+))?$/.exec(
    number,
  );
  return match
    ? {
        whole: (match[1] ?? '').replaceAll(/\D/g, ''),
        fraction: match[2] ?? '',
      }
    : undefined;
}

/** Shifts the decimal point; `undefined` when decimals would be left over. */
function toMinor({ whole, fraction }: Digits, shift: number): bigint | undefined {
  if (fraction.length > shift) return undefined;
  return BigInt(whole + fraction.padEnd(shift, '0'));
}
