/** What the same command does on a record that an app has written, when the app's keys are missing. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBoss } from '@countersign/postgres/boss.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { startEmbedded } from '@countersign/postgres/embedded.ts';
import { postgresLedger } from '@countersign/postgres/ledger.ts';
import { migrate } from '@countersign/postgres/migrations.ts';
import { temporaryDatabase } from '@countersign/postgres/temporary.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { program, scratch } from '../instruments/program.ts';

// Each starts the whole product several times.
vi.setConfig({ testTimeout: 120_000 });

const SECRET_TITLE = 'Buy the berth before anybody hears of it';
const REF = { tenant: 'github:77', project: 'R_private', stream: 'I_1' };

/** One entry, as a version without any mark of the record's owner has left it. */
async function written(url: string): Promise<void> {
  const database = connect(url);
  await migrate(database);
  const boss = await openBoss(database);
  const entry = { at: '2026-11-02T09:00:00.000Z', actor: 'mei', event: { type: 'opened', title: SECRET_TITLE } };
  await postgresLedger(boss).append({ ref: REF, expected: 0, entries: [entry], jobs: [], cause: 'test' });
  await boss.close();
  await database.close();
}

async function entries(url: string): Promise<number> {
  const database = connect(url);
  const { rows } = await database.pool.query('select * from entry');
  await database.close();
  return rows.length;
}

/** What a stranger can do to it over HTTP: look at each page, and press "Start over". */
async function attacked(address: string): Promise<string> {
  let seen = '';
  for (const path of ['/', '/harbour/invoices/issues/1', `/r/${REF.tenant}/${REF.project}`, '/readyz', '/healthz'])
    seen += await (await fetch(address + path)).text();
  const posted = await fetch(`${address}/start-over`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: address, 'content-type': 'application/x-www-form-urlencoded' },
  });
  return seen + (await posted.text());
}

test('with DATABASE_URL and no keys nothing of the record is opened: no page of it, no stand-in, nothing to start over', async () => {
  const { url, drop } = await temporaryDatabase();
  onTestFinished(drop);
  await written(url);
  const folder = await scratch();
  const started = program(folder, { DATABASE_URL: url });
  const address = await started.address;
  const seen = await attacked(address);
  expect(await entries(url)).toBe(1);
  expect(seen).not.toContain('harbour');
  expect(seen).not.toContain(SECRET_TITLE);
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  const ready = await fetch(`${address}/readyz`);
  expect({ status: ready.status, text: await ready.text() }).toEqual({ status: 503, text: 'waiting for keys\n' });
  expect(started.said()).toMatch(/\/setup\?token=[0-9a-f]{32}/);
  expect(await started.stop()).toBe(0);
  expect(existsSync(join(folder, 'data', 'sandbox-world.json'))).toBe(false);
  expect(existsSync(join(folder, 'data', 'postgres'))).toBe(false);
});

test('in a data folder whose record an app has written, the sandbox refuses before it serves, and says what to do', async () => {
  const folder = await scratch();
  await mkdir(join(folder, 'data'), { recursive: true });
  const first = await startEmbedded({ folder: join(folder, 'data') });
  await written(first.url);
  await first.stop();

  const started = program(folder);
  expect(await Promise.race([started.ended, started.address])).toBe(1);
  expect(started.said()).toMatch(/APP_ID[\s\S]*DATA_DIR/);
  expect(started.said()).toMatch(/真实|应用/);
  expect(started.said()).not.toMatch(/\n\s+at /);
  expect(existsSync(join(folder, 'data', 'sandbox-world.json'))).toBe(false);

  const again = await startEmbedded({ folder: join(folder, 'data') });
  expect(await entries(again.url)).toBe(1);
  await again.stop();
});

/** Makes a record what it was when nothing said whose it is: its oldest tables, with its entries. */
async function asBefore(url: string): Promise<void> {
  const database = connect(url);
  const columns = `tenant, project, stream, version, sequence, at, actor, event, previous, hash, project_previous, project_hash`;
  await database.pool.query(`create schema former; create table former.entry as select ${columns} from entry`);
  await database.pool.query('drop schema public cascade; create schema public');
  await migrate(database, '0002 appending');
  await database.pool.query(`insert into entry (${columns}) select ${columns} from former.entry where version = 1`);
  await database.pool.query('drop schema former cascade');
  await database.close();
}

test('a sandbox from before the mark goes on with what it holds', async () => {
  const folder = await scratch();
  const first = program(folder);
  await first.address;
  expect(await first.stop()).toBe(0);
  const kept = await startEmbedded({ folder: join(folder, 'data') });
  await asBefore(kept.url);
  await kept.stop();
  const second = program(folder);
  await second.address;
  expect(await second.stop()).toBe(0);
});

const KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });

/** An app's keys, against a GitHub that is not there: what counts is what it does with the record before it asks anybody. */
function keysOf(app: number): Readonly<Record<string, string>> {
  return {
    APP_ID: String(app),
    PRIVATE_KEY: String(KEY),
    WEBHOOK_SECRET: 'a secret of sixteen and more',
    PUBLIC_URL: 'https://countersign.example',
    GITHUB_API_URL: 'http://127.0.0.1:1',
  };
}

async function ownerIn(url: string): Promise<unknown> {
  const database = connect(url);
  const { rows } = await database.pool.query('select owner from record_owner');
  await database.close();
  return rows;
}

test('an app goes on with its record, another one only by the name of the former, and a sandbox with neither', {
  timeout: 600_000,
}, async () => {
  const { url, drop } = await temporaryDatabase();
  onTestFinished(drop);
  await written(url);
  const folder = await scratch();
  const here = { DATABASE_URL: url };
  const first = program(folder, { ...here, ...keysOf(11) });
  await first.address;
  expect(await ownerIn(url)).toEqual([{ owner: 'app:11' }]);
  // A second server of the same app beside it.
  const beside = program(folder, { ...here, ...keysOf(11) });
  await beside.address;
  await Promise.all([beside.kill(), first.kill()]);

  const refused = async (environment: Readonly<Record<string, string>>, words: RegExp) => {
    const started = program(folder, { ...here, ...environment });
    expect(await Promise.race([started.ended, started.address])).toBe(1);
    expect(started.said()).toMatch(words);
    expect(started.said()).not.toMatch(/\n\s+at /);
    expect({ owner: await ownerIn(url), entries: await entries(url) }).toEqual({
      owner: [{ owner: 'app:11' }],
      entries: 1,
    });
  };
  await refused(keysOf(12), /App 11[\s\S]*App 12[\s\S]*ADOPT_RECORD_OF=11[\s\S]*应用 11/);
  await refused({ ...keysOf(12), ADOPT_RECORD_OF: 'sandbox' }, /ADOPT_RECORD_OF=11/);
  await refused({ SANDBOX: '1', ADOPT_RECORD_OF: '11' }, /sandbox does not start[\s\S]*沙盒不能/);

  const heir = program(folder, { ...here, ...keysOf(12), ADOPT_RECORD_OF: '11' });
  await heir.address;
  expect(heir.said()).toContain('The record of App 11 belongs to App 12 from now on.');
  expect({ owner: await ownerIn(url), entries: await entries(url) }).toEqual({
    owner: [{ owner: 'app:12' }],
    entries: 1,
  });
  await heir.kill();
});

test('whoever tried the sandbox and goes on for real in the same folder begins with an empty record, and has no sandbox there again', {
  timeout: 600_000,
}, async () => {
  const folder = await scratch();
  const played = program(folder);
  await played.address;
  expect(await played.stop()).toBe(0);
  const real = program(folder, keysOf(21));
  await real.address;
  expect(real.said()).toContain('What the sandbox had recorded here was removed; App 21 begins with an empty record.');
  await real.kill();
  const again = program(folder);
  expect(await Promise.race([again.ended, again.address])).toBe(1);
  expect(again.said()).toContain('GitHub App 21');
});

test.each([
  ['a file of keys that was cut off', '{"APP_ID": "1", "PRIVATE'],
  ['a file of keys that holds none', '{}'],
  ['a file of keys that holds a part', '{"APP_ID": "1", "WEBHOOK_SECRET": "a secret of sixteen and more"}'],
])('%s starts nothing, and says so in both languages', async (_, text) => {
  const folder = await scratch();
  await mkdir(join(folder, 'data'), { recursive: true });
  await writeFile(join(folder, 'data', 'credentials.json'), text);
  const started = program(folder);
  expect(await Promise.race([started.ended, started.address])).toBe(1);
  expect(started.said()).toMatch(/credentials\.json cannot be used[\s\S]*无法使用/);
  expect(existsSync(join(folder, 'data', 'postgres'))).toBe(false);
});
