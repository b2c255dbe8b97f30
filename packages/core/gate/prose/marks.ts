/** The few marks that may stand beside a path and say yes, or only begin a line (`rules.md 6.4`). The list is closed, and of this gate alone: any other picture is not understood. */

/** What people tick a line with. */
const YES = '✅✔☑✓🗹√';
/** What only begins a line, or leads from one thing to the next. */
const POINTS = '•·▪◦‣→➜➡';

/** For a class of letters in a regular expression. */
export const APPROVED_MARKS = `${YES}${POINTS}`;

export const YES_MARK = `(?:[${YES}]\\ufe0f?)`;

const PICTURE = new RegExp(`(?![${APPROVED_MARKS}])[\\p{So}\\p{Extended_Pictographic}](?<![\\d#*])`, 'u');

/** Whether there is a picture that may mean anything: a crossed circle, a lock, a face. */
export const hasStrangeMark = (words: string): boolean => PICTURE.test(words.replaceAll('\ufe0f', ''));
