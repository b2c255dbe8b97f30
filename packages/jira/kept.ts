/** Facts read from Jira and kept for a while: one rule for when they are read again. */
import { Transient } from '@countersign/core/failure.ts';
import type { Json } from '@countersign/core/ports.ts';
import type { JiraClient } from './client.ts';
import type { DocumentKey, Documents } from './record/documents.ts';

export interface Reader {
  readonly client: JiraClient;
  readonly documents: Documents;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** True for decisions that a queue tries again; false for gates and panels: what cannot be read now closes them now. */
  readonly patient: boolean;
}

/** Jira answered, and what it said is not the fact. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/**
 * A fact no older than asked, read again when it is.
 * @returns `unreadable` when it could not be read. Never an old fact in its place, never an empty one.
 * @throws Transient when Jira is away and the reader is patient.
 */
export async function kept<Value extends Json>(
  reader: Reader,
  key: DocumentKey,
  maxAgeMs: number,
  read: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly at: string } | 'unreadable'> {
  try {
    const found = await reader.documents.find(key);
    if (found && reader.now() - Date.parse(found.fetchedAt) <= maxAgeMs)
      return { value: found.data as Value, at: found.fetchedAt };
    const at = new Date(reader.now()).toISOString();
    const value = await read();
    await reader.documents.keep({ ...key, data: value, fetchedAt: at });
    return { value, at };
  } catch (error) {
    if (error instanceof Unreadable || (error instanceof Transient && !reader.patient)) return 'unreadable';
    throw error;
  }
}
