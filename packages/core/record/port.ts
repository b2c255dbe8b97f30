/** What the core asks of the outside. Each port is small, is declared here by the one who needs it, and has one contract suite. */

/** Any value that JSON can hold; events and snapshots are such values, so that they can be canonicalised and hashed. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The address of one chain of entries. All parts are immutable ids (`rules.md 5.6`), never names or numbers that can be renamed. */
export interface StreamRef {
  /** Whose data it is (a GitHub installation's account id, a Jira site id). Nothing ever joins across tenants. */
  readonly tenant: string;
  /** The repository or project that the chain belongs to. */
  readonly project: string;
  /** What kind of thing it is about (`kind.ts`). Absent for a change request: so it stands in every entry from before there were others. */
  readonly kind?: string;
  /** One thing of its kind; of a change request its issue's node id. */
  readonly stream: string;
}

/** What is asked to be appended: an event with who caused it and when. */
export interface NewEntry {
  /** UTC instant, ISO 8601 with milliseconds. */
  readonly at: string;
  /** The person or machine that caused it: an immutable id. */
  readonly actor: string;
  readonly event: Json;
}

/** One entry of the ledger, hash-chained twice: along its stream and along its project (`rules.md 7.1`). Hashes are lower-case hex SHA-256. */
export interface Entry extends NewEntry {
  readonly ref: StreamRef;
  /** 1, 2, 3 … without gaps along the stream. */
  readonly version: number;
  /** 1, 2, 3 … without gaps along the project. */
  readonly sequence: number;
  /** Hash of the stream's entry before, or 64 zeros. */
  readonly previous: string;
  readonly hash: string;
  /** Chain value of the project's entry before, or 64 zeros. */
  readonly projectPrevious: string;
  readonly projectHash: string;
}

/** What goes first wherever there is not room for all: closing a gate, then opening one, then whatever else is said, then what may as well be left out. */
export type Precedence = 'close' | 'open' | 'talk' | 'aside';

/**
 * What starts first where there is not a place for all. Before what closes goes what closes without asking anything; after it, what looks
 * whether something has to be closed.
 */
export type Turn = Precedence | 'shut' | 'watch';

/** Work that must follow from an append: stored in the same transaction, run after it, in order per `key`, at least once. */
export interface Job {
  readonly kind: string;
  /** Jobs with one key run one after another, in the order they were stored, also when one has to be retried. */
  readonly key: string;
  /** Goes before jobs of other keys that come later in this order. Default `talk`. */
  readonly precedence?: Turn;
  readonly data: Json;
}

/** What the register keeps of a thing: beside this, whatever its kind shows in lists. Rewritten with every append, rebuilt by replay. */
export interface RegisterRow {
  readonly ref: StreamRef;
  /** The stream's version that this row was made from. */
  readonly version: number;
  /** UTC instant of the append that it was made by. */
  readonly updatedAt: string;
}

/** Finds what the newest appends left, whatever kind it is. What a kind is searched by beyond this is its own. */
export interface Rows {
  /** `undefined` for what does not exist, or is in no list. */
  row(ref: StreamRef): Promise<RegisterRow | undefined>;
  /**
   * Rows of one kind, newest change first, each once.
   * @param page `limit` is 50 unless told; `cursor` is what the page before gave
   */
  rows(of: Omit<StreamRef, 'stream'>, page?: { readonly limit?: number; readonly cursor?: string }): Promise<RowPage>;
}

export interface RowPage {
  readonly rows: readonly RegisterRow[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

/** An instant from which on something has to be looked at, and what for. */
export interface Due {
  /** UTC instant, ISO 8601 with milliseconds. */
  readonly at: string;
  /** A word of the kind's own. */
  readonly what: string;
}

/** What a stream waits for next; kept with its newest append, and moved on when its time has come. */
export interface DueRow extends Due {
  readonly ref: StreamRef;
  /** The stream's version that it follows from. */
  readonly version: number;
}

/** Knows what is due, so that time costs nothing while nothing is. */
export interface Dues {
  /** What is due at that instant or was before, oldest first, at most `limit`; of every tenant of the store. */
  due(at: string, limit: number): Promise<readonly DueRow[]>;
  /**
   * Stores the work of one that is due, and what its stream waits for next: both or neither, durably, before it resolves.
   * @param next absent where it waits for nothing more
   * @returns `'overtaken'` when the stream has gone on since, or another clock came first: nothing is stored
   */
  fire(row: DueRow, next: Due | undefined, jobs: readonly Job[]): Promise<'fired' | 'overtaken'>;
  /** Writes what replay gives, without an entry; only while the stream stands at that version. */
  rewrite(ref: StreamRef, version: number, due: Due | undefined): Promise<void>;
}

export interface Append {
  readonly ref: StreamRef;
  /** The version the decision was made on: 0 for a stream that does not exist yet. */
  readonly expected: number;
  /** At least one. Work that follows from no entry is stored by the queue's port. */
  readonly entries: readonly NewEntry[];
  /** The row with all that its kind shows, as JSON can say it; none for what is in no list. */
  readonly register?: RegisterRow;
  /** The text that the row is found by; a store that searches nothing lets it go. */
  readonly searched?: string;
  /** What the stream waits for now, in place of whatever it waited for. Absent for a kind of which nothing ever waits for a time. */
  readonly due?: Due | 'nothing';
  readonly jobs: readonly Job[];
  /** Names what caused this append (a delivery's GUID and the place in it). The same cause is applied at most once per tenant. */
  readonly cause: string;
}

export interface Store {
  readonly tenant: string;
  readonly jobs: readonly Job[];
  /** As of an append, and from one list with those of appends: what was appended under it is not stored under it. */
  readonly cause: string;
}

/** Work that follows from no entry: a refusal is answered, a check is looked at again. */
export interface Queue {
  /**
   * Stores all of the jobs or none, durably, before it resolves.
   * @returns `'repeated'` when this cause was applied before (nothing is stored again).
   */
  store(store: Store): Promise<'stored' | 'repeated'>;
}

/** The append-only record of truth, and its queue. Reads see every append that was acknowledged before they began. */
export interface Ledger extends Queue {
  /** Entries of one stream in order of version; empty when the stream does not exist. */
  read(ref: StreamRef): Promise<readonly Entry[]>;
  /**
   * Appends everything or nothing, durably, before it resolves.
   * @returns the new entries; `'repeated'` when this cause was applied before (nothing is stored again).
   * @throws Conflict when the stream's version is not `expected`.
   */
  append(append: Append): Promise<readonly Entry[] | 'repeated'>;
  /** Entries of a whole project in order of sequence, after the given one; for replay, evidence and verification. At most `limit`. */
  readProject(tenant: string, project: string, after: number, limit: number): Promise<readonly Entry[]>;
}
