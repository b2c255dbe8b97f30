import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { textDigest } from '@countersign/core/ledger/digested.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { openBoss } from '@countersign/postgres/boss.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { postgresDocuments } from '@countersign/postgres/documents.ts';
import { postgresLedger } from '@countersign/postgres/ledger.ts';
import { postgresPeople } from '@countersign/postgres/people.ts';
import { postgresSessions } from '@countersign/postgres/sessions.ts';
import { temporaryDatabase } from '@countersign/postgres/temporary.ts';
import { postgresTexts } from '@countersign/postgres/texts.ts';
import { expect, onTestFinished, test } from 'vitest';

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

test('validate names every mistake with its line, in the reader’s language', () => {
  const file = join(scratch(), 'policy.yml');
  writeFileSync(file, policyTemplate('light', 'en', { lead: 'a', expert: 'b', customer: 'c' }));
  expect(run(['validate', file])).toMatchObject({ status: 0 });
  writeFileSync(file, 'profile: lite\nroles: {}\n');
  expect(run(['validate', file])).toMatchObject({ status: 1, text: expect.stringMatching(/Line 1, profile/) });
  expect(run(['validate', file], { LANG: 'zh_CN.UTF-8' }).text).toMatch(/第 1 行/);
  expect(run(['validate', `${file}.none`])).toMatchObject({
    status: 2,
    text: expect.stringMatching(/^There is no file/),
  });
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

test('7.1: erase says what it would do and changes nothing; with --yes the name is gone, also where it was only read', async () => {
  const { url, drop } = await temporaryDatabase();
  const env = { DATABASE_URL: url };
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

test('sessions end ends them in the record that is named, and says whose', { timeout: 60_000 }, async () => {
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
  const env = { DATABASE_URL: database.url };
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
