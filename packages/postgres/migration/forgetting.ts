/**
 * What is forgotten while somebody reads it must not come back by what they read: forgetting leaves its time, by the one clock that all
 * processes share, for longer than any reading takes. Without an id it is the whole kind.
 */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const forgetting: Migration = {
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
