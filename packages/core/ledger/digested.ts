/** The digest by which the chain names a text that lies beside it, and a store of such texts in memory. */
import type { FoundText, Texts } from '../record/texts.ts';
import { digestOf } from './canonical.ts';

/** Names a text by its content, whatever line ends it was stored with. */
export function textDigest(text: string): string {
  return digestOf(text.replaceAll('\r\n', '\n'));
}

/** What a store found under a digest, believed only when it is the text of that digest. */
export function checkedText(digest: string, text: string): FoundText | undefined {
  return textDigest(text) === digest ? { text } : undefined;
}

/** Stands where a text was erased. */
const TOMBSTONE = { erased: true } as const;

/**
 * Texts that are forgotten when the process ends, under the same contract as those on disk.
 * @param slots where they lie, by tenant and digest
 */
export function memoryTexts(slots = new Map<string, string | typeof TOMBSTONE>()): Texts {
  const keyOf = (tenant: string, digest: string): string => JSON.stringify([tenant, digest]);
  return {
    async keep(tenant, text) {
      const key = keyOf(tenant, textDigest(text));
      if (slots.get(key) === TOMBSTONE) return 'erased';
      slots.set(key, text);
      return 'kept';
    },
    async read(tenant, digest) {
      const found = slots.get(keyOf(tenant, digest));
      if (found === undefined) return undefined;
      return typeof found === 'string' ? checkedText(digest, found) : 'erased';
    },
    async erase(tenant, digest) {
      slots.set(keyOf(tenant, digest), TOMBSTONE);
    },
  };
}
