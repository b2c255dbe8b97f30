/** What the record names and does not hold, and what is found by it: apart from the cache, in which older versions kept it. */
import { type Documents, forgeDocuments } from './documents.ts';
import type { Storage } from './storage.ts';

const BEFORE = 'before:';

/** What is not kept here yet is read where it was; whatever is forgotten here is forgotten there as well. */
export function forgeKept(storage: Storage): Documents {
  const own = forgeDocuments(storage, 'kept');
  const before = forgeDocuments(storage);
  const findAll: Documents['findAll'] = async (keys) => {
    const [found, old] = await Promise.all([own.findAll(keys), before.findAll(keys)]);
    // Of what was never kept here there is no stamp.
    return found.map((one, at) => one ?? (old[at] && { ...old[at], stamp: undefined }));
  };
  const listSome: Documents['listSome'] = async (tenant, project, kind, { limit, cursor } = {}) => {
    const page = limit === undefined ? {} : { limit };
    if (cursor?.startsWith(BEFORE) !== true) {
      const here = await own.listSome(tenant, project, kind, { ...page, cursor });
      if (here.cursor || here.documents.length > 0) return { ...here, cursor: here.cursor ?? BEFORE };
    }
    const at = cursor?.startsWith(BEFORE) ? cursor.slice(BEFORE.length) : '';
    const old = await before.listSome(tenant, project, kind, { ...page, ...(at ? { cursor: at } : {}) });
    return { documents: old.documents, ...(old.cursor ? { cursor: `${BEFORE}${old.cursor}` } : {}) };
  };
  return {
    ...own,
    findAll,
    find: async (key) => (await findAll([key]))[0],
    listSome,
    async list(tenant, project, kind) {
      const lists = await Promise.all([own.list(tenant, project, kind), before.list(tenant, project, kind)]);
      return [...new Map(lists.reverse().flatMap((some) => some.map((one) => [one.id, one]))).values()];
    },
    async forget(key) {
      await Promise.all([own.forget(key), before.forget(key)]);
    },
  };
}

/**
 * Brings some of what an older version kept in the cache to where it lies now.
 * @param bring done for each before it is forgotten there
 * @returns whether there is more
 */
export async function bringOver(
  { documents }: { readonly documents: Documents },
  { tenant, project, kind }: { readonly tenant: string; readonly project: string; readonly kind: string },
  bring: (one: Awaited<ReturnType<Documents['list']>>[number]) => Promise<void>,
): Promise<boolean> {
  const { documents: some, cursor } = await documents.listSome(tenant, project, kind);
  for (const one of some) {
    await bring(one);
    await documents.forget(one);
  }
  return cursor !== undefined;
}
