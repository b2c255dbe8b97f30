/** Shows that a record from before there were kinds verifies, is found and goes on after the migration. */
import { chained, lettersOf, origin, verifyProject } from '@countersign/core/ledger/chain.ts';
import type { Entry } from '@countersign/core/record/port.ts';
import { expect, onTestFinished, test } from 'vitest';
import { openBoss } from './boss.ts';
import { connect } from './connect.ts';
import { postgresLedger } from './ledger.ts';
import { migrate } from './migrations.ts';
import { postgresRegister } from './register.ts';
import { temporaryDatabase } from './temporary.ts';

const ref = { tenant: 't', project: 'p', stream: 's' };
const at = '2026-03-02T08:00:00.120Z';

test('a record from before kinds keeps its hashes and its register, and is appended to', async () => {
  const place = await temporaryDatabase();
  const database = connect(place.url);
  onTestFinished(async () => {
    await database.close();
    await place.drop();
  });
  await database.pool.query('drop schema public cascade; create schema public');
  await migrate(database, '0005 forgetting');
  const added = ['opened', 'request-written'].map((type) => ({ at, actor: 'U', event: { type } }));
  const letters = added.map((entry, index) => ({
    ...entry,
    event: JSON.stringify(entry.event),
    ...lettersOf(ref, index + 1, entry),
  }));
  const shown = { number: 7, title: 'First "七"', stage: 'draft', owner: 'U_1', items: ['B', 'A'], work: ['PR_1'] };
  const row = JSON.stringify({ ...shown, ...ref, version: 2, updatedAt: at });
  const append = 'select append_entries($1, $2, $3, 0, $4, $5::json, $6::json)';
  await database.pool.query(append, [ref.tenant, ref.project, ref.stream, 'cause', JSON.stringify(letters), row]);
  const hashes = (await database.pool.query<{ hash: string }>('select hash from entry order by version')).rows;

  await migrate(database);
  const boss = await openBoss(database);
  onTestFinished(() => boss.close());
  const ledger = postgresLedger(boss);
  const entries = await ledger.read(ref);
  expect(entries).toEqual(chained(ref, { version: 0, hash: origin, sequence: 0, projectHash: origin }, added));
  expect(entries.map(({ hash }) => ({ hash }))).toEqual(hashes);
  const register = postgresRegister(database);
  const kept = { ...shown, ref, version: 2, updatedAt: at };
  expect(await register.findByNumber('t', 'p', 7)).toEqual(kept);
  expect(
    (await register.list('t', ['p'], { stages: ['draft'], owner: 'U_1', items: ['A'], work: ['PR_1'] })).rows,
  ).toEqual([kept]);

  const [entry] = added;
  const later = { ...kept, items: ['C'], version: 3 };
  const repeated = { ref, expected: 2, entries: [], jobs: [], cause: 'cause' };
  expect(await ledger.append(repeated)).toBe('repeated');
  expect(
    await ledger.append({ ...repeated, entries: entry ? [entry] : [], register: later, cause: 'next' }),
  ).toHaveLength(1);
  expect(await register.touching('t', 'p', ['A'])).toEqual([]);
  expect(await register.touching('t', 'p', ['C'])).toEqual([later]);
  const project: readonly Entry[] = await ledger.readProject('t', 'p', 0, 10);
  expect(project).toHaveLength(3);
  expect(verifyProject(project)).toBeUndefined();
});
