/** Shows that what a restore leaves is done once, whoever opens the record, and that nothing that was asked before is lost by it. */

import { LATEST_MS } from '@countersign/github/receive/late.ts';
import { askedSince, askSince } from '@countersign/github/record/asked-since.ts';
import type { BackupHead } from '@countersign/postgres/backupfile.ts';
import { openBoss } from '@countersign/postgres/boss.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { postgresDocuments } from '@countersign/postgres/documents.ts';
import { temporaryDatabase } from '@countersign/postgres/temporary.ts';
import { expect, onTestFinished, test } from 'vitest';
import { finishRestores, leftIn, leftOf } from './restored.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-30T12:00:00.000Z');
const ago = (ms: number): string => new Date(NOW - ms).toISOString();

async function opened() {
  const place = await temporaryDatabase();
  const database = connect(place.url);
  const boss = await openBoss(database);
  onTestFinished(async () => {
    await boss.close();
    await database.close();
    await place.drop();
  });
  return { database, boss, documents: postgresDocuments(database) };
}

const headAt = (at: string): BackupHead => ({
  countersign: 'backup',
  format: 1,
  schema: '0016 turns',
  at,
  owner: 'app:7',
});

test.each([
  ['the backup', [ago(2 * HOUR)], undefined, ago(2 * HOUR)],
  ['what the record was asked to look at before', [ago(2 * HOUR)], ago(5 * HOUR), ago(5 * HOUR)],
  ['the backup, where what was asked begins later', [ago(5 * HOUR)], ago(2 * HOUR), ago(5 * HOUR)],
  ['the earlier of two restores', [ago(2 * HOUR), ago(3 * HOUR)], undefined, ago(3 * HOUR)],
  ['as far back as what was done is remembered', [ago(40 * 24 * HOUR)], undefined, ago(LATEST_MS)],
])('a server looks again from %s on, and once', async (_, backups, asked, since) => {
  const { database, boss, documents } = await opened();
  if (asked) await askSince(documents, asked, ago(HOUR));
  for (const at of backups) await documents.keep(leftOf(headAt(at), [], ago(0)));
  expect((await leftIn(database)).map(({ at }) => at)).toEqual(backups.toSorted());
  expect(await finishRestores(boss, NOW)).toHaveLength(backups.length);
  expect(await askedSince(documents)).toBe(since);
  expect(await finishRestores(boss, NOW)).toEqual([]);
});

test('a database in which nothing was made yet has nothing left to be done, and stays as it is', async () => {
  const { database, boss } = await opened();
  await boss.close();
  await database.pool.query('drop schema public cascade; create schema public');
  expect(await leftIn(database)).toEqual([]);
  const { rows } = await database.pool.query("select tablename from pg_tables where schemaname = 'public'");
  expect(rows).toEqual([]);
});
