/** Facts read from GitHub and kept for a while: one rule for when they are read again, for all kinds of facts. */
import { Transient } from '@countersign/core/failure.ts';
import type { PolicyState } from '@countersign/core/gate/merge.ts';
import type { Json } from '@countersign/core/ports.ts';
import type { GitHubClient } from './project/client.ts';

export interface FactKey {
  readonly tenant: string;
  readonly project: string;
  readonly kind: string;
  readonly id: string;
}

/** Where facts are kept between events. */
export interface FactStore {
  /** `undefined` when never kept, or forgotten. */
  find(key: FactKey): Promise<{ readonly data: Json; readonly fetchedAt: string } | undefined>;
  keep(fact: FactKey & { readonly data: Json; readonly fetchedAt: string }): Promise<void>;
  /** Without an id, everything of the kind. */
  forget(key: Omit<FactKey, 'id'> & { readonly id?: string }): Promise<void>;
}

export interface Reader {
  readonly client: GitHubClient;
  readonly facts: FactStore;
  readonly now: () => number;
  /**
   * True for decisions about what people ask: while GitHub is away they wait in the queue and are decided on real facts. False for
   * gates and what is shown: what cannot be read now closes them now.
   */
  readonly patient: boolean;
  /** Policies that were read from their source before, by version: a version never means anything else. */
  readonly policies: Map<string, PolicyState>;
}

/** Facts of a whole account (teams, users) belong to no repository. */
export const ACCOUNT = 'account';

/**
 * A fact no older than asked, read again when it is.
 * @returns `unreadable` when it could not be read: GitHub says no, or is away. Never an old fact in its place, never an empty one.
 * @throws Transient when GitHub is away and the reader is patient.
 */
export async function kept<Value extends Json>(
  reader: Reader,
  key: FactKey,
  maxAgeMs: number,
  read: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly at: string } | 'unreadable'> {
  const found = await reader.facts.find(key);
  if (found && reader.now() - Date.parse(found.fetchedAt) <= maxAgeMs)
    return { value: found.data as Value, at: found.fetchedAt };
  const at = new Date(reader.now()).toISOString();
  try {
    const value = await read();
    await reader.facts.keep({ ...key, data: value, fetchedAt: at });
    return { value, at };
  } catch (error) {
    if (error instanceof Unreadable || (error instanceof Transient && !reader.patient)) return 'unreadable';
    throw error;
  }
}

/** GitHub answered, and what it said is not the fact: not found, not allowed, not as described. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
