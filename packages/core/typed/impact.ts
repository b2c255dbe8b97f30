/** Reads one dimension of impact as people write it, and as it is shown: `+6d p90 9d critical-path`, `CNY 48,000 split 60/40/0`, `none: covered by tests`. */

import type { AssessedInput } from '../change/command.ts';
import { type Candidate, contradictionsIn } from '../impact/contradiction.ts';
import {
  CONFIDENCES,
  type Confidence,
  type Dimension,
  type ImpactValue,
  impactValueSchemas,
} from '../impact/dimension.ts';
import type { InEnglish } from '../text/command.ts';
import { clausesIn } from './estimate/clause.ts';
import { readCost } from './estimate/cost.ts';
import { readFeasibility } from './estimate/feasibility.ts';
import { type Found, impossible, notKnown, type Said } from './estimate/found.ts';
import { readQuality } from './estimate/quality.ts';
import { readRisk } from './estimate/risk.ts';
import { readSchedule } from './estimate/schedule.ts';
import type { Misunderstanding } from './reading.ts';
import { fewBlanks, isMisread, LONGEST_LINE, misread, type Reading, wordNamed } from './reading.ts';

export const IMPACT_EXAMPLES: Readonly<Record<Dimension, InEnglish>> = {
  schedule: '/assess schedule +6d p90 9d critical-path milestone v2.0: 2026-12-14 -> 2026-12-22',
  cost: '/assess cost CNY 48,000 split 60/40/0',
  quality: '/assess quality worse reliability mitigated regression partial',
  risk: '/assess risk Fonts are missing 2x3 mitigate residual 2',
  feasibility: '/assess feasibility yes',
};

const READERS: { readonly [D in Dimension]: (said: Said) => Found<D> } = {
  schedule: readSchedule,
  cost: readCost,
  quality: readQuality,
  risk: readRisk,
  feasibility: readFeasibility,
};

const NONE =
  /^\s*(?:none|nil|no (?:impact|change|effect|influence)|unchanged|unaffected|not affected|nothing|(?:没有?|无|暂无)(?:任何|明显)?(?:影响|变化|变更|变动)|(?:不会?|不受)影响|保持?不变|不变|不涉及|没有|暂无|无)\s*[。.]?\s*(?:[:：,，-]\s*(.*))?$/is;

/** Reads the value, the confidence and the evidence, and nothing else; what is left over is a misunderstanding, never ignored. */
export function readImpact(dimension: Dimension, typed: string, reading: Reading): AssessedInput | Misunderstanding {
  const example = IMPACT_EXAMPLES[dimension];
  if (typed.length > LONGEST_LINE) return misread('line-too-long', reading.line, { limit: LONGEST_LINE }, example);
  const { rest: given, texts } = clausesIn(fewBlanks(typed), ['evidence']);
  const evidence = texts.map(({ text }) => text).join('; ');
  const also = evidence ? { evidence } : {};
  if (given.trim() === '') return misread('needs-argument', reading.line, { what: dimension }, example);
  const none = NONE.exec(given);
  if (none) {
    const reason = none[1]?.trim() || (reading.facts.locale === 'zh-CN' ? '无影响' : 'no impact');
    return { dimension, value: { kind: 'none', reason }, confidence: 'high', ...also };
  }
  const unknown = notKnown({ words: given, reading, example });
  if (unknown) return unknown;
  const sure = confidenceIn(dimension, given, reading);
  if (isMisread(sure)) return sure;
  const value = estimateOf(dimension, { words: sure.rest.trim(), reading, example });
  if (isMisread(value)) return value;
  return { dimension, value, confidence: sure.confidence, ...also };
}

function estimateOf<D extends Dimension>(dimension: D, said: Said): ImpactValue | Misunderstanding {
  const read = READERS[dimension](said);
  if (isMisread(read)) return read;
  const [wrong] = contradictionsIn(dimension, read.value as Candidate[D]);
  if (wrong) return impossible(wrong.code, wrong.values, said);
  const checked = impactValueSchemas[dimension].safeParse({ kind: 'value', value: read.value });
  if (checked.success) return checked.data as ImpactValue;
  const { message } = checked.error.issues[0] ?? { message: '' };
  return misread('unknown-word', said.reading.line, { given: message, allowed: [], meant: 'none' }, said.example);
}

const SURE: readonly (readonly [RegExp, Confidence])[] = [
  [/(?<=^|[,，;；\n(])\s*(?:low confidence|uncertain|把握不大)\s*(?=$|[,，;；\n)])/i, 'low'],
  [/(?<=^|[,，;；\n(])\s*(?:medium confidence|fairly certain|比?较有把握)\s*(?=$|[,，;；\n)])/i, 'medium'],
  [/(?<=^|[,，;；\n(])\s*(?:high confidence|certain|有把握)\s*(?=$|[,，;；\n)])/i, 'high'],
  [/(?:\bconfidence|置信度)\s*[:：]?\s*(?:low\b|低)|低置信度/i, 'low'],
  [/(?:\bconfidence|置信度)\s*[:：]?\s*(?:medium\b|中等?)|中等?置信度/i, 'medium'],
  [/(?:\bconfidence|置信度)\s*[:：]?\s*(?:high\b|高)|高置信度/i, 'high'],
];

/** Dimensions whose own words may speak of confidence. */
const IN_WORDS: readonly Dimension[] = ['risk', 'feasibility'];

function confidenceIn(
  dimension: Dimension,
  given: string,
  reading: Reading,
): { readonly rest: string; readonly confidence: Confidence } | Misunderstanding {
  for (const [pattern, confidence] of SURE)
    if (pattern.test(given)) return { rest: given.replace(pattern, ' '), confidence };
  const said = IN_WORDS.includes(dimension) ? null : /(?:\bconfidence|置信度)\s*[:：]?\s*([^\s,，;；]*)/i.exec(given);
  if (!said) return { rest: given, confidence: 'medium' };
  const word = wordNamed(
    said[1] ?? '',
    { low: ['低'], medium: ['中'], high: ['高'] },
    'unknown-word',
    reading,
    '/assess schedule +6d confidence low',
  );
  if (typeof word !== 'string') return word;
  return { rest: given.replace(said[0], ' '), confidence: CONFIDENCES.find((one) => one === word) ?? 'medium' };
}
