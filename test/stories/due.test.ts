/** Time is due, not polled: a quiet register stores nothing, and what time brings is looked at when it comes. */
import { connect } from '@countersign/postgres/connect.ts';
import { afterEach, expect, test } from 'vitest';
import { approved, inReview } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
let later = 0;
const now = () => Date.now() + later;
const DAY_MS = 86_400_000;
afterEach(async () => {
  later = 0;
  await line.close();
});

/** How much the record holds of each sort. */
async function held(): Promise<Readonly<Record<string, number>>> {
  const database = connect(line.databaseUrl);
  try {
    const counted: Record<string, number> = {};
    for (const table of [
      'entry',
      'applied_cause',
      'delivery',
      'parked',
      'due',
      'document',
      'projection',
      'pgboss.job',
    ]) {
      const { rows } = await database.pool.query<{ count: string }>(`select count(*) from ${table}`);
      counted[table] = Number(rows[0]?.count);
    }
    return counted;
  } finally {
    await database.close();
  }
}

const due = async (): Promise<number> => {
  const fired = await line.server.due();
  await line.settled();
  return fired;
};

test('a quiet register stores nothing, however many rounds pass, and the round still finds what GitHub never told', async () => {
  line = await openLine();
  const number = await approved(line);
  const open = [number];
  for (let at = 0; at < 5; at += 1) open.push(line.file({}, `Export ${at}`));
  await line.settled();
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  const round = async (): Promise<void> => {
    await line.server.reconcile();
    await line.server.due();
    await line.settled();
  };
  // The first round after an edit takes in what stands in GitHub's lists.
  await round();
  const before = await held();
  const spoken = line.spoken.length;
  for (let at = 0; at < 4; at += 1) await round();
  expect(await held()).toEqual(before);
  expect(line.spoken.length).toBeGreaterThan(spoken);
  expect(line.spoken.slice(spoken).filter(({ method, path }) => method !== 'GET' && path !== '/graphql')).toEqual([]);

  // A push of which no delivery tells.
  const title = line.check(pull)?.title;
  line.deliveries.meddle = (occurrence) => (occurrence.event === 'pull_request' ? [] : [occurrence]);
  line.as('developer').editPull(pull, { body: 'Change: #999' });
  await round();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  expect(line.check(pull)?.title).not.toBe(title);
});

test('8: a review that is late is shown as late when it becomes so, once, by whichever clock comes first', async () => {
  line = await openLine({ now });
  const number = await inReview(line);
  expect(await due()).toBe(0);
  const { reviewDue = '', reminders: { half = '', most = '' } = {} } = await line.state(number);
  const at = Date.parse(reviewDue);
  expect(at).toBeGreaterThan(now());
  const reminded = async () => (await line.state(number)).reminded?.share;
  later = Date.parse(half) - Date.now();
  expect([await due(), await reminded()]).toEqual([1, 50]);
  // A server that starts anew in between says nothing again.
  await line.restart();
  later = Date.parse(half) + 0.9 * (Date.parse(most) - Date.parse(half)) - Date.now();
  expect([await due(), await reminded()]).toEqual([0, 50]);
  later = Date.parse(most) - Date.now();
  expect([await due(), await reminded()]).toEqual([1, 80]);
  const [before] = line.comments(number);
  later = at + 2 - Date.now();
  const fired = await Promise.all([line.server.due(), line.server.due()]);
  expect(fired.reduce((sum, one) => sum + one, 0)).toBe(1);
  await line.settled();
  expect(line.comments(number)[0]).not.toBe(before);
  expect(await due()).toBe(0);
});

test('T13: an approval expires by the clock, and what was missed while no server ran is done late', async () => {
  line = await openLine({ now });
  const number = await approved(line);
  await line.restart();
  later = 200 * DAY_MS;
  expect(await due()).toBe(1);
  expect(await line.state(number)).toMatchObject({ stage: 'assessing', reapproval: { cause: 'expired' } });
  expect(await due()).toBe(0);
});

test('4.8: an emergency that nobody reviews closes by the clock, and the work that rolls it back passes by its own request', async () => {
  line = await openLine({
    now,
    policy: (text) => text.replace('roles:', 'roles:\n  emergency-authority: ["@theo"]'),
  });
  const { pull } = line.seeded;
  const emergency = async (title: string, incident: string): Promise<number> => {
    const number = line.file({ items: 'New requirement' }, title);
    await line.settled();
    line.as('technical-expert').comment(number, `/emergency ${incident} Invoices go out with wrong totals`);
    await line.settled();
    return number;
  };
  const first = await emergency('Turn it off', 'INC-7');
  line.as('developer').editPull(pull, { body: `Change: #${first}` });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  // Both are working days: which dates they are depends on the day that the test runs on.
  const { reviewDue = '', ends = '' } = (await line.state(first)).emergency ?? {};
  later = Date.parse(reviewDue) - Date.now() + 60_000;
  await due();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  expect(line.check(pull)?.title).toMatch(/overdue/);
  later = Date.parse(ends) - Date.now() - 60_000;
  await due();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  later = Date.parse(ends) - Date.now() + 60_000;
  await due();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  expect(line.check(pull)?.title).toMatch(/overdue/);
  // Whoever rolls it back names a request of its own.
  const second = await emergency('Turn it on again', 'INC-8');
  line.as('developer').push('back', 'back', { 'src/back.ts': '1' }, 'main');
  const body = `Rolls back #${first}\n\nChange: #${second}`;
  const back = line.as('developer').openPull({ title: 'Back', body, head: 'back', base: 'main' });
  await line.settled();
  expect([line.check(back)?.conclusion, line.check(pull)?.conclusion]).toEqual(['success', 'action_required']);
});
