/** Opens the record that a command is about, whether a server runs it or not. */
import { resolve } from 'node:path';
import { type Boss, openBoss } from '@countersign/postgres/boss.ts';
import { connect, type Database } from '@countersign/postgres/connect.ts';
import { hasEmbedded, runningEmbedded, startEmbedded } from '@countersign/postgres/embedded.ts';
import { migrate } from '@countersign/postgres/migrations.ts';
import { type Finished, finishRestores } from '@countersign/server/restored.ts';
import { say, Unfit } from './call.ts';

export interface Record {
  readonly database: Database;
  readonly boss: Boss;
  /** Restores that were finished by opening it. */
  readonly restored: readonly Finished[];
}

/** Does it with the database of the record, whether a server runs it or not. @param mayMake whether there need not be one yet */
export async function withDatabase<T>(mayMake: boolean, work: (database: Database) => Promise<T>): Promise<T> {
  const folder = resolve(process.env.DATA_DIR ?? '.countersign');
  const isThere = process.env.DATABASE_URL !== undefined || (await hasEmbedded(folder));
  // Looking must not make a record: whoever looks beside it would be told that theirs is empty.
  if (!isThere && !mayMake)
    throw new Unfit(
      `There is no record in ${folder}. Name its folder with DATA_DIR, or your PostgreSQL with DATABASE_URL.`,
    );
  const running = process.env.DATABASE_URL ?? (isThere ? await runningEmbedded(folder) : undefined);
  const embedded = running === undefined ? await startEmbedded({ folder, announce: say }) : undefined;
  const database = connect(running ?? embedded?.url ?? '');
  try {
    return await work(database);
  } finally {
    await database.close();
    await embedded?.stop();
  }
}

/** Does it with the record, at the newest schema, once nothing is left to be done of a restore. */
export async function withRecord<T>(database: Database, work: (record: Record) => Promise<T>): Promise<T> {
  await migrate(database);
  const boss = await openBoss(database);
  try {
    return await work({ database, boss, restored: await finishRestores(boss, Date.now()) });
  } finally {
    await boss.close();
  }
}
