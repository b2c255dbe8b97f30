/** Writes the record to a file, and brings it back from one. */
import { resolve } from 'node:path';
import { backUp } from '@countersign/postgres/backup.ts';
import type { BackupHead } from '@countersign/postgres/backupfile.ts';
import type { Database } from '@countersign/postgres/connect.ts';
import { postgresDocuments } from '@countersign/postgres/documents.ts';
import { headOf, restore } from '@countersign/postgres/restore.ts';
import { type Finished, finishRestores, leftIn, leftOf } from '@countersign/server/restored.ts';
import { say } from './call.ts';
import { erasuresLeft, erasuresNoted, erasuresOf, type Lists } from './erasures.ts';
import { withRecord } from './record.ts';
import { verify } from './verify.ts';

const counted =
  (verb: string) =>
  (rows: number): void =>
    say(`${rows.toLocaleString('en')} rows ${verb} so far…`);

export async function backup(database: Database, file: string): Promise<number> {
  const { rows, at } = await backUp(database, resolve(file), counted('written'));
  say(`${file} holds the record as it stood at ${at}: ${rows.toLocaleString('en')} rows, with their checksum.`);
  say(
    'The names and texts of people stand in it, and the keys of the app do not: keep credentials.json, or your APP_ID, PRIVATE_KEY and secrets, as well.',
  );
  return 0;
}

export async function restoreFrom(database: Database, file: string, list: string | undefined): Promise<number> {
  const lists = erasuresNoted(file, list);
  const leaving = (head: BackupHead) => leftOf(head, erasuresOf(lists, head.owner), new Date().toISOString());
  const begun = await cutOff(database, file);
  const restoring = { progress: counted('read'), leaving: (head: BackupHead) => [leaving(head)] };
  const head = begun ?? (await restore(database, resolve(file), restoring));
  return withRecord(database, async (record) => {
    const finished = [...record.restored];
    if (begun) {
      say(`The rows of ${file} stand here already, by a restore that was cut off. What was left of it is done.`);
      // By the lists as they are given this time, too.
      await postgresDocuments(database).keep(leaving(begun));
      finished.push(...(await finishRestores(record.boss, Date.now())));
    }
    const broken = await verify(record);
    sayRestored(head, finished);
    sayErasures({ lists, file, head }, finished);
    return broken;
  });
}

/** What the file says of itself, where a restore of it was cut off once its rows were there. */
async function cutOff(database: Database, file: string): Promise<BackupHead | undefined> {
  const left = await leftIn(database);
  if (left.length === 0) return undefined;
  const head = await headOf(resolve(file));
  return left.some(({ at, owner }) => at === head.at && owner === head.owner) ? head : undefined;
}

function sayRestored({ at, owner }: BackupHead, finished: readonly Finished[]): void {
  const since = finished.map((one) => one.since).toSorted()[0] ?? at;
  say(
    `The record of ${owner} stands again as it stood at ${at}. When its server starts, it looks again at what happened on GitHub since ${since}.`,
  );
  if (Date.parse(at) < Date.parse(since))
    say('What happened before that is more than 30 days ago, and is not looked at.');
  say('Everybody is signed out of the pages: who had signed out after the backup would be signed in again.');
}

interface Read {
  readonly lists: Lists;
  readonly file: string;
  readonly head: BackupHead;
}

function sayErasures({ lists, file, head }: Read, finished: readonly Finished[]): void {
  const again = finished.reduce((sum, one) => sum + one.again, 0);
  say(
    lists.files.length > 0
      ? `By ${lists.files.join(' and ')}, ${again} that had been erased after the backup ${again === 1 ? 'is' : 'are'} erased again.`
      : `No list of erasures was found (erasures.log in DATA_DIR, in .countersign or beside ${file}). If anybody was erased after ${head.at}, their names are back: erase them again before the server starts (npm run countersign -- erase github:7 --yes).`,
  );
  for (const one of erasuresLeft(lists, head.owner)) say(one);
}
