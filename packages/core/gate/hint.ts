/** What a policy is told although it is valid: what in it matches nothing in this repository, and what it exempts that opens everything. */

import type { Policy } from '../policy/policy.ts';
import { LONGEST_SHOWN, nearest } from '../policy/problem.ts';
import { USUAL_BRANCHES } from '../policy/usual.ts';
import type { Say } from '../text/catalogue.ts';
import { anyGlob, matchesGlob } from './glob.ts';

export type HintCode =
  | 'exempts-workflows'
  | 'exempts-nothing'
  | 'no-file'
  | 'no-branch'
  | 'default-uncovered'
  | 'covers-default';

/** JSON-able; its words are `policy.hint.<code>`. */
export interface PolicyHint {
  readonly code: HintCode;
  readonly values: Readonly<Record<string, string>>;
}

/** What is known of a repository; what is absent could not be read, and nothing is said of it. */
export interface RepositoryNames {
  /** Every file of the default branch. */
  readonly files?: readonly string[];
  /** Branches: all of them, or at least every one that a glob of the policy matches. */
  readonly branches?: readonly string[];
  readonly defaultBranch?: string;
  /** The default branch was taken in for this very policy before: whoever pushes a branch of a name that matched none takes nothing out. */
  readonly takenIn?: boolean;
}

/** What runs with the rights of the repository as soon as it is merged. */
const WORKFLOWS = ['.github/workflows/ci.yml', '.github/actions/build/action.yml'];

export function hintsFor(policy: Policy, names: RepositoryNames = {}): readonly PolicyHint[] {
  const { merge } = policy;
  const hints: PolicyHint[] = [];
  const hint = (code: HintCode, values: PolicyHint['values']) =>
    hints.push({
      code,
      values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value.slice(0, LONGEST_SHOWN)])),
    });
  for (const glob of merge.exemptPaths)
    if (WORKFLOWS.some((file) => matchesGlob(glob, file, 'exempt'))) hint('exempts-workflows', { glob });
  const { files, branches, defaultBranch } = names;
  if (files) {
    const paths = merge.paths ?? [];
    for (const glob of first(paths, (one) => !files.some(anyGlob([one]))))
      hint('no-file', { glob, meant: otherwise(glob, files) });
    for (const glob of first(merge.exemptPaths, (one) => isOnlyFolder(one, files)))
      hint('exempts-nothing', { glob, meant: `${glob}/**` });
  }
  if (!branches) return hints;
  const known = defaultBranch === undefined ? branches : [defaultBranch, ...branches];
  const isUsual = merge.branches.join() === USUAL_BRANCHES.join();
  for (const glob of first(isUsual ? [] : merge.branches, (one) => !known.some(anyGlob([one]))))
    hint('no-branch', { glob, meant: otherwise(glob, known) });
  if (defaultBranch === undefined || covers(merge.branches, defaultBranch)) return hints;
  const globs = merge.branches.join(', ');
  hint(takesIn(merge.branches, names) ? 'covers-default' : 'default-uncovered', { branch: defaultBranch, globs });
  return hints;
}

/**
 * The policy as it has to be read in a repository: where it covers none of its branches, it covers the default one, and goes on to. A branch that was
 * renamed, or written otherwise, must not open every gate; and with what is not known nothing is opened either.
 */
export function asCovering(policy: Policy, names: RepositoryNames): Policy {
  const { merge } = policy;
  const { defaultBranch } = names;
  if (defaultBranch === undefined || covers(merge.branches, defaultBranch)) return policy;
  if (names.branches && !takesIn(merge.branches, names)) return policy;
  return { ...policy, merge: { ...merge, branches: [...merge.branches, defaultBranch] } };
}

function takesIn(globs: readonly string[], { branches = [], takenIn = false }: RepositoryNames): boolean {
  return takenIn || !branches.some((branch) => covers(globs, branch));
}

function covers(globs: readonly string[], branch: string): boolean {
  return anyGlob(globs)(branch);
}

/** So many of a kind are told: whoever reads ten mends more than these, and each is looked for among all files. */
const MOST_TOLD = 10;

function first(globs: readonly string[], isTold: (glob: string) => boolean): readonly string[] {
  const told: string[] = [];
  for (const glob of globs) {
    if (told.length === MOST_TOLD) break;
    if (isTold(glob)) told.push(glob);
  }
  return told;
}

/** `docs` exempts files of that name; where there is only a folder of it, the folder was meant. */
function isOnlyFolder(glob: string, files: readonly string[]): boolean {
  if (/[*?]/.test(glob) || glob.endsWith('/')) return false;
  return !files.some(anyGlob([glob], 'exempt')) && files.some(anyGlob([`${glob}/**`], 'exempt'));
}

/** What is there, and is called nearly so; empty where nothing is. */
function otherwise(glob: string, names: readonly string[]): string {
  const matches = anyGlob([glob.toLowerCase()]);
  const other = names.find((name) => matches(name.toLowerCase()));
  if (other !== undefined) return other;
  const tops = [...new Set(names.map((name) => name.split('/')[0] ?? name))];
  const [top = ''] = glob.replace(/^\//, '').split('/');
  const found = /[*?[{]/.test(top) ? undefined : nearest(top, tops.slice(0, MOST_COMPARED));
  return found ?? '';
}

const MOST_COMPARED = 500;

/** Without what marks things up on a surface; the edge makes the values harmless. */
export function hintSentence({ code, values }: PolicyHint, say: Say): string {
  return say(`policy.hint.${code}`, { ...values, ...('meant' in values ? { meant: values.meant || 'none' } : {}) });
}
