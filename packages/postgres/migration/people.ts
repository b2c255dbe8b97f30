/** Names lie beside the chain, where they can be erased; entries hold their seals (`core/record/people.ts`). */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const people: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table person (
        tenant text not null, id text not null, name text not null, salt text not null, seal text not null,
        primary key (tenant, id, name)
      )`.execute(db);
    await sql`
      create table erased_person (
        tenant text not null, id text not null, erased_at timestamptz not null default now(), primary key (tenant, id)
      )`.execute(db);
  },
};
