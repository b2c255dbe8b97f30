import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Boss, openBoss } from './boss.ts';
import { connect, type Database } from './connect.ts';
import { postgresInbox } from './inbox.ts';
import { postgresLedger } from './ledger.ts';
import { type Claim, claimRecord, NotOurs, type Owner, StillRuns, startOver } from './owner.ts';
import { ON_START_OVER } from './schema.ts';
import { temporaryDatabase } from './temporary.ts';

const PLAYED = { tenants: ['github:1000005'], installations: ['', '1000028'] };

let temporary: { url: string; drop(): Promise<void> };
let database: Database;
let boss: Boss;
beforeAll(async () => {
  temporary = await temporaryDatabase();
  database = connect(temporary.url);
  boss = await openBoss(database);
});
afterAll(async () => {
  await boss.close();
  await database.close();
  await temporary.drop();
});

/** As nobody but a test may: without asking whose it is, and past the trigger. */
async function reset(owner?: Owner): Promise<void> {
  const tables = Object.keys(ON_START_OVER).map((table) => `delete from ${table};`);
  await database.pool.query(
    `begin; set local session_replication_role = replica; ${tables.join(' ')} delete from pgboss.job; commit`,
  );
  if (owner) await database.pool.query('insert into record_owner (owner) values ($1)', [owner]);
}

async function owner(): Promise<string | undefined> {
  return (await database.pool.query<{ owner: string }>('select owner from record_owner')).rows[0]?.owner;
}

async function entries(): Promise<number> {
  return (await database.pool.query('select 1 from entry')).rows.length;
}

let count = 0;
async function write(tenant: string): Promise<void> {
  count += 1;
  const entry = { at: '2026-11-02T09:00:00.000Z', actor: 'mei', event: { type: 'opened' } };
  const ref = { tenant, project: 'p', stream: `s${count}` };
  await postgresLedger(boss).append({ ref, expected: 0, entries: [entry], jobs: [], cause: `c${count}` });
}

async function deliver(installation: string): Promise<void> {
  count += 1;
  const what = { guid: `g${count}`, event: 'issues', payload: {}, key: 'k', installation };
  await postgresInbox(boss).store({ ...what, receivedAt: '2026-11-02T09:00:00.000Z', ignored: 'a test' });
}

const OWNERS = ['sandbox', 'app:1', 'app:2'] as const satisfies readonly Owner[];
/** What a record may hold, and whether a stand-in's world accounts for all of it. */
const CONTENTS = {
  nothing: { write: async () => {}, played: true },
  'what was played': { write: () => write('github:1000005'), played: true },
  'deliveries of the stand-in': { write: () => deliver('1000028'), played: true },
  'what an app wrote': { write: () => write('github:77'), played: false },
  'deliveries of an app': { write: () => deliver('77'), played: false },
  'what was played, and then an app wrote': {
    write: async () => {
      await write('github:1000005');
      await write('github:77');
    },
    played: false,
  },
} as const;

test('a record is only ever opened by whose it is, and a refused claim changes nothing: 250 drawn histories', {
  timeout: 600_000,
}, async () => {
  const names = Object.keys(CONTENTS) as (keyof typeof CONTENTS)[];
  const seen = { opened: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        row: fc.option(fc.constantFrom(...OWNERS), { nil: undefined }),
        content: fc.constantFrom(...names),
        ours: fc.constantFrom(...OWNERS),
        // Whoever adopts anybody's is seldom refused.
        adopts: fc.oneof(fc.constant<Owner[]>([]), fc.uniqueArray(fc.constantFrom(...OWNERS))),
        world: fc.boolean(),
      }),
      async ({ row, content, ours, adopts, world }) => {
        await reset(row);
        await CONTENTS[content].write();
        const before = { owner: await owner(), entries: await entries() };
        const claim: Claim = { owner: ours, adopts, ...(world ? { played: PLAYED } : {}) };
        const result = await claimRecord(database, claim).then(
          () => 'opened' as const,
          (error: unknown) => {
            if (!(error instanceof NotOurs)) throw error;
            return 'refused' as const;
          },
        );
        seen[result] += 1;
        const after = { owner: await owner(), entries: await entries() };
        if (result === 'refused') expect(after).toEqual(before);
        else expect(after.owner).toBe(ours);
        // The promise of it all: nobody but a sandbox's own record loses an entry, and no sandbox opens what an app has written.
        const played = CONTENTS[content].played && (world || content === 'nothing');
        const real = row === undefined ? !played : row !== 'sandbox';
        if (real) expect(after.entries).toBe(before.entries);
        if (real && ours === 'sandbox') expect(result).toBe('refused');
        if (row !== undefined && row !== ours && !adopts.includes(row)) expect(result).toBe('refused');
        if (row === ours) expect(result).toBe('opened');
      },
    ),
    { numRuns: 250 },
  );
  expect(Math.min(seen.opened, seen.refused)).toBeGreaterThan(30);
});

test('of a sandbox and an app that start at once on an empty record one has it, and the other is told whose it is', async () => {
  for (let round = 0; round < 25; round += 1) {
    await reset();
    const asked: readonly Owner[] = round % 2 ? ['sandbox', 'app:1'] : ['app:1', 'sandbox', 'app:2'];
    const answers = await Promise.allSettled(asked.map((one) => claimRecord(database, { owner: one })));
    const won = asked.filter((_, index) => answers[index]?.status === 'fulfilled');
    expect(won).toHaveLength(1);
    expect(await owner()).toBe(won[0]);
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ name: 'NotOurs', owner: won[0] });
  }
});

test.each(['app:1', undefined] as const)('starting over refuses a record of %s, however it is called', async (row) => {
  await reset(row);
  await write('github:1000005');
  await expect(startOver(database)).rejects.toThrow(NotOurs);
  await expect(database.pool.query('truncate entry')).rejects.toMatchObject({ code: 'CS403' });
  await expect(database.pool.query('truncate entry, register cascade')).rejects.toMatchObject({ code: 'CS403' });
  await expect(database.pool.query('delete from entry')).rejects.toMatchObject({ code: 'CS403' });
  expect(await entries()).toBe(1);
});

test('a record is not taken over while its owner still works on it; a further server of that owner does not wait', async () => {
  await reset('sandbox');
  await write('github:1000005');
  const claim: Claim = { owner: 'app:1', adopts: ['sandbox'] };
  const running = await openBoss(database);
  await running.attend();
  await expect(claimRecord(database, claim)).rejects.toThrow(StillRuns);
  expect([await owner(), await entries()]).toEqual(['sandbox', 1]);
  expect(await claimRecord(database, { owner: 'sandbox' })).toBeUndefined();
  await running.close();
  await expect.poll(() => claimRecord(database, claim).catch((error: unknown) => String(error))).toBe('sandbox');
  expect([await owner(), await entries()]).toEqual(['app:1', 0]);
});

test('what an app wrote is found in whatever schema of the search path it lies', async () => {
  await reset();
  await write('github:77');
  const url = `${temporary.url}${temporary.url.includes('?') ? '&' : '?'}options=-csearch_path%3Dahead,public`;
  await database.pool.query('create schema ahead');
  const other = connect(url, { connections: 1 });
  await expect(claimRecord(other, { owner: 'sandbox', played: PLAYED })).rejects.toThrow(NotOurs);
  await other.close();
  await database.pool.query('drop schema ahead');
});

test('starting over decides on the row that stands when it empties, not on what stood before', async () => {
  await reset('sandbox');
  await write('github:1000005');
  const other = connect(temporary.url, { connections: 1 });
  const client = await other.pool.connect();
  await client.query('begin');
  await client.query("update record_owner set owner = 'app:1'");
  // Listened to at once: it may be refused before anybody waits for it.
  const refused = expect(startOver(database)).rejects.toThrow(NotOurs);
  const blocked = async () =>
    (await client.query('select 1 from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))')).rowCount;
  await expect.poll(blocked).toBe(1);
  await client.query('commit');
  await refused;
  expect(await entries()).toBe(1);
  client.release();
  await other.close();
});

test('starting over forgets every table that holds anything, and the work that was still to be done', async () => {
  await reset('sandbox');
  await write('github:1000005');
  await deliver('1000028');
  const ref = { tenant: 'github:1000005', project: 'p', stream: 'with a job' };
  const entry = { at: '2026-11-02T09:00:00.000Z', actor: 'mei', event: { type: 'opened' } };
  const jobs = [{ kind: 'show', key: 'k', data: {} }];
  await postgresLedger(boss).append({ ref, expected: 0, entries: [entry], jobs, cause: 'with a job' });
  const waiting = async () =>
    (await database.pool.query("select 1 from pgboss.job where state < 'active'")).rows.length;
  expect(await waiting()).toBe(1);
  await startOver(database);
  expect(await waiting()).toBe(0);
  const { rows } = await database.pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = current_schema() and tablename not like 'kysely_%'",
  );
  // A table that nobody has decided about would be forgotten here.
  expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(ON_START_OVER).sort());
  for (const { name } of rows)
    expect({ name, rows: (await database.pool.query(`select 1 from ${name}`)).rows.length }).toEqual({
      name,
      rows: name === 'record_owner' ? 1 : 0,
    });
});
