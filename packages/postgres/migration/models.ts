/** The tables of read models: how far each is, and its rows. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const models: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create table model (
        tenant text not null, project text not null, model text not null, as_of integer not null,
        primary key (tenant, project, model)
      )`.execute(db);
    await sql`
      create table model_row (
        tenant text not null, project text not null, model text not null, key text collate "C" not null, data text not null,
        primary key (tenant, project, model, key)
      )`.execute(db);
    await sql`
      create function advance_model(t text, pr text, m text, p_from integer, p_to integer, changed json)
      returns boolean language plpgsql as $body$
      begin
        insert into model (tenant, project, model, as_of) values (t, pr, m, 0) on conflict do nothing;
        update model x set as_of = p_to where x.tenant = t and x.project = pr and x.model = m and x.as_of = p_from;
        if not found then return false; end if;
        delete from model_row x using json_array_elements(changed) c
          where x.tenant = t and x.project = pr and x.model = m and x.key = c->>'key' and c->>'data' is null;
        insert into model_row (tenant, project, model, key, data)
          select t, pr, m, c->>'key', c->>'data' from json_array_elements(changed) c where c->>'data' is not null
          on conflict (tenant, project, model, key) do update set data = excluded.data;
        return true;
      end $body$`.execute(db);
    await sql`
      create function drop_model(t text, pr text, m text) returns void language plpgsql as $body$
      begin
        delete from model x where x.tenant = t and x.project = pr and x.model = m;
        delete from model_row x where x.tenant = t and x.project = pr and x.model = m;
      end $body$`.execute(db);
  },
};
