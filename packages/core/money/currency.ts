/** Which currencies there are, how many decimals each has, and what people call them. */

const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Of each code that was asked for: to ask takes longer than to read an amount. */
const EXPONENTS = new Map<string, number>();

/** How many decimals ISO 4217 gives the currency: 2 for CNY, 0 for JPY, 3 for KWD. @throws RangeError for an unknown code. */
export function exponentOf(code: string): number {
  const known = EXPONENTS.get(code);
  if (known !== undefined) return known;
  if (!CODES.has(code)) throw new RangeError(`unknown currency ${code}`);
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency: code,
  }).resolvedOptions();
  EXPONENTS.set(code, maximumFractionDigits);
  return maximumFractionDigits;
}

/** Names and signs that mean exactly one currency, upper-case where they have a case. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['RMB', 'CNY'],
  ['RENMINBI', 'CNY'],
  ['YUAN', 'CNY'],
  ['CN¥', 'CNY'],
  ['人民币', 'CNY'],
  ['人民币元', 'CNY'],
  ['元人民币', 'CNY'],
  ['元', 'CNY'],
  ['圆', 'CNY'],
  ['块', 'CNY'],
  ['JP¥', 'JPY'],
  ['YEN', 'JPY'],
  ['日元', 'JPY'],
  ['日圆', 'JPY'],
  ['円', 'JPY'],
  ['US$', 'USD'],
  ['美元', 'USD'],
  ['美金', 'USD'],
  ['€', 'EUR'],
  ['EURO', 'EUR'],
  ['EUROS', 'EUR'],
  ['欧元', 'EUR'],
  ['£', 'GBP'],
  ['英镑', 'GBP'],
  ['HK$', 'HKD'],
  ['港元', 'HKD'],
  ['港币', 'HKD'],
  ['NT$', 'TWD'],
  ['NTD', 'TWD'],
  ['新台币', 'TWD'],
  ['台币', 'TWD'],
  ['A$', 'AUD'],
  ['AU$', 'AUD'],
  ['澳元', 'AUD'],
  ['C$', 'CAD'],
  ['CA$', 'CAD'],
  ['加元', 'CAD'],
  ['S$', 'SGD'],
  ['SG$', 'SGD'],
  ['新加坡元', 'SGD'],
  ['₩', 'KRW'],
  ['韩元', 'KRW'],
  ['₹', 'INR'],
  ['卢比', 'INR'],
]);

/** Signs that several countries use. `¥` without more is the yuan, except in a project that counts in yen. */
const SHARED: ReadonlyMap<string, { readonly candidates: readonly string[]; readonly usual?: string }> = new Map([
  ['¥', { candidates: ['CNY', 'JPY'], usual: 'CNY' }],
  ['$', { candidates: ['USD', 'AUD', 'CAD', 'HKD', 'MXN', 'NZD', 'SGD', 'TWD'] }],
]);

export type CurrencyFound = { readonly code: string } | { readonly ambiguous: readonly string[] } | 'unknown';

/** What a name, sign or code means. `project` is the currency the project counts in; it settles the shared signs. */
export function currencyNamed(name: string, project?: string): CurrencyFound {
  const upper = name.toUpperCase();
  if (CODES.has(upper)) return { code: upper };
  const named = NAMES.get(upper);
  if (named) return { code: named };
  const shared = SHARED.get(upper);
  if (!shared) return 'unknown';
  if (project !== undefined && shared.candidates.includes(project)) return { code: project };
  return shared.usual === undefined ? { ambiguous: shared.candidates } : { code: shared.usual };
}
