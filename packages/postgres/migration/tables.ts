/** The first tables: the record, the register, what is kept beside them, deliveries and work that was given up. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const tables: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table entry (
        tenant text not null, project text not null, stream text not null,
        version integer not null, sequence integer not null,
        at text not null, actor text not null, event text not null,
        previous text not null, hash text not null,
        project_previous text not null, project_hash text not null,
        primary key (tenant, project, stream, version)
      )`.execute(db);
    await sql`create unique index entry_sequence on entry (tenant, project, sequence)`.execute(db);
    await sql`
      create table project_head (
        tenant text not null, project text not null, sequence integer not null, hash text not null,
        primary key (tenant, project)
      ) with (fillfactor = 50)`.execute(db);
    await sql`
      create table applied_cause (
        tenant text not null, cause text not null, applied_at timestamptz not null default now(),
        primary key (tenant, cause)
      )`.execute(db);
    await sql`
      create table register (
        tenant text not null, project text not null, stream text not null,
        number integer not null, title text not null, stage text not null,
        class text, cause text, owner text,
        items text[] not null, work text[] not null,
        version integer not null, updated_at timestamptz not null,
        primary key (tenant, project, stream)
      )`.execute(db);
    await sql`create index register_number on register (tenant, project, number)`.execute(db);
    await sql`create index register_updated on register (tenant, project, updated_at, stream)`.execute(db);
    await sql`create index register_stage on register (tenant, project, stage, updated_at)`.execute(db);
    await sql`
      create table register_item (
        tenant text not null, project text not null, item text not null, stream text not null,
        primary key (tenant, project, item, stream)
      )`.execute(db);
    await sql`
      create table register_work (
        tenant text not null, project text not null, work text not null, stream text not null,
        primary key (tenant, project, work, stream)
      )`.execute(db);
    await sql`
      create table work (
        tenant text not null, project text not null, id text not null,
        number integer not null, head text not null, open boolean not null,
        data text not null, updated_at timestamptz not null,
        primary key (tenant, project, id)
      )`.execute(db);
    await sql`create index work_number on work (tenant, project, number)`.execute(db);
    await sql`create index work_head on work (tenant, project, head)`.execute(db);
    await sql`create index work_open on work (tenant, project, id) where open`.execute(db);
    await sql`
      create table work_change (
        tenant text not null, project text not null, work text not null, stream text not null,
        primary key (tenant, project, work, stream)
      )`.execute(db);
    await sql`create index work_change_stream on work_change (tenant, project, stream)`.execute(db);
    await sql`
      create table document (
        tenant text not null, project text not null, kind text not null, id text not null,
        data text not null, fetched_at timestamptz not null,
        primary key (tenant, project, kind, id)
      )`.execute(db);
    await sql`
      create table projection (
        tenant text not null, project text not null, target text not null, surface text not null,
        data text not null, written_at timestamptz not null default now(),
        primary key (tenant, project, target, surface)
      )`.execute(db);
    await sql`
      create table delivery (
        id text primary key, guid text not null, event text not null, installation text not null, received_at timestamptz not null,
        payload text, outcome text not null default 'pending', reason text, settled_at timestamptz
      )`.execute(db);
    await sql`
      create table parked (
        queue text not null, id text not null, key text not null, data text not null,
        sentence text not null, attempts integer not null, parked_at timestamptz not null default now(),
        primary key (queue, id)
      )`.execute(db);
  },
};
