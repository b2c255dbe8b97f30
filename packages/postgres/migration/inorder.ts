/** Which of two is newer is told by the database's clock, the one that all servers share: by theirs, what came later was no news where a clock had gone back. */
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

export const inOrder: Migration = {
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
