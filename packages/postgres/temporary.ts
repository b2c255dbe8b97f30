/** Throw-away databases for tests: one server for the whole run, one fresh copy of a migrated template for each that asks. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openBoss } from './boss.ts';
import { connect } from './connect.ts';
import { startEmbedded } from './embedded.ts';
import { migrate } from './migrations.ts';

/** Where the address of the server is handed to the processes that run tests. */
export const variable = 'COUNTERSIGN_TEST_POSTGRES';

const template = 'template_countersign';

export interface TemporaryServer {
  /** Stays the same, however often it is killed and started again. */
  readonly url: string;
  /** Its process now. */
  pid(): number;
  /** At once, without a word; what was committed last is lost with it where the database does not say `synchronous_commit`. */
  kill(): void;
  /** After a kill. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server in the temporary folder, with nothing durable about it, and makes the template. */
export async function temporaryServer(): Promise<TemporaryServer> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  const { chmod } = await import('node:fs/promises');
  await chmod(folder, 0o711);
  let server = await startEmbedded({ folder, durable: false });
  await withClient(server.url, (client) => client.query(`create database ${template}`));
  const database = connect(renamed(server.url, template));
  await migrate(database);
  await (await openBoss(database)).close();
  await database.close();
  return {
    url: server.url,
    pid: () => server.pid,
    kill: () => void process.kill(server.pid, 'SIGKILL'),
    async startAgain() {
      server = await startEmbedded({ folder, durable: false });
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A fresh database with the newest schema.
 * @param server Address of the temporary server; by default the one that the test run has started.
 */
export async function temporaryDatabase(
  server = process.env[variable],
): Promise<{ url: string; drop(): Promise<void> }> {
  if (!server) throw new Error(`${variable} is not set: run the tests through vitest's configuration`);
  const name = server === process.env[variable] ? await madeAhead(server) : await made(server);
  return {
    url: renamed(server, name),
    drop: () => withClient(server, (client) => client.query(`drop database if exists ${name} with (force)`)),
  };
}

/** The next one of the run's server, of which nobody knows yet. It goes with the server if nobody asks for it. */
let spare: { readonly server: string; readonly name: Promise<string> } | undefined;

/** To make one is mostly to wait, for two checkpoints: the next is made while the test that asked for this one is at work. */
async function madeAhead(server: string): Promise<string> {
  const ready = spare?.server === server ? spare.name : made(server);
  spare = undefined;
  const name = await ready.catch(() => made(server));
  spare = { server, name: made(server) };
  spare.name.catch(() => {});
  return name;
}

async function made(server: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  // Its files are copied as they are: the way of a running server, through its log, takes twice the processor, and dropping it thrice.
  await withClient(server, (client) => client.query(`create database ${name} template ${template} strategy file_copy`));
  return name;
}

function renamed(url: string, database: string): string {
  return url.replace(/\/[^/?]*(\?|$)/, `/${database}$1`);
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  // Whoever waits for the statement is told; one that is cut off with its server is nobody's any more.
  client.on('error', () => {});
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
