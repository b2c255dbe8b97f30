/** Deliveries that wait for the outside for longer than a moment: the gates that they have to do with close until they are handled. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const overdue: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table overdue (id text primary key, key text not null, since timestamptz not null default now())`.execute(
      db,
    );
  },
};
