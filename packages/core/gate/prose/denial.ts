/**
 * Whether a sentence takes out what it names, leaves it open, or speaks of something else than this change (`rules.md 6.4`). Its words (`doubts.ts`) are not all there are, and
 * open nothing: what opens a file is in `affirm.ts`. They only close again what stands beside them.
 */
import { simplified } from '../../text/simplified.ts';
import { isCurtDoubt } from './curt.ts';
import { DENIALS_EN, DENIALS_ZH, HEDGES_EN, HEDGES_ZH, REVOCATIONS_EN, REVOCATIONS_ZH } from './doubts.ts';
import { hasStrangeMark } from './marks.ts';
import { asWritten } from './signs.ts';
import { IN_HEADINGS } from './verbs.ts';

/** Whole words of English, or words of Chinese wherever they stand. */
const anyOf = (english: readonly string[], chinese: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${english.join('|')})(?![\\p{L}\\p{N}_])|${chinese.join('|')}`, 'iu');

const readable = (words: string): string => simplified(asWritten(words));

const DENIALS = anyOf(DENIALS_EN, DENIALS_ZH);
/** `no-lint` is a name. */
const NO = /(?<![\p{L}\p{N}_-])no(?![\p{L}\p{N}_-])/iu;
const HEDGES = anyOf(HEDGES_EN, HEDGES_ZH);
const REVOCATIONS = anyOf(REVOCATIONS_EN, REVOCATIONS_ZH);

/** Whether a sentence, as it is read, says of what it names that it is left as it is; so does one that only asks, or in which letters of two scripts look like one word. */
export function denies(written: string): boolean {
  const words = readable(written);
  return DENIALS.test(words) || NO.test(words) || ASKS.test(words) || MIXED.test(words) || hasStrangeMark(words);
}

/** Whether it says so only under a condition, at another time, as a thought, or of what is only looked at. */
export const hedges = (words: string): boolean => HEDGES.test(readable(words));

/** `NOT changed.` below the name of a file; not what speaks of other files. */
export function revokes(written: string): boolean {
  const words = readable(written);
  if (isCurtDoubt(words)) return true;
  return (denies(words) || hedges(words)) && (OF_THIS.test(words) || CURT.test(words)) && !OTHERS.test(words);
}

/** `It must not change.` in the next item or step: only where it names nothing of its own that stays. */
export function refersBack(written: string): boolean {
  const words = readable(written);
  if (isCurtDoubt(words)) return true;
  return (
    (denies(words) || hedges(words)) &&
    (IT.test(words.replace(AS_IT_IS, '')) || CURT.test(words)) &&
    !OTHERS.test(words)
  );
}

/** `Forget it.`: of all that stands before it. */
export const revokesAll = (words: string): boolean => REVOCATIONS.test(readable(words));

const OF_THIS = anyOf(
  [...IN_HEADINGS, 'as (?:it )?is', 'scope', 'it|this|that|these|those|they|them|both|above'],
  ['[动改碰变删移换它其这此该]|范围|原样|涉及|上述|以上'],
);
const AS_IT_IS = /\bas (?:it|they) (?:is|are|was|were)\b/giu;
const IT = anyOf(['it|this|that|these|those|they|them|both|above'], ['[它其此该这]|上述|以上']);
/** `No.`, `Not really.`, `Don’t.`, `不。`: it speaks of nothing by name, so of what stands before it. */
const CURT =
  /^\s*(?:(?:please|sorry|but|well|oh|actually|no|nope|never|not|don[’']?t|do not|at all|really|now|yet|today|thanks?|thank you|way|yeah,? right|as if|in your dreams|wrong|false)[\s,.!]*){1,5}$|^\s*(?:不[了是行要用必]?了?|才怪|想得美|做梦吧?|别了?|免了|未必|没有?)[\s。，！!.]*$/iu;
const OTHERS = anyOf(['other|others|else|rest'], ['其他|其它|其余|别的|另外']);
/** With its mark, or only in its order of words: `Should we update …`. */
const ASKS =
  /[?？]["'”’)）\s]*$|^[^\p{L}]*(?:(?:should|shall|will|can|do|does|must|is|are|could|would|may|might)\s+(?:we|i|it|you|they|this|that|there)\b|(?:why|when|who|what|how|where|which|whom|whose)\b)|[吗呢]["'”’)）\s。.]*$/iu;
const MIXED =
  /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u;
