/** Which requests touch an item, found by the item: made of what their records name, and kept beside them. */
import { type AffectedItem, isUnwritten } from '@countersign/core/content/request.ts';
import { ACCOUNT } from '@countersign/core/kept.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import type { Documents } from '../record/documents.ts';

interface Remembering {
  readonly kept: Documents;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Says of an item that requests touch it, so that this is known of any item by a read of what else is asked of it. */
const TOUCHED = 'touched';
/** In the place of an item: of every item that a request touches this is said. */
const EVERY = '*';

const touchedKey = (tenant: string, item: string) => ({ tenant, project: ACCOUNT, kind: TOUCHED, id: item });

/** Notes that a request touches these items, so that an event on one of them finds it, in whatever project it is. Before the request is recorded: one too many does no harm. */
export async function rememberTouching(
  { kept: index, now }: Remembering,
  { tenant, project, stream }: StreamRef,
  items: readonly Pick<AffectedItem, 'id'>[],
): Promise<void> {
  const keys = items
    .filter((one) => !isUnwritten(one))
    .flatMap(({ id }) => [{ tenant, project: ACCOUNT, kind: `touches ${id}`, id: stream }, touchedKey(tenant, id)]);
  const found = await index.findAll(keys);
  const fetchedAt = new Date(now()).toISOString();
  // What an older version noted has no stamp here.
  for (const [at, key] of keys.entries())
    if (found[at]?.stamp === undefined) await index.keep({ ...key, data: project, fetchedAt });
}

/** From now on what is not said to be touched is touched by nothing: said where nothing is on record yet, and after a night that has gone through all that is. */
export async function noteTouchedWhole({ kept, now }: Remembering, tenant: string): Promise<void> {
  const key = touchedKey(tenant, EVERY);
  if (!(await kept.find(key))) await kept.keep({ ...key, data: true, fetchedAt: new Date(now()).toISOString() });
}

/** Whether requests touch an item, or once did. One read, and one more until a night has gone through what an older version recorded. */
export async function mayBeTouched(index: Pick<Remembering, 'kept'>, tenant: string, item: string): Promise<boolean> {
  const [touched, every] = await index.kept.findAll([touchedKey(tenant, item), touchedKey(tenant, EVERY)]);
  if (touched || every) return touched !== undefined;
  return (await touching(index, tenant, item, { limit: 1 })).refs.length > 0;
}

/** Requests that touch an item, or once did, whether they are over or not: as many as anybody cares to file, so they come in parts. */
export async function touching(
  { kept: index }: Pick<Remembering, 'kept'>,
  tenant: string,
  item: string,
  part: { readonly limit?: number; readonly cursor?: string | undefined } = {},
): Promise<{ readonly refs: readonly StreamRef[]; readonly cursor?: string }> {
  const { documents: found, cursor } = await index.listSome(tenant, ACCOUNT, `touches ${item}`, part);
  const refs = found.map(({ id, data }) => ({ tenant, project: String(data), stream: id }));
  return { refs, ...(cursor ? { cursor } : {}) };
}
