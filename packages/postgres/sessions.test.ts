import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from './connect.ts';
import { endSessions, postgresSessions, type SessionSeen } from './sessions.ts';
import { temporaryDatabase } from './temporary.ts';

let temporary: { url: string; drop(): Promise<void> };
let database: Database;
let replica: Database;
beforeAll(async () => {
  temporary = await temporaryDatabase();
  database = connect(temporary.url);
  replica = connect(temporary.url);
});
afterAll(async () => {
  await database.close();
  await replica.close();
  await temporary.drop();
});

const day = 24 * 3_600_000;
const session = (id: string, login = 'Mei', person = 'github:7', begun = Date.now() - 60_000): SessionSeen => ({
  id,
  begun,
  person: { id: person, login },
});
const standing = async (...sessions: readonly SessionSeen[]): Promise<readonly boolean[]> =>
  Promise.all(sessions.map(async (one) => !(await postgresSessions(replica).isEnded(one))));

test('a session that was ended on one server is over on every other, and no other session is', async () => {
  await postgresSessions(database).end('one', Date.now() + day);
  await postgresSessions(database).end('one', Date.now() + day);
  expect(await standing(session('one'), session('two'))).toEqual([false, true]);
});

test('an operator ends what was begun until now: of a login in any letters, of an id, of everybody; later sign-ins stand', async () => {
  const later = (id: string) => session(id, 'mei', 'github:7', Date.now() + 60_000);
  await endSessions(database, 'mei');
  expect(await standing(session('a'), session('b', 'carla', 'github:8'), later('c'))).toEqual([false, true, true]);
  await endSessions(database, 'github:8');
  // Renamed since: the id is the same person.
  expect(await standing(session('d', 'carla-new', 'github:8'), session('e', 'carla', 'github:9'))).toEqual([
    false,
    true,
  ]);
  await endSessions(database);
  expect(await standing(session('f', 'anybody', 'github:10'), later('g'))).toEqual([false, true]);
});

test('what begins after an operator ended everything stands, what began before is over, by one clock', async () => {
  const sessions = postgresSessions(database);
  const before = session('before', 'mei', 'github:7', await sessions.now());
  await endSessions(database);
  const after = session('after', 'mei', 'github:7', await sessions.now());
  expect(await standing(before, after)).toEqual([false, true]);
});

test('what would be over anyway is let go when another session ends', async () => {
  await postgresSessions(database).end('past', Date.now() - 1000);
  await postgresSessions(database).end('next', Date.now() + day);
  const { rows } = await database.pool.query(
    "select scope from session_end where scope in ('session:past', 'session:next')",
  );
  expect(rows).toEqual([{ scope: 'session:next' }]);
});

test('when the record cannot be asked nobody is taken for signed in', async () => {
  const away = connect('postgres://nobody@127.0.0.1:1/none');
  await expect(postgresSessions(away).isEnded(session('x'))).rejects.toMatchObject({ name: 'Transient' });
  await away.close();
});
