/** The built-in database: the real PostgreSQL, started and stopped with us, for whoever has no server of their own. */
import { spawn } from 'node:child_process';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { identity } from './account.ts';
import { disarmed, guarded } from './guard.ts';
import { alive, postmaster } from './postmaster.ts';
import { type Program, programFor } from './program.ts';
import { isMade, ownerOf, type Site, siteFor } from './site.ts';
import { Unusable, unusable } from './unusable.ts';

export interface EmbeddedOptions {
  /** The data folder, `<root>/.countersign`. Made when missing. */
  readonly folder: string;
  /** Told where things were put when that is not below `folder`. */
  readonly announce?: (sentence: string) => void;
  /** `false` for throw-away data only: nothing waits for the disk. */
  readonly durable?: boolean;
  /** Where data and program go when the account that runs PostgreSQL cannot enter `folder`. */
  readonly shelter?: string;
}

export interface Embedded {
  /** Connection string of the database `countersign`; only this user and root can use it. */
  readonly url: string;
  /** Process id of PostgreSQL. */
  readonly pid: number;
  /** Where the data are, as opposed to where they were asked for. */
  readonly data: string;
  /** Resolves when PostgreSQL is gone, or lets us go, without our having stopped it. */
  readonly lost: Promise<void>;
  /** Stops PostgreSQL cleanly; resolves when it has ended. Close connections first. */
  stop(): Promise<void>;
}

const role = 'countersign';
/** Where data and program go when the account that runs PostgreSQL cannot enter the folder that was asked for. */
const SHELTER = '/var/lib/countersign';
/** The session that holds this lock owns the server; the lock ends with the process, however that ends. */
const ownership = 4_205_917;

/**
 * Starts the built-in database, or takes over the one that a killed process left running.
 * @throws Unusable with one sentence and its remedy, also when another process is using the folder.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { announce = () => {}, durable = true, shelter = SHELTER } = options;
  const folder = resolve(options.folder);
  try {
    await mkdir(folder, { recursive: true, mode: 0o711 });
    const site = await siteFor(folder, shelter, announce);
    const running = await taken(site);
    if (running) return running;
    const program = await programFor(site.account, process.getuid?.() === 0 ? shelter : folder, announce);
    await initialised(site, program, durable);
    return await started(site, program, durable);
  } catch (error) {
    if (error instanceof Unusable || !(error instanceof Error)) throw error;
    throw unusable(error.message);
  }
}

/** Whether a built-in database was ever made for this folder; makes none. @throws Unusable where only its owner may look */
export async function hasEmbedded(given: string, shelter = SHELTER): Promise<boolean> {
  return isMade(resolve(given), shelter);
}

/** Address of the built-in database that another process of ours is running on this folder; `undefined` when none runs. */
export async function runningEmbedded(given: string, shelter = SHELTER): Promise<string | undefined> {
  const { data, socket } = await siteFor(resolve(given), shelter, () => {});
  return (await postmaster(data)) ? addressOf(socket, role) : undefined;
}

function addressOf(socket: string, database: string): string {
  return `postgres://${role}@/${database}?host=${encodeURIComponent(socket)}`;
}

/** Makes the database files; half-made ones from a start that was cut short are thrown away. Of two who make them at once the first wins. */
async function initialised({ data, account }: Site, { initdb }: Program, durable: boolean): Promise<void> {
  if ((await ownerOf(join(data, 'PG_VERSION'))) !== undefined) return;
  for (const name of await readdir(dirname(data))) {
    const maker = /^data\.new\.(\d+)$/.exec(name)?.[1];
    if (maker && (Number(maker) === process.pid || !alive(Number(maker))))
      await rm(join(dirname(data), name), { recursive: true, force: true });
  }
  const unfinished = `${data}.new.${process.pid}`;
  const flags = [
    '-D',
    unfinished,
    '-U',
    role,
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ];
  const child = spawn(initdb, [...flags, '--auth=peer', ...(durable ? [] : ['--no-sync'])], {
    ...identity(account),
    cwd: '/',
    env: { LC_ALL: 'C', PATH: process.env.PATH ?? '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const status = await new Promise<number | null>((done, fail) => child.on('close', done).on('error', fail));
  if (status !== 0) throw unusable(output);
  await rename(unfinished, data).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if ((await ownerOf(join(data, 'PG_VERSION'))) === undefined) throw error;
  });
}

/** Only the user who runs it, and root, may connect, and only through the socket. Written at each start: who that is may change. */
async function admitted({ data, account }: Site): Promise<void> {
  const names = new Set([account?.name ?? userInfo().username, 'root']);
  await writeFile(join(data, 'pg_hba.conf'), `local all ${role} peer map=countersign\n`);
  await writeFile(join(data, 'pg_ident.conf'), [...names].map((name) => `countersign "${name}" ${role}\n`).join(''));
}

async function started(site: Site, { postgres }: Program, durable: boolean): Promise<Embedded> {
  const { data, socket, log, account } = site;
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socket,
    unix_socket_permissions: '0700',
    max_connections: '100',
    jit: 'off',
    log_line_prefix: '%m ',
    // What people wrote stays out of the log.
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  };
  await admitted(site);
  const output = await open(log, 'w');
  const child = spawn(
    postgres,
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...identity(account),
      cwd: '/',
      env: { LC_ALL: 'C', PATH: process.env.PATH ?? '' },
      // A process group of its own: Ctrl-C reaches us, and we drain before we stop it.
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
    },
  );
  await output.close();
  child.unref();
  let ended = false;
  child.on('exit', () => {
    ended = true;
  });
  child.on('error', () => {
    ended = true;
  });
  for (;;) {
    const post = await postmaster(data);
    if (post?.ready && post.pid === child.pid) break;
    if (ended) {
      const written = await readFile(log, 'utf8').catch(() => '');
      if (/lock file "postmaster\.pid" already exists/.test(written)) {
        const other = await taken(site);
        if (other) return other;
      }
      throw unusable(written, log);
    }
    await wait(5);
  }
  const running = await taken(site, true).catch((error: unknown) => {
    // Unless somebody else took it over at once, nobody would stop it.
    if (!(error instanceof Taken)) child.kill('SIGINT');
    throw error;
  });
  if (!running) throw unusable(await readFile(log, 'utf8').catch(() => ''), log);
  return running;
}

class Taken extends Unusable {}

/**
 * Becomes the owner of a running server.
 * @param isOurs we have started it ourselves, and no guard of a killed process is about to stop it
 * @returns `undefined` when none is running. @throws Unusable when somebody else owns it.
 */
async function taken(site: Site, isOurs = false): Promise<Embedded | undefined> {
  const { data, socket } = site;
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const post = await postmaster(data);
    if (!post) return undefined;
    const owner = new pg.Client({
      connectionString: addressOf(socket, 'postgres'),
      application_name: `countersign ${process.pid}`,
    });
    owner.on('error', () => {});
    try {
      await owner.connect();
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code?.startsWith('28')) {
        throw new Unusable('a server that another user has started is running on its folder', 'stop that one first');
      }
      // Starting, recovering or shutting down.
      await owner.end().catch(() => {});
      await wait(20);
      continue;
    }
    const { rows } = await owner.query<{ taken: boolean; held: string | null }>(
      `select pg_try_advisory_lock(${ownership}) as taken, (select a.application_name from pg_locks l
        join pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.objid = ${ownership} and l.granted limit 1) as held`,
    );
    if (!rows[0]?.taken) {
      await owner.end();
      const who = rows[0]?.held?.replace('countersign ', '') ?? 'unknown';
      throw new Taken(
        `another process (${who}) is using this folder`,
        'stop that process, or give this one another folder with DATA_DIR, or a DATABASE_URL',
      );
    }
    if (!(await disarmed(site)) && !isOurs && (await isGoneSoon(data, post.pid))) {
      await owner.end().catch(() => {});
      continue;
    }
    const exists = await owner.query(`select 1 from pg_database where datname = '${role}'`);
    if (exists.rowCount === 0) await owner.query(`create database ${role}`);
    const unguarded = await guarded(post.pid, site);
    const lost = new Promise<void>((resolve) => owner.once('end', () => resolve()));
    void lost.then(unguarded).catch(() => {});
    return { url: addressOf(socket, role), pid: post.pid, data, lost, stop: () => stopped(owner, post.pid, data) };
  }
  throw new Unusable(
    'it does not become ready within a minute',
    'look into its log, or set DATABASE_URL to a PostgreSQL server',
  );
}

/** Whether the guard of a killed process has stopped it. An older version's leaves no file, and may have been long before. */
async function isGoneSoon(data: string, pid: number): Promise<boolean> {
  const until = Date.now() + 10_000;
  while (Date.now() < until) {
    if ((await postmaster(data))?.pid !== pid) return true;
    await wait(20);
  }
  return false;
}

/** Ends the server while still owning it, so that nobody takes over one that is about to end. */
async function stopped(owner: pg.Client, pid: number, data: string): Promise<void> {
  if ((await postmaster(data))?.pid === pid) process.kill(pid, 'SIGINT');
  const impatient = Date.now() + 20_000;
  for (let urged = false; (await postmaster(data))?.pid === pid; ) {
    if (!urged && Date.now() > impatient) {
      process.kill(pid, 'SIGQUIT');
      urged = true;
    }
    await wait(5);
  }
  await owner.end().catch(() => {});
}
