/** GitHub answers from several copies of its own, and one of them may not have heard yet of what a webhook has told. */

/** So long after it was told of, an answer may still be of before. */
export const SETTLED_MS = 10_000;
/** So soon an answer that may be of before is asked for again. */
export const ASKED_AGAIN_MS = 2000;
