/** Keeps a text within GitHub's limit whatever goes into it: what no longer fits is left out whole, with a sentence that says so. */

/** GitHub's limit for a comment, in characters. */
export const COMMENT_LIMIT = 65_536;

export interface Budget {
  /** Adds a piece when it fits; otherwise remembers that something is missing. */
  add(piece: string): boolean;
  /** Adds lines between an opening and a closing piece, as many as fit; nothing at all when none does. */
  section(open: string, lines: Iterable<string>, close: string): void;
  /** Everything added, with the sentence at the end when something was left out. */
  text(): string;
}

/** @param cut the sentence for what did not fit; its room is kept free. */
export function budget(limit: number, cut: string): Budget {
  const pieces: string[] = [];
  let left = limit - cut.length - 2;
  let missing = false;
  const add = (piece: string): boolean => {
    if (piece.length > left) {
      missing = true;
      return false;
    }
    pieces.push(piece);
    left -= piece.length;
    return true;
  };
  return {
    add,
    section: (open, lines, close) => {
      const kept: string[] = [];
      let room = left - open.length - close.length;
      for (const line of lines) {
        if (line.length > room) {
          missing = true;
          break;
        }
        kept.push(line);
        room -= line.length;
      }
      if (kept.length > 0) add(`${open}${kept.join('')}${close}`);
    },
    text: () => (missing ? `${pieces.join('').trimEnd()}\n\n${cut}` : pieces.join('').trimEnd()),
  };
}
