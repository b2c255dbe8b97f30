/** What a pull request says it implements: a line, a closing keyword, a branch name, a key of another tracker. */
import { saidLines } from '@countersign/core/typed/seen.ts';
import { GITHUB } from './place.ts';
import type { PullSeen } from './translation.ts';

type Named = PullSeen['named'][number];

/** More than anyone means; beyond it the gate stays closed rather than leaving the rest unasked. */
const MOST = 50;
const LINE = /^[ \t]*(?:change(?: request)?s?|变更(?:请求)?)[ \t]*[:：][ \t]*(.+)$/is;
const CLOSING =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b:?[ \t]+([#＃]\d+|[\w.-]{1,100}\/[\w.-]{1,100}#\d+|https?:\/\/\S+)/gi;
const NAMES = /[#＃]\d+|(?<![\w.-])[\w.-]{1,100}\/[\w.-]{1,100}#\d+|https?:\/\/[^\s\]]+/g;
const BRANCH = /^(?:change|changes|cr|变更)[/-]#?(\d{1,9})(?:[-_/]|$)/i;
const JIRA = /\b[A-Z][A-Z\d]{1,9}-\d{1,7}\b/g;

/**
 * Everything that a pull request names, each once, in the order of body then branch. A line `Change: #12` and a branch `change/12`
 * say it outright; a closing keyword counts where its issue is a change request, because that is what people write.
 */
export function namedChanges(pull: {
  readonly body: string;
  readonly branch: string;
  /** Where the repository is (`homeOf`). */
  readonly home: string;
}): readonly Named[] {
  const { home } = pull;
  const found: Named[] = [];
  const lines = saidLines(pull.body);
  for (const line of lines) {
    const rest = LINE.exec(line)?.[1] ?? '';
    for (const part of rest.match(NAMES) ?? []) found.push(named(part, home, true));
    for (const key of rest.match(JIRA) ?? []) found.push({ kind: 'elsewhere', label: key });
  }
  for (const line of lines)
    for (const [, part = ''] of line.matchAll(CLOSING)) {
      const one = named(part, home, false);
      // Closing an issue elsewhere says nothing about a change here.
      if (one.kind === 'issue') found.push(one);
    }
  const branch = BRANCH.exec(pull.branch)?.[1];
  if (branch) found.push({ kind: 'issue', number: Number(branch), outright: true });
  const seen = new Set<string>();
  const each = found.filter((one) => {
    const key = one.kind === 'issue' ? `#${one.number}` : one.label;
    return seen.has(key) ? false : seen.add(key);
  });
  const rest = each.length - MOST;
  return rest > 0 ? [...each.slice(0, MOST), { kind: 'elsewhere', label: `+${rest}` }] : each;
}

function named(part: string, home: string, outright: boolean): Named {
  const one = issueNamed(part, home);
  if (one?.number !== undefined) return { kind: 'issue', number: one.number, outright };
  return { kind: 'elsewhere', label: one?.label ?? part.slice(0, 100) };
}

/**
 * The issue that a name at the beginning of some words is of: by its number, or by its full name or address where that names this very
 * repository. The same path at another host is another repository, and a number is read whole.
 * @param home `owner/repo` on github.com, or `host/owner/repo` (`homeOf`)
 * @returns `label`, and no number, for an issue of another repository of the same host; `undefined` for what names none
 */
export function issueNamed(
  words: string,
  home: string,
):
  | { readonly number: number; readonly label?: undefined }
  | { readonly number?: undefined; readonly label: string }
  | undefined {
  const short = /^[#＃](\d{1,9})(?!\w)/.exec(words)?.[1];
  if (short) return { number: Number(short) };
  const full = /^(?:https?:\/\/([^\s/]+)\/)?([\w.-]+\/[\w.-]+)([#＃]|\/issues\/)(\d{1,10})(?!\w)/.exec(words);
  const [, host, path = '', , digits = ''] = full ?? [];
  const [repo = '', owner = '', here = GITHUB] = home.toLowerCase().split('/').reverse();
  if (!full || (host !== undefined && host.toLowerCase() !== here)) return undefined;
  return path.toLowerCase() === `${owner}/${repo}` && digits.length < 10
    ? { number: Number(digits) }
    : { label: `${path}#${digits}` };
}
