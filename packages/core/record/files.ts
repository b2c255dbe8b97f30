/** Where files lie that the chain names by their digest only, so that each can be erased while the chain stays whole (`rules.md 7.2`). */
import type { StreamRef } from './port.ts';

/** `full`: the request has as many as it may; `erased`: it was taken away before, and stays away, whoever brings it again. */
export type FileKept = 'kept' | 'erased' | 'full';

/** Files by the stream whose record names them: whoever may read that may read them, and nobody by the digest alone. */
export interface HeldFiles {
  /** Keeps it durably, before it resolves. Twice is once. @param digest SHA-256 of its bytes */
  keep(ref: StreamRef, digest: string, bytes: Uint8Array): Promise<FileKept>;
  /** Which of these were erased in the account, whatever request they were given for. */
  erased(tenant: string, digests: readonly string[]): Promise<readonly string[]>;
  /** `undefined` when it was never kept, or when its bytes are not those of the digest any more. */
  read(ref: StreamRef, digest: string): Promise<Uint8Array | 'erased' | undefined>;
}
