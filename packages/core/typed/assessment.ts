/** Reads what leads up to a review: triage, questions, impacts, the class. */

import { DIMENSIONS } from '../impact/dimension.ts';
import type { Example } from '../text/example.ts';
import { IMPACT_EXAMPLES, readImpact } from './impact.ts';
import { isMisread, MENTION, misread, personNamed, type Reading, wordNamed } from './reading.ts';
import type { Read } from './shape.ts';
import { CLASS_WORDS, DIMENSION_WORDS } from './word.ts';

export function assess(rest: string, reading: Reading): Read {
  const [word = '', ...others] = rest.split(/\s+/);
  if (!word && reading.below) {
    // Several dimensions at once, one a line; no YAML, because `cost: none: covered` is what people write.
    const inputs = [];
    for (const line of reading.below.split('\n').filter((one) => one.trim() !== '')) {
      const [, key = line, value = ''] = /^([^:：]+)[:：](.*)$/.exec(line.trim()) ?? [];
      const dimension = wordNamed(key, DIMENSION_WORDS, 'unknown-dimension', reading, IMPACT_EXAMPLES.schedule);
      if (typeof dimension !== 'string') return dimension;
      const input = readImpact(dimension, value, reading);
      if (isMisread(input)) return input;
      inputs.push(input);
    }
    return { type: 'assess', inputs };
  }
  if (!word) return misread('needs-argument', reading.line, { what: 'dimension' }, IMPACT_EXAMPLES.schedule);
  const all = /^(all|rest|全部|其余)$/i.test(word);
  const dimension = all
    ? undefined
    : wordNamed(word, DIMENSION_WORDS, 'unknown-dimension', reading, IMPACT_EXAMPLES.schedule);
  if (dimension !== undefined && typeof dimension !== 'string') return dimension;
  const inputs = [];
  for (const one of dimension ? [dimension] : DIMENSIONS) {
    const input = readImpact(one, others.join(' '), reading);
    if (isMisread(input)) return input;
    inputs.push(input);
  }
  return { type: 'assess', inputs };
}

export function triage(rest: string, reading: Reading): Read {
  const example = '/triage normal owner @mei';
  const type = /\b(standard|normal|emergency)\b|标准|普通|紧急/i.exec(rest)?.[0]?.toLowerCase();
  const changeType = type && ({ 标准: 'standard', 普通: 'normal', 紧急: 'emergency' }[type] ?? type);
  const login = MENTION.exec(rest)?.[0];
  const owner = login ? personNamed(login, reading, example) : undefined;
  if (owner && isMisread(owner)) return owner;
  return {
    type: 'triage',
    ...(changeType ? { changeType: changeType as 'standard' | 'normal' | 'emergency' } : {}),
    ...(owner ? { owner } : {}),
  };
}

export function needInfo(rest: string, reading: Reading): Read {
  const example = '/need-info from customer Which invoices?';
  const named = /^(?:from|向)\s*(requester|customer|supplier|提出人|客户|供应商)\s*[:：,，]?\s*(.*)$/is.exec(rest);
  const who = named?.[1]?.toLowerCase() ?? 'requester';
  const of = ({ 提出人: 'requester', 客户: 'customer', 供应商: 'supplier' }[who] ?? who) as
    | 'requester'
    | 'customer'
    | 'supplier';
  const question = (named ? (named[2] ?? '') : rest).trim();
  return question
    ? { type: 'need-info', question, of }
    : misread('needs-argument', reading.line, { what: 'question' }, example);
}

export function classNamed(type: 'raise-class' | 'lower-class', example: Example) {
  return (rest: string, reading: Reading): Read => {
    const [word = '', ...others] = rest.split(/\s+/);
    const found = wordNamed(word, CLASS_WORDS, 'unknown-class', reading, example);
    return typeof found === 'string' ? { type, class: found, reason: others.join(' ').trim() } : found;
  };
}
