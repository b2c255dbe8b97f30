/** Calls that hang take places; what closes has some that they cannot take (`rules.md 4.4`). */

import { watchLater } from '@countersign/github/policy/policy.ts';
import { rememberPlace } from '@countersign/github/record/home.ts';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { approvedWork } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

let line: Line;
afterEach(() => line.close());

const HANGS = { kind: 'delay', ms: Number.POSITIVE_INFINITY } as const;
const COMPARE = /^GET .*\/compare\//;

/** Waits until so many jobs of a queue run at once: then all places that they may take are taken. */
async function running(queue: 'job' | 'delivery', atLeast: number): Promise<void> {
  const client = new pg.Client({ connectionString: line.databaseUrl });
  await client.connect();
  const text = `select id from pgboss.job where name = $1 and state = 'active'`;
  const many = async () => (await client.query(text, [queue])).rows.length;
  await vi.waitFor(async () => expect(await many()).toBeGreaterThanOrEqual(atLeast), SOON);
  await client.end();
}

const closed = () => expect(line.check(line.seeded.pull)?.conclusion).not.toBe('success');

/** New pull requests, each of which hangs in a comparison. */
function hangingPulls(count: number): void {
  const dev = line.as('developer');
  line.api.faults.add({ ...HANGS, on: COMPARE });
  for (let n = 0; n < count; n += 1) {
    dev.push(`b${n}`, 'one', { [`src/${n}.js`]: 'one' }, 'main');
    dev.openPull({ title: `x${n}`, body: '', head: `b${n}`, base: 'main' });
  }
}

test('4.4: work that names what is no request is closed soon, while all places for what opens hang', {
  timeout: 600_000,
}, async () => {
  line = await openLine({ checked: false });
  const number = await approvedWork(line);
  hangingPulls(60);
  await running('job', 18);
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}\nChange: #2` });
  await vi.waitFor(closed, SOON);
  line.api.faults.clear();
});

test('4.4: a hold is closed soon, while the policies of forty other repositories hang and each of those is watched', {
  timeout: 600_000,
}, async () => {
  line = await openLine({ checked: false });
  const number = await approvedWork(line);
  const { parts } = line.server;
  const tenant = `github:${line.seeded.organization.id}`;
  const [known] = await parts.documents.list(tenant, 'account', 'place');
  if (!known) throw new Error('the repository is not known');
  const { installation, owner } = known.data as { readonly installation: number; readonly owner: string };
  line.api.faults.add({ ...HANGS, on: /^GET \/repos\/[^/]+\/hung-/ });
  for (let n = 0; n < 40; n += 1) {
    const place = { tenant, project: `R_hung${n}`, installation, owner, repo: `hung-${n}` };
    await rememberPlace(parts, place);
    await watchLater(parts, place, 'away/1');
  }
  await running('job', 4);
  line.as('project-manager').comment(number, '/hold The customer has doubts');
  await vi.waitFor(closed, SOON);
  line.api.faults.clear();
});

test('4.4: a hold is closed soon, while deliveries of sixty other requests hang and take every place', {
  timeout: 600_000,
}, async () => {
  line = await openLine({ checked: false });
  const others = Array.from({ length: 60 }, (_, n) => line.file({}, `Wish ${n}`));
  await line.settled();
  const number = await approvedWork(line);
  line.api.faults.add({ ...HANGS, on: /^GET \/users\/nobody-/ });
  for (const [n, other] of others.entries()) line.as('requester').comment(other, `/triage owner @nobody-${n}`);
  await running('delivery', 16);
  line.as('project-manager').comment(number, '/hold The customer has doubts');
  await vi.waitFor(closed, SOON);
  line.api.faults.clear();
});

test('4.4: what no look ahead can take (work that names its request no more) closes as overdue, while every place for deliveries hangs', {
  timeout: 600_000,
}, async () => {
  line = await openLine({ checked: false, overdueMs: 3000 });
  const others = Array.from({ length: 60 }, (_, n) => line.file({}, `Wish ${n}`));
  await line.settled();
  await approvedWork(line);
  line.api.faults.add({ ...HANGS, on: /^GET \/users\/nobody-/ });
  for (const [n, other] of others.entries()) line.as('requester').comment(other, `/triage owner @nobody-${n}`);
  await running('delivery', 16);
  line.as('developer').editPull(line.seeded.pull, { body: 'names nothing' });
  await vi.waitFor(closed, SOON);
  line.api.faults.clear();
});
