/** Measures the record on the built-in, durable database: `node packages/postgres/record.bench.ts`. A reference is measured in the same run. */
import { createHmac, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBoss } from './boss.ts';
import { connect } from './connect.ts';
import { startEmbedded } from './embedded.ts';
import { postgresInbox } from './inbox.ts';
import { postgresLedger } from './ledger.ts';
import { migrate } from './migrations.ts';
import { runQueue } from './queue.ts';

const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
await chmod(folder, 0o711);
const since = (start: number): number => performance.now() - start;
const rows: Record<string, string>[] = [];
const show = (what: string, value: string): void => {
  rows.push({ what, value });
};
const middle = (times: readonly number[]): string => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(2);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`;
};

let start = performance.now();
let server = await startEmbedded({ folder });
show('built-in server, new folder', `${since(start).toFixed(0)} ms`);
await server.stop();
start = performance.now();
server = await startEmbedded({ folder });
show('built-in server, existing folder', `${since(start).toFixed(0)} ms`);
const database = connect(server.url);
start = performance.now();
await migrate(database);
show('migrate, first', `${since(start).toFixed(0)} ms`);
start = performance.now();
await migrate(database);
show('migrate, again', `${since(start).toFixed(0)} ms`);
start = performance.now();
await (await openBoss(database)).close();
show('queues, first', `${since(start).toFixed(0)} ms`);
start = performance.now();
const boss = await openBoss(database);
show('queues, again', `${since(start).toFixed(0)} ms`);

const inbox = postgresInbox(boss);
const ledger = postgresLedger(boss);
const payload = { action: 'opened', body: 'x'.repeat(12_000) };
const text = JSON.stringify(payload);
let number = 0;
const arrivals = new Map<string, number>();
const delivery = (key: string) => {
  const guid = randomUUID();
  arrivals.set(guid, performance.now());
  return { guid, event: 'issues', payload, key, installation: '1', receivedAt: new Date().toISOString() };
};

await database.pool.query('create table bare (guid text primary key, payload text)');
const bare = async (): Promise<void> => {
  createHmac('sha256', 'secret').update(text).digest('hex');
  await database.pool.query({ name: 'bare', text: 'insert into bare values ($1, $2)', values: [randomUUID(), text] });
};
const timed = async (count: number, work: () => Promise<unknown>): Promise<number[]> => {
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const begun = performance.now();
    await work();
    times.push(since(begun));
  }
  return times;
};
await timed(50, bare);
show('reference: HMAC and one insert', middle(await timed(500, bare)));
await timed(50, () => inbox.store(delivery('warm')));
show('store a delivery', middle(await timed(500, () => inbox.store(delivery(`k${number++ % 16}`)))));

const ref = (stream: string, project = `p${number % 20}`) => ({ tenant: 't', project, stream });
const register = (at: ReturnType<typeof ref>) => ({
  ref: at,
  number,
  title: 'A change',
  stage: 'Submitted',
  items: ['A', 'B'],
  work: [],
  version: 1,
  updatedAt: new Date().toISOString(),
});
const appendOne = async (stream: string, jobs = true): Promise<void> => {
  number += 1;
  const at = ref(stream);
  await ledger.append({
    ref: at,
    expected: 0,
    entries: [{ at: new Date().toISOString(), actor: 'U', event: { kind: 'Submitted', title: 'A change' } }],
    register: register(at),
    jobs: jobs ? [{ kind: 'project', key: stream, data: { stream } }] : [],
    cause: randomUUID(),
  });
};
await timed(50, () => appendOne(`s${number}`));
show('append with register row and a job', middle(await timed(500, () => appendOne(`s${number}`))));

let done = 0;
let target = 0;
let reach = (): void => {};
const latencies: number[] = [];
const jobs = runQueue(boss, 'job', async ({ data }) => {
  const begun = arrivals.get((data as { stream: string }).stream);
  if (begun !== undefined) latencies.push(since(begun));
  done += 1;
  if (done >= target) reach();
});
const handling = inbox.handle(async ({ guid }) => {
  await appendOne(guid);
  return 'done';
});
await handling.idle();
await jobs.idle();
const until = (count: number): Promise<void> => {
  done = 0;
  target = count;
  latencies.length = 0;
  return new Promise((resolve) => {
    reach = resolve;
  });
};
for (let n = 0; n < 300; n += 1) {
  const reached = until(1);
  await inbox.store(delivery(`k${n % 16}`));
  await reached;
  if (n === 99) arrivals.clear();
}
const single: number[] = [];
for (let n = 0; n < 300; n += 1) {
  const reached = until(1);
  await inbox.store(delivery(`k${n % 16}`));
  await reached;
  single.push(...latencies);
}
show('delivery stored → handled → appended → job runs, one at a time', middle(single));

for (const burst of [1000, 3000]) {
  const reached = until(burst);
  start = performance.now();
  let sent = 0;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (sent < burst) {
        sent += 1;
        await inbox.store(delivery(`k${sent % 200}`));
      }
    }),
  );
  const stored = since(start);
  await reached;
  show(
    `${burst} deliveries over 200 keys, 16 at once`,
    `stored ${((burst / stored) * 1000).toFixed(0)}/s, end to end ${((burst / since(start)) * 1000).toFixed(0)}/s, ${middle(latencies)}`,
  );
}
await handling.stop();
await jobs.stop();
await boss.close();
await database.close();
start = performance.now();
await server.stop();
show('stop', `${since(start).toFixed(0)} ms`);
await rm(folder, { recursive: true, force: true });
console.table(rows);
