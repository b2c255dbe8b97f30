/** What the resolver answers: finished words in the viewer's language, so that a panel only has to lay them out. */

import type { VerdictWord } from '@countersign/core/approval/vote.ts';
import type { About } from '@countersign/core/ask/about.ts';
import type { AskType, ImpactForm, PlanForm, Problem } from '@countersign/core/ask/ask.ts';
import type { Stage } from '@countersign/core/change/stage.ts';
import type { ChangeClass } from '@countersign/core/impact/class.ts';
import type { Dimension } from '@countersign/core/impact/dimension.ts';
import type { SeatRole } from '@countersign/core/policy/role.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import type { SeatStanding } from '@countersign/core/view/seats.ts';
import type { PolicyForm } from './call.ts';
import type { Sort } from './sort.ts';

/** Pages have read what they may in this minute; asked again later, it is answered. */
export interface Busy {
  readonly kind: 'busy';
}

/** A piece of a sentence. `code` is to be typed as it is; `issue` is an issue of this site by its key. */
export interface Part {
  readonly kind: 'text' | 'code' | 'issue';
  readonly text: string;
}
export type Said = readonly Part[];

/** `accountId` only for people of this site: Jira shows their present name and picture. */
export interface Who {
  readonly name: string;
  readonly accountId?: string;
}

export interface Row {
  readonly id?: string;
  readonly text: Said;
  readonly facts: readonly Said[];
  readonly done: boolean;
}

export interface Happening {
  readonly at: string;
  readonly line: Said;
  readonly hash?: string;
}

/** An answer to choose. */
/** Something the viewer can do here, or could if what `why` says were so. */
export interface Offer {
  readonly type: AskType;
  readonly why?: Said;
}

export interface SeatData {
  readonly seat: SeatRole;
  readonly name: string;
  readonly standing: SeatStanding;
  readonly who?: Who;
  readonly vote: Said;
  /** Day and reason of a vote that counts: its badge says the verdict. */
  readonly given?: Said;
  /** How it is known that the vote is that person's. */
  readonly how?: Said;
  readonly because?: Said;
  readonly candidates: readonly Who[];
  /** Candidates beyond those. */
  readonly others: number;
}

/** Before and after of one requirement, or of all of them, as one text. */
export interface DifferenceData {
  /** The requirement's name; absent where the texts are not divided, and for what is said of all. */
  readonly name?: string;
  readonly runs: readonly { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }[];
}

/** A seat for which the viewer may vote. */
export interface OwnSeat {
  readonly seat: SeatRole;
  readonly name: string;
  /** It still waits for them; false once they voted, others filled it, or they fill another. */
  readonly asked: boolean;
  /** What they said, while it counts. */
  readonly voted?: VerdictWord;
  /** Names of the others who filled it, when no seat of the role is open. */
  readonly filledBy?: string;
}

export interface ImpactData {
  readonly dimension: Dimension;
  readonly name: string;
  readonly known: boolean;
  readonly meaning: Said;
  /** The risks, or the quality control measures, one by one. */
  readonly details: readonly Row[];
  /** What an edit during the review made it from. */
  readonly was?: Said;
  readonly score?: number;
  /** Whose votes another value would end. */
  readonly ends?: Said;
  /** What the editor begins with. */
  readonly form: ImpactForm;
}

export interface ChangeData extends About {
  readonly kind: 'change';
  readonly locale: Locale;
  readonly title: string;
  /** Entries of the record that this shows. */
  readonly version: number;
  /** Digest of everything that is decided on, and of its round (`shown.ts`). */
  readonly content: string;
  readonly stage: { readonly id: Stage; readonly name: string };
  readonly line: readonly { readonly name: string; readonly is: 'behind' | 'here' | 'ahead' }[];
  readonly class?: {
    readonly id: ChangeClass;
    readonly name: string;
    readonly sentence: Said;
    readonly raised: readonly Said[];
  };
  readonly warnings: readonly Said[];
  /** What would be a warning to somebody who can do something about it. */
  readonly notes: readonly Said[];
  readonly next: readonly Said[];
  /** What the next steps ask of the viewer, the most fitting first. */
  readonly asked: readonly AskType[];
  readonly hint?: Said;
  /** What happened since the viewer last looked, newest first; absent when nothing did or they never looked. */
  readonly news?: { readonly count: number; readonly lines: readonly Happening[] };
  readonly gate?: {
    readonly open: boolean;
    /** Empty where it would say no more than that it is closed, and the first reason. */
    readonly title: string;
    /** Each reason why it is closed, with what would open it where nothing else on the panel says so. */
    readonly lines: readonly Said[];
    /** It is not the board's turn yet: closed is how it should be. */
    readonly early: boolean;
  };
  /** Entries of the record that the history leaves out. */
  readonly older: number;
  readonly seats: readonly SeatData[];
  /** By what the board decides, as the policy publishes it; only while it does. */
  readonly boardCriteria: readonly string[];
  /** Seats for which the viewer may vote now. */
  readonly mine: readonly OwnSeat[];
  readonly differences: readonly DifferenceData[];
  readonly reasons: readonly { readonly name: string; readonly text: string }[];
  readonly links: readonly Said[];
  readonly impacts: readonly ImpactData[];
  readonly plan: readonly Row[];
  /** Acceptance criteria, with who showed that they are met. */
  readonly acceptance: readonly Row[];
  readonly planForm: PlanForm;
  /** Whose votes another plan would end. */
  readonly planEnds?: Said;
  /** Whose votes other alternatives would end. */
  readonly alternativesEnds?: Said;
  /** What it says differently from what was rejected (T22). */
  readonly revision: readonly Row[];
  readonly alternatives: readonly Row[];
  readonly alternativesForm: readonly {
    readonly text: string;
    readonly recommended: boolean;
    readonly doNothing: boolean;
  }[];
  readonly conditions: readonly Row[];
  readonly concerns: readonly Row[];
  readonly proposals: readonly Row[];
  readonly offers: readonly Offer[];
  readonly history: readonly Happening[];
}

/** The issue is no change request, or cannot be shown now; for each reason the panel says what to do. */
export interface NothingData {
  readonly kind: 'nothing';
  readonly locale: Locale;
  readonly why: 'not-a-request' | 'not-set-up' | 'no-policy' | 'not-recorded' | 'no-access';
}

/** Its mirror on the issue says where it stood, and the record holds nothing of it. */
export interface LostData {
  readonly kind: 'lost';
  readonly locale: Locale;
  /** What is lost, that it stays closed, and who can do what. */
  readonly what: string;
  /** Whether the viewer may begin a new record. */
  readonly may: boolean;
}

export type PanelData = ChangeData | NothingData | LostData;

export type ActAnswer =
  /** `said`: what was recorded, and what is still awaited. */
  | { readonly kind: 'done'; readonly panel: PanelData; readonly said?: Said }
  | {
      readonly kind: 'refused';
      readonly what: Said;
      readonly remedy: Said;
      readonly rule: string;
      /** The answer that it concerns, by its name in the ask; absent for what no field can mend. */
      readonly field?: string;
      readonly panel: PanelData;
    }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }
  /** The request was changed after the panel was drawn: look again before saying this. */
  | { readonly kind: 'changed'; readonly panel: PanelData };

export interface PolicyVersion {
  readonly version: string;
  readonly at: string;
  readonly by: Who;
  /** Its text is gone: erased, or lost. Then neither it nor the version after it can say what changed. */
  readonly gone?: 'erased' | 'lost';
  /** How many lines came and went, and which. */
  readonly added: number;
  readonly removed: number;
  readonly lines: readonly { readonly kind: 'added' | 'removed'; readonly text: string }[];
}

/** A question of the policy's form that is one field; questions of one `line` stand beside each other. */
export type PolicyQuestion = {
  readonly name: string;
  readonly group: 'general' | 'board';
  readonly line?: string;
  readonly label: string;
  readonly hint?: string;
} & (
  | { readonly kind: 'check' }
  | { readonly kind: 'text'; readonly placeholder: string }
  | { readonly kind: 'select'; readonly options: readonly { readonly value: string; readonly label: string }[] }
);

export interface SettingsData {
  readonly locale: Locale;
  readonly version: string;
  readonly source: string;
  /** Absent when the text is too broken to fill a form. */
  readonly form?: PolicyForm;
  /** In their order. Roles, seats and review days are asked by `names`. */
  readonly questions: readonly PolicyQuestion[];
  /** What is wrong with what stands now: nothing may be decided until it is mended. */
  readonly problems: readonly string[];
  /** What its people should know of it although it is in force. */
  readonly hints: readonly string[];
  readonly mayEdit: boolean;
  /** Whether the viewer may take the text of a version away for good. */
  readonly mayErase: boolean;
  readonly names: {
    readonly roles: readonly { readonly id: string; readonly name: string }[];
    readonly seats: readonly { readonly id: string; readonly name: string }[];
    /** With the seats that hold where none is named, and the working days. */
    readonly classes: readonly {
      readonly id: string;
      readonly name: string;
      readonly usual: readonly string[];
      readonly days: number;
    }[];
  };
  /** Newest first. */
  readonly history: readonly PolicyVersion[];
}

export type SaveAnswer =
  | { readonly kind: 'saved'; readonly settings: SettingsData }
  /** At the fields of the form; `source` is the text as a whole. */
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }
  | { readonly kind: 'changed'; readonly settings: SettingsData }
  | { readonly kind: 'not-allowed' };

export interface RegisterRowData {
  readonly key: string;
  readonly title: string;
  readonly stage: { readonly id: Stage; readonly name: string };
  readonly class?: { readonly id: ChangeClass; readonly name: string };
  readonly cause: string;
  readonly owner?: Who;
  /** Until when votes are asked for, and whether that is over. */
  readonly due?: { readonly day: string; readonly isOver: boolean };
  readonly updated: string;
}

/** One bar of a picture. */
export interface Figure {
  readonly id: string;
  readonly name: string;
  readonly count: number;
}

export interface RegisterFilter {
  readonly stage?: string | undefined;
  readonly class?: string | undefined;
  readonly cause?: string | undefined;
  /** An account id. */
  readonly owner?: string | undefined;
  readonly sort?: Sort | undefined;
}

export interface RegisterData {
  readonly locale: Locale;
  readonly rows: readonly RegisterRowData[];
  /** Absent where all rows were looked at. */
  readonly walk?: {
    /** Where the next rows begin; absent after the last. */
    readonly next?: string;
    /** Whether `total`, `all` and `figures` are of everything on record, also of what the viewer may not see. */
    readonly isCounted: boolean;
    /** Whether rows stand in the order that was asked for; else in that of their last event, or of their state where not all fit. */
    readonly isSorted: boolean;
  };
  /** Rows that fit the filter. */
  readonly total: number;
  /** Rows in all. */
  readonly all: number;
  /** Of the rows that fit: by state in the order of the line, and by cause, the most frequent first. */
  readonly figures: { readonly stages: readonly Figure[]; readonly causes: readonly Figure[] };
  /** Requests whose issue was deleted in Jira, for administrators of the project; the record of each stands. */
  readonly deleted: readonly {
    readonly key: string;
    readonly title: string;
    readonly stage: string;
    readonly at: string;
  }[];
  /** Requests that were come across with their record lost, for the same people. */
  readonly lost: readonly { readonly key: string; readonly version: number }[];
  /** All rows that fit, when they were asked for. */
  readonly csv?: string;
  readonly offset: number;
  readonly limit: number;
  readonly stages: readonly { readonly id: string; readonly name: string }[];
  readonly classes: readonly { readonly id: string; readonly name: string }[];
  readonly causes: readonly { readonly id: string; readonly name: string }[];
  readonly filter: RegisterFilter;
}

export interface GadgetData {
  readonly locale: Locale;
  /** Open requests by stage, in the order of the line. */
  readonly counts: readonly { readonly id: Stage; readonly name: string; readonly count: number }[];
  /** There are too many to ask of each whether the viewer may see it: then all that are on record in the viewer's projects are counted. `isWhole`: every project is counted. */
  readonly beyond?: { readonly isWhole: boolean };
  /** Those whose next step is the viewer's, the most urgent first. */
  readonly waiting: readonly {
    readonly key: string;
    readonly title: string;
    readonly what: Said;
    /** Absent where nothing of it has a date. */
    readonly due?: { readonly day: string; readonly isOver: boolean };
  }[];
}

/** What a piece of set-up is; `other`: of a project that is not the one looked at. */
export const SETUP_GROUPS = [
  'type',
  'fields',
  'statuses',
  'screens',
  'workflow',
  'record',
  'project',
  'other',
] as const;
export type SetupGroup = (typeof SETUP_GROUPS)[number];

export interface SetupStep {
  readonly id: string;
  readonly group: SetupGroup;
  readonly text: string;
  /** `by-hand`: nobody but a person can do it (team-managed projects). `waiting`: Jira has begun it and is not done. */
  readonly standing: 'there' | 'missing' | 'made' | 'failed' | 'waiting' | 'by-hand';
  readonly detail?: string;
}

export interface SetupData {
  readonly locale: Locale;
  readonly projects: readonly {
    readonly id: string;
    readonly key: string;
    /** With its key. */
    readonly name: string;
    readonly managed: 'company' | 'team';
  }[];
  readonly projectId?: string;
  readonly steps: readonly SetupStep[];
  /** `running`: ask again in a moment. */
  readonly standing: 'choose' | 'to-do' | 'by-hand' | 'running' | 'done' | 'failed';
  /** What undoing would take away; empty when nothing was made. */
  readonly undo: readonly { readonly group: SetupGroup; readonly text: string }[];
}

export type ErasePolicyAnswer =
  | { readonly kind: 'erased'; readonly settings: SettingsData }
  /** `unknown`: no such version stood here. */
  | { readonly kind: 'not-allowed' | 'unknown' };

export interface EraseAnswer {
  readonly kind: 'erased' | 'not-allowed';
}
