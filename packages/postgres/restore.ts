/** Brings a record back from a file into a database that holds nothing. */
import type { KeptFact } from '@countersign/core/kept.ts';
import type pg from 'pg';
import { columnsOf, has, JOB_COLUMNS, JOBS, type Progress, TABLES, told } from './backup.ts';
import { type BackupHead, type BackupLine, NoBackup, readBackup } from './backupfile.ts';
import { openBoss, type QueueName, queues } from './boss.ts';
import { type Database, translated } from './connect.ts';
import { migrate, NewerSchema, SCHEMA, schemaOf } from './migrations.ts';
import { EVERYBODY, ending } from './sessions.ts';

/** Of a database that holds something already: nothing of it was touched. */
export class NotEmpty extends Error {
  override readonly name = 'NotEmpty';
}

/** So many rows, or so many letters of them, go into one statement. */
const AT_ONCE = 500;
const LETTERS_AT_ONCE = 4 * 1024 * 1024;

export interface Restoring {
  readonly progress?: Progress;
  /** What is left to be done once the rows are there, kept in the same step: it is at whatever schema the file is of. */
  readonly leaving?: (head: BackupHead) => readonly KeptFact[];
}

/**
 * The whole of it, or nothing: a restore that was cut off is begun anew on the same database. What was written on GitHub is looked at again
 * before anything is written there: after the backup more may have been. Every session is ended, because some were since.
 * @returns what the file says of itself
 * @throws NoBackup; NotEmpty; NewerSchema when a later version has made the file; Transient when the database is away
 */
export async function restore(
  database: Database,
  file: string,
  { progress = () => {}, leaving = () => [] }: Restoring = {},
): Promise<BackupHead> {
  const head = await headOf(file);
  if (head.schema > SCHEMA) throw new NewerSchema(head.schema);
  await within(database, emptied);
  const [newest = ''] = [...(await schemaOf(database))].reverse();
  if (newest > head.schema)
    throw new NotEmpty(
      `The tables of this database are of a later version (${newest}) than the backup (${head.schema}). Restore into a database in which nothing was made yet.`,
    );
  await migrate(database, head.schema);
  // The queue's own tables, before anything is put into them.
  const boss = await openBoss(database);
  try {
    await within(database, async (client) => {
      await emptied(client);
      // Whoever has started on it, and written nothing, gives way to whose backup it is.
      if (await has(client, 'record_owner')) await client.query('delete from record_owner');
      const waiting: (readonly (string | null)[])[] = [];
      for await (const { table, columns, rows } of together(told(rowsIn(file), progress))) {
        if (table === JOBS) waiting.push(...rows);
        else await put(client, table, columns, rows);
      }
      await client.query(DOUBTED);
      for (const { tenant, project, kind, id, data, fetchedAt } of leaving(head))
        await client.query(KEPT, [tenant, project, kind, id, JSON.stringify(data), fetchedAt]);
      // Who signed out after the backup would be signed in again. Before there was such a table, no session outlived the update.
      if (await has(client, 'session_end')) await client.query(ending, [EVERYBODY]);
      for (const queue of queues) await stored(client, queue, boss.insertion(queue, '$1::text'), waiting);
    });
  } finally {
    await boss.close();
  }
  await migrate(database);
  return head;
}

/** What the file says of itself, once all of it was read and is whole. @throws NoBackup */
export async function headOf(file: string): Promise<BackupHead> {
  let head: BackupHead | undefined;
  for await (const line of readBackup(file)) if (!('kind' in line)) head = line;
  if (!head) throw new NoBackup(`${file} is no backup of a record.`);
  return head;
}

async function* rowsIn(file: string): AsyncGenerator<BackupLine> {
  for await (const line of readBackup(file)) if ('kind' in line) yield line;
}

interface Rows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

async function* together(lines: AsyncIterable<BackupLine>): AsyncGenerator<Rows> {
  let about = { table: '', columns: [] as readonly string[] };
  let rows: (readonly (string | null)[])[] = [];
  let letters = 0;
  for await (const line of lines) {
    const isFull = rows.length >= AT_ONCE || letters >= LETTERS_AT_ONCE;
    if (rows.length > 0 && (isFull || line.kind === 'table')) {
      yield { ...about, rows };
      rows = [];
      letters = 0;
    }
    if (line.kind === 'table') about = line;
    else {
      rows.push(line.values);
      letters += line.values.reduce((sum, value) => sum + (value?.length ?? 0), 0);
    }
  }
  if (rows.length > 0) yield { ...about, rows };
}

async function put(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
  rows: Rows['rows'],
): Promise<void> {
  // Names come from a file.
  const known = TABLES.includes(table) ? await columnsOf(client, table) : [];
  const strange = columns.find((column) => !known.includes(column));
  if (known.length === 0 || strange !== undefined)
    throw new NoBackup(
      `The backup holds ${table}${strange ? `.${strange}` : ''}, which its own version does not know.`,
    );
  const names = columns.map((column) => `"${column}"`).join(', ');
  const types = await typesOf(client, table);
  const values = columns.map((column) => `"${column}"::${types.get(column)}`).join(', ');
  const given = columns.map((_, at) => `$${at + 1}::text[]`).join(', ');
  await client.query(
    `insert into ${table} (${names}) select ${values} from unnest(${given}) as given (${names})`,
    columns.map((_, at) => rows.map((row) => row[at] ?? null)),
  );
}

async function typesOf(client: pg.PoolClient, table: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
    [table],
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

/** In the order in which they came: within a key that is the order in which they run. */
async function stored(
  client: pg.PoolClient,
  queue: QueueName,
  insertion: string,
  waiting: Rows['rows'],
): Promise<void> {
  const at = (row: readonly (string | null)[], column: (typeof JOB_COLUMNS)[number]) =>
    row[JOB_COLUMNS.indexOf(column)];
  const jobs = waiting
    .filter((row) => at(row, 'name') === queue)
    .map((row) => ({
      id: at(row, 'id'),
      singletonKey: at(row, 'singleton_key'),
      priority: Number(at(row, 'priority')),
      data: JSON.parse(at(row, 'data') ?? 'null') as unknown,
    }));
  for (let from = 0; from < jobs.length; from += AT_ONCE)
    await client.query(insertion, [JSON.stringify(jobs.slice(from, from + AT_ONCE))]);
}

/** Whoever finds such a note looks at GitHub once before writing again (`github/project/written.ts`). */
const DOUBTED = `update projection set data = (data::jsonb || '{"digest": null, "uncertain": true}')::text
  where data like '{%' and position('"digest"' in data) > 0 and position('\\u0000' in data) = 0`;

const KEPT = `insert into document (tenant, project, kind, id, data, fetched_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (tenant, project, kind, id) do update set data = excluded.data, fetched_at = excluded.fetched_at`;

/** @throws NotEmpty */
async function emptied(client: pg.PoolClient): Promise<void> {
  for (const table of [...TABLES.filter((one) => one !== 'record_owner'), JOBS]) {
    if (!(await has(client, table))) continue;
    const which = table === JOBS ? "where name in ('delivery', 'job') and state in ('created', 'retry', 'active')" : '';
    const { rows } = await client.query<{ some: boolean }>(`select exists (select from ${table} ${which}) as some`);
    if (rows[0]?.some)
      throw new NotEmpty(
        `This database holds a record already (${table}). A backup goes into an empty one: name a new database with DATABASE_URL, or another folder with DATA_DIR.`,
      );
  }
}

async function within(database: Database, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await database.pool.connect().catch((error: unknown) => {
    throw translated(error);
  });
  try {
    await client.query('begin');
    await client.query("set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'");
    await work(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw translated(error);
  } finally {
    client.release();
  }
}
