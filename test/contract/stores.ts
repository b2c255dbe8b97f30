/** Every store of the record, opened for the contracts that each of them has to keep. */
import { randomUUID } from 'node:crypto';
import { memoryLedger } from '@countersign/core/ledger/memory.ts';
import { memoryModels } from '@countersign/core/ledger/memorymodels.ts';
import { memoryPeople } from '@countersign/core/ledger/memorypeople.ts';
import type { Job } from '@countersign/core/record/port.ts';
import { forgeDues } from '@countersign/jira/record/dues.ts';
import { forgeLedger } from '@countersign/jira/record/ledger.ts';
import { forgeModels } from '@countersign/jira/record/models.ts';
import { forgePeople } from '@countersign/jira/record/people.ts';
import { forgeRegister } from '@countersign/jira/record/register.ts';
import { forgeStorage as kvsStorage } from '@countersign/jira/record/storage.ts';
import { type Boss, openBoss } from '@countersign/postgres/boss.ts';
import { connect, type Database } from '@countersign/postgres/connect.ts';
import { postgresDues } from '@countersign/postgres/dues.ts';
import { postgresLedger } from '@countersign/postgres/ledger.ts';
import { postgresModels } from '@countersign/postgres/models.ts';
import { postgresPeople } from '@countersign/postgres/people.ts';
import { postgresRegister } from '@countersign/postgres/register.ts';
import { temporaryDatabase } from '@countersign/postgres/temporary.ts';
import { afterAll, beforeAll } from 'vitest';
import { manifestEntities } from '../instruments/manifest.ts';
import { enterForge } from '../standins/forge/runtime.ts';
import { forgeStorage } from '../standins/forge/storage.ts';
import type { LedgerUnderTest } from './ledger.ts';

type Store = readonly [name: string, open: () => Promise<LedgerUnderTest>];

/** To be asked for once in a file of tests: the database lives as long as they run. */
export function everyStore(): readonly Store[] {
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

  async function memory(): Promise<LedgerUnderTest> {
    const ledger = memoryLedger();
    return {
      ledger,
      rows: ledger,
      people: memoryPeople(randomUUID),
      dues: ledger,
      models: memoryModels(),
      jobKeys: async () => ledger.jobs().map(({ key }) => key),
    };
  }

  async function postgres(): Promise<LedgerUnderTest> {
    const jobKeys = async () => {
      const { rows } = await database.pool.query<{ key: string }>(
        `select singleton_key as key from pgboss.job where name = 'job'`,
      );
      return rows.map(({ key }) => key);
    };
    return {
      ledger: postgresLedger(boss),
      rows: postgresRegister(database),
      people: postgresPeople(database),
      dues: postgresDues(boss),
      models: postgresModels(database),
      jobKeys,
    };
  }

  async function forge(): Promise<LedgerUnderTest> {
    enterForge({ storage: forgeStorage(manifestEntities()), pushed: [] });
    const keys: string[] = [];
    const stored = async (_: string, jobs: readonly Job[]) => void keys.push(...jobs.map(({ key }) => key));
    const ledger = forgeLedger(kvsStorage(), { stored });
    const storage = kvsStorage();
    return {
      ledger,
      rows: forgeRegister(storage),
      people: forgePeople(storage),
      dues: forgeDues(storage, { stored }),
      models: forgeModels(storage),
      jobKeys: async () => keys,
    };
  }

  return [
    ['memory', memory],
    ['PostgreSQL', postgres],
    ['Forge storage', forge],
  ];
}
