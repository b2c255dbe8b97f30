/** The controlled content of requirements as digests, read again when it is too old to decide on. */

import type { ItemsNow } from '@countersign/core/approval/tally.ts';
import { type AffectedItem, type ItemDigest, isUnwritten } from '@countersign/core/content/request.ts';
import { ACCOUNT, kept, Unreadable } from '@countersign/core/kept.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { textDigest } from '@countersign/core/text/block.ts';
import { normaliseText } from '@countersign/core/text/normalise.ts';
import { storable, storableJson } from '@countersign/core/text/storable.ts';
import { z } from 'zod';
import { isGone, path } from '../client.ts';
import type { Documents } from '../record/documents.ts';
import { adfToText } from '../text/adf.ts';
import { goneOf } from './gone.ts';
import type { Reader } from './reader.ts';

/** Triggers tell of edits at once; this bounds how long a lost one could matter. */
const MAX_AGE_MS = 5 * 60_000;

const itemSchema = z.object({ fields: z.object({ summary: z.string(), description: z.unknown() }) });

export function itemDigest(summary: string, description: unknown): ItemDigest {
  return {
    title: digestOf(normaliseText(storable(summary)).trim()),
    text: textDigest(adfToText(storableJson((description ?? null) as never))),
  };
}

/** By its id alone: an item stays the same one wherever it is moved (`rules.md 5.6`). */
const keyFor = (tenant: string, id: string) => ({ tenant, project: ACCOUNT, kind: 'item', id });

/** After an event that tells of an item: it is read again when it is next asked for. */
export async function forgetItem(
  { documents }: { readonly documents: Documents },
  tenant: string,
  id: string,
): Promise<void> {
  await documents.forgetRead(keyFor(tenant, id));
}

export async function itemsNow(reader: Reader, tenant: string, items: readonly AffectedItem[]): Promise<ItemsNow> {
  const now = new Map<string, ItemDigest | 'unreadable' | 'deleted'>();
  await Promise.all(
    items.map(async ({ id }) => {
      if (isUnwritten({ id })) return;
      const found = await kept<ItemDigest | { readonly deleted: true }>(
        reader,
        keyFor(tenant, id),
        MAX_AGE_MS,
        async () => {
          const answer = await reader.client.request('GET', path`/rest/api/3/issue/${id}?fields=summary,description`);
          if (isGone(answer) && (await goneOf({ ...reader, documents: reader.facts, tenant }, [id])).has(id))
            return { deleted: true };
          if (!answer.ok) throw new Unreadable(answer.message);
          const item = itemSchema.safeParse(answer.data);
          // An answer without a summary is no item without words.
          if (!item.success) throw new Unreadable(id);
          return itemDigest(item.data.fields.summary, item.data.fields.description);
        },
      );
      if (found === 'unreadable') now.set(id, found);
      else now.set(id, 'deleted' in found.value ? 'deleted' : found.value);
    }),
  );
  return now;
}
