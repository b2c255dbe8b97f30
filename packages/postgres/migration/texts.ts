/**
 * Texts that the record names by their digest leave the cache: what is kept there can be fetched again, they cannot. A policy that was read
 * is noted by its version from now on, so that its text lies in one place.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const texts: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table policy_text (
        tenant text not null, digest text not null,
        data text, kept_at timestamptz not null default now(), erased_at timestamptz,
        primary key (tenant, digest), check ((data is null) = (erased_at is not null))
      )`.execute(db);
    // By its letters: read as JSON, a text with `\u0000` in it would be refused, and with it the start.
    await sql`
      insert into policy_text (tenant, digest, data, kept_at)
      select tenant, id, substring(data from '^\\{"source":(".*")\\}$'), fetched_at from document
      where kind = 'policy-version' and data ~ '^\\{"source":".*"\\}$'
      on conflict do nothing`.execute(db);
    await sql`
      delete from document where kind = 'policy-version' or (kind = 'policy' and id = 'current')`.execute(db);
  },
};
