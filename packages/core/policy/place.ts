/** Names of files and branches in a policy that can match nothing, and what was meant by them: a gate that guards nothing must not look like one that does. */
import { alternatives, alternativesOf, classesOf, withoutClasses } from './braces.ts';

/** Why a name can match nothing, or not what it seems to say; each has its words in `policy.bad-place`. */
export type Misplaced =
  | 'blanks'
  | 'negated'
  | 'pattern'
  | 'dots'
  | 'backslash'
  | 'extended'
  | 'range'
  | 'many'
  | 'altogether'
  | 'drive'
  | 'relative'
  | 'slashes'
  | 'git'
  | 'ref'
  | 'forbidden';

export interface Placed {
  readonly glob: string;
  readonly kind: PlaceKind;
}

export interface Misplacement {
  readonly why: Misplaced;
  /** What would be right; absent where that cannot be told. */
  readonly meant?: string;
}

/** What the name is for: `exempt` takes nothing that could exempt more than is meant, `paths` nothing that could cover less. */
export type PlaceKind = 'paths' | 'exempt' | 'branches';

/**
 * What is wrong with each glob; `undefined` for one of which every alternative matches at least one name that there can be. All names of a policy
 * share one bound: whoever may write one must not keep the others waiting. The first that is too much is told, and those behind it are not looked at.
 */
export function misplacedAmong(names: readonly Placed[]): readonly (Misplacement | undefined)[] {
  const written = alternativesOf(names.map(({ glob }) => glob));
  const full = written.findIndex((ways, at) => ways === undefined && alternatives(names[at]?.glob ?? '') !== undefined);
  return names.map(({ glob, kind }, at) => {
    if (full < 0 || at < full) return misplacement(glob, kind, written[at]);
    return at === full ? { why: 'altogether' } : undefined;
  });
}

function misplacement(glob: string, kind: PlaceKind, ways: readonly string[] | undefined): Misplacement | undefined {
  const why = bad(glob, kind, ways);
  if (!why) return undefined;
  const meant = meantBy(glob, kind);
  const isRight = meant !== glob && meant !== '' && !bad(meant, kind);
  // What was to be taken out is not what is to be put in.
  return isRight && why !== 'negated' ? { why, meant } : { why };
}

function bad(glob: string, kind: PlaceKind, ways = alternatives(glob)): Misplaced | undefined {
  if (/\{,+\}/.test(glob)) return 'range';
  if (!ways) return 'many';
  for (const way of ways) {
    const why = kind === 'branches' ? badBranch(way) : badPath(way, kind);
    if (why) return why;
  }
  return undefined;
}

/** The whole, mended; or what each alternative was meant to be, where braces hide it from that. */
function meantBy(glob: string, kind: PlaceKind): string {
  const mended = (one: string) => (kind === 'branches' ? branchMeant(one) : pathMeant(one));
  const whole = mended(glob);
  const ways = alternatives(glob) ?? [];
  if (ways.length < 2 || !bad(whole, kind)) return whole;
  return `{${ways.map(mended).join(',')}}`;
}

/** Letters that a name may not begin or end with, or hold at all: nobody sees them. */
const UNSEEN = /^\s|\s$|[\p{Cc}\u00ad\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
/** Marks of regular expressions that a glob takes by the letter. */
const PATTERN = /^\^|\$$|\||[\])]\+|\(\?|(^|\/)\.\+/;

function badPath(glob: string, kind: 'paths' | 'exempt'): Misplaced | undefined {
  if (UNSEEN.test(glob)) return 'blanks';
  if (glob.startsWith('!')) return 'negated';
  if (/^[a-z]:[\\/]/i.test(glob)) return 'drive';
  if (/\\[a-z_]{2,}/i.test(glob) && !PATTERN.test(glob)) return 'backslash';
  if (isPattern(glob)) return 'pattern';
  // As a glob this is a name that begins with a dot, and in a regular expression it is any: which one was meant cannot be told.
  if (kind === 'paths' && /(^|\/)\.\*/.test(glob)) return 'dots';
  return common(glob) ?? pathSegments(glob);
}

function pathSegments(glob: string): Misplaced | undefined {
  const segments = glob.replace(/^\//, '').replace(/\/$/, '').split('/');
  if (segments.some((one) => one === '.' || one === '..')) return 'relative';
  if (segments.includes('')) return 'slashes';
  return segments.some((one) => one.toLowerCase() === '.git') ? 'git' : undefined;
}

/** What git allows in the name of a branch (`git check-ref-format`), with the wildcards that globs have. */
function badBranch(glob: string): Misplaced | undefined {
  if (UNSEEN.test(glob)) return 'blanks';
  if (glob.startsWith('!')) return 'negated';
  if (/^\/?refs(\/|$)/.test(glob)) return 'ref';
  if (isPattern(glob) || /(^|\/)\.\*/.test(glob)) return 'pattern';
  const bad = common(glob);
  if (bad) return bad;
  const name = glob.replace(/^\//, '').replace(/\/$/, '');
  if (name.split('/').includes('')) return 'slashes';
  if (/[ ~:]|\.\.|@\{|\.lock(\/|$)|\.$|(^|\/)\.|^-|^@$|^HEAD$/.test(name)) return 'forbidden';
  // Brackets say which letters are meant, or not; one of them has to be a letter that git takes.
  if (classesOf(name).some((one) => !/^\[[!^]|[^\s~^:?*[\]\\.@]/.test(one))) return 'forbidden';
  // By the letter git takes neither mark.
  return /[[^]/.test(withoutClasses(name)) ? 'forbidden' : undefined;
}

function isPattern(glob: string): boolean {
  return PATTERN.test(glob) || /\\[.dwsbDWSB/$^+*?()[\]{}|-]/.test(glob.replace(/^[A-Za-z]:/, ''));
}

/** Two dots between braces: looked for once behind each brace, however many dots there are. */
const RANGE = /\{[^,{}.]*(?:\.(?!\.)[^,{}.]*)*\.\.[^,{}]*\}/;

/** Whether parentheses with a mark before them stand in a segment. */
function isExtended(segment: string): boolean {
  const open = segment.search(/[?*+@!]\(/);
  return open >= 0 && segment.includes(')', open);
}

function common(glob: string): Misplaced | undefined {
  if (glob.includes('\\')) return 'backslash';
  if (glob.split('/').some(isExtended)) return 'extended';
  if (RANGE.test(glob)) return 'range';
  return undefined;
}

function pathMeant(glob: string): string {
  const path = plain(glob);
  return path
    .replace(/^[a-z]:\//i, '')
    .replace(/^(\.{1,2}\/)+/, '')
    .replace(/\/\.(?=\/|$)/g, '')
    .replace(/(.)\/{2,}/g, '$1/');
}

function branchMeant(glob: string): string {
  const path = plain(glob).replace(/^\/?refs\/(heads|remotes\/[^/]+)\//, '');
  return path.replace(/^\/?refs\/.*$/, '').replace(/\/{2,}/g, '/');
}

/** As a glob what was written as a regular expression or as Windows writes paths. */
function plain(glob: string): string {
  const isWindows = /\\[a-z_]{2,}/i.test(glob);
  if (!isWindows && /\\[a-z]/i.test(glob)) return '';
  return (isWindows ? glob.replaceAll('\\', '/') : glob)
    .trim()
    .replace(/^\^\/?/, '')
    .replace(/\$$/, '')
    .replace(/\\([.()[\]{}$^+*?|/-])/g, '$1\u0000')
    .replace(/(^|\/)\.[*+](?=\/|$)/g, '$1**')
    .replace(/(^|\/)\.[*+]/g, '$1**/*')
    .replace(/\.[*+]/g, '*')
    .replace(/[?*+@!]?\(\??:?([^()|/]*(?:\|[^()|/]*)+)\)/g, (_, ways: string) => `{${ways.replaceAll('|', ',')}}`)
    .replaceAll('\u0000', '');
}
