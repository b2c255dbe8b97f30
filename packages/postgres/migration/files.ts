/** Files that the record names by their digest (`core/record/files.ts`): as bytes, each by the stream whose record names it. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const files: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table evidence_file (
        tenant text not null, project text not null, stream text not null, digest text not null,
        data bytea, kept_at timestamptz not null default now(), erased_at timestamptz, named boolean not null default false,
        primary key (tenant, project, stream, digest), check ((data is null) = (erased_at is not null))
      )`.execute(db);
    // Nearly all of them are compressed already.
    await sql`alter table evidence_file alter column data set storage external`.execute(db);
    await sql`create index evidence_file_unnamed on evidence_file (kept_at) where not named`.execute(db);
  },
};
