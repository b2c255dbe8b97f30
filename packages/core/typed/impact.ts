/** Reads one dimension of impact as people write it in a line: `+6d p90 9d critical-path`, `CNY 48,000 split 60/40/0`, `none: covered by tests`. */

import { parseDate } from '../calendar/date.ts';
import type { AssessedInput } from '../change/command.ts';
import {
  CONFIDENCES,
  type Confidence,
  type Dimension,
  type ImpactValue,
  impactValueSchemas,
  type QUALITY_ATTRIBUTES,
} from '../impact/dimension.ts';
import { parseMoney } from '../money/parse.ts';
import type { Example, InEnglish } from '../text/example.ts';
import type { Misunderstanding } from './reading.ts';
import { fewBlanks, isMisread, LONGEST_LINE, misread, type Reading, wordNamed } from './reading.ts';
import { ARGUMENT_WORDS, WHOLE_WORDS } from './word.ts';

export const IMPACT_EXAMPLES: Readonly<Record<Dimension, InEnglish>> = {
  schedule: '/assess schedule +6d p90 9d critical-path milestone v2.0: 2026-12-14 -> 2026-12-22',
  cost: '/assess cost CNY 48,000 split 60/40/0',
  quality: '/assess quality worse reliability mitigated regression partial',
  risk: '/assess risk Fonts are missing 2x3 mitigate residual 2',
  feasibility: '/assess feasibility yes',
};

type Found = ImpactValue | Misunderstanding;

/** Reads the value, the confidence and nothing else; what is left over is a misunderstanding, never ignored. */
export function readImpact(dimension: Dimension, typed: string, reading: Reading): AssessedInput | Misunderstanding {
  const example = IMPACT_EXAMPLES[dimension];
  if (typed.length > LONGEST_LINE) return misread('line-too-long', reading.line, { limit: LONGEST_LINE }, example);
  const given = fewBlanks(typed);
  if (given.trim() === '') return misread('needs-argument', reading.line, { what: dimension }, example);
  const none =
    /^\s*(?:none|no impact|(?:没有?|无)(?:任何)?影响|不受?影响|不涉及|没有|无)\s*[。.]?\s*(?:[:：,，-]\s*(.*))?$/is.exec(
      given,
    );
  let rest = given;
  let confidence: Confidence = 'medium';
  if (!none) {
    rest = dimension === 'risk' ? afterScores(given) : inEnglish(given);
    const said = /\bconfidence\s+(\S+)/i.exec(rest);
    if (said) {
      const word = wordNamed(
        said[1] ?? '',
        { low: ['低'], medium: ['中'], high: ['高'] },
        'unknown-word',
        reading,
        '/assess schedule +6d confidence low',
      );
      if (typeof word !== 'string') return word;
      confidence = CONFIDENCES.find((one) => one === word) ?? 'medium';
      rest = rest.replace(said[0], ' ');
    }
  }
  const value: Found = none
    ? { kind: 'none', reason: none[1]?.trim() || (reading.facts.locale === 'zh-CN' ? '无影响' : 'no impact') }
    : READERS[dimension](rest.trim(), reading, example);
  if (isMisread(value)) return value;
  const checked = impactValueSchemas[dimension].safeParse(value);
  if (!checked.success)
    return misread(
      'unknown-word',
      reading.line,
      { given: checked.error.issues[0]?.message ?? '', allowed: [], meant: 'none' },
      example,
    );
  return { dimension, value: checked.data as ImpactValue, confidence: none ? 'high' : confidence };
}

/** Phones and word processors write a dash for a minus; between two numbers it is a range. */
const MINUS = /(?<![^\s:：,，])[\u2010-\u2015\u2212\ufe58\ufe63\uff0d](?=[\d¥￥$€£])/gu;

/** An estimate is one whatever word beside its number says so; how sure it is stands in its confidence. */
const ABOUT =
  /(?:大约|大概|约|[~～≈]|\b(?:about|around|approx(?:imately|\.)?|roughly|circa)\b)(?=\s*(?:[+-]?[\d¥$€£]|[A-Z]{3}\s*\d|人民币|RMB))|(?<=[\d天日周月元万千亿wk]\s?)左右/giu;

function inEnglish(given: string): string {
  let text = given.replaceAll(MINUS, '-').normalize('NFKC').replaceAll(ABOUT, ' ');
  for (const [pattern, replacement] of WHOLE_WORDS) text = text.replace(pattern, replacement);
  for (const [word, replacement] of ARGUMENT_WORDS) text = text.replaceAll(word, replacement);
  return text;
}

/** What a risk says in words is recorded as it was written; only its score and what follows are ours to read. */
function afterScores(given: string): string {
  return given
    .split(/[;；]/)
    .map((part) => {
      const [, words, score] = /^(.*)(\s[1-5１-５]\s*[xｘ×*]\s*[1-5１-５].*)$/is.exec(part) ?? [];
      return words === undefined || score === undefined ? part : words + inEnglish(score);
    })
    .join(';');
}

/** What the customer does not pay, the supplier does. */
function customersShare(share: string | undefined): string | undefined {
  return share === undefined ? undefined : `${share}/${100 - Number(share)}`;
}

const READERS: Readonly<Record<Dimension, (rest: string, reading: Reading, example: Example) => Found>> = {
  schedule: readSchedule,
  cost: readCost,
  quality: readQuality,
  risk: readRisk,
  feasibility: readFeasibility,
};

function days(text: string | undefined): number | undefined {
  const found = /^([+-]?\d{1,4}(?:\.\d{1,2})?)\s*(?:d|days?|wd)?$/i.exec(text?.trim() ?? '');
  return found ? Number(found[1]) : undefined;
}

function leftover(rest: string, reading: Reading, example: Example): Misunderstanding | undefined {
  const left = rest.replaceAll(/[,，;；]/g, ' ').trim();
  return left
    ? misread('unknown-word', reading.line, { given: left.slice(0, 60), allowed: [], meant: 'none' }, example)
    : undefined;
}

/** Words that say which way it moves, and lengths other than days: a working week has five working days (`rules.md 2.5`). */
const MOVES: readonly (readonly [RegExp, string | ((...found: string[]) => string)])[] = [
  [/\bby(?=\s*[+-]?\d)/gi, ' '],
  [/(?:延期|延迟|推迟|顺延|延长|推后|延后|\b(?:delay(?:ed|s)?|slips?|later?)\b)\s*\+?\s*(?=[\d半])/gi, ' +'],
  [/(?:提前|缩短|节省|\b(?:earlier|saves?)\b)\s*-?\s*(?=[\d半])/gi, ' -'],
  [/半\s*(?:天|日|d\b)/gi, '0.5 d '],
  [
    /(\d{1,3}(?:\.\d)?)\s*(?:个?(?:周|星期)|(?:weeks?|wks?|w)(?![a-z]))/gi,
    (_, weeks = '') => `${Number(weeks) * 5} d `,
  ],
];

function readSchedule(text: string, reading: Reading, example: Example): Found {
  let rest = MOVES.reduce((moved, [pattern, by]) => moved.replaceAll(pattern, by as string), text);
  const milestones: { name: string; from?: string; to: string }[] = [];
  for (const found of rest.matchAll(/\bmilestone\s+([^:：]{1,60})[:：]\s*(?:(\S+)\s*(?:->|→|=>)\s*)?(\d\S*)/gi)) {
    const [whole, name = '', from, to = ''] = found;
    const dates = [from, to].filter((one) => one !== undefined).map((one) => parseDate(one));
    const wrong = dates.find((one) => !one.ok);
    if (wrong && !wrong.ok) return misread('bad-date', reading.line, { given: wrong.text }, example);
    milestones.push({ name: name.trim(), to, ...(from ? { from } : {}) });
    rest = rest.replace(whole, ' ');
  }
  const criticalPath = /\bcritical[- ]path\b/i.test(rest);
  rest = rest.replace(/\bcritical[- ]path\b/gi, ' ');
  const contractMilestone = /\bcontract[- ]milestone\b/i.test(rest);
  rest = rest.replace(/\bcontract[- ]milestone\b/gi, ' ');
  const p90Text = /\b(?:p90|90\s*%:?)\s*([+-]?\d[\d.]*\s*(?:days?|d)?)/i.exec(rest);
  const p90 = p90Text ? days(p90Text[1]) : undefined;
  if (p90Text) rest = rest.replace(p90Text[0], ' ');
  const first = /[+-]?\d[\d.]*\s*(?:days?|wd|d)?(?=\s|,|$)/i.exec(rest);
  const p50 = days(first?.[0]);
  if (p50 === undefined || (p90Text && p90 === undefined))
    return misread('bad-number', reading.line, { given: rest.trim().slice(0, 60) }, example);
  rest = rest.replace(first?.[0] ?? '', ' ').replace(/\bp50\b/i, ' ');
  const left = leftover(rest, reading, example);
  if (left) return left;
  return {
    kind: 'value',
    value: { p50, milestones, criticalPath, contractMilestone, ...(p90 === undefined ? {} : { p90 }) },
  } as ImpactValue;
}

const EFFORT =
  /(?:\beffort\s+(\d+(?:\.\d+)?)\s*(person-(?:days?|hours?|months?)|p[dhm]|d|h)|(?<![\d.,])(\d+(?:\.\d+)?)\s*(person-(?:days?|hours?|months?)))(?![a-z-])/i;
const UNITS = { d: 'person-days', h: 'person-hours', m: 'person-months' } as const;

function effortIn(text: string): { readonly whole: string; readonly effort: object } | undefined {
  const found = EFFORT.exec(text);
  if (!found) return undefined;
  const [whole, named, unit, bare, long] = found;
  const letter = (unit ?? long ?? '')
    .toLowerCase()
    .replace(/^p(?:erson-)?/, '')
    .charAt(0);
  return { whole, effort: { amount: Number(named ?? bare), unit: UNITS[letter as keyof typeof UNITS] } };
}

function readCost(text: string, reading: Reading, example: Example): Found {
  let rest = text;
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest);
    if (found) rest = rest.replace(found[0], ' ');
    return found?.[1]?.trim();
  };
  const split =
    take(/\bsplit\s+(\d{1,3}\s*%?\s*[/:]\s*\d{1,3}\s*%?(?:\s*[/:]\s*\d{1,3}\s*%?)?)/i)?.replaceAll('%', '') ??
    customersShare(take(/(?:客户(?:方)?(?:承担|支付|出|付)?|\bcustomer(?: pays)?)\s*(\d{1,3})\s*%/i));
  const negotiation = take(/\b(open|offered|agreed)\b/i)?.toLowerCase();
  const effort = effortIn(rest);
  if (effort) rest = rest.replace(effort.whole, ' ').replaceAll(/^\s*[,，;；]|[,，;；]\s*$/g, ' ');
  const recurring = take(/\brecurring\s+(.+?)(?=$|\bsplit\b|\beffort\b)/i);
  const money = (given: string) => parseMoney(given.trim(), { currency: reading.facts.currency, signed: true });
  // Work alone is a cost without an amount.
  const { currency } = reading.facts;
  const oneOff = effort && rest.trim() === '' ? ({ ok: true, money: { minor: 0, currency } } as const) : money(rest);
  if (!oneOff.ok)
    return misread(
      'bad-money',
      reading.line,
      { given: rest.trim().slice(0, 60), problem: oneOff.problem.replaceAll('-', '_') },
      example,
    );
  const yearly = recurring === undefined ? undefined : money(recurring);
  if (yearly && !yearly.ok)
    return misread(
      'bad-money',
      reading.line,
      { given: (recurring ?? '').slice(0, 60), problem: yearly.problem.replaceAll('-', '_') },
      example,
    );
  const parts = split?.split(/[/:]/).map(Number);
  if (parts && parts.reduce((sum, one) => sum + one, 0) !== 100)
    return misread('bad-split', reading.line, { given: split ?? '' }, example);
  return {
    kind: 'value',
    value: {
      oneOff: oneOff.money,
      ...(yearly?.ok ? { recurring: yearly.money } : {}),
      ...(parts ? { split: { customer: parts[0] ?? 0, vendor: parts[1] ?? 0, other: parts[2] ?? 0 } } : {}),
      ...(negotiation ? { negotiation } : {}),
      ...(effort ? { effort: effort.effort } : {}),
    },
  } as ImpactValue;
}

const ATTRIBUTE_WORDS: Readonly<Record<(typeof QUALITY_ATTRIBUTES)[number], readonly string[]>> = {
  'functional-suitability': ['functionality', '功能性', '功能适合性'],
  'performance-efficiency': ['performance', '性能', '性能效率'],
  compatibility: ['兼容性'],
  'interaction-capability': ['usability', '易用性', '交互能力'],
  reliability: ['可靠性'],
  security: ['信息安全', '信息安全性'],
  maintainability: ['可维护性', '维护性'],
  flexibility: ['portability', '灵活性', '可移植性'],
  safety: ['功能安全', '安全性'],
};

function readQuality(text: string, reading: Reading, example: Example): Found {
  let rest = text.replaceAll(/[,，;；]/g, ' ');
  const has = (pattern: RegExp): boolean => {
    const found = pattern.test(rest);
    rest = rest.replace(pattern, ' ');
    return found;
  };
  const acceptanceCriteriaChanged = has(/\bacceptance[- ]criteria\b/i);
  const notMet = has(/\bnot[- ]met\b/i);
  const cosmetic = has(/\bcosmetic\b/i);
  const regressionText = /\bregression\s+(none|partial|full)\b/i.exec(rest);
  if (regressionText) rest = rest.replace(regressionText[0], ' ');
  const attributes: { name: string; direction: 'up' | 'down'; mitigated: boolean }[] = [];
  for (const found of rest.matchAll(/\b(worse|better|up|down)\s+(\S+)(\s+mitigated\b)?/gi)) {
    const name = wordNamed(found[2] ?? '', ATTRIBUTE_WORDS, 'unknown-word', reading, example);
    if (typeof name !== 'string') return name;
    const down = /worse|down/i.test(found[1] ?? '');
    attributes.push({ name, direction: down ? 'down' : 'up', mitigated: found[3] !== undefined });
    rest = rest.replace(found[0], ' ');
  }
  const left = leftover(rest, reading, example);
  if (left) return left;
  return {
    kind: 'value',
    value: {
      attributes,
      acceptanceCriteriaChanged,
      regression: (regressionText?.[1]?.toLowerCase() ?? 'none') as 'none' | 'partial' | 'full',
      controls: [],
      meetsCustomerRequirements: !notMet,
      cosmetic,
    },
  } as ImpactValue;
}

/** `text 2x3 mitigate residual 2`, several of them separated by semicolons. */
function readRisk(text: string, reading: Reading, example: Example): Found {
  const entries: unknown[] = [];
  for (const part of text
    .split(/[;；]/)
    .map((one) => one.trim())
    .filter(Boolean)) {
    const found =
      /^(.*?)\s+([1-5])\s*[x×*]\s*([1-5])\s*(avoid|mitigate|transfer|accept)?(?:\s*[,，]?\s*residual\s+(\d{1,2}))?$/i.exec(
        part,
      );
    if (!found?.[1])
      return misread('unknown-word', reading.line, { given: part.slice(0, 60), allowed: [], meant: 'none' }, example);
    const [, words, probability, impact, response, residual] = found;
    entries.push({
      text: words.trim(),
      probability: Number(probability),
      impact: Number(impact),
      response: response?.toLowerCase() ?? 'accept',
      ...(residual === undefined ? {} : { residual: Number(residual) }),
    });
  }
  return { kind: 'value', value: { entries } } as ImpactValue;
}

function readFeasibility(text: string, reading: Reading, example: Example): Found {
  const answer = (given: string) =>
    wordNamed(
      given,
      {
        yes: ['y', '是', '可行'],
        'with-conditions': ['conditions', 'conditional', '有条件'],
        no: ['n', '否', '不可行'],
      },
      'unknown-word',
      reading,
      example,
    );
  const parts = [...text.matchAll(/\b(technical|resources|contract)\s*[:：]?\s*(\S+)/gi)];
  if (parts.length === 0) {
    const [word = '', ...words] = text.split(/\s+/);
    const all = answer(word.replace(/[,，:：]$/, ''));
    if (typeof all !== 'string') return all;
    return {
      kind: 'value',
      value: { technical: all, resources: all, contract: all, ...(words.length > 0 ? { text: words.join(' ') } : {}) },
    } as ImpactValue;
  }
  const value: Record<string, string> = { technical: 'yes', resources: 'yes', contract: 'yes' };
  let rest = text;
  for (const part of parts) {
    const word = answer((part[2] ?? '').replace(/[,，;；]$/, ''));
    if (typeof word !== 'string') return word;
    value[(part[1] ?? '').toLowerCase()] = word;
    rest = rest.replace(part[0], ' ');
  }
  // What else is said of it may be the very condition.
  const words = rest.replaceAll(/[\s,，;；]+/g, ' ').trim();
  return { kind: 'value', value: { ...value, ...(words ? { text: words } : {}) } } as ImpactValue;
}
