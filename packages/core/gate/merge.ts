/** May this pull request merge? (`rules.md 6.1`) Asked afresh each time with facts of the moment; closed on anything unknown. */

import type { Policy } from '../policy/policy.ts';
import type { Locale } from '../text/locale.ts';
import { anyGlob, anyGlobInAnyCase } from './glob.ts';
import type { PolicyHint } from './hint.ts';
import { all, leaf, missing, type Verdict } from './verdict.ts';

/** A pull request as far as the gate asks about it. */
export interface Work {
  readonly author: string;
  /** Name of the branch that it would merge into. */
  readonly base: string;
  /** A rule on the base itself requires our check, whatever the policy covers; or nobody can tell. */
  readonly demanded?: boolean | 'unreadable';
  /** Whether the author's exemption holds for what is in it: only for commits that are surely the author's own. Absent: nobody asked. */
  readonly authored?: Authorship;
  /** Changed files; or why there is no whole list of them. */
  readonly files: readonly string[] | UnknownFiles;
  /** The change requests that it names. */
  readonly named: readonly NamedChange[];
  /** Files that no policy exempts: the policy itself, whose change is controlled, too (`rules.md 7.2`). */
  readonly always?: readonly string[];
  /** Something that happened to it, to what it names or to its whole repository is not handled: given up, or waiting for the outside. */
  readonly unhandled?: 'parked' | 'waiting';
}

export type UnknownFiles =
  /** They could not be had. */
  | 'unreadable'
  /** The tracker lists only some of them. */
  | 'too-many'
  /** What is changed here the base has moved or removed: a merge would change it where it is now. */
  | 'moved'
  /** Both histories met more than once, or nowhere: what a merge would change is not what differs. */
  | 'tangled'
  /** Each commit may be brought by itself, and nobody asks so many for their files. */
  | 'too-many-commits'
  /** The policy does not need them. */
  | 'unasked';

export type NamedChange =
  | {
      readonly kind: 'known';
      readonly label: string;
      readonly verdict: Verdict;
      /** Spoken of, and not said to be implemented: it opens nothing. `isOver`: it is history. */
      readonly mention?: { readonly isOver?: true };
    }
  | { readonly kind: 'unknown'; readonly label: string }
  /** It lives in another project by now, under whose policy it opens what names it there. */
  | { readonly kind: 'moved'; readonly label: string }
  /** In another repository or tracker; with what its own gate answered, where this one can ask it. */
  | {
      readonly kind: 'elsewhere';
      readonly label: string;
      readonly answer?: 'open' | 'closed' | 'unreachable' | 'refused' | 'unlisted';
    };

export type PolicyState =
  /** With what its people should be told of it, although it is valid. */
  | {
      readonly kind: 'in-force';
      readonly policy: Policy;
      readonly hints?: readonly PolicyHint[];
      /** The one that stands now, where this one was pinned and is another. */
      readonly current?: Policy;
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken'; readonly problems: readonly string[] }
  | {
      readonly kind: 'unreadable';
      readonly detail: string;
      /** The tracker did not answer; what it refused to show, or shows as no policy, has none. */
      readonly away?: Away;
      /** A version whose text nobody kept, or whose text was erased: no retry helps. */
      readonly gone?: Gone;
      /** As of one that is in force. */
      readonly current?: Policy;
      /** The language to say so in, where it is known. */
      readonly locale?: Locale;
    };

export type Gone = 'lost' | 'erased';

export interface Away {
  /** Asked once so far: one more try is due before anything is closed for it (`rules.md 4.4`). */
  readonly isFirst: boolean;
  /** Until the tracker is asked again. */
  readonly retryAfterMs: number;
}

/** Whose commits a pull request holds: the author's alone, one that is not shown to be so, more than anybody reads, or nobody can tell. */
export type Authorship =
  | { readonly kind: 'own' }
  /** Whoever is called so now is not who was when the policy was put in force. */
  | { readonly kind: 'another-account' }
  | { readonly kind: 'not-own'; readonly commit: string }
  /** The tracker made it in the author's name, for whoever asked it to: nobody saw whose push brought it. */
  | { readonly kind: 'unseen'; readonly commit: string }
  | { readonly kind: 'pushed-by-others' }
  | { readonly kind: 'too-many'; readonly count: number }
  | { readonly kind: 'unreadable' };

/** Whether the policy covers a branch; `unknown` while there is none that can be used. */
export function covers(state: PolicyState, base: string): 'yes' | 'no' | 'unknown' {
  if (state.kind !== 'in-force') return 'unknown';
  return anyGlob(state.policy.merge.branches)(base) ? 'yes' : 'no';
}

/** Whether anything could pass without a change request: then the changed files have to be known, because the policy's own never may. */
export function exempts({ merge }: Policy): boolean {
  const { paths, exemptPaths, exemptAuthors, covers } = merge;
  return paths !== undefined || exemptPaths.length > 0 || exemptAuthors.length > 0 || covers === 'linked';
}

/** Whether the policy wants a change request for this work at all; `undefined` when it does. */
function uncovered(policy: Policy, work: Work): Verdict | undefined {
  const { merge } = policy;
  if (covers({ kind: 'in-force', policy }, work.base) === 'no') return outside(work);
  if (said(work).length > 0) return undefined;
  if (work.always && exempts(policy)) {
    if (isUnknown(work.files)) return unknownFiles(work.files);
    if (work.files.some((file) => work.always?.includes(file))) return undefined;
  }
  if (isExemptAuthor(policy, work) && work.authored?.kind === 'own')
    return leaf(true, 'exempt-author', { author: work.author });
  const needsFiles = merge.paths !== undefined || merge.exemptPaths.length > 0;
  if (needsFiles) {
    if (isUnknown(work.files)) return unknownFiles(work.files);
    const covered = coveredFiles(policy, work.files, work.always);
    if (covered.length === 0) return leaf(true, 'not-covered-files');
  }
  if (merge.covers === 'linked') return leaf(true, 'not-linked');
  return undefined;
}

/** Into a branch that the policy leaves out; its own rules may require our check all the same. */
function outside({ base, demanded }: Work): Verdict {
  if (demanded === 'unreadable') return leaf(false, 'not-covered-unread', { base });
  return demanded ? leaf(false, 'not-covered-required', { base }) : leaf(true, 'not-covered-branch', { branch: base });
}

function isExemptAuthor({ merge }: Policy, { author }: Work): boolean {
  return merge.exemptAuthors.includes(author);
}

/** Why an exempt author's work is not exempt, in words of its own: that it names no request would be no help. */
function notExempt({ author, authored = { kind: 'unreadable' } }: Work): Verdict {
  switch (authored.kind) {
    case 'not-own':
      return leaf(false, 'exempt-author-commit', { author, commit: authored.commit.slice(0, 10) });
    case 'unseen':
      return leaf(false, 'exempt-author-unseen', { author, commit: authored.commit.slice(0, 10) });
    case 'too-many':
      return leaf(false, 'exempt-author-many', { author, count: authored.count });
    case 'another-account':
      return leaf(false, 'exempt-author-other', { author });
    case 'unreadable':
      return leaf(false, 'exempt-author-unread', { author });
    default:
      return leaf(false, 'exempt-author-pushed', { author });
  }
}

const isUnknown = (files: Work['files']): files is UnknownFiles => typeof files === 'string';

/** A list that is not whole says nothing of what is missing from it. */
function unknownFiles(why: UnknownFiles): Verdict {
  return why === 'unreadable' || why === 'unasked' ? leaf(false, 'facts-unreadable') : leaf(false, `files-${why}`);
}

/** The changed files for which the policy wants a change request. */
export function coveredFiles(
  policy: Policy,
  files: readonly string[],
  always: readonly string[] = [],
): readonly string[] {
  const { paths, exemptPaths } = policy.merge;
  const isCovered = paths ? anyGlobInAnyCase(paths) : () => true;
  const isExempt = anyGlob(exemptPaths, 'exempt');
  return files.filter((file) => always.includes(file) || (isCovered(file) && !isExempt(file)));
}

function elsewhere({ label, answer }: Extract<NamedChange, { kind: 'elsewhere' }>): Verdict {
  if (answer === undefined) return leaf(false, 'change-elsewhere', { label });
  return leaf(answer === 'open', `elsewhere-${answer}`, { label });
}

/** Every named change request has to open the gate: one that is refused is not made good by another (`rules.md 6.1`). */
export function mergeGate(state: PolicyState, work: Work): Verdict {
  if (state.kind === 'missing') return leaf(false, 'policy-missing');
  if (state.kind === 'broken') return leaf(false, 'policy-broken', { problems: state.problems });
  if (state.kind === 'unreadable')
    return state.gone === 'erased'
      ? leaf(false, 'policy-erased', { version: state.detail })
      : leaf(false, 'policy-unreadable');
  // What is not handled may be the very event that closes it, or the one by which it is covered.
  if (work.unhandled) return leaf(false, `work-${work.unhandled}`);
  const { policy } = state;
  const free = uncovered(policy, work);
  const holding = mentionsHolding(work);
  if (free?.open && free.code !== 'not-covered-branch' && holding.length > 0) return heldBack(work, [], holding);
  if (free) return free;
  const own = said(work);
  if (own.length === 0) {
    const files = Array.isArray(work.files) ? coveredFiles(policy, work.files, work.always) : [];
    const needed = leaf(false, 'needs-change-request', { files });
    // What the policy itself changes is never exempt, so there whose commits they are is no reason.
    const touchesPolicy = Array.isArray(work.files) && work.files.some((file) => work.always?.includes(file));
    if (isExemptAuthor(policy, work) && !touchesPolicy) return notExempt(work);
    const labels = work.named.map((one) => one.label);
    return labels.length > 0 ? leaf(false, 'only-mentioned', { labels }) : needed;
  }
  const changes = own.map((one): Verdict => {
    if (one.kind === 'unknown') return leaf(false, 'change-unknown', { label: one.label });
    if (one.kind === 'moved') return leaf(false, 'change-moved', { label: one.label });
    if (one.kind === 'elsewhere') return elsewhere(one);
    return one.verdict;
  });
  return heldBack(work, changes, holding);
}

/** Every request that the work says it implements, and those that hold it back besides. */
function heldBack(work: Work, changes: readonly Verdict[], holding: readonly Mention[]): Verdict {
  const labels = [...said(work), ...holding].map((one) => one.label);
  const because = holding.flatMap(({ label, verdict }) => [verdict, leaf(false, 'mentioned', { label })]);
  return all('merge-open', 'merge-closed', [...changes, ...because], { labels });
}

type Mention = Extract<NamedChange, { kind: 'known' }>;

const isMention = (one: NamedChange): one is Mention => one.kind === 'known' && one.mention !== undefined;

/** What the work says it implements. */
const said = ({ named }: Work): readonly NamedChange[] => named.filter((one) => !isMention(one));

/**
 * That nobody has started what was approved is no reason to hold back what is none of its work; nor, for work with a request of its own, is an
 * emergency that nobody reviews: what rolls it back speaks of it (`rules.md 4.8`).
 */
const holdsBack = (verdict: Verdict, isOwn: boolean): boolean =>
  missing(verdict).some(({ code }) => code !== 'not-started' && !(isOwn && code === 'emergency-expired'));

/**
 * Requests that are spoken of and do not let it merge: taking back that it implements one, or saying it less plainly, must open no gate. One that is
 * over is history to work that has a request of its own.
 */
function mentionsHolding(work: Work): readonly Mention[] {
  const isOwn = said(work).length > 0;
  return work.named
    .filter(isMention)
    .filter(({ verdict, mention }) => holdsBack(verdict, isOwn) && !(isOwn && mention?.isOver));
}

/** Whether the policy lets the gate watch and hold nothing back; never while nobody can read it. */
export function isObserved(policy: PolicyState): boolean {
  return policy.kind === 'in-force' && policy.policy.merge.mode === 'observe';
}

/** Known to bind: also a policy that is missing or wrong closes. Nothing is known of one that cannot be read. */
export function isEnforced(policy: PolicyState): boolean {
  return policy.kind !== 'unreadable' && !isObserved(policy);
}

/** What the gate says of work that is merged now. Nobody is said to have passed the gate of a branch that has none, as far as anybody can tell. */
export function gateAtMerge({ open, code }: Verdict, policy: PolicyState): 'open' | 'observed' | 'closed' {
  return open || code === 'not-covered-unread' ? 'open' : isObserved(policy) ? 'observed' : 'closed';
}
