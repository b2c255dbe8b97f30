/** Lists go by where a request lives: a column read from its row, which stays under the project in which it began. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const home: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      alter table register add column home text generated always as (coalesce(shown->>'home', project)) stored`.execute(
      db,
    );
    await sql`drop index register_number`.execute(db);
    await sql`drop index register_stage`.execute(db);
    await sql`create index register_number on register (tenant, home, number)`.execute(db);
    await sql`create index register_stage on register (tenant, home, stage, updated_at)`.execute(db);
    await sql`create index register_home on register (tenant, home, kind, updated_at, stream)`.execute(db);
  },
};
