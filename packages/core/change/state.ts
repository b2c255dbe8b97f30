/** What a change request is after its events: the fold's result, and nothing that cannot be replayed (`rules.md 1`). */

import type { FacetDigests } from '../approval/facet.ts';
import type { KeptVote } from '../approval/vote.ts';
import type { EvidenceFile } from '../content/evidencefile.ts';
import type { Governed } from '../content/governed.ts';
import type { Person } from '../content/person.ts';
import type { ChangeClass } from '../impact/class.ts';
import type { SeatRole } from '../policy/role.ts';
import type { NewHome, Whereabouts } from './command.ts';
import type { ChangeEvent, Reapproval, RemindedAt } from './event.ts';
import type { SaidFrom } from './mirror.ts';
import type { WorkOrigin } from './origin.ts';
import type { PendingAct } from './pending.ts';
import type { ClosingReason, Stage } from './stage.ts';

/** An edit of a mirror in another tracker: nothing of the request until somebody takes it over (`rules.md 5.6`). */
export interface Proposal extends SaidFrom {
  readonly id: string;
  readonly address: string;
  readonly text: string;
  readonly by: Person;
  readonly at: string;
  readonly settled?: {
    /** `replaced`: the same mirror proposed something newer. */
    readonly outcome: 'taken-over' | 'turned-down' | 'replaced';
    readonly reason: string;
    readonly by: Person;
    readonly at: string;
  };
}

/** Nothing goes on until whoever put it on, or who may, releases it. */
export interface Hold {
  readonly by: Person;
  readonly reason: string;
  /** As of a concern. */
  readonly spoken?: number;
}

export interface Concern {
  readonly id: string;
  readonly text: string;
  readonly by: Person;
  readonly at: string;
  /** By which the host counts what is said, upwards; absent where no comment said it, and in entries from before. */
  readonly spoken?: number;
  readonly resolved?: { readonly by: Person; readonly reason: string; readonly at: string };
}

export interface ConditionProgress {
  readonly id: string;
  readonly by: Person;
  readonly at: string;
  readonly evidence?: string;
  readonly file?: EvidenceFile;
}

export interface StepProgress {
  readonly step: string;
  readonly outcome: 'done' | 'dropped' | 'moved';
  readonly by: Person;
  readonly at: string;
}

export interface Approval {
  readonly digest: string;
  readonly facets: FacetDigests;
  /** Ids of the conditions that it was given under. */
  readonly conditions: readonly string[];
  readonly at: string;
  /** Days that it lasts unless somebody starts. */
  readonly validDays?: number;
  /** The actuals that the board knew of: these are agreed, whatever was estimated. */
  readonly actuals?: ChangeState['actuals'];
}

export interface Emergency {
  readonly by: Person;
  readonly at: string;
  readonly reason: string;
  readonly incident: string;
  readonly reviewDue: string;
  readonly ends?: string;
  /** Since when it is known to be overdue for its review. */
  readonly reminded?: string;
  /** Labels of emergencies that were overdue for their review when this one was opened (4.8). */
  readonly overdue?: readonly string[];
  readonly ratified?: {
    readonly outcome: 'ratified' | 'with-actions' | 'not-ratified';
    readonly by: Person;
    readonly at: string;
  };
}

/** What was seen outside the rules (6.2, 6.3), or could not be put on record (7.1). */
export interface Irregularity {
  /** `merged-closed`: work was merged although its gate was closed. */
  readonly kind: Extract<ChangeEvent, { readonly type: 'irregularity' }>['kind'] | 'merged-closed';
  readonly detail: string;
  readonly by: Person;
  readonly at: string;
}

/** A move from one project to another (`rules.md 5.6`). */
export interface Rehoming {
  readonly from: Whereabouts;
  /** What it was called there. */
  readonly label: string;
  readonly to: NewHome;
  readonly at: string;
  /** Holds that came along: where its mover rules they may be released. */
  readonly holds?: readonly Hold[];
}

/** Work that says it implements the request. */
export interface LinkedWork {
  readonly id: string;
  /** The git host's own id of it, where `id` is an address and it was told. */
  readonly node?: string;
  readonly label: string;
  readonly merged?: boolean;
  /** Its author. */
  readonly by?: Person;
  /** Absent for what was on record before claims were asked for. */
  readonly origin?: WorkOrigin;
  /** Another account than its author's has pushed to it; and when last, by the git host's clock, as far as that is told. */
  readonly pushedByOthers?: true;
  readonly pushedAt?: string;
  /** Another account than its author's wrote that it implements the request. */
  readonly namedByOthers?: true;
  /** Since when it says so, by the git host's clock. */
  readonly since?: string;
  /** How many commits others had pushed when that was last told, where only their number is. */
  readonly others?: number;
  /** Its commit when that was last told, where an acceptance names none. */
  readonly head?: string;
  /** By whom it was said to be this request's work, and at which commit; by nobody where it was under way before claims were asked for. */
  readonly accepted?: { readonly by?: Person; readonly at: string; readonly head?: string };
}

export interface ChangeState {
  /** Number of entries folded so far: the version to expect when appending. */
  readonly version: number;
  readonly stage: Stage;
  readonly label: string;
  readonly address: string;
  /** Oldest first; where it lives now is where the last one went. */
  readonly moves: readonly Rehoming[];
  /** The plan came along from another project: whom its steps name, nobody here has agreed to yet. */
  readonly isPlanOfElsewhere?: true;
  readonly openedAt: string;
  readonly stageSince: string;
  readonly submittedAt?: string;
  readonly requester: Person;
  readonly onBehalfOf?: Person;
  /** Others whom it was said to be made for since: barred like them (4.4), without the requester's rights. */
  readonly represented?: readonly Person[];
  /** Programs that wrote what makes somebody an author, and nobody said for whom. */
  readonly programs?: readonly Person[];
  readonly owner?: Person;
  /** Whoever wrote title, text or items since the request was last submitted (4.4). */
  readonly authors: readonly Person[];
  readonly content: Governed;
  readonly understood?: {
    readonly by: Person;
    readonly digest: string;
    /** Of what the request said in words then: an estimate that comes later changes nothing that was meant. */
    readonly words: string;
    readonly at: string;
  };
  readonly planConfirmed?: { readonly by: Person; readonly digest: string; readonly at: string };
  readonly question?: {
    readonly text: string;
    readonly of: 'requester' | 'customer' | 'supplier';
    readonly at: string;
  };

  /** Present since review was first opened; the largest since submission (4.3). */
  readonly class?: ChangeClass;
  readonly seats: readonly SeatRole[];
  /** The policy version that this request is decided under (7.2). */
  readonly policy?: string;
  readonly classRaisedBy?: Person;
  /** The class that the board lowered it from, and what it knew then (`classBasis`): of another impact nobody decided. */
  readonly lowered?: { readonly from: ChangeClass; readonly basis: string };
  readonly round: number;
  readonly revision: number;
  readonly reviewDue?: string;
  readonly reviewOpenedAt?: string;
  /** When half and four fifths of the time until `reviewDue` are over. */
  readonly reminders?: { readonly half: string; readonly most: string };
  /** The last time that its board was reminded, and when that was due. */
  readonly reminded?: { readonly share: RemindedAt; readonly due: string; readonly at: string };
  /** When the last days of steps and conditions are over, by their ids. */
  readonly stepsOver?: Readonly<Record<string, string>>;
  readonly conditionsOver?: Readonly<Record<string, string>>;
  /** A board member sent it back (T7); only a person opens the next review. */
  readonly sentBack?: boolean;
  readonly votes: readonly KeptVote[];
  readonly concerns: readonly Concern[];
  readonly proposals: readonly Proposal[];
  readonly conditionsMet: readonly ConditionProgress[];
  readonly pendingAct?: PendingAct;
  readonly approval?: Approval;
  readonly reapproval?: {
    readonly cause: Reapproval;
    readonly detail: string;
    readonly at: string;
  };
  readonly rejection?: {
    readonly code: string;
    readonly text: string;
    readonly wouldChange?: string;
    readonly facets: FacetDigests;
  };
  /** What the board said no to last: the revision after it shows the difference (T22). */
  readonly rejected?: { readonly content: Governed; readonly text: string; readonly at: string };
  /** `comesBack`: UTC instant at which the day begins that it is deferred to. */
  readonly deferred?: { readonly until?: string; readonly comesBack?: string; readonly trigger?: string };
  readonly held?: Hold;
  /** Whoever else put it on hold: each ends by itself. */
  readonly alsoHeld?: readonly Hold[];
  readonly emergency?: Emergency;

  readonly work: readonly LinkedWork[];
  readonly steps: readonly StepProgress[];
  readonly implementers: readonly Person[];
  readonly evidence: readonly {
    readonly criterion: string;
    readonly evidence: string;
    readonly by: Person;
    readonly at: string;
    readonly file?: EvidenceFile;
  }[];
  readonly actuals?: { readonly days: number; readonly cost: { readonly minor: number; readonly currency: string } };
  readonly accepted?: { readonly by: Person; readonly at: string };
  readonly closing?: { readonly reason: ClosingReason; readonly target?: string; readonly text?: string };
  readonly irregularities: readonly Irregularity[];
}
