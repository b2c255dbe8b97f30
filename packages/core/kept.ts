/** Facts read from a tracker and kept for a while: one rule for when they are read again, for all kinds of facts. */
import { Transient } from './failure.ts';
import type { Json } from './record/port.ts';

export interface FactKey {
  readonly tenant: string;
  readonly project: string;
  /** What sort of fact, such as `item`, `team`, `user`. */
  readonly kind: string;
  readonly id: string;
}

export interface KeptFact extends FactKey {
  readonly data: Json;
  /** ISO 8601. */
  readonly fetchedAt: string;
}

/** Where facts are kept between events. */
export interface FactStore {
  /** `undefined` when never kept, or forgotten. */
  find(key: FactKey): Promise<KeptFact | undefined>;
  /** This moment as the store counts; asked for before something is read that may be forgotten meanwhile. */
  moment(key: FactKey): Promise<string>;
  /**
   * @param since the moment before it was read: what was forgotten after it has changed under the reading, and is not kept
   * @returns false when it is not kept for that
   */
  keep(fact: KeptFact, since?: string): Promise<boolean>;
}

export interface FactReader {
  readonly facts: FactStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /**
   * True for decisions about what people ask: while the tracker is away they wait in the queue and are decided on real facts. False for
   * gates and what is shown: what cannot be read now closes them now.
   */
  readonly patient: boolean;
  /** For what only closes: what was last known counts, however old it is, and the tracker is asked only where nothing is. */
  readonly lenient?: boolean;
}

/** A fact of an account or a site as a whole (teams, users) belongs to no project. */
export const ACCOUNT = 'account';

/** What changes each time it is read cannot be known. */
const MOST_READINGS = 4;

/** How old something is, in milliseconds; by a clock that has gone back since nobody knows, so that what seems to come is as old as it is far. */
export function ageOf(at: number, now: number): number {
  return Math.abs(now - at);
}

/** The tracker answered, and what it said is not the fact: not found, not allowed, not as described. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/**
 * A fact no older than asked, read again when it is, and when it was forgotten while it was read: then the answer may be from before.
 * @returns `unreadable` when it could not be read: the tracker says no, or is away. Never an empty fact in its place, and an old one only for a lenient reader.
 * @throws Transient when the tracker is away and the reader is patient, and whenever the store is.
 */
export async function kept<Value extends Json>(
  reader: FactReader,
  key: FactKey,
  maxAgeMs: number,
  read: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly at: string } | 'unreadable'> {
  for (let readings = 0; readings < MOST_READINGS; readings += 1) {
    const found = await reader.facts.find(key);
    if (found && (reader.lenient || ageOf(Date.parse(found.fetchedAt), reader.now()) <= maxAgeMs))
      return { value: found.data as Value, at: found.fetchedAt };
    const since = await reader.facts.moment(key);
    const at = new Date(reader.now()).toISOString();
    try {
      const value = await read();
      if (await reader.facts.keep({ ...key, data: value, fetchedAt: at }, since)) return { value, at };
    } catch (error) {
      if (error instanceof Unreadable || (error instanceof Transient && !reader.patient)) return 'unreadable';
      throw error;
    }
  }
  if (!reader.patient) return 'unreadable';
  throw new Transient(`${key.kind} ${key.id} changes while it is read`);
}
