/** Shows that a pull request on GitHub that names a request in Jira is held back by Jira's own gate, over HTTP, signed. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jiraGate } from '@countersign/server/jiragate.ts';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge } from '../instruments/forge.ts';
import { type Line, openLine } from '../instruments/line.ts';

const SECRET = 'a secret of thirty-two letters or more';
const CONTEXT = { installContext: 'ari:cloud:jira::site/cloud-1' };
const STATUS: Readonly<Record<string, number>> = { open: 200, closed: 409, refused: 403 };

let forge: Forge;
let line: Line;
let server: Server;
/** How far the asking server's clock has gone on, in milliseconds; within what Jira takes for fresh. */
let clock = 0;
afterEach(async () => {
  await line.close();
  server.close();
  forge.close();
  delete process.env.COUNTERSIGN_GATE_SECRET;
});

/** Both trackers, with Forge's web trigger served over HTTP as Atlassian would. */
async function both(): Promise<string> {
  clock = 0;
  forge = await openForge();
  process.env.COUNTERSIGN_GATE_SECRET = SECRET;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, [String(value)]]),
      );
      const given = { method: 'POST', headers, body: Buffer.concat(chunks).toString() };
      const { outputKey } = (await forge.handlers.gate(given, CONTEXT)) as { outputKey: string };
      response.writeHead(STATUS[outputKey] ?? 500).end(outputKey);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gate = jiraGate({ url, secret: SECRET, now: () => Date.now() + clock });
  line = await openLine({ jira: gate });
  return url;
}

test('5.6: a pull request that names a Jira request is closed until Jira opens it, and follows it when a vote ends', async () => {
  await both();
  const issue = forge.file('rosa');
  await forge.settled();
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: ${issue.key}` });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  // The pull request is seen on the issue.
  expect([...issue.links.values()].map((one) => one.url)).toEqual([expect.stringContaining(`/pull/${pull}`)]);
  await forge.assess(issue);
  await forge.decide(issue);
  await forge.move('mei', issue, 'implementing');
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('implementing');
  clock += 60_000;
  await line.server.askAgain();
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  // Forge cannot tell us that a vote ended; the clock finds out.
  forge.site.edit('rosa', issue.id, { summary: 'Something else' });
  await forge.settled();
  clock += 60_000;
  await line.server.askAgain();
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
});

test('5.6: an unsigned or wrongly signed question, an old one and one about anything else are not answered', async () => {
  const url = await both();
  const ask = (body: string, signature = 'sha256=00') =>
    fetch(url, { method: 'POST', body, headers: { 'x-countersign-signature': signature } });
  expect((await ask('{}')).status).toBe(403);
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(403);
  const gate = jiraGate({ url, secret: SECRET, now: () => Date.now() - 600_000 });
  expect(await gate.ask('SHIP-1', { address: 'https://github.com/a/b/pull/1', title: 'x' })).toBe('unreachable');
  const other = jiraGate({ url, secret: 'another secret of thirty-two letters' });
  expect(await other.ask('SHIP-1', { address: 'https://github.com/a/b/pull/1', title: 'x' })).toBe('unreachable');
  const nobody = jiraGate({ url: 'http://127.0.0.1:9', secret: SECRET });
  expect(await nobody.ask('SHIP-1', { address: 'https://github.com/a/b/pull/1', title: 'x' })).toBe('unreachable');
});
