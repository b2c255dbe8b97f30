/**
 * The record says whose it is (`owner.ts`), and which sessions were ended before their time (`sessions.ts`). Whatever a program believes,
 * the database lets nobody but a sandbox take entries away.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const ownership: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table record_owner (
        one boolean primary key default true check (one),
        owner text not null check (owner = 'sandbox' or owner ~ '^app:[1-9][0-9]*$'),
        since timestamptz not null default now()
      )`.execute(db);
    await sql`
      create table session_end (
        scope text primary key, ended_at timestamptz not null, until timestamptz not null
      )`.execute(db);
    await sql`
      create or replace function only_a_sandbox_forgets() returns trigger language plpgsql as $body$
      begin
        if not exists (select 1 from record_owner where owner = 'sandbox') then
          raise exception using errcode = 'CS403', message = 'entries of this record are never taken away: it is not a sandbox''s';
        end if;
        return null;
      end $body$`.execute(db);
    await sql`
      create or replace trigger entries_stay before truncate or delete on entry
      for each statement execute function only_a_sandbox_forgets()`.execute(db);
  },
};
