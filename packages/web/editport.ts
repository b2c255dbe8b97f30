/** What the pages on which a request's own fields are edited, and a new one is filed, need from whoever serves them. */
import type { Refusal } from '@countersign/core/change/refusal.ts';
import type { Person } from '@countersign/core/content/person.ts';
import type { Profile } from '@countersign/core/policy/policy.ts';
import type { SeatRole } from '@countersign/core/policy/role.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import type { Misunderstanding } from '@countersign/core/typed/reading.ts';
import type { FieldId } from '@countersign/core/view/field.ts';
import type { Nothing, Visitor } from './port.ts';

export type EditedField = FieldId | 'title';

/** The questions of a profile, and what stands there. */
export interface RequestForm {
  readonly title: string;
  readonly answers: ReadonlyMap<FieldId, string>;
  readonly profile: Profile;
  /** In which the issue is written. */
  readonly locale: Locale;
  /** What a submission still lacks; empty once it was submitted. */
  readonly missing: readonly EditedField[];
}

/** The form as it stands in the issue. */
export interface EditFacts extends RequestForm {
  readonly label: string;
  readonly project: string;
  readonly timeZone: string;
  /** Of all that the issue reads: what is typed is of this. */
  readonly seen: string;
  readonly me: Person;
  /** It waits to be submitted, and the visitor may do that. */
  readonly maySubmit: boolean;
}

export interface WrongField {
  readonly field: EditedField;
  readonly why:
    | 'names-a-question'
    | 'not-by-itself'
    | 'not-held'
    | 'too-long'
    | 'missing'
    | { readonly misread: Misunderstanding };
}

export interface TypedText {
  readonly title: string;
  readonly answers: ReadonlyMap<FieldId, string>;
}

export interface Typed extends TypedText {
  readonly seen: string;
  readonly press: string;
  readonly submits: boolean;
  /** `agreed` of the votes that it was said to end. */
  readonly agreed: string;
}

export type Rewritten =
  | { readonly kind: 'done' }
  /** The issue is written; the submission is not recorded. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'changed' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'invalid'; readonly wrong: readonly WrongField[] }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'declined'; readonly message: string }
  | {
      readonly kind: 'ends';
      readonly votes: readonly { readonly voter: Person; readonly seat: SeatRole }[];
      readonly agreed: string;
    };

/** Why nothing can be filed in a repository that somebody may read. */
export type Closed = 'no-policy' | 'broken-policy' | 'archived' | 'issues-off';

/** A repository in which the visitor may file a request. */
export interface NewFacts extends RequestForm {
  readonly kind: 'open';
  /** `owner/repository` */
  readonly project: string;
  readonly timeZone: string;
  readonly me: Person;
}

export type Opening = NewFacts | { readonly kind: 'closed'; readonly project: string; readonly why: Closed };

export type Filed =
  | { readonly kind: 'done' }
  /** The same press was filed before, with another text. */
  | { readonly kind: 'filed-before' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'invalid'; readonly wrong: readonly WrongField[] }
  | { readonly kind: 'declined'; readonly message: string };

/** What became of what was filed. */
export type Landing =
  | { readonly kind: 'recorded'; readonly ref: StreamRef }
  | { readonly kind: 'coming'; readonly label: string; readonly address: string; readonly project: string };

export interface Repository {
  readonly tenant: string;
  readonly project: string;
}

/** A repository of an account that the visitor may read. */
export interface Choice {
  readonly project: string;
  readonly name: string;
  /** Absent where a request can be filed in it. */
  readonly why?: Closed | 'unknown';
}

export interface Filing {
  openings(tenant: string, visitor: Visitor): Promise<readonly Choice[] | Nothing>;
  opening(of: Repository, visitor: Visitor): Promise<Opening | Nothing>;
  file(of: Repository, visitor: Visitor, typed: TypedText & { readonly press: string }): Promise<Filed | Nothing>;
  landing(of: Repository, visitor: Visitor, press: string): Promise<Landing | Nothing>;
}

export interface Editing {
  /** `hidden` also where nothing of it can be edited: it is over, or the issue is gone. */
  edit(ref: StreamRef, visitor: Visitor): Promise<EditFacts | Nothing>;
  rewrite(ref: StreamRef, visitor: Visitor, typed: Typed, locale: Locale): Promise<Rewritten | Nothing>;
}
