/** Finds words within texts by their pieces: two neighbours of Chinese, three of Latin letters, so that a part of a word is found and no dictionary is needed. */
import { simplified } from './simplified.ts';

/** Letters of one text that are searched; the pieces of more would cost each append more than anybody searches for. */
const MOST_SEARCHED = 6_000;
/** Words of one question. */
const MOST_TERMS = 8;

/** Scripts of which a word has enough letters for three of them to tell it from others. */
const LONG_WORDS = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}]/u;
const SEARCHED = /[\p{L}\p{N}\p{M}]/u;

/** A text as it is compared: without case, width and kind of Chinese letters, blanks made one. */
export function folded(text: string): string {
  const plain = text.toWellFormed().replaceAll('\0', ' ').normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ');
  return simplified([...plain.trim()].slice(0, MOST_SEARCHED).join(''));
}

interface Stretch {
  readonly letters: readonly string[];
  readonly isLong: boolean;
}

/** Stretches of letters of one sort; marks and blanks stand between them. */
function stretches(letters: string): readonly Stretch[] {
  const found: { letters: string[]; isLong: boolean }[] = [];
  let open = false;
  for (const letter of letters) {
    if (!SEARCHED.test(letter)) {
      open = false;
      continue;
    }
    const isLong = LONG_WORDS.test(letter);
    const last = found.at(-1);
    if (open && last?.isLong === isLong) last.letters.push(letter);
    else found.push({ letters: [letter], isLong });
    open = true;
  }
  return found;
}

const pieces = (letters: readonly string[], size: number): readonly string[] =>
  letters.slice(0, Math.max(0, letters.length - size + 1)).map((_, at) => letters.slice(at, at + size).join(''));

/** The pieces by which a text is found. @param letters a folded text */
export function piecesOf(letters: string): readonly string[] {
  const all = stretches(letters).flatMap(({ letters: some, isLong }) =>
    isLong
      ? // One or two letters are looked for where a word begins.
        [`^${some[0]}`, ...(some.length > 1 ? [`^${some[0]}${some[1]}`] : []), ...pieces(some, 3)]
      : [...pieces(some, 1), ...pieces(some, 2)],
  );
  return [...new Set(all)];
}

/** One word that is looked for. */
interface Term {
  /** Folded. */
  readonly letters: string;
  /** All of them are in what has the word. */
  readonly pieces: readonly string[];
  /** Found by the pieces alone: one or two Latin letters count where a word begins. */
  readonly isShort: boolean;
}

/** The words of a question, each of which a text has to hold. Signs alone are no word: there is nothing that they could be found by. */
export function termsOf(question: string): readonly Term[] {
  const words = folded(question)
    .split(' ')
    .filter((word) => SEARCHED.test(word));
  return [...new Set(words)].slice(0, MOST_TERMS).map((letters) => {
    const parts = stretches(letters);
    const isShort = parts.length === 1 && parts.every(({ letters: some, isLong }) => isLong && some.length < 3);
    return { letters, isShort, pieces: [...new Set(parts.flatMap((part) => needed(part, isShort)))] };
  });
}

function needed({ letters, isLong }: Stretch, isShort: boolean): readonly string[] {
  if (isShort) return [`^${letters.join('')}`];
  if (isLong) return pieces(letters, 3);
  return letters.length === 1 ? letters : pieces(letters, 2);
}
