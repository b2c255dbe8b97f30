/** Shows that a database which says nothing any more counts as away, and that nothing of a half-made transaction is left behind. */
import { Transient } from '@countersign/core/failure.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Wire, wireTo } from '../../test/instruments/wire.ts';
import { connect, type Database, run, translated } from './connect.ts';
import { temporaryDatabase } from './temporary.ts';

let temporary: Awaited<ReturnType<typeof temporaryDatabase>>;
let wire: Wire;
let database: Database;

beforeEach(async () => {
  temporary = await temporaryDatabase();
  wire = await wireTo(temporary.url);
  database = connect(wire.url, { silenceMs: 300, heldMs: 100 });
});
afterEach(async () => {
  await database.close();
  await wire.close();
  await temporary.drop();
});

test.each(['pool', 'claims', 'notes', 'locks'] as const)(
  'what is asked of a silent database fails as away (%s)',
  async (name) => {
    expect(await run(database[name], 'one', 'select 1 as one', [])).toEqual([{ one: 1 }]);
    wire.freeze();
    await expect(run(database[name], 'one', 'select 1 as one', [])).rejects.toBeInstanceOf(Transient);
    // A new connection is not answered either.
    await expect(run(database[name], 'one', 'select 1 as one', [])).rejects.toBeInstanceOf(Transient);
    wire.thaw();
    expect(await run(database[name], 'one', 'select 1 as one', [])).toEqual([{ one: 1 }]);
  },
);

test('what the database cannot read is a mistake, and trying again does not mend it', () => {
  const failed = (code: string, severity = 'FATAL') => translated(Object.assign(new Error('no'), { code, severity }));
  expect(failed('08P01', 'ERROR')).not.toBeInstanceOf(Transient);
  // A pooler in between says so of whatever it ends.
  expect(failed('08P01')).toBeInstanceOf(Transient);
  for (const code of ['08000', '08001', '08003', '08004', '08006', '08007'])
    expect(failed(code)).toBeInstanceOf(Transient);
});

test('a transaction that the silence cut short leaves no statement of its own to whoever comes next', async () => {
  await database.pool.query('create table told (word text)');
  const work = database.query.transaction().execute(async (trx) => {
    await trx
      .insertInto('told' as never)
      .values({ word: 'half' } as never)
      .execute();
    wire.freeze();
    await trx
      .insertInto('told' as never)
      .values({ word: 'whole' } as never)
      .execute();
  });
  await expect(work).rejects.toThrow(/terminated|connection error/);
  wire.thaw();
  await database.query
    .insertInto('told' as never)
    .values({ word: 'next' } as never)
    .execute();
  expect((await database.pool.query('select word from told')).rows).toEqual([{ word: 'next' }]);
});
