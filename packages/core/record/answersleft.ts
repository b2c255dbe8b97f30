/** What of our answers still holds the name of somebody who was erased: noted where answers are edited, and read by whoever asks. */

/** Where it is noted what of our answers could not be edited when somebody was erased. */
export const erasedTarget = (person: string): string => `erased:${person}`;
export const ANSWERS = 'answers';

export interface AnswersLeft {
  /** Of which erasing. ISO 8601. */
  readonly at: string;
  /** Of answers, or of a whole repository; some of them, where there are many. */
  readonly addresses: readonly string[];
  readonly count: number;
}
