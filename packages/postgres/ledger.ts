/** The ledger on PostgreSQL: an append with its register row, what is due and its jobs is one statement, so it is one round trip and all or nothing. */
import { Conflict } from '@countersign/core/failure.ts';
import { lettersOf } from '@countersign/core/ledger/chain.ts';
import { addressOf, kindOf } from '@countersign/core/record/kind.ts';
import type { Append, Due, Entry, Job, Json, Ledger, Turn } from '@countersign/core/record/port.ts';
import type { Boss } from './boss.ts';
import { run } from './connect.ts';
import { risingIds } from './identifier.ts';
import { rowLetters } from './register.ts';
import type { EntryTable } from './schema.ts';

/** Opens the ledger. Jobs go to the queue `job`; see `queue.ts` for who runs them. */
export function postgresLedger(boss: Boss): Ledger {
  const { pool } = boss.database;
  const nextId = risingIds();
  const statement = `
    with appended as materialized (select append_entries($1, $2, $3, $4, $5, $6, $7::json, $8::json, $9::json) as entries),
    follow as (${boss.insertion('job', `select case when entries is null then '[]' else $10::text end from appended`)})
    select entries from appended`;
  const storing = `
    with fresh as (insert into applied_cause (tenant, cause) values ($1, $2) on conflict do nothing returning cause),
    follow as (${boss.insertion('job', `select case when exists (select from fresh) then $3::text else '[]' end`)})
    select exists (select from fresh) as fresh`;
  const plain = 'select append_entries($1, $2, $3, $4, $5, $6, $7::json, $8::json, $9::json) as entries';

  async function append({
    ref,
    expected,
    entries,
    register,
    searched,
    due,
    jobs,
    cause,
  }: Append): Promise<readonly Entry[] | 'repeated'> {
    const { tenant, project, stream } = ref;
    const letters = JSON.stringify(
      entries.map((entry, index) => ({
        at: entry.at,
        actor: entry.actor,
        event: JSON.stringify(entry.event),
        ...lettersOf(ref, expected + index + 1, entry),
      })),
    );
    const row = register ? rowLetters(register, searched) : null;
    const waits = due ? dueLetters(due) : null;
    const values = [tenant, project, kindOf(ref), stream, expected, cause, letters, row, waits];
    const [answer] = await attempted(() =>
      jobs.length > 0
        ? run<{ entries: Links[] | null }>(pool, 'append with jobs', statement, [...values, storable(jobs, nextId)])
        : run<{ entries: Links[] | null }>(pool, 'append', plain, values),
    );
    if (!answer?.entries) return 'repeated';
    if (jobs.length > 0) boss.stored('job');
    const made: Entry[] = [];
    for (const [index, links] of answer.entries.entries()) {
      const entry = entries[index];
      if (entry) made.push({ ref: addressOf(ref), at: entry.at, actor: entry.actor, event: entry.event, ...links });
    }
    return made;
  }

  return {
    append,
    async store({ tenant, jobs, cause }) {
      const values = [tenant, cause, storable(jobs, nextId)];
      const [answer] = await run<{ fresh: boolean }>(pool, 'store jobs', storing, values);
      if (!answer?.fresh) return 'repeated';
      boss.stored('job');
      return 'stored';
    },
    async read(ref) {
      const of = [ref.tenant, ref.project, kindOf(ref), ref.stream];
      const rows = await run<EntryTable>(pool, 'read stream', readStream, of);
      return rows.map(entryOf);
    },
    async readProject(tenant, project, after, limit) {
      const rows = await run<EntryTable>(pool, 'read project', readProject, [tenant, project, after, limit]);
      return rows.map(entryOf);
    },
  };
}

type Links = Pick<Entry, 'version' | 'sequence' | 'previous' | 'hash' | 'projectPrevious' | 'projectHash'>;

const readStream =
  'select * from entry where tenant = $1 and project = $2 and kind = $3 and stream = $4 order by version';
const readProject =
  'select * from entry where tenant = $1 and project = $2 and sequence > $3 order by sequence limit $4';

/** pg-boss claims what has the highest number first; within a key the order stays that of storing. */
const PRIORITY: Readonly<Record<Turn, number>> = { shut: 4, close: 3, watch: 2, open: 1, talk: 0, aside: 0 };

/** Data travels as JSON text inside JSON, because the queue keeps `jsonb`, which refuses `\u0000`. */
export function storable(jobs: readonly Job[], nextId: () => string): string {
  return JSON.stringify(
    jobs.map(({ kind, key, data, precedence = 'talk' }) => ({
      id: nextId(),
      singletonKey: key,
      priority: PRIORITY[precedence],
      data: { kind, text: JSON.stringify(data) },
    })),
  );
}

/** What is due as the database takes it; an empty object where nothing is waited for. */
export function dueLetters(due: Due | 'nothing'): string {
  return JSON.stringify(due === 'nothing' ? {} : due);
}

async function attempted<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'CS409')
      throw new Conflict(error.message, { cause: error });
    throw error;
  }
}

function entryOf(row: EntryTable): Entry {
  return {
    ref: addressOf(row),
    version: row.version,
    sequence: row.sequence,
    at: row.at,
    actor: row.actor,
    event: JSON.parse(row.event) as Json,
    previous: row.previous,
    hash: row.hash,
    projectPrevious: row.project_previous,
    projectHash: row.project_hash,
  };
}
