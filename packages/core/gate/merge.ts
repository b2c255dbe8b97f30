/** May this pull request merge? (`rules.md 6.1`) Asked afresh each time with facts of the moment; closed on anything unknown. */

import type { Policy } from '../policy/policy.ts';
import type { PathMatcher } from './glob.ts';
import type { PolicyHint } from './hint.ts';
import { all, leaf, type Verdict } from './verdict.ts';

/** A pull request as far as the gate asks about it. */
export interface Work {
  readonly author: string;
  /** Name of the branch that it would merge into. */
  readonly base: string;
  /** Changed files; `unreadable` when they could not be had, `unasked` when the policy does not need them. */
  readonly files: readonly string[] | 'unreadable' | 'unasked';
  /** The change requests that it names. */
  readonly named: readonly NamedChange[];
  /** Files that no policy exempts: the policy itself, whose change is controlled, too (`rules.md 7.2`). */
  readonly always?: readonly string[];
}

export type NamedChange =
  | { readonly kind: 'known'; readonly label: string; readonly verdict: Verdict }
  | { readonly kind: 'unknown'; readonly label: string }
  /** In another repository or tracker; with what its own gate answered, where this one can ask it. */
  | {
      readonly kind: 'elsewhere';
      readonly label: string;
      readonly answer?: 'open' | 'closed' | 'unreachable' | 'refused' | 'unlisted';
    };

export type PolicyState =
  /** With what its people should be told of it, although it is valid. */
  | { readonly kind: 'in-force'; readonly policy: Policy; readonly hints?: readonly PolicyHint[] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken'; readonly problems: readonly string[] }
  | { readonly kind: 'unreadable'; readonly detail: string };

/** Whether anything could pass without a change request: then the changed files have to be known, because the policy's own never may. */
export function exempts({ merge }: Policy): boolean {
  const { paths, exemptPaths, exemptAuthors, covers } = merge;
  return paths !== undefined || exemptPaths.length > 0 || exemptAuthors.length > 0 || covers === 'linked';
}

/** Whether the policy wants a change request for this work at all; `undefined` when it does. */
function uncovered(policy: Policy, work: Work, matches: PathMatcher): Verdict | undefined {
  const { merge } = policy;
  if (!merge.branches.some((glob) => matches(glob, work.base)))
    return leaf(true, 'not-covered-branch', { branch: work.base });
  if (work.named.length > 0) return undefined;
  if (work.always && exempts(policy)) {
    if (!Array.isArray(work.files)) return leaf(false, 'facts-unreadable', { what: 'files' });
    if (work.files.some((file) => work.always?.includes(file))) return undefined;
  }
  if (merge.exemptAuthors.includes(work.author)) return leaf(true, 'exempt-author', { author: work.author });
  const needsFiles = merge.paths !== undefined || merge.exemptPaths.length > 0;
  if (needsFiles) {
    if (work.files === 'unreadable' || work.files === 'unasked')
      return leaf(false, 'facts-unreadable', { what: 'files' });
    const covered = coveredFiles(policy, work.files, matches, work.always);
    if (covered.length === 0) return leaf(true, 'not-covered-files', {});
  }
  if (merge.covers === 'linked') return leaf(true, 'not-linked', {});
  return undefined;
}

/** The changed files for which the policy wants a change request. */
export function coveredFiles(
  policy: Policy,
  files: readonly string[],
  matches: PathMatcher,
  always: readonly string[] = [],
): readonly string[] {
  const { paths, exemptPaths } = policy.merge;
  return files.filter(
    (file) =>
      always.includes(file) ||
      ((!paths || paths.some((glob) => matches(glob, file))) &&
        !exemptPaths.some((glob) => matches(glob, file, 'exempt'))),
  );
}

function elsewhere({ label, answer }: Extract<NamedChange, { kind: 'elsewhere' }>): Verdict {
  if (answer === undefined) return leaf(false, 'change-elsewhere', { label });
  return leaf(answer === 'open', `elsewhere-${answer}`, { label });
}

/** Every named change request has to open the gate: one that is refused is not made good by another (`rules.md 6.1`). */
export function mergeGate(state: PolicyState, work: Work, matches: PathMatcher): Verdict {
  if (state.kind === 'missing') return leaf(false, 'policy-missing');
  if (state.kind === 'broken') return leaf(false, 'policy-broken', { problems: state.problems });
  if (state.kind === 'unreadable') return leaf(false, 'policy-unreadable', { detail: state.detail });
  const { policy } = state;
  const free = uncovered(policy, work, matches);
  if (free) return free;
  if (work.named.length === 0) {
    const files = Array.isArray(work.files) ? coveredFiles(policy, work.files, matches, work.always) : [];
    return leaf(false, 'needs-change-request', { files });
  }
  const labels = work.named.map((one) => one.label);
  const changes = work.named.map((one): Verdict => {
    if (one.kind === 'unknown') return leaf(false, 'change-unknown', { label: one.label });
    if (one.kind === 'elsewhere') return elsewhere(one);
    return one.verdict;
  });
  return all('merge-open', 'merge-closed', changes, { labels });
}
