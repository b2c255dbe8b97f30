/** Whether a pull request changes nothing but the versions of what workflows use (`rules.md 6.4`): line for line, and narrowly. */

import { type Compared, compared, type Range } from '../facts/files.ts';
import { isRunning } from '../facts/guarded.ts';
import { fileAt, type Standing } from '../facts/onefile.ts';
import type { Reader } from '../facts/reader.ts';
import type { Place } from '../translation.ts';

/** So many workflows nobody raises by one pull request. */
const MOST_FILES = 50;
/** Nor in so many steps. */
const MOST_COMMITS = 20;

/**
 * What is changed beside versions: nothing, more, or nobody can tell.
 * @param isRebased tells whether commits may be brought one by one: then each has to raise versions alone, or it could take back what the base has by now
 * @throws Transient while GitHub does not answer
 */
export async function bumpIn(
  reader: Reader,
  place: Place,
  range: Range,
  isRebased: () => Promise<boolean>,
): Promise<'nothing' | 'more' | 'unreadable'> {
  const whole = await compared(reader, place, range);
  if (typeof whole === 'string') return 'unreadable';
  const found = await raised(reader, place, range.head, whole);
  const { commits } = whole;
  if (found !== 'nothing' || commits.length <= 1 || !(await isRebased())) return found;
  if (commits === 'too-many' || commits.length > MOST_COMMITS) return 'more';
  for (const { sha, parents } of commits) {
    const [base, ...others] = parents;
    // What a merge brings was said elsewhere, and a rebase leaves it out.
    if (base === undefined || others.length > 0) return 'more';
    const own = await compared(reader, place, { base, head: sha });
    const each = typeof own === 'string' ? 'unreadable' : await raised(reader, place, sha, own);
    if (each !== 'nothing') return each;
  }
  return 'nothing';
}

async function raised(
  reader: Reader,
  place: Place,
  head: string,
  { files, mergeBase, trees }: Compared,
): Promise<'nothing' | 'more' | 'unreadable'> {
  if (files.length === 0 || files.length > MOST_FILES || !files.every(isWorkflow)) return 'more';
  const from: Standing = { commit: mergeBase, tree: trees.mergeBase };
  const to: Standing = { commit: head, tree: trees.head };
  for (const path of files) {
    const [before, after] = [await fileAt(reader, place, from, path), await fileAt(reader, place, to, path)];
    if (before === 'unreadable' || after === 'unreadable') return 'unreadable';
    if (typeof before === 'string' || typeof after === 'string' || before.mode !== after.mode) return 'more';
    if (!isVersionBump(before.text.toString('utf8'), after.text.toString('utf8'))) return 'more';
  }
  return 'nothing';
}

const isWorkflow = (path: string): boolean => isRunning(path) && /\.ya?ml$/.test(path);

/** Whether two texts differ in nothing but the versions of `uses:` lines, each a newer one of the same action. */
export function isVersionBump(before: string, after: string): boolean {
  const [was, is] = [before.split('\n'), after.split('\n')];
  if (was.length !== is.length || before === after) return false;
  return was.every((line, at) => line === is[at] || isRaised(line, is[at] ?? ''));
}

/** `- uses: actions/checkout@v4`; a commit is followed by its version: `@b4ffde… # v4.1.1`. What stands around is compared letter by letter. */
const USES =
  /^(?<lead>\s*(?:-\s+)?uses:\s+(?<quote>["']?)[A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)+@)(?<ref>[A-Za-z0-9_.+-]+)\k<quote>(?<gap>\s+#\s*)?(?<note>v?\d[A-Za-z0-9_.+-]*)?(?<end>\s*)$/;
const VERSION = /^v?(\d{1,9}(?:\.\d{1,9}){0,3})(?:[-+][A-Za-z0-9.+-]+)?$/;
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

function isRaised(before: string, after: string): boolean {
  const [was, is] = [USES.exec(before)?.groups, USES.exec(after)?.groups];
  if (!was || !is || was.lead !== is.lead || was.end !== is.end) return false;
  const [from, to] = [pinned(was), pinned(is)];
  // A commit never means anything else; whoever may move a tag would say later what runs.
  if (!to.version || (from.isCommit && !to.isCommit)) return false;
  // A commit that has no version beside it may be any.
  if (!from.version) return from.isCommit && was.note === undefined;
  return isNewer(from.version, to.version) || isSameTag(from, to);
}

interface Version {
  readonly numbers: readonly number[];
  /** `-beta.1`: before the version of these numbers. */
  readonly isBefore: boolean;
  readonly text: string;
}

interface Pinned {
  readonly isCommit: boolean;
  /** That the reference is, or that stands beside a commit; absent where it is neither, such as a branch. */
  readonly version?: Version;
}

function pinned({ ref = '', note, gap }: Readonly<Record<string, string | undefined>>): Pinned {
  const isCommit = COMMIT.test(ref);
  // A note without its sign is no note.
  const said = note !== undefined && gap === undefined ? undefined : isCommit ? note : ref;
  const numbers = said === undefined ? undefined : VERSION.exec(said)?.[1];
  if (said === undefined || numbers === undefined) return { isCommit };
  return { isCommit, version: { numbers: numbers.split('.').map(Number), isBefore: said.includes('-'), text: said } };
}

/**
 * `v4` is the newest of all that begin with it: `v4.1.0` may be an older one, and `v4` is none that is older than `v4.1.0`. Of the same numbers, only
 * what was before its version grows newer.
 */
function isNewer(from: Version, to: Version): boolean {
  for (const [at, number] of from.numbers.entries()) {
    const second = to.numbers[at];
    if (second === undefined) return true;
    if (number !== second) return second > number;
  }
  return to.numbers.length === from.numbers.length && from.isBefore && !to.isBefore;
}

/** So many numbers name one version; fewer name a tag that goes on. */
const WHOLE = 3;

/** What a tag stands at: its commit in place of the tag, or a newer one of a tag that goes on. */
function isSameTag(from: Pinned, to: Pinned): boolean {
  if (!to.isCommit || from.version?.text !== to.version?.text) return false;
  return !from.isCommit || (from.version?.numbers.length ?? WHOLE) < WHOLE;
}
