/** What streams wait for: written by the ledger in the same statement as the entries that it follows from, and moved on when its time has come. */
import { addressOf, kindOf } from '@countersign/core/record/kind.ts';
import type { DueRow, Dues, StreamRef } from '@countersign/core/record/port.ts';
import type { Selectable } from 'kysely';
import type { Boss } from './boss.ts';
import { run } from './connect.ts';
import { risingIds } from './identifier.ts';
import { dueLetters, storable } from './ledger.ts';
import type { DueTable } from './schema.ts';

/** Opens what is due over a migrated database. */
export function postgresDues(boss: Boss): Dues {
  const { pool } = boss.database;
  const nextId = risingIds();
  const firing = `
    with fired as materialized (select fire_due($1, $2, $3, $4, $5, $6::timestamptz, $7, $8::json) as done),
    follow as (${boss.insertion('job', `select case when done then $9::text else '[]' end from fired`)})
    select done from fired`;
  const rewriting = 'select rewrite_due($1, $2, $3, $4, $5, $6::json)';

  return {
    async due(at, limit) {
      const rows = await run<Selectable<DueTable>>(pool, 'due', asked, [at, limit]);
      return rows.map(rowOf);
    },
    async fire({ ref, version, at, what }, next, jobs) {
      const values = [...addressed(ref), version, at, what, dueLetters(next ?? 'nothing'), storable(jobs, nextId)];
      const [answer] = await run<{ done: boolean }>(pool, 'fire due', firing, values);
      if (!answer?.done) return 'overtaken';
      if (jobs.length > 0) boss.stored('job');
      return 'fired';
    },
    async rewrite(ref, version, due) {
      await run(pool, 'rewrite due', rewriting, [...addressed(ref), version, dueLetters(due ?? 'nothing')]);
    },
  };
}

const asked = 'select * from due where at <= $1::timestamptz order by at, tenant, project, kind, stream limit $2';

const addressed = (ref: StreamRef): readonly string[] => [ref.tenant, ref.project, kindOf(ref), ref.stream];

function rowOf(row: Selectable<DueTable>): DueRow {
  return { ref: addressOf(row), version: row.version, at: row.at.toISOString(), what: row.what };
}
