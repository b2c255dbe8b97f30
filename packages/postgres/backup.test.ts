/** Shows that a backup is the record: whole, as it stood at one moment, and nothing else is ever taken for one. */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { verifyProject } from '@countersign/core/ledger/chain.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp, TABLES } from './backup.ts';
import { type BackupLine, writeBackup } from './backupfile.ts';
import { type Boss, openBoss } from './boss.ts';
import { connect, type Database } from './connect.ts';
import { fileDigest, postgresFiles } from './files.ts';
import { postgresInbox } from './inbox.ts';
import { postgresLedger } from './ledger.ts';
import { migrate, NewerSchema, SCHEMA, schemaOf } from './migrations.ts';
import { park } from './parked.ts';
import { postgresProjections } from './projections.ts';
import { restore } from './restore.ts';
import { endSessions, postgresSessions } from './sessions.ts';
import { temporaryDatabase } from './temporary.ts';

let folder: string;
let file: string;
const places: Awaited<ReturnType<typeof temporaryDatabase>>[] = [];
const open: Database[] = [];
let database: Database;
let boss: Boss;

async function another({ bare = false } = {}): Promise<Database> {
  const place = await temporaryDatabase();
  places.push(place);
  const made = connect(place.url);
  open.push(made);
  if (bare) await made.pool.query('drop schema public cascade; create schema public; drop schema pgboss cascade');
  return made;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-backup-'));
  file = join(folder, 'record.backup');
  database = await another();
  boss = await openBoss(database);
});

afterEach(async () => {
  await boss.close();
  for (const one of open.splice(0)) await one.close();
  for (const one of places.splice(0)) await one.drop();
  await rm(folder, { recursive: true, force: true });
});

const ref = (stream: string) => ({ tenant: 'github:7', project: 'R_1', stream });
const ODD = '\u0000 变更 "\\u0000" \n {1,"NULL",\\} 🙂 a,b \t\u2028\u2029\u0085\r \r\n';

/** Something in every corner that is written to: letters that tables treat as their own, work that waits, work that was given up. */
async function written(): Promise<void> {
  const ledger = postgresLedger(boss);
  for (let at = 0; at < 3; at += 1) {
    const entry = {
      at: '2026-11-02T09:00:00.000Z',
      actor: 'github:11',
      event: { type: 'opened', title: ODD, n: 1e21 },
    };
    const jobs = [{ kind: 'show', key: `k${at}`, data: { text: ODD }, precedence: 'close' as const }];
    await ledger.append({ ref: ref(`I_${at}`), expected: 0, entries: [entry, entry], jobs, cause: `c${at}` });
  }
  const inbox = postgresInbox(boss);
  const delivery = { event: 'issues', key: 'k', installation: '7', receivedAt: '2026-11-02T09:00:00.123Z' };
  for (const guid of ['one', 'two', 'three']) await inbox.store({ ...delivery, guid, payload: { text: ODD } });
  await inbox.store({ ...delivery, guid: 'known', payload: {}, ignored: 'we did it ourselves' });
  const given = {
    id: '018f0000-0000-7000-8000-000000000001',
    kind: 'show',
    key: 'k',
    priority: 1,
    data: { text: ODD },
    attempt: 6,
    sentence: ODD,
  };
  await park(boss, 'job', given);
  const target = { tenant: 'github:7', project: 'R_1', target: 'head:abc' };
  await postgresProjections(database).remember(target, 'check', { id: 7, digest: 'abc', conclusion: 'success' });
  await postgresProjections(database).remember(target, 'letters', ['a']);
  // One is longer than what goes into one statement of a restore.
  for (const length of [256, 5_000_000]) {
    const bytes = Uint8Array.from({ length }, (_, at) => at % 256);
    await postgresFiles(database).keep(ref('I_0'), fileDigest(bytes), bytes);
  }
  await database.pool.query("insert into record_owner (owner) values ('app:7')");
}

async function contents({ pool }: Database): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const table of TABLES) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${table} t order by 1`);
    found[table] = rows.map(({ row }) => row);
  }
  const { rows } = await pool.query<{ row: string }>(
    `select concat_ws(' ', name, id, singleton_key, priority, data) as row from pgboss.job order by name, created_on, id`,
  );
  return { ...found, jobs: rows.map(({ row }) => row) };
}

test.each([
  ['in which nothing was made yet', true],
  ['whose tables are empty', false],
])('a backup brings a record back into a database %s, letter by letter, with all that waits', async (_, bare) => {
  await written();
  const made = await backUp(database, file);
  expect(made).toMatchObject({ schema: SCHEMA, owner: 'app:7' });
  expect((await stat(file)).mode & 0o077).toBe(0);
  const { projection: notes = [], session_end: ends = [], ...before } = await contents(database);
  const into = await another({ bare });
  expect(await restore(into, file)).toMatchObject({ at: made.at, owner: 'app:7' });
  const { projection: after = [], session_end: ended = [], ...rest } = await contents(into);
  expect(rest).toEqual(before);
  expect(Object.values(before).flat().length + notes.length + ends.length).toBe(made.rows);
  expect(ended).toEqual([expect.stringMatching(/^\(all,/)]);
  // Nobody knows what was written on GitHub after the backup: each note is doubted, and none is gone.
  expect(after).toHaveLength(notes.length);
  const doubted = await postgresProjections(into).written({ tenant: 'github:7', project: 'R_1', target: 'head:abc' });
  expect(doubted.get('check')).toEqual({ id: 7, digest: null, conclusion: 'success', uncertain: true });
  const restored = await openBoss(into);
  const entries = await postgresLedger(restored).readProject('github:7', 'R_1', 0, 100);
  await restored.close();
  expect(entries).toHaveLength(6);
  expect(verifyProject(entries)).toBeUndefined();
});

test('a session that ended after the backup, or was begun before the restore, is none afterwards; a new one is', async () => {
  const before = postgresSessions(database);
  const begun = await before.now();
  const person = { id: 'github:7', login: 'mei' };
  await backUp(database, file);
  await before.end('out', begun + 3_600_000);
  await endSessions(database, 'mei');
  const into = await another();
  await restore(into, file);
  const after = postgresSessions(into);
  expect(await after.isEnded({ id: 'out', begun, person })).toBe(true);
  expect(await after.isEnded({ id: 'open', begun, person: { id: 'github:8', login: 'carla' } })).toBe(true);
  expect(await after.isEnded({ id: 'fresh', begun: await after.now(), person })).toBe(false);
});

test('a backup is of one moment, whatever is written meanwhile', async () => {
  await written();
  const made = backUp(database, file);
  const entry = { at: '2026-11-02T09:00:00.000Z', actor: 'github:11', event: { type: 'opened' } };
  for (let at = 0; at < 20; at += 1)
    await postgresLedger(boss).append({
      ref: ref(`J_${at}`),
      expected: 0,
      entries: [entry],
      jobs: [],
      cause: `j${at}`,
    });
  await made;
  const into = await another();
  await restore(into, file);
  const restored = await openBoss(into);
  const entries = await postgresLedger(restored).readProject('github:7', 'R_1', 0, 100);
  await restored.close();
  expect(verifyProject(entries)).toBeUndefined();
  const { rows } = await into.pool.query<{ sequence: string }>('select sequence from project_head');
  expect(Number(rows[0]?.sequence)).toBe(entries.at(-1)?.sequence);
});

test('a file that is there is not written over', async () => {
  await writeFile(file, 'mine');
  await expect(backUp(database, file)).rejects.toThrow(/There is a file .* already/);
  expect(await readFile(file, 'utf8')).toBe('mine');
});

test('a file that is there is told of before anything is read, and what fails midway leaves no file', async () => {
  await writeFile(file, 'mine');
  let read = 0;
  const names: string[] = [];
  async function* failing(): AsyncGenerator<BackupLine> {
    read += 1;
    yield { kind: 'table', table: 'delivery', columns: COLUMNS };
    // Whoever is killed here leaves nothing that looks like a backup.
    names.push(...(await readdir(folder)));
    throw new Error('the database went away');
  }
  await expect(writeBackup(file, { ...FROM, schema: SCHEMA }, failing())).rejects.toThrow(/There is a file .* already/);
  expect(read).toBe(0);
  await rm(file);
  await expect(writeBackup(file, { ...FROM, schema: SCHEMA }, failing())).rejects.toThrow(/went away/);
  expect(names.filter((name) => !name.endsWith('.part'))).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
});

test('a database that holds anything is left as it is', async () => {
  await written();
  await backUp(database, file);
  const into = await another();
  await into.pool.query(
    "insert into parked (queue, id, key, data, sentence, attempts) values ('job', 'x', 'k', '{}', 's', 1)",
  );
  const before = await contents(into);
  await expect(restore(into, file)).rejects.toThrow(/holds a record already \(parked\)/);
  expect(await contents(into)).toEqual(before);
});

test('what was cut off, changed or never was a backup is taken for none, and leaves the database empty', async () => {
  await written();
  await backUp(database, file);
  const whole = await readFile(file);
  const text = gunzipSync(whole).toString();
  const changed = text.replace('github:11', 'github:12');
  const lines = text.trimEnd().split('\n');
  const fewer = `${lines.filter((_, at) => at !== 3).join('\n')}\n`;
  const into = await another();
  const before = await contents(into);
  for (const wrong of [
    ...[whole.subarray(0, whole.length - 40), whole.subarray(0, 10), Buffer.alloc(0), Buffer.from('hello')],
    ...[changed, fewer, `${lines.slice(0, -1).join('\n')}\n`, `${text}${lines[1]}\n`, '{}\n'].map((one) =>
      gzipSync(one),
    ),
  ]) {
    await writeFile(file, wrong);
    await expect(restore(into, file)).rejects.toThrow(/^\/.*(is no backup|was cut off|was changed|goes on after)/);
  }
  expect(await contents(into)).toEqual(before);
});

async function* lines(given: readonly BackupLine[]): AsyncGenerator<BackupLine> {
  yield* given;
}

const FROM = { countersign: 'backup', format: 1, at: '2026-11-02T09:00:00.000Z', owner: 'app:7' } as const;
const COLUMNS = ['id', 'guid', 'event', 'installation', 'received_at', 'payload', 'outcome', 'reason', 'settled_at'];
const DELIVERY = ['1', 'g', 'issues', '7', '2026-11-02 09:00:00.123456+00', null, 'parked', 'why', null];

test('a backup of an older version goes through what changed since; one of a later version is refused', async () => {
  const table = 'delivery';
  const old = [
    { kind: 'table', table, columns: COLUMNS },
    { kind: 'row', table, values: DELIVERY },
  ] as const;
  await writeBackup(file, { ...FROM, schema: '0011 home' }, lines(old));
  const into = await another({ bare: true });
  await restore(into, file);
  await migrate(into);
  // 0012: what was finished and reported as given up is finished.
  const { rows } = await into.pool.query('select outcome, reason from delivery');
  expect(rows).toEqual([{ outcome: 'done', reason: null }]);
  const later = join(folder, 'later');
  await writeBackup(later, { ...FROM, schema: '9999 wings' }, lines([]));
  await expect(restore(await another({ bare: true }), later)).rejects.toBeInstanceOf(NewerSchema);
});

test('a backup before an update is of the schema that the database has, and leaves the database at it', async () => {
  const before = await another({ bare: true });
  await migrate(before, '0002 appending');
  await before.pool.query(
    `insert into delivery (id, guid, event, installation, received_at, outcome) values ('1', 'g', 'issues', '7', now(), 'parked')`,
  );
  expect(await backUp(before, file)).toMatchObject({ schema: '0002 appending', owner: 'nobody' });
  expect(await schemaOf(before)).toEqual(['0001 tables', '0002 appending']);
  const into = await another({ bare: true });
  await restore(into, file);
  const { rows } = await into.pool.query('select guid from delivery');
  expect(rows).toEqual([{ guid: 'g' }]);
});

test('a backup of an older version does not go into tables of a newer one', async () => {
  await writeBackup(file, { ...FROM, schema: '0011 home' }, lines([]));
  await expect(restore(await another(), file)).rejects.toThrow(/tables of this database are of a later version/);
});

test('a table or a column that no version knows is not written to', async () => {
  const strange = [
    { kind: 'table', table: 'entry; drop table entry', columns: ['x'] },
    { kind: 'row', table: 'entry; drop table entry', values: ['1'] },
  ] as const;
  await writeBackup(file, { ...FROM, schema: SCHEMA }, lines(strange));
  await expect(restore(await another(), file)).rejects.toThrow(/which its own version does not know/);
});
