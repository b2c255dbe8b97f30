/** Shows that causes are forgotten by age alone, and never while something waits that they would keep from being done twice. */
import { expect, onTestFinished, test } from 'vitest';
import { openBoss } from './boss.ts';
import { pruneCauses } from './causes.ts';
import { connect } from './connect.ts';
import { postgresInbox } from './inbox.ts';
import { postgresLedger } from './ledger.ts';
import { migrate } from './migrations.ts';
import { temporaryDatabase } from './temporary.ts';

const DAY_MS = 24 * 3_600_000;
const ago = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();

async function opened() {
  const place = await temporaryDatabase();
  const database = connect(place.url);
  await migrate(database);
  const boss = await openBoss(database);
  onTestFinished(async () => {
    await boss.close();
    await database.close();
    await place.drop();
  });
  const apply = async (cause: string, days: number) => {
    await postgresLedger(boss).store({ tenant: 't', jobs: [], cause });
    await database.pool.query('update applied_cause set applied_at = $2 where cause = $1', [cause, ago(days)]);
  };
  const left = async () =>
    (await database.pool.query<{ cause: string }>('select cause from applied_cause order by cause')).rows.map(
      (one) => one.cause,
    );
  return { database, boss, apply, left };
}

test('causes are forgotten once they are old, all of them in pieces; a merge is told once for ever', async () => {
  const { database, apply, left } = await opened();
  for (const [cause, days] of [
    ['a', 40],
    ['b', 32],
    ['c', 30],
    ['R/merged/PR_1/note', 400],
  ] as const)
    await apply(cause, days);
  expect(await pruneCauses(database, ago(31), 1)).toBe(2);
  expect(await left()).toEqual(['R/merged/PR_1/note', 'c']);
});

test('what a delivery has done already is known for as long as it waits or is given up', async () => {
  const { database, boss, apply, left } = await opened();
  const delivery = { event: 'issues', payload: {}, key: 'k', installation: '1', receivedAt: ago(50) };
  await postgresInbox(boss).store({ guid: 'g-1', ...delivery });
  await apply('before it', 60);
  await apply('by it', 49);
  for (const outcome of ['pending', 'parked']) {
    await database.pool.query('update delivery set outcome = $1', [outcome]);
    await pruneCauses(database, ago(31));
    expect(await left()).toEqual(['by it']);
  }
  await database.pool.query(`delete from pgboss.job`);
  await database.pool.query(`update delivery set outcome = 'done'`);
  await pruneCauses(database, ago(31));
  expect(await left()).toEqual([]);
});
