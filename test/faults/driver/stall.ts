/** The database hangs at what is noted once a press is on record: the moment in which a server is killed that has recorded and not answered. */
import { setTimeout as after } from 'node:timers/promises';
import pg from 'pg';

const LOCK = 471_147;
const ARM = `
  create or replace function stalled() returns trigger language plpgsql as $body$
  begin
    if exists (select from applied_cause where cause = new.id or (new.kind = 'spoken' and cause like 'press:%')) then
      perform pg_advisory_xact_lock_shared(${LOCK});
    end if;
    return new;
  end $body$;
  drop trigger if exists stalled on document;
  create trigger stalled before insert or update on document for each row
    when (new.kind = 'spoken' or new.kind like 'pressed/%') execute function stalled()`;
const LOOK_MS = 20;
const MOST_LOOKS = 400;

export interface Stall {
  /** Resolves once something hangs there, or it is over. @returns whether it hangs */
  hangs(isOver: () => boolean): Promise<boolean>;
  end(): Promise<void>;
}

/** @throws where the database is away */
export async function stall(databaseUrl: string): Promise<Stall> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(ARM);
    await client.query('select pg_advisory_lock($1)', [LOCK]);
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  return {
    async hangs(isOver) {
      for (let looks = 0; looks < MOST_LOOKS && !isOver(); looks += 1) {
        const asked =
          "select exists (select from pg_locks where locktype = 'advisory' and objid = $1 and not granted) as is";
        const { rows } = await client.query<{ is: boolean }>(asked, [LOCK]);
        if (rows[0]?.is) return true;
        await after(LOOK_MS);
      }
      return false;
    },
    async end() {
      // What hangs goes on, and what comes later is not stopped.
      await client.query('select pg_advisory_unlock_all()').catch(() => {});
      await client.query('drop trigger if exists stalled on document').catch(() => {});
      await client.end().catch(() => {});
    },
  };
}
