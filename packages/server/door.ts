/** Stands before every page: only who comes by a name of ours gets in, and only our own pages change anything (`packages/web/host.ts`). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Answerable,
  answerable,
  foreignPage,
  misdirectedPage,
  type Names,
  type Reader,
} from '@countersign/web/host.ts';

/** Asked by machines that know us by an address alone; none of it tells about anybody. */
const OPEN = /^\/(?:healthz|readyz|metrics|assets\/[\w-]+(?:\.[\w-]+)*)(?:\?|$)/;

/** A mail program unsubscribes its reader from no page of ours, so it names none (RFC 8058). Whoever has the link may press it. */
const ONE_CLICK = /^\/notices\/of\/[0-9a-f]{32}$/;

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** The raw headers decide, before anything takes the request's address apart. */
export function onlyKnown(names: Names, serve: Listener): Listener {
  const decide = answerable(names);
  return (request, response) => {
    const { method = 'GET', headers, url = '/' } = request;
    const answer =
      method === 'GET' && OPEN.test(url)
        ? 'yes'
        : decide({
            method: headers.origin === undefined && ONE_CLICK.test(url) ? 'GET' : method,
            host: headers.host,
            target: url.startsWith('/') ? undefined : (/^https?:\/\/([^/?#]*)/i.exec(url)?.[1] ?? ''),
            origin: headers.origin,
            site: one(headers['sec-fetch-site']),
          });
    if (answer === 'yes') return serve(request, response);
    refuse(answer, request, response).catch(() => failed(response));
  };
}

/** Whoever comes before everything stands is answered when it does. No request ends the process, whatever goes wrong with it. */
export function onceReady(ready: Promise<Listener>, report: (error: unknown) => void): Listener {
  return (request, response) => {
    ready
      .then((serve) => serve(request, response))
      .catch((error: unknown) => {
        report(error);
        failed(response);
      });
  };
}

function failed(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
  response.end();
}

async function refuse(answer: Answerable, { headers, url }: IncomingMessage, response: ServerResponse): Promise<void> {
  const chosen = /[?&]lang=([\w-]+)/.exec(url ?? '')?.[1] ?? /(?:^|; *)lang=([\w-]+)/.exec(headers.cookie ?? '')?.[1];
  const reader: Reader = {
    ...(headers.host ? { host: headers.host } : {}),
    ...(chosen ? { chosen } : {}),
    ...(headers['accept-language'] ? { acceptLanguage: headers['accept-language'] } : {}),
  };
  const page = await (answer === 'misdirected' ? misdirectedPage(reader) : foreignPage(reader));
  response.writeHead(page.status, page.headers).end(page.body);
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}
