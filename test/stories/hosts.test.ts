/** A page of another site that has its name resolved to this machine (DNS rebinding), or that posts across sites, can do nothing to a sandbox. */
import { request } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freePort, program, scratch } from '../instruments/program.ts';

interface Ask {
  readonly host: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly origin: string | undefined;
  readonly site: string | undefined;
  /** As the page's own form would send it, or as somebody would who has not read the page. */
  readonly token: 'right' | 'wrong' | 'none';
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** With just these headers: `fetch` would not let us name another host. */
function ask(port: number, { host, method, path, origin, site }: Ask, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      path,
      method,
      setHost: false,
      headers: {
        host,
        ...(origin === undefined ? {} : { origin }),
        ...(site === undefined ? {} : { 'sec-fetch-site': site }),
        ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
    });
    asked.on('error', reject);
    asked.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece) => {
        text += piece;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asked.end(method === 'POST' ? body : undefined);
  });
}

const PATHS = [
  '/',
  '/harbour/invoices/issues/1',
  '/g/a/b/4',
  '/setup',
  '/nowhere',
  '//evil.example/start-over',
  '/assets/..',
  '/assets/%2e%2e',
];
const POSTS = ['/start-over', '/as', '/harbour/invoices/issues/1/comment', '/harbour/invoices/pull/4/merge', '/logout'];

/** What the server has to do, from the rule alone. */
function expected(one: Ask, port: number): 'misdirected' | 'refused' | 'served' {
  const known = new Set([`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, 'box.example:8443']);
  const host = one.host.toLowerCase();
  const devbox = /^devbox(?::(\d+))?$/.exec(host);
  if (!known.has(host) && !(devbox && Number(devbox[1] ?? 80) <= 65_535)) return 'misdirected';
  if (one.method === 'GET') return 'served';
  if (one.site !== undefined && one.site !== 'same-origin') return 'refused';
  const same = [`http://${host}`, `https://${host}`].includes(one.origin ?? '');
  // A page that names itself to nobody names no origin; what no page can set says whose it is.
  const isUnnamed = one.origin === undefined || one.origin === 'null';
  if (isUnnamed ? one.site !== 'same-origin' : !same) return 'refused';
  return one.path === '/start-over' && one.token !== 'right' ? 'refused' : 'served';
}

test('only known hosts are answered, and only our own pages change anything: 300 drawn combinations', {
  timeout: 600_000,
}, async () => {
  const port = await freePort();
  const running = program(await scratch(), {
    PORT: String(port),
    ALLOWED_HOSTS: 'devbox, Box.example:8443',
    SANDBOX_LANGUAGE: 'en',
  });
  const address = await running.address;
  const marked = await fetch(`${address}/harbour/invoices/issues/1/comment`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: address, cookie: 'face=rosa', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ body: 'This stays.' }),
  });
  expect(marked.status).toBe(303);
  const home = await (await fetch(address)).text();
  const token = /action="\/start-over"[\s\S]*?name="token" value="([^"]+)"/.exec(home)?.[1] ?? '';

  const good = ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port}`);
  const host = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(...good, `LOCALHOST:${port}`, 'devbox', `devbox:${port}`, 'box.example:8443'),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        ...[
          'evil.example',
          `evil.example:${port}`,
          `localhost.evil.example:${port}`,
          `localhost.:${port}`,
          'localhost',
        ],
        ...[`localhost:${port + 1}`, `127.0.0.1:${port}.evil.example`, `127.1:${port}`, `2130706433:${port}`, '[::1]'],
        ...[
          `0.0.0.0:${port}`,
          `localhost:${port}@evil.example`,
          `evil.example:${port}#localhost`,
          'box.example',
          'mydevbox',
        ],
        ...[
          'box.example:443',
          `devbox.evil.example:${port}`,
          `xn--lcalhost-5ya:${port}`,
          'devbox:',
          'devbox:65536',
          'devbox:70000',
          `[::ffff:7f00:1]:${port}`,
        ],
      ),
    },
    { weight: 1, arbitrary: fc.domain() },
    { weight: 1, arbitrary: fc.ipV4().map((ip) => `${ip}:${port}`) },
  );
  const origin = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(...good.map((name) => `http://${name}`), 'http://devbox', 'https://devbox'),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        ...[
          'null',
          'http://evil.example',
          `http://evil.example:${port}`,
          `http://localhost:${port + 1}`,
          'http://localhost',
        ],
        ...[`https://localhost:${port}`, `http://localhost:${port}.evil.example`, `http://devbox:${port}`, 'file://'],
        ...['https://box.example:8443', 'http://box.example', 'chrome-extension://abcdef'],
      ),
    },
    { weight: 1, arbitrary: fc.webUrl().map((url) => new URL(url).origin) },
    { weight: 2, arbitrary: fc.constant(undefined) },
  );
  const site = fc.constantFrom(undefined, undefined, 'same-origin', 'same-site', 'cross-site', 'none', 'something new');
  const one: fc.Arbitrary<Ask> = fc
    .record({ host, origin, site, method: fc.constantFrom('GET' as const, 'POST' as const, 'POST' as const) })
    .chain((drawn) =>
      fc
        .record({
          path: drawn.method === 'GET' ? fc.constantFrom(...PATHS) : fc.constantFrom('/start-over', ...POSTS),
          token: fc.constantFrom('right' as const, 'wrong' as const, 'none' as const),
        })
        .map((rest) => ({ ...drawn, ...rest })),
    );
  const counted = { misdirected: 0, refused: 0, served: 0 };
  await fc.assert(
    fc.asyncProperty(one, async (drawn) => {
      const right = expected(drawn, port);
      // What would rightly start over is left to the end: it would take the mark away.
      if (right === 'served' && drawn.path === '/start-over') return;
      counted[right] += 1;
      const body = new URLSearchParams(drawn.token === 'none' ? {} : { token: drawn.token === 'right' ? token : 'x' });
      const { status } = await ask(port, drawn, String(body));
      const got = status === 421 ? 'misdirected' : status === 403 ? 'refused' : 'served';
      expect({ drawn, status, got }).toEqual({ drawn, status, got: right });
    }),
    { numRuns: 300 },
  );
  expect(Math.min(...Object.values(counted))).toBeGreaterThan(10);
  expect(await (await fetch(`${address}/harbour/invoices/issues/1`)).text()).toContain('This stays.');

  const plain = { method: 'GET', path: '/', origin: undefined, site: undefined, token: 'none' } as const;
  const strange = await ask(port, { ...plain, host: 'my-box.example:3000' }, '');
  expect(strange.text).toMatch(/ALLOWED_HOSTS=my-box\.example:3000/);
  // A name that could break out of the page is not repeated.
  expect((await ask(port, { ...plain, host: '"><script>' }, '')).text).not.toContain('<script>"');
  // What GitHub sends is signed, and what a probe asks holds nothing: neither has to know our name.
  const hook = { ...plain, host: 'evil.example', method: 'POST', path: '/api/github/webhooks' } as const;
  expect((await ask(port, hook, '{}')).status).not.toBe(421);
  expect((await ask(port, { ...plain, host: '10.0.0.7:3000', path: '/healthz' }, '')).status).toBe(200);

  // The whole address in the request line names a host, too.
  const absolute = { ...plain, host: `127.0.0.1:${port}`, path: 'http://evil.example/' } as const;
  expect((await ask(port, absolute, '')).status).toBe(421);

  const own = { ...plain, host: `127.0.0.1:${port}`, method: 'POST', path: '/start-over', origin: address } as const;
  expect((await ask(port, own, String(new URLSearchParams({ token })))).status).toBe(303);
  expect(await (await fetch(`${address}/harbour/invoices/issues/1`)).text()).not.toContain('This stays.');
});
