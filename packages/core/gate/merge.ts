/** May this pull request merge? (`rules.md 6.1`) Asked afresh each time with facts of the moment; closed on anything unknown. */

import { shortDigest } from '../ledger/shown.ts';
import { namesPerson } from '../policy/account.ts';
import type { Policy } from '../policy/policy.ts';
import type { RecordLost } from '../record/loss.ts';
import type { Locale } from '../text/locale.ts';
import { anyGlob, anyGlobInAnyCase } from './glob.ts';
import { mayMatchBelow } from './globbelow.ts';
import type { PolicyHint } from './hint.ts';
import type { Unclear } from './standing.ts';
import { all, leaf, missing, type Verdict } from './verdict.ts';

/** A pull request as far as the gate asks about it. */
export interface Work {
  readonly author: string;
  /** As the record has it, for policies that name an account by its id. */
  readonly authorId?: string;
  /** Name of the branch that it would merge into. */
  readonly base: string;
  /** A rule on the base itself requires our check, whatever the policy covers; or nobody can tell. */
  readonly demanded?: boolean | 'unreadable';
  /** Whether the author's exemption holds for what is in it: only for commits that are surely the author's own. Absent: nobody asked. */
  readonly authored?: Authorship;
  /** Changed files; or why there is no whole list of them. */
  readonly files: readonly string[] | UnknownFiles;
  /** Of its files, symbolic links and submodules: what they bring no list of files tells. Asked only where the files alone would let it pass. */
  readonly links?: readonly string[];
  /** The change requests that it names. */
  readonly named: readonly NamedChange[];
  /** Tells the files that pass only with a request in which their paths stand, such as the policy itself (`rules.md 6.4`, 7.2). */
  isGuarded?(path: string): boolean;
  /** What it changes beside versions in workflows; asked only of authors whose bumps the policy exempts. */
  readonly bump?: 'nothing' | 'more' | 'unreadable';
  /** It offers the policy, as the app itself left it. */
  readonly isOnboarding?: boolean;
  /** What is said of work that only mends the policy, while that is missing or wrong (`rules.md 7.2`). */
  readonly mending?: Verdict;
  /** Something that happened to it, to what it names or to its whole repository is not handled: given up, or waiting for the outside. */
  readonly unhandled?: 'parked' | 'waiting';
  /** What its repository shows of ours and the record lacks; `unread` while the tracker does not say what it shows. */
  readonly lost?: RecordLost | 'unread';
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
      readonly mention?: {
        readonly isOver?: true;
        /** It said that it implements this, and does not say so any more. */
        readonly isFormer?: true;
      };
      /** Of the guarded files, those whose paths stand in what it governs. */
      readonly names?: readonly string[];
      /** As these, in a text on which no board has decided. */
      readonly undecided?: readonly string[];
      /** Those that stand there in a line of which nobody can tell that it changes them. */
      readonly unclear?: readonly Unclear[];
    }
  | { readonly kind: 'unknown'; readonly label: string }
  /** It lives in another project by now, under whose policy it opens what names it there. */
  | { readonly kind: 'moved'; readonly label: string }
  /** In another repository or tracker; with what its own gate answered, where this one can ask it. */
  | {
      readonly kind: 'elsewhere';
      readonly label: string;
      readonly answer?: 'open' | 'closed' | 'unclaimed' | 'unstarted' | 'unreachable' | 'refused' | 'unlisted';
      /** As of a known one, by the word of where it is. */
      readonly names?: readonly string[];
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
  /** With the language of the one that stood there before, where that is known. */
  | { readonly kind: 'missing'; readonly locale?: Locale }
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

/** A version whose text nobody has any more. */
export function goneState(version: string, gone: Gone): PolicyState {
  return { kind: 'unreadable', detail: shortDigest(version), gone };
}

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

/** Whether anything could pass without a change request: then the changed files have to be known, because guarded ones do so by name alone. */
export function exempts({ merge }: Policy): boolean {
  const { paths, exemptPaths, exemptAuthors, exemptBumps = [], exemptOnboarding, covers } = merge;
  const authors = [...exemptAuthors, ...exemptBumps];
  return paths !== undefined || exemptPaths.length > 0 || authors.length > 0 || exemptOnboarding || covers === 'linked';
}

/** The changed files that pass only with a request in which their paths stand. */
export function guardedFiles({ files, isGuarded }: Pick<Work, 'files' | 'isGuarded'>): readonly string[] {
  return isGuarded === undefined || isUnknown(files) ? [] : files.filter(isGuarded);
}

/** Whether the policy wants a change request for this work at all; `undefined` when it does. */
function uncovered(policy: Policy, work: Work): Verdict | undefined {
  const { merge } = policy;
  if (covers({ kind: 'in-force', policy }, work.base) === 'no') return outside(work);
  if (said(work).length > 0) return undefined;
  if (work.isGuarded && exempts(policy)) {
    if (isUnknown(work.files)) return unknownFiles(work.files);
    if (guardedFiles(work).length > 0) return exemptByName(policy, work);
  }
  if (isExemptAuthor(policy, work) && work.authored?.kind === 'own')
    return leaf(true, 'exempt-author', { author: work.author });
  const needsFiles = merge.paths !== undefined || merge.exemptPaths.length > 0;
  if (needsFiles) {
    if (isUnknown(work.files)) return unknownFiles(work.files);
    const covered = coveredFiles(policy, work.files, alwaysCovered(policy, work));
    if (covered.length === 0) return leaf(true, 'not-covered-files');
  }
  if (merge.covers === 'linked') return leaf(true, 'not-linked');
  return undefined;
}

/** What passes although it changes guarded files: new versions of what workflows use, and nothing else, by a program that the policy lists; and the offer of a policy. */
function exemptByName({ merge }: Policy, work: Work): Verdict | undefined {
  const { author, authored, bump, isOnboarding } = work;
  if (merge.exemptOnboarding && isOnboarding) return leaf(true, 'exempt-onboarding');
  const isBump = isListedForBumps(merge, work) && authored?.kind === 'own' && bump === 'nothing';
  return isBump ? leaf(true, 'exempt-bump', { author }) : undefined;
}

function isListedForBumps({ exemptBumps = [] }: Policy['merge'], { author: name, authorId: id }: Work): boolean {
  return exemptBumps.some((entry) => namesPerson(entry, { id, name }));
}

/** Into a branch that the policy leaves out; its own rules may require our check all the same. */
function outside({ base, demanded }: Work): Verdict {
  if (demanded === 'unreadable') return leaf(false, 'not-covered-unread', { base });
  return demanded ? leaf(false, 'not-covered-required', { base }) : leaf(true, 'not-covered-branch', { branch: base });
}

function isExemptAuthor({ merge }: Policy, { author: name, authorId: id }: Work): boolean {
  return merge.exemptAuthors.some((entry) => namesPerson(entry, { id, name }));
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

/** What no exempt path takes out: guarded files, and links and submodules where what they bring may be covered. */
function alwaysCovered({ merge }: Policy, work: Work): readonly string[] {
  const { links = [] } = work;
  return [...guardedFiles(work), ...links.filter((link) => mayHoldCovered(merge.paths, link))];
}

function mayHoldCovered(paths: readonly string[] | undefined, link: string): boolean {
  return paths === undefined || anyGlobInAnyCase(paths)(link) || mayMatchBelow(paths, link);
}

/** The changed files for which the policy wants a change request. */
function coveredFiles(policy: Policy, files: readonly string[], always: readonly string[] = []): readonly string[] {
  const { paths, exemptPaths } = policy.merge;
  const isCovered = paths ? anyGlobInAnyCase(paths) : () => true;
  const isExempt = anyGlob(exemptPaths, 'exempt');
  return files.filter((file) => always.includes(file) || (isCovered(file) && !isExempt(file)));
}

/** What is said of a request that lives in another place: open by that place's own yes alone. */
export function elsewhere({ label, answer }: Extract<NamedChange, { kind: 'elsewhere' }>): Verdict {
  if (answer === undefined) return leaf(false, 'change-elsewhere', { label });
  return leaf(answer === 'open', `elsewhere-${answer}`, { label });
}

/** Whether nothing decides but the version that was valid last (`rules.md 7.2`). */
export function isMendable({ kind }: PolicyState): boolean {
  return kind === 'missing' || kind === 'broken';
}

function recordLost(lost: RecordLost | 'unread'): Verdict {
  if (lost === 'unread') return leaf(false, 'record-unread');
  const { label, shows, has } = lost;
  return has === 0
    ? leaf(false, 'record-lost', { label })
    : leaf(false, 'record-behind', { label, shows: String(shows), has: String(has) });
}

/** Why nobody may decide under it. */
export function whyNoPolicy(state: Exclude<PolicyState, { kind: 'in-force' }>): Verdict {
  if (state.kind === 'missing') return leaf(false, 'policy-missing');
  if (state.kind === 'broken') return leaf(false, 'policy-broken', { problems: state.problems });
  return state.gone === 'erased'
    ? leaf(false, 'policy-erased', { version: state.detail })
    : leaf(false, 'policy-unreadable');
}

/** Every named change request has to open the gate: one that is refused is not made good by another (`rules.md 6.1`). */
export function mergeGate(state: PolicyState, work: Work): Verdict {
  // Whatever else is known of it is of before.
  if (work.lost) return recordLost(work.lost);
  if (isMendable(state) && work.mending && !work.unhandled) return work.mending;
  if (state.kind !== 'in-force') return whyNoPolicy(state);
  // What is not handled may be the very event that closes it, or the one by which it is covered.
  if (work.unhandled) return leaf(false, `work-${work.unhandled}`);
  const { policy } = state;
  const free = uncovered(policy, work);
  const holding = mentionsHolding(work);
  if (free?.open && free.code !== 'not-covered-branch' && holding.length > 0) return heldBack(work, [], holding);
  if (free) return free;
  const own = said(work);
  if (own.length === 0) {
    const guarded = guardedFiles(work);
    const files = Array.isArray(work.files) ? coveredFiles(policy, work.files, alwaysCovered(policy, work)) : [];
    const labels = work.named.map((one) => one.label);
    // A guarded file is exempt for no author's sake, so there whose commits they are is no reason.
    if (isExemptAuthor(policy, work) && guarded.length === 0) return notExempt(work);
    if (labels.length > 0) return leaf(false, 'only-mentioned', { labels });
    if (files.length > 0 && files.every((file) => work.links?.includes(file)))
      return leaf(false, 'link-needs-request', { files });
    if (guarded.length === 0) return leaf(false, 'needs-change-request', { files });
    return notExemptByName(policy, work) ?? leaf(false, 'path-needs-request', { files: guarded });
  }
  const changes = own.map((one): Verdict => {
    if (one.kind === 'unknown') return leaf(false, 'change-unknown', { label: one.label });
    if (one.kind === 'moved') return leaf(false, 'change-moved', { label: one.label });
    if (one.kind === 'elsewhere') return elsewhere(one);
    return one.verdict;
  });
  return heldBack(work, [...changes, ...pathsNamed(work, own)], holding);
}

/** Why a program's bump of versions does not pass by itself; `undefined` of whoever is not listed for it. */
function notExemptByName({ merge }: Policy, work: Work): Verdict | undefined {
  const { author, authored, bump } = work;
  if (!isListedForBumps(merge, work)) return undefined;
  if (authored?.kind !== 'own') return notExempt(work);
  return bump === 'unreadable' ? leaf(false, 'facts-unreadable') : leaf(false, 'bump-more', { author });
}

/** Whether each guarded file stands by its path in a request that the work says it implements (`rules.md 6.4`). */
function pathsNamed(work: Work, own: readonly NamedChange[]): readonly Verdict[] {
  if (work.isGuarded === undefined) return [];
  if (isUnknown(work.files)) return [unknownFiles(work.files)];
  const named = own.map((one) => ({ label: one.label, files: 'names' in one ? (one.names ?? []) : [] }));
  const missing = guardedFiles(work).filter((file) => !named.some(({ files }) => files.includes(file)));
  const met = named.filter(({ files }) => files.length > 0).map((one) => leaf(true, 'path-named', one));
  const waiting = own.flatMap((one): readonly Verdict[] => {
    const files = 'undecided' in one ? missing.filter((file) => one.undecided?.includes(file)) : [];
    return files.length > 0 ? [leaf(false, 'path-undecided', { files, label: one.label })] : [];
  });
  const open = missing.filter((file) => !own.some((one) => 'undecided' in one && one.undecided?.includes(file)));
  const unclear = own.flatMap((one) => ('unclear' in one ? linesUnclear(one, open) : []));
  const unnamed = open.filter((file) => !own.some((one) => 'unclear' in one && isUnclearIn(one, file)));
  if (unnamed.length === 0) return [...met, ...waiting, ...unclear];
  const labels = own.map((one) => one.label);
  return [...met, ...waiting, ...unclear, leaf(false, 'path-unnamed', { files: unnamed, labels })];
}

const isUnclearIn = ({ unclear = [] }: Mention, file: string): boolean => unclear.some(({ path }) => path === file);

/** One reason for each line that is to be mended, with the files that it names. */
function linesUnclear({ unclear = [], label }: Mention, missing: readonly string[]): readonly Verdict[] {
  const byLine = Map.groupBy(
    unclear.filter(({ path }) => missing.includes(path)),
    ({ line }) => line,
  );
  return [...byLine].map(([line, those]) =>
    leaf(false, 'path-unclear', { files: those.map(({ path }) => path), label, line }),
  );
}

/** Every request that the work says it implements, and those that hold it back besides. */
function heldBack(work: Work, changes: readonly Verdict[], holding: readonly Mention[]): Verdict {
  const labels = [...said(work), ...holding].map((one) => one.label);
  const because = holding.flatMap(({ label, verdict, mention }) =>
    // Those that nobody remembers have no name.
    verdict.code === 'named-many'
      ? [verdict]
      : [verdict, leaf(false, mention?.isFormer ? 'named-before' : 'mentioned', { label })],
  );
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
