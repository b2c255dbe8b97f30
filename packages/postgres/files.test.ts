/** Holds files beside the chain to their port: by the request alone, once, as they were given, erased for good, and let go where no record names them. */
import { MOST_FILES } from '@countersign/core/content/evidencefile.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Boss, openBoss } from './boss.ts';
import { connect, type Database } from './connect.ts';
import { eraseDigest } from './erase.ts';
import { accountsWithFile, fileDigest, postgresFiles, pruneFiles } from './files.ts';
import { postgresLedger } from './ledger.ts';
import { migrate } from './migrations.ts';
import { temporaryDatabase } from './temporary.ts';

let place: Awaited<ReturnType<typeof temporaryDatabase>>;
let database: Database;
let boss: Boss;

beforeAll(async () => {
  place = await temporaryDatabase();
  database = connect(place.url);
  await migrate(database);
  boss = await openBoss(database);
});
afterAll(async () => {
  await boss.close();
  await database.close();
  await place.drop();
});

const AT = '2026-11-02T09:00:00.000Z';
const LATER = '2100-01-01T00:00:00.000Z';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const refOf = (stream: string) => ({ tenant: 'github:1', project: 'p', stream });

test('a file is read as it was given, by its request and its digest, and by nothing less', async () => {
  const files = postgresFiles(database);
  const bytes = Uint8Array.from({ length: 300 }, (_, at) => at % 256);
  const digest = fileDigest(bytes);
  expect(await files.keep(refOf('read'), digest, bytes)).toBe('kept');
  expect(await files.keep(refOf('read'), digest, bytes)).toBe('kept');
  expect(Uint8Array.from((await files.read(refOf('read'), digest)) as Uint8Array)).toEqual(bytes);
  expect(await files.read(refOf('another'), digest)).toBeUndefined();
  expect(await files.read({ ...refOf('read'), tenant: 'github:2' }, digest)).toBeUndefined();
  await database.pool.query(`update evidence_file set data = 'other' where stream = 'read'`);
  expect(await files.read(refOf('read'), digest)).toBeUndefined();
  await files.keep(refOf('read'), digest, bytes);
  expect(await files.read(refOf('read'), digest)).toEqual(Buffer.from(bytes));
});

test('what is erased is gone wherever it was, and nobody brings it back', async () => {
  const files = postgresFiles(database);
  const bytes = bytesOf('a name of somebody');
  const digest = fileDigest(bytes);
  for (const stream of ['one', 'two']) await files.keep(refOf(stream), digest, bytes);
  expect(await accountsWithFile(database, digest)).toEqual(['github:1']);
  expect(await files.erased('github:1', [digest])).toEqual([]);
  expect(await eraseDigest(database, digest, AT)).toEqual(['github:1']);
  expect(await files.erased('github:1', ['f'.repeat(64), digest])).toEqual([digest]);
  expect(await files.erased('github:2', [digest])).toEqual([]);
  for (const stream of ['one', 'two']) {
    expect(await files.read(refOf(stream), digest)).toBe('erased');
    expect(await files.keep(refOf(stream), digest, bytes)).toBe('erased');
    expect(await files.read(refOf(stream), digest)).toBe('erased');
  }
  const { rows } = await database.pool.query('select * from evidence_file where digest = $1', [digest]);
  expect(JSON.stringify(rows)).not.toContain('somebody');
});

test('a request has so many files and no more; one that it has already is no other', async () => {
  const files = postgresFiles(database);
  for (let at = 0; at < MOST_FILES; at += 1) {
    const bytes = bytesOf(`file ${at}`);
    expect(await files.keep(refOf('many'), fileDigest(bytes), bytes)).toBe('kept');
  }
  const [first, more] = [bytesOf('file 0'), bytesOf('one more')];
  expect(await files.keep(refOf('many'), fileDigest(more), more)).toBe('full');
  expect(await files.keep(refOf('many'), fileDigest(first), first)).toBe('kept');
  expect(await files.keep(refOf('few'), fileDigest(more), more)).toBe('kept');
});

test('what no record names is let go once it is old; what one names stays', async () => {
  const files = postgresFiles(database);
  const [named, bare] = [bytesOf('named'), bytesOf('bare')];
  const ref = refOf('named');
  for (const bytes of [named, bare]) await files.keep(ref, fileDigest(bytes), bytes);
  const file = { name: 'a.txt', digest: fileDigest(named), size: 5, kind: 'text' };
  const event = { type: 'evidence-recorded', criterion: 'c', evidence: 'a.txt', file };
  await postgresLedger(boss).append({
    ref,
    expected: 0,
    entries: [{ at: AT, actor: 'mei', event }],
    jobs: [],
    cause: 'x',
  });
  expect(await pruneFiles(database, AT)).toBe(0);
  expect(await files.read(ref, fileDigest(bare))).toEqual(Buffer.from(bare));
  expect(await pruneFiles(database, LATER)).toBeGreaterThan(0);
  expect(await files.read(ref, fileDigest(bare))).toBeUndefined();
  expect(await files.read(ref, fileDigest(named))).toEqual(Buffer.from(named));
});
