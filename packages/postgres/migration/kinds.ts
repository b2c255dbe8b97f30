/**
 * A stream has a kind, and the register keeps what each kind shows. Streams of before are change requests; their hashes stay, because
 * an address of that kind is hashed without it. What change requests are searched by is read from what they show.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const kinds: Migration = {
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
