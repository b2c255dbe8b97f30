import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Arrival } from '@countersign/core/record/delivery.ts';
import type { Inbox } from '@countersign/postgres/inbox.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SOON } from '../../../test/instruments/soon.ts';
import { ignorable, NO_FACTS, readPayload, translate } from '../translate/translate.ts';
import { receiveWebhook, type WebhookParts } from './webhook.ts';

const SECRET = 'a secret';
const stored: Arrival[] = [];
let server: Server;
let reading: WebhookParts['reading'];

/** As much of the inbox as a webhook needs: what PostgreSQL could not hold is a failure, as there. */
const inbox = {
  store: async (arrival: Arrival) => {
    const index = [arrival.key, arrival.guid, arrival.installation].join('');
    if (index.includes('\0') || Buffer.byteLength(index) > 2_704) throw new Error('the database refuses it');
    stored.push(arrival);
    return 'stored';
  },
} as Pick<Inbox, 'store'> as Inbox;

beforeEach(async () => {
  stored.length = 0;
  reading = { bytes: 0, held: new Map() };
  const parts: WebhookParts = {
    inbox,
    secrets: () => [SECRET],
    now: () => 0,
    ignorable: (event, payload) => ignorable(event, payload, 'countersign[bot]'),
    reading,
    tried: () => {},
    counted: () => {},
  };
  server = createServer((request, response) => {
    receiveWebhook(parts, request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const port = () => (server.address() as AddressInfo).port;

async function send(body: string, event = 'issues'): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(`http://127.0.0.1:${port()}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    },
    body,
  });
  return { status: answer.status, text: await answer.text() };
}

const examples: readonly { readonly name: string; readonly examples: readonly object[] }[] = JSON.parse(
  readFileSync(
    join(
      dirname(createRequire(import.meta.url).resolve('@octokit/webhooks-examples/package.json')),
      'api.github.com/index.json',
    ),
    'utf8',
  ),
);
const real = examples.flatMap(({ name, examples: some }) => some.map((payload) => ({ name, payload })));

test.each<[string, object, RegExp]>([
  ['U+0000 in a text', { issue: { title: 'a\0b' } }, /U\+0000/],
  ['U+0000 in a name of a field', { issue: { 'a\0b': 1 } }, /U\+0000/],
  ['U+0000 in an id', { repository: { node_id: 'R\0' } }, /U\+0000/],
  ['an id too long for an index', { repository: { node_id: 'R'.repeat(5_000) } }, /repository\.node_id/],
  ['half a character in an id', { repository: { node_id: 'R_\ud800' } }, /repository\.node_id/],
  ['an installation that is no number', { installation: { id: 'x'.repeat(5_000) } }, /installation\.id/],
  ['an installation beyond what can be counted', { installation: { id: 2 ** 63 } }, /installation\.id/],
  ['a blank in an id, which parts a key', { repository: { node_id: 'R_1 #7' } }, /repository\.node_id/],
  ['another kind of blank in one', { check_run: { head_sha: 'a\u00a0b' } }, /check_run\.head_sha/],
  ['an account that is a list', { organization: { id: [1, 2] } }, /organization\.id/],
  ['a number with a part', { issue: { number: 1.5 } }, /issue\.number/],
  ['an owner that is a list', { repository: { owner: { id: [1] } } }, /repository\.owner\.id/],
  ['a commit too long for an index', { pull_request: { head: { sha: 'a'.repeat(600) } } }, /pull_request\.head\.sha/],
  ['a user that is a list', { comment: { user: { id: [1] } } }, /comment\.user\.id/],
  ['a number of a check that is none', { check_run: { pull_requests: [{ number: {} }] } }, /pull_requests\.number/],
])('8: signed, but with %s: a 4xx with a reason, and no trace', async (_, payload, reason) => {
  const answer = await send(JSON.stringify(payload));
  expect(answer).toMatchObject({ status: 400, text: expect.stringMatching(reason) });
  expect(stored).toEqual([]);
});

test.each([
  ['issue_comment', 'deleted', 'issues'],
  ['issue_comment', 'edited', 'issues'],
  ['issues', 'transferred', 'repository'],
  ['issues', 'edited', 'pull_request'],
  ['pull_request_review_comment', 'edited', 'pull_request'],
  ['discussion', 'transferred', 'repository'],
  ['workflow_dispatch', undefined, 'push'],
  ['check_run', 'rerequested', 'check_suite'],
])(
  '8: a signed body of %s (%s) under the header of %s is another’s: the signature covers the body alone',
  async (name, action, event) => {
    const found = real.find((one) => one.name === name && (one.payload as { action?: string }).action === action);
    expect(found, name).toBeDefined();
    expect(await send(JSON.stringify(found?.payload), event)).toMatchObject({
      status: 400,
      text: expect.stringContaining(`“${event}”`),
    });
    expect(stored).toEqual([]);
  },
);

test('8: no example under the header of another event that is heard moves, deletes or edits anything', async () => {
  const facts = { ...NO_FACTS, known: true };
  for (const { name, payload } of real)
    for (const event of ['issues', 'issue_comment', 'pull_request', 'merge_group', 'push', 'repository']) {
      const { status } = await send(JSON.stringify({ ...payload, installation: { id: 1 } }), event);
      if (name === event || status === 400) continue;
      const means = translate(event, readPayload({ ...payload, installation: { id: 1 } }), facts);
      expect(
        means.map(({ kind }) => kind),
        `${name} as ${event}`,
      ).toEqual(['ignored']);
    }
}, 600_000);

test.each([
  [{ installation: { id: '7' } }, 'installation.id'],
  [{ issue: { id: 'I_7' } }, 'issue.id'],
  [{ sender: { id: '7' } }, 'sender.id'],
])('8: a number that is written as a text is no id: %j', async (payload, path) => {
  expect(await send(JSON.stringify(payload))).toMatchObject({ status: 400, text: expect.stringContaining(path) });
});

test('8: every payload that GitHub shows as an example is taken', async () => {
  for (const { name, payload } of real)
    expect(await send(JSON.stringify(payload), name), name).toMatchObject({ status: 202 });
});

test.each<[string, object]>([
  ['a list called id', { id: ['SOX', 'ISO'] }],
  ['a long text called number', { number: 'x'.repeat(70) }],
  ['a choice called id', { id: true }],
  ['a list called node_id', { node_id: ['a'] }],
  ['a long text called ref', { ref: 'x'.repeat(600) }],
])('4.4: a repository to which its organisation gave %s as a property of its own is heard', async (_, custom) => {
  const repository = { id: 1, node_id: 'R_1', custom_properties: custom };
  const pull = { number: 3, head: { sha: 'a', repo: repository }, base: { ref: 'main', repo: repository } };
  const payload = {
    action: 'edited',
    number: 3,
    repository,
    pull_request: pull,
    changes: { new_repository: repository },
  };
  expect(await send(JSON.stringify(payload), 'pull_request')).toMatchObject({ status: 202 });
});

test.each([
  ['ping', { zen: 'x', repository: [], issue: 7 }],
  ['brand_new_event', { comment: { created_at: 'yesterday' }, label: null, commits: {} }],
  ['constructor', { repository: { name: 7 }, sender: 'mei' }],
  ['installation_target', { changes: [1], installation: 7 }],
])(
  '8: of %s nothing follows, whatever shape it has: it is ignored at once, and closes nothing',
  async (event, payload) => {
    expect(await send(JSON.stringify(payload), event)).toMatchObject({ status: 202 });
    expect(stored).toMatchObject([{ ignored: expect.stringMatching(/a ping|nothing follows from/) }]);
  },
);

test('8: what a text says about U+0000 is a text', async () => {
  const payload = { action: 'opened', repository: {}, issue: { title: 'write \\u0000, not \\\\u0000' } };
  expect(await send(JSON.stringify(payload))).toMatchObject({ status: 202 });
});

/** A value in the place of another, anywhere in a payload. */
const STRANGE: readonly unknown[] = [
  ...['\0', 'a\0', '\ud800', '\udc00x', 'x'.repeat(5_000), '字'.repeat(2_000), '', ' ', '\n', '\u202e'],
  ...[
    null,
    true,
    -1,
    0,
    1.5,
    2 ** 53,
    1e300,
    [],
    {},
    [[]],
    { id: 1 },
    ['a'],
    { node_id: {} },
    '__proto__',
    'constructor',
  ],
];

test('8: real payloads with anything in the place of anything never fail: each is taken or refused with a reason', async () => {
  const mutated = fc.tuple(fc.constantFrom(...real), fc.nat(), fc.constantFrom(...STRANGE), fc.boolean());
  await fc.assert(
    fc.asyncProperty(mutated, async ([{ name, payload }, where, value, asKey]) => {
      const { status, text } = await send(withStrange(payload, where, { value, asKey }), name);
      expect([202, 400]).toContain(status);
      expect(text.trim()).not.toBe('');
    }),
    { numRuns: 300 },
  );
}, 600_000);

function withStrange(
  payload: object,
  where: number,
  { value, asKey }: { readonly value: unknown; readonly asKey: boolean },
) {
  const copy = structuredClone(payload) as Record<string, unknown>;
  const places: (readonly [Record<string, unknown>, string])[] = [];
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return;
    for (const [key, inner] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, key]);
      visit(inner);
    }
  };
  visit(copy);
  const [holder, key] = places[where % places.length] ?? [copy, 'action'];
  if (asKey && typeof value === 'string') holder[value] = 1;
  else holder[key] = value;
  return JSON.stringify(copy);
}

test('8: many small bodies that never end are counted in sum; the oldest makes room, and GitHub is heard', async () => {
  const most = 8 * 1024 * 1024;
  reading.most = most;
  const piece = Buffer.alloc(200 * 1024, 120);
  const strangers: Socket[] = [];
  let highest = 0;
  for (let index = 0; index < 60; index += 1) {
    const socket = connect(port(), '127.0.0.1');
    socket.on('error', () => {});
    socket.write(`POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ${piece.length + 1}\r\n\r\n`);
    socket.write(piece);
    strangers.push(socket);
    await pause(5);
    highest = Math.max(highest, reading.bytes);
  }
  expect(await send('{"zen":"x"}', 'ping')).toMatchObject({ status: 202 });
  expect(highest).toBeLessThanOrEqual(most);
  expect(highest).toBeGreaterThan(most / 2);
  for (const socket of strangers) socket.destroy();
  for (let wait = 0; wait < 100 && reading.bytes > 0; wait += 1) await pause(20);
  expect(reading.bytes).toBe(0);
});

test('8: a body that comes in pieces of one byte takes no more memory than is counted', async () => {
  const bytes = 1_000_000;
  const socket = connect(port(), '127.0.0.1');
  socket.on('error', () => {});
  socket.write('POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n');
  const before = process.memoryUsage();
  const used = ({ heapUsed, arrayBuffers }: NodeJS.MemoryUsage) => heapUsed + arrayBuffers;
  const piece = '1\r\nx\r\n'.repeat(10_000);
  for (let sent = 0; sent < bytes; sent += 10_000) await new Promise<void>((done) => socket.write(piece, () => done()));
  await vi.waitFor(() => expect(reading.bytes).toBeGreaterThanOrEqual(bytes), SOON);
  expect(used(process.memoryUsage()) - used(before)).toBeLessThan(64 * 1024 * 1024);
  socket.destroy();
});
