/** What touches an item is asked for by the item, and what speaks of a request by its stream: a request may have begun in another repository. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const anywhere: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index register_item_anywhere on register_item (tenant, item)`.execute(db);
    await sql`create index work_change_anywhere on work_change (tenant, stream)`.execute(db);
  },
};
