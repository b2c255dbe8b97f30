/** Reads what leads up to a review: triage, questions, impacts, the class. */

import type { Person } from '../content/person.ts';
import { DIMENSIONS, type Dimension } from '../impact/dimension.ts';
import type { Example } from '../text/command.ts';
import { clausesIn } from './estimate/clause.ts';
import { IMPACT_EXAMPLES, readImpact } from './impact.ts';
import type { Misunderstanding } from './reading.ts';
import { isMisread, MENTION, misread, personNamed, type Reading, wordNamed } from './reading.ts';
import type { Read } from './shape.ts';
import { CLASS_WORDS, DIMENSION_WORDS } from './word.ts';

/** Several risks or measures may stand on lines of their own; of the others one line says all. */
const IN_LINES: readonly Dimension[] = ['risk', 'quality'];
const MEASURE = /^(?:quality )?control(?: measure)?s?\s*[:：]|^(?:质量)?控制措施\s*[:：]/i;

/** What is said of each dimension, line by line. */
type SaidOf = Map<Dimension, string[]>;

export function assess(rest: string, reading: Reading): Read {
  const [first = '', ...more] = rest.split('\n');
  const begun = begins(first, reading);
  if (isMisread(begun)) return begun;
  const lines = linesBelow(more, reading);
  if (!begun.isBegun && lines.length === 0)
    return misread('needs-argument', reading.line, { what: 'dimension' }, IMPACT_EXAMPLES.schedule);
  // A block is talk unless it goes on with what the line began.
  const isTalk = begun.isBegun && more.length === 0 && !lines.some((line) => goesOn(line, reading));
  const wrong = isTalk ? undefined : sortOut(lines, begun, reading);
  return wrong ?? inputsOf(begun.said, reading);
}

interface Begun {
  readonly said: SaidOf;
  /** The command's own line says something. */
  readonly isBegun: boolean;
  /** The dimension that lines without one go on with. */
  readonly last?: Dimension | undefined;
}

/** The line of the command: one dimension, or all of them, and what is said of it. */
function begins(line: string, reading: Reading): Begun | Misunderstanding {
  const [word = '', ...others] = line.trim().split(/\s+/);
  const said: SaidOf = new Map();
  if (!word) return { said, isBegun: false };
  const named = /^(all|rest|全部|其余)$/i.test(word) ? undefined : beginning(word, reading);
  if (named !== undefined && 'code' in named) return named;
  const last = named?.dimension;
  const words = [named?.more ?? '', ...others].join(' ').trim();
  for (const one of last ? [last] : DIMENSIONS) said.set(one, words ? [words] : []);
  return { said, isBegun: true, last };
}

/** The lines as they were written, without the marks of a list or of code. No YAML, because `cost: none: covered` is what people write. */
function linesBelow(more: readonly string[], reading: Reading): readonly string[] {
  return (more.length > 0 ? more : (reading.below ?? '').split('\n'))
    .map((line) => line.trim().replace(/^(?:[-*•]|\d{1,2}[.)])\s+/, ''))
    .filter((line) => line !== '' && !/^[`~]{3,}/.test(line));
}

/** Puts each line to its dimension; a misunderstanding for one that belongs to none, or says again what is said. */
function sortOut(lines: readonly string[], begun: Begun, reading: Reading): Misunderstanding | undefined {
  const { said } = begun;
  let { last } = begun;
  for (const line of lines) {
    const found = keyed(line, reading);
    if (found) {
      const known = said.get(found.dimension);
      if (known && known.length > 0 && !IN_LINES.includes(found.dimension))
        return misread('dimension-twice', reading.line, { given: line.slice(0, 60) }, IMPACT_EXAMPLES[found.dimension]);
      said.set(found.dimension, [...(known ?? []), found.words]);
      last = found.dimension;
      continue;
    }
    if (MEASURE.test(line)) last = 'quality';
    if (last === undefined) return unknownDimension(line, reading);
    said.set(last, [...(said.get(last) ?? []), line]);
  }
  return undefined;
}

function inputsOf(said: SaidOf, reading: Reading): Read {
  const inputs = [];
  for (const [dimension, words] of said) {
    const input = readImpact(dimension, words.join('\n'), reading);
    if (isMisread(input)) return input;
    inputs.push(input);
  }
  return { type: 'assess', inputs };
}

/** The dimension that begins a line, with a blank behind it or, where none is written, a figure or a mark: `成本5人日`, `schedule: +3d`. */
function beginning(
  word: string,
  reading: Reading,
): { readonly dimension: Dimension; readonly more: string } | Misunderstanding {
  const [, name = word, more = ''] =
    /^([a-z]+|\p{Script=Han}{2,3}?)\s*[:：]?\s*((?:[+\-−–约¥￥$\d无没不暂延提].*)?)$/iu.exec(word) ?? [];
  for (const [given, left] of [
    [word.replace(/[:：]$/, ''), ''],
    [name, more],
  ] as const) {
    const found = wordNamed(given, DIMENSION_WORDS, 'unknown-dimension', reading, IMPACT_EXAMPLES.schedule);
    if (typeof found === 'string') return { dimension: found, more: left };
  }
  return unknownDimension(word, reading);
}

function unknownDimension(given: string, reading: Reading): Misunderstanding {
  const [key = given] = given.split(/[:：]/, 1);
  const found = wordNamed(key, DIMENSION_WORDS, 'unknown-dimension', reading, IMPACT_EXAMPLES.schedule);
  return typeof found === 'string'
    ? misread('needs-argument', reading.line, { what: found }, IMPACT_EXAMPLES[found])
    : found;
}

function keyed(line: string, reading: Reading): { readonly dimension: Dimension; readonly words: string } | undefined {
  const [, key = '', words = ''] = /^([^:：]{1,20})[:：](.*)$/.exec(line) ?? [];
  const dimension = wordNamed(key, DIMENSION_WORDS, 'unknown-dimension', reading, IMPACT_EXAMPLES.schedule);
  return typeof dimension === 'string' ? { dimension, words: words.trim() } : undefined;
}

/** Whether a line below says more of an estimate. */
function goesOn(line: string, reading: Reading): boolean {
  return (
    keyed(line, reading) !== undefined ||
    MEASURE.test(line) ||
    clausesIn(line, ['evidence', 'resources']).texts.length > 0
  );
}

export function madeFor(
  rest: string,
  reading: Reading,
): { readonly type: 'made-for'; readonly person: Person } | Misunderstanding {
  const login = onlyMention(rest, 'person', reading, '/made-for @mei');
  if (typeof login !== 'string') return login;
  const person = personNamed(login, reading, '/made-for @mei');
  return isMisread(person) ? person : { type: 'made-for', person };
}

/** The mention of the one person whom a command asks for; a second one is asked back, never left out. */
function onlyMention(
  rest: string,
  what: 'owner' | 'person',
  reading: Reading,
  example: Example,
): string | Misunderstanding {
  const [login, other] = rest.match(new RegExp(MENTION, 'gi')) ?? [];
  if (!login) return misread('needs-argument', reading.line, { what }, example);
  return other ? misread('unknown-word', reading.line, { given: other, allowed: [], meant: 'none' }, example) : login;
}

const TYPES = { standard: ['标准'], normal: ['普通', '常规', '一般', '正常'], emergency: ['紧急'] } as const;
const TYPE = new RegExp(`\\b(?:${Object.keys(TYPES).join('|')})\\b|${Object.values(TYPES).flat().join('|')}`, 'i');
const OWNER_WORD = /\b(?:owner|owned by)\b|负责人|责任人/i;
/** Words around a type that say nothing else. */
const AROUND_TYPE = /\b(?:please|as|is|a|an|type|change|request|and|the)\b|请|类型|变更|为|按|[，,、:：.。;；\s]/giu;

export function triage(rest: string, reading: Reading): Read {
  const example = '/triage normal owner @mei';
  const [login, other] = rest.match(new RegExp(MENTION, 'gi')) ?? [];
  if (!login && OWNER_WORD.test(rest)) return misread('needs-argument', reading.line, { what: 'owner' }, example);
  if (other) return misread('unknown-word', reading.line, { given: other, allowed: [], meant: 'none' }, example);
  // Behind a comma or the owner stands a remark.
  const [head = ''] = rest.split(/[,，。;；@]|\bowner\b|负责人|责任人/i, 1);
  const [typed = ''] = TYPE.exec(head) ?? TYPE.exec(rest.split(/[,，。;；]/, 1)[0] ?? '') ?? [];
  const left = head.replace(typed, ' ').replaceAll(AROUND_TYPE, ' ').trim();
  const found = typed || left ? wordNamed(left || typed, TYPES, 'unknown-word', reading, example) : undefined;
  if (found !== undefined && typeof found !== 'string') return found;
  const owner = login ? personNamed(login, reading, example) : undefined;
  if (owner && isMisread(owner)) return owner;
  return { type: 'triage', ...(found ? { changeType: found } : {}), ...(owner ? { owner } : {}) };
}

/** One person answers for a request: `@mei`, and why, if anything is said of that. */
export function owner(rest: string, reading: Reading): Read {
  const example = '/owner @mei';
  const login = onlyMention(rest, 'owner', reading, example);
  if (typeof login !== 'string') return login;
  const named = personNamed(login, reading, example);
  if (isMisread(named)) return named;
  const reason = rest
    .replace(login, ' ')
    .replace(/^\s*(?:to|is|由|为|改为|换成|交给|移交给?|转给)?\s*[:：]?\s+/i, '')
    .replace(/^\s*(?:because|since|reason:|因为|理由[:：])\s*/i, '')
    .replaceAll(/^[\s,，:：;；]+|\s+$/g, '');
  return { type: 'owner', owner: named, ...(reason ? { reason } : {}) };
}

export function needInfo(rest: string, reading: Reading): Read {
  const example = '/need-info from customer Which invoices?';
  const named = /^(?:from|向)\s*(requester|customer|supplier|申请人|提出人|客户|供应商)\s*[:：,，]?\s*(.*)$/is.exec(
    rest,
  );
  const who = named?.[1]?.toLowerCase() ?? 'requester';
  const of = ({ 申请人: 'requester', 提出人: 'requester', 客户: 'customer', 供应商: 'supplier' }[who] ?? who) as
    | 'requester'
    | 'customer'
    | 'supplier';
  const question = (named ? (named[2] ?? '') : rest).trim();
  return question
    ? { type: 'need-info', question, of }
    : misread('needs-argument', reading.line, { what: 'question' }, example);
}

export function classNamed(type: 'raise-class' | 'lower-class') {
  return (rest: string, reading: Reading, example: Example): Read => {
    const [word = '', ...others] = rest.split(/\s+/);
    const found = wordNamed(word, CLASS_WORDS, 'unknown-class', reading, example);
    return typeof found === 'string' ? { type, class: found, reason: others.join(' ').trim() } : found;
  };
}
