import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Line, openLine, SECRET } from '../instruments/line.ts';

let line: Line;
beforeAll(async () => {
  line = await openLine();
});
afterAll(() => line.close());

interface Sent {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly secret?: string;
  readonly method?: string;
}

async function send({ body = '{"zen":"x"}', headers = {}, secret = SECRET, method = 'POST' }: Sent) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const all: Record<string, string | undefined> = {
    'content-type': 'application/json',
    'x-github-event': 'ping',
    'x-github-delivery': randomUUID(),
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`,
    ...headers,
  };
  const given = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const answer = await fetch(`${line.server.address}${line.server.webhookPath}`, {
    method,
    headers: Object.fromEntries(given),
    ...(method === 'POST' ? { body: bytes } : {}),
  });
  return { status: answer.status, text: (await answer.text()).trim(), guid: all['x-github-delivery'] ?? '' };
}

test.each<[string, Sent, number, RegExp]>([
  ['no signature', { headers: { 'x-hub-signature-256': undefined } }, 401, /X-Hub-Signature-256 is missing/],
  ['a wrong secret', { secret: 'another' }, 401, /does not match/],
  ['a signature that is none', { headers: { 'x-hub-signature-256': 'sha256=zz' } }, 401, /does not match/],
  ['SHA-1 only', { headers: { 'x-hub-signature-256': `sha1=${'0'.repeat(40)}` } }, 401, /does not match/],
  ['no delivery id', { headers: { 'x-github-delivery': undefined } }, 400, /X-GitHub-Delivery/],
  ['a delivery id that is none', { headers: { 'x-github-delivery': "x'; drop" } }, 400, /X-GitHub-Delivery/],
  ['no event', { headers: { 'x-github-event': undefined } }, 400, /X-GitHub-Event/],
  ['malformed JSON', { body: '{"a":' }, 400, /not JSON/],
  ['a list', { body: '[1]' }, 400, /not a JSON object/],
  ['nothing', { body: '' }, 400, /not JSON/],
  ['bytes that are no UTF-8', { body: new Uint8Array([0x7b, 0xff, 0x7d]) }, 400, /not UTF-8/],
  ['JSON a thousand levels deep', { body: `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}` }, 400, /levels deep/],
  ['another method', { method: 'GET' }, 405, /by POST/],
])('8: %s is refused with a reason and leaves no trace', async (_, sent, status, reason) => {
  const answer = await send(sent);
  expect(answer).toMatchObject({ status, text: expect.stringMatching(reason) });
  expect(await line.server.inbox.find(answer.guid)).toBeUndefined();
});

test('8: a body beyond GitHub’s own limit is cut off', async () => {
  const body = `{"a":"${'x'.repeat(25 * 1024 * 1024)}"}`;
  expect(await send({ body })).toMatchObject({ status: 413 });
});

test('8: strangers who send much at once fill no memory, and GitHub is heard meanwhile', async () => {
  const url = new URL(`${line.server.address}${line.server.webhookPath}`);
  const piece = Buffer.alloc(1024 * 1024, 120);
  const refused: number[] = [];
  const strangers = Array.from({ length: 20 }, () => {
    const stranger = request(url, { method: 'POST', headers: { 'transfer-encoding': 'chunked' } });
    stranger.on('error', () => {});
    stranger.on('response', (answer) => {
      refused.push(answer.statusCode ?? 0);
      answer.resume();
    });
    return stranger;
  });
  for (let sent = 0; sent < 8; sent += 1) {
    // Whoever has been cut off meanwhile is not called back by its write.
    const written = strangers.map(
      (one) =>
        new Promise((resolve) => {
          if (one.destroyed) resolve('cut off');
          one.once('close', resolve);
          one.write(piece, resolve);
        }),
    );
    await Promise.all(written);
  }
  await expect.poll(() => refused.length).toBeGreaterThan(4);
  expect(new Set(refused)).toEqual(new Set([503]));
  expect(await send({})).toMatchObject({ status: 202 });
  for (const one of strangers) one.destroy();
  await expect.poll(async () => (await send({ body: `{"a":"${'x'.repeat(1024 * 1024)}"}` })).status).toBe(202);
});

test('a delivery is stored before it is acknowledged, and a second one with its GUID is known', async () => {
  const guid = randomUUID();
  expect(await send({ headers: { 'x-github-delivery': guid } })).toMatchObject({ status: 202, text: 'stored' });
  expect(await send({ headers: { 'x-github-delivery': guid } })).toMatchObject({ status: 202, text: 'duplicate' });
  await line.settled();
  expect(await line.server.inbox.find(guid)).toMatchObject({ outcome: 'ignored', reason: 'a ping' });
});

test('8: an event that nobody knows is taken and ignored with a reason', async () => {
  const { guid, status } = await send({ headers: { 'x-github-event': 'brand_new_event' } });
  expect(status).toBe(202);
  await line.settled();
  expect(await line.server.inbox.find(guid)).toMatchObject({ outcome: 'ignored' });
});

test('7: every payload of GitHub’s own examples goes through the running server; none crashes it, each ends with a reason', async () => {
  const root = dirname(createRequire(import.meta.url).resolve('@octokit/webhooks-examples/package.json'));
  const examples = JSON.parse(readFileSync(join(root, 'api.github.com', 'index.json'), 'utf8')) as {
    name: string;
    examples: unknown[];
  }[];
  const sent: { guid: string; name: string }[] = [];
  for (const { name, examples: payloads } of examples) {
    for (const payload of payloads) {
      const { guid, status, text } = await send({ body: JSON.stringify(payload), headers: { 'x-github-event': name } });
      expect(`${status} ${text}`, name).toBe('202 stored');
      sent.push({ guid, name });
    }
  }
  expect(sent).toHaveLength(329);
  await line.settled();
  const unsettled: string[] = [];
  for (const { guid, name } of sent) {
    const found = await line.server.inbox.find(guid);
    // The examples' pull request is nowhere, so GitHub cannot say which of two states of one second is the newer one.
    const isTie = found?.outcome === 'parked' && found.reason?.includes('told of twice in one second');
    const explained = found?.outcome === 'done' || isTie || (found?.outcome === 'ignored' && found.reason);
    if (!explained) unsettled.push(`${name}: ${found?.outcome} ${found?.reason ?? ''}`);
  }
  expect(unsettled).toEqual([]);
  expect(await (await fetch(`${line.server.address}/healthz`)).text()).toBe('ok\n');
});

test('the server says how it is', async () => {
  expect(await (await fetch(`${line.server.address}/readyz`)).text()).toMatch(/^ready\ndeliveries waiting: 0/);
  const metrics = await (await fetch(`${line.server.address}/metrics`)).text();
  expect(metrics).toMatch(/countersign_webhooks_total\{answer="stored"\} \d+/);
  expect(metrics).not.toMatch(/harbour|chen-li/);
});

test.each([
  ['/', 'en', 'No page has this address', 'link in the status comment'],
  ['/favicon.ico', 'en', 'No page has this address', 'link in the status comment'],
  ['/c/acme', 'zh-CN', '此地址没有页面', '状态评论中的链接'],
  ['/logout', 'zh-CN', '此地址没有页面', '状态评论中的链接'],
])(
  'an address of no page, %s, is answered in %s with what to do, as a page that runs nothing',
  async (path, lang, ...said) => {
    const answer = await fetch(`${line.server.address}${path}`, { headers: { 'accept-language': lang } });
    const body = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    for (const one of [`<html lang="${lang}">`, ...said]) expect(body).toContain(one);
  },
);

test.each(['/api', '/api/github', '/api/v1/changes?lang=en'])(
  'a program that asks for %s reads in JSON that nothing is there',
  async (path) => {
    const answer = await fetch(`${line.server.address}${path}`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({
      error: 'not-found',
      message: expect.stringContaining('/api/github/webhooks'),
    });
  },
);
