/** What a policy is told although it is valid: what in it matches nothing in this repository, and what it seems to exempt that nothing does. */

import type { NameCode } from '../policy/meaning.ts';
import { onlyContacts, type Policy } from '../policy/policy.ts';
import { LONGEST_SHOWN, nearest } from '../policy/problem.ts';
import { ROLES } from '../policy/role.ts';
import { USUAL_BRANCHES } from '../policy/usual.ts';
import type { Say } from '../text/catalogue.ts';
import { anyGlob, globsThatMatch } from './glob.ts';

export type HintCode =
  | 'exempts-workflows'
  | 'bumps-unsaid'
  | 'exempts-nothing'
  | 'no-file'
  | 'no-branch'
  | 'default-uncovered'
  | 'covers-default'
  | NameCode
  | 'contact-only'
  | 'contact-beside'
  | 'contact-inside'
  | 'contact-server'
  | 'channel-server'
  | 'unknown-account'
  | 'unknown-group'
  | 'unknown-program'
  | 'hidden-project'
  | 'unknown-login'
  | 'unknown-team';

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
  for (const role of ROLES) {
    const { contacts = [] } = policy.roles[role] ?? {};
    const contact = contacts.map((one) => one.name).join(', ');
    if (contact === '') continue;
    hint(onlyContacts(policy, role).length > 0 ? 'contact-only' : 'contact-beside', { contact, role });
  }
  const opening = globsThatMatch(merge.exemptPaths, WORKFLOWS, 'exempt');
  for (const glob of first(merge.exemptPaths, (at) => opening?.has(at) === true)) hint('exempts-workflows', { glob });
  if (merge.exemptBumps === undefined) hint('bumps-unsaid', {});
  const { files, branches, defaultBranch } = names;
  if (files) {
    for (const glob of idle(merge.paths ?? [], files)) hint('no-file', { glob, meant: otherwise(glob, files) });
    for (const glob of onlyFolders(merge.exemptPaths, files)) hint('exempts-nothing', { glob, meant: `${glob}/**` });
  }
  if (!branches) return hints;
  const known = defaultBranch === undefined ? branches : [defaultBranch, ...branches];
  const isUsual = merge.branches.join() === USUAL_BRANCHES.join();
  for (const glob of idle(isUsual ? [] : merge.branches, known))
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
  return takenIn || !branches.some(anyGlob(globs));
}

function covers(globs: readonly string[], branch: string): boolean {
  return anyGlob(globs)(branch);
}

/** So many of a kind are told: whoever reads ten mends more than these, and what was meant by each is looked for among all files. */
const MOST_TOLD = 10;

function first(globs: readonly string[], isTold: (at: number) => boolean): readonly string[] {
  const told: string[] = [];
  for (const [at, glob] of globs.entries()) {
    if (told.length === MOST_TOLD) break;
    if (isTold(at)) told.push(glob);
  }
  return told;
}

/** The first globs that match none of the names. All are looked for in one walk: by themselves, each would be a walk over every file. */
function idle(globs: readonly string[], names: readonly string[]): readonly string[] {
  const matched = globsThatMatch(globs, names);
  return matched ? first(globs, (at) => !matched.has(at)) : [];
}

/** `docs` exempts files of that name; where there is only a folder of it, the folder was meant. */
function onlyFolders(globs: readonly string[], files: readonly string[]): readonly string[] {
  const named = globs.filter((glob) => !/[*?]/.test(glob) && !glob.endsWith('/'));
  const asFiles = globsThatMatch(named, files, 'exempt');
  const below = named.map((glob) => `${glob}/**`);
  const asFolders = globsThatMatch(below, files, 'exempt');
  return asFiles && asFolders ? first(named, (at) => !asFiles.has(at) && asFolders.has(at)) : [];
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
