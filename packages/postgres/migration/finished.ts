/** Deliveries that were finished and reported as given up, because their turn came once more: they are finished, and keep no gate closed. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const finished: Migration = {
  async up(db: Kysely<unknown>) {
    // A payload is let go when a delivery is settled, and at no other time.
    await sql`
      delete from parked where queue = 'delivery'
        and exists (select from delivery where delivery.id = parked.id and payload is null)`.execute(db);
    await sql`
      update delivery set outcome = 'done', reason = null where outcome = 'parked' and payload is null`.execute(db);
  },
};
