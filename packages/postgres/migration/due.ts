/** The table of what streams wait for, written in the append's own statement. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Of requests from before nobody knows yet what they wait for: they are looked at once, at once, and tell it then. */
const FOUND = "('draft', 'submitted', 'assessing', 'in-review', 'approved', 'implementing', 'verifying', 'deferred')";

/** The chains and the register are written as before, by what appended until now; around it stands what is due. */
export const due: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table due (
        tenant text not null, project text not null, kind text not null, stream text not null,
        version integer not null, at timestamptz not null, what text not null,
        primary key (tenant, project, kind, stream)
      )`.execute(db);
    await sql`create index due_at on due (at)`.execute(db);
    await sql`
      insert into due (tenant, project, kind, stream, version, at, what)
      select tenant, project, kind, stream, version, 'epoch', 'found' from register
      where kind = 'change' and stage in ${sql.raw(FOUND)}`.execute(db);
    await sql`
      create function due_row(t text, pr text, k text, s text, v integer, d json) returns void language plpgsql as $body$
      begin
        if d->>'at' is null then
          delete from due x where x.tenant = t and x.project = pr and x.kind = k and x.stream = s;
        else
          insert into due (tenant, project, kind, stream, version, at, what)
          values (t, pr, k, s, v, (d->>'at')::timestamptz, d->>'what')
          on conflict (tenant, project, kind, stream) do update
            set version = excluded.version, at = excluded.at, what = excluded.what;
        end if;
      end $body$`.execute(db);
    await sql`alter function append_entries(text, text, text, text, integer, text, json, json) rename to chain_entries`.execute(
      db,
    );
    await sql`
      create function append_entries(p_tenant text, p_project text, p_kind text, p_stream text, p_expected integer, p_cause text,
        p_entries json, p_register json, p_due json)
      returns json language plpgsql as $body$
      declare
        result json := chain_entries(p_tenant, p_project, p_kind, p_stream, p_expected, p_cause, p_entries, p_register);
      begin
        if result is not null and p_due is not null then
          perform due_row(p_tenant, p_project, p_kind, p_stream, p_expected + json_array_length(result), p_due);
        end if;
        return result;
      end $body$`.execute(db);
    await sql`
      create function fire_due(t text, pr text, k text, s text, v integer, a timestamptz, w text, next json)
      returns boolean language plpgsql as $body$
      begin
        perform from due x where x.tenant = t and x.project = pr and x.kind = k and x.stream = s
          and x.version = v and x.at = a and x.what = w for update;
        if not found then return false; end if;
        perform due_row(t, pr, k, s, v, next);
        return true;
      end $body$`.execute(db);
    await sql`
      create function rewrite_due(t text, pr text, k text, s text, v integer, d json) returns void language plpgsql as $body$
      begin
        perform from project_head h where h.tenant = t and h.project = pr for update;
        if v = (select max(e.version) from entry e where e.tenant = t and e.project = pr and e.kind = k and e.stream = s) then
          perform due_row(t, pr, k, s, v, d);
        end if;
      end $body$`.execute(db);
  },
};
