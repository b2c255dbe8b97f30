/** What the one check on a commit says, of all work that has this commit as its head (`rules.md 6.1`). A verdict is one of work; a check is one of a commit. */
import type { Verdict } from './verdict.ts';

/** A pull request, or one that waits in a group of the merge queue, on its way into a branch. */
export interface Bound {
  readonly pull: number;
  readonly base: string;
}

/** What is known of a pull request with this head. */
export type HeadWork = Bound &
  (
    | { readonly state: 'open'; readonly verdict: Verdict }
    /** `covered`: whether the policy covers its branch; false also when nobody can tell. */
    | { readonly state: 'closed' | 'merged'; readonly covered: boolean }
  );

/** What was written last on the commit; absent when nothing was. */
export interface Standing {
  readonly says: 'open' | 'closed' | 'observed' | 'withdrawn' | 'unknown';
  /** Of what it was said; absent in notes of older versions, which did not keep it. */
  readonly of?: readonly Bound[];
}

export type Withdrawal =
  | { readonly why: 'closed' | 'pushed' | 'left-queue' | 'only-observed' }
  | { readonly why: 'uncovered' | 'merged-elsewhere'; readonly base: string };

export type HeadSays =
  | {
      readonly kind: 'verdicts';
      readonly verdicts: readonly (Bound & { readonly verdict: Verdict })[];
      /** What the note has to keep: of what it is said, with what was merged by it before. */
      readonly of: readonly Bound[];
    }
  | { readonly kind: 'withdrawn'; readonly because: Withdrawal }
  /** Nothing is written: nothing was, or what was is what it should be. */
  | { readonly kind: 'stands' };

/** A branch that the policy does not cover asks for no check: one written for it could be spent on a branch that is covered. */
export function asksForCheck({ code }: Verdict): boolean {
  return code !== 'not-covered-branch';
}

/** Its branch may ask for the check by its own rules: nobody could read them. */
function mayAskForCheck({ code }: Verdict): boolean {
  return code === 'not-covered-unread';
}

/** Those that the check has to answer. One whose branch may ask for it is answered beside others that do, which it could spend. */
function asking(works: readonly HeadWork[]): readonly (Bound & { readonly verdict: Verdict })[] {
  const open = works.flatMap((one) =>
    one.state === 'open' && asksForCheck(one.verdict) ? [{ pull: one.pull, base: one.base, verdict: one.verdict }] : [],
  );
  return open.some(({ verdict }) => !mayAskForCheck(verdict)) ? open : [];
}

/**
 * Every open pull request into a covered branch is answered by the same run, so it has to say the worst of their verdicts. With none
 * left, what stands is withdrawn: nobody's verdict it is, and whoever brings the commit back could spend it. Only what was merged
 * where it was judged keeps its check, as evidence.
 */
export function headCheck(
  works: readonly HeadWork[],
  standing: Standing | undefined,
  { isGroup = false, isEnforced = false }: Kind = {},
): HeadSays {
  const verdicts = asking(works);
  // Where the gate enforces, what only observed, or may have, is no evidence of anything; a red one opens nothing.
  const isBinding = standing !== undefined && (!isEnforced || ['open', 'closed'].includes(standing.says));
  const evidence = isBinding ? works.filter((one) => isEvidence(one, standing)) : [];
  if (verdicts.length > 0) {
    // A green that goes on standing is evidence of what was merged by it; a red one is of nothing.
    const merged = standing?.says === 'open' && verdicts.every((one) => one.verdict.open) ? evidence : [];
    return { kind: 'verdicts', verdicts, of: [...verdicts, ...merged].map(({ pull, base }) => ({ pull, base })) };
  }
  // What is kept as evidence could be spent there, too.
  const couldSpend = works.some((one) => one.state === 'open' && mayAskForCheck(one.verdict));
  if (!standing || standing.says === 'withdrawn' || (evidence.length > 0 && !couldSpend)) return { kind: 'stands' };
  const because = isBinding ? withdrawal(works, isGroup) : unbinding(works, standing, isGroup);
  // A commit that nobody sees any more: what is closed there opens nothing, and need not be written.
  if (because.why === 'pushed' && standing.says === 'closed') return { kind: 'stands' };
  return { kind: 'withdrawn', because };
}

interface Kind {
  /** The commit of a group in the merge queue. */
  readonly isGroup?: boolean;
  /** Known to be no gate that only observes. */
  readonly isEnforced?: boolean;
}

/** What was merged where it was judged, with its group, had no verdict that binds. */
function unbinding(works: readonly HeadWork[], standing: Standing, isGroup: boolean): Withdrawal {
  const over = works.length === 0 ? isGroup : works.some((one) => isEvidence(one, standing));
  return over && works.every((one) => one.state !== 'open') ? { why: 'only-observed' } : withdrawal(works, isGroup);
}

/** Merged into the branch that the check spoke of; a merge anywhere else was never judged. */
function isEvidence(work: HeadWork, { of }: Standing): boolean {
  if (work.state !== 'merged') return false;
  return of ? of.some(({ pull, base }) => pull === work.pull && base === work.base) : work.covered;
}

function withdrawal(works: readonly HeadWork[], isGroup: boolean): Withdrawal {
  const [open] = works.filter((one) => one.state === 'open');
  if (open) return { why: 'uncovered', base: open.base };
  const [merged] = works.filter((one) => one.state === 'merged');
  if (merged) return { why: 'merged-elsewhere', base: merged.base };
  if (works.length > 0) return { why: 'closed' };
  return { why: isGroup ? 'left-queue' : 'pushed' };
}
