/** The tables of what people are told: what is kept for them, the letters that carried it, and how each of them wants to be told. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const notices: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table notice (
        tenant text not null, project text not null, stream text not null, brought integer not null, recipient text not null,
        name text not null, urgency text not null, matters text not null,
        at timestamptz not null, due_at timestamptz not null,
        letter text, ended text, ended_at timestamptz,
        primary key (tenant, project, stream, brought, recipient)
      )`.execute(db);
    await sql`create index notice_waiting on notice (tenant, recipient, due_at) where ended is null and letter is null`.execute(
      db,
    );
    await sql`create index notice_letter on notice (letter) where letter is not null`.execute(db);
    await sql`create index notice_newest on notice (tenant, at)`.execute(db);
    await sql`
      create table letter (
        id text primary key, tenant text not null, recipient text not null, channel text not null, address text not null,
        made_at timestamptz not null, tries integer not null default 0, tried_at timestamptz, retry_at timestamptz,
        outcome text, reason text, reference text, ended_at timestamptz
      )`.execute(db);
    // One is under way for each recipient: what comes meanwhile goes with the next.
    await sql`create unique index letter_open on letter (tenant, recipient) where outcome is null`.execute(db);
    await sql`create index letter_tried on letter (channel, address, tried_at)`.execute(db);
    await sql`
      create table reader (
        person text primary key, token text not null unique, locale text, choices text not null default '{}',
        mail text, mail_since timestamptz, asked_mail text, code text, code_until timestamptz, code_asked timestamptz, code_tries integer not null default 0
      )`.execute(db);
    await sql`
      create table refused_address (
        channel text not null, address text not null, reason text not null, since timestamptz not null,
        primary key (channel, address)
      )`.execute(db);
  },
};
