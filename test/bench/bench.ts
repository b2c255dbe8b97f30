/** `npm run bench`: what the line costs, each figure beside its reference or target in the same run. Never a timed test. */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { temporaryServer, variable } from '@countersign/postgres/temporary.ts';
import { person } from '@countersign/sandbox/world/actor.ts';
import { openPull } from '@countersign/sandbox/world/pull.ts';
import { push } from '@countersign/sandbox/world/push.ts';
import type { Repository } from '@countersign/sandbox/world/record.ts';
import { addRepository } from '@countersign/sandbox/world/repository.ts';
import pg from 'pg';
import { ASSESSMENT, type Line, openLine, SECRET } from '../instruments/line.ts';

const quick = process.argv.includes('--quick');
const rows: (readonly [string, string, string])[] = [];

function row(what: string, measured: string, target: string): void {
  rows.push([what, measured, target]);
  process.stdout.write(`${what.padEnd(58)} ${measured.padEnd(30)} ${target}\n`);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const spread = (values: readonly number[]): string =>
  `p50 ${ms(quantile(values, 0.5))}, p95 ${ms(quantile(values, 0.95))}`;

const body = Buffer.from(JSON.stringify({ zen: 'x'.repeat(8000), repository: { node_id: 'R_none' } }));

async function post(address: string): Promise<number> {
  const started = performance.now();
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'ping',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    },
    body,
  });
  await answer.arrayBuffer();
  if (answer.status !== 202) throw new Error(`answered ${answer.status}`);
  return performance.now() - started;
}

/** The reference: bare HTTP, the same HMAC, one insert that is on disk before the answer. */
async function bareAcknowledgement(databaseUrl: string): Promise<{ url: string; close(): Promise<void> }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  await pool.query('create table if not exists bench_delivery (guid text primary key, payload text)');
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const bytes = Buffer.concat(chunks);
      const given = Buffer.from(String(request.headers['x-hub-signature-256']).slice(7), 'hex');
      if (!timingSafeEqual(given, createHmac('sha256', SECRET).update(bytes).digest())) throw new Error('not signed');
      const values = [request.headers['x-github-delivery'], bytes.toString()];
      await pool.query({ name: 'bench', text: 'insert into bench_delivery values ($1, $2)', values });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await pool.end();
    },
  };
}

async function acknowledgement(line: Line, databaseUrl: string): Promise<void> {
  const bare = await bareAcknowledgement(databaseUrl);
  const ours = `${line.server.address}${line.server.webhookPath}`;
  const times = { bare: [] as number[], ours: [] as number[] };
  for (let turn = 0; turn < (quick ? 150 : 600); turn += 1) {
    times.bare.push(await post(bare.url));
    times.ours.push(await post(ours));
  }
  await bare.close();
  await line.server.idle();
  const ratio = quantile(times.ours, 0.5) / quantile(times.bare, 0.5);
  row('acknowledgement: bare node:http + HMAC + one insert', spread(times.bare), 'reference');
  row(
    'acknowledgement: stored, queued, answered',
    `${spread(times.ours)} (${ratio.toFixed(2)} ×)`,
    '≤ 1.5 × the reference',
  );
}

/** Resolves with the time until GitHub was told a check for this commit. */
function verdictOf(line: Line, repository: Repository, act: () => string): Promise<number> {
  const started = performance.now();
  return new Promise((resolve) => {
    const sha = act();
    const seen = (): void => {
      if (!(repository.checksOf.get(sha) ?? []).some((id) => repository.checks.get(id)?.name === 'Countersign')) return;
      line.api.heard.delete(seen);
      resolve(performance.now() - started);
    };
    line.api.heard.add(seen);
    seen();
  });
}

let commits = 0;
function pushTo(line: Line, repository: Repository, branch: string): string {
  commits += 1;
  const edits = { 'src/bench.js': `export const n = ${commits};\n` };
  return push(line.world, repository, person(line.world, 'dara'), { branch, message: `commit ${commits}`, edits }).sha;
}

async function latency(line: Line, label: string, target: string): Promise<void> {
  const { repository } = line.seeded;
  const branch = repository.issues.get(line.seeded.pull)?.pull?.headRef ?? '';
  const times: number[] = [];
  for (let turn = 0; turn < (quick ? 40 : 150); turn += 1) {
    times.push(await verdictOf(line, repository, () => pushTo(line, repository, branch)));
    await line.settled();
  }
  row(`push to verdict written, GitHub answering in ${label}`, spread(times.slice(5)), target);
}

interface Lane {
  readonly repository: Repository;
  readonly branch: string;
}

async function lanes(line: Line, count: number): Promise<readonly Lane[]> {
  const dara = person(line.world, 'dara');
  const tip = line.seeded.repository.commits.get(line.seeded.repository.refs.get('refs/heads/main') ?? '');
  const made: Lane[] = [];
  for (let index = 0; index < count; index += 1) {
    const repository = addRepository(line.world, {
      owner: line.seeded.organization,
      name: `bench-${index}`,
      author: line.seeded.people.developer,
      description: '',
      files: { ...(tip?.files ?? {}) },
    });
    repository.collaborators.set(line.seeded.people.developer.id, 'write');
    pushNew(line, repository);
    openPull(line.world, repository, dara, { title: 'Bench', body: '', head: 'bench', base: 'main' });
    made.push({ repository, branch: 'bench' });
  }
  await line.settled();
  return made;
}

function pushNew(line: Line, repository: Repository): void {
  push(line.world, repository, person(line.world, 'dara'), {
    branch: 'bench',
    from: 'main',
    message: 'begin',
    edits: { 'src/bench.js': 'export {};\n' },
  });
}

async function throughput(line: Line, made: readonly Lane[]): Promise<void> {
  const total = quick ? 200 : 800;
  const queue = Array.from({ length: total }, (_, index) => made[index % made.length]).filter(
    (lane) => lane !== undefined,
  );
  const started = performance.now();
  const worker = async (): Promise<void> => {
    for (let lane = queue.pop(); lane; lane = queue.pop()) {
      const { repository, branch } = lane;
      await verdictOf(line, repository, () => pushTo(line, repository, branch));
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  const seconds = (performance.now() - started) / 1000;
  row(
    `verdicts a second, 16 in flight, ${made.length} repositories, 40 ms`,
    `${Math.round(total / seconds)}/s`,
    '≥ 300/s',
  );
  await line.settled();
}

async function burst(line: Line, made: readonly Lane[]): Promise<void> {
  const total = quick ? 200 : 1000;
  const heads = new Map<string, string>();
  const started = performance.now();
  for (let index = 0; index < total; index += 1) {
    const lane = made[index % made.length];
    if (lane) heads.set(lane.repository.name, pushTo(line, lane.repository, lane.branch));
  }
  await line.settled();
  const seconds = (performance.now() - started) / 1000;
  const refused = line.deliveries.list().filter((one) => one.statusCode !== 202).length;
  const judged = made.filter(({ repository }) => repository.checksOf.has(heads.get(repository.name) ?? '')).length;
  row(
    `burst of ${total} pushes: refused, newest heads judged, time`,
    `${refused}, ${judged}/${made.length}, ${seconds.toFixed(1)} s`,
    '0, all, ≤ 10 s',
  );
}

/** GitHub calls for one act and everything that follows from it. */
async function calls(line: Line, what: string, target: string, act: () => unknown): Promise<void> {
  await line.settled();
  const before = line.spoken.length;
  act();
  await line.settled();
  const made = line.spoken.slice(before).map((one) => `${one.method} ${one.route.split('/').slice(-2).join('/')}`);
  row(`GitHub calls: ${what}`, `${made.length}`, target);
}

async function callsForEach(): Promise<void> {
  const line = await openLine({ checked: false });
  const { pull } = line.seeded;
  // Labels are defined once for each repository; a first request takes that cost.
  const first = line.file({}, 'The first one');
  await line.settled();
  line.as('requester').comment(first, '/submit');
  line.as('project-manager').comment(first, ASSESSMENT);
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(first, '/approve');
  await line.settled();
  let number = 0;
  await calls(line, 'a request is opened', '2', () => {
    number = line.file();
  });
  await calls(line, 'its title is edited', '≤ 2', () =>
    line.as('requester').editIssue(number, { title: 'Another title' }),
  );
  await calls(line, 'a comment without a command', '0', () => line.as('developer').comment(number, 'thanks'));
  await calls(line, 'a pull request names it', '≤ 2', () =>
    line.as('developer').editPull(pull, { body: `Change: #${number}` }),
  );
  await calls(line, 'the same pull request is edited, nothing changes', '0', () =>
    line.as('developer').editPull(pull, { title: 'Again' }),
  );
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await calls(line, 'an approval, one linked pull request', '≤ 3 + 1', () =>
    line.as('project-manager').comment(number, '/approve'),
  );
  await line.close();
}

process.stdout.write(`${'figure'.padEnd(58)} ${'measured'.padEnd(30)} target\n`);
const server = await temporaryServer();
process.env[variable] = server.url;
const line = await openLine({ order: 'repository', checked: false });
await acknowledgement(line, server.url);
await latency(line, '0 ms', 'p50 ≤ 8 ms, p95 ≤ 20 ms');
line.api.latencyMs = 40;
await latency(line, '40 ms', 'p50 ≤ 100 ms, p95 ≤ 150 ms');
line.api.latencyMs = 0;
const made = await lanes(line, quick ? 20 : 100);
line.api.latencyMs = 40;
await throughput(line, made);
await burst(line, made);
await line.close();
await callsForEach();
row(
  'memory of this process (line and stand-in together)',
  `${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  'server alone ≤ 250 MB',
);
await server.stop();
