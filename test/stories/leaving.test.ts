/** Whoever asks the server to stop is obeyed within a bound, whatever it is at: starting, migrating, asking GitHub, or waiting for a database that says nothing. */
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { connect } from '@countersign/postgres/connect.ts';
import { temporaryDatabase } from '@countersign/postgres/temporary.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Program, program, scratch } from '../instruments/program.ts';
import { SOON } from '../instruments/soon.ts';
import { type Wire, wireTo } from '../instruments/wire.ts';

// Each starts the whole product, and stops it as slowly as it may.
vi.setConfig({ testTimeout: 180_000 });

/** As long as `start.ts` gives itself, and what a busy machine takes for it. */
const BOUND_MS = 60_000;

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

interface Scene {
  readonly url: string;
  readonly wire: Wire;
  /** Where a GitHub is that takes every call and answers none. */
  readonly silent: { readonly address: string; readonly asked: Promise<void> };
}

async function scene(): Promise<Scene> {
  const database = await temporaryDatabase();
  onTestFinished(() => database.drop());
  const wire = await wireTo(database.url);
  onTestFinished(() => wire.close());
  const asked = Promise.withResolvers<void>();
  const github = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => asked.resolve());
  });
  github.listen(0, '127.0.0.1');
  await once(github, 'listening');
  onTestFinished(() => void github.close());
  const { port } = github.address() as { port: number };
  return { url: database.url, wire, silent: { address: `http://127.0.0.1:${port}`, asked: asked.promise } };
}

async function started({ wire, silent }: Scene): Promise<Program> {
  return program(await scratch(), {
    ...{ APP_ID: '77', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'a secret that nobody may read' },
    ...{ PUBLIC_URL: 'https://countersign.example', DATABASE_URL: wire.url },
    ...{ GITHUB_API_URL: silent.address, GITHUB_URL: silent.address },
  });
}

async function sessions(url: string, which: string): Promise<number> {
  const { pool, close } = connect(url, { connections: 1 });
  const { rows } = await pool.query<{ count: string }>(
    `select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and ${which}`,
  );
  await close();
  return Number(rows[0]?.count);
}

/** Brings the product into a phase, and says when it is in it. */
const PHASES: Readonly<Record<string, (here: Scene) => Promise<Program>>> = {
  'it waits for a database that says nothing from the beginning': async (here) => {
    here.wire.freeze();
    const running = await started(here);
    await vi.waitFor(() => expect(here.wire.connections()).toBeGreaterThan(0), SOON);
    return running;
  },
  'it migrates, and somebody else holds what is migrated': async (here) => {
    const { pool, close } = connect(here.url, { connections: 1 });
    await pool.query('delete from kysely_migration where name = (select max(name) from kysely_migration)');
    const client = await pool.connect();
    await client.query('begin; lock table kysely_migration_lock in access exclusive mode');
    onTestFinished(async () => {
      await client.query('rollback');
      client.release();
      await close();
    });
    const running = await started(here);
    await vi.waitFor(async () => expect(await sessions(here.url, "wait_event_type = 'Lock'")).toBeGreaterThan(0), SOON);
    return running;
  },
  'it asks a GitHub that does not answer': async (here) => {
    const running = await started(here);
    await here.silent.asked;
    return running;
  },
  'its database freezes after it began': async (here) => {
    const running = await started(here);
    await running.address;
    await here.silent.asked;
    here.wire.freeze();
    return running;
  },
};

test.each(Object.entries(PHASES))('SIGTERM while %s', async (_, inPhase) => {
  const running = await inPhase(await scene());
  const from = performance.now();
  running.child.kill('SIGTERM');
  const code = await running.ended;
  const tookMs = performance.now() - from;
  console.info(`stopped with ${code} after ${Math.round(tookMs)} ms`);
  expect(tookMs).toBeLessThan(BOUND_MS);
  expect([0, 1]).toContain(code);
  expect(running.said()).not.toMatch(/^\s+at /m);
});
