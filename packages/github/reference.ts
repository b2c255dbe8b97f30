/** What a pull request says it implements: a line, a closing keyword, a branch name, a key of another tracker. */
import { shownLines } from '@countersign/core/typed/seen.ts';
import { GITHUB } from './place.ts';
import type { PullSeen } from './translation.ts';

type Named = PullSeen['named'][number];

/** More than anyone means; beyond it the gate stays closed rather than leaving the rest unasked. */
const MOST = 50;
const LINE = /^[ \t]*(?:change(?: request)?s?|变更(?:请求)?)[ \t]*[:：][ \t]*(.+)$/gim;
const CLOSING =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b:?[ \t]+(#\d+|[\w.-]{1,100}\/[\w.-]{1,100}#\d+|https?:\/\/\S+)/gi;
const BRANCH = /^(?:change|changes|cr|变更)[/-]#?(\d{1,9})(?:[-_/]|$)/i;
const JIRA = /\b[A-Z][A-Z\d]{1,9}-\d{1,7}\b/g;

/**
 * Everything that a pull request names, each once, in the order of body then branch. A line `Change: #12` and a branch `change/12`
 * say it outright; a closing keyword counts where its issue is a change request, because that is what people write.
 */
export function namedChanges(pull: {
  readonly body: string;
  readonly branch: string;
  readonly owner: string;
  readonly repo: string;
  /** Where the repository is; an address at another host names nothing here. */
  readonly host?: string;
}): readonly Named[] {
  const found: Named[] = [];
  const text = saidIn(pull.body);
  for (const match of text.matchAll(LINE)) {
    const rest = match[1] ?? '';
    const parts = rest.match(/#\d+|(?<![\w.-])[\w.-]{1,100}\/[\w.-]{1,100}#\d+|https?:\/\/[^\s\]]+/g) ?? [];
    for (const part of parts) found.push(reference(part, pull, true));
    for (const key of rest.match(JIRA) ?? []) found.push({ kind: 'elsewhere', label: key });
  }
  for (const match of text.matchAll(CLOSING)) {
    const named = reference(match[1] ?? '', pull, false);
    // Closing an issue elsewhere says nothing about a change here.
    if (named.kind === 'issue') found.push(named);
  }
  const branch = BRANCH.exec(pull.branch)?.[1];
  if (branch) found.push({ kind: 'issue', number: Number(branch), outright: true });
  const seen = new Set<string>();
  const named = found.filter((one) => {
    const key = one.kind === 'issue' ? `#${one.number}` : one.label;
    return seen.has(key) ? false : seen.add(key);
  });
  const rest = named.length - MOST;
  return rest > 0 ? [...named.slice(0, MOST), { kind: 'elsewhere', label: `+${rest}` }] : named;
}

function reference(
  part: string,
  pull: { readonly owner: string; readonly repo: string; readonly host?: string },
  outright: boolean,
): Named {
  const here = /^#(\d{1,9})$/.exec(part)?.[1];
  if (here) return { kind: 'issue', number: Number(here), outright };
  const full = /^(?:https?:\/\/([^/\s]+)\/)?([\w.-]+)\/([\w.-]+)(?:#|\/issues\/)(\d{1,9})/.exec(part);
  const [, host, owner, repo, number] = full ?? [];
  const isHere = host === undefined || host.toLowerCase() === (pull.host ?? GITHUB);
  if (isHere && owner?.toLowerCase() === pull.owner.toLowerCase() && repo?.toLowerCase() === pull.repo.toLowerCase())
    return { kind: 'issue', number: Number(number), outright };
  return { kind: 'elsewhere', label: isHere && full ? `${owner}/${repo}#${number}` : part.slice(0, 100) };
}

/** As its readers see it: what a template hides, and what is quoted or shown as code, is not said by the author. */
export function saidIn(body: string): string {
  return shownLines(body).join('\n');
}
