/** What is kept from being done twice is forgotten at last, and what could then come back is refused by its own time (`docs/decisions/causes.md`). */
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const DAY_MS = 24 * 3_600_000;

/** Makes everything that the record remembers of deliveries older by so many days. */
async function older(days: number): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: line.databaseUrl });
  await client.connect();
  const by = `interval '${days} days'`;
  await client.query(`update applied_cause set applied_at = applied_at - ${by}`);
  await client.query(`update delivery set received_at = received_at - ${by}`);
  await line.server.reconcile();
  const { rows } = await client.query<{ cause: string }>('select cause from applied_cause');
  await client.end();
  return rows.map(({ cause }) => cause);
}

test('a comment that is delivered again after its cause was forgotten acts once, under whatever GUID', async () => {
  let skew = 0;
  line = await openLine({ now: () => Date.now() + skew });
  const number = line.file();
  await line.settled();
  const told: Parameters<NonNullable<typeof line.deliveries.meddle>>[0][] = [];
  line.deliveries.meddle = (one) => {
    told.push(one);
    return [one];
  };
  line.as('requester').comment(number, '/concern Nobody asked the auditors');
  line.deliveries.meddle = undefined;
  await line.settled();
  expect((await line.state(number)).concerns).toHaveLength(1);
  skew = 2 * DAY_MS;
  expect((await older(2)).filter((one) => one.startsWith('comment:'))).not.toEqual([]);
  skew = 32 * DAY_MS;
  expect((await older(30)).filter((one) => one.startsWith('comment:'))).toEqual([]);
  line.deliveries.meddle = (one) => [...told.splice(0), one];
  line.as('developer').comment(line.seeded.pull, 'hello');
  await line.settled();
  expect((await line.state(number)).concerns).toHaveLength(1);
});
