/** What the pages need from whoever serves them: facts about changes, gates and the register, and who is asking. */

import type { Ask, Problem } from '@countersign/core/ask/ask.ts';
import type { Refusal } from '@countersign/core/change/refusal.ts';
import type { ChangeRow } from '@countersign/core/change/register.ts';
import type { RegisterFigures, RegisterSort } from '@countersign/core/change/registerport.ts';
import type { Situation } from '@countersign/core/change/situation.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { EvidenceFile } from '@countersign/core/content/evidencefile.ts';
import type { Person } from '@countersign/core/content/person.ts';
import type { GateSituation } from '@countersign/core/gate/change.ts';
import type { Verdict } from '@countersign/core/gate/verdict.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { AgendaPoint } from '@countersign/core/view/agenda.ts';
import type { AgeWord, DueWord } from '@countersign/core/view/measured.ts';
import type { Minute } from '@countersign/core/view/minutes.ts';
import type { Sentence } from '@countersign/core/view/sentence.ts';
import type { Told } from '@countersign/core/view/told.ts';

/** Who looks at a page. In the sandbox everybody may see everything; otherwise it is whoever signed in with GitHub. */
export type Visitor =
  | { readonly kind: 'everyone' /** Whom they play, in the sandbox. */; readonly as?: Person }
  | {
      readonly kind: 'person';
      readonly id: string;
      readonly login: string /** GitHub's token of this person, to ask what they may see. */;
      readonly token: string;
    }
  | { readonly kind: 'stranger' };

/**
 * Why there is nothing to show. `hidden` covers both "does not exist" and "not yours to see": a page must not tell the two apart.
 * `unknown` means that GitHub could not be asked; it is never taken for a yes.
 */
export type Nothing = 'hidden' | 'unknown';

/** Whoever is known looks at a request: what they could do is told by the situation that has them as its actor. */
export interface Own {
  readonly me: Person;
  /** What ids of people of this tracker begin with, before the colon. */
  readonly home: string;
  readonly situation: Situation;
}

/** What somebody asked for by a button or a form of a page. */
export interface Sent {
  readonly ask: Ask;
  /** What the page showed (`core/ask/shown.ts`). */
  readonly content: string;
  /** Names the press: twice is once. */
  readonly press: string;
  /** What was given with it, looked at already. */
  readonly file?: GivenFile;
}

export interface GivenFile extends Omit<EvidenceFile, 'digest'> {
  readonly bytes: Uint8Array;
}

/** A file that the record names, to be taken away. */
export interface FileFacts {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type Acted =
  | { readonly kind: 'done' }
  /** The same press was dealt with before. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }
  /** The request was changed after the page was drawn: it is looked at again before this is said. */
  | { readonly kind: 'changed' }
  /** Nothing was recorded so far, and the same may be sent again by the same name. */
  | { readonly kind: 'waiting' };

export interface ChangeFacts {
  readonly ref: StreamRef;
  readonly state: ChangeState;
  /** Facts of the moment, fresh enough to count votes with. */
  readonly situation: GateSituation;
  /** The stream's entries in order, with their hashes. */
  readonly entries: readonly Told[];
  /** `owner/repository`, as people know it. */
  readonly project: string;
  /** Where an item named `#12` is shown in the tracker; absent where it has no page. */
  readonly linkTo?: (label: string) => string | undefined;
  /** Absent for whoever is not known, and where nothing can be done on pages. */
  readonly own?: Own;
  /** The visitor may edit what the request itself says. */
  readonly edits?: true;
}

export interface GateFacts {
  readonly project: string;
  /** `#21`. */
  readonly label: string;
  readonly title: string;
  readonly address: string;
  readonly verdict: Verdict;
  /** The branch that it would merge into. */
  readonly base?: string;
  /** The policy watches and holds nothing back. */
  readonly observed?: boolean;
  /** It was merged: what the gate says now is not what it said then. */
  readonly merged: boolean;
  /** Addresses of the change requests' own pages, by label. */
  readonly changes: ReadonlyMap<string, string>;
  /** UTC instant at which this was computed. */
  readonly at: string;
  readonly timeZone: string;
}

/** What of the register is shown, as an address says it. Whom and when its words mean is known once it is asked. */
export interface RegisterChoice {
  /** Words, each of which stands in the title or the text. */
  readonly text?: string;
  readonly stages?: readonly string[];
  /** Classes and causes; `none` for those that have none yet. */
  readonly classes?: readonly string[];
  readonly causes?: readonly string[];
  /** A person's id; `none` where nobody answers for it. */
  readonly owner?: string;
  readonly currency?: string;
  readonly due?: DueWord;
  /** Of those that are open. */
  readonly age?: AgeWord;
  /** What asks something of whoever looks. */
  readonly mine?: true;
}

export interface RegisterAsk {
  readonly tenant: string;
  /** Absent: every repository of the account that the visitor may read. */
  readonly project?: string;
  /** Of those only these; empty for all. */
  readonly projects: readonly string[];
  readonly choice: RegisterChoice;
  readonly sort: RegisterSort;
  readonly descending: boolean;
  /** Where a page begins, as the one before said. */
  readonly cursor?: string;
  readonly limit: number;
}

export interface RegisterEntry extends ChangeRow {
  /** What people call the owner. */
  readonly ownerName?: string;
  /** `owner/repository` in which it lives. */
  readonly repository: string;
}

export interface RegisterRows {
  /** `owner/repository`, or the account's name. */
  readonly project: string;
  readonly timeZone: string;
  /** UTC instant: what was due before it is overdue. */
  readonly now: string;
  readonly rows: readonly RegisterEntry[];
  readonly next?: string;
  readonly previous?: string;
}

export interface RegisterFacts extends RegisterRows {
  readonly figures: RegisterFigures;
  /** Whoever it can be narrowed to. */
  readonly owners: readonly { readonly id: string; readonly name?: string }[];
  /** Of an account: what of it the visitor may read. */
  readonly repositories?: readonly { readonly project: string; readonly name: string }[];
  /** Some repositories are not in it, because it could not be settled whether the visitor may read them, or because there are too many to ask for. */
  readonly leftOut?: 'unasked' | 'too-many';
  /** Whether it is known what asks something of the visitor. */
  readonly isKnown: boolean;
}

/** What an address asks and nobody can answer: `sign-in` for what is whose nobody knows, `cursor` for a place that no page gave. */
export type Unanswerable = 'sign-in' | 'cursor';

export interface PolicyFacts {
  readonly project: string;
  readonly timeZone: string;
  /** What is to be said of the one that stands. */
  readonly hints: readonly Sentence[];
  /** Newest first. */
  readonly versions: readonly {
    readonly version: string;
    /** UTC instant from which it stood. */
    readonly at: string;
    /** Absent where it was found in force, and nobody was told whose it is. */
    readonly by?: WhoPut;
    readonly text: 'kept' | 'erased' | 'missing';
    /** Since when it stands no more, where none took its place. */
    readonly out?: { readonly why: 'missing' | 'broken'; readonly at: string; readonly by?: WhoPut };
  }[];
}

/** By id alone where it is not known what they are called. */
export type WhoPut = Pick<Person, 'id'> & Partial<Person>;

/** What the board of a project is asked. */
export interface AgendaFacts {
  readonly project: string;
  readonly timeZone: string;
  /** UTC instant: what was due before it is overdue. */
  readonly now: string;
  /** In the order in which they are taken. */
  readonly points: readonly (AgendaPoint & Where)[];
  /** So many requests were looked at, and there are more. */
  readonly more?: number;
}

/** What it decided within some days. */
export interface MinutesFacts {
  readonly project: string;
  readonly timeZone: string;
  /** The first and the last day, both included: `2026-12-24`. */
  readonly from: string;
  readonly to: string;
  /** In order of time. */
  readonly minutes: readonly (Minute & Where)[];
  readonly more?: number;
}

interface Where {
  readonly ref: StreamRef;
  /** The whole address of its page, where one is known. */
  readonly page?: string;
}
