/** What can be wrong with a policy file: data with a line, so that every reader gets the sentence in their language (`policy.<code>`). */
import type { Say } from '../text/catalogue.ts';

export type PolicyProblemCode =
  | 'not-yaml'
  | 'wide-mark'
  | 'wide-blank'
  | 'no-blank'
  | 'not-a-mapping'
  | 'too-large'
  | 'not-a-file'
  | 'erased'
  | 'too-many-parts'
  | 'too-many-names'
  | 'too-long'
  | 'unforeseen'
  | 'unknown-key'
  | 'unknown-value'
  | 'missing'
  | 'wrong-type'
  | 'bad-days'
  | 'bad-whole-days'
  | 'too-many-days'
  | 'bad-limits'
  | 'bad-day'
  | 'day-twice'
  | 'no-working-day'
  | 'bad-percent'
  | 'empty-text'
  | 'too-few-names'
  | 'bad-amount'
  | 'no-budget'
  | 'bad-date'
  | 'bad-name'
  | 'bad-key'
  | 'bad-path'
  | 'bad-branch'
  | 'empty-list'
  | 'unknown-calendar'
  | 'unknown-time-zone'
  | 'ambiguous-time-zone'
  | 'ambiguous-zone'
  | 'unknown-currency'
  | 'currency-differs'
  | 'seat-unfilled'
  | 'too-few-people'
  | 'customer-and-provider'
  | 'contact-of-provider'
  | 'team-for-person'
  | 'notice-to-act'
  | 'alternate-unfilled'
  | 'alternate-holder'
  | 'alternate-other-side'
  | 'bad-channel'
  | 'bad-domain'
  | 'lead-missing'
  | 'freeze-ends-first'
  | 'observed-elsewhere';

export interface PolicyProblem {
  readonly code: PolicyProblemCode;
  /** Where in the file: `roles.project-manager[0]`; empty for the whole. */
  readonly path: string;
  /** From 1; 0 when it is about something that is not there. */
  readonly line: number;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Of what was written, so much is repeated in a sentence. */
export const LONGEST_SHOWN = 60;

/** The closest of the allowed words, if any is close enough to have been meant: at most a third of its letters differ. */
export function nearest(word: string, allowed: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of allowed) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best !== undefined && least <= Math.max(1, Math.floor(best.length / 3)) ? best : undefined;
}

/** Damerau–Levenshtein distance with adjacent transpositions, over words of at most 40 letters. */
function editDistance(a: string, b: string): number {
  const left = a.slice(0, 40);
  const right = b.slice(0, 40);
  let before: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1;
      let cost = Math.min((row[j - 1] ?? 0) + 1, (previous[j] ?? 0) + 1, (previous[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    before = previous;
    previous = row;
  }
  return previous[right.length] ?? 0;
}

/** Problems that name what was probably meant, where there is such a thing. */
const MAY_BE_MEANT: readonly PolicyProblemCode[] = [
  'unknown-key',
  'unknown-value',
  'unknown-calendar',
  'bad-path',
  'bad-branch',
];

/** What is wrong and what would be right, without where it is. */
export function problemWords(problem: PolicyProblem, say: Say): string {
  const values = { ...problem.values };
  // ICU selects on a word; an absent suggestion is the word "none".
  if (MAY_BE_MEANT.includes(problem.code)) values.meant = values.meant || 'none';
  if (problem.code === 'missing') values.allowed = values.allowed || 'none';
  return say(`policy.${problem.code}`, values);
}

/** One line for a problem: where it is, what is wrong, and what would be right. */
export function problemSentence(problem: PolicyProblem, say: Say): string {
  const words = problemWords(problem, say);
  if (problem.line === 0) return say('policy.whole', { problem: words });
  if (problem.path === '') return say('policy.line', { line: problem.line, problem: words });
  return say('policy.where', { line: problem.line, path: problem.path, problem: words });
}
