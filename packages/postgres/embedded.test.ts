/** Shows that the built-in database belongs to one process at a time and outlives the violent end of that process. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { hasEmbedded, startEmbedded } from './embedded.ts';
import { alive, postmaster } from './postmaster.ts';
import { startRevived } from './revived.ts';
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
  const { url, pid } = await startEmbedded({ folder: process.argv[1], durable: false });
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
});

test('whoever takes over the server of a killed process keeps it, however late that one’s guard comes', async () => {
  // On Linux only it can be told who is whose child.
  const paused = `
    const { readFileSync } = await import('node:fs');
    const children = readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8').trim().split(' ').map(Number);
    const guards = children.filter((one) => readFileSync('/proc/' + one + '/comm', 'utf8').trim() === 'sh');
    for (const one of guards) process.kill(one, 'SIGSTOP');
    process.stdout.write(guards.join(' '));
    process.kill(process.pid, 'SIGKILL');`;
  const killed = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    program(paused),
    folder,
  ]).catch((error: { readonly stdout: string }) => error);
  const guards = killed.stdout.split(' ').map(Number);
  expect(guards).toHaveLength(1);
  const server = await startEmbedded({ folder, durable: false });
  for (const one of guards) process.kill(one, 'SIGCONT');
  for (const one of guards) await vi.waitFor(() => expect(alive(one)).toBe(false), { timeout: 150_000 });
  let isLost = false;
  void server.lost.then(() => {
    isLost = true;
  });
  expect(await asked(server.url, 'select 1 as n')).toEqual([{ n: 1 }]);
  expect(isLost).toBe(false);
  await server.stop();
  expect((await readdir(join(folder, 'postgres'))).filter((name) => name.startsWith('guard-'))).toEqual([]);
});

test.each([
  ['that its account may enter', 0o711],
  ['that it may not', 0o700],
])(
  'a record in a folder %s is found, while it runs and afterwards, and looking for one makes none',
  async (_, mode) => {
    await chmod(folder, mode);
    const shelter = await mkdtemp(join(tmpdir(), 'countersign-shelter-'));
    onTestFinished(() => rm(shelter, { recursive: true, force: true }));
    await chmod(shelter, 0o755);
    expect(await hasEmbedded(folder, shelter)).toBe(false);
    expect([...(await readdir(folder)), ...(await readdir(shelter))]).toEqual([]);
    const server = await startEmbedded({ folder, shelter, durable: false });
    expect(await hasEmbedded(folder, shelter)).toBe(true);
    await server.stop();
    expect(await hasEmbedded(folder, shelter)).toBe(true);
  },
);

test('whoever is killed leaves no PostgreSQL behind, and data that the next finds whole', async () => {
  const killed = promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    program(`process.stdout.write(String(pid)); process.kill(process.pid, 'SIGKILL');`),
    folder,
  ]);
  const { stdout } = await killed.then(
    () => ({ stdout: '' }),
    (error: { stdout: string }) => error,
  );
  expect(Number(stdout)).toBeGreaterThan(1);
  await expect.poll(() => alive(Number(stdout))).toBe(false);
  const again = await startEmbedded({ folder, durable: false });
  expect(await asked(again.url, 'select 1 as n')).toEqual([{ n: 1 }]);
  await again.stop();
});

test('one that ends without having been asked to runs again at the same address, however often, with all that it held', async () => {
  const told: string[] = [];
  const server = await startRevived({ folder, durable: false, report: (sentence) => told.push(sentence) });
  await asked(server.url, 'create table kept as select 1 as n');
  await asked(server.url, 'checkpoint');
  for (const times of [1, 2]) {
    const post = await postmaster(server.data);
    process.kill(post?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => told.length).toBe(times);
    expect(await asked(server.url, 'select n from kept')).toEqual([{ n: 1 }]);
    expect(server.pid).toBe((await postmaster(server.data))?.pid);
  }
  expect(new Set(told)).toEqual(new Set(['The built-in database ended, and runs again.']));
  const last = await postmaster(server.data);
  await server.stop();
  expect(await postmaster(server.data)).toBeUndefined();
  await expect.poll(() => alive(last?.pid ?? 0)).toBe(false);
});

test('it can be reached through its own socket only', async () => {
  const server = await startEmbedded({ folder, durable: false });
  expect(await asked(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
  const stranger = new pg.Client({ connectionString: server.url.replace('countersign@', 'postgres@') });
  await expect(stranger.connect()).rejects.toThrow(/pg_hba/);
  await server.stop();
});

test('a file in place of its folder is said in a sentence that keeps all its letters', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(startEmbedded({ folder: file })).rejects.toThrow(/a file stands where its folder should be/);
});

test.for([
  ['initdb: error: could not write file: No space left on device', 'the disk is full'],
  ['FATAL:  could not create lock file "/x": Permission denied', 'cannot be entered or written'],
  ['postgres: error while loading shared libraries: libicuuc.so.60: cannot open', 'shared library'],
  ['FATAL:  lock file "postmaster.pid" already exists', 'another server is running'],
  ['DETAIL:  initialized by PostgreSQL version 15, which is not compatible', 'another major version'],
  ["EPERM: operation not permitted, mkdir '/x'", 'cannot be entered or written'],
  ["EEXIST: file already exists, mkdir '/x'", 'a file stands where its folder should be'],
  ["ENOTDIR: not a directory, mkdir '/x/y'", 'a file stands where its folder should be'],
  ["EIO: i/o error, open '/x'", 'EIO: i/o error'],
  ['FATAL:  something nobody foresaw', 'something nobody foresaw'],
] as const)('what PostgreSQL says (%s) becomes one sentence with its remedy', ([output, problem]) => {
  const error = unusable(output, '/log');
  expect(error).toBeInstanceOf(Unusable);
  expect(error.message).toContain(problem);
  expect(error.message).toMatch(/^The built-in database cannot be used: [^\n]+\. To go on, [^\n]+\.$/);
});
