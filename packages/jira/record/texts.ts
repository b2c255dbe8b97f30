/** The texts of a project's policies in Forge's storage, by their digest; each can be erased while the record stays as it is (`rules.md 7.2`). */
import type { Person } from '@countersign/core/content/person.ts';
import { Conflict } from '@countersign/core/failure.ts';
import { checkedText, textDigest } from '@countersign/core/ledger/digested.ts';
import type { Json } from '@countersign/core/record/port.ts';
import type { FoundText, Texts } from '@countersign/core/record/texts.ts';
import type { Documents, KeptDocument } from './documents.ts';

interface Home {
  readonly tenant: string;
  readonly project: string;
}

/** One version of the policy as it was put in force, without its text. */
export interface Listed {
  readonly version: string;
  readonly by: Person;
  /** UTC instant, ISO 8601. */
  readonly at: string;
}

export interface Standing {
  /** The text that stands; empty where nothing stands, and where it was erased. */
  readonly source: string;
  /** Newest first; the first one stands. */
  readonly history: readonly Listed[];
}

export function standingKey(at: Home) {
  return { ...at, kind: 'policy', id: 'current' };
}

export function standingOf(found: KeptDocument | undefined): Standing {
  return (found?.data as unknown as Standing | undefined) ?? { source: '', history: [] };
}

/** They lie with their project, whose administrators put them there. */
export function forgeTexts(documents: Documents, project: string): Texts {
  const keyOf = (tenant: string, digest: string) => textKey({ tenant, project }, digest);
  /** The text that stands is repeated beside the list of versions, so that a gate reads one value. */
  async function eraseStanding(at: Home, digest: string): Promise<void> {
    const found = await documents.find(standingKey(at));
    const standing = standingOf(found);
    if (!found || standing.source === '' || textDigest(standing.source) !== digest) return;
    try {
      await documents.keepTogether([{ ...found, data: { ...standing, source: '' } as unknown as Json }], found);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      // Another was put in force meanwhile, or a list was cut: whatever stands now is looked at once more.
      await eraseStanding(at, digest);
    }
  }
  return {
    async keep(tenant, text) {
      const key = keyOf(tenant, textDigest(text));
      const before = await documents.find(key);
      if (before && textOf(before) === 'erased') return 'erased';
      await documents.keepTogether([{ ...key, data: text, fetchedAt: new Date(0).toISOString() }], before);
      return 'kept';
    },
    async read(tenant, digest) {
      const found = await documents.find(keyOf(tenant, digest));
      return found && textOf(found);
    },
    async erase(tenant, digest, at) {
      const key = keyOf(tenant, digest);
      const before = await documents.find(key);
      if (!before || textOf(before) !== 'erased') await documents.keep({ ...key, data: { erased: at }, fetchedAt: at });
      await eraseStanding({ tenant, project }, digest);
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
