/** Pushes to many repositories of many installations: how soon each has its verdict, how many a second, and what a burst does. */
import type { Embedded } from '@countersign/postgres/embedded.ts';
import { row, spread } from './figure.ts';
import { type Product, startProduct } from './product.ts';
import { eachOf, spentBy } from './spent.ts';
import { buildTown, type Town } from './town.ts';

const IN_FLIGHT = 16;
/** Pushes whose time is not counted. */
const WARMING = 5;

export async function load(database: Pick<Embedded, 'url' | 'pid'>, quick: boolean): Promise<void> {
  const town = await buildTown(50, quick ? 4 : 20);
  const started = performance.now();
  const product = await startProduct({ ...town.environment, DATABASE_URL: database.url });
  town.world.state.app.webhookUrl = product.webhook;
  await allJudged(town);
  const count = town.repositories.length;
  row(`start: ${count} open pull requests found and judged`, seconds(performance.now() - started), '');
  const idle = await product.metric('process_resident_memory_bytes');
  const pushes = quick ? 60 : 300;
  const before = await spentBy(product, database.pid);
  await latency(town, '0 ms', 'p50 ≤ 8 ms, p95 ≤ 20 ms', pushes);
  row(
    'a push at rest: server’s CPU, PostgreSQL’s CPU, statements',
    eachOf(pushes + WARMING, before, await spentBy(product, database.pid)),
    '',
  );
  town.api.latencyMs = 40;
  await latency(town, '40 ms', 'p50 ≤ 100 ms, p95 ≤ 150 ms', quick ? 40 : 150);
  await throughput(town, product, database.pid, quick ? 400 : 1000);
  await burst(town, quick ? 200 : 1000);
  const after = await product.metric('process_resident_memory_bytes');
  row(
    'memory of the server process: idle, after load',
    `${megabytes(idle)}, ${megabytes(after)}`,
    '≤ 150 MB, ≤ 250 MB',
  );
  await product.stop();
  await town.close();
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

async function allJudged(town: Town): Promise<void> {
  await Promise.all(town.repositories.map((one) => town.judged(one, one.refs.get('refs/heads/work') ?? '')));
}

/** Repositories in an order that goes round the installations, as independent teams would push. */
function rounds(town: Town, total: number): Town['repositories'] {
  const many = town.repositories.length;
  return Array.from({ length: total }, (_, turn) => town.repositories[(turn * 21) % many]).filter(
    (one) => one !== undefined,
  );
}

async function latency(town: Town, label: string, target: string, turns: number): Promise<void> {
  const times: number[] = [];
  for (const repository of rounds(town, turns + WARMING)) {
    const started = performance.now();
    await town.judged(repository, town.push(repository));
    times.push(performance.now() - started);
    await town.deliveries.settled();
  }
  row(`push to verdict written, GitHub answering in ${label}`, spread(times.slice(WARMING)), target);
}

async function throughput(town: Town, product: Product, postmaster: number, total: number): Promise<void> {
  const queue = [...rounds(town, total)];
  const before = await spentBy(product, postmaster);
  const started = performance.now();
  const worker = async (): Promise<void> => {
    for (let repository = queue.pop(); repository; repository = queue.pop())
      await town.judged(repository, town.push(repository));
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  const took = performance.now() - started;
  row(`verdicts a second, ${IN_FLIGHT} in flight, 40 ms`, `${Math.round((total / took) * 1000)}/s`, '≥ 300/s');
  await town.deliveries.settled();
  row(
    '  each: server’s CPU, PostgreSQL’s CPU, statements',
    eachOf(total, before, await spentBy(product, postmaster)),
    '≤ 2.9 ms of the server',
  );
}

async function burst(town: Town, total: number): Promise<void> {
  const before = new Set(town.deliveries.list().map((one) => one.id));
  const heads = new Map<Town['repositories'][number], string>();
  const started = performance.now();
  for (const repository of rounds(town, total)) heads.set(repository, town.push(repository));
  await Promise.all([...heads].map(([repository, sha]) => town.judged(repository, sha)));
  const took = performance.now() - started;
  await town.deliveries.settled();
  const refused = town.deliveries.list().filter((one) => !before.has(one.id) && one.statusCode !== 202).length;
  row(
    `burst of ${total} pushes: refused, heads judged, time`,
    `${refused}, ${heads.size}, ${seconds(took)}`,
    '0, all, ≤ 10 s',
  );
}
