/** What the pages of baselines need: which there are, what one holds, and how two differ. */
import type { RequestIn } from '@countersign/core/baseline/decider.ts';
import type { Field } from '@countersign/core/baseline/difference.ts';
import type { Nothing, Visitor, WhoPut } from './port.ts';
import type { KeptText, RequirementsOf } from './requirementport.ts';

/** A request as its own page is reached. */
export type RequestLink = RequestIn & { readonly path: string };

export interface BaselineHead {
  readonly id: string;
  /** UTC instant of the approval that made it. */
  readonly approved: string;
  readonly request: RequestLink;
  readonly manifest: string;
  readonly parent?: string;
  readonly count: number;
}

interface Placed {
  /** `owner/repository`. */
  readonly project: string;
  readonly timeZone: string;
}

export interface BaselinesFacts extends Placed {
  /** The newest first. */
  readonly baselines: readonly BaselineHead[];
}

export interface BaselineFacts extends Placed, BaselineHead {
  readonly approvers: readonly { readonly by: WhoPut; readonly seat: string }[];
  /** Requests that are in it, and not in its parent. */
  readonly changes: readonly RequestLink[];
  readonly items: readonly {
    readonly id: string;
    readonly label: string;
    readonly text: KeptText;
    readonly snapshot: string;
  }[];
}

/** Ids of baselines, or `now` for what stands. */
interface Comparing {
  readonly from: string;
  readonly to: string;
}

export interface BaselineDifferenceFacts extends Placed, Comparing {
  /** All that can be compared, the newest first. */
  readonly known: readonly string[];
  readonly rows: readonly {
    readonly id: string;
    readonly kind: 'added' | 'removed' | 'modified' | 'moved';
    readonly fields: readonly Field[];
    readonly label: string;
    /** What it was called before, where that is another name. */
    readonly former?: string;
    readonly before?: KeptText;
    readonly after?: KeptText;
    /** Absent: it is unauthorised. */
    readonly by?: RequestLink;
  }[];
}

export interface Baselines {
  baselines(of: RequirementsOf, visitor: Visitor): Promise<BaselinesFacts | Nothing>;
  baseline(of: RequirementsOf, id: string, visitor: Visitor): Promise<BaselineFacts | Nothing>;
  baselineDifference(
    of: RequirementsOf,
    comparing: Comparing,
    visitor: Visitor,
  ): Promise<BaselineDifferenceFacts | Nothing>;
}
