/** Texts that are forgotten when the process ends, under the same contract as those on disk. */
import type { Texts } from '../record/texts.ts';
import { checkedText, textDigest } from './digested.ts';

/** Stands where a text was erased. */
const TOMBSTONE = { erased: true } as const;

/** @param slots where they lie, by tenant and digest */
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
