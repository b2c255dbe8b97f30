/** Remembers what was read from the tracker (an item's content, a team's members, a policy file at a commit), to be read again only when needed. What nobody can read again is in the record (`docs/decisions/facts-and-truth.md`). */

import type { FactKey, KeptFact } from '@countersign/core/kept.ts';
import type { Documents } from '@countersign/core/record/documents.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { type Database, run } from './connect.ts';

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
