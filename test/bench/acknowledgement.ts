/** What it costs until GitHub is told that a webhook is safe, beside the least that could be done. */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { quantile, row, spread } from './figure.ts';
import { startProduct } from './product.ts';
import { buildTown } from './town.ts';

const body = Buffer.from(JSON.stringify({ zen: 'x'.repeat(8000), repository: { node_id: 'R_none' } }));

async function post(address: string, secret: string): Promise<number> {
  const started = performance.now();
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      // An event that has to wait for its turn, so that it is queued as well.
      'x-github-event': 'issues',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
    body,
  });
  await answer.arrayBuffer();
  if (answer.status !== 202) throw new Error(`answered ${answer.status}`);
  return performance.now() - started;
}

/** The reference: bare HTTP, the same HMAC, one insert that is on disk before the answer. */
async function bare(databaseUrl: string, secret: string): Promise<{ url: string; close(): Promise<void> }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  await pool.query('create table if not exists bench_delivery (guid text primary key, payload text)');
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const bytes = Buffer.concat(chunks);
      const given = Buffer.from(String(request.headers['x-hub-signature-256']).slice(7), 'hex');
      if (!timingSafeEqual(given, createHmac('sha256', secret).update(bytes).digest())) throw new Error('not signed');
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

export async function acknowledgement(databaseUrl: string, turns: number): Promise<void> {
  const town = await buildTown(1, 1);
  const product = await startProduct({ ...town.environment, DATABASE_URL: databaseUrl });
  const secret = town.environment.WEBHOOK_SECRET ?? '';
  const reference = await bare(databaseUrl, secret);
  const times = { bare: [] as number[], ours: [] as number[] };
  for (let turn = 0; turn < turns; turn += 1) {
    times.bare.push(await post(reference.url, secret));
    times.ours.push(await post(product.webhook, secret));
    // What follows from it is not part of the answer; the next one is sent when that is over.
    while ((await product.waiting()) > 0);
  }
  await reference.close();
  await product.stop();
  await town.close();
  const ratio = quantile(times.ours, 0.5) / quantile(times.bare, 0.5);
  row('acknowledgement: bare node:http + HMAC + one insert', spread(times.bare), 'reference');
  row('acknowledgement: stored, queued, answered', `${spread(times.ours)} (${ratio.toFixed(2)} ×)`, '≤ 1.5 ×');
}
