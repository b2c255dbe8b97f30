/** A line of a description taken apart: what names something, words, and what parts them. One step for each letter (`docs/decisions/bounded-work.md`). */

export type Token =
  /** Something that is named by its number or its address. */
  | { readonly kind: 'reference'; readonly text: string; readonly from: number; readonly to: number }
  /** Letters and digits of one script: words of Chinese are not parted. */
  | { readonly kind: 'word' | 'han'; readonly text: string; readonly from: number; readonly to: number }
  | { readonly kind: 'blank' | 'mark'; readonly text: string; readonly from: number; readonly to: number };

const LETTER = String.raw`(?!\p{Script=Han})[\p{L}\p{N}_]`;
const TOKEN = new RegExp(
  [
    String.raw`(?<reference>https?://[^\s\]<>,;()。、\p{Script=Han}]{1,400}`,
    String.raw`(?<![\w.-])[\w.-]{1,100}/[\w.-]{1,100}#\d{1,20}(?!\w)`,
    String.raw`(?<![\w&/])#\d{1,20}(?!\w)`,
    String.raw`(?<![\w-])GH-\d{1,9}(?![\w-]))`,
    String.raw`(?<blank>[\s\u0085]+)`,
    String.raw`(?<han>\p{Script=Han}+)`,
    String.raw`(?<word>${LETTER}(?:${LETTER}|[\p{M}’'])*)`,
    '(?<mark>[^])',
  ].join('|'),
  'giu',
);

/** Letters, digits and marks of full width are read as those of the keyboard. Each stays where it is. */
export function narrow(line: string): string {
  return line.replaceAll(/[\uff01-\uff5e]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));
}

/** @param line after `narrow` */
export function tokensOf(line: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { 0: text, index: from, groups = {} } of line.matchAll(TOKEN)) {
    if (groups.reference !== undefined) {
      const short = /^https?:/i.test(text) ? text.replace(/[.,;:!?)'"]{1,20}$/, '') : text;
      tokens.push({ kind: 'reference', text: short, from, to: from + short.length });
      for (const [at, mark] of [...text.slice(short.length)].entries())
        tokens.push({ kind: 'mark', text: mark, from: from + short.length + at, to: from + short.length + at + 1 });
      continue;
    }
    const kind = KINDS.find((one) => groups[one] !== undefined) ?? 'mark';
    tokens.push({ kind, text, from, to: from + text.length });
  }
  return tokens;
}

const KINDS = ['blank', 'han', 'word'] as const;
