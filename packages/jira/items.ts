/** The controlled content of requirements as digests, read again when it is too old to decide on. */
import type { ItemsNow } from '@countersign/core/approval/tally.ts';
import type { AffectedItem, ItemDigest } from '@countersign/core/content/request.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { textDigest } from '@countersign/core/text/block.ts';
import { normaliseText } from '@countersign/core/text/normalise.ts';
import { isGone, path } from './client.ts';
import { kept, type Reader, Unreadable } from './kept.ts';
import type { Place } from './place.ts';
import { adfToText } from './text/adf.ts';

/** Triggers tell of edits at once; this bounds how long a lost one could matter. */
const MAX_AGE_MS = 5 * 60_000;

export function itemDigest(summary: string, description: unknown): ItemDigest {
  return { title: digestOf(normaliseText(summary).trim()), text: textDigest(adfToText(description)) };
}

const keyFor = ({ tenant, project }: Place, id: string) => ({ tenant, project, kind: 'item', id });

/** After an event that tells of an item: it is read again when it is next asked for. */
export async function forgetItem(reader: Pick<Reader, 'documents'>, place: Place, id: string): Promise<void> {
  await reader.documents.forget(keyFor(place, id));
}

export async function itemsNow(reader: Reader, place: Place, items: readonly AffectedItem[]): Promise<ItemsNow> {
  const now = new Map<string, ItemDigest | 'unreadable' | 'deleted'>();
  await Promise.all(
    items.map(async ({ id, action }) => {
      if (action === 'add') return;
      const found = await kept<ItemDigest | { readonly deleted: true }>(
        reader,
        keyFor(place, id),
        MAX_AGE_MS,
        async () => {
          const answer = await reader.client.request('GET', path`/rest/api/3/issue/${id}?fields=summary,description`);
          if (isGone(answer)) return { deleted: true };
          if (!answer.ok) throw new Unreadable(answer.message);
          const { fields } = answer.data as { fields?: { summary?: string; description?: unknown } };
          return itemDigest(fields?.summary ?? '', fields?.description);
        },
      );
      if (found === 'unreadable') now.set(id, found);
      else now.set(id, 'deleted' in found.value ? 'deleted' : found.value);
    }),
  );
  return now;
}
