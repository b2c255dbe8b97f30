import type { DueNotice } from '@countersign/core/notice/kept.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, type Database } from './connect.ts';
import { postgresLetters } from './letters.ts';
import { postgresNotices } from './notices.ts';
import { temporaryDatabase } from './temporary.ts';

let place: Awaited<ReturnType<typeof temporaryDatabase>>;
let database: Database;

beforeEach(async () => {
  place = await temporaryDatabase();
  database = connect(place.url);
});
afterEach(async () => {
  await database.close();
  await place.drop();
});

const REF = { tenant: 'github:1', project: 'R_1', stream: 'I_1' };
const AT = '2026-12-01T09:00:00.000Z';
const notice = (id: string, due = AT): DueNotice => ({
  to: { id, name: `name of ${id} \u0000` },
  urgency: 'act',
  matters: [{ occasion: 'vote-needed', audience: 'seats', urgency: 'act' }],
  due,
});

test('9: what is kept is kept once, whoever keeps it and however often, and comes back as it was', async () => {
  const notices = postgresNotices(database);
  const of = (brought: number) => ({ ref: REF, brought, at: AT });
  await Promise.all([1, 2, 3].map(() => notices.keep(of(4), [notice('github:7'), notice('github:8')])));
  await notices.keep(of(4), [{ ...notice('github:7', '2027-01-01T00:00:00.000Z'), urgency: 'digest' }]);
  await notices.keep(of(5), [notice('github:7')]);
  const kept = await notices.ofRequest(REF);
  expect(kept.map(({ to, brought, urgency, due }) => [to.id, brought, urgency, due])).toEqual([
    ['github:7', 4, 'act', AT],
    ['github:8', 4, 'act', AT],
    ['github:7', 5, 'act', AT],
  ]);
  expect(kept[0]).toMatchObject({ ref: REF, at: AT, matters: notice('x').matters });
  expect((await notices.newest('github:1', 2)).map(({ brought }) => brought)).toEqual([4, 5]);
  expect(await notices.newest('github:2', 9)).toEqual([]);
});

test('9: who cannot be reached is listed with what waits: by mail, as a contact, in a group, and of no other project', async () => {
  const notices = postgresNotices(database);
  const letters = postgresLetters(database);
  const at = '2026-12-01T09:00:00.000Z';
  const address = { 'mail:li@example.com': 'li@example.com', 'group:team-a': 'team-a', 'mail:ok@example.com': 'ok' };
  for (const id of Object.keys(address)) await notices.keep({ ref: REF, brought: 1, at }, [notice(id)]);
  const other = { ...REF, project: 'R_2' };
  await notices.keep({ ref: other, brought: 1, at }, [notice('mail:li@example.com')]);
  expect(await notices.unreached(REF, 9)).toEqual([]);
  for (const one of await letters.waiting(AT, 9)) {
    const letter = await letters.begin(one, `to ${one.recipient}`, AT);
    if (!letter) throw new Error('nothing was begun');
    const isFine = one.address.startsWith('ok');
    for (let tries = 0; tries < 3 && isFine; tries += 1)
      await letters.fared({ ...letter, tries }, { kind: 'later', reason: 'busy' }, { at: AT, retryAt: AT });
    if (!isFine) await letters.fared(letter, { kind: 'refused', reason: 'nobody' }, { at: AT });
  }
  await notices.keep({ ref: REF, brought: 2, at }, [notice('mail:li@example.com')]);
  expect((await notices.unreached(REF, 9)).map(({ to, how, waiting, since }) => [to.id, how, waiting, since])).toEqual([
    ['group:team-a', 'refused', 1, AT],
    ['mail:li@example.com', 'refused', 2, AT],
    ['mail:ok@example.com', 'trying', 1, AT],
  ]);
  expect((await notices.unreached(other, 9)).map(({ waiting }) => waiting)).toEqual([1]);
  expect(await notices.unreached({ ...REF, project: 'R_3' }, 9)).toEqual([]);
});
