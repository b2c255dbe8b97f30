/** The controlled content of requirements as digests: kept from webhooks, read again when it is too old to decide on. */
import type { ItemNow, ItemsNow } from '@countersign/core/approval/tally.ts';
import { isBaseline } from '@countersign/core/baseline/manifest.ts';
import { type AffectedItem, isUnwritten } from '@countersign/core/content/request.ts';
import { kept, Unreadable } from '@countersign/core/kept.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { type Control, controlledDigest, type Source, wholeDigest } from '@countersign/core/requirement/controlled.ts';
import { storable } from '@countersign/core/text/storable.ts';
import { ask, isGone } from '../client.ts';
import { isRequirement } from '../place.ts';
import type { Place } from '../translation.ts';
import type { Reader } from './reader.ts';

/** Webhooks tell of edits at once; this bounds how long a lost one could matter. */
const MAX_AGE_MS = 10 * 60_000;

type KeptItem =
  | {
      readonly title: string;
      readonly text: string;
      /** Of all of it, free parts too. */
      readonly whole: string;
      readonly id: string;
      readonly isRequirement: boolean;
      readonly updatedAt?: string;
      /** By what its digest was made. */
      readonly control: string;
    }
  | { readonly deleted: true; readonly id: string }
  | { readonly unknown: true };

/** What decides of an item what it is and what counts of it, as the policy says. */
export interface ItemReading {
  readonly requirementLabel: string;
  readonly controlled: Control;
}

function itemDigest({ title, body }: Source, control: Control): Required<ItemNow> & { readonly control: string } {
  // As webhooks tell of them (`readPayload`), or the same item would seem changed.
  const source = { title, body: storable(body) };
  const whole = wholeDigest(source);
  return { ...controlledDigest(source, control), whole: whole.text, control: digestOf(control) };
}

function keyOf(place: Place, number: number) {
  return { tenant: place.tenant, project: place.project, kind: 'item', id: String(number) };
}

/**
 * Keeps what a webhook said of an item. Deliveries may arrive out of order: an older one is no news, and of two within GitHub's one
 * second nobody knows which is newer, so the item is read again.
 */
export async function keepItem(
  reader: Pick<Reader, 'facts' | 'now'>,
  place: Place,
  item: {
    readonly id: string;
    readonly number: number;
    readonly deleted: boolean;
    readonly title: string;
    readonly body: string;
    readonly control: Control;
    readonly updatedAt?: string;
  },
): Promise<void> {
  const key = keyOf(place, item.number);
  const data: KeptItem = item.deleted
    ? { deleted: true, id: item.id }
    : {
        ...itemDigest(item, item.control),
        id: item.id,
        isRequirement: true,
        ...(item.updatedAt ? { updatedAt: item.updatedAt } : {}),
      };
  const known = (await reader.facts.find(key))?.data as KeptItem | undefined;
  if (known && 'text' in known && known.updatedAt && 'text' in data && data.updatedAt) {
    if (known.updatedAt > data.updatedAt) return;
    const differs = known.whole !== data.whole || known.title !== data.title;
    if (known.updatedAt === data.updatedAt && differs) return reader.facts.forget(key);
  }
  await reader.facts.keep({ ...key, data, fetchedAt: new Date(reader.now()).toISOString() });
}

/** What of an item a list shows. */
type Listed = { readonly id: string; readonly number: number; readonly title: string; readonly body: string };

/**
 * Has an item read again that a list shows otherwise than it is kept, labelled or not.
 * @returns whether it is kept as it is
 */
export async function isItemAsKept(
  { facts }: Pick<Reader, 'facts'>,
  place: Place,
  { id, number, title, body }: Listed,
): Promise<boolean> {
  const key = keyOf(place, number);
  const known = (await facts.find(key))?.data as KeptItem | undefined;
  const now = wholeDigest({ title, body: storable(body) });
  if (known && 'text' in known && known.id === id && known.whole === now.text && known.title === now.title) return true;
  if (known) await facts.forget(key);
  return false;
}

export async function itemNumbered(
  reader: Reader,
  place: Place,
  number: number,
  { requirementLabel, controlled }: ItemReading,
): Promise<KeptItem | 'unreadable'> {
  const known = (await reader.facts.find(keyOf(place, number)))?.data as KeptItem | undefined;
  // By another policy other parts of it count.
  if (known && 'text' in known && known.control !== digestOf(controlled))
    await reader.facts.forget(keyOf(place, number));
  const found = await kept<KeptItem>(reader, keyOf(place, number), MAX_AGE_MS, async () => {
    const answer = await ask(reader.client, 'GET /repos/{owner}/{repo}/issues/{issue_number}', {
      owner: place.owner,
      repo: place.repo,
      issue_number: number,
    });
    if (isGone(answer)) return { unknown: true as const };
    if (!answer.ok) throw new Unreadable(answer.message);
    const issue = answer.data as {
      node_id: string;
      title: string;
      body?: string | null;
      updated_at?: string;
      labels?: { name: string }[];
      type?: { name: string } | null;
      pull_request?: unknown;
    };
    if (issue.pull_request) return { unknown: true as const };
    return {
      ...itemDigest({ title: issue.title, body: issue.body ?? '' }, controlled),
      id: issue.node_id,
      isRequirement: isRequirement(issue, requirementLabel),
      ...(issue.updated_at ? { updatedAt: issue.updated_at } : {}),
    };
  });
  return found === 'unreadable' ? 'unreadable' : found.value;
}

/** The items that a request touches, as they are now. An issue that is gone, or is another than it was, is `deleted`. */
export async function itemsNow(
  reader: Reader,
  place: Place,
  items: readonly AffectedItem[],
  by: ItemReading,
): Promise<ItemsNow> {
  const now = new Map<string, ItemNow | 'unreadable' | 'deleted'>();
  for (const item of items) {
    if (isUnwritten(item) || isBaseline(item)) continue;
    const number = Number(/#(\d+)$/.exec(item.label)?.[1] ?? 0);
    const found = number > 0 ? await itemNumbered(reader, place, number, by) : 'unreadable';
    if (found === 'unreadable' || item.id.startsWith('unreadable:')) now.set(item.id, 'unreadable');
    else if ('unknown' in found || 'deleted' in found || found.id !== item.id) now.set(item.id, 'deleted');
    else now.set(item.id, { title: found.title, text: found.text, whole: found.whole });
  }
  return now;
}
