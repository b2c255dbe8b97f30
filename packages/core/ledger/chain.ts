/** Makes and verifies the two hash chains of the ledger, so that any entry altered, removed or moved afterwards is found and named. */
import canonicalize from 'canonicalize';
import { addressOf, partsOf } from '../record/kind.ts';
import type { Entry, NewEntry, StreamRef } from '../record/port.ts';
import { digestOf } from './canonical.ts';

/** What the first entry of a chain names as its predecessor. */
export const origin = '0'.repeat(64);

/** Where both chains stand before an append. Versions and sequences are 0, hashes `origin`, for a chain that does not exist yet. */
export interface Heads {
  readonly version: number;
  readonly hash: string;
  readonly sequence: number;
  readonly projectHash: string;
}

/** The first place where a chain does not hold. */
export interface Break {
  /** Position in the list that was verified, from 0. */
  readonly index: number;
  readonly entry: Entry;
  readonly why:
    | 'version gap'
    | 'sequence gap'
    | 'previous differs'
    | 'content differs'
    | 'project previous differs'
    | 'project hash differs';
}

type Hashed = Pick<Entry, 'ref' | 'version' | 'at' | 'actor' | 'event' | 'previous'>;

/** Hash of one entry along its stream (`rules.md 7.1`). */
export function hashOf({ ref, version, at, actor, event, previous }: Hashed): string {
  return digestOf({ ref: addressOf(ref), version, at, actor, event, previous });
}

/**
 * What `hashOf` hashes, as text, cut in two where the hash of the entry before belongs; for a store that only learns that hash
 * once it holds its lock. SHA-256 of `head + previous + tail` is the entry's hash.
 */
export function lettersOf(
  ref: StreamRef,
  version: number,
  { at, actor, event }: NewEntry,
): { head: string; tail: string } {
  const head = `{"actor":${canonicalize(actor)},"at":${canonicalize(at)},"event":${canonicalize(event)},"previous":"`;
  const tail = `","ref":${canonicalize(addressOf(ref))},"version":${version}}`;
  return { head, tail };
}

/** Hash of one entry along its project; binds the entry to its place among all entries of the project. */
function projectHashOf({
  projectPrevious,
  sequence,
  hash,
}: Pick<Entry, 'projectPrevious' | 'sequence' | 'hash'>): string {
  return digestOf({ projectPrevious, sequence, hash });
}

/** The entries that follow the given heads, in the order asked for. */
export function chained(ref: StreamRef, heads: Heads, additions: readonly NewEntry[]): Entry[] {
  const entries: Entry[] = [];
  let { version, hash, sequence, projectHash } = heads;
  for (const { at, actor, event } of additions) {
    version += 1;
    sequence += 1;
    const previous = hash;
    const projectPrevious = projectHash;
    hash = hashOf({ ref, version, at, actor, event, previous });
    projectHash = projectHashOf({ projectPrevious, sequence, hash });
    entries.push({ ref, version, sequence, at, actor, event, previous, hash, projectPrevious, projectHash });
  }
  return entries;
}

/**
 * Verifies a whole project, and with it each of its streams, from its first entry on.
 * @returns the first break, or `undefined` when every chain holds.
 */
export function verifyProject(entries: readonly Entry[]): Break | undefined {
  const streams = new Map<string, { version: number; hash: string }>();
  let projectPrevious = origin;
  for (const [index, entry] of entries.entries()) {
    const stream = JSON.stringify(partsOf(entry.ref));
    const before = streams.get(stream) ?? { version: 0, hash: origin };
    if (entry.sequence !== index + 1) return { index, entry, why: 'sequence gap' };
    if (entry.version !== before.version + 1) return { index, entry, why: 'version gap' };
    if (entry.previous !== before.hash) return { index, entry, why: 'previous differs' };
    if (entry.hash !== hashOf(entry)) return { index, entry, why: 'content differs' };
    if (entry.projectPrevious !== projectPrevious) return { index, entry, why: 'project previous differs' };
    if (entry.projectHash !== projectHashOf(entry)) return { index, entry, why: 'project hash differs' };
    streams.set(stream, { version: entry.version, hash: entry.hash });
    projectPrevious = entry.projectHash;
  }
  return undefined;
}
