/** The port by which change requests are found and listed. */
import type { Money } from '../money/amount.ts';
import type { RegisterRow, Rows, StreamRef } from '../record/port.ts';
import type { ChangeRow } from './register.ts';

/** What a list can be sorted by: each in its own order, and whatever has none comes last. Costs stand by currency, for unlike ones are not compared. */
export const REGISTER_SORTS = [
  'updated',
  'number',
  'title',
  'stage',
  'class',
  'cause',
  'owner',
  'cost',
  'days',
  'due',
] as const;
export type RegisterSort = (typeof REGISTER_SORTS)[number];

/** From an instant on, and before another; UTC, ISO 8601 with milliseconds. */
export interface Within {
  readonly from?: string;
  readonly before?: string;
}

/** What has none of it: no class yet, no cause, no owner. */
export const WITHOUT = 'none';

/** What a list shows. Everything is optional and narrows; `items` and `work` find requests that touch any of the given ids. */
export interface RegisterFilter {
  readonly stages?: readonly string[];
  /** Classes; `none` for those that have none yet. */
  readonly classes?: readonly string[];
  readonly causes?: readonly string[];
  /** An id; `none` where nobody answers for it. */
  readonly owner?: string;
  readonly currency?: string;
  readonly due?: Within;
  readonly opened?: Within;
  /** Whoever it asks something of, as it was shown last. */
  readonly asks?: string;
  /** Words, each of which stands in the title or the text. */
  readonly text?: string;
  readonly items?: readonly string[];
  readonly work?: readonly string[];
}

export interface RegisterPage {
  /** Default `updated`, newest first. */
  readonly sort?: RegisterSort;
  readonly descending?: boolean;
  /** What a page before gave: goes on from there. */
  readonly cursor?: string;
  /** Default 50, at most 1,000. */
  readonly limit?: number;
}

/** Where a walk over the register stands. */
export interface Turning {
  readonly number: number;
  readonly stream: string;
}

export interface RegisterList {
  readonly rows: readonly ChangeRow[];
  /** Absent on the last page. */
  readonly next?: string;
  /** Absent on the first one. */
  readonly previous?: string;
}

/** Days at which one age ends and the next begins (UTC, `2026-12-01`), and the instants between which something is due. */
export interface Measuring {
  /** The newest first: opened on this day or later is the first age; what is older than the last is one more. */
  readonly ages: readonly string[];
  readonly dues: readonly Within[];
}

/** So many are counted where nothing is kept counted; one more stands for all that there may be. */
export const COUNTED_TO = 5_000;

export interface RegisterFigures {
  /** How many match. */
  readonly total: number;
  /** There are more: what is not kept counted is counted so far, and nothing is added up. */
  readonly more: boolean;
  /** By stage, cause and class; what has none under `''`. */
  readonly stages: ReadonlyMap<string, number>;
  readonly causes: ReadonlyMap<string, number>;
  readonly classes: ReadonlyMap<string, number>;
  /** What those cost that have a cost, currency by currency. */
  readonly costs: readonly { readonly sum: Money; readonly count: number }[];
  readonly days: { readonly sum: number; readonly count: number };
  /** Open ones by age, one age more than was asked; and what is due. One more than `COUNTED_TO` stands for more than it. */
  readonly ages: readonly number[];
  readonly dues: readonly number[];
}

export interface Register extends Rows {
  /** `undefined` when there is no such change request. */
  find(ref: StreamRef): Promise<ChangeRow | undefined>;
  /** By the number people use, in the project in which it lives. Of two, as of a transfer that was told late, the newest wins. */
  findByNumber(tenant: string, project: string, number: number): Promise<ChangeRow | undefined>;
  /** All that have the number there, newest first: what began under the id of one that was transferred has it, too. */
  withNumber(tenant: string, project: string, number: number): Promise<readonly ChangeRow[]>;
  /** A page of what lives in the projects. @throws Malformed for a cursor that no page of this order gave */
  list(
    tenant: string,
    projects: readonly string[],
    filter?: RegisterFilter,
    page?: RegisterPage,
  ): Promise<RegisterList>;
  /** What of the projects matches, in figures. */
  figures(
    tenant: string,
    projects: readonly string[],
    filter: RegisterFilter,
    measuring: Measuring,
  ): Promise<RegisterFigures>;
  /** Whoever owns something there, at most 200. */
  owners(tenant: string, projects: readonly string[]): Promise<readonly string[]>;
  /** What people are called, as they were named last; whoever was erased is not there. */
  called(tenant: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Keeps of whom a request asks something, as it is shown now. */
  noteAsked(ref: StreamRef, people: readonly string[]): Promise<void>;
  /**
   * Requests of a project that are not over, in order of number, at most `limit`; as cheap with many as with few.
   * @param after the last one that was read; absent at the beginning
   * @param decided only those by which a gate may be open
   */
  turn(of: {
    readonly tenant: string;
    readonly project: string;
    readonly after?: Turning | undefined;
    readonly decided?: boolean;
    readonly limit: number;
  }): Promise<readonly ChangeRow[]>;
  /** Requests of a project that are carried out as an emergency which nobody has reviewed yet, and those whose row does not say. */
  unreviewed(tenant: string, project: string): Promise<readonly ChangeRow[]>;
  /** The largest number in a project; 0 where there is none. */
  newest(tenant: string, project: string): Promise<number>;
  /** Versions of policies under which requests of a project are before the board or decided, sorted, as far as the rows say it. */
  policiesUsed(tenant: string, project: string): Promise<readonly string[]>;
  /** Requests that live in the project, wherever they began, and touch any of the items, in order of number. */
  touching(tenant: string, project: string, items: readonly string[]): Promise<readonly ChangeRow[]>;
  /** Requests that this work (a pull request) implements, in order of number. */
  implementedBy(tenant: string, project: string, work: string): Promise<readonly ChangeRow[]>;
  /** Requests of every tenant that are in a stage; for what comes seldom and to all of them. */
  everywhere(stage: string): Promise<readonly ChangeRow[]>;
  /** Projects of a tenant of which something is on record, sorted. */
  projects(tenant: string): Promise<readonly string[]>;
  /** Some whose rows a version wrote that kept less of them, of every tenant; none once all were made anew. */
  outdated(limit: number): Promise<readonly StreamRef[]>;
  /** Writes a row without an entry; for rebuilding by replay. A row made from a newer version is kept. @param searched the text that it is found by */
  rewrite<Row extends RegisterRow>(row: Row, searched?: string): Promise<void>;
}
