/** Holds every ledger to the one contract, so that what is simulated or tested in memory is what happens on disk. */
import { memoryLedger } from '@countersign/core/ledger/memory.ts';
import { type Boss, openBoss } from '@countersign/postgres/boss.ts';
import { connect, type Database } from '@countersign/postgres/connect.ts';
import { postgresLedger } from '@countersign/postgres/ledger.ts';
import { temporaryDatabase } from '@countersign/postgres/temporary.ts';
import { afterAll, beforeAll } from 'vitest';
import { ledgerContract } from './ledger.ts';

let place: Awaited<ReturnType<typeof temporaryDatabase>>;
let database: Database;
let boss: Boss;

beforeAll(async () => {
  place = await temporaryDatabase();
  database = connect(place.url);
  boss = await openBoss(database);
});

afterAll(async () => {
  await boss.close();
  await database.close();
  await place.drop();
});

ledgerContract('memory', async () => {
  const ledger = memoryLedger();
  return { ledger, jobKeys: async () => ledger.jobs().map(({ key }) => key) };
});

ledgerContract('PostgreSQL', async () => ({
  ledger: postgresLedger(boss),
  jobKeys: async () => {
    const { rows } = await database.pool.query<{ key: string }>(
      `select singleton_key as key from pgboss.job where name = 'job'`,
    );
    return rows.map(({ key }) => key);
  },
}));
