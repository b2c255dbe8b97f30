/** One canonical form and one hash for everything that is bound to content: RFC 8785 JSON and SHA-256. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

/** The RFC 8785 form of a JSON value. Keys whose value is `undefined` are left out. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values have a digest');
  return text;
}

/** Lower-case hex SHA-256 of that form. */
export function digestOf(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalText(value))));
}
