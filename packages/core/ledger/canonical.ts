/** One canonical form and one hash for everything that is bound to content: RFC 8785 JSON and SHA-256. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

/** Lower-case hex SHA-256 of the RFC 8785 form of a JSON value. Keys whose value is `undefined` are left out. */
export function digestOf(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values have a digest');
  return bytesToHex(sha256(utf8ToBytes(text)));
}
