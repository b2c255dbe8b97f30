/** How deeply each line of a Markdown text can stand in quotes and lists, told without parsing it: never less than it does. */

/** A text that opens more levels than this is no writing, and a parser's stack is not for strangers to spend. */
export const MOST_LEVELS = 200;

/** By line, counted from one; the first place is empty. A line that goes on without marks may stand in all that the line above opened. */
export function levelsOf(source: string): readonly number[] {
  const levels = [0];
  let above = 0;
  for (const line of source.split(/\r\n?|\n/)) {
    const { level, isBlank } = opened(line);
    above = isBlank ? level : Math.max(level, above);
    levels.push(above);
  }
  return levels;
}

const [TAB, BLANK, MORE] = [9, 32, 62];

function opened(line: string): { readonly level: number; readonly isBlank: boolean } {
  let level = 0;
  let blanks = 0;
  let at = 0;
  for (; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === BLANK) blanks += 1;
    else if (code === TAB) blanks += 4;
    else if (code === MORE) level += 1;
    else {
      const width = bullet(line, at);
      if (width === 0) break;
      level += 1;
      at += width - 1;
    }
  }
  return { level: level + Math.floor(blanks / 2), isBlank: at === line.length };
}

/** The length of a list's mark at this place; 0 where there is none. */
function bullet(line: string, at: number): number {
  let end = at;
  while (end - at < 9 && isDigit(line.charCodeAt(end))) end += 1;
  const mark = line.charAt(end);
  const isMark = end > at ? mark === '.' || mark === ')' : mark === '-' || mark === '+' || mark === '*';
  const next = line.charCodeAt(end + 1);
  return isMark && (Number.isNaN(next) || next === BLANK || next === TAB) ? end + 1 - at : 0;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
