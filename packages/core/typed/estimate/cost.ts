/** Reads what it costs and who pays: `CNY 48,000, effort 12d, CNY 6,000 a year, split 60/40/0`. */
import type { Candidate } from '../../impact/contradiction.ts';
import type { Money } from '../../money/amount.ts';
import { type MoneyRead, parseMoney } from '../../money/parse.ts';
import type { Misunderstanding } from '../reading.ts';
import { misread } from '../reading.ts';
import { clausesIn } from './clause.ts';
import { inEnglish } from './english.ts';
import { type Found, impossible, type Said, unsettledIn } from './found.ts';

const AMOUNT = String.raw`[+-]?\s?(?:\d{1,3}(?:,\d{3})+|\d{1,6})(?:\.\d{1,2})?`;
const EFFORT = new RegExp(
  `(?:\\beffort\\s*:?\\s*(${AMOUNT})\\s*(person-(?:days?|hours?|months?)|p[dhm]|days?|hours?|d|h)|(?<![\\d.,])(${AMOUNT})\\s*(person[- ](?:days?|hours?|months?)))(?![a-z-])(?:\\s+of (?:work|effort))?(?:\\s*effort\\b)?`,
  'i',
);
const UNITS = { d: 'person-days', h: 'person-hours', m: 'person-months' } as const;

type Effort = NonNullable<Candidate['cost']['effort']>;

function effortIn(text: string): { readonly whole: string; readonly effort: Effort } | undefined {
  const found = EFFORT.exec(text);
  if (!found) return undefined;
  const [whole, named, unit, bare, long] = found;
  const letter = (unit ?? long ?? '')
    .toLowerCase()
    .replace(/^p(?:erson[- ])?/, '')
    .charAt(0);
  const amount = Number((named ?? bare ?? '').replaceAll(/[,\s]/g, ''));
  return { whole, effort: { amount, unit: UNITS[letter as keyof typeof UNITS] } };
}

/** Whose share a part names: as it is typed, and as it is shown. */
const PAYERS = {
  customer: '客户(?:方)?(?:承担|支付|出|付)?|甲方(?:承担|支付|出|付)?|\\bcustomer(?: pays)?',
  vendor: '我方(?:承担|支付|出|付)?|乙方(?:承担|支付|出|付)?|供应方(?:承担)?|\\b(?:us|we(?: pay)?|vendor(?: pays)?)',
  other: '其他(?:方)?(?:承担|支付|出|付)?|\\bothers?(?: pay)?',
} as const;

type Split = NonNullable<Candidate['cost']['split']>;

const ONE_SPLIT = String.raw`-?\d{1,4}(?:\.\d{1,3})?\s*%?`;
const SPLIT = new RegExp(`\\bsplit\\s*:?\\s*(${ONE_SPLIT}\\s*[/:]\\s*${ONE_SPLIT}(?:\\s*[/:]\\s*${ONE_SPLIT})?)`, 'i');

/** How often it comes back, in how many times a year. */
const PERIODS: readonly (readonly [RegExp, number])[] = [
  [/(?:每|\/\s*)(?:个)?月(?:度)?|\b(?:(?:a|per|each|every) month|monthly)\b|\/\s*(?:month|mo)\b/i, 12],
  [/(?:每|\/\s*)(?:个)?季度?|\b(?:(?:a|per|each|every) quarter|quarterly)\b|\/\s*quarter\b/i, 4],
  [
    /(?:每|\/\s*)年(?:度)?|\b(?:(?:a|per|each|every) (?:year|annum)|yearly|annually|p\.\s?a\.)(?![a-z])|\/\s*(?:year|yr|a)\b/i,
    1,
  ],
];

/** Marks between parts of a cost; a comma between figures groups them. */
const BETWEEN = /[;\n]|,(?!\d)|(?<!\d),|(?=\b(?:recurring|effort|split)\b)|(?=每个?(?:年|月|季度?)\s*[\d¥])/i;

/** A share that stands in front of whose it is: `40% customer`. */
function shareBefore(who: keyof typeof PAYERS, text: string): readonly [string, string | undefined] {
  const found = new RegExp(`(-?\\d{1,4}(?:\\.\\d{1,3})?)\\s*%\\s*(?:by |由)?(?:the )?(?:${PAYERS[who]})`, 'i').exec(
    text,
  );
  return found ? [found[0], found[1]] : ['', undefined];
}

export function readCost(said: Said): Found<'cost'> {
  const { reading, example } = said;
  const { rest: written, texts } = clausesIn(said.words, ['resources']);
  let rest = inEnglish(written)
    .replaceAll(/(?<=[元圆])[整正](?![\p{L}])/gu, '')
    .replace(/\(\s*(?:占预算(?:的)?\s*)?-?[\d.,]+\s*%(?:\s*of (?:the )?budget)?\s*\)/i, ' ')
    .replaceAll(/\b(?:one-off|one time)\b|一次性(?:投入|费用|成本|支出)?/gi, ' ');
  const negotiation = takenNegotiation(rest);
  rest = negotiation.rest;
  const shares = sharesIn(rest);
  if (shares.isHalf) return impossible('share-sum', { sum: shares.sum }, said);
  rest = shares.rest;
  const work = effortIn(rest);
  if (work) rest = rest.replace(work.whole, ' , ');
  const parts = rest
    .split(BETWEEN)
    .map((part) => part.replaceAll(/[()·]/g, (mark) => (mark === '·' ? ' ' : mark)).trim());
  const yearly: { readonly text: string; readonly times: number }[] = [];
  const once: string[] = [];
  for (const part of parts.filter(Boolean)) {
    const isNamed = /\brecurring\b/i.test(part);
    const [period, times] = PERIODS.find(([pattern]) => pattern.test(part)) ?? [];
    if (isNamed && !period) return misread('no-period', reading.line, { given: part.slice(0, 60) }, example);
    if (period && times) yearly.push({ text: part.replace(period, ' ').replace(/\brecurring\b/i, ' '), times });
    else once.push(part);
  }
  if (yearly.length > 1) return badMoney(yearly.map((one) => one.text).join(', '), 'not-an-amount', said);
  const money = (given: string) => parseMoney(given.trim(), { currency: reading.facts.currency, signed: true });
  const [recurring] = yearly;
  const comesBack = recurring && times(money(recurring.text), recurring.times);
  if (recurring && comesBack && !comesBack.ok) return badMoney(recurring.text, comesBack.problem, said);
  // Work alone, or what comes back alone, is a cost without an amount that is paid once.
  const { currency } = comesBack?.ok ? comesBack.money : reading.facts;
  const isAlone = once.length === 0 && (work !== undefined || recurring !== undefined);
  const oneOff: MoneyRead = isAlone ? { ok: true, money: { minor: 0, currency } } : money(once.join(', '));
  if (!oneOff.ok) return badMoney(once.join(', ') || rest.trim(), oneOff.problem, said);
  const resources = texts.map(({ text }) => text).join('; ');
  const value: Candidate['cost'] = {
    oneOff: oneOff.money,
    ...(comesBack?.ok ? { recurring: comesBack.money } : {}),
    ...(work ? { effort: work.effort } : {}),
    ...(resources ? { resources } : {}),
    ...(shares.split ? { split: shares.split } : {}),
    ...(negotiation.found ? { negotiation: negotiation.found } : {}),
  };
  return { value };
}

function badMoney(given: string, problem: string, said: Said): Misunderstanding {
  const { reading, example } = said;
  const unsettled = unsettledIn({ ...said, words: given }, false) ?? unsettledIn(said, false);
  if (unsettled) return unsettled;
  const values = { given: given.trim().slice(0, 60), problem: problem.replaceAll('-', '_') };
  return misread('bad-money', reading.line, values, example);
}

/** What is paid so many times a year, in a year. */
function times(read: MoneyRead, many: number): MoneyRead {
  if (!read.ok) return read;
  const money: Money = { ...read.money, minor: read.money.minor * many };
  return Number.isSafeInteger(money.minor) ? { ok: true, money } : { ok: false, problem: 'too-large', text: '' };
}

type Negotiation = NonNullable<Candidate['cost']['negotiation']>;

/** The longer ones first: what is not agreed yet is not agreed. */
const NEGOTIATION: readonly (readonly [RegExp, Negotiation])[] = [
  [/(?:\bsplit\s+)?(?:\bnot (?:yet )?agreed(?: yet)?\b|\bopen\b|尚未商定|未商定|待商定|商谈中|协商中)/i, 'open'],
  [/(?:\bsplit\s+)?(?:\boffered\b|已提出|已报价)/i, 'offered'],
  [/(?:\bsplit\s+)?(?:\bagreed\b|已商定|已谈妥|已达成一致)/i, 'agreed'],
];

function takenNegotiation(text: string): { readonly rest: string; readonly found?: Negotiation } {
  for (const [pattern, found] of NEGOTIATION)
    if (pattern.test(text)) return { rest: text.replace(pattern, ' '), found };
  return { rest: text };
}

interface Shares {
  readonly rest: string;
  readonly split?: Split;
  /** Shares were named one by one, and do not make a whole. */
  readonly isHalf?: true;
  readonly sum: number;
}

function sharesIn(text: string): Shares {
  const split = SPLIT.exec(text);
  if (split) {
    const [customer = 0, vendor = 0, other = 0] = (split[1] ?? '').replaceAll('%', '').split(/[/:]/).map(Number);
    return { rest: text.replace(split[0], ' , '), split: { customer, vendor, other }, sum: customer + vendor + other };
  }
  let rest = text;
  const share = (who: keyof typeof PAYERS): number | undefined => {
    const found = new RegExp(`(?:·\\s*)?(?:${PAYERS[who]})\\s*:?\\s*(-?\\d{1,4}(?:\\.\\d{1,3})?)\\s*%`, 'i').exec(rest);
    const [whole, percent] = found ? [found[0], found[1]] : shareBefore(who, rest);
    rest = rest.replace(whole, ' , ');
    return percent === undefined ? undefined : Number(percent);
  };
  const [customer, vendor, other] = [share('customer'), share('vendor'), share('other')];
  if (customer === undefined && vendor === undefined && other === undefined) {
    // One share, and nobody is named.
    const alone = /\bsplit\s*:?\s*(-?\d{1,4})(?:\.\d{1,3})?\s*%?(?!\s*[/:\d])/i.exec(text);
    return alone ? { rest: text, isHalf: true, sum: Number(alone[1]) } : { rest: text, sum: 0 };
  }
  const named = (customer ?? 0) + (vendor ?? 0) + (other ?? 0);
  // Of two parties the other one pays what is left.
  const whole: Split = {
    customer: customer ?? (vendor === undefined ? 0 : 100 - named),
    vendor: vendor ?? (customer === undefined ? 0 : 100 - named),
    other: other ?? 0,
  };
  rest = rest.replaceAll(/\bsplit\b/gi, ' ');
  return customer === undefined && vendor === undefined
    ? { rest, sum: named, isHalf: true }
    : { rest, split: whole, sum: named };
}
