/** Letters beside each other: what is on its way, and what fails again and again (`rules.md 9`). */
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

const AT = '2026-12-01T09:00:00.000Z';
const TO = { tenant: 'github:1', recipient: 'mail:li@example.com', channel: 'mail', address: 'li@example.com' };

async function keep(stream: string): Promise<void> {
  await postgresNotices(database).keep({ ref: { tenant: 'github:1', project: 'R_1', stream }, brought: 1, at: AT }, [
    {
      ...{ to: { id: TO.recipient, name: 'Li' }, urgency: 'act', due: AT },
      matters: [{ occasion: 'vote-needed', audience: 'customer', urgency: 'act' }],
    },
  ]);
}

test('9: one letter is under way to each; one that was tried again and again holds back nothing, and is lost nowhere', async () => {
  const letters = postgresLetters(database);
  await keep('I_1');
  expect(await letters.waiting(AT, 9)).toEqual([TO]);
  const first = await letters.begin(TO, 'first', AT);
  if (!first) throw new Error('nothing was begun');
  await keep('I_2');
  for (let tries = 0; tries < 5; tries += 1) {
    expect(await letters.waiting(AT, 9)).toEqual([]);
    expect(await letters.begin(TO, `other-${tries}`, AT)).toBeUndefined();
    // Every second one is not even written: that counts as well.
    const open = { ...first, tries };
    if (tries % 2 === 0) expect(await letters.trying(open, AT)).toBe(true);
    await letters.fared(open, { kind: 'later', reason: 'busy' }, { at: AT, retryAt: AT });
  }
  expect(await letters.waiting(AT, 9)).toEqual([TO]);
  expect((await letters.begin(TO, 'second', AT))?.id).toBe('second');
  expect(await letters.waiting(AT, 9)).toEqual([]);
  const streams = async (id: string) => (await letters.contents(id)).map(({ ref }) => ref.stream);
  expect([await streams('first'), await streams('second')]).toEqual([['I_1'], ['I_2']]);
  expect((await letters.open(AT, 9)).map(({ id }) => id)).toEqual(['first', 'second']);
  await letters.fared({ ...first, tries: 5 }, { kind: 'sent', count: 1 }, { at: AT });
  expect((await letters.open(AT, 9)).map(({ id }) => id)).toEqual(['second']);
});

test('9: what nobody can tell now goes back, and waits until it is asked again', async () => {
  const letters = postgresLetters(database);
  await keep('I_1');
  await keep('I_2');
  await letters.begin(TO, 'first', AT);
  const [one] = await letters.contents('first');
  if (!one) throw new Error('nothing is in it');
  const later = '2026-12-01T10:00:00.000Z';
  await letters.postpone([one], later);
  await letters.fared({ ...TO, id: 'first', tries: 0 }, { kind: 'sent', count: 1 }, { at: AT });
  expect(await letters.waiting(AT, 9)).toEqual([]);
  expect(await letters.waiting(later, 9)).toEqual([TO]);
});
