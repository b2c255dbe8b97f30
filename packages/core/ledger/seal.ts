/** What stands in the chain for a name: with its salt erased, nobody can try out which name it was. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Lower-case hex SHA-256 of salt and name. @param salt random, at least 128 bits */
export function sealOf(salt: string, name: string): string {
  return bytesToHex(sha256(utf8ToBytes(salt + name)));
}
