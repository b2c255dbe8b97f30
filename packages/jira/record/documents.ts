/**
 * Remembers what was read from Jira and what was written there, so that it is asked or written again only when needed: all of that may be
 * lost (`fact`). In the same way lies what the record names and does not hold, and what is found by it (`kept`).
 */
import { Conflict } from '@countersign/core/failure.ts';
import type { FactKey, FactStore, KeptFact } from '@countersign/core/kept.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { type Attributes, type Change, type EntityName, keyOf, type Storage } from './storage.ts';

export interface KeptDocument extends KeptFact {
  /** Another at every write, though two fall within one millisecond. Given by the storage; absent before it gave any. */
  readonly stamp?: string | undefined;
}

export interface Documents extends FactStore {
  find(key: FactKey): Promise<KeptDocument | undefined>;
  /** Several at once, 25 in a request; those that were never kept are absent. */
  findAll(keys: readonly FactKey[]): Promise<readonly (KeptDocument | undefined)[]>;
  list(tenant: string, project: string, kind: string): Promise<readonly KeptDocument[]>;
  /** Some of them, in the order of their ids; the cursor is there while more may follow. @param page at most a hundred */
  listSome(
    tenant: string,
    project: string,
    kind: string,
    page?: { readonly limit?: number; readonly cursor?: string | undefined },
  ): Promise<{ readonly documents: readonly KeptDocument[]; readonly cursor?: string }>;
  keep(document: KeptDocument, since?: string): Promise<boolean>;
  /**
   * Keeps all or none of them, if the last one is still as it was found.
   * @param found what is kept of the last one; `undefined` when it was never kept
   * @throws Conflict when somebody kept it meanwhile
   */
  keepTogether(documents: readonly KeptDocument[], found: KeptDocument | undefined): Promise<void>;
  forget(key: FactKey): Promise<void>;
  /** Forgets what was read of a tracker; what is being read meanwhile is not kept either. */
  forgetRead(key: FactKey): Promise<void>;
}

const ABSENT = 'absent';

interface Fact extends Attributes {
  readonly part: string;
  readonly name: string;
  readonly fetchedAt: string;
  readonly stamp?: string;
  readonly data: Json;
}

const partOf = ({ tenant, project, kind }: Omit<FactKey, 'id'>): string => `${tenant}/${project}/${kind}`;

function factOf({ data, fetchedAt, ...key }: KeptDocument): Fact {
  return { part: partOf(key), name: key.id, fetchedAt, stamp: crypto.randomUUID(), data };
}

/** Stands in a fact's place once it was forgotten, with a stamp of its own; listed nowhere, because it is of no kind. */
const FORGOTTEN = 'forgotten';
const forgotten = ({ id }: FactKey): Fact => ({
  part: FORGOTTEN,
  name: id,
  fetchedAt: new Date(0).toISOString(),
  stamp: crypto.randomUUID(),
  data: true,
});

export function forgeDocuments(storage: Storage, entity: EntityName & ('fact' | 'kept') = 'fact'): Documents {
  const keyFor = ({ tenant, project, kind, id }: FactKey): string => keyOf(entity, tenant, project, kind, id);
  async function stored(keys: readonly FactKey[]): Promise<readonly (Fact | undefined)[]> {
    const found = await storage.read(keys.map((key) => ({ entity, key: keyFor(key) })));
    return keys.map((key) => found.get(keyFor(key)) as Fact | undefined);
  }
  async function findAll(keys: readonly FactKey[]): Promise<readonly (KeptDocument | undefined)[]> {
    const facts = await stored(keys);
    return keys.map((key, at) => {
      const fact = facts[at];
      if (!fact || fact.part === FORGOTTEN) return undefined;
      return { ...key, data: fact.data, fetchedAt: fact.fetchedAt, stamp: fact.stamp };
    });
  }
  const listSome: Documents['listSome'] = async (tenant, project, kind, { limit = 100, cursor } = {}) => {
    const asked = { index: 'by-part', partition: [partOf({ tenant, project, kind })], limit };
    const found = await storage.find(entity, { ...asked, ...(cursor ? { cursor } : {}) });
    const documents = found.rows.map(({ value }) => {
      const { name, data, fetchedAt } = value as Fact;
      return { tenant, project, kind, id: name, data, fetchedAt };
    });
    return { documents, ...(found.cursor ? { cursor: found.cursor } : {}) };
  };
  return {
    findAll,
    find: async (key) => (await findAll([key]))[0],
    listSome,
    async list(tenant, project, kind) {
      const documents: KeptDocument[] = [];
      for (let cursor: string | undefined; ; ) {
        const found = await listSome(tenant, project, kind, { cursor });
        documents.push(...found.documents);
        if (!found.cursor) return documents;
        cursor = found.cursor;
      }
    },
    moment: async (key) => (await stored([key]))[0]?.stamp ?? ABSENT,
    async keep(document, since) {
      const change: Change = { entity, key: keyFor(document), value: factOf(document) };
      if (since !== undefined)
        return (await storage.transact([{ ...change, only: { attribute: 'stamp', is: since } }])) === 'done';
      await storage.write(entity, change.key, factOf(document));
      return true;
    },
    async keepTogether(documents, found) {
      const changes = documents.map((one): Change => ({ entity, key: keyFor(one), value: factOf(one) }));
      const only = { attribute: 'stamp', is: found?.stamp ?? ABSENT };
      const result = await storage.transact(
        changes.map((one, at) => (at < changes.length - 1 ? one : { ...one, only })),
      );
      if (result !== 'done') throw new Conflict(`somebody kept this meanwhile (${result.refused})`);
    },
    forget: (key) => storage.remove(entity, keyFor(key)),
    forgetRead: (key) => storage.write(entity, keyFor(key), forgotten(key)),
  };
}
