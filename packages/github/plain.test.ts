/** A plain write and Octokit's send the same and fail alike, for every answer that GitHub may give: `project/client.ts` sorts both by their shape. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { probotFor } from './app.ts';
import { ask, askedToWait } from './client.ts';
import { isPlain, plainWriter } from './plain.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const CREATE = 'POST /repos/{owner}/{repo}/check-runs';
/** Without the types of the route: they know no parameter of another. */
const THEIRS: string = CREATE;
const UPDATE = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

let server: Server;
let url = '';
/** What the stand-in answers to a write; `undefined` hangs up. */
let answer: { status: number; headers?: Record<string, string>; body: string } | undefined;
/** Of writes, so many are told first that their token counts not. */
let unknown = 0;
let seen: Seen[] = [];
let tokens = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on('end', () => {
      if (request.url?.endsWith('/access_tokens')) {
        tokens += 1;
        const expires_at = new Date(Date.now() + 3_600_000).toISOString();
        response.writeHead(201, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ token: `ghs_${tokens}`, expires_at, permissions: {} }));
        return;
      }
      const { accept, authorization, 'user-agent': agent, 'content-type': type } = request.headers;
      const headers = { accept, authorization, agent, type };
      seen.push({ method: request.method, url: request.url, headers, body: JSON.parse(text) });
      if (unknown > 0) {
        unknown -= 1;
        response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"Bad credentials"}');
        return;
      }
      if (!answer) return void request.socket.destroy();
      response.writeHead(answer.status, answer.headers ?? { 'content-type': 'application/json; charset=utf-8' });
      response.end(answer.body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});
beforeEach(() => {
  seen = [];
});

const credentials = { appId: 1, privateKey, secret: 'a secret', formerSecrets: [], bot: 'countersign[bot]' };
const PARAMETERS = {
  owner: 'acme corp',
  repo: 'shop',
  check_run_id: 7,
  name: 'Countersign',
  conclusion: 'success',
  output: { title: 'Agreed 同意', summary: 'a\nb' },
  details_url: undefined,
};

async function installed() {
  return probotFor(credentials, { apiUrl: url }).auth(9);
}

async function outcomeOf(work: () => Promise<{ readonly status: number; readonly data: unknown }>): Promise<unknown> {
  try {
    const { status, data } = await work();
    return { status, data };
  } catch (error) {
    const { status, message, response } = error as { status: number; message: string; response?: { headers: object } };
    const kept = Object.entries(response?.headers ?? {}).filter(([name]) => name !== 'date');
    return {
      status,
      message,
      headers: response && Object.fromEntries(kept),
      wait: askedToWait(error),
    };
  }
}

test.each([CREATE, UPDATE])('%s sends what Octokit sends, under the same token', async (route) => {
  expect(isPlain(route)).toBe(true);
  answer = { status: 200, body: '{"id":12}' };
  const octokit = await installed();
  const write = plainWriter(octokit, Date.now);
  const before = tokens;
  const plain = await outcomeOf(() => write(route, PARAMETERS));
  expect(await outcomeOf(() => write(route, PARAMETERS))).toEqual(plain);
  const theirs = await outcomeOf(() => octokit.request(route, { ...PARAMETERS }));
  expect(plain).toEqual(theirs);
  expect(seen).toEqual([seen[0], seen[0], seen[0]]);
  expect(tokens).toBe(before + 1);
});

test.each<[string, typeof answer]>([
  ['a no with what it is about', { status: 422, body: '{"message":"Invalid","errors":[{"field":"name"}]}' }],
  ['a no', { status: 403, body: '{"message":"Resource not accessible","documentation_url":"https://x"}' }],
  ['nothing there', { status: 404, body: '{"message":"Not Found"}' }],
  ['a failure in words', { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>away</html>' }],
  ['a failure without a message', { status: 500, body: '{}' }],
  ['JSON that ends early', { status: 500, body: '{"mess' }],
  [
    'a limit',
    {
      status: 403,
      headers: { 'content-type': 'application/json', 'retry-after': '7', 'x-ratelimit-remaining': '0' },
      body: '{"message":"You have exceeded a secondary rate limit"}',
    },
  ],
  ['a suspension', { status: 403, body: '{"message":"This installation has been suspended"}' }],
  ['a hang-up', undefined],
])('%s fails as Octokit’s own', async (_, given) => {
  answer = given;
  const octokit = await installed();
  const write = plainWriter(octokit, Date.now);
  const plain = await outcomeOf(() => write(CREATE, PARAMETERS));
  const theirs = await outcomeOf(() => octokit.request(THEIRS, PARAMETERS));
  expect(plain).toEqual(theirs);
  const sorted = (request: (route: string) => Promise<{ readonly status: number; readonly data: unknown }>) =>
    ask({ request }, CREATE, PARAMETERS).catch((error: Error) => ({ thrown: error.name, message: error.message }));
  expect(await sorted((route) => write(route, PARAMETERS))).toEqual(
    await sorted((route) => octokit.request(route, { ...PARAMETERS })),
  );
});

test('a token that counts no longer is asked for again by Octokit, and the write is made once', async () => {
  const octokit = await installed();
  const write = plainWriter(octokit, Date.now);
  answer = { status: 201, body: '{"id":12}' };
  await write(CREATE, PARAMETERS);
  answer = { status: 201, body: '{"id":13}' };
  unknown = 1;
  expect(await write(CREATE, PARAMETERS)).toMatchObject({ status: 201, data: { id: 13 } });
  expect(seen).toHaveLength(3);
});
