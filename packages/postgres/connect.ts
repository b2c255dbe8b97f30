/** The one place where connections to PostgreSQL are opened and where its failures are told apart: wait and retry, or a mistake. */
import { Socket } from 'node:net';
import { Transient } from '@countersign/core/failure.ts';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from './schema.ts';

/** An open database. Close it last, after the queues. */
export interface Database {
  readonly url: string;
  /** Durable work: every commit is on disk when its promise resolves. */
  readonly pool: pg.Pool;
  /**
   * The queue's own bookkeeping (claims and settlements), which may be lost by a crash without harm: the job is then run again.
   * Commits here do not wait for the disk.
   */
  readonly claims: pg.Pool;
  /**
   * What is kept to spare the asking (facts, notes of what was written). Commits do not wait for the disk, but reach it in order: a
   * crash that loses one loses the settlement of the delivery it came from as well, so it is done again.
   */
  readonly notes: pg.Pool;
  /** Connections that hold a lock while work is done; apart, so that waiting for a lock never starves the work that holds it. */
  readonly locks: pg.Pool;
  /** What people look at: each question is planned for what it asks, and however long it takes, nothing that a gate waits for is behind it. */
  readonly lists: pg.Pool;
  readonly query: Kysely<Tables>;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** Connections for durable work, at most. Default 12. */
  readonly connections?: number;
  /** So long whoever holds a lock may do without the database. Default 1 minute. */
  readonly heldMs?: number;
  /** A connection on which the database says nothing for so long counts as lost, with whatever was asked on it. Default 1 minute; 0 never. */
  readonly silenceMs?: number;
  /** Told of connections lost while idle; the pool opens new ones by itself. */
  readonly onError?: (error: Error) => void;
}

/** Opens the pools; nothing is sent before the first query. */
export function connect(
  url: string,
  { connections = 12, heldMs = 60_000, silenceMs = 60_000, onError = () => {} }: ConnectOptions = {},
): Database {
  const heard = { connectionString: url, stream: () => heardFrom(silenceMs) };
  const pool = new pg.Pool({
    ...heard,
    max: connections,
    application_name: 'countersign',
    options: '-c plan_cache_mode=force_generic_plan -c jit=off',
  });
  const claims = new pg.Pool({
    ...heard,
    max: 4,
    application_name: 'countersign queue',
    options: '-c synchronous_commit=off -c enable_seqscan=off -c jit=off',
  });
  const notes = new pg.Pool({
    ...heard,
    max: connections,
    application_name: 'countersign notes',
    options: '-c synchronous_commit=off -c plan_cache_mode=force_generic_plan -c jit=off',
  });
  const lists = new pg.Pool({
    ...heard,
    max: 6,
    application_name: 'countersign lists',
    options: '-c default_transaction_read_only=on -c jit=off',
  });
  // More than the jobs that run at once: what closes must not wait for a lock of its own behind those who hang with theirs.
  const locks = new pg.Pool({
    connectionString: url,
    // Who holds one is silent while it works, and who waits for it as well.
    stream: () => heardFrom(silenceMs && 2 * heldMs + silenceMs),
    max: connections * 3,
    application_name: 'countersign locks',
  });
  for (const each of [pool, claims, notes, locks, lists]) {
    each.on('error', onError);
    // One that is lent out has no listener of the pool's; losing it must not end the process.
    each.on('connect', (client) => client.on('error', onError));
  }
  // Whoever hangs, or whose machine is gone without a word, must not keep others from closing what the lock is for.
  locks.on('connect', (client) => client.query(LETTING_GO, [String(heldMs)]).catch(onError));
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    url,
    pool,
    claims,
    notes,
    locks,
    lists,
    query,
    async close() {
      await Promise.all([claims.end(), notes.end(), locks.end(), lists.end()]);
      await query.destroy();
      // One that was never asked anything does not know its pool yet.
      if (!pool.ended) await pool.end();
    },
  };
}

/** Whether an address can be understood. What is wrong with one says the password, too, so nobody is told. */
export function isAddress(url: string): boolean {
  try {
    new pg.Client({ connectionString: url });
    return true;
  } catch (error) {
    // A certificate that it names and that cannot be read is another matter.
    return error instanceof Error && 'syscall' in error;
  }
}

/** A database that is frozen, or whose machine is gone, keeps its connections open and answers nothing: what was asked would wait for ever. */
function heardFrom(silenceMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(silenceMs, () =>
    socket.destroy(new Error(`connection terminated: the database said nothing for ${silenceMs / 1000} s`)),
  );
  return socket;
}

/** Settings that this version of PostgreSQL knows, for the session: it ends when nothing is asked, or when nobody is there. Milliseconds, seconds. */
const LETTING_GO = `
  select set_config(name, asked.setting, false) from pg_settings join (values ('idle_session_timeout', $1),
    ('tcp_keepalives_idle', '10'), ('tcp_keepalives_interval', '5'), ('tcp_keepalives_count', '4')) as asked (name, setting) using (name)`;

const waiting = new Set([
  '40001',
  '40P01',
  '55P03',
  '57P01',
  '57P02',
  '57P03',
  '53000',
  '53100',
  '53200',
  '53300',
  '25006',
]);
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

/** @returns the error as `Transient` when the database is away, restarting, full or out of breath; otherwise the error itself. */
export function translated(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Transient) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // The message itself was wrong, and will be; a pooler that ends a connection says the same word, and ends it.
  if (code === '08P01' && 'severity' in error && error.severity === 'ERROR') return error;
  const lost =
    /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i;
  if (!waiting.has(code) && !code.startsWith('08') && !network.has(code) && !lost.test(error.message)) return error;
  return new Transient(`the database cannot be used right now: ${error.message || code}`, { cause: error });
}

/** Runs one prepared statement, planned once for each connection. @throws Transient when the database is away. */
export async function run<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  try {
    return (await pool.query<Row>({ name, text, values: [...values] })).rows;
  } catch (error) {
    throw translated(error);
  }
}
