/** The port of facts that were read from the tracker, to be read again only when needed. */
import type { FactKey, FactStore, KeptFact } from '../kept.ts';

export interface Documents extends FactStore {
  /** `undefined` when it was never kept or was forgotten. */
  find(key: FactKey): Promise<KeptFact | undefined>;
  /** Those of the ids that are kept, in no order. */
  findMany(tenant: string, project: string, kind: string, ids: readonly string[]): Promise<readonly KeptFact[]>;
  /** Everything of one kind, in order of id. */
  list(tenant: string, project: string, kind: string): Promise<readonly KeptFact[]>;
  /**
   * Keeps or replaces; what was read from an earlier moment on never overwrites what was read from a later one on or was noted meanwhile, nor what was
   * forgotten since. Which comes first the database tells, whatever `fetchedAt` says by a server's clock.
   */
  keep(document: KeptFact, since?: string): Promise<boolean>;
  /** Replaces what is kept; what was forgotten meanwhile stays forgotten. */
  renew(document: KeptFact): Promise<void>;
  /** Everything of one kind, of every project; only what holds this text, where one is given. */
  anywhere(kind: string, text?: string): Promise<readonly KeptFact[]>;
  /** Without `id`, everything of the kind. */
  forget(key: Omit<FactKey, 'id'> & { readonly id?: string }): Promise<void>;
}
