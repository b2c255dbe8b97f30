/** Shows what only a database can get wrong: a connection that is cut in the middle, and a database that is away. */
import { Transient } from '@countersign/core/failure.ts';
import { verifyProject } from '@countersign/core/ledger/chain.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Boss, openBoss } from './boss.ts';
import { connect, type Database } from './connect.ts';
import { postgresLedger } from './ledger.ts';
import { temporaryDatabase } from './temporary.ts';

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

const ref = { tenant: 't', project: 'p', stream: 's' };
const asked = (expected: number, cause: string) => ({
  ref,
  expected,
  entries: [{ at: '2026-03-02T08:00:00.000Z', actor: 'U', event: { cause } }],
  jobs: [{ kind: 'project', key: 's', data: cause }],
  cause,
});

test('a connection cut in the middle of an append leaves nothing, and the same cause can then be applied', async () => {
  const ledger = postgresLedger(boss);
  await ledger.append(asked(0, 'first'));
  // The append waits for the head of the project's chain, which is held here, and is cut while it waits.
  const holder = await database.locks.connect();
  await holder.query('begin');
  await holder.query(`select * from project_head where tenant = 't' for update`);
  const cut = ledger.append(asked(1, 'cut')).catch((error: unknown) => error);
  const waiting = `select pid from pg_stat_activity where wait_event_type = 'Lock' and query like '%append_entries%' and pid <> pg_backend_pid()`;
  let pid: number | undefined;
  while (pid === undefined) pid = (await holder.query<{ pid: number }>(waiting)).rows[0]?.pid;
  await holder.query('select pg_terminate_backend($1)', [pid]);
  expect(await cut).toBeInstanceOf(Transient);
  await holder.query('rollback');
  holder.release();
  expect(await ledger.read(ref)).toHaveLength(1);
  expect((await database.pool.query('select count(*)::int as n from pgboss.job')).rows).toEqual([{ n: 1 }]);
  expect(await ledger.append(asked(1, 'cut'))).toHaveLength(1);
  expect(verifyProject(await ledger.readProject('t', 'p', 0, 10))).toBeUndefined();
});

test('a database that is away is a failure that passes', async () => {
  const away = connect('postgres://nobody@127.0.0.1:1/none');
  const ledger = postgresLedger({ ...boss, database: away });
  await expect(ledger.read(ref)).rejects.toBeInstanceOf(Transient);
  await away.close();
});
