/** The answer of a gate: open or closed, as a tree of reasons that check run, comment, page and command line all render (`rules.md 6.1`). */
import type { Given, Raw, Says } from '../change/says.ts';

/** Why a node is open or closed. The code names a sentence, `gate.<code>` in the catalogues; a reason without one does not compile. */
interface Reason {
  /**
   * `whole`: a node that the reasons below it open or close. Open: `met`, or `free` because no change request is needed. Closed, and then
   * `gate.<code>.remedy` says what would open it: `vote` is what somebody of a seat has still to say, `safety` what could not be known,
   * `unmet` everything else.
   */
  readonly kind: 'whole' | 'met' | 'free' | 'vote' | 'safety' | 'unmet';
  /** About the decision itself: its votes, its content, what it rests on. */
  readonly decision?: true;
  /** What would open it: a request that somebody starts, or somebody's word that work implements one. */
  readonly wants?: 'request' | 'claim';
  /** The work brings the policy, and is judged by that very policy once it is merged (`rules.md 7.2`). */
  readonly brings?: true;
  /** It is a mistake also where the policy only watches (`gates.merge.mode: observe`). */
  readonly closes?: 'always';
  /** Its remedy is said nowhere else where a request's panel shows it. */
  readonly remedy?: 'beside';
  /** What the sentence names, and what else is said by these values. A value that a leaf leaves out does not compile. */
  readonly says?: Says;
}

/** `second`: the second seat of its role. */
const SEAT = { seat: 'role', second: { maybe: 'yes' } } as const satisfies Says;
/** Work that nobody who may has accepted: for which request, and who may. */
const CLAIM = {
  work: 'reference',
  request: 'reference',
  author: 'person',
  people: { either: 'person' },
} as const satisfies Says;
/** What ended a vote, with the edit where one did. */
export const GONE = {
  why: 'ended',
  facets: { maybe: { each: 'facet' } },
  editor: { maybe: 'person' },
  at: { maybe: 'day' },
} as const satisfies Says;

export const REASONS = {
  // the whole
  'merge-open': { kind: 'whole', says: { labels: { each: 'reference' } } },
  'merge-closed': { kind: 'whole', says: { labels: { each: 'reference' } } },
  'not-covered-branch': { kind: 'free', says: { branch: 'text' } },
  'not-covered-required': { kind: 'safety', closes: 'always', says: { base: 'quoted' } },
  'not-covered-unread': { kind: 'safety', closes: 'always', says: { base: 'quoted' } },
  'not-covered-files': { kind: 'free' },
  'exempt-author': { kind: 'free', says: { author: 'text' } },
  'exempt-author-commit': { kind: 'unmet', wants: 'request', says: { author: 'text', commit: 'text' } },
  'exempt-author-unseen': { kind: 'unmet', wants: 'request', says: { author: 'text', commit: 'text' } },
  'exempt-author-pushed': { kind: 'unmet', wants: 'request', says: { author: 'text' } },
  'exempt-author-other': { kind: 'unmet', wants: 'request', says: { author: 'text' } },
  'exempt-author-many': { kind: 'unmet', wants: 'request', says: { author: 'text', count: 'number' } },
  'exempt-author-unread': { kind: 'safety', wants: 'request', says: { author: 'text' } },
  'exempt-bump': { kind: 'free', says: { author: 'text' } },
  'exempt-onboarding': { kind: 'free' },
  'bump-more': { kind: 'unmet', wants: 'request', says: { author: 'text' } },
  'link-needs-request': { kind: 'unmet', says: { files: { each: 'quoted' } } },
  'path-needs-request': { kind: 'unmet', wants: 'request', says: { files: { each: 'quoted' } } },
  'path-unnamed': { kind: 'unmet', says: { files: { each: 'quoted' }, labels: { either: 'reference' } } },
  'path-unclear': { kind: 'unmet', says: { files: { each: 'quoted' }, label: 'reference', line: 'quoted' } },
  'path-undecided': { kind: 'unmet', says: { files: { each: 'quoted' }, label: 'reference' } },
  'path-named': { kind: 'met', says: { files: { each: 'quoted' }, label: 'reference' } },
  'not-linked': { kind: 'free' },
  'needs-change-request': { kind: 'unmet', wants: 'request', says: { files: { each: 'text' } } },
  'only-mentioned': { kind: 'unmet', wants: 'request', says: { labels: { each: 'reference' } } },
  // a policy that is missing or wrong, mended
  'mend-open': { kind: 'whole', brings: true },
  'mend-closed': { kind: 'whole', brings: true },
  'mend-valid': { kind: 'met', says: { version: 'text', since: 'day' } },
  'mend-chair': { kind: 'unmet', says: { people: { either: 'person' } } },
  'mend-chair-agreed': { kind: 'met', says: { by: 'person', at: 'day' } },
  'mend-second': { kind: 'unmet', says: { people: { either: 'person' } } },
  'mend-second-agreed': { kind: 'met', says: { by: 'person', at: 'day' } },
  'mend-unseen': { kind: 'unmet' },
  'mend-invalid': { kind: 'safety', says: { problems: { listed: 'text' } } },
  'mend-behind': { kind: 'unmet' },
  'mend-never': { kind: 'safety' },
  'mend-gone': { kind: 'safety', says: { version: 'text' } },
  'onboarding-first': { kind: 'free', brings: true },
  // closed for safety
  'policy-missing': { kind: 'safety' },
  'policy-broken': { kind: 'safety', says: { problems: { listed: 'text' } } },
  'policy-unreadable': { kind: 'safety' },
  'policy-lost': { kind: 'safety', decision: true, remedy: 'beside', says: { version: 'text' } },
  'policy-erased': { kind: 'safety', decision: true, remedy: 'beside', says: { version: 'text' } },
  'record-lost': { kind: 'safety', says: { label: 'reference' } },
  'record-behind': { kind: 'safety', says: { label: 'reference', shows: 'text', has: 'text' } },
  'record-unread': { kind: 'safety' },
  'work-parked': { kind: 'safety' },
  'work-waiting': { kind: 'safety' },
  'facts-unreadable': { kind: 'safety' },
  'files-too-many': { kind: 'safety' },
  'files-moved': { kind: 'unmet' },
  'files-tangled': { kind: 'unmet' },
  'files-too-many-commits': { kind: 'unmet' },
  'queue-unreadable': { kind: 'safety' },
  'commit-unclaimed': { kind: 'safety', says: { commit: 'text' } },
  'queued-head-moved': { kind: 'safety', says: { label: 'reference' } },
  'queued-closed': { kind: 'safety', says: { label: 'reference' } },
  // one change request
  change: { kind: 'whole', says: { label: 'reference' } },
  mentioned: { kind: 'unmet', says: { label: 'reference' } },
  'named-before': { kind: 'unmet', says: { label: 'reference' } },
  'named-many': { kind: 'unmet' },
  'change-unknown': { kind: 'unmet', says: { label: 'reference' } },
  'change-moved': { kind: 'unmet', says: { label: 'reference' } },
  'change-elsewhere': { kind: 'unmet', says: { label: 'reference' } },
  'elsewhere-open': { kind: 'met', says: { label: 'reference' } },
  'elsewhere-closed': { kind: 'unmet', says: { label: 'reference' } },
  'elsewhere-unclaimed': { kind: 'unmet', says: { label: 'reference' } },
  'elsewhere-unstarted': { kind: 'unmet', says: { label: 'reference' } },
  'elsewhere-unreachable': { kind: 'unmet', says: { label: 'reference' } },
  'elsewhere-refused': { kind: 'unmet', says: { label: 'reference' } },
  'elsewhere-unlisted': { kind: 'unmet', says: { label: 'reference' } },
  'change-deleted': { kind: 'unmet', says: { label: 'reference', at: 'day' } },
  'edit-unrecordable': { kind: 'unmet', decision: true, remedy: 'beside', says: { by: 'person', at: 'day' } },
  'approved-and-started': { kind: 'met', says: { at: 'day' } },
  'not-started': { kind: 'unmet' },
  'claim-accepted': { kind: 'met', says: { work: 'reference', by: 'person', at: 'day' } },
  'claim-own': { kind: 'met', says: { work: 'reference', author: 'person' } },
  'claim-before': { kind: 'met', says: { work: 'reference' } },
  'claim-needed': { kind: 'unmet', wants: 'claim', says: CLAIM },
  'claim-agent': { kind: 'unmet', wants: 'claim', says: CLAIM },
  'claim-fork': { kind: 'unmet', wants: 'claim', says: CLAIM },
  'claim-pushed': { kind: 'unmet', wants: 'claim', says: CLAIM },
  'claim-named': { kind: 'unmet', wants: 'claim', says: CLAIM },
  'claim-unseen': { kind: 'unmet', wants: 'claim', says: CLAIM },
  /** Whoever accepted it may accept nothing any more. */
  'claim-lapsed': { kind: 'unmet', wants: 'claim', says: { ...CLAIM, by: 'person' } },
  'claim-unreadable': { kind: 'unmet', wants: 'claim', says: CLAIM },
  'claim-unlinked': { kind: 'unmet', wants: 'claim', says: { label: 'reference' } },
  'not-decided': { kind: 'unmet', says: { stage: 'stage' } },
  'stage-final': { kind: 'unmet', says: { stage: 'stage' } },
  'emergency-record': { kind: 'met', says: { by: 'person', incident: 'text', due: 'instant' } },
  /** Open still, by its record. */
  'emergency-late': { kind: 'met', says: { due: 'instant', ends: { maybe: 'instant' }, people: { each: 'person' } } },
  'emergency-expired': { kind: 'unmet', says: { due: 'instant', people: { either: 'person' } } },
  'emergency-not-ratified': { kind: 'unmet' },
  'content-approved': { kind: 'met' },
  'content-changed': { kind: 'unmet', decision: true, remedy: 'beside', says: { facets: { each: 'facet' } } },
  'not-as-recorded': { kind: 'unmet', decision: true, remedy: 'beside' },
  'issue-unreadable': { kind: 'unmet', decision: true, remedy: 'beside' },
  'items-fresh': { kind: 'met' },
  'items-changed': { kind: 'unmet', decision: true, says: { items: { each: 'reference' } } },
  'items-unreadable': { kind: 'unmet', decision: true, remedy: 'beside', says: { items: { each: 'reference' } } },
  'approval-fresh': { kind: 'met', says: { at: 'day' } },
  'approval-expired': { kind: 'unmet', decision: true, says: { at: 'day' } },
  'no-concern': { kind: 'met' },
  'open-concern': { kind: 'unmet', says: { concerns: { each: 'text' }, by: { listed: 'person' } } },
  'plan-unconfirmed': { kind: 'vote', says: { seat: 'role' } },
  'conditions-met': { kind: 'met' },
  'condition-open': { kind: 'unmet', says: { conditions: { each: 'text' }, owners: { each: 'person' } } },
  'not-held': { kind: 'met' },
  'on-hold': { kind: 'unmet', says: { by: 'person', reason: 'text' } },
  'no-freeze': { kind: 'met' },
  freeze: { kind: 'unmet', says: { until: 'instant', reason: 'text' } },
  // votes
  'votes-pass': { kind: 'met' },
  'votes-missing': { kind: 'unmet', decision: true, says: { seats: { each: 'seat' } } },
  'seat-filled': { kind: 'met', says: { ...SEAT, by: 'person', at: 'day' } },
  'seat-waiting': { kind: 'vote', says: { ...SEAT, candidates: { each: 'person' } } },
  'seat-abstained': { kind: 'vote', says: { ...SEAT, by: 'person' } },
  'seat-voided': { kind: 'vote', says: { ...SEAT, by: 'person', ...GONE } },
  'seat-unfillable': { kind: 'unmet', remedy: 'beside', says: { ...SEAT } },
  /** Its role names people without an account, who do not sign yet. */
  'seat-contact': { kind: 'unmet', remedy: 'beside', says: { ...SEAT, contacts: { each: 'person' }, why: 'why' } },
  /** Nobody may fill it under the policy that decides and the one that stands now. */
  'seat-migrate': { kind: 'unmet', says: { ...SEAT } },
  'seat-unreadable': { kind: 'unmet', remedy: 'beside', says: { ...SEAT, unreadable: { each: 'person' } } },
  rejection: { kind: 'unmet', says: { seat: 'role', by: 'person', reason: 'text' } },
} as const satisfies Readonly<Record<string, Reason>>;

export type GateCode = keyof typeof REASONS;

const CLOSED = ['vote', 'safety', 'unmet'] as const satisfies readonly Reason['kind'][];

/** What a gate may be closed for. */
export type Closing = {
  [Code in GateCode]: (typeof REASONS)[Code]['kind'] extends (typeof CLOSED)[number] ? Code : never;
}[GateCode];

const ROWS: Readonly<Record<GateCode, Reason>> = REASONS;

export function reasonOf({ code }: Pick<Verdict, 'code'>): Reason {
  return ROWS[code];
}

export function isClosing(code: GateCode): code is Closing {
  return CLOSED.some((kind) => kind === ROWS[code].kind);
}

export interface Verdict {
  readonly open: boolean;
  readonly code: GateCode;
  /** What its row says that it names. */
  readonly values: Raw;
  /** What this node was concluded from; an open node may have closed children only if it does not need them. */
  readonly because: readonly Verdict[];
}

type GivenFor<Code extends GateCode> = Given<typeof REASONS, Code>;

/** A leaf of the tree. Where the code may be one of several, the values of each are given. */
export function leaf<Code extends GateCode>(open: boolean, code: Code, ...given: GivenFor<Code>): Verdict {
  const [values = {}] = given as readonly [values?: Raw];
  return { open, code, values, because: [] };
}

/** A node that is open only when it has children and all of them are open: an empty list never opens anything (`rules.md 4.4`). */
export function all<Open extends GateCode, Closed extends GateCode>(
  openCode: Open,
  closedCode: Closed,
  because: readonly Verdict[],
  ...given: GivenFor<Open | Closed>
): Verdict {
  const [values = {}] = given as readonly [values?: Raw];
  const open = because.length > 0 && because.every((one) => one.open);
  return { open, code: open ? openCode : closedCode, values, because };
}

/** The closed leaves of a tree, in order: what is missing. */
export function missing(verdict: Verdict): readonly Verdict[] {
  if (verdict.open) return [];
  const below = verdict.because.flatMap(missing);
  return below.length > 0 ? below : [verdict];
}
