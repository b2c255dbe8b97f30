/** A digest as people are shown it. */

/** Letters of a digest, or of a commit, that are enough to find it by, and to say which one is meant. */
const SHOWN = 12;

export function shortDigest(digest: string): string {
  return digest.slice(0, SHOWN);
}
