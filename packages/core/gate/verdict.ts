/** The answer of a gate: open or closed, as a tree of reasons that check run, comment, page and command line all render (`rules.md 6.1`). */

/** Why a node is open or closed. The code names a sentence (`gate.<code>` in the catalogues), the values fill its places. */
export type GateCode =
  // the whole
  | 'merge-open'
  | 'merge-closed'
  | 'not-covered-branch'
  | 'not-covered-required'
  | 'not-covered-unread'
  | 'not-covered-files'
  | 'exempt-author'
  | 'exempt-author-commit'
  | 'exempt-author-unseen'
  | 'exempt-author-pushed'
  | 'exempt-author-many'
  | 'exempt-author-unread'
  | 'not-linked'
  | 'needs-change-request'
  // closed for safety
  | 'policy-missing'
  | 'policy-broken'
  | 'policy-unreadable'
  | 'policy-lost'
  | 'work-parked'
  | 'work-waiting'
  | 'facts-unreadable'
  | 'files-too-many'
  | 'files-moved'
  | 'files-tangled'
  | 'files-too-many-commits'
  | 'queue-unreadable'
  | 'commit-unclaimed'
  | 'queued-head-moved'
  // one change request
  | 'change'
  | 'change-unknown'
  | 'change-elsewhere'
  | 'elsewhere-open'
  | 'elsewhere-closed'
  | 'elsewhere-unreachable'
  | 'elsewhere-refused'
  | 'elsewhere-unlisted'
  | 'change-deleted'
  | 'edit-unrecordable'
  | 'approved-and-started'
  | 'not-started'
  | 'not-decided'
  | 'stage-final'
  | 'emergency-record'
  | 'emergency-not-ratified'
  | 'content-approved'
  | 'content-changed'
  | 'not-as-recorded'
  | 'issue-unreadable'
  | 'items-fresh'
  | 'items-changed'
  | 'items-unreadable'
  | 'approval-fresh'
  | 'approval-expired'
  | 'no-concern'
  | 'open-concern'
  | 'plan-unconfirmed'
  | 'conditions-met'
  | 'condition-open'
  | 'not-held'
  | 'on-hold'
  | 'no-freeze'
  | 'freeze'
  // votes
  | 'votes-pass'
  | 'votes-missing'
  | 'seat-filled'
  | 'seat-waiting'
  | 'seat-voided'
  | 'seat-unfillable'
  | 'seat-unreadable'
  | 'rejection';

export interface Verdict {
  readonly open: boolean;
  readonly code: GateCode;
  readonly values: Readonly<Record<string, string | number | readonly string[]>>;
  /** What this node was concluded from; an open node may have closed children only if it does not need them. */
  readonly because: readonly Verdict[];
}

/** A leaf of the tree. */
export function leaf(open: boolean, code: GateCode, values: Verdict['values'] = {}): Verdict {
  return { open, code, values, because: [] };
}

/** A node that is open only when it has children and all of them are open: an empty list never opens anything (`rules.md 4.4`). */
export function all(
  openCode: GateCode,
  closedCode: GateCode,
  because: readonly Verdict[],
  values: Verdict['values'] = {},
): Verdict {
  const open = because.length > 0 && because.every((one) => one.open);
  return { open, code: open ? openCode : closedCode, values, because };
}

/** The closed leaves of a tree, in order: what is missing. */
export function missing(verdict: Verdict): readonly Verdict[] {
  if (verdict.open) return [];
  const below = verdict.because.flatMap(missing);
  return below.length > 0 ? below : [verdict];
}
