/** Reads whether it can be done: `yes`, or `technical yes, resources with conditions, contract no`, and what has to be kept in mind. */
import type { Candidate } from '../../impact/contradiction.ts';
import { wordNamed } from '../reading.ts';
import { trimmed } from './clause.ts';
import type { Found, Said } from './found.ts';

type Part = 'technical' | 'resources' | 'contract';
type Answer = Candidate['feasibility'][Part];

const ANSWERS: Readonly<Record<Answer, readonly string[]>> = {
  'with-conditions': ['with conditions', 'conditionally', 'conditional', 'conditions', '有条件可行', '有条件'],
  no: ['not feasible', 'no', 'n', '不可行', '不可以', '不行', '不足', '不够', '否'],
  yes: ['feasible', 'yes', 'y', 'ok', '可行', '可以', '没问题', '充足', '足够', '是'],
};
const PARTS: Readonly<Record<Part, readonly string[]>> = {
  technical: ['technically', 'technical', '技术上', '技术'],
  resources: ['resources', 'resource', '资源上', '资源', '人力'],
  contract: ['contractually', 'contract', '合同上', '合同'],
};

const of = (words: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(words)
    .flatMap(([word, others]) => [word, ...others])
    .sort((one, other) => other.length - one.length)
    .join('|');
const ENDS = '(?![a-z-])';
const ANSWER = new RegExp(`^(${of(ANSWERS)})${ENDS}`, 'i');
const PART = new RegExp(`(?<![a-z])(${of(PARTS)})\\s*[:：]?\\s*(${of(ANSWERS)})${ENDS}`, 'giu');

function meant<Word extends string>(given: string, words: Readonly<Record<Word, readonly string[]>>): Word | undefined {
  const plain = given.toLowerCase();
  const found = (Object.entries(words) as [Word, readonly string[]][]).find(
    ([word, others]) => word === plain || others.includes(plain),
  );
  return found?.[0];
}

export function readFeasibility({ words, reading, example }: Said): Found<'feasibility'> {
  const text = words.trim();
  const value: Record<Part, Answer> = { technical: 'yes', resources: 'yes', contract: 'yes' };
  let left = text;
  let isSaid = false;
  const named = new Set<Part>();
  for (const [whole, name = '', given = ''] of text.matchAll(PART)) {
    const [part, answer] = [meant(name, PARTS), meant(given, ANSWERS)];
    // What is said again of the same part is a remark.
    if (!part || !answer || named.has(part)) continue;
    named.add(part);
    value[part] = answer;
    left = left.replace(whole, ' ');
    isSaid = true;
  }
  const whole = isSaid ? undefined : ANSWER.exec(text);
  const all = whole && meant(whole[1] ?? '', ANSWERS);
  if (whole && all) {
    for (const part of ['technical', 'resources', 'contract'] as const) value[part] = all;
    left = text.slice(whole[0].length);
    isSaid = true;
  }
  if (!isSaid) {
    const unknown = wordNamed(text.split(/\s+/)[0] ?? '', ANSWERS, 'unknown-word', reading, example);
    return typeof unknown === 'string' ? { value } : unknown;
  }
  // What else is said of it may be the very condition.
  const remark = trimmed(left.replaceAll(/[\s]+/g, ' ').replaceAll(/(?:[,，;；]\s*){2,}/g, ', ')).replace(
    /^[:：。.]\s*/,
    '',
  );
  return { value: { ...value, ...(remark ? { text: remark } : {}) } };
}
