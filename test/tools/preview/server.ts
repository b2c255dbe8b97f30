/** Serves the panels to a browser: the host page, the bundle of the panels, and the resolver behind them. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { LOCALES, type Locale } from '@countersign/core/text/locale.ts';
import { FUNCTIONS } from '@countersign/jira/port/call.ts';
import { rolldown } from 'rolldown';
import { addressOf, bar } from './bar.ts';
import { PEOPLE, type PersonName } from './story.ts';
import { PAGE_NAMES, type PageName, type Viewer } from './viewer.ts';
import { openWorld } from './world.ts';

/** Milliseconds that a call of set-up takes here; on a site it is some seconds. */
const PAUSE = 400;

/** Long enough to see what stands there while one waits. */
const SLOW = 20_000;

const WIDE: Readonly<Partial<Record<PageName, string>>> = {
  settings: 'host-wide',
  project: 'host-wide',
  admin: 'host-wide',
  context: 'host-narrow',
};

/** The panels and what plays Jira, as one script for a browser. */
export async function bundle(): Promise<string> {
  const build = await rolldown({
    input: fileURLToPath(new URL('./browser/live.js', import.meta.url)),
    platform: 'browser',
    logLevel: 'silent',
    transform: { jsx: 'react-jsx', define: { 'process.env.NODE_ENV': '"production"' } },
  });
  const { output } = await build.generate({ format: 'esm', codeSplitting: false, minify: true });
  await build.close();
  return output[0].code;
}

/** Listens on a port of this machine; 0 takes a free one. */
export async function serve(port: number): Promise<{ readonly url: string; readonly server: Server }> {
  const [script, style] = await Promise.all([bundle(), readFile(new URL('./style.css', import.meta.url), 'utf8')]);
  const anew = () => openWorld(() => wait(PAUSE));
  let world = anew();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const send = (status: number, type: string, body: string) =>
      response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(body);
    const viewer = viewerOf(url);
    if (url.pathname === '/live.js') return send(200, 'text/javascript', script);
    if (url.pathname === '/style.css') return send(200, 'text/css', style);
    const asked = FUNCTIONS.find((one) => url.pathname === `/invoke/${one}`);
    if (asked && request.method === 'POST') {
      try {
        if (viewer.chapter === 'slow') await wait(SLOW);
        const answer = await world[asked](JSON.parse(await bodyOf(request)), viewer);
        return send(200, 'application/json', JSON.stringify(answer ?? null));
      } catch (error) {
        return send(500, 'text/plain', String(error));
      }
    }
    const left = PAGE_NAMES.find((one) => url.pathname === `/again/${one}`);
    if (left && request.method === 'POST') {
      world = anew();
      return response.writeHead(303, { location: addressOf(left, viewer) }).end();
    }
    const page = PAGE_NAMES.find((one) => url.pathname === `/${one}`);
    if (page) return send(200, 'text/html', hostPage(page, viewer));
    if (url.pathname === '/') return response.writeHead(302, { location: '/issue' }).end();
    return send(404, 'text/plain', 'Not found');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`, server };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function viewerOf(url: URL): Viewer {
  const as = Object.keys(PEOPLE).find((one) => one === url.searchParams.get('as')) as PersonName | undefined;
  const locale = LOCALES.find((one) => one === url.searchParams.get('locale')) as Locale | undefined;
  return { as: as ?? 'mei', locale: locale ?? 'en', chapter: url.searchParams.get('chapter') ?? 'voided' };
}

function hostPage(page: PageName, viewer: Viewer): string {
  const setting = { page, locale: viewer.locale === 'en' ? 'en-US' : 'zh-CN', users: PEOPLE };
  return `<!doctype html>
<html lang="${viewer.locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Countersign in Jira: ${page}</title><link rel="stylesheet" href="/style.css"><link rel="icon" href="data:,"></head>
<body>
${bar(page, PAGE_NAMES, viewer)}
<main class="host ${WIDE[page] ?? ''}" id="host"></main>
<script type="application/json" id="setting">${JSON.stringify(setting).replaceAll('<', '\\u003c')}</script>
<script type="module" src="/live.js"></script>
</body>
</html>`;
}
