/** What a form of the page is drawn from: the request, the visitor, and what they sent that was not recorded. */
import type { About } from '@countersign/core/ask/about.ts';
import type { Problem } from '@countersign/core/ask/ask.ts';
import type { Refusal } from '@countersign/core/change/refusal.ts';
import type { Voice } from '../markup.ts';
import type { ChangeFacts, Own } from '../port.ts';

/** The answers of a form, by the names of its fields. */
export type Fields = Readonly<Record<string, readonly string[]>>;

/** What came of a press that was not recorded, with everything that was typed. */
export interface Unsent {
  readonly type: string;
  readonly fields: Fields;
  readonly why:
    | { readonly kind: 'refused'; readonly refusal: Refusal }
    | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }
    | { readonly kind: 'changed' }
    | { readonly kind: 'waiting' }
    /** Only more rows were asked for. */
    | { readonly kind: 'more' };
  /** A file came with it, which no form that is drawn again holds. */
  readonly hadFile?: true;
}

export interface Shown {
  readonly unsent?: Unsent;
  /** The version of the record before what the visitor has just done. */
  readonly from?: number;
  /** What they have just sent was dealt with before. */
  readonly again?: boolean;
  /** Where the forms are sent. */
  readonly to: string;
  /** A name for the next press. */
  readonly press: string;
}

export interface Drawing {
  readonly voice: Voice;
  readonly found: ChangeFacts;
  readonly own: Own;
  readonly about: About;
  readonly shown: Shown;
}
