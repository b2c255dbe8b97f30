/** Rows of read models on PostgreSQL; each step writes them with how far they are made. */
import type { ModelRef, Models } from '@countersign/core/record/model.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { type Database, run } from './connect.ts';

interface Row {
  readonly as_of: number;
  readonly key: string | null;
  /** JSON text, because `jsonb` refuses `\u0000`. */
  readonly data: string | null;
}

/** Opens the models over a migrated database. */
export function postgresModels({ pool }: Database): Models {
  const asked = async (name: string, text: string, { tenant, project, model }: ModelRef, more: readonly unknown[]) => {
    const found = await run<Row>(pool, name, text, [tenant, project, model, ...more]);
    const rows = new Map<string, Json>();
    for (const { key, data } of found) if (key !== null && data !== null) rows.set(key, JSON.parse(data) as Json);
    return { asOf: found[0]?.as_of ?? 0, rows };
  };
  return {
    find: (of, keys) => asked('model rows by key', byKey, of, [keys]),
    list: (of, { limit, after = '' }) => asked('model rows', inOrder, of, [after, limit]),
    async advance({ tenant, project, model }, from, to, changed) {
      const rows = [...changed].map(([key, row]) => ({
        key,
        ...(row === undefined ? {} : { data: JSON.stringify(row) }),
      }));
      const values = [tenant, project, model, from, to, JSON.stringify(rows)];
      const [answer] = await run<{ done: boolean }>(pool, 'advance model', advancing, values);
      return answer?.done === true;
    },
    async drop({ tenant, project, model }) {
      await run(pool, 'drop model', 'select drop_model($1, $2, $3)', [tenant, project, model]);
    },
  };
}

// How far it is and the rows are of one moment, because they are one question.
const byKey = `select m.as_of, r.key, r.data from model m left join model_row r on r.tenant = m.tenant and r.project = m.project
  and r.model = m.model and r.key = any($4::text[]) where m.tenant = $1 and m.project = $2 and m.model = $3`;
const inOrder = `select m.as_of, r.key, r.data from model m left join lateral (select x.key, x.data from model_row x
  where x.tenant = m.tenant and x.project = m.project and x.model = m.model and x.key > $4 order by x.key limit $5) r on true
  where m.tenant = $1 and m.project = $2 and m.model = $3 order by r.key`;
const advancing = 'select advance_model($1, $2, $3, $4, $5, $6::json) as done';
