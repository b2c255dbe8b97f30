/** Chinese sets Latin letters, figures and code off from Han characters by one blank, and sets nothing off from its own marks: decided where a value meets its sentence, since no sentence knows what fills it. */

export interface Piece {
  readonly text: string;
  /** It came from outside of the sentence. */
  readonly filled: boolean;
}

const HAN = /\p{Script=Han}/u;
const LATIN = /[\p{Script=Latin}\p{Nd}#@`/+]/u;
/** Marks of full width bring their own room. */
const MARK = /[，。；：、！？（）“”‘’《》【】…·—]/u;

/** A link or an element longer than this is looked at by its last character. */
const LOOKED_AT = 500;

/**
 * Marks of a surface whose markup is put in when the sentence is made: between the last two stands what will be seen there, for whoever
 * asks what stands beside it.
 */
export const PUT_IN = { open: '\uE000', shown: '\uE001', shut: '\uE002' } as const;

/** What is seen of marked text: the marks of what stands out and of links are not. */
const seen = (text: string): string =>
  text
    .replace(/\uE000\d*\uE001|\uE002/g, '')
    .replace(/<[^>]{0,400}>/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[\uE100-\uE103*_]/g, '');

function gap(left: string, right: string, written: string): string {
  const before = seen(left.slice(-LOOKED_AT)).at(-1) ?? '';
  const after = seen(right.slice(0, LOOKED_AT)).at(0) ?? '';
  if (MARK.test(before) || MARK.test(after)) return '';
  const [isHan, thenHan] = [HAN.test(before), HAN.test(after)];
  if (isHan && thenHan) return '';
  if ((isHan && LATIN.test(after)) || (LATIN.test(before) && thenHan)) return ' ';
  return written;
}

/** In one walk: an expression would begin anew at each blank of a long row. */
function withoutBlanksAtEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ') end -= 1;
  return text.slice(0, end);
}

/** The pieces of one sentence, with blanks where Chinese has them. */
export function joinedInChinese(pieces: readonly Piece[]): string {
  let said = '';
  let wasFilled = false;
  for (const { text, filled } of pieces) {
    if (text === '') continue;
    if (said === '' || !(filled || wasFilled)) said += text;
    else {
      const [left, right] = [withoutBlanksAtEnd(said), text.replace(/^ +/, '')];
      said = left + gap(left, right, left.length < said.length || right.length < text.length ? ' ' : '') + right;
    }
    wasFilled = filled;
  }
  return said;
}

/** A list as `Intl.ListFormat` takes it apart. */
export function listedInChinese(list: Intl.ListFormat, parts: readonly string[]): string {
  return joinedInChinese(
    list.formatToParts(parts).map(({ type, value }) => ({ text: value, filled: type === 'element' })),
  );
}
