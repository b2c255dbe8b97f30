/** The controlled content of requirements as digests, read again when it is too old to decide on, and which requests touch them. */

import type { ItemsNow } from '@countersign/core/approval/tally.ts';
import { type AffectedItem, type ItemDigest, isUnwritten } from '@countersign/core/content/request.ts';
import { ACCOUNT, kept, Unreadable } from '@countersign/core/kept.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { textDigest } from '@countersign/core/text/block.ts';
import { normaliseText } from '@countersign/core/text/normalise.ts';
import { storable, storableJson } from '@countersign/core/text/storable.ts';
import { z } from 'zod';
import { isGone, path } from '../client.ts';
import type { Documents } from '../record/documents.ts';
import { adfToText } from '../text/adf.ts';
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

/** Where what is noted of items is kept. */
interface Remembering {
  readonly documents: Documents;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** By its id alone: an item stays the same one wherever it is moved (`rules.md 5.6`). */
const keyFor = (tenant: string, id: string) => ({ tenant, project: ACCOUNT, kind: 'item', id });

/** After an event that tells of an item: it is read again when it is next asked for. */
export async function forgetItem(
  { documents }: Pick<Remembering, 'documents'>,
  tenant: string,
  id: string,
): Promise<void> {
  await documents.forgetRead(keyFor(tenant, id));
}

/** After an event that tells of a deletion. Jira answers for what is hidden from the app as for what is gone (404), so only the event is believed. */
export async function rememberGone({ documents, now }: Remembering, tenant: string, id: string): Promise<void> {
  await documents.keep({ ...goneKey(tenant, id), data: true, fetchedAt: new Date(now()).toISOString() });
}

/** It can be seen again: it was hidden, and not deleted. */
export async function forgetGone(
  { documents }: Pick<Remembering, 'documents'>,
  tenant: string,
  id: string,
): Promise<void> {
  await documents.forget(goneKey(tenant, id));
}

/** Those of these issues that are gone by an event. */
export async function goneOf(
  { documents }: Pick<Remembering, 'documents'>,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await documents.findAll(ids.map((id) => goneKey(tenant, id)));
  return new Set(ids.filter((_, at) => found[at] !== undefined));
}

const goneKey = (tenant: string, id: string) => ({ tenant, project: ACCOUNT, kind: 'gone', id });

/** Notes that a request touches these items, so that an event on one of them finds it, in whatever project it is. Before the request is recorded: one too many does no harm. */
export async function rememberTouching(
  { documents, now }: Remembering,
  { tenant, project, stream }: StreamRef,
  items: readonly AffectedItem[],
): Promise<void> {
  const fetchedAt = new Date(now()).toISOString();
  for (const { id } of items.filter((one) => !isUnwritten(one)))
    await documents.keep({ tenant, project: ACCOUNT, kind: `touches ${id}`, id: stream, data: project, fetchedAt });
}

/** Requests that touch an item, or once did, whether they are over or not: as many as anybody cares to file, so they come in parts. */
export async function touching(
  { documents }: Pick<Remembering, 'documents'>,
  tenant: string,
  item: string,
  part: { readonly limit?: number; readonly cursor?: string | undefined } = {},
): Promise<{ readonly refs: readonly StreamRef[]; readonly cursor?: string }> {
  const { documents: found, cursor } = await documents.listSome(tenant, ACCOUNT, `touches ${item}`, part);
  const refs = found.map(({ id, data }) => ({ tenant, project: String(data), stream: id }));
  return { refs, ...(cursor ? { cursor } : {}) };
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
          if (isGone(answer) && (await reader.facts.find(goneKey(tenant, id)))) return { deleted: true };
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
