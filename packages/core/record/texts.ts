/** Where texts lie that the chain names by their digest only, so that they can be erased while the chain stays whole (`rules.md 7.2`). */

/** What lies under a digest: the text itself, or the tombstone of one that was erased. */
export type FoundText = { readonly text: string } | 'erased';

/** Texts by the digest of their content (`ledger/digested.ts`), each once for a tenant. */
export interface Texts {
  /**
   * Keeps a text under its digest, durably, before it resolves. Twice is once.
   * @returns `'erased'` when it was erased before: it stays erased, whoever brings it again.
   */
  keep(tenant: string, text: string): Promise<'kept' | 'erased'>;
  /** What lies under a digest; `undefined` when it was never kept, or when it is not the text of that digest any more. */
  read(tenant: string, digest: string): Promise<FoundText | undefined>;
  /**
   * Takes a text away for good and leaves a tombstone; also of one that was never kept, which then never will be.
   * @param at instant, ISO 8601
   */
  erase(tenant: string, digest: string, at: string): Promise<void>;
}

/** Also asked which of all of them may hold freezes. */
export interface HeldTexts extends Texts {
  /** Those of every tenant in which the word stands, or could be written otherwise. The others are not read. */
  freezing(): Promise<readonly { readonly tenant: string; readonly digest: string }[]>;
}
