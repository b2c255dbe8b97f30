/** Set-up only: an app is meant and has no keys yet, so this registers it and says what is missing. It opens no record and starts no stand-in. */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { localeFor, localeForHeader } from '@countersign/core/text/locale.ts';
import { assetsApp } from '@countersign/web/assets.ts';
import { CONTENT_POLICY, page, quietPage } from '@countersign/web/layout.ts';
import { voice } from '@countersign/web/markup.ts';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import { type Listener, onceReady, onlyKnown } from './door.ts';
import { registrationApp } from './registration.ts';
import { listening } from './serving.ts';

export interface SetupOptions {
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  readonly githubUrl: string;
  readonly apiUrl?: string;
  readonly publicUrl?: string;
  readonly allowedHosts?: readonly string[];
  /** Told of every failure that whoever sees the page cannot mend there. */
  readonly report?: (error: unknown) => void;
}

export interface Setup {
  readonly address: string;
  /** Path and token of the registration page: whoever has them may register. */
  readonly page: string;
  stop(): Promise<void>;
}

export async function startSetup(options: SetupOptions): Promise<Setup> {
  const token = randomBytes(16).toString('hex');
  const { folder, host, port, githubUrl, apiUrl, publicUrl, allowedHosts = [], report = () => {} } = options;
  const app = new Hono();
  app.get('/healthz', (c) => c.text('ok\n'));
  app.get('/readyz', (c) => c.text('waiting for keys\n', 503));
  app.route('/', assetsApp());
  app.route(
    '/',
    registrationApp({
      folder,
      githubUrl,
      token,
      report,
      ...(apiUrl ? { apiUrl } : {}),
      ...(publicUrl ? { publicUrl } : {}),
    }),
  );
  app.all('*', async (c) => {
    const asked = c.req.query('lang');
    const locale = asked ? localeFor(asked) : localeForHeader(c.req.header('accept-language'));
    const speak = voice({ locale, timeZone: 'UTC' });
    const title = speak.page('page.setup.waiting.title');
    const what = html`<p>${speak.say({ id: 'page.setup.waiting.what', values: {} })}</p>`;
    const frame = { title, here: '/', visitor: { kind: 'stranger' } } as const;
    const body = await page(speak, frame, quietPage(title, speak.page('page.setup.waiting.text'), what));
    return c.html(body, 503, {
      'content-security-policy': CONTENT_POLICY,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    report(error);
    return c.text('Something went wrong; the terminal says what.\n', 500);
  });
  // Who stands where is known once it listens.
  const serving = Promise.withResolvers<Listener>();
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, onceReady(serving.promise, report));
  const address = await listening(server, host, port);
  const here = new URL(address);
  const names = { port: Number(here.port || 80), allowed: [...allowedHosts, here.host] };
  serving.resolve(onlyKnown({ ...names, ...(publicUrl ? { publicUrl } : {}) }, getRequestListener(app.fetch)));
  return {
    address,
    page: `/setup?token=${token}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
