/** Shows that change requests are found by everything people look for, and that the rows follow every append. */
import type { ChangeRow } from '@countersign/core/change/register.ts';
import type { Register } from '@countersign/core/change/registerport.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Boss, openBoss } from './boss.ts';
import { connect, type Database } from './connect.ts';
import { postgresLedger } from './ledger.ts';
import { postgresRegister } from './register.ts';
import { temporaryDatabase } from './temporary.ts';

let place: Awaited<ReturnType<typeof temporaryDatabase>>;
let database: Database;
let boss: Boss;
let register: Register;

beforeAll(async () => {
  place = await temporaryDatabase();
  database = connect(place.url);
  boss = await openBoss(database);
  register = postgresRegister(database);
});

afterAll(async () => {
  await boss.close();
  await database.close();
  await place.drop();
});

const row = (stream: string, more: Partial<ChangeRow> = {}): ChangeRow => ({
  ref: { tenant: 't', project: 'p', stream },
  number: 1,
  title: `Change ${stream}`,
  stage: 'Submitted',
  items: [],
  work: [],
  version: 1,
  updatedAt: '2026-03-02T08:00:00.000Z',
  ...more,
});

let causes = 0;
async function append(asked: ChangeRow): Promise<void> {
  await postgresLedger(boss).append({
    ref: asked.ref,
    expected: asked.version - 1,
    entries: [{ at: asked.updatedAt, actor: 'U', event: {} }],
    register: asked,
    jobs: [],
    cause: `cause ${++causes}`,
  });
}

test('a row comes back as it was appended, with or without what is not known yet', async () => {
  const bare = row('bare', { number: 10 });
  const full = row('full', {
    number: 11,
    class: 'Major',
    cause: 'Correction',
    owner: 'U_1',
    items: ['REQ-2', 'REQ-1'],
    work: ['PR_1'],
  });
  await append(bare);
  await append(full);
  expect(await register.find(bare.ref)).toEqual(bare);
  expect(await register.find(full.ref)).toEqual(full);
  expect(await register.findByNumber('t', 'p', 11)).toEqual(full);
  expect(await register.findByNumber('t', 'p', 999)).toBeUndefined();
  expect(await register.find({ ...full.ref, tenant: 'other' })).toBeUndefined();
});

test('requests are found by the items and the work of their newest version only', async () => {
  const at = { tenant: 't', project: 'touch', stream: 'x' };
  await append(row('x', { ref: at, items: ['A', 'B'], work: ['PR_1'] }));
  await append(row('x', { ref: at, items: ['B', 'C'], work: ['PR_2'], version: 2 }));
  await append(row('y', { ref: { ...at, stream: 'y' }, items: ['C'], number: 2 }));
  const streams = async (items: readonly string[]) =>
    (await register.touching('t', 'touch', items)).map(({ ref }) => ref.stream);
  expect(await streams(['A'])).toEqual([]);
  expect(await streams(['B'])).toEqual(['x']);
  expect(await streams(['B', 'C'])).toEqual(['x', 'y']);
  expect(await register.implementedBy('t', 'touch', 'PR_1')).toEqual([]);
  expect(await register.implementedBy('t', 'touch', 'PR_2')).toMatchObject([{ ref: at }]);
  expect(await register.touching('t', 'p', ['B'])).toEqual([]);
});

/** What the database would do for what was asked just now, beside many rows of others. */
async function plan(ask: (register: Register) => Promise<unknown>): Promise<string> {
  const asked: { text: string; values: unknown[] }[] = [];
  const query = (one: { text: string; values: unknown[] }) => {
    asked.push(one);
    return database.pool.query(one);
  };
  const pool = Object.create(database.pool, { query: { value: query } }) as typeof database.pool;
  await ask(postgresRegister({ ...database, pool }));
  const [one] = asked;
  if (!one) throw new Error('nothing was asked');
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    await client.query(`
      insert into register (tenant, project, stream, shown, version, updated_at)
      select 't', 'turns', 'f' || n, json_build_object('number', 1000 + n, 'stage', case when n % 2 = 0 then 'implementing' else 'closed' end,
        'policy', 'c', 'unreviewed', null), 1, now() from generate_series(1, 5000) as n`);
    await client.query('analyze register');
    const { rows } = await client.query<{ readonly 'QUERY PLAN': string }>(`explain ${one.text}`, one.values);
    return rows.map((found) => found['QUERY PLAN']).join('\n');
  } finally {
    await client.query('rollback');
    client.release();
  }
}

test('requests are walked through in order, and what they have in common is asked for, each by an index', async () => {
  const at = { tenant: 't', project: 'turns' };
  const of = async (stream: string, more: Partial<ChangeRow>) =>
    append(row(stream, { ref: { ...at, stream }, ...more }));
  await of('a', { number: 3, stage: 'implementing', policy: 'b', unreviewed: '2026-03-04T08:00:00.000Z' });
  await of('b', { number: 1, stage: 'draft', policy: 'd', unreviewed: null });
  await of('c', { number: 2, stage: 'approved', policy: 'a', unreviewed: null });
  await of('d', { number: 3, stage: 'deferred', policy: null, unreviewed: null });
  await of('e', { number: 4, stage: 'verifying', policy: 'b', unreviewed: null });
  await of('f', { number: 5, stage: 'in-review' });
  await of('g', { number: 6, stage: 'closed', policy: 'z' });
  await of('h', { number: 7, stage: 'implementing' });
  const streams = (rows: readonly ChangeRow[]) => rows.map(({ ref }) => ref.stream).join('');
  expect(streams(await register.turn({ ...at, limit: 3 }))).toBe('bca');
  expect(streams(await register.turn({ ...at, after: { number: 3, stream: 'a' }, limit: 9 }))).toBe('defh');
  expect(streams(await register.turn({ ...at, decided: true, limit: 9 }))).toBe('caeh');
  expect(await register.policiesUsed('t', 'turns')).toEqual(['a', 'b']);
  expect(streams(await register.unreviewed('t', 'turns'))).toBe('ah');
  expect(await register.newest('t', 'turns')).toBe(7);
  expect(await register.newest('t', 'nowhere')).toBe(0);
  const after = { number: 1500, stream: '' };
  expect(await plan((one) => one.turn({ ...at, after, limit: 20 }))).toContain('register_open');
  expect(await plan((one) => one.turn({ ...at, after, decided: true, limit: 20 }))).toContain('register_open');
  expect(await plan((one) => one.policiesUsed('t', 'turns'))).toContain('register_policy');
  expect(await plan((one) => one.unreviewed('t', 'turns'))).toContain('register_unreviewed');
});

test('an older row never replaces a newer one when the register is rebuilt', async () => {
  const newer = row('rebuilt', { number: 77, version: 5, stage: 'Closed' });
  await register.rewrite(newer);
  await register.rewrite({ ...newer, version: 4, stage: 'Submitted' });
  expect(await register.find(newer.ref)).toEqual(newer);
  await register.rewrite({ ...newer, stage: 'Verified' });
  expect(await register.find(newer.ref)).toMatchObject({ stage: 'Verified' });
});
