/** Opens the record: whose it is, what a restore left to be done, and what older versions kept beside it. */
import type { Documents } from '@countersign/core/record/documents.ts';
import type { Ledger } from '@countersign/core/record/port.ts';
import { bringIntoRecord } from '@countersign/github/reconcile/olderversions.ts';
import { reasonOf } from '@countersign/github/reconcile/reconcile.ts';
import { type Boss, openBoss } from '@countersign/postgres/boss.ts';
import { connect, type Database } from '@countersign/postgres/connect.ts';
import { postgresDocuments } from '@countersign/postgres/documents.ts';
import { type Inbox, postgresInbox } from '@countersign/postgres/inbox.ts';
import { postgresLedger } from '@countersign/postgres/ledger.ts';
import { claimRecord } from '@countersign/postgres/owner.ts';
import type { ServerOptions } from './options.ts';
import { finishRestores } from './restored.ts';

export interface Opened {
  readonly database: Database;
  readonly boss: Boss;
  /** Entries as they stand. */
  readonly record: Ledger;
  readonly documents: Documents;
  readonly inbox: Inbox;
  close(): Promise<void>;
}

/** The record, if it is ours, with all in it that an older version kept beside it. @throws with nothing left open */
export async function openRecord(options: ServerOptions): Promise<Opened> {
  const { credentials, log, now = Date.now } = options;
  const database = connect(options.databaseUrl, {
    onError: (error) => log.warn({ reason: reasonOf(error) }, 'a database connection was lost'),
  });
  try {
    const { owner = `app:${credentials.appId}`, adopts = [], played, adopted } = options;
    const former = await claimRecord(database, { owner, adopts, ...(played ? { played } : {}) });
    if (former) adopted?.(former);
  } catch (error) {
    await database.close();
    throw error;
  }
  const boss = await openBoss(database, (error) => log.warn({ reason: reasonOf(error) }, 'the queue has trouble'));
  const record = postgresLedger(boss);
  const documents = postgresDocuments(database);
  const close = async (): Promise<void> => {
    await boss.close();
    await database.close();
  };
  try {
    for (const { at, since, again } of await finishRestores(boss, now()))
      log.info({ at, since, again }, 'a restore that was cut off is finished: what was erased since is erased again');
    await bringIntoRecord({ ledger: record, documents, now });
  } catch (error) {
    await close();
    throw error;
  }
  return { database, boss, record, documents, inbox: postgresInbox(boss), close };
}
