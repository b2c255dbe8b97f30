/** The files that a merge could change beside those that a comparison lists: what the base moved, and what commits do that are brought one by one (`docs/decisions/changed-files.md`). */

import { kept, Unreadable } from '@countersign/core/kept.ts';
import { ask } from '../client.ts';
import type { Place, PullSeen } from '../translation.ts';
import type { TreeLine } from './changed.ts';
import { type Compared, compared, comparedGuarded, folderLines, type Own, type Range } from './files.ts';
import { GUARDED_BESIDE, GUARDED_FOLDER, isGuarded } from './guarded.ts';
import { entryAt } from './onefile.ts';
import type { Reader } from './reader.ts';

/** Every path that a merge could change; or why nobody can tell. */
export type MergedFiles = readonly string[] | 'unreadable' | 'too-many' | 'moved' | 'tangled' | 'too-many-commits';

/** So many commits are asked for their own files. */
const MOST_COMMITS = 50;
/** So often a branch may have taken in its base, and so many folders are read. */
const MOST_MEETINGS = 20;
const MOST_FOLDERS = 100;

/** No webhook tells when a repository begins to allow it. */
const MERGING_AGE_MS = 10 * 60_000;

/**
 * Whether the commits of a pull request may be brought one by one. Those of a queue its branch will have. What webhooks told may have been switched on since.
 * @throws Transient while GitHub does not answer
 */
export async function mayRebase(
  reader: Reader,
  place: Place,
  { queued, rebases = true }: Pick<PullSeen, 'queued' | 'rebases'>,
): Promise<boolean> {
  return !queued && (rebases || (await allowsRebase(reader, place)));
}

/** Whether a repository lets commits be brought one by one, as it says itself; also where it cannot be asked. */
async function allowsRebase(reader: Reader, { tenant, project, owner, repo }: Place): Promise<boolean> {
  const key = { tenant, project, kind: 'rebase-merging', id: 'allowed' };
  const found = await kept({ ...reader, patient: true }, key, MERGING_AGE_MS, async () => {
    const answer = await ask(reader.client, 'GET /repos/{owner}/{repo}', { owner, repo });
    if (!answer.ok) throw new Unreadable(answer.message);
    // Whoever may not see it is told nothing; then the pull request's own webhooks say it.
    return (answer.data as { readonly allow_rebase_merge?: boolean }).allow_rebase_merge ?? false;
  });
  return found === 'unreadable' || found.value;
}

/**
 * What differs from the base after `head` is merged into it, whichever way it is merged.
 * @param isRebased the repository lets commits be brought one by one, or nobody knows that it does not
 * @throws Transient while GitHub does not answer
 */
export function mergedFiles(reader: Reader, place: Place, range: Range, isRebased: boolean): Promise<MergedFiles> {
  return mergedAs({ reader, place, compare: compared }, range, isRebased);
}

/** Who compares two commits, and of which files. */
interface Comparing {
  readonly reader: Reader;
  readonly place: Place;
  readonly compare: typeof compared;
}

async function mergedAs(comparing: Comparing, range: Range, isRebased: boolean): Promise<MergedFiles> {
  const { reader, place, compare } = comparing;
  const whole = await compare(reader, place, range);
  if (typeof whole === 'string') return whole;
  const { commits, mergeBase } = whole;
  const isOnTop = mergeBase === range.base;
  // A merge into what the head holds already gives the head, whatever its history is.
  if (isOnTop && !isRebased) return whole.files;
  if (commits === 'too-many') return 'too-many-commits';
  const met = await meetings(comparing, whole, commits);
  if (typeof met === 'string') return met;
  const each = isRebased && commits.length > 1 ? await eachOf(comparing, whole, commits) : undefined;
  if (typeof each === 'string') return each;
  const { files, trees } = each ?? { files: whole.files, trees: [] };
  const { base: is, head } = whole.trees;
  const paths = grouping(files);
  const reading = { reader, place, left: MOST_FOLDERS };
  for (const was of met)
    for (const one of new Set([head, ...trees])) {
      const moved = await hasMoved(reading, { was, is, head: one }, paths);
      if (moved !== false) return moved;
    }
  return files;
}

/** GitHub brings no more commits than these one by one. https://docs.github.com/en/repositories/creating-and-managing-repositories/repository-limits */
const MOST_REBASED = 100;

/**
 * As `mergedFiles`, for work that needs nothing but to have its guarded files known: whatever else a merge does is not asked. What the base has moved
 * matters only where it has touched a guarded file, or the work does, and single commits only where the base has, which they may take back, or where a
 * merge among them, which a rebase leaves out, may undo them.
 * @throws Transient while GitHub does not answer
 */
export async function mergedGuarded(
  reader: Reader,
  place: Place,
  range: Range,
  isRebased: boolean,
): Promise<MergedFiles> {
  const found = await comparedGuarded(reader, place, range);
  if (typeof found === 'string') return found;
  const { commits, mergeBase, trees, files, isWhole } = found;
  const isOnTop = mergeBase === range.base;
  const isStill = isOnTop || (await isUntouched(reader, place, trees.mergeBase, trees.base));
  const isBeside = isStill && (isOnTop || !files.some(isGuarded));
  const isEach =
    isRebased &&
    commits !== 'too-many' &&
    commits.length <= MOST_REBASED &&
    (!isStill || commits.some((one) => one.parents.length !== 1));
  if (isBeside && !isEach) return files;
  // What else differs nobody lists there, so nobody can tell what of it the base has moved to a guarded file.
  if (!isBeside && !isWhole) return 'moved';
  return mergedAs({ reader, place, compare: comparedGuarded }, range, isEach);
}

/** Whether guarded files stand in two trees alike. */
async function isUntouched(reader: Reader, place: Place, was: string, is: string): Promise<boolean> {
  const [before, after] = [await folderLines(reader, place, was), await folderLines(reader, place, is)];
  if (typeof before === 'string' || typeof after === 'string') return false;
  const folderIn = (lines: readonly TreeLine[]) => lines.find((one) => one.path === GUARDED_FOLDER)?.sha;
  if (folderIn(before) !== folderIn(after)) return false;
  for (const path of GUARDED_BESIDE) {
    const [stood, stands] = [await entryAt(reader, place, was, path), await entryAt(reader, place, is, path)];
    if (stood === 'unreadable' || JSON.stringify(stood) !== JSON.stringify(stands)) return false;
  }
  return true;
}

/**
 * Where the head's own commits rest on the base's history, as trees. A merge takes the last of them for where both parted: there is one last
 * only where all others lie within it.
 */
async function meetings(
  { reader, place, compare }: Comparing,
  { mergeBase, trees }: Compared,
  commits: readonly Own[],
): Promise<readonly string[] | 'unreadable' | 'too-many' | 'tangled'> {
  if (commits.some((one) => one.parents.length === 0)) return 'tangled';
  const own = new Set(commits.map((one) => one.sha));
  const rests = new Set(commits.flatMap((one) => one.parents).filter((sha) => !own.has(sha)));
  rests.delete(mergeBase);
  if (rests.size > MOST_MEETINGS) return 'tangled';
  const found = [trees.mergeBase];
  for (const head of rests) {
    const below = await compare(reader, place, { base: mergeBase, head });
    if (typeof below === 'string') return below;
    if (below.mergeBase !== head) return 'tangled';
    found.push(below.trees.head);
  }
  return found;
}

/** What commits do that are brought one by one. */
interface Each {
  readonly files: readonly string[];
  /** What each of them leaves, as a tree. */
  readonly trees: readonly string[];
}

/**
 * Merges are left out of a rebase, and with them what they undo. What a merge has of its own, unlike all that it merges, the commits behind it
 * rest on: so it counts. A folder that is gone somewhere on the way may be there again behind a merge, and what is new in it then goes where the folder went.
 */
async function eachOf(
  { reader, place, compare }: Comparing,
  whole: Compared,
  commits: readonly Own[],
): Promise<Each | Exclude<MergedFiles, readonly string[]>> {
  const single = commits.filter((one) => one.parents.length === 1);
  if (single.length > MOST_COMMITS) return 'too-many-commits';
  const all = new Set(whole.files);
  const trees: string[] = [];
  const joining = commits.filter((one) => one.parents.length > 1);
  if (joining.length > MOST_MEETINGS) return 'tangled';
  const reading = { reader, place, left: MOST_FOLDERS };
  const losesFolder = async ({ files, trees: { mergeBase: was, head: is } }: Compared) =>
    joining.length > 0 && (await hasLost(reading, { was, is }, grouping(files)));
  for (const { sha, parents } of single) {
    const found = await compare(reader, place, { base: parents[0] ?? '', head: sha });
    if (typeof found === 'string') return found;
    for (const path of found.files) all.add(path);
    trees.push(found.trees.head);
    const lost = await losesFolder(found);
    if (lost !== false) return lost;
  }
  for (const { sha, parents } of joining) {
    const unlike: ReadonlySet<string>[] = [];
    for (const base of parents) {
      const found = await compare(reader, place, { base, head: sha });
      if (typeof found === 'string') return found;
      unlike.push(new Set(found.files));
      const lost = await losesFolder(found);
      if (lost !== false) return lost;
    }
    for (const path of unlike[0] ?? []) if (unlike.every((files) => files.has(path))) all.add(path);
  }
  return { files: [...all], trees };
}

interface Reading {
  readonly reader: Reader;
  readonly place: Place;
  /** How many folders may still be read. */
  left: number;
}

/** One folder by its trees: where both parted, at the base and at the head; absent where there is none. */
interface Folder {
  readonly was: string;
  readonly is: string;
  readonly head: string | undefined;
}

/**
 * Whether any of the paths, or a folder that it lies in, stood where both parted and is gone from the base: Git looks for where it went, and
 * changes that. So it does with a folder that the head took away, and into which the base has put something.
 */
async function hasMoved(
  reading: Reading,
  { was, is, head }: Folder,
  paths: readonly (readonly string[])[],
): Promise<false | 'moved' | 'unreadable' | 'too-many'> {
  // The base has touched nothing in it.
  if (was === is || paths.length === 0) return false;
  const [before, now, own] = [await linesOf(reading, was), await linesOf(reading, is), await linesOf(reading, head)];
  for (const lines of [before, now, own]) if (typeof lines === 'string') return lines;
  const [old, here, there] = [before, now, own].map((lines) => byName(lines as readonly TreeLine[]));
  for (const [name, below] of grouped(paths)) {
    // Names that are no text look alike; nobody can tell which of them is gone.
    if (name.includes('\ufffd')) return 'moved';
    const stood = old?.get(name);
    if (!stood) continue;
    const stands = here?.get(name);
    if (stands?.type !== stood.type) return 'moved';
    if (stood.type !== 'tree' || stands.sha === stood.sha) continue;
    const heads = there?.get(name);
    if (heads?.type !== 'tree') return 'moved';
    const moved = await hasMoved(reading, { was: stood.sha, is: stands.sha, head: heads.sha }, below);
    if (moved !== false) return moved;
  }
  return false;
}

/** Whether a folder in which any of the paths lies is there, and is gone behind a commit. */
async function hasLost(
  reading: Reading,
  { was, is }: Pick<Folder, 'was' | 'is'>,
  paths: readonly (readonly string[])[],
): Promise<false | 'moved' | 'unreadable' | 'too-many'> {
  if (was === is) return false;
  const [before, now] = [await linesOf(reading, was), await linesOf(reading, is)];
  if (typeof before === 'string') return before;
  if (typeof now === 'string') return now;
  const [old, here] = [byName(before), byName(now)];
  for (const [name, below] of grouped(paths)) {
    const stood = old.get(name);
    if (stood?.type !== 'tree') continue;
    const stands = here.get(name);
    if (stands?.type !== 'tree') return 'moved';
    const lost = await hasLost(reading, { was: stood.sha, is: stands.sha }, below);
    if (lost !== false) return lost;
  }
  return false;
}

async function linesOf(
  reading: Reading,
  sha: string | undefined,
): Promise<readonly TreeLine[] | 'unreadable' | 'too-many' | 'moved'> {
  if (sha === undefined) return [];
  reading.left -= 1;
  return reading.left < 0 ? 'moved' : folderLines(reading.reader, reading.place, sha);
}

const byName = (lines: readonly TreeLine[]): ReadonlyMap<string, TreeLine> =>
  new Map(lines.map((one) => [one.path, one]));

const grouping = (files: readonly string[]): readonly (readonly string[])[] => files.map((path) => path.split('/'));

/** By their first name, with what follows it. */
function grouped(paths: readonly (readonly string[])[]): ReadonlyMap<string, (readonly string[])[]> {
  const found = new Map<string, (readonly string[])[]>();
  for (const [name = '', ...below] of paths) {
    const known = found.get(name) ?? [];
    if (below.length > 0) known.push(below);
    found.set(name, known);
  }
  return found;
}
