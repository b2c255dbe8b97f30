/** The stand-in over real HTTP: the same answers, webhooks to a real address, and connections that really break. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { human } from '@countersign/sandbox/human.ts';
import { serve } from '@countersign/sandbox/serve.ts';
import { createDeliveries } from '@countersign/sandbox/webhook/deliver.ts';
import { Webhooks } from '@octokit/webhooks';
import { expect, onTestFinished, test } from 'vitest';
import { githubOracle } from '../instruments/github-oracle.ts';
import { stage } from './stage.ts';

const oracle = githubOracle();

async function begin() {
  const made = stage({ oracle });
  await made.deliveries.settled();
  const served = await serve(made.world, made.api);
  onTestFinished(() => served.close());
  return { ...made, served };
}

test('an Octokit reaches it by its address, which its answers name from then on', async () => {
  const { asInstallation, owner, repo, served } = await begin();
  // The checked fetch of the stage is in-process; here the network is meant.
  const octokit = asInstallation();
  const answer = await octokit.request(`GET ${served.url}/repos/{owner}/{repo}`, { owner, repo, request: { fetch } });
  expect(answer.data.url).toBe(`${served.url}/repos/harbour/invoices`);
  expect((await octokit.request(`GET ${served.url}/api/v3/rate_limit`, { request: { fetch } })).status).toBe(200);
});

test('a cut connection is a failed fetch, and what it wrote before stays written', async () => {
  const { api, served, seeded, asInstallation, owner, repo } = await begin();
  api.faults.add({ kind: 'reset', times: 1 });
  await expect(fetch(`${served.url}/rate_limit`)).rejects.toThrow();
  api.faults.add({ kind: 'reset', when: 'after', times: 1 });
  const write = asInstallation().request(`POST ${served.url}/repos/{owner}/{repo}/issues/1/comments`, {
    owner,
    repo,
    body: 'x',
    request: { fetch },
  });
  await expect(write).rejects.toMatchObject({ status: 500 });
  expect(seeded.repository.comments.size).toBe(1);
  expect((await fetch(`${served.url}/rate_limit`)).status).toBe(200);
});

test('every answer takes as long as one asks, side by side', async () => {
  const { api, served } = await begin();
  api.latencyMs = 500;
  const from = performance.now();
  await Promise.all(Array.from({ length: 20 }, () => fetch(`${served.url}/rate_limit`)));
  const took = performance.now() - from;
  expect(took).toBeGreaterThanOrEqual(499);
  // One after the other would take ten seconds.
  expect(took).toBeLessThan(9_000);
});

test('other pages can be served beside the API', async () => {
  const made = stage({ oracle });
  const served = await serve(made.world, made.api, { pages: () => new Response('page') });
  onTestFinished(() => served.close());
  expect(await (await fetch(`${served.url}/`)).text()).toBe('page');
  expect((await fetch(`${served.url}/rate_limit`)).headers.get('content-type')).toContain('json');
});

test('webhooks arrive over HTTP, and GitHub’s own verifier accepts their signatures', async () => {
  const { world, owner, repo } = await begin();
  const webhooks = new Webhooks({ secret: 'secret' });
  const verified: boolean[] = [];
  const app = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    verified.push(await webhooks.verify(body, String(request.headers['x-hub-signature-256'])));
    response.writeHead(202).end('thank you');
  }).listen(0, '127.0.0.1');
  await once(app, 'listening');
  onTestFinished(() => void app.close());
  world.state.app.webhookUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/webhook`;
  const deliveries = createDeliveries(world);
  human(world, 'rosa', `${owner}/${repo}`).comment(1, 'Grüße 你好');
  await deliveries.settled();
  expect(verified).toEqual([true]);
  expect(deliveries.list()[0]).toMatchObject({ statusCode: 202, response: 'thank you' });
});

test('an app that does not answer in time is given up on, and nobody behind it waits for ever', async () => {
  const { world, owner, repo } = await begin();
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  onTestFinished(() => {
    silent.closeAllConnections();
    silent.close();
  });
  world.state.app.webhookUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/webhook`;
  const deliveries = createDeliveries(world, { timeoutMs: 30 });
  const rosa = human(world, 'rosa', `${owner}/${repo}`);
  rosa.comment(1, 'One');
  rosa.comment(1, 'Two');
  await deliveries.settled();
  expect(deliveries.list().map((one) => one.statusCode)).toEqual([504, 504]);
});
