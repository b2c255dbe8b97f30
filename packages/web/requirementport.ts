/** What the pages of requirements need: which there are, and every text that one of them ever had. */
import type { Source } from '@countersign/core/requirement/controlled.ts';
import type { Named } from '@countersign/core/requirement/decider.ts';
import type { Nothing, Visitor, WhoPut } from './port.ts';

export interface RequirementsOf {
  readonly tenant: string;
  readonly project: string;
}

/** A text as it is kept; its letters may have been erased, or never have been kept. */
export type KeptText = Source | 'erased' | 'missing';

export interface RequirementLine {
  readonly id: string;
  readonly label: string;
  readonly text: KeptText;
  /** UTC instant of the text that stands; absent where no text is known. */
  readonly saved?: string;
  /** Absent where it was found, and nobody was told whose it is. */
  readonly by?: WhoPut;
  readonly texts: number;
  readonly isMarked: boolean;
  readonly isGone: boolean;
}

export interface RequirementsFacts {
  /** `owner/repository`. */
  readonly project: string;
  readonly timeZone: string;
  /** What was saved last comes first. */
  readonly lines: readonly RequirementLine[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
}

export interface RequirementFacts {
  readonly project: string;
  readonly timeZone: string;
  readonly id: string;
  readonly label: string;
  /** Its page in the tracker. */
  readonly address: string;
  /** Every name that it had, the last one first. */
  readonly names: readonly Named[];
  readonly isMarked: boolean;
  readonly gone?: {
    readonly how: 'deleted' | 'moved';
    readonly at: string;
    readonly by?: WhoPut;
    readonly to?: string;
  };
  /** The one that stands comes first. */
  readonly texts: readonly {
    readonly at: string;
    readonly by?: WhoPut;
    readonly snapshot: string;
    readonly text: KeptText;
    /** What is under control is as in the text before it. */
    readonly isSame: boolean;
  }[];
}

export interface Requirements {
  /** @param cursor as a page before gave it */
  requirements(of: RequirementsOf, visitor: Visitor, cursor?: string): Promise<RequirementsFacts | Nothing>;
  /** @param id of its issue */
  requirement(of: RequirementsOf, id: string, visitor: Visitor): Promise<RequirementFacts | Nothing>;
}
