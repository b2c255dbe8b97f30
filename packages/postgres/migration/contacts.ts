/** Contacts by their mail addresses, beside the chain (`core/contact/addresses.ts`), and links to sign by, of which only digests are kept. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const contacts: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table contact_address (
        tenant text not null, address text not null, id text not null,
        primary key (tenant, address), unique (tenant, id)
      )`.execute(db);
    await sql`
      create table sign_link (
        digest text primary key, tenant text not null, project text not null, stream text not null, contact text not null,
        kept_at timestamptz not null default now()
      )`.execute(db);
  },
};
