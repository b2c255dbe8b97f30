/** Globs over branches and files, as people know them from `.gitignore` and CODEOWNERS: what they mean, in time that grows with glob and name alone. */
import { alternativesOf, classesIn } from '../policy/braces.ts';

/**
 * What a glob is read for. What is covered is read widely: a name without a wildcard is a folder, too, and everything below it. What is
 * exempt is read narrowly: only what ends in a slash is a folder, and only the one that the path leads to.
 */
export type GlobReading = 'covered' | 'exempt';

/**
 * Whether a glob matches a whole name. `*` and `?` stay within a segment, `**` crosses (for what is exempt only as a whole
 * segment); a glob without a slash matches in every folder; `{a,b}` is either, as if both were written; `[id]` is one of the letters, or
 * the name as it is written, because folders are called so; everything else means itself.
 */
export function anyGlob(globs: readonly string[], reading: GlobReading = 'covered'): (name: string) => boolean {
  const ends = endsIn(globs, reading);
  // What nobody can tell in reasonable work is covered, and exempt it is not; nothing is opened by what stands for too many names.
  return (name) => {
    const found = ends?.(name);
    return found === undefined ? reading === 'covered' : found.length > 0;
  };
}

/**
 * Which of the globs match any of the names, by their places: one walk over each name for all of them together. `undefined` where that takes
 * more work than a policy may cause.
 */
export function globsThatMatch(
  globs: readonly string[],
  names: readonly string[],
  reading: GlobReading = 'covered',
): ReadonlySet<number> | undefined {
  const ends = endsIn(globs, reading);
  const matched = new Set<number>();
  for (const name of names) {
    const found = ends?.(name);
    if (found === undefined) return undefined;
    for (const at of found) matched.add(at);
    if (matched.size === globs.length) break;
  }
  return matched;
}

/** The places of the globs that match a whole name; `undefined` where nobody can tell in reasonable work. */
function endsIn(
  globs: readonly string[],
  reading: GlobReading,
): ((name: string) => readonly number[] | undefined) | undefined {
  // Composed characters may be stored apart (macOS does so); for what is covered both are one name.
  const asRead = (text: string) => (reading === 'covered' ? text.normalize('NFC') : text);
  const written = alternativesOf(globs.map(asRead));
  // No policy in force holds what stands for too many names: nothing is exempt by it, and everything covered.
  if (reading === 'covered' && written.includes(undefined)) return undefined;
  const ends = runner(compiled(written, reading));
  return (name) => ends(asRead(name));
}

/** The same of what is covered, in whichever case a name is written: many file systems put `SRC/a.js` where `src/a.js` is. */
export function anyGlobInAnyCase(globs: readonly string[]): (name: string) => boolean {
  const written = anyGlob(globs);
  const folded = anyGlob(globs.map((glob) => glob.toLowerCase()));
  return (name) => written(name) || folded(name.toLowerCase());
}

type State =
  | { readonly kind: 'letter'; readonly letter: string; readonly next: number }
  | { readonly kind: 'one'; readonly takes: (letter: string) => boolean; readonly next: number }
  | { readonly kind: 'split'; readonly next: number[] }
  /** A glob matches what ends here; it is the one at this place. */
  | { readonly kind: 'end'; readonly of: number };

interface Machine {
  readonly states: readonly State[];
  readonly from: number;
}

function compiled(globs: readonly (readonly string[] | undefined)[], reading: GlobReading): Machine {
  const states: State[] = [];
  const ways = globs.flatMap((names = [], of) => {
    const end = add(states, { kind: 'end', of });
    return names.flatMap((name) => waysOf(name, reading)).map((path) => chain(states, parse(path, reading), end));
  });
  return { states, from: add(states, { kind: 'split', next: ways }) };
}

/** The whole paths that a glob without braces stands for. What a longer one matches as well is not named by itself. */
function waysOf(glob: string, reading: GlobReading): readonly string[] {
  const isFolder = glob.endsWith('/');
  const isAnchored = glob.slice(0, -1).includes('/');
  const path = glob.replace(/^\//, '').replace(/\/$/, '');
  if (reading === 'exempt') return [isFolder ? `${path}/**` : isAnchored ? path : `**/${path}`];
  const last = path.slice(path.lastIndexOf('/') + 1);
  // `src/**` matches what stands in the place of `src`, too.
  const here = isFolder || !/[*?]/.test(last) ? `${path}/**` : path;
  return [isAnchored ? here : `**/${here}`];
}

type Part =
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'one'; readonly takes: (letter: string) => boolean }
  /** `*`: any letters of a segment, also none. */
  | { readonly kind: 'some' }
  /** `**` as a whole segment, with the slash behind it: any segments, also none. */
  | { readonly kind: 'folders' }
  /** `**` at the end, and for what is covered beside letters, too: anything. */
  | { readonly kind: 'all' }
  | { readonly kind: 'either'; readonly ways: readonly (readonly Part[])[] };

const inSegment = (letter: string) => letter !== '/';

function parse(glob: string, reading: GlobReading): readonly Part[] {
  const classes = classesIn(glob);
  const parts: Part[] = [];
  for (let at = 0; at < glob.length; ) {
    const letter = String.fromCodePoint(glob.codePointAt(at) ?? 0);
    if (letter === '*') {
      let end = at;
      while (glob[end] === '*') end += 1;
      const isWhole = end - at > 1 && (at === 0 || glob[at - 1] === '/');
      if (isWhole && glob[end] === '/') {
        parts.push({ kind: 'folders' });
        at = end + 1;
      } else if (isWhole && end === glob.length) {
        // `src/**` covers what stands in the folder's place, too: a link, a submodule. More of the same adds nothing.
        while (reading === 'covered' && parts.at(-1)?.kind === 'folders') parts.pop();
        if (reading === 'covered' && parts.at(-1)?.kind === 'letter') {
          parts.pop();
          parts.push({ kind: 'either', ways: [[], [{ kind: 'letter', letter: '/' }, { kind: 'all' }]] });
        } else parts.push({ kind: 'all' });
        at = end;
      } else {
        parts.push({ kind: end - at > 1 && reading === 'covered' ? 'all' : 'some' });
        at = end;
      }
      continue;
    }
    const end = classes.get(at);
    if (end !== undefined) {
      parts.push(classOf([...glob.slice(at, end)]));
      at = end;
      continue;
    }
    parts.push(letter === '?' ? { kind: 'one', takes: inSegment } : { kind: 'letter', letter });
    at += letter.length;
  }
  return parts;
}

/** `[a-z]`, `[!a]`: one letter of these, or the very name. */
function classOf(letters: readonly string[]): Part {
  const isNot = letters[1] === '!' || letters[1] === '^';
  const inside = letters.slice(isNot ? 2 : 1, -1);
  const single = new Set<string>();
  const ranges: (readonly [string, string])[] = [];
  for (let index = 0; index < inside.length; index += 1) {
    const [one = '', dash, other] = inside.slice(index, index + 3);
    if (dash === '-' && other !== undefined) {
      ranges.push([one, other]);
      index += 2;
    } else single.add(one);
  }
  const has = (letter: string) => single.has(letter) || ranges.some(([from, to]) => from <= letter && letter <= to);
  const takes = (letter: string) => letter !== '/' && has(letter) !== isNot;
  const written = letters.map((letter): Part => ({ kind: 'letter', letter }));
  return { kind: 'either', ways: [[{ kind: 'one', takes }], written] };
}

function add(states: State[], state: State): number {
  states.push(state);
  return states.length - 1;
}

/** Puts the parts before a state. @returns the state to begin with. */
function chain(states: State[], parts: readonly Part[], end: number): number {
  let next = end;
  for (const part of parts.toReversed()) next = before(states, part, next);
  return next;
}

function before(states: State[], part: Part, next: number): number {
  const loop = (takes: (letter: string) => boolean): number => {
    const split: State = { kind: 'split', next: [next] };
    const at = add(states, split);
    split.next.push(add(states, { kind: 'one', takes, next: at }));
    return at;
  };
  switch (part.kind) {
    case 'letter':
      return add(states, { kind: 'letter', letter: part.letter, next });
    case 'one':
      return add(states, { kind: 'one', takes: part.takes, next });
    case 'some':
      return loop(inSegment);
    case 'all':
      return loop(() => true);
    case 'folders': {
      const split: State = { kind: 'split', next: [next] };
      const at = add(states, split);
      const slash = add(states, { kind: 'letter', letter: '/', next: at });
      const segment: State = { kind: 'split', next: [slash] };
      const within = add(states, segment);
      segment.next.push(add(states, { kind: 'one', takes: inSegment, next: within }));
      split.next.push(within);
      return at;
    }
    case 'either':
      return add(states, { kind: 'split', next: part.ways.map((way) => chain(states, way, next)) });
  }
}

/** All states that the machine may be in after the same letters, and where each further letter leads from there. */
interface Place {
  readonly states: readonly number[];
  /** The globs that match the letters so far. */
  readonly ends: readonly number[];
  readonly next: Map<string, Place>;
}

/** Places are kept for the next name, but only so many: some globs have as many as there are names. */
const MOST_PLACES = 2_000;

/** So many states are looked at for all names together, and so many more for each of their letters. */
const STEPS = 1_000_000;
const STEPS_A_LETTER = 50;

/**
 * All states at once, letter by letter: no glob makes it go back.
 * @returns `undefined` once `STEPS` are spent
 */
function runner({ states, from }: Machine): (name: string) => readonly number[] | undefined {
  let left = STEPS;
  const kept = new Map<string, Place>();
  const placeOf = (some: readonly number[]): Place => {
    const found = reached(states, some);
    left -= found.length;
    const key = found.join();
    const known = kept.get(key);
    if (known) return known;
    const place = { states: found, ends: endsAmong(states, found), next: new Map() };
    if (kept.size < MOST_PLACES) kept.set(key, place);
    return place;
  };
  const after = (place: Place, letter: string): Place => {
    const next: number[] = [];
    left -= place.states.length;
    for (const at of place.states) {
      const state = states[at];
      if (state && takes(state, letter)) next.push(state.next);
    }
    return placeOf(next);
  };
  const first = placeOf([from]);
  return (name) => {
    let now = first;
    for (const letter of name) {
      left += STEPS_A_LETTER;
      let next = now.next.get(letter);
      if (!next) {
        if (left <= 0) return undefined;
        next = after(now, letter);
        if (kept.size < MOST_PLACES) now.next.set(letter, next);
      }
      if (next.states.length === 0) return [];
      now = next;
    }
    return now.ends;
  };
}

function takes(state: State, letter: string): state is Extract<State, { kind: 'letter' | 'one' }> {
  return state.kind === 'letter' ? state.letter === letter : state.kind === 'one' && state.takes(letter);
}

function endsAmong(states: readonly State[], found: readonly number[]): readonly number[] {
  return found.flatMap((at) => {
    const state = states[at];
    return state?.kind === 'end' ? [state.of] : [];
  });
}

/** The states that can be reached without a letter, in order, without those that only lead on. */
function reached(states: readonly State[], from: readonly number[]): readonly number[] {
  const found = new Set<number>();
  const open = [...from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    const state = states[at];
    if (state?.kind === 'split') for (const next of state.next) open.push(next);
  }
  return [...found].filter((at) => states[at]?.kind !== 'split').sort((one, other) => one - other);
}
