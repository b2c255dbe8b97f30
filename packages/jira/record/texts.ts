/** The texts of a project's policies in Forge's storage, by their digest; each can be erased while the record stays as it is (`rules.md 7.2`). */
import { checkedText, textDigest } from '@countersign/core/ledger/digested.ts';
import type { FoundText, Texts } from '@countersign/core/record/texts.ts';
import type { Documents, KeptDocument } from './documents.ts';
import { eraseStanding } from './standing.ts';

interface Home {
  readonly tenant: string;
  readonly project: string;
}

/** They lie with their project, whose administrators put them there. */
export function forgeTexts(
  { documents, kept }: { readonly documents: Documents; readonly kept: Documents },
  project: string,
): Texts {
  const keyOf = (tenant: string, digest: string) => textKey({ tenant, project }, digest);
  return {
    async keep(tenant, text) {
      const key = keyOf(tenant, textDigest(text));
      const before = await kept.find(key);
      if (before && textOf(before) === 'erased') return 'erased';
      await kept.keepTogether([{ ...key, data: text, fetchedAt: new Date(0).toISOString() }], before);
      return 'kept';
    },
    async read(tenant, digest) {
      const found = await kept.find(keyOf(tenant, digest));
      return found && textOf(found);
    },
    async erase(tenant, digest, at) {
      const key = keyOf(tenant, digest);
      const before = await kept.find(key);
      if (!before || textOf(before) !== 'erased') await kept.keep({ ...key, data: { erased: at }, fetchedAt: at });
      // An older version kept it in the cache, and the one that stands is repeated there.
      await documents.forget(key);
      await eraseStanding(documents, { tenant, project }, digest);
    },
  };
}

/** Where the text of a digest lies. */
export function textKey(at: Home, digest: string) {
  return { ...at, kind: 'policy-version', id: digest };
}

/** What lies there: the text as it is, or the instant at which it was erased. */
export function textOf({ id, data }: KeptDocument): FoundText | undefined {
  return typeof data === 'string' ? checkedText(id, data) : 'erased';
}
