/** Brings a database to the schema this version needs. Replicas may start at once: kysely's migrator takes a lock, the second finds nothing to do. */
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { connect, type Database, translated } from './connect.ts';
import { due } from './migration/due.ts';
import { finished } from './migration/finished.ts';
import { home } from './migration/home.ts';
import { lookups } from './migration/lookups.ts';
import { models } from './migration/models.ts';
import { turns } from './migration/turns.ts';

const tables: Migration = {
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

/**
 * One append is one statement and so one round trip: the chains are computed here, with the letters of the canonical form coming in.
 * The function must give the hashes that `core/ledger/chain.ts` gives; the ledger contract compares them.
 */
const appending: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create function register_change(p json) returns void language plpgsql as $body$
      declare
        before record;
        new_items text[] := array(select distinct json_array_elements_text(p->'items'));
        new_work text[] := array(select distinct json_array_elements_text(p->'work'));
        t text := p->>'tenant'; pr text := p->>'project'; s text := p->>'stream';
      begin
        select items, work, version into before from register where tenant = t and project = pr and stream = s for update;
        if found and before.version > (p->>'version')::integer then return; end if;
        insert into register (tenant, project, stream, number, title, stage, class, cause, owner, items, work, version, updated_at)
        values (t, pr, s, (p->>'number')::integer, p->>'title', p->>'stage', p->>'class', p->>'cause', p->>'owner',
          array(select json_array_elements_text(p->'items')), array(select json_array_elements_text(p->'work')),
          (p->>'version')::integer, (p->>'updatedAt')::timestamptz)
        on conflict (tenant, project, stream) do update set number = excluded.number, title = excluded.title,
          stage = excluded.stage, class = excluded.class, cause = excluded.cause, owner = excluded.owner,
          items = excluded.items, work = excluded.work, version = excluded.version, updated_at = excluded.updated_at;
        if before.items is null or not (before.items @> new_items and new_items @> before.items) then
          delete from register_item where tenant = t and project = pr and stream = s and item = any(before.items) and not item = any(new_items);
          insert into register_item (tenant, project, item, stream) select t, pr, unnest(new_items), s on conflict do nothing;
        end if;
        if before.work is null or not (before.work @> new_work and new_work @> before.work) then
          delete from register_work where tenant = t and project = pr and stream = s and work = any(before.work) and not work = any(new_work);
          insert into register_work (tenant, project, work, stream) select t, pr, unnest(new_work), s on conflict do nothing;
        end if;
      end $body$`.execute(db);
    await sql`
      create function append_entries(p_tenant text, p_project text, p_stream text, p_expected integer, p_cause text, p_entries json, p_register json)
      returns json language plpgsql as $body$
      declare
        zeros constant text := repeat('0', 64);
        seq integer; project_link text;
        ver integer; link text; before text; project_before text;
        e json;
        result json[] := '{}';
      begin
        insert into applied_cause (tenant, cause) values (p_tenant, p_cause) on conflict do nothing;
        if not found then return null; end if;
        select h.sequence, h.hash into seq, project_link from project_head h where h.tenant = p_tenant and h.project = p_project for update;
        if not found then
          insert into project_head (tenant, project, sequence, hash) values (p_tenant, p_project, 0, zeros) on conflict do nothing;
          select h.sequence, h.hash into seq, project_link from project_head h where h.tenant = p_tenant and h.project = p_project for update;
        end if;
        select x.version, x.hash into ver, link from entry x
          where x.tenant = p_tenant and x.project = p_project and x.stream = p_stream order by x.version desc limit 1;
        if not found then ver := 0; link := zeros; end if;
        if ver <> p_expected then
          raise exception using errcode = 'CS409',
            message = format('the stream stands at version %s, the decision was made on version %s', ver, p_expected);
        end if;
        for e in select json_array_elements(p_entries) loop
          before := link; project_before := project_link;
          ver := ver + 1; seq := seq + 1;
          link := encode(sha256(convert_to((e->>'head') || before || (e->>'tail'), 'UTF8')), 'hex');
          project_link := encode(sha256(convert_to(
            '{"hash":"' || link || '","projectPrevious":"' || project_before || '","sequence":' || seq || '}', 'UTF8')), 'hex');
          insert into entry (tenant, project, stream, version, sequence, at, actor, event, previous, hash, project_previous, project_hash)
          values (p_tenant, p_project, p_stream, ver, seq, e->>'at', e->>'actor', e->>'event', before, link, project_before, project_link);
          result := result || json_build_object('version', ver, 'sequence', seq, 'previous', before, 'hash', link,
            'projectPrevious', project_before, 'projectHash', project_link);
        end loop;
        if array_length(result, 1) > 0 then
          update project_head h set sequence = seq, hash = project_link where h.tenant = p_tenant and h.project = p_project;
        end if;
        if p_register is not null then perform register_change(p_register); end if;
        return to_json(result);
      end $body$`.execute(db);
  },
};

/**
 * The record says whose it is (`owner.ts`), and which sessions were ended before their time (`sessions.ts`). Whatever a program believes,
 * the database lets nobody but a sandbox take entries away.
 */
const ownership: Migration = {
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

/** Deliveries that wait for the outside for longer than a moment: the gates that they have to do with close until they are handled. */
const overdue: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table overdue (id text primary key, key text not null, since timestamptz not null default now())`.execute(
      db,
    );
  },
};

/**
 * What is forgotten while somebody reads it must not come back by what they read: forgetting leaves its time, by the one clock that all
 * processes share, for longer than any reading takes. Without an id it is the whole kind.
 */
const forgetting: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table forgotten (
        tenant text not null, project text not null, kind text not null, id text not null, at timestamptz not null,
        primary key (tenant, project, kind, id)
      )`.execute(db);
    await sql`create index forgotten_at on forgotten (at)`.execute(db);
    await sql`
      create function keep_document(t text, pr text, k text, i text, d text, fetched timestamptz, since timestamptz)
      returns boolean language plpgsql as $body$
      begin
        if since is not null then
          perform pg_advisory_xact_lock_shared(hashtextextended(json_build_array('forgotten', t, pr, k)::text, 0));
          if since < clock_timestamp() - interval '1 hour' or exists (
            select from forgotten f
            where f.tenant = t and f.project = pr and f.kind = k and f.id in ('', i) and f.at >= since
          ) then return false; end if;
        end if;
        insert into document (tenant, project, kind, id, data, fetched_at) values (t, pr, k, i, d, fetched)
        on conflict (tenant, project, kind, id) do update set data = excluded.data, fetched_at = excluded.fetched_at
        where document.fetched_at <= excluded.fetched_at;
        return true;
      end $body$`.execute(db);
    await sql`
      create function forget_document(t text, pr text, k text, i text) returns void language plpgsql as $body$
      begin
        perform pg_advisory_xact_lock(hashtextextended(json_build_array('forgotten', t, pr, k)::text, 0));
        insert into forgotten as f (tenant, project, kind, id, at) values (t, pr, k, coalesce(i, ''), clock_timestamp())
        on conflict (tenant, project, kind, id) do update set at = greatest(f.at, excluded.at);
        delete from document x where x.tenant = t and x.project = pr and x.kind = k and (i is null or x.id = i);
        -- Last, and past what others hold: nobody who waits here is waited for.
        delete from forgotten f where f.ctid = any(array(
          select o.ctid from forgotten o where o.at < clock_timestamp() - interval '2 hours' limit 100 for update skip locked));
      end $body$`.execute(db);
  },
};

/**
 * A stream has a kind, and the register keeps what each kind shows. Streams of before are change requests; their hashes stay, because
 * an address of that kind is hashed without it. What change requests are searched by is read from what they show.
 */
const kinds: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table entry add column kind text not null default 'change'`.execute(db);
    await sql`
      alter table entry drop constraint entry_pkey, add primary key (tenant, project, kind, stream, version)`.execute(
      db,
    );
    await sql`alter table register add column kind text not null default 'change', add column shown json`.execute(db);
    await sql`
      update register set shown = json_strip_nulls(json_build_object('number', number, 'title', title, 'stage', stage,
        'class', class, 'cause', cause, 'owner', owner, 'items', items, 'work', work))`.execute(db);
    await sql`
      alter table register alter column shown set not null,
        drop constraint register_pkey, add primary key (tenant, project, kind, stream),
        drop column number, drop column title, drop column stage, drop column class, drop column cause, drop column owner,
        drop column items, drop column work`.execute(db);
    await sql`
      alter table register
        add column number integer generated always as (case when kind = 'change' then (shown->>'number')::integer end) stored,
        add column title text generated always as (case when kind = 'change' then shown->>'title' end) stored,
        add column stage text generated always as (case when kind = 'change' then shown->>'stage' end) stored,
        add column class text generated always as (case when kind = 'change' then shown->>'class' end) stored,
        add column cause text generated always as (case when kind = 'change' then shown->>'cause' end) stored,
        add column owner text generated always as (case when kind = 'change' then shown->>'owner' end) stored`.execute(
      db,
    );
    await sql`drop index register_updated`.execute(db);
    await sql`create index register_updated on register (tenant, project, kind, updated_at, stream)`.execute(db);
    await sql`create index register_number on register (tenant, project, number)`.execute(db);
    await sql`create index register_stage on register (tenant, project, stage, updated_at)`.execute(db);
    await sql`drop function append_entries(text, text, text, integer, text, json, json)`.execute(db);
    await sql`drop function register_change(json)`.execute(db);
    await sql`
      create function register_row(p json) returns void language plpgsql as $body$
      declare
        t text := p->>'tenant'; pr text := p->>'project'; k text := p->>'kind'; s text := p->>'stream';
        before record;
      begin
        select r.shown, r.version into before from register r
          where r.tenant = t and r.project = pr and r.kind = k and r.stream = s for update;
        if found and before.version > (p->>'version')::integer then return; end if;
        insert into register (tenant, project, kind, stream, shown, version, updated_at)
        values (t, pr, k, s, p->'shown', (p->>'version')::integer, (p->>'updatedAt')::timestamptz)
        on conflict (tenant, project, kind, stream) do update set shown = excluded.shown,
          version = excluded.version, updated_at = excluded.updated_at;
        if k = 'change' then perform find_change_by(t, pr, s, before.shown, p->'shown'); end if;
      end $body$`.execute(db);
    await sql`
      create function find_change_by(t text, pr text, s text, before json, shown json) returns void language plpgsql as $body$
      declare
        old_items text[] := array(select json_array_elements_text(before->'items'));
        new_items text[] := array(select distinct json_array_elements_text(shown->'items'));
        old_work text[] := array(select json_array_elements_text(before->'work'));
        new_work text[] := array(select distinct json_array_elements_text(shown->'work'));
      begin
        if not (old_items @> new_items and new_items @> old_items) then
          delete from register_item where tenant = t and project = pr and stream = s and item = any(old_items) and not item = any(new_items);
          insert into register_item (tenant, project, item, stream) select t, pr, unnest(new_items), s on conflict do nothing;
        end if;
        if not (old_work @> new_work and new_work @> old_work) then
          delete from register_work where tenant = t and project = pr and stream = s and work = any(old_work) and not work = any(new_work);
          insert into register_work (tenant, project, work, stream) select t, pr, unnest(new_work), s on conflict do nothing;
        end if;
      end $body$`.execute(db);
    await sql`
      create function append_entries(p_tenant text, p_project text, p_kind text, p_stream text, p_expected integer, p_cause text,
        p_entries json, p_register json)
      returns json language plpgsql as $body$
      declare
        zeros constant text := repeat('0', 64);
        seq integer; project_link text;
        ver integer; link text; before text; project_before text;
        e json;
        result json[] := '{}';
      begin
        insert into applied_cause (tenant, cause) values (p_tenant, p_cause) on conflict do nothing;
        if not found then return null; end if;
        select h.sequence, h.hash into seq, project_link from project_head h where h.tenant = p_tenant and h.project = p_project for update;
        if not found then
          insert into project_head (tenant, project, sequence, hash) values (p_tenant, p_project, 0, zeros) on conflict do nothing;
          select h.sequence, h.hash into seq, project_link from project_head h where h.tenant = p_tenant and h.project = p_project for update;
        end if;
        select x.version, x.hash into ver, link from entry x
          where x.tenant = p_tenant and x.project = p_project and x.kind = p_kind and x.stream = p_stream order by x.version desc limit 1;
        if not found then ver := 0; link := zeros; end if;
        if ver <> p_expected then
          raise exception using errcode = 'CS409',
            message = format('the stream stands at version %s, the decision was made on version %s', ver, p_expected);
        end if;
        for e in select json_array_elements(p_entries) loop
          before := link; project_before := project_link;
          ver := ver + 1; seq := seq + 1;
          link := encode(sha256(convert_to((e->>'head') || before || (e->>'tail'), 'UTF8')), 'hex');
          project_link := encode(sha256(convert_to(
            '{"hash":"' || link || '","projectPrevious":"' || project_before || '","sequence":' || seq || '}', 'UTF8')), 'hex');
          insert into entry (tenant, project, kind, stream, version, sequence, at, actor, event, previous, hash, project_previous, project_hash)
          values (p_tenant, p_project, p_kind, p_stream, ver, seq, e->>'at', e->>'actor', e->>'event', before, link, project_before, project_link);
          result := result || json_build_object('version', ver, 'sequence', seq, 'previous', before, 'hash', link,
            'projectPrevious', project_before, 'projectHash', project_link);
        end loop;
        if array_length(result, 1) > 0 then
          update project_head h set sequence = seq, hash = project_link where h.tenant = p_tenant and h.project = p_project;
        end if;
        if p_register is not null then perform register_row(p_register); end if;
        return to_json(result);
      end $body$`.execute(db);
  },
};

/** Names lie beside the chain, where they can be erased; entries hold their seals (`core/record/people.ts`). */
const people: Migration = {
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

/**
 * Texts that the record names by their digest leave the cache: what is kept there can be fetched again, they cannot. A policy that was read
 * is noted by its version from now on, so that its text lies in one place.
 */
const texts: Migration = {
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

/** Which of two is newer is told by the database's clock, the one that all servers share: by theirs, what came later was no news where a clock had gone back. */
const inOrder: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table document add column kept_at timestamptz not null default clock_timestamp()`.execute(db);
    await sql`
      create or replace function keep_document(t text, pr text, k text, i text, d text, fetched timestamptz, since timestamptz)
      returns boolean language plpgsql as $body$
      begin
        if since is not null then
          perform pg_advisory_xact_lock_shared(hashtextextended(json_build_array('forgotten', t, pr, k)::text, 0));
          if since < clock_timestamp() - interval '1 hour' or exists (
            select from forgotten f
            where f.tenant = t and f.project = pr and f.kind = k and f.id in ('', i) and f.at >= since
          ) then return false; end if;
        end if;
        insert into document (tenant, project, kind, id, data, fetched_at, kept_at)
        values (t, pr, k, i, d, fetched, coalesce(since, clock_timestamp()))
        on conflict (tenant, project, kind, id) do update
        set data = excluded.data, fetched_at = excluded.fetched_at, kept_at = excluded.kept_at
        -- Its own clock may go back, too.
        where document.kept_at <= excluded.kept_at or document.kept_at > clock_timestamp();
        return true;
      end $body$`.execute(db);
  },
};

/** What touches an item is asked for by the item, and what speaks of a request by its stream: a request may have begun in another repository. */
const anywhere: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index register_item_anywhere on register_item (tenant, item)`.execute(db);
    await sql`create index work_change_anywhere on work_change (tenant, stream)`.execute(db);
  },
};

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001 tables': tables,
  '0002 appending': appending,
  '0003 ownership': ownership,
  '0004 overdue': overdue,
  '0005 forgetting': forgetting,
  '0006 kinds': kinds,
  '0007 people': people,
  '0008 texts': texts,
  '0009 due': due,
  '0010 models': models,
  '0011 home': home,
  '0012 finished': finished,
  '0013 in order': inOrder,
  '0014 anywhere': anywhere,
  '0015 lookups': lookups,
  '0016 turns': turns,
};

/** The newest schema that this version knows, by the name of what made it. */
export const SCHEMA = Object.keys(MIGRATIONS).sort().at(-1) ?? '';

/** A later version of ours has written here: what it keeps, nobody of us can read, and nothing of it was touched. */
export class NewerSchema extends Error {
  override readonly name = 'NewerSchema';
  /** The record's newest schema. */
  readonly found: string;

  constructor(found: string) {
    super(`the record has the schema "${found}", and this version knows none after "${SCHEMA}"`);
    this.found = found;
  }
}

/**
 * Migrates to the newest schema. Safe to call at every start.
 * @param until the last one that is done, for showing what a record from before becomes
 * @throws NewerSchema; Transient when the database is away.
 */
export async function migrate(database: Database, until?: string): Promise<void> {
  const done = await knownOf(database);
  if (done.length === Object.keys(MIGRATIONS).length) return;
  // A step over many rows says nothing until it is done.
  const patient = connect(database.url, { connections: 2, silenceMs: 0 });
  try {
    const migrator = new Migrator({ db: patient.query, provider: { getMigrations: async () => MIGRATIONS } });
    const { error } = await (until === undefined ? migrator.migrateToLatest() : migrator.migrateTo(until));
    if (error !== undefined) throw translated(error);
  } finally {
    await patient.close();
  }
}

/** @returns the newest one that was done; `undefined` for none. @throws NewerSchema; Transient when the database is away */
export async function reachedSchema(database: Database): Promise<string | undefined> {
  return (await knownOf(database)).at(-1);
}

async function knownOf(database: Database): Promise<readonly string[]> {
  const done = await schemaOf(database);
  const newer = done.filter((name) => !(name in MIGRATIONS)).at(-1);
  if (newer !== undefined) throw new NewerSchema(newer);
  return done;
}

/** What was done already, in order: one question in place of the migrator's dozen, because at nearly every start there is nothing to do. */
export async function schemaOf({ pool }: Database): Promise<readonly string[]> {
  try {
    const { rows } = await pool.query<{ name: string }>('select name from kysely_migration order by name');
    return rows.map(({ name }) => name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42P01') return [];
    throw translated(error);
  }
}
