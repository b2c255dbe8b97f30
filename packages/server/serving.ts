/** What is answered over HTTP: how the server is, the pages, and GitHub's webhooks. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RecordLost } from '@countersign/core/record/loss.ts';
import type { Json } from '@countersign/core/record/port.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { tooLate } from '@countersign/github/receive/late.ts';
import { receiveWebhook } from '@countersign/github/receive/webhook.ts';
import { reasonOf } from '@countersign/github/reconcile/reconcile.ts';
import { ignorable } from '@countersign/github/translate/translate.ts';
import type { Inbox } from '@countersign/postgres/inbox.ts';
import { nowhere } from '@countersign/web/nowhere.ts';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { type Listener, onlyKnown } from './door.ts';
import type { Measures } from './measure.ts';
import { NoAddress } from './noaddress.ts';
import { type RoundsStanding, readiness, type Standing, type Storing } from './standing.ts';
import { inBothLanguages } from './terminal.ts';

export const WEBHOOK_PATH = '/api/github/webhooks';

interface Serving {
  readonly inbox: Inbox;
  readonly measured: Measures;
  /** Where it is listened on. */
  readonly address: string;
  readonly host: string;
  readonly publicUrl?: string | undefined;
  readonly allowedHosts?: readonly string[] | undefined;
  readonly secrets: readonly string[];
  readonly isStopping: () => boolean;
  readonly standing: () => Promise<Standing>;
  readonly rounds: () => RoundsStanding;
  readonly storing: Storing;
  /** What GitHub shows and the record lacks. */
  readonly lost: () => RecordLost | undefined;
  /** Puts the pages beside ours. */
  readonly mount: (app: Hono) => void;
}

export function listenerFor(parts: Parts, serving: Serving): Listener {
  const pages = pagesListener(parts, serving);
  const { inbox, measured, secrets, storing } = serving;
  const { log, now } = parts;
  const hook = {
    inbox,
    secrets: () => secrets,
    now,
    reading: { bytes: 0, held: new Map() },
    ignorable: (event: string, payload: Json) =>
      ignorable(event, payload, parts.self) ?? tooLate(event, payload, now()),
    counted: measured.delivered,
    tried: storing.tried,
  };
  return (request, response) => {
    if (request.url?.split('?')[0] !== WEBHOOK_PATH) return void pages(request, response);
    receiveWebhook(hook, request, response).catch((error: unknown) => {
      log.error({ reason: reasonOf(error) }, 'a webhook could not be answered');
      if (!response.headersSent) response.writeHead(500).end();
    });
  };
}

function pagesListener(
  { log, now }: Pick<Parts, 'log' | 'now'>,
  {
    measured,
    address,
    host,
    publicUrl,
    allowedHosts = [],
    isStopping,
    standing,
    rounds,
    storing,
    lost,
    mount,
  }: Serving,
): Listener {
  const app = new Hono();
  // The framework's own answer to what nobody caught writes a stack to the terminal.
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    log.error({ reason: reasonOf(error) }, 'a request could not be answered');
    return c.text('Something went wrong; please try again.\n', 500);
  });
  app.get('/healthz', (c) => c.text('ok\n'));
  app.get('/readyz', async (c) => {
    if (isStopping()) return c.text('stopping\n', 503);
    try {
      const found = await standing();
      const trouble = storing.trouble();
      if (trouble !== undefined) return c.text(`what GitHub delivers cannot be stored: ${trouble}\n`, 503);
      const gone = lost();
      if (gone) return c.text(`${inBothLanguages('start.record-lost', { ...gone }).join('\n')}\n`, 503);
      return c.text(readiness(found, rounds(), now()));
    } catch {
      return c.text('the database is away\n', 503);
    }
  });
  app.get('/metrics', async (c) =>
    c.text(await measured.registry.metrics(), 200, { 'content-type': measured.registry.contentType }),
  );
  mount(app);
  app.notFound(nowhere);
  const names = [...allowedHosts, ...(isAnywhere(host) ? [] : [new URL(address).host])];
  return onlyKnown(
    { port: Number(new URL(address).port || 80), allowed: names, ...(publicUrl ? { publicUrl } : {}) },
    getRequestListener(app.fetch),
  );
}

/** All addresses of the machine, which is no name to call it by. */
function isAnywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

const NO_ADDRESS: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `Port ${port} on ${host} is taken by another program. Stop it, or choose another: PORT=3001 npm start`,
  EACCES: (_, port) =>
    `The user who runs this may not listen on port ${port}. Choose one above 1023: PORT=3001 npm start`,
  EADDRNOTAVAIL: (host) =>
    `HOST: ${host} is not an address of this machine. Leave it out, or use 0.0.0.0 for all of them.`,
  ENOTFOUND: (host) => `HOST: ${host} is not an address of this machine. Leave it out, or use 0.0.0.0 for all of them.`,
};

export function listening(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      const sentence = NO_ADDRESS[error.code ?? '']?.(host, port);
      reject(sentence ? new NoAddress(sentence, { cause: error }) : error);
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      const { port: given } = server.address() as AddressInfo;
      const name = isAnywhere(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
      resolve(`http://${name}:${given}`);
    });
  });
}
