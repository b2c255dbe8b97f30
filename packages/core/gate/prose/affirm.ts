/** The forms of words that say of a file that it changes (`rules.md 6.4`). Only what has one of these forms opens a file; all else is not understood, and asked back. */
import { CHINESE_BEGUN, CHINESE_FORMS, CHINESE_VERB, CHINESE_VERB_FIRST, ZH_FILL } from './chinese.ts';
import { denies, hedges } from './denial.ts';
import { DONE_FIRST, ENGLISH_BEGUN, ENGLISH_FORMS, ENGLISH_VERB, ENGLISH_VERB_FIRST, FILL } from './english.ts';
import { isKnownLead } from './lead.ts';
import { asFormed, asWritten, NAMED } from './signs.ts';
import { NAMES, NUMBERED, THING, TOOL, VALUE, YES, ZH_THING } from './terms.ts';
import { NOUN, ZH_NOUN } from './verbs.ts';

/** From where to where in the words; names between are said to change. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Nobody reads a longer sentence to its end. */
export const LONGEST = 2000;

const form = (source: string): RegExp => new RegExp(source, 'uy');
const FORMS = [
  ...ENGLISH_FORMS,
  // `ci.yml` (new).
  form(`${FILL}${NAMES}\\s*[(（]\\s*(?:${VALUE}|${YES})\\s*[)）](?=\\s*(?:$|[.,;，。；、]))`),
  ...CHINESE_FORMS,
];
const BEGUN = form(`${ENGLISH_BEGUN}|${CHINESE_BEGUN}`);
const VERB_FIRST = form(`${ENGLISH_VERB_FIRST}|${CHINESE_VERB_FIRST}|${FILL}${NAMES}`);
const LABELLED = form(`${FILL}${NAMES}\\s*(?:[:：]|[–—]{1,2}|-|=>|->|→)\\s*`);
const BARE = new RegExp(
  `^${NUMBERED}(?:${FILL}|${ZH_FILL})${NAMES}(?:\\s*(?:${NOUN}|${ZH_NOUN}))?[\\s.。,，;；!！]*$`,
  'u',
);
const AS_VALUE = new RegExp(`^(?:${VALUE}|${YES})[.。]?$`, 'u');
const VERB = new RegExp(`${ENGLISH_VERB}|${CHINESE_VERB}`, 'u');
/** Why it is done: with a thing that a file holds, because "For now" and "As Bob put it" are no reasons. */
const PURPOSE = new RegExp(
  `^\\s*(?:(?:to|for|so|because|in order|(?:as|with|since)(?=\\s+(?:the\\s+)?${TOOL}\\b))\\b|为|因|由于|随着|鉴于|从)(?=.*(?:\\b(?:${THING}|${TOOL})\\b|${ZH_THING}|提速|加快))|^\\s*(?:because|为|因|由于|鉴于)`,
  'su',
);
const PURPOSE_BEHIND = /\b(?:so that|so(?! far\b)|such that|in order to)\b|以便|从而|以使|使得/iu;
/** Where a clause begins behind another. */
const CLAUSE = /[,;:，；：、(（–—]\s*|\s-\s+|\b(?:and|then)\s+/giu;
const WITHIN = /[(（]([^()（）]*)[)）]/gu;
/** Nobody follows a sentence of more. */
const MOST_CLAUSES = 40;
const BEGINNING = new RegExp(`^\\s*${NUMBERED}`, 'u');
const COLON = /[:：]$/u;

/** Nothing but names: what stands above or beside them says what is meant. */
export const isBare = (words: string): boolean => BARE.test(asFormed(words.trim()));

/** Where the names stand of which a sentence says that they change; none where any word of it may take that back. */
export function changed(written: string): readonly Range[] {
  if (!written.includes(NAMED) || written.length > LONGEST) return [];
  const words = asFormed(written);
  if (isUnclear(words)) return [];
  const listed = underLead(words);
  if (listed) return [listed];
  const [first = ''] = BEGINNING.exec(words) ?? [];
  const begun = matchAt(VERB_FIRST, words, first.length) ?? words.length;
  const found: Range[] = [];
  for (const from of [first.length, ...behindClauses(words)]) {
    if (found.some((one) => from > one.from && from < one.to)) continue;
    if (!isPlainBefore(words.slice(first.length, from).trim(), begun <= from)) continue;
    const range = labelledAt(words, from) ?? formAt(words, from);
    if (range) found.push(range);
  }
  return found;
}

const behindClauses = (words: string): readonly number[] =>
  [...words.matchAll(CLAUSE)].slice(0, MOST_CLAUSES).map((one) => one.index + one[0].length);

/** With a question, a denial, a doubt, or something in brackets that is not understood. */
function isUnclear(words: string): boolean {
  if (denies(words)) return true;
  const last = words.lastIndexOf(NAMED);
  const purpose = words.slice(last + 1).search(PURPOSE_BEHIND);
  if (hedges(purpose < 0 ? words : words.slice(0, last + 1 + purpose))) return true;
  return [...words.matchAll(WITHIN)].some(([, inner = '']) => !isBracketPlain(inner));
}

const isBracketPlain = (inner: string): boolean =>
  isBare(inner) || isSaying(inner) || isKnownLead(inner) || /^\s*#?\d*\s*$/.test(inner) || inner.includes(NAMED);

/** What stands behind a name, or beside it in a row: what becomes of it. */
export function isSaying(words: string): boolean {
  const plain = asFormed(words.trim());
  if (plain === '' || isDoubtful(plain)) return false;
  return AS_VALUE.test(asWritten(plain)) || isBegun(plain) || isDone(plain);
}

const isDone = (words: string): boolean => matchAt(DONE_FIRST, words, 0) !== undefined;
/** Whether words begin with what is done, and to what. */
export const isBegun = (words: string): boolean => matchAt(BEGUN, asFormed(words), 0) !== undefined;
export const isDoubtful = (words: string): boolean => denies(words) || hedges(words);

/** `Files to change: a.yml, b.yml`. */
function underLead(words: string): Range | undefined {
  const [, lead = '', names = ''] = /^([^:：\uE200]{1,120})[:：](.*)$/su.exec(words) ?? [];
  return isKnownLead(lead) && isBare(names) ? { from: lead.length, to: words.length } : undefined;
}

function labelledAt(words: string, from: number): Range | undefined {
  const to = matchAt(LABELLED, words, from);
  if (to === undefined) return undefined;
  return isSaying(words.slice(to)) ? { from, to } : undefined;
}

function formAt(words: string, from: number): Range | undefined {
  for (const one of FORMS) {
    const to = matchAt(one, words, from);
    if (to !== undefined && isPlainBehind(words.slice(to))) return { from, to };
  }
  return undefined;
}

/** Behind a colon or a dash stands what becomes of it; that it is somebody else's, or over, is none. */
function isPlainBehind(rest: string): boolean {
  const [, said] = /^\s*(?:[:：]|[–—]{1,2}|-\s)\s*(.*)$/su.exec(rest) ?? [];
  return said === undefined || said.trim() === '' || AS_VALUE.test(asWritten(said.trim())) || VERB.test(said);
}

/** Before it stands nothing, a known label, why, or what is done besides by us: what `Bob adds a test and updates` is no plan of ours. */
function isPlainBefore(before: string, isOurs: boolean): boolean {
  if (before === '' || isKnownLead(before)) return true;
  if (!COLON.test(before)) return isOurs || PURPOSE.test(before);
  const label = before.slice(0, -1);
  return isKnownLead(label.slice(Math.max(...[...'.。:：;；'].map((mark) => label.lastIndexOf(mark))) + 1));
}

function matchAt(pattern: RegExp, words: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(words) ? pattern.lastIndex : undefined;
}
