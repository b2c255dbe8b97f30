/** Where the paths that are asked for stand in written words, letter by letter or as what a link leads to (`rules.md 6.4`). All paths are looked for at once: a text is read as often as it is long, not as often as there are paths. */
import { APPROVED_MARKS } from './marks.ts';

/** Words as they are written, with where links stand in them and what these lead to. */
export interface Written {
  readonly words: string;
  readonly links: readonly { readonly from: number; readonly to: number; readonly leads: string }[];
}

/** One of the paths that are asked for, where it stands. */
export interface Spot {
  readonly from: number;
  readonly to: number;
  readonly path: string;
}

/** In the order of their beginnings; none that stands by its letters overlaps another of these. */
export type Find = (written: Written) => readonly Spot[];

/** @param home address of the repository, for links that lead to its files */
export function finder(paths: readonly string[], home: string | undefined): Find {
  const known = new Map<string, readonly string[]>();
  for (const path of new Set(paths)) {
    const letters = path.normalize('NFC');
    if (letters !== '') known.set(letters, [...(known.get(letters) ?? []), path]);
  }
  const longestAt = beginnings([...known.keys()]);
  return (written) => [
    ...literally(written, longestAt).flatMap(({ from, letters }) =>
      (known.get(letters) ?? []).map((path): Spot => ({ from, to: from + letters.length, path })),
    ),
    ...written.links.flatMap(({ from, to, leads }) =>
      ledTo(leads, home)
        .flatMap((letters) => known.get(letters) ?? [])
        .map((path): Spot => ({ from, to, path })),
    ),
  ];
}

/** For a place in words: the longest of the names that begins there. */
type LongestAt = (words: string, at: number) => string | undefined;

function beginnings(names: readonly string[]): LongestAt {
  const sorted = names.toSorted((one, other) => (one < other ? -1 : 1));
  /** Of each, the longest other that it begins with. */
  const within: (number | undefined)[] = [];
  for (const [at, name] of sorted.entries()) {
    let one: number | undefined = at === 0 ? undefined : at - 1;
    while (one !== undefined && !name.startsWith(sorted[one] ?? name)) one = within[one];
    within.push(one);
  }
  const first = new Set(sorted.map((name) => name.charCodeAt(0)));
  const longest = Math.max(0, ...sorted.map(({ length }) => length));
  return (words, at) => {
    if (!first.has(words.charCodeAt(at))) return undefined;
    const here = words.slice(at, at + longest);
    let one: number | undefined = lastUpTo(sorted, here);
    while (one !== undefined && !here.startsWith(sorted[one] ?? '')) one = within[one];
    return one === undefined ? undefined : sorted[one];
  };
}

/** The last that sorts before the words, or is them. */
function lastUpTo(sorted: readonly string[], words: string): number | undefined {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? '') <= words) from = middle + 1;
    else to = middle;
  }
  return from === 0 ? undefined : from - 1;
}

function literally({ words }: Written, longestAt: LongestAt): readonly { from: number; letters: string }[] {
  const found: { from: number; letters: string }[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const letters = longestAt(words, at);
    if (letters === undefined) continue;
    const end = at + letters.length;
    if (!isBegun(words.slice(Math.max(0, at - LOOKED_BACK), at), letters)) continue;
    if (isEnded(words.slice(end, end + LOOKED_BACK), letters)) found.push({ from: at, letters });
  }
  return found;
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

/** The files that a link may lead to: from here, or at an address of the repository. */
function ledTo(link: string, home: string | undefined): readonly string[] {
  const bare = decoded(link.replace(/[#?].*$/s, ''));
  const rest =
    home !== undefined && bare.toLowerCase().startsWith(`${home.toLowerCase()}/`) ? bare.slice(home.length) : '';
  const own = bare.replace(/^\.?\//, '');
  return AT_A_COMMIT.test(rest) ? [own, rest.replace(AT_A_COMMIT, '')] : [own];
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link).normalize('NFC');
  } catch {
    return link;
  }
}
