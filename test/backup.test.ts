/**
 * The page on backup, restore and upgrade, followed line by line by its operator: on a server that runs for GitHub, into an empty record, and on
 * from there. The Chinese page has the same lines (`examples.test.ts`).
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { issueForm } from '@countersign/github/form/template.ts';
import { FORM_PATH } from '@countersign/github/setup/proposal.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { githubApi } from '@countersign/sandbox/api/app.ts';
import { human } from '@countersign/sandbox/human.ts';
import { SEED_LOGINS, seed } from '@countersign/sandbox/seed.ts';
import { serve } from '@countersign/sandbox/serve.ts';
import { createDeliveries } from '@countersign/sandbox/webhook/deliver.ts';
import { createWorld } from '@countersign/sandbox/world/world.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { formBody } from './instruments/formbody.ts';
import { ANSWERS } from './instruments/line.ts';
import { freePort, program, scratch } from './instruments/program.ts';
import { SOON } from './instruments/soon.ts';

const ROOT = new URL('../', import.meta.url).pathname;
const page = readFileSync(join(ROOT, 'docs/backup.md'), 'utf8');

/** The lines of a chapter that are typed, in their order. */
function lines(chapter: string): readonly string[] {
  const text = page.split(/^## /m).find((one) => one.startsWith(`${chapter}\n`)) ?? '';
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.trim().split('\n'));
}

/** A folder in which the repository is run from, with a record of its own. */
async function checkout(): Promise<string> {
  const folder = await scratch();
  for (const part of ['package.json', 'packages', 'node_modules']) symlinkSync(join(ROOT, part), join(folder, part));
  return folder;
}

interface Said {
  readonly code: number | null;
  readonly text: string;
}

/** Does not block: what the server asks of GitHub meanwhile is answered by this very process. */
function typed(line: string, folder: string, env: Readonly<Record<string, string>> = {}): Promise<Said> {
  const child = spawn('/bin/sh', ['-c', line], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, LANG: 'en_US.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (text += piece));
  return new Promise((done) => child.once('close', (code) => done({ code, text })));
}

const headsIn = (text: string): readonly string[] => text.match(/^github:.* entries, head \w+$/gm) ?? [];

test('backed up while it runs, restored into an empty record and started again, as docs/backup.md says', {
  timeout: 600_000,
}, async () => {
  const world = createWorld({ app: { publicKey: '', webhookSecret: '', webhookUrl: '' } });
  const names = {
    lead: SEED_LOGINS['project-manager'],
    expert: SEED_LOGINS['technical-expert'],
    customer: SEED_LOGINS.customer,
  };
  const files = { [POLICY_PATH]: policyTemplate('standard', 'en', names), [FORM_PATH]: issueForm('standard', 'en') };
  const { organization, repository } = seed(world, { files });
  const deliveries = createDeliveries(world, { order: 'all' });
  const github = await serve(world, githubApi(world, { deliveries }));
  onTestFinished(async () => {
    deliveries.close();
    await github.close();
  });
  const folder = await checkout();
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const there = { GITHUB_URL: github.url, GITHUB_API_URL: github.url, PORT: String(port), PUBLIC_URL: address };
  const at = (data: string) => program(folder, { ...there, DATA_DIR: join(folder, data) });

  const setup = at('.countersign');
  await vi.waitFor(() => expect(setup.said()).toMatch(/To use it on GitHub, open http/), SOON);
  const offered = await (await fetch(/open (http:\S+)/.exec(setup.said())?.[1] ?? '')).text();
  const manifest = JSON.parse(
    (/name="manifest" value="([^"]*)"/.exec(offered)?.[1] ?? '').replaceAll('&quot;', '"'),
  ) as {
    readonly name: string;
    readonly hook_attributes: { readonly url: string };
    readonly redirect_url: string;
  };
  world.state.manifests.set('code-1', { name: manifest.name, webhookUrl: manifest.hook_attributes.url });
  const state = new URL(/action="([^"]+)"/.exec(offered)?.[1] ?? '').searchParams.get('state');
  expect((await fetch(`${manifest.redirect_url}?code=code-1&state=${state}`)).status).toBe(200);
  expect(await setup.stop()).toBe(0);

  const server = at('.countersign');
  await vi.waitFor(() => expect(server.said()).toContain('Countersign is listening on'), SOON);
  const requester = human(world, SEED_LOGINS.requester, `${organization.login}/${repository.name}`);
  const body = formBody('standard', 'en', ANSWERS);
  const { number } = requester.fileForm({ title: 'Export invoices as PDF', body, labels: ['change-request'] });
  const shown = () =>
    (repository.issues.get(number)?.comments ?? []).map((id) => repository.comments.get(id)?.body ?? '').join('\n');
  await vi.waitFor(() => expect(shown()).toContain('<!-- countersign:'), SOON);
  await deliveries.settled();
  const before = await typed('npm run countersign -- verify', folder);
  expect(headsIn(before.text).length).toBeGreaterThan(0);

  const [backup = '', ...inContainer] = lines('Back up');
  expect(await typed(backup, folder)).toMatchObject({ code: 0, text: expect.stringMatching(/keep credentials\.json/) });
  // The server goes on running.
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  // There is no engine here: what it would be told to run is what was run.
  expect(inContainer[0]).toContain('packages/cli/countersign.ts backup ');
  for (const [, file = ''] of inContainer.join('\n').matchAll(/ (packages\/\S+)/g))
    expect(existsSync(join(ROOT, file))).toBe(true);

  expect(await server.stop()).toBe(0);
  const [restore = '', verify = '', start = ''] = lines('Restore');
  expect(await typed(restore, folder)).toMatchObject({ code: 0, text: expect.stringMatching(/looks again/) });
  const after = await typed(verify, folder);
  expect([after.code, headsIn(after.text)]).toEqual([0, headsIn(before.text)]);
  // credentials.json, put into the new DATA_DIR.
  copyFileSync(join(folder, '.countersign/credentials.json'), join(folder, 'restored/credentials.json'));
  expect(start).toBe('DATA_DIR=restored npm start');
  const again = at('restored');
  await vi.waitFor(() => expect(again.said()).toContain('Countersign is listening on'), SOON);
  await vi.waitFor(async () => expect((await fetch(`${address}/readyz`)).status).toBe(200), SOON);
  // It goes on with the request that it knew, and files nothing a second time.
  requester.comment(number, '/explain');
  await vi.waitFor(() => expect(shown()).toContain('<!-- countersign:reply'), SOON);
  expect(await again.stop()).toBe(0);

  const [keep = '', pull = '', install = ''] = lines('Upgrade');
  expect(await typed(`DATA_DIR=restored ${keep}`, folder)).toMatchObject({ code: 0 });
  expect([pull, install]).toEqual(['git pull', 'npm ci --omit=dev']);
});

/** Programs of PostgreSQL's that the machine has, server and clients of one version; `undefined` where it has none. */
function programs(): string | undefined {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const folders = versions.map((version) => `/usr/lib/postgresql/${version}/bin`);
  const needed = ['initdb', 'postgres', 'pg_dump', 'pg_restore', 'createdb', 'pg_isready'];
  return folders.find((folder) => needed.every((name) => existsSync(join(folder, name))));
}

/** A PostgreSQL that somebody else keeps, with three databases; its own account runs it where we are root. */
async function foreign(bin: string): Promise<(database: string) => string> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-own-'));
  const account = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'countersign', '--auth=trust', '--encoding=UTF8', '--locale=C'],
    account,
  );
  const child = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, '-c', 'listen_addresses='], {
    ...account,
    stdio: 'ignore',
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  onTestFinished(async () => {
    child.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  const to = ['-h', folder, '-U', 'countersign'];
  await vi.waitFor(() => execFileSync(join(bin, 'pg_isready'), to), SOON);
  for (const name of ['record', 'beside', 'empty']) execFileSync(join(bin, 'createdb'), [...to, name]);
  return (database) => `postgres://countersign@/${database}?host=${encodeURIComponent(folder)}`;
}

const idOf = (which: string): number => Number(execFileSync('id', [which, 'nobody'], { encoding: 'utf8' }));

test('a dump of PostgreSQL’s becomes a backup of ours, and that the record, as docs/backup.md says', {
  timeout: 600_000,
}, async () => {
  const [dump = '', load = '', make = '', restore = '', look = '', verify = ''] = lines(
    "With PostgreSQL's own programs",
  );
  expect(dump).toMatch(/^pg_dump .* "\$DATABASE_URL"$/);
  expect(verify).toMatch(/-- verify$/);
  const bin = programs();
  // Elsewhere an operator has them; here the lines are read alone.
  if (bin === undefined) return;
  const own = await foreign(bin);
  const folder = await checkout();
  mkdirSync(join(folder, 'data'));
  const env = {
    PATH: `${bin}:${process.env.PATH}`,
    DATABASE_URL: own('record'),
    BESIDE_URL: own('beside'),
    EMPTY_URL: own('empty'),
  };
  const server = program(folder, { SANDBOX: '1', DATABASE_URL: own('record') });
  await server.address;
  const heads = async () => headsIn((await typed('npm run countersign -- verify', folder, env)).text);
  await vi.waitFor(async () => expect(await heads()).not.toEqual([]), SOON);
  expect(await typed(dump, folder, env)).toMatchObject({ code: 0 });
  const before = await heads();
  for (const line of [load, make, restore])
    expect({ line, ...(await typed(line, folder, env)) }).toMatchObject({ line, code: 0 });
  // The moment of this dump, in the place of the page's.
  const now = new Date().toISOString();
  expect(await typed(look.replace(/\S+$/, now), folder, env)).toMatchObject({
    code: 0,
    text: expect.stringContaining(now),
  });
  const after = await typed(verify, folder, env);
  expect([after.code, headsIn(after.text)]).toEqual([0, before]);
});
