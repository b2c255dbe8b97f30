/** Slips of the pen in a policy that would not be read: marks of a Chinese keyboard that look like YAML's, a blank that is missing, a name without its quotation marks. */
import type { PolicyProblem } from './problem.ts';

/** What YAML reads in the place of each mark. */
const PLAIN_MARKS: Readonly<Record<string, string>> = {
  ...{ '：': ':', '，': ',', '、': ',', '＠': '@', '－': '-' },
  ...{ '“': '"', '”': '"', '„': '"', '＂': '"', '‘': "'", '’': "'", '＇': "'", '「': '"', '」': '"' },
  ...{ '［': '[', '］': ']', '【': '[', '】': ']', '｛': '{', '｝': '}' },
};

const QUOTES = '“”„＂‘’＇「」';

/**
 * Where such a mark stands for one of YAML's: after a key, around or between names, before a list. In the middle of a text it is a letter like
 * any other. Each expression is tried on one line, is anchored or looks at a few letters, and its first group is the mark.
 */
const WIDE: readonly RegExp[] = [
  /^[ \t]*(?:- +)?["']?[\w-]{1,60}["']?[ \t]*(：)/u,
  /[{,，][ \t]{0,8}["']?[\w-]{1,60}["']?[ \t]{0,8}(：)/u,
  new RegExp(`([${QUOTES}])[ \\t]{0,8}[@＠]`, 'u'),
  new RegExp(`(?:[:：,，、[［【]|^[ \\t]*-)[ \\t]{0,8}([${QUOTES}])[\\x20-\\x7e]{0,80}["'${QUOTES}]`, 'u'),
  new RegExp(`["'][@＠]?[\\w./-]{1,80}([${QUOTES}])`, 'u'),
  new RegExp(`["'\\w${QUOTES}][ \\t]{0,8}([，、])[ \\t]{0,8}["'@＠${QUOTES}]`, 'u'),
  /[:：][ \t]{0,8}([［【｛])/u,
  /["'\w][ \t]{0,8}([］】｝])[ \t\r]*$/u,
  /(＠)[\w-]/u,
  /^[ \t]*(－)[ \t]/u,
];

/** Blanks that YAML takes for letters. */
const WIDE_BLANK = /^[ \t]*[\u3000\u00a0\u2002\u2003\u2009]/u;

/** `profile:light`, and not an address or a time. */
const NO_BLANK = /^[ \t]*(?:- +)?([a-z][a-z-]{0,40}):([[{"'@a-zA-Z0-9][^:/]{0,80})$/;

/** More of them are said once these are mended. */
const MOST = 5;
/** Letters of a line that are looked at. */
const LOOKED_AT = 500;

/** What is wrong with its marks, for a text that has problems: in one without any they are letters. */
export function slipsIn(source: string): readonly PolicyProblem[] {
  const found: PolicyProblem[] = [];
  for (const [index, whole] of source
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    if (found.length >= MOST) break;
    // What follows a blank and # is for people only.
    const slip = slipOn(whole.slice(0, LOOKED_AT).replace(/\r$|\s#.*$/, ''));
    if (slip) found.push({ path: '', line: index + 1, ...slip });
  }
  return found;
}

function slipOn(line: string): Pick<PolicyProblem, 'code' | 'values'> | undefined {
  if (/^[ \t]*#/.test(line) || line.trim() === '') return undefined;
  if (WIDE_BLANK.test(line)) return { code: 'wide-blank', values: {} };
  for (const one of WIDE) {
    const given = one.exec(line)?.[1];
    if (given) return { code: 'wide-mark', values: { given, write: PLAIN_MARKS[given] ?? '' } };
  }
  const [, key, value] = NO_BLANK.exec(line) ?? [];
  return key && value ? { code: 'no-blank', values: { write: `${key}: ${value.trim()}` } } : undefined;
}

/** How the names of a line are written that stand there without quotation marks: as a list, or one a line where they are. */
export function quotedNames(line: string): string {
  const names = [...line.slice(0, LOOKED_AT).matchAll(/(?<![\w"'])@[\w./-]{1,80}/g)].map(([name]) => `"${name}"`);
  if (names.length === 0) return '["@mei"]';
  if (/^[ \t]*-/.test(line)) return names.map((name) => `- ${name}`).join(' ↵ ');
  return /[:[]/.test(line) ? `[${names.join(', ')}]` : names.join(', ');
}
