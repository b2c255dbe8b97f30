/**
 * Shows that what the image is made of starts where nothing but its data can be written, for a user without rights, and is small enough. No
 * engine is needed: the files that the Containerfile copies and installs are put together, packed, measured and started as it says.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { installed } from './instruments/installed.ts';

const ROOT = new URL('../', import.meta.url).pathname;
const at = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const CONTAINERFILE = at('packages/server/Containerfile').replaceAll(/\\\n/g, ' ');
const MEGABYTES = 1e6;
/** Debian’s slim image, compressed, that ours stands on: not measured here, but taken from its registry, which tells 28 to 29 for both processors. */
const BASE = 30 * MEGABYTES;
/** A package without those below it, which have places of their own, and without what `link-node.cjs` takes away. */
const COPY = {
  recursive: true,
  verbatimSymlinks: true,
  filter: (path: string): boolean => !/\/node_modules\/node-[\w-]+\/include$/.test(path),
} as const;

/** What follows a word of the Containerfile, wherever it begins a line. */
const said = (word: string): readonly string[] =>
  [...CONTAINERFILE.matchAll(new RegExp(`^${word} (.*)$`, 'gm'))].map(([, rest = '']) => rest);
const program = (line: string): readonly string[] => JSON.parse(/\[.*\]$/.exec(line)?.[0] ?? '[]') as readonly string[];
const ENVIRONMENT = Object.fromEntries(
  said('ENV').flatMap((line) => line.split(' ').map((one) => one.split('=') as [string, string])),
);

/** What is copied from a checkout, without what `Containerfile.dockerignore` keeps back. */
function copied(): readonly string[] {
  const sources = said('COPY')
    .filter((line) => !line.startsWith('--from'))
    .flatMap((line) => line.split(' ').slice(0, -1));
  const tracked = execFileSync('git', ['ls-files', '-z', '--', ...sources], { cwd: ROOT, encoding: 'utf8' }).split(
    '\0',
  );
  return tracked.filter((path) => path !== '' && existsSync(join(ROOT, path)) && !path.endsWith('.test.ts'));
}

/** What `npm ci --omit=dev` installs: packages, the links to ours, and the Node that runs them. */
function put(): readonly string[] {
  const ours = readdirSync(join(ROOT, 'node_modules/@countersign')).map((name) => `node_modules/@countersign/${name}`);
  return [...installed(), ...ours, 'node_modules/.bin/node'];
}

test('the image is copied from files that are there, and the parts that are kept back are kept back', () => {
  expect(copied()).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', 'packages/server/start.ts']));
  const kept = at('packages/server/Containerfile.dockerignore')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  const sources = said('COPY')
    .filter((line) => !line.startsWith('--from'))
    .flatMap((line) => line.split(' ').slice(0, -1));
  expect(
    kept
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1))
      .toSorted(),
  ).toEqual(sources.toSorted());
  expect(kept).toEqual(expect.arrayContaining(['*', '**/node_modules', '**/*.test.ts']));
});

test('what the image holds weighs at most 200 MB compressed, and runs for a user without rights on a tree that cannot be written', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'countersign-image-'));
  onTestFinished(() => {
    execFileSync('chmod', ['-R', 'u+w', scratch]);
    rmSync(scratch, { recursive: true, force: true });
  });
  chmodSync(scratch, 0o755);
  const [app, data, packed] = [join(scratch, 'app'), join(scratch, 'data'), join(scratch, 'image.tgz')];
  mkdirSync(app);
  mkdirSync(data, { mode: 0o700 });
  const parts = [...copied(), ...put()];
  for (const part of parts) cpSync(join(ROOT, part), join(app, part), COPY);
  // As fast as may be: an engine packs harder.
  execFileSync('tar', ['-C', scratch, '--use-compress-program=gzip -1', '-cf', packed, 'app']);
  const size = statSync(packed).size + BASE;
  process.stdout.write(
    `the image: ${(size / MEGABYTES).toFixed(0)} MB compressed, of which Debian is taken to be ${BASE / MEGABYTES}\n`,
  );
  expect(size).toBeLessThanOrEqual(200 * MEGABYTES);
  const told = [
    /less than (\d+) MB compressed/.exec(at('docs/running.md')),
    /压缩后不到 (\d+) MB/.exec(at('docs/running.zh-CN.md')),
  ].map((found) => Number(found?.[1]) * MEGABYTES);
  for (const most of told) expect(size).toBeLessThan(most);

  execFileSync('chmod', ['-R', 'a-w', app]);
  // Whoever may become another user does; elsewhere the test has no rights itself.
  const nobody = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (nobody.uid !== undefined && nobody.gid !== undefined) chownSync(data, nobody.uid, nobody.gid);
  const env = { PATH: process.env.PATH, ...ENVIRONMENT, DATA_DIR: data, PORT: '0', HOME: data, LANG: 'C' };
  const run = ([command = '', ...args]: readonly string[], more = {}) =>
    spawn(command.replace(/^\/app/, app), args, {
      cwd: app,
      env: { ...env, ...more },
      ...nobody,
      stdio: ['ignore', 'pipe', 'inherit'],
    });

  const wrote = run(['/bin/sh', '-c', 'touch /app/written'.replace('/app', app)]);
  expect(await ended(wrote)).not.toBe(0);
  const server = run(program(said('ENTRYPOINT')[0] ?? ''));
  const stopped = ended(server);
  onTestFinished(async () => {
    server.kill('SIGTERM');
    await stopped;
  });
  const address = await addressOf(server);
  const ready = await fetch(`${address}/readyz`);
  expect([ready.status, await ready.text()]).toEqual([200, expect.any(String)]);
  const port = new URL(address).port;
  expect(await ended(run(program(said('HEALTHCHECK')[0] ?? ''), { PORT: port }))).toBe(0);
  server.kill('SIGTERM');
  expect(await stopped).toBe(0);
  expect(await ended(run(program(said('HEALTHCHECK')[0] ?? ''), { PORT: port }))).toBe(1);
});

const idOf = (which: string): number => Number(execFileSync('id', [which, 'nobody'], { encoding: 'utf8' }));

type Child = ReturnType<typeof spawn>;
const ended = (child: Child): Promise<number | null> => new Promise((done) => child.once('exit', (code) => done(code)));

async function addressOf(server: Child): Promise<string> {
  if (!server.stdout) throw new Error('nothing is heard of it');
  for await (const line of createInterface({ input: server.stdout })) {
    const [address] = /http:\/\/[\w.:[\]]+/.exec(line) ?? [];
    if (address) return address.replace('0.0.0.0', 'localhost');
  }
  throw new Error('it ended before it said where it is');
}

test('the image runs for no one who has rights, and is asked whether it is well', () => {
  expect(said('USER')).toEqual(['10001:10001']);
  expect(said('HEALTHCHECK')).toHaveLength(1);
  expect(said('VOLUME')).toEqual([ENVIRONMENT.DATA_DIR]);
});

test('the server beside a PostgreSQL may write nothing but its keys, is reached from this machine alone, and its variables are ones that it reads', () => {
  const { services } = parse(at('packages/server/compose.yml')) as {
    readonly services: {
      readonly countersign: Readonly<Record<string, unknown>>;
      readonly postgres: Readonly<Record<string, unknown>>;
    };
  };
  expect(services.countersign).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    init: true,
    ports: [expect.stringMatching(/^127\.0\.0\.1:/)],
  });
  const read = at('packages/server/environment.ts');
  for (const name of Object.keys(services.countersign.environment as object)) expect(read).toContain(`  ${name}:`);
});

test('the unit of systemd is one that systemd takes, and lets the server do little', () => {
  const unit = at('packages/server/countersign.service');
  const [, command = ''] = /^ExecStart=(.*)$/m.exec(unit) ?? [];
  expect(command.replaceAll('/opt/countersign', '/app').split(' ')).toEqual(program(said('ENTRYPOINT')[0] ?? ''));
  for (const line of ['NoNewPrivileges=yes', 'ProtectSystem=strict', 'CapabilityBoundingSet='])
    expect(unit).toContain(`\n${line}\n`);
  if (!existsSync('/usr/bin/systemd-analyze')) return;
  const scratch = mkdtempSync(join(tmpdir(), 'countersign-unit-'));
  onTestFinished(() => rmSync(scratch, { recursive: true, force: true }));
  const file = join(scratch, 'countersign.service');
  writeFileSync(file, unit.replaceAll('/opt/countersign', ROOT.replace(/\/$/, '')));
  expect(execFileSync('systemd-analyze', ['verify', file], { encoding: 'utf8' })).toBe('');
});
