/** What a pull request says it implements, and which requests it only mentions: lines, closing keywords, a branch name, keys of another tracker. */
import { spoken } from '@countersign/core/typed/seen.ts';
import { GITHUB } from '../place.ts';
import type { PullSeen } from '../translation.ts';
import { namesOf, type Said } from './line.ts';

type Named = PullSeen['named'][number];

/** More than anyone means; beyond it the gate stays closed rather than leaving the rest unasked. */
const MOST = 50;
const MOST_MENTIONED = 200;
/** Begins the word that stands for all others beyond that, with how many these are. */
export const REST = '+';
const BRANCH = /^(?:change|changes|cr|变更)[/-]#?(\d{1,9})(?:[-_/]|$)/i;
/** Of a title, GitHub shows this as code. */
const CODE = /`[^`]*`/g;

/**
 * Everything that a pull request names, each once. A line `Change: #12` and a branch `change/12` say it outright; a closing keyword alone on
 * its line counts where its issue is a change request, because that is what people write. Whatever else is seen of requests is a mention: it
 * opens nothing, and what is held back holds it back, too.
 */
export function namedChanges(pull: {
  readonly body: string;
  readonly branch: string;
  readonly title?: string;
  /** Where the repository is (`homeOf`). */
  readonly home: string;
}): readonly Named[] {
  const { home, title = '' } = pull;
  const text = spoken(pull.body, (address) => (issueNamed(address, home) ? address : undefined));
  const own = text.own.map((line) => namesOf(line));
  const found: Named[] = own.flatMap(({ by, said }) => (by === 'label' ? said.map((one) => outright(one, home)) : []));
  // Closing an issue elsewhere says nothing about a change here.
  for (const { by, said } of own)
    if (by === 'keyword') for (const each of said.flatMap((one) => issueHere(one.text, home) ?? [])) found.push(each);
  const branch = BRANCH.exec(pull.branch)?.[1];
  if (branch) found.push({ kind: 'issue', number: Number(branch), outright: true });
  const seen = new Set<string>();
  const isNew = (one: Named): boolean => {
    const key = one.kind === 'issue' ? `#${one.number}` : one.label;
    return !seen.has(key) && Boolean(seen.add(key));
  };
  const saying = bounded(found.filter(isNew), MOST);
  const mentions = [...text.all, { words: title.replaceAll(CODE, '\ufffc') }].flatMap((line) => {
    const { said, mentioned } = namesOf(line);
    return [...said.flatMap((one) => (one.kind === 'reference' ? [one.text] : [])), ...mentioned];
  });
  const mentioned = mentions.flatMap((one): Named[] => {
    const issue = issueHere(one, home);
    return issue ? [{ ...issue, mention: true }] : [];
  });
  return [...saying, ...bounded(mentioned.filter(isNew), MOST_MENTIONED)];
}

/** What it says it implements, each in one word; what it only mentions is not among them. */
export function saidWords(named: readonly Named[]): readonly string[] {
  return named.flatMap((one) => {
    if (one.kind === 'elsewhere') return [one.label];
    return one.mention ? [] : [`#${one.number}`];
  });
}

function bounded(all: readonly Named[], most: number): readonly Named[] {
  const rest = all.length - most;
  return rest > 0 ? [...all.slice(0, most), { kind: 'elsewhere', label: `${REST}${rest}` }] : all;
}

function issueHere(part: string, home: string): Extract<Named, { kind: 'issue' }> | undefined {
  const number = issueNamed(part, home)?.number;
  return number === undefined ? undefined : { kind: 'issue', number, outright: false };
}

function outright(said: Said, home: string): Named {
  if (said.kind === 'key') return { kind: 'elsewhere', label: said.text, ...(said.unsure ? { unsure: true } : {}) };
  const one = issueNamed(said.text, home);
  if (one?.number !== undefined) return { kind: 'issue', number: one.number, outright: true };
  return { kind: 'elsewhere', label: one?.label ?? said.text.slice(0, 100) };
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
  const short = /^(?:[#＃]|GH-)(\d{1,9})(?!\w)/i.exec(words)?.[1];
  if (short) return { number: Number(short) };
  const full = /^(?:https?:\/\/([^\s/]+)\/)?([\w.-]+\/[\w.-]+)([#＃]|\/issues\/)(\d{1,10})(?!\w)/.exec(words);
  const [, host, path = '', , digits = ''] = full ?? [];
  const [repo = '', owner = '', here = GITHUB] = home.toLowerCase().split('/').reverse();
  if (!full || (host !== undefined && host.toLowerCase() !== here)) return undefined;
  return path.toLowerCase() === `${owner}/${repo}` && digits.length < 10
    ? { number: Number(digits) }
    : { label: `${path}#${digits}` };
}
