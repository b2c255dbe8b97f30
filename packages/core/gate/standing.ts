/** When the path of a guarded file stands letter by letter in what a request governs (`rules.md 6.4`). */
import type { ChangeState } from '../change/state.ts';
import { isUnratified } from '../change/subject.ts';
import type { Governed } from '../content/governed.ts';
import { markdownToText } from '../text/markdown.ts';
import { NAMED, UNREAD } from './affirm.ts';
import { APPROVED_MARKS } from './marks.ts';
import { type Named, namedIn } from './passage.ts';
import type { Find, Spot, Written } from './reading.ts';

/** A path that stands in a text which does not say, as we read it, that the file changes; with the line that is not understood. */
export interface Unclear {
  readonly path: string;
  readonly line: string;
}

/** Longer lines are cut where people are shown them. */
const LONGEST_LINE = 160;

/**
 * The paths that stand literally in the text after the change or in a step of the plan, where that says of each that it changes: as plain words, as code, in a link's
 * words, or as what a link leads to. Neither a pattern nor a longer path names one; words that are struck out, or that nobody sees, say nothing.
 * @param home address of the repository, for links that lead to its files
 */
function standing(
  { request, plan }: Pick<Governed, 'request' | 'plan'>,
  paths: readonly string[],
  home: string | undefined,
): { readonly names: readonly string[]; readonly unclear: readonly Unclear[] } {
  if (paths.length === 0) return { names: [], unclear: [] };
  const find = finder(paths, home);
  const steps = (plan?.steps ?? []).flatMap(({ text }) => namedIn(markdownToText(text), find));
  const named: readonly Named[] = [...namedIn(request.after ?? [], find), ...steps];
  const names = new Set(named.filter(({ unclear }) => unclear === undefined).map(({ path }) => path));
  const lines = new Map<string, string>();
  for (const { path, unclear } of named)
    if (unclear !== undefined && !names.has(path) && !lines.has(path)) lines.set(path, shown(unclear, path));
  return {
    names: paths.filter((path) => names.has(path)),
    unclear: paths.flatMap((path) => {
      const line = lines.get(path);
      return line === undefined ? [] : [{ path, line }];
    }),
  };
}

/** The paths that stand in a request, by whether a board has decided on its text: nobody has on that of an emergency before it is ratified (`rules.md 4.8`). */
export function pathsNamed(
  state: Pick<ChangeState, 'content' | 'emergency'>,
  paths: readonly string[],
  home?: string,
): { readonly names: readonly string[]; readonly undecided: readonly string[]; readonly unclear: readonly Unclear[] } {
  const { names, unclear } = standing(state.content, paths, home);
  return isUnratified(state) ? { names: [], undecided: names, unclear } : { names, undecided: [], unclear };
}

function finder(paths: readonly string[], home: string | undefined): Find {
  const known = paths.map((path) => ({ path, letters: path.normalize('NFC') }));
  return (written) => [
    ...known.flatMap(({ path, letters }) => {
      const longer = known
        .map((one) => one.letters)
        .filter((one) => one.length > letters.length && one.startsWith(letters));
      return literally(written, letters, longer).map((at): Spot => ({ from: at, to: at + letters.length, path }));
    }),
    ...written.links.flatMap(({ from, to, leads }) =>
      known.flatMap(({ path, letters }) => (leadsTo(leads, letters, home) ? [{ from, to, path }] : [])),
    ),
  ];
}

function literally({ words }: Written, path: string, longer: readonly string[]): readonly number[] {
  const found: number[] = [];
  for (let at = words.indexOf(path); at >= 0; at = words.indexOf(path, at + 1)) {
    const isOfLonger = longer.some((one) => words.startsWith(one, at));
    const isWhole =
      !isOfLonger &&
      isBegun(words.slice(Math.max(0, at - LOOKED_BACK), at), path) &&
      isEnded(words.slice(at + path.length, at + path.length + LOOKED_BACK), path);
    if (isWhole) found.push(at);
  }
  return found;
}

/** As people know it again: where several names stand in it, they are left out. */
function shown(line: string, path: string): string {
  const isOne = line.split(NAMED).length === 2;
  const text = line
    .replaceAll(NAMED, () => (isOne ? path : '…'))
    .replaceAll(UNREAD, '…')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const letters = [...text];
  return letters.length > LONGEST_LINE ? `${letters.slice(0, LONGEST_LINE).join('')}…` : text;
}

/** More letters than tell whether a path begins. */
const LOOKED_BACK = 16;

/** What may stand before a path; Han letters, too, because nothing parts words in Chinese. */
const BEFORE = new RegExp(
  `(?:^|[\\s"'“”‘’«»「」『』《》〈〉【】（）()[\\]<>,，、;；:：=。！？…—–\`${APPROVED_MARKS}\\ufe0f])$`,
  'u',
);
const BEFORE_HAN = /\p{Script=Han}$/u;
/** A group of a pattern: `!(…)`, `@(…)`. */
const PATTERN = /[!@+*?|]\($/;

function isBegun(before: string, path: string): boolean {
  // From the root of the repository.
  const roots = [before, ...(/(?:^|[^.\w/])(\.?\/)$/u.test(before) ? [before.replace(/\.?\/$/, '')] : [])];
  return roots.some((one) => {
    if (PATTERN.test(one)) return false;
    return BEFORE.test(one) || (isAscii(path[0]) && BEFORE_HAN.test(one));
  });
}

/** What ends a path by itself; a mark that may go on a name (`.`, `:`) only where no name follows. */
const AFTER = new RegExp(
  `^(?:$|[\\s"'”’»」』》〉】）)\\]>,，、;；。！？…：（「『《〈【“‘—–\`${APPROVED_MARKS}]|:\\d|[.!:](?:$|[\\s"'”’»」』》〉】）)\\]>,，、;；。！？…—–\`]))`,
  'u',
);
const AFTER_HAN = /^\p{Script=Han}/u;

function isEnded(after: string, path: string): boolean {
  return AFTER.test(after) || (isAscii(path.at(-1)) && AFTER_HAN.test(after));
}

const isAscii = (letter = ''): boolean => /^[\x21-\x7e]$/.test(letter);

/** Of a repository's own file, at any branch or commit whose name has no slash. */
const AT_A_COMMIT = /^\/(?:blob|raw|edit|blame)\/[^/]+\//;

function leadsTo(link: string, path: string, home: string | undefined): boolean {
  const bare = decoded(link.replace(/[#?].*$/s, ''));
  if (bare.replace(/^\.?\//, '') === path) return true;
  if (home === undefined || !bare.toLowerCase().startsWith(`${home.toLowerCase()}/`)) return false;
  const rest = bare.slice(home.length);
  return AT_A_COMMIT.test(rest) && rest.replace(AT_A_COMMIT, '') === path;
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link).normalize('NFC');
  } catch {
    return link;
  }
}
