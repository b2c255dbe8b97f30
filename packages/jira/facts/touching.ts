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

/** Notes that a request touches these items, so that an event on one of them finds it, in whatever project it is. Before the request is recorded: one too many does no harm. */
export async function rememberTouching(
  { kept: index, now }: Remembering,
  { tenant, project, stream }: StreamRef,
  items: readonly Pick<AffectedItem, 'id'>[],
): Promise<void> {
  const keys = items
    .filter((one) => !isUnwritten(one))
    .map(({ id }) => ({ tenant, project: ACCOUNT, kind: `touches ${id}`, id: stream }));
  const found = await index.findAll(keys);
  const fetchedAt = new Date(now()).toISOString();
  // What an older version noted has no stamp here.
  for (const [at, key] of keys.entries())
    if (found[at]?.stamp === undefined) await index.keep({ ...key, data: project, fetchedAt });
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
