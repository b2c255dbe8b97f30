/** Finds the texts of policies that may hold freezes without reading the others: whoever looks for them looks every few minutes, for ever. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { FREEZES } from '../freezes.ts';

export const frozen: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index policy_text_freezes on policy_text (tenant, digest) where ${sql.raw(FREEZES)}`.execute(db);
  },
};
