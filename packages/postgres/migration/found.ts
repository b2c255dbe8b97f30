/**
 * The register as people ask it: sorted by any column, searched for words, asked what waits for whom, and counted without being read. What is
 * counted and searched is written with the row, by the same statement as the entries that it is made from.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** As the stages stood when this was made, in their order. */
const STAGES = [
  ...['draft', 'submitted', 'assessing', 'in-review', 'approved', 'implementing', 'verifying', 'closed', 'rejected'],
  ...['deferred', 'withdrawn'],
];
const OPEN = STAGES.filter((stage) => !['closed', 'rejected', 'withdrawn'].includes(stage));
const CLASSES = ['minor', 'moderate', 'major', 'critical'];

const listed = (words: readonly string[]) => sql.raw(`array[${words.map((word) => `'${word}'`).join(', ')}]::text[]`);

export const found: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      alter table register
        add column opened text collate "C" generated always as (case when kind = 'change' then shown->>'opened' end) stored,
        add column due text collate "C" generated always as (case when kind = 'change' then shown->>'due' end) stored,
        add column cost bigint generated always as (case when kind = 'change' then (shown->'cost'->>'minor')::bigint end) stored,
        add column currency text generated always as (case when kind = 'change' then shown->'cost'->>'currency' end) stored,
        add column days double precision generated always as (case when kind = 'change' then (shown->>'days')::double precision end) stored,
        add column stage_at integer generated always as (case when kind = 'change' then array_position(${listed(STAGES)}, shown->>'stage') end) stored,
        add column class_at integer generated always as (case when kind = 'change' then array_position(${listed(CLASSES)}, shown->>'class') end) stored`.execute(
      db,
    );
    for (const [name, key] of [
      ['title', `"left"(lower(title), 200)`],
      ['in_stage', 'stage_at'],
      ['in_class', 'class_at'],
      ['cause', 'cause'],
      ['owner', 'owner'],
      ['cost', 'currency, cost'],
      ['days', 'days'],
      ['due', 'due'],
    ] as const)
      await sql`create index ${sql.raw(`register_${name}`)} on register (tenant, home, ${sql.raw(key)}, stream) where kind = 'change'`.execute(
        db,
      );
    await sql`create index register_opened on register (tenant, home, opened) where kind = 'change'`.execute(db);
    // The rows of a version that did not keep what it shows by now.
    await sql`create index register_before on register (tenant, project, stream) where kind = 'change' and opened is null`.execute(
      db,
    );
    await sql`drop index register_number`.execute(db);
    await sql`create index register_number on register (tenant, home, number, stream)`.execute(db);
    await sql`alter table person add column since timestamptz not null default now()`.execute(db);
    await counted(db);
    await searched(db);
    await sql`
      create table register_asked (
        tenant text not null, person text not null, project text not null, stream text not null,
        primary key (tenant, person, project, stream)
      )`.execute(db);
    await sql`create index register_asked_stream on register_asked (tenant, project, stream)`.execute(db);
    await rows(db);
  },
};

/** How many are where, and what they cost: a few rows for each project, however many requests it has. */
async function counted(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table register_cell (
      tenant text not null, home text not null, stage text not null, class text not null, cause text not null, currency text not null,
      count integer not null, cost numeric not null, days numeric not null, dated integer not null,
      primary key (tenant, home, stage, class, cause, currency)
    ) with (fillfactor = 70)`.execute(db);
  await sql`
    create table register_age (
      tenant text not null, home text not null, stage text not null, opened text collate "C" not null, count integer not null,
      primary key (tenant, home, stage, opened)
    ) with (fillfactor = 70)`.execute(db);
  // In order of what is locked, so that two who count at one time wait for one another and not both ways.
  await sql`
    create function count_change(before register, now register) returns void language plpgsql as $body$
    begin
      if row(before.home, before.stage, before.class, before.cause, before.currency, before.cost, before.days, before.opened)
        is not distinct from row(now.home, now.stage, now.class, now.cause, now.currency, now.cost, now.days, now.opened) then return; end if;
      insert into register_cell as c (tenant, home, stage, class, cause, currency, count, cost, days, dated)
        select now.tenant, r.home, r.stage, coalesce(r.class, ''), coalesce(r.cause, ''), coalesce(r.currency, ''),
          sum(r.n), sum(r.n * coalesce(r.cost, 0)), sum(r.n * coalesce(r.days, 0)::numeric), sum(case when r.days is null then 0 else r.n end)
        from (values (-1, before.home, before.stage, before.class, before.cause, before.currency, before.cost, before.days),
          (1, now.home, now.stage, now.class, now.cause, now.currency, now.cost, now.days))
          as r (n, home, stage, class, cause, currency, cost, days)
        where r.home is not null group by 2, 3, 4, 5, 6 order by 2, 3, 4, 5, 6
      on conflict (tenant, home, stage, class, cause, currency) do update set count = c.count + excluded.count,
        cost = c.cost + excluded.cost, days = c.days + excluded.days, dated = c.dated + excluded.dated;
      insert into register_age as a (tenant, home, stage, opened, count)
        select now.tenant, r.home, r.stage, left(r.opened, 10), sum(r.n)
        from (values (-1, before.home, before.stage, before.opened), (1, now.home, now.stage, now.opened)) as r (n, home, stage, opened)
        where r.home is not null and r.opened is not null and r.stage = any(${listed(OPEN)})
        group by 2, 3, 4 order by 2, 3, 4
      on conflict (tenant, home, stage, opened) do update set count = a.count + excluded.count;
    end $body$`.execute(db);
  await sql`
    create function count_register_anew() returns void language plpgsql as $body$
    begin
      delete from register_cell; delete from register_age;
      insert into register_cell select tenant, home, stage, coalesce(class, ''), coalesce(cause, ''), coalesce(currency, ''),
          count(*), coalesce(sum(cost), 0), coalesce(sum(days::numeric), 0), count(days)
        from register where kind = 'change' group by 1, 2, 3, 4, 5, 6;
      insert into register_age select tenant, home, stage, left(opened, 10), count(*) from register
        where kind = 'change' and opened is not null and stage = any(${listed(OPEN)}) group by 1, 2, 3, 4;
    end $body$`.execute(db);
  await sql`select count_register_anew()`.execute(db);
}

/** Pieces of words (`core/text/find.ts`), marked by where the request lives: a search reads nothing of other projects. */
async function searched(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table register_words (
      tenant text not null, project text not null, stream text not null, home text not null, letters text not null, pieces text[] not null,
      primary key (tenant, project, stream)
    )`.execute(db);
  await sql`create index register_pieces on register_words using gin (pieces)`.execute(db);
  await sql`
    create function piece_mark(t text, home text) returns text language sql immutable parallel safe
      as $body$ select left(md5(t || '/' || home), 6) $body$`.execute(db);
  await sql`
    create function find_words(t text, pr text, s text, lives text, words text, parts json) returns void language plpgsql as $body$
    begin
      if exists (select from register_words w where w.tenant = t and w.project = pr and w.stream = s and w.home = lives and w.letters = words)
        then return; end if;
      insert into register_words (tenant, project, stream, home, letters, pieces)
      values (t, pr, s, lives, words, array(select piece_mark(t, lives) || json_array_elements_text(parts)))
      on conflict (tenant, project, stream) do update set home = excluded.home, letters = excluded.letters, pieces = excluded.pieces;
    end $body$`.execute(db);
}

async function rows(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function register_row(p json) returns void language plpgsql as $body$
    declare
      t text := p->>'tenant'; pr text := p->>'project'; k text := p->>'kind'; s text := p->>'stream';
      before register; now register;
    begin
      select r.* into before from register r
        where r.tenant = t and r.project = pr and r.kind = k and r.stream = s for update;
      if found and before.version > (p->>'version')::integer then return; end if;
      insert into register (tenant, project, kind, stream, shown, version, updated_at)
      values (t, pr, k, s, p->'shown', (p->>'version')::integer, (p->>'updatedAt')::timestamptz)
      on conflict (tenant, project, kind, stream) do update set shown = excluded.shown,
        version = excluded.version, updated_at = excluded.updated_at
      returning * into now;
      if k = 'change' then
        perform find_change_by(t, pr, s, before.shown, p->'shown');
        perform count_change(before, now);
        if p->>'letters' is not null then perform find_words(t, pr, s, now.home, p->>'letters', p->'pieces'); end if;
      end if;
    end $body$`.execute(db);
}
