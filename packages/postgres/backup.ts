/** Writes a whole record to a file while its server runs: one moment of it, with what waits, and without any program of PostgreSQL's own. */
import type pg from 'pg';
import { type BackupHead, type BackupLine, writeBackup } from './backupfile.ts';
import { type Database, translated } from './connect.ts';
import { migrate, reachedSchema, SCHEMA } from './migrations.ts';
import { ON_START_OVER } from './schema.ts';

/** Every table of ours; the compiler asks for a word on each new one there. */
export const TABLES: readonly string[] = Object.keys(ON_START_OVER);
/** What waits in pg-boss's queues, as much of it as is needed to store it again. */
export const JOBS = 'pgboss.job';
export const JOB_COLUMNS = ['name', 'id', 'singleton_key', 'priority', 'data'] as const;

const AT_ONCE = 500;
/** Of rows that may be as large as a file, one at a time. */
const LARGE: readonly string[] = ['evidence_file'];
/** So often somebody is told how far it is. */
const TELL_MS = 1000;

/** Told how many rows were written or read so far, once a second. */
export type Progress = (rows: number) => void;

/**
 * At the schema that the database has, which is left to whoever serves it: a backup before an update is the way back to the version that runs.
 * @param file that is made; it must not be there
 * @returns what it says of itself, and how many rows are in it
 * @throws NoBackup; NewerSchema; Transient when the database is away
 */
export async function backUp(
  database: Database,
  file: string,
  progress: Progress = () => {},
): Promise<BackupHead & { readonly rows: number }> {
  if ((await reachedSchema(database)) === undefined) await migrate(database);
  const schema = (await reachedSchema(database)) ?? SCHEMA;
  const client = await database.pool.connect().catch((error: unknown) => {
    throw translated(error);
  });
  try {
    // As text, each value is the same whatever the machine's own customs are.
    await client.query('begin isolation level repeatable read read only');
    await client.query("set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local statement_timeout = 0");
    const { rows } = await client.query<{ at: Date }>('select now() as at');
    const head: BackupHead = {
      ...{ countersign: 'backup', format: 1, schema },
      ...{ at: (rows[0]?.at ?? new Date()).toISOString(), owner: await ownerIn(client) },
    };
    const count = await writeBackup(file, head, told(everything(client), progress));
    return { ...head, rows: count };
  } catch (error) {
    throw translated(error);
  } finally {
    await client.query('rollback').catch(() => {});
    client.release();
  }
}

async function ownerIn(client: pg.PoolClient): Promise<string> {
  if (!(await has(client, 'record_owner'))) return 'nobody';
  const { rows } = await client.query<{ owner: string }>('select owner from record_owner');
  return rows[0]?.owner ?? 'nobody';
}

/** Tables that an earlier schema has not yet are left out. */
async function* everything(client: pg.PoolClient): AsyncGenerator<BackupLine> {
  for (const table of TABLES)
    if (await has(client, table)) yield* rowsOf(client, table, await columnsOf(client, table), '');
  if (await has(client, JOBS))
    yield* rowsOf(
      client,
      JOBS,
      JOB_COLUMNS,
      "where name in ('delivery', 'job') and state in ('created', 'retry', 'active') order by created_on, id",
    );
}

async function* rowsOf(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
  which: string,
): AsyncGenerator<BackupLine> {
  yield { kind: 'table', table, columns };
  const atOnce = LARGE.includes(table) ? 1 : AT_ONCE;
  const texts = columns.map((column) => `"${column}"::text`).join(', ');
  await client.query(`declare rows no scroll cursor for select ${texts} from ${table} ${which}`);
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({ text: `fetch ${atOnce} from rows`, rowMode: 'array' });
    for (const values of rows) yield { kind: 'row', table, values };
    if (rows.length < atOnce) break;
  }
  await client.query('close rows');
}

/** Those that are written, and not made of others. */
export async function columnsOf(client: pg.PoolClient, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute
      where attrelid = to_regclass($1) and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
}

export async function has(client: pg.PoolClient, table: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table]);
  return rows[0]?.there ?? false;
}

/** The same lines; whoever waits is told how far it is. */
export async function* told<Line extends { readonly kind: string }>(
  lines: AsyncIterable<Line>,
  progress: Progress,
): AsyncGenerator<Line> {
  let rows = 0;
  let toldAt = performance.now();
  for await (const line of lines) {
    if (line.kind === 'row') rows += 1;
    if (performance.now() - toldAt > TELL_MS) {
      toldAt = performance.now();
      progress(rows);
    }
    yield line;
  }
}
