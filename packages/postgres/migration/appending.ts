/**
 * One append is one statement and so one round trip: the chains are computed here, with the letters of the canonical form coming in.
 * The function must give the hashes that `core/ledger/chain.ts` gives; the ledger contract compares them.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const appending: Migration = {
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
