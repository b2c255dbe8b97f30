/** The port by which change requests are found and listed. */
import type { RegisterRow, Rows, StreamRef } from '../record/port.ts';
import type { ChangeRow } from './register.ts';

/** What a list shows. Everything is optional and narrows; `items` and `work` find requests that touch any of the given ids. */
export interface RegisterFilter {
  readonly stages?: readonly string[];
  readonly classes?: readonly string[];
  readonly causes?: readonly string[];
  readonly owner?: string;
  readonly items?: readonly string[];
  readonly work?: readonly string[];
  /** Part of the title, in any case. */
  readonly text?: string;
}

export interface RegisterPage {
  /** Default `updatedAt`, newest first. */
  readonly sort?: 'updatedAt' | 'number' | 'title' | 'stage';
  readonly descending?: boolean;
  /** Rows to leave out at the start. */
  readonly offset?: number;
  /** Default 50, at most 500. */
  readonly limit?: number;
}

/** Where a walk over the register stands. */
export interface Turning {
  readonly number: number;
  readonly stream: string;
}

export interface RegisterList {
  readonly rows: readonly ChangeRow[];
  /** How many match; counted no further than 10,000, since counting more would cost more than the page. */
  readonly total: number;
  /** Whether there are more than `total`. */
  readonly more: boolean;
}

export interface Register extends Rows {
  /** `undefined` when there is no such change request. */
  find(ref: StreamRef): Promise<ChangeRow | undefined>;
  /** By the number people use, in the project in which it lives. Of two, as of a transfer that was told late, the newest wins. */
  findByNumber(tenant: string, project: string, number: number): Promise<ChangeRow | undefined>;
  /** All that have the number there, newest first: what began under the id of one that was transferred has it, too. */
  withNumber(tenant: string, project: string, number: number): Promise<readonly ChangeRow[]>;
  /** A page of what lives in the project, and how many match in all. */
  list(tenant: string, project: string, filter?: RegisterFilter, page?: RegisterPage): Promise<RegisterList>;
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
  /** Writes a row without an entry; for rebuilding by replay. A row made from a newer version is kept. */
  rewrite<Row extends RegisterRow>(row: Row): Promise<void>;
}
