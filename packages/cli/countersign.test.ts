import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Malformed } from '@countersign/core/failure.ts';
import { textDigest } from '@countersign/core/ledger/digested.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { askedSince } from '@countersign/github/record/asked-since.ts';
import { openBoss } from '@countersign/postgres/boss.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { postgresDocuments } from '@countersign/postgres/documents.ts';
import { postgresInbox } from '@countersign/postgres/inbox.ts';
import { postgresLedger } from '@countersign/postgres/ledger.ts';
import { postgresPeople } from '@countersign/postgres/people.ts';
import { postgresSessions } from '@countersign/postgres/sessions.ts';
import { temporaryDatabase } from '@countersign/postgres/temporary.ts';
import { postgresTexts } from '@countersign/postgres/texts.ts';
import { expect, onTestFinished, test } from 'vitest';
import { openPostbox } from '../../test/instruments/postbox.ts';

const PROGRAM = fileURLToPath(new URL('./countersign.ts', import.meta.url));

function scratch(): string {
  const made = mkdtempSync(join(tmpdir(), 'countersign-cli-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LANG: 'en_US.UTF-8', ...env },
  });
  return { status, text: stdout + stderr };
}

/** As `run`, while this process answers what the program asks of it. */
async function running(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, LANG: 'en_US.UTF-8', ...env } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part));
  const [status] = (await once(child, 'close')) as [number];
  return { status, text };
}

test('validate names every mistake with its line, in the reader’s language', () => {
  const file = join(scratch(), 'policy.yml');
  writeFileSync(file, policyTemplate('light', 'en', { lead: 'a', expert: 'b', customer: 'c' }));
  expect(run(['validate', file])).toMatchObject({ status: 0 });
  // Whoever has no account needs a server that reaches them.
  const contact = policyTemplate('light', 'en', { lead: 'a', expert: 'b', customer: 'c' }).replace(
    '"@c"',
    '{name: Li Na, mail: li@customer.example}',
  );
  writeFileSync(file, contact);
  const address = { PUBLIC_URL: 'https://countersign.example', SMTP_URL: '', MAIL_FROM: '' };
  expect(run(['validate', file], address).text).toMatch(/Li Na has no account.*missing here: SMTP_URL, MAIL_FROM/s);
  writeFileSync(file, 'profile: lite\nroles: {}\n');
  expect(run(['validate', file])).toMatchObject({ status: 1, text: expect.stringMatching(/Line 1, profile/) });
  expect(run(['validate', file], { LANG: 'zh_CN.UTF-8' }).text).toMatch(/第 1 行/);
  expect(run(['validate', `${file}.none`])).toMatchObject({
    status: 2,
    text: expect.stringMatching(/^There is no file/),
  });
});

test('4.4: validate --ask names people and teams that GitHub does not know, and says who cannot vote', async () => {
  const github = createServer((request, response) => {
    const known = ['/users/mei', '/user/7', '/orgs/acme/teams/pmo'].includes(request.url ?? '');
    response.writeHead(request.url === '/users/away' ? 500 : known ? 200 : 404).end('{}');
  });
  await new Promise<void>((done) => github.listen(0, '127.0.0.1', done));
  onTestFinished(() => void github.close());
  const { port } = github.address() as AddressInfo;
  const file = join(scratch(), 'policy.yml');
  const ask = (roles: string, env: Readonly<Record<string, string>> = {}) => {
    writeFileSync(file, `profile: light\nroles: ${roles}\naliases: [["@mei", "jira:712020:5b10"]]\n`);
    const child = spawn(process.execPath, [PROGRAM, 'validate', file, '--ask'], {
      env: {
        ...process.env,
        LANG: 'en_US.UTF-8',
        GITHUB_API_URL: `http://127.0.0.1:${port}`,
        ...{ GITHUB_TOKEN: '', PUBLIC_URL: '', SMTP_URL: '', MAIL_FROM: '' },
        ...env,
      },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (some) => (text += String(some)));
    return new Promise<string>((done) => child.on('close', (status) => done(`${status} ${text}`)));
  };
  const roles =
    '{lead: ["@mei"], customer: ["@nobody", "@acme/pmo", "@acme/gone", {name: Ms Li, mail: li@example.com}]}';
  const plain = await ask(roles);
  expect(plain).toMatch(/^0 .*@nobody\..*/s);
  expect(plain).toMatch(/Ms Li has no account: as customer they sign by links/);
  expect(plain).toMatch(/missing here: PUBLIC_URL, SMTP_URL, MAIL_FROM/);
  // Without a token GitHub shows no team, and nothing is said of any; nor of accounts of Jira.
  expect(plain).not.toMatch(/@acme|@mei|jira:/);
  const told = await ask(roles, { GITHUB_TOKEN: 't' });
  expect(told).toMatch(/no team @acme\/gone/);
  expect(told).not.toMatch(/@acme\/pmo/);
  expect(await ask('{lead: ["@away"], customer: ["@mei"]}')).toMatch(/^2 .*GitHub could not be asked/s);
});

test('6.1: validate says what matches nothing in the checkout that the file lies in, and fails for nothing that is valid', () => {
  const folder = scratch();
  const git = (...args: readonly string[]) =>
    spawnSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { encoding: 'utf8' });
  git('init', '--initial-branch=trunk');
  mkdirSync(join(folder, '.github'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'a b.ts'), '');
  const file = join(folder, '.github', 'countersign.yml');
  const merge = 'gates: {merge: {branches: [main, Trunk], paths: ["src/", "lib/**"], exempt: {paths: [".github/**"]}}}';
  writeFileSync(file, `profile: light\nroles: {lead: ["@a"], customer: ["@b"]}\n${merge}\n`);
  const alone = run(['validate', file]);
  expect(alone).toMatchObject({ status: 0, text: expect.stringMatching(/“\.github\/\*\*” .*workflows/) });
  git('add', '.');
  git('commit', '-m', 'begin');
  for (const found of [run(['validate', file]), run(['validate', file, '--repo', folder])]) {
    expect(found.status).toBe(0);
    expect(found.text).toMatch(/“lib\/\*\*” under paths matches no file/);
    expect(found.text).not.toMatch(/“src\/” under/);
    expect(found.text).toMatch(/matches “Trunk”\. Did you mean “trunk”/);
    expect(found.text).toMatch(/covers no branch of this repository \(main, Trunk\)/);
  }
  expect(run(['validate', file], { LANG: 'zh_CN.UTF-8' }).text).toMatch(/匹配不到本仓库的文件/);
  expect(run(['validate', file, '--repo', tmpdir()])).toMatchObject({ status: 2 });
});

test('looking makes no record, and looks where the server writes, also by .env', async () => {
  const folder = scratch();
  const nowhere = join(folder, 'nowhere');
  const { DATABASE_URL: _, ...environment } = process.env;
  const verify = () =>
    spawnSync(process.execPath, [PROGRAM, 'verify'], {
      encoding: 'utf8',
      cwd: folder,
      env: { ...environment, DATA_DIR: nowhere },
    });
  expect(verify()).toMatchObject({ status: 2, stderr: expect.stringContaining(`There is no record in ${nowhere}`) });
  expect(existsSync(nowhere)).toBe(false);
  const { url, drop } = await temporaryDatabase();
  writeFileSync(join(folder, '.env'), `DATABASE_URL=${url}\n`);
  expect(verify()).toMatchObject({ status: 0, stdout: 'The record is empty.\n' });
  await drop();
});

test('a folder that holds the list of what was erased, and no record, is no record', async () => {
  const folder = scratch();
  const { DATABASE_URL: _, DATA_DIR: __, ...environment } = process.env;
  const inFolder = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8', cwd: folder, env: { ...environment, ...env } });
  const { url, drop } = await temporaryDatabase();
  onTestFinished(() => drop());
  const database = connect(url);
  await postgresPeople(database).seal('github:1', [{ id: 'github:7', name: 'mei' }]);
  await database.close();
  expect(inFolder(['erase', 'github:7', '--yes'], { DATABASE_URL: url })).toMatchObject({ status: 0 });
  const list = ['erasures.log'];
  expect(readdirSync(join(folder, '.countersign'))).toEqual(list);
  for (const command of ['verify', 'parked', 'backup'])
    expect(inFolder([command, ...(command === 'backup' ? ['file'] : [])])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^There is no record in .*\.countersign\. Name/),
    });
  expect(readdirSync(join(folder, '.countersign'))).toEqual(list);
});

test('a .env that cannot be read is said in one sentence, with what to do', () => {
  const folder = scratch();
  mkdirSync(join(folder, '.env'));
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, 'verify'], { encoding: 'utf8', cwd: folder });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^The file \.env cannot be read: .*\. Make it readable, or move it away\.\n$/);
});

test('7.1: erase says what it would do and changes nothing; with --yes the name is gone, also where it was only read', async () => {
  const { url, drop } = await temporaryDatabase();
  const env = { DATABASE_URL: url, DATA_DIR: scratch() };
  expect(run(['erase', 'mei'], env)).toMatchObject({
    status: 2,
    text: expect.stringMatching(/^erase needs GitHub’s id/),
  });
  expect(run(['verify', '--yes'], env)).toMatchObject({ status: 2 });
  expect(run(['erase', 'github:7'], env)).toMatchObject({ status: 1, text: 'The record does not know github:7.\n' });
  const database = connect(url);
  const team = { tenant: 'github:1', project: '', kind: 'team', id: 'acme/board' };
  const documents = postgresDocuments(database);
  await documents.keep({ ...team, data: [{ id: 7, login: 'mei' }], fetchedAt: new Date().toISOString() });
  const people = postgresPeople(database);
  await people.seal('github:1', [{ id: 'github:7', name: 'mei-before' }]);
  const looked = run(['erase', 'github:7'], env);
  expect(looked).toMatchObject({ status: 0, text: expect.stringMatching(/github:7 has 2 names.*\nWith --yes/) });
  expect((await people.recall('github:1', ['github:7'])).names.size).toBe(1);
  expect(run(['erase', 'github:7', '--yes'], env)).toMatchObject({
    status: 0,
    text: expect.stringMatching(/is erased/),
  });
  expect(await people.recall('github:1', ['github:7'])).toEqual({ names: new Map(), erased: new Set(['github:7']) });
  expect(await documents.find(team)).toBeUndefined();
  await database.close();
  await drop();
});

test('7.1: verify reads the chains and names the entry that somebody changed', async () => {
  const { url, drop } = await temporaryDatabase();
  expect(run(['verify'], { DATABASE_URL: url })).toMatchObject({ status: 0, text: expect.stringMatching(/empty/) });
  const database = connect(url);
  const boss = await openBoss(database);
  const ref = { tenant: 't', project: 'p', stream: 's' };
  const entry = (text: string) => ({ at: '2026-11-02T09:00:00.000Z', actor: 'mei', event: { type: text } });
  const entries = [entry('opened'), entry('moved')];
  await postgresLedger(boss).append({ ref, expected: 0, entries, jobs: [], cause: 'test' });
  expect(run(['verify'], { DATABASE_URL: url })).toMatchObject({ status: 0, text: expect.stringMatching(/2 entries/) });
  await database.pool.query("update entry set actor = 'carla' where version = 2");
  expect(run(['verify'], { DATABASE_URL: url })).toMatchObject({
    status: 1,
    text: expect.stringMatching(/BROKEN at entry 2/),
  });
  await boss.close();
  await database.close();
  expect(run(['parked'], { DATABASE_URL: url })).toMatchObject({
    status: 0,
    text: expect.stringMatching(/Nothing is parked/),
  });
  expect(run(['replay', 'none'], { DATABASE_URL: url })).toMatchObject({ status: 1 });
  await drop();
});

test('sessions end ends them in the record that is named, and says whose', async () => {
  const { url, drop } = await temporaryDatabase();
  const session = { id: 's', begun: Date.now() - 1000, person: { id: 'github:7', login: 'mei' } };
  const other = { id: 't', begun: Date.now() - 1000, person: { id: 'github:8', login: 'carla' } };
  expect(run(['sessions', 'end', '--of', 'Mei'], { DATABASE_URL: url })).toMatchObject({
    status: 0,
    text: 'Every session of Mei has ended.\n',
  });
  const database = connect(url);
  const sessions = postgresSessions(database);
  expect([await sessions.isEnded(session), await sessions.isEnded(other)]).toEqual([true, false]);
  expect(run(['sessions', 'end'], { DATABASE_URL: url })).toMatchObject({ status: 0 });
  expect(await sessions.isEnded(other)).toBe(true);
  await database.close();
  await drop();
});

test('a command that does not exist is answered with those that do', () => {
  expect(run(['frobnicate'])).toMatchObject({ status: 2, text: expect.stringMatching(/validate <file>/) });
  expect(run(['--help'])).toMatchObject({ status: 0 });
});

test('7.2: erase takes the text of a version away in every account that has it, and nothing of another', async () => {
  const database = await temporaryDatabase();
  const opened = connect(database.url);
  onTestFinished(async () => {
    await opened.close();
    await database.drop();
  });
  const texts = postgresTexts(opened);
  const [gone, stays] = ['profile: light # Mei', 'profile: light'];
  for (const tenant of ['github:1', 'github:2']) for (const one of [gone, stays]) await texts.keep(tenant, one);
  const env = { DATABASE_URL: database.url, DATA_DIR: scratch() };
  expect(run(['erase', textDigest(gone).slice(0, 12)], env)).toMatchObject({ status: 2 });
  expect(run(['erase', 'f'.repeat(64), '--yes'], env)).toMatchObject({ status: 1 });
  const asked = run(['erase', textDigest(gone)], env);
  expect(asked).toMatchObject({ status: 0, text: expect.stringMatching(/is kept[\s\S]*--yes/) });
  expect(await texts.read('github:1', textDigest(gone))).toEqual({ text: gone });
  expect(run(['erase', textDigest(gone), '--yes'], env)).toMatchObject({
    status: 0,
    text: expect.stringMatching(/github:1.*\ngithub:2/),
  });
  for (const tenant of ['github:1', 'github:2']) {
    expect(await texts.read(tenant, textDigest(gone))).toBe('erased');
    expect(await texts.read(tenant, textDigest(stays))).toEqual({ text: stays });
  }
});

test('reconcile keeps from when on a server looks again, and refuses what is no time, is to come, or is further back than what was done is remembered', async () => {
  const database = await temporaryDatabase();
  onTestFinished(() => database.drop());
  const env = { DATABASE_URL: database.url };
  const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();
  const since = ago(2 * 3_600_000);
  expect(run(['reconcile', '--since', since], env)).toMatchObject({ status: 0, text: expect.stringContaining(since) });
  const opened = connect(database.url);
  onTestFinished(() => opened.close());
  expect(await askedSince(postgresDocuments(opened))).toBe(since);
  for (const [wrong, why] of [
    [[], /needs a time/],
    [['--since', 'yesterday'], /needs a time/],
    [['--since', '2026-11-30T08:00'], /needs a time/],
    [['--since', ago(-3_600_000)], /still to come/],
    [['--since', ago(31 * 24 * 3_600_000)], /30 days/],
  ] as const)
    expect(run(['reconcile', ...wrong], env)).toMatchObject({ status: 2, text: expect.stringMatching(why) });
  expect(await askedSince(postgresDocuments(opened))).toBe(since);
  expect(run(['verify', '--since', since], env)).toMatchObject({ status: 2 });
});

test('a backup goes into an empty record and nowhere else, is verified there, and has what happened since looked at', {
  timeout: 600_000,
}, async () => {
  const [from, into] = [await temporaryDatabase(), await temporaryDatabase()];
  onTestFinished(async () => {
    await from.drop();
    await into.drop();
  });
  const file = join(scratch(), 'record.backup');
  const database = connect(from.url);
  const boss = await openBoss(database);
  const entry = { at: '2026-11-02T09:00:00.000Z', actor: 'mei', event: { type: 'opened', title: 'Quay' } };
  const ref = { tenant: 'github:7', project: 'R_1', stream: 'I_1' };
  await postgresLedger(boss).append({ ref, expected: 0, entries: [entry], jobs: [], cause: 'c' });
  await boss.close();
  await database.close();
  const made = run(['backup', file], { DATABASE_URL: from.url });
  expect(made).toMatchObject({ status: 0, text: expect.stringMatching(/holds the record .*keep credentials\.json/s) });
  expect(run(['backup', file], { DATABASE_URL: from.url })).toMatchObject({
    status: 2,
    text: expect.stringMatching(/^There is a file .* already/),
  });
  expect(run(['restore', file], { DATABASE_URL: into.url })).toMatchObject({
    status: 0,
    text: expect.stringMatching(
      /github:7 R_1: 1 entries, head [0-9a-f]{16}[\s\S]*looks again at what happened on GitHub since/,
    ),
  });
  const restored = connect(into.url);
  expect(await askedSince(postgresDocuments(restored))).toMatch(/^\d{4}-/);
  await restored.close();
  expect(run(['restore', file], { DATABASE_URL: into.url })).toMatchObject({
    status: 2,
    text: expect.stringMatching(/holds a record already/),
  });
});

test('what was erased after the backup is erased again by a restore, by the lists beside record and backup, and nothing else is', {
  timeout: 600_000,
}, async () => {
  const places = [await temporaryDatabase(), await temporaryDatabase(), await temporaryDatabase()] as const;
  const [from, into, third] = places;
  onTestFinished(async () => {
    for (const one of places) await one.drop();
  });
  const [data, file] = [scratch(), join(scratch(), 'record.backup')];
  const database = connect(from.url);
  const people = postgresPeople(database);
  const tenant = 'github:1';
  const ids = ['github:7', 'github:8', 'github:9'];
  await people.seal(
    tenant,
    ids.map((id) => ({ id, name: `name of ${id}` })),
  );
  const text = 'profile: light # Mei';
  await postgresTexts(database).keep(tenant, text);
  // Erased before the backup, and named again by what they did since.
  const env = { DATABASE_URL: from.url, DATA_DIR: data };
  expect(run(['erase', 'github:9', '--yes'], env)).toMatchObject({ status: 0 });
  await people.seal(tenant, [{ id: 'github:9', name: 'back again' }]);
  expect(run(['backup', file], env)).toMatchObject({ status: 0 });
  expect(run(['erase', 'github:7', '--yes'], env)).toMatchObject({
    status: 0,
    text: expect.stringMatching(/is noted in .*erasures\.log/),
  });
  expect(run(['erase', textDigest(text), '--yes'], env)).toMatchObject({ status: 0 });
  await database.close();
  const named = async (url: string) => {
    const opened = connect(url);
    const { names, erased } = await postgresPeople(opened).recall(tenant, ids);
    const kept = await postgresTexts(opened).read(tenant, textDigest(text));
    await opened.close();
    return { names: [...names.values()].sort(), erased: [...erased].sort(), kept };
  };
  const broken = join(scratch(), 'list');
  writeFileSync(broken, '2026-11-30 mei\n');
  for (const [list, why] of [
    [broken, /^Line 1 of .*list says nothing/],
    [`${broken}.none`, /^There is no file/],
    [data, /^The list .* cannot be read \(.*EISDIR.*\): make it readable, .* restore again\.$/m],
  ] as const)
    expect(run(['restore', file, '--erasures', list], { ...env, DATABASE_URL: into.url })).toMatchObject({
      status: 2,
      text: expect.stringMatching(why),
    });
  // Whoever may not look cannot say that nobody was erased.
  const closed = scratch();
  symlinkSync('erasures.log', join(closed, 'erasures.log'));
  expect(run(['restore', file], { DATABASE_URL: into.url, DATA_DIR: closed })).toMatchObject({
    status: 2,
    text: expect.stringMatching(/^The list .* cannot be read \(.*ELOOP/),
  });
  expect(run(['restore', file], { ...env, DATABASE_URL: into.url })).toMatchObject({
    status: 0,
    text: expect.stringMatching(/signed out[\s\S]*erasures\.log, 2 that had been erased .* are erased again/),
  });
  expect(await named(into.url)).toEqual({
    names: ['back again', 'name of github:8'],
    erased: ['github:7', 'github:9'],
    kept: 'erased',
  });
  // In another folder nothing is known of them, and that is said; a list that is named is read.
  const elsewhere = { DATABASE_URL: third.url, DATA_DIR: scratch() };
  const list = join(data, 'erasures.log');
  expect(run(['restore', file, '--erasures', list], elsewhere)).toMatchObject({ status: 0 });
  expect(await named(third.url)).toMatchObject({ erased: ['github:7', 'github:9'], kept: 'erased' });
});

test.each([
  ['the same restore', 'restore'],
  ['any other command', 'parked'],
])('a restore that is killed once its rows are there is finished by %s', { timeout: 600_000 }, async (_, next) => {
  const [from, into] = [await temporaryDatabase(), await temporaryDatabase()];
  const [database, restored] = [connect(from.url), connect(into.url)];
  onTestFinished(async () => {
    for (const one of [database, restored]) await one.close();
    for (const one of [from, into]) await one.drop();
  });
  const file = join(scratch(), 'record.backup');
  await database.pool.query("insert into record_owner (owner) values ('app:7')");
  await postgresPeople(database).seal('github:1', [{ id: 'github:7', name: 'mei' }]);
  const env = { DATABASE_URL: from.url, DATA_DIR: scratch() };
  expect(run(['backup', file], env)).toMatchObject({ status: 0 });
  expect(run(['erase', 'github:7', '--yes'], env)).toMatchObject({ status: 0 });
  // Rows are put in, for none is of this table, and the erasing that follows waits.
  const holding = await restored.pool.connect();
  await holding.query('begin; lock table erased_person in exclusive mode');
  const killed = spawn(process.execPath, [PROGRAM, 'restore', file], {
    env: { ...process.env, ...env, DATABASE_URL: into.url },
    stdio: 'ignore',
  });
  const over = new Promise((done) => killed.on('close', done));
  const waiting = "from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  await expect.poll(async () => (await restored.pool.query(`select ${waiting}`)).rowCount).toBe(1);
  killed.kill('SIGKILL');
  await over;
  await restored.pool.query(`select pg_terminate_backend(pid) ${waiting}`);
  await holding.query('rollback');
  holding.release();
  const recalled = async () => (await postgresPeople(restored).recall('github:1', ['github:7'])).erased.size;
  expect(await recalled()).toBe(0);
  expect(run([next, ...(next === 'restore' ? [file] : [])], { ...env, DATABASE_URL: into.url })).toMatchObject({
    status: 0,
    text: expect.stringMatching(/was cut off[\s\S]* 1 that had been erased/),
  });
  expect(await recalled()).toBe(1);
  expect(await askedSince(postgresDocuments(restored))).toMatch(/^\d{4}-/);
  // Once it is finished it is a record as any other.
  expect(run(['restore', file], { ...env, DATABASE_URL: into.url })).toMatchObject({ status: 2 });
  expect(run(['verify'], { ...env, DATABASE_URL: into.url }).text).not.toContain('cut off');
});

test('a list names whose record it is of, and nothing is erased by one of another, or by one that does not say so and was not named', {
  timeout: 600_000,
}, async () => {
  const [from, into, third] = [await temporaryDatabase(), await temporaryDatabase(), await temporaryDatabase()];
  onTestFinished(async () => {
    for (const one of [from, into, third]) await one.drop();
  });
  const [data, beside] = [scratch(), scratch()];
  const file = join(beside, 'record.backup');
  const ids = ['github:5', 'github:6', 'github:7', 'github:8'];
  const database = connect(from.url);
  await database.pool.query("insert into record_owner (owner) values ('app:7')");
  await postgresPeople(database).seal(
    'github:1',
    ids.map((id) => ({ id, name: `name of ${id}` })),
  );
  const env = { DATABASE_URL: from.url, DATA_DIR: data };
  expect(run(['backup', file], env)).toMatchObject({ status: 0 });
  expect(run(['erase', 'github:5', '--yes'], env)).toMatchObject({ status: 0 });
  await database.close();
  const own = join(data, 'erasures.log');
  expect(readFileSync(own, 'utf8')).toMatch(/^\S+Z github:5 app:7\n$/);
  const at = new Date().toISOString();
  appendFileSync(own, `${at} github:6\n`);
  const other = join(beside, 'erasures.log');
  writeFileSync(other, `${at} github:7 app:9\n${at} github:7 sandbox\n${at} github:8\n`);
  const erased = async (url: string) => {
    const opened = connect(url);
    const found = await postgresPeople(opened).recall('github:1', ids);
    await opened.close();
    return [...found.erased].sort();
  };
  const told = run(['restore', file], { ...env, DATABASE_URL: into.url });
  expect(told).toMatchObject({ status: 0, text: expect.stringMatching(/ 2 that had been erased/) });
  for (const why of ['speak of the record of app:9', 'speak of the record of sandbox', 'do not say of which record'])
    expect(told.text).toMatch(new RegExp(`^Not obeyed: 1 in ${other} that ${why}.*npm run countersign -- erase`, 'm'));
  expect(await erased(into.url)).toEqual(['github:5', 'github:6']);
  // Named, an old list is this record's; lines of another are another's all the same.
  expect(run(['restore', file, '--erasures', other], { DATABASE_URL: third.url, DATA_DIR: scratch() })).toMatchObject({
    status: 0,
    text: expect.stringMatching(/^Not obeyed: .*app:9/m),
  });
  expect(await erased(third.url)).toEqual(['github:8']);
});

test('nothing is erased that cannot be noted', async () => {
  const { url, drop } = await temporaryDatabase();
  onTestFinished(() => drop());
  const database = connect(url);
  onTestFinished(() => database.close());
  const people = postgresPeople(database);
  await people.seal('github:1', [{ id: 'github:7', name: 'mei' }]);
  const notAFolder = join(scratch(), 'file');
  writeFileSync(notAFolder, '');
  expect(run(['erase', 'github:7', '--yes'], { DATABASE_URL: url, DATA_DIR: notAFolder })).toMatchObject({
    status: 2,
    text: expect.stringMatching(/^Nothing was erased, because .* Name a folder .* DATA_DIR/),
  });
  expect((await people.recall('github:1', ['github:7'])).names.size).toBe(1);
});

test('replay takes what is parked, all of it where that is asked, and says of anything else what became of it', {
  timeout: 600_000,
}, async () => {
  const place = await temporaryDatabase();
  onTestFinished(() => place.drop());
  const database = connect(place.url);
  const boss = await openBoss(database);
  const inbox = postgresInbox(boss);
  const delivery = {
    event: 'issues',
    payload: {},
    key: 'k',
    installation: '7',
    receivedAt: '2026-11-02T09:00:00.000Z',
  };
  for (const guid of ['one', 'two', 'three']) await inbox.store({ ...delivery, guid });
  const queue = inbox.handle(async ({ guid }) => {
    if (guid !== 'one') throw new Malformed('it has no issue');
    return { ignored: 'nothing follows' };
  });
  await queue.idle();
  await queue.stop();
  const env = { DATABASE_URL: place.url };
  expect(run(['replay', 'one'], env)).toMatchObject({
    status: 1,
    text: expect.stringMatching(/^one is finished \(nothing follows\): nothing of it is left to be done\./),
  });
  expect(run(['replay', '--all'], env)).toMatchObject({
    status: 0,
    text: expect.stringMatching(/^2 will be tried again/),
  });
  expect(run(['replay', 'two'], env).text).toMatch(/^two is not parked: it waits for its turn/);
  expect(await inbox.parked()).toEqual([]);
  await boss.close();
  await database.close();
});

test('a record of a later version is left alone, with both versions and what to do', async () => {
  const place = await temporaryDatabase();
  onTestFinished(() => place.drop());
  const { pool, close } = connect(place.url);
  await pool.query("insert into kysely_migration (name, timestamp) values ('9999 wings', '2030-01-01')");
  await close();
  const { status, text } = run(['verify'], { DATABASE_URL: place.url });
  expect(status).toBe(2);
  expect(text).toMatch(/^A later version of Countersign .*“9999 wings”.*“\d{4} [a-z]+”/);
  expect(text).not.toMatch(/^\s+at /m);
});

test('notify test sends one mail for real, and says what the server answered', async () => {
  const postbox = await openPostbox({ password: 'right' });
  onTestFinished(() => postbox.close());
  const env = { SMTP_URL: postbox.url, MAIL_FROM: 'Countersign <countersign@example.com>' };
  const sent = await running(['notify', 'test', 'mei@example.com'], env);
  expect(sent).toMatchObject({ status: 0, text: expect.stringContaining('took it for mei@example.com') });
  const [arrived] = await postbox.to('mei@example.com');
  expect(arrived?.mail.subject).toBe('Countersign: this message is a test');
  const refused = await running(['notify', 'test', 'mei@example.com'], {
    ...env,
    SMTP_URL: postbox.url.replace('right', 'hush'),
  });
  expect(refused).toMatchObject({ status: 1, text: expect.stringContaining('SMTP_URL') });
  expect(refused.text).not.toContain('hush');
  expect(await running(['notify', 'test', 'mei'], env)).toMatchObject({ status: 2 });
  expect(await running(['notify', 'test', 'mei@example.com'], { SMTP_URL: '', MAIL_FROM: '' })).toMatchObject({
    status: 2,
    text: expect.stringContaining('SMTP_URL and MAIL_FROM are missing'),
  });
});
