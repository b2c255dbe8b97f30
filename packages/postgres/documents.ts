/** Remembers what was read from the tracker (an item's content, a team's members, a policy file at a commit), to be read again only when needed. What nobody can read again is in the record (`docs/decisions/facts-and-truth.md`). */
import type { FactKey, FactStore, KeptFact } from '@countersign/core/kept.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { type Database, run } from './connect.ts';

export interface Documents extends FactStore {
  /** `undefined` when it was never kept or was forgotten. */
  find(key: FactKey): Promise<KeptFact | undefined>;
  /** Those of the ids that are kept, in no order. */
  findMany(tenant: string, project: string, kind: string, ids: readonly string[]): Promise<readonly KeptFact[]>;
  /** Everything of one kind, in order of id. */
  list(tenant: string, project: string, kind: string): Promise<readonly KeptFact[]>;
  /**
   * Keeps or replaces; what was read from an earlier moment on never overwrites what was read from a later one on or was noted meanwhile, nor what was
   * forgotten since. Which comes first the database tells, whatever `fetchedAt` says by a server's clock.
   */
  keep(document: KeptFact, since?: string): Promise<boolean>;
  /** Replaces what is kept; what was forgotten meanwhile stays forgotten. */
  renew(document: KeptFact): Promise<void>;
  /** Everything of one kind, of every project; only what holds this text, where one is given. */
  anywhere(kind: string, text?: string): Promise<readonly KeptFact[]>;
  /** Without `id`, everything of the kind. */
  forget(key: Omit<FactKey, 'id'> & { readonly id?: string }): Promise<void>;
}

type Row = FactKey & { data: string; fetched_at: Date };

const documentOf = ({ tenant, project, kind, id, data, fetched_at }: Row): KeptFact => ({
  tenant,
  project,
  kind,
  id,
  data: JSON.parse(data) as Json,
  fetchedAt: fetched_at.toISOString(),
});

const place = 'from document where tenant = $1 and project = $2 and kind = $3';

/** Opens the cache over a migrated database. */
export function postgresDocuments({ notes: pool }: Database): Documents {
  const rows = async (name: string, text: string, values: readonly unknown[]): Promise<KeptFact[]> =>
    (await run<Row>(pool, name, text, values)).map(documentOf);

  return {
    find: async ({ tenant, project, kind, id }) =>
      (await rows('document', `select * ${place} and id = $4`, [tenant, project, kind, id]))[0],
    findMany: (tenant, project, kind, ids) =>
      rows('documents by id', `select * ${place} and id = any($4::text[])`, [tenant, project, kind, ids]),
    list: (tenant, project, kind) => rows('documents', `select * ${place} order by id`, [tenant, project, kind]),
    async moment() {
      const [row] = await run<{ moment: string }>(pool, 'moment', 'select clock_timestamp()::text as moment', []);
      if (!row) throw new Error('the database has no clock');
      return row.moment;
    },
    async keep({ tenant, project, kind, id, data, fetchedAt }, since) {
      const values = [tenant, project, kind, id, JSON.stringify(data), fetchedAt, since ?? null];
      const [row] = await run<{ kept: boolean }>(pool, 'document keep', keep, values);
      return row?.kept === true;
    },
    async renew({ tenant, project, kind, id, data, fetchedAt }) {
      await run(pool, 'document renew', renew, [tenant, project, kind, id, JSON.stringify(data), fetchedAt]);
    },
    anywhere: (kind, text) => rows('documents anywhere', anywhere, [kind, text ?? null]),
    async forget({ tenant, project, kind, id }) {
      await run(pool, 'document forget', 'select forget_document($1, $2, $3, $4)', [tenant, project, kind, id ?? null]);
    },
  };
}

const anywhere = `
  select * from document where kind = $1 and ($2::text is null or position($2 in data) > 0) order by tenant, project, id`;
const keep = 'select keep_document($1, $2, $3, $4, $5, $6::timestamptz, $7::timestamptz) as kept';
const renew = `
  update document set data = $5, fetched_at = $6, kept_at = clock_timestamp()
  where tenant = $1 and project = $2 and kind = $3 and id = $4`;
