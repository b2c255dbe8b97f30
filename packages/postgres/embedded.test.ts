/** Shows that the built-in database belongs to one process at a time and outlives the violent end of that process. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbedded } from './embedded.ts';
import { Unusable, unusable } from './unusable.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  await chmod(folder, 0o711);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function asked(url: string, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(query);
  await client.end();
  return rows;
}

const program = (then: string): string => `
  import { startEmbedded } from ${JSON.stringify(new URL('embedded.ts', import.meta.url).href)};
  const { url } = await startEmbedded({ folder: process.argv[1], durable: false });
  ${then}`;

test('data outlive a process that is killed, its server is taken over, and nobody else may use the folder meanwhile', async () => {
  const killed = promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    program(`process.kill(process.pid, 'SIGKILL');`),
    folder,
  ]);
  await expect(killed).rejects.toMatchObject({ signal: 'SIGKILL' });
  const server = await startEmbedded({ folder, durable: false });
  await asked(server.url, 'create table kept as select 1 as n');
  await expect(startEmbedded({ folder, durable: false })).rejects.toThrow(
    /another process \(\d+\) is using this folder/,
  );
  await server.stop();
  const again = await startEmbedded({ folder, durable: false });
  expect(await asked(again.url, 'select n from kept')).toEqual([{ n: 1 }]);
  // PostgreSQL itself dies too, with all that it held in memory.
  process.kill(again.pid, 'SIGKILL');
  const recovered = await startEmbedded({ folder, durable: false });
  expect(await asked(recovered.url, 'select n from kept')).toEqual([{ n: 1 }]);
  await recovered.stop();
}, 30_000);

test('it can be reached through its own socket only', async () => {
  const server = await startEmbedded({ folder, durable: false });
  expect(await asked(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
  const stranger = new pg.Client({ connectionString: server.url.replace('countersign@', 'postgres@') });
  await expect(stranger.connect()).rejects.toThrow(/pg_hba/);
  await server.stop();
}, 30_000);

test.for([
  ['initdb: error: could not write file: No space left on device', 'the disk is full'],
  ['FATAL:  could not create lock file "/x": Permission denied', 'cannot be entered or written'],
  ['postgres: error while loading shared libraries: libicuuc.so.60: cannot open', 'shared library'],
  ['FATAL:  lock file "postmaster.pid" already exists', 'another server is running'],
  ['DETAIL:  initialized by PostgreSQL version 15, which is not compatible', 'another major version'],
  ['FATAL:  something nobody foresaw', 'something nobody foresaw'],
] as const)('what PostgreSQL says (%s) becomes one sentence with its remedy', ([output, problem]) => {
  const error = unusable(output, '/log');
  expect(error).toBeInstanceOf(Unusable);
  expect(error.message).toContain(problem);
  expect(error.message).toMatch(/^The built-in database cannot be used: [^\n]+\. To go on, [^\n]+\.$/);
});
