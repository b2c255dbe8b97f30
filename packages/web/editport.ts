/** What the page on which a request's own fields are edited needs from whoever serves it. */
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

/** The form as it stands in the issue. */
export interface EditFacts {
  readonly label: string;
  readonly project: string;
  readonly timeZone: string;
  readonly title: string;
  readonly answers: ReadonlyMap<FieldId, string>;
  /** Of all that the issue reads: what is typed is of this. */
  readonly seen: string;
  readonly profile: Profile;
  /** In which the issue is written. */
  readonly locale: Locale;
  /** What a submission still lacks; empty once it was submitted. */
  readonly missing: readonly EditedField[];
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

export interface Typed {
  readonly title: string;
  readonly answers: ReadonlyMap<FieldId, string>;
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

export interface Editing {
  /** `hidden` also where nothing of it can be edited: it is over, or the issue is gone. */
  edit(ref: StreamRef, visitor: Visitor): Promise<EditFacts | Nothing>;
  rewrite(ref: StreamRef, visitor: Visitor, typed: Typed, locale: Locale): Promise<Rewritten | Nothing>;
}
