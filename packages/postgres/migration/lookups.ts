/** Indexes for what the clock asks again and again: each question reads what it is about, and not all that is kept beside it. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const lookups: Migration = {
  async up(db: Kysely<unknown>) {
    // As `work.ts` asks, letter by letter: an index over an expression serves that expression alone.
    await sql`
      create index work_elsewhere on work (updated_at) where open and position('"kind":"elsewhere"' in data) > 0`.execute(
      db,
    );
    await sql`create index projection_surface on projection (tenant, project, surface, written_at)`.execute(db);
  },
};
