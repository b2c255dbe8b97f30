/** The sandbox's tracker as a hono app: reads the world, shows it, and lets people act in it. Serves `/`, the repository's pages and `/tracker/*`. */
import { readFileSync } from 'node:fs';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { setCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import type { Html } from './layout.ts';
import { outboxView } from './outbox.ts';
import { overview, plain } from './overview.ts';
import { homeOf } from './place.ts';
import { policyRoutes } from './policyfile.ts';
import type { TrackerPageParts } from './port.ts';
import { repositoryRoutes } from './repository.ts';
import { showingFor } from './showing.ts';
import type { Locale } from './words.ts';

function asset(name: string, type: string): { readonly body: string; readonly type: string } {
  return { body: readFileSync(new URL(`./browser/${name}`, import.meta.url), 'utf8'), type };
}

export interface TrackerPages {
  readonly app: Hono;
  /** What stands above a page of the product's. */
  readonly strip: (c: Context, locale: Locale) => Promise<Strip>;
}

export interface Strip {
  readonly html: Html;
  /** Addresses of what it is drawn and moved with. */
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
}

/** Mounted at the root of the sandbox's address; unknown paths outside the repositories fall through to other routes. */
export function trackerApp(parts: TrackerPageParts): TrackerPages {
  const { trackers, outbox, contacts, policy, startOver, report } = parts;
  const app = new Hono();
  const assets = {
    'style.css': asset('style.css', 'text/css; charset=utf-8'),
    'strip.css': asset('strip.css', 'text/css; charset=utf-8'),
    'tracker.js': asset('tracker.js', 'text/javascript; charset=utf-8'),
    'icon.svg': asset('icon.svg', 'image/svg+xml'),
  };
  const showing = showingFor(parts);
  const { visit, show, notFound, startOverToken } = showing;

  app.get('/tracker/:file', (c) => {
    const found = Object.entries(assets).find(([name]) => name === c.req.param('file'))?.[1];
    return found ? c.body(found.body, 200, { 'content-type': found.type, 'cache-control': 'no-cache' }) : c.notFound();
  });

  const start = async (c: Context) => {
    const seen = visit(c);
    const language = writtenIn(await seen.tracker.file(policy.path));
    return show(c, seen, seen.say('issues'), (now) => overview(seen, now, language));
  };
  app.get('/', start);
  app.get('/outbox', async (c) => {
    const seen = visit(c);
    return show(c, seen, seen.say('outbox'), outboxView(seen, await outbox(seen.locale), await contacts?.()));
  });
  for (const [place, tracker] of trackers.entries()) {
    const root = homeOf(tracker);
    if (place === 0) app.get(root, (c) => c.redirect('/'));
    else app.get(root, start);
    for (const list of ['issues', 'pulls']) app.get(`${root}/${list}`, (c) => c.redirect(place === 0 ? '/' : root));
  }

  // Other sites in the same browser must not act here (form posts of another origin are refused).
  // By the name that was asked for, whatever terminates TLS before us.
  const hostOf = (c: Context) => c.req.header('host')?.toLowerCase() ?? new URL(c.req.url).host;
  const own = csrf({ origin: (origin, c) => /^https?:\/\/([^/]+)$/.exec(origin)?.[1] === hostOf(c) });
  for (const path of ['/as', '/start-over', ...trackers.map((one) => `${homeOf(one)}/*`)])
    app.use(path, own, bodyLimit({ maxSize: MOST_POSTED }), formsOnly);

  app.post('/as', async (c) => {
    const { login = '', to = '/' } = await c.req.parseBody();
    const face = trackers[0].faces().find((one) => one.login === login);
    if (face) setCookie(c, 'face', face.login, { path: '/', httpOnly: true, sameSite: 'Lax' });
    return c.redirect(within(String(to)), 303);
  });

  app.post('/start-over', async (c) => {
    const { token } = await c.req.parseBody();
    if (token !== startOverToken) {
      const seen = visit(c);
      return show(c, seen, '403', plain(seen, seen.say('startOverStale')), { status: 403 });
    }
    await startOver(visit(c).locale);
    showing.forgetLooks();
    return c.redirect('/', 303);
  });

  for (const tracker of trackers) {
    repositoryRoutes(app, tracker, showing);
    policyRoutes(app, tracker, policy, showing);
  }

  // Whatever a person may have mistyped; programs are answered by whoever serves us.
  app.get('*', (c, next) => (/^\/api(?:\/|$)/.test(c.req.path) ? next() : notFound(c)));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    report(error);
    const seen = visit(c);
    return show(c, seen, '500', plain(seen, seen.say('broken')), { status: 500 });
  });
  return {
    app,
    strip: async (c, locale) => ({
      html: await showing.strip(c, locale),
      ...{ styles: ['/tracker/strip.css'], scripts: ['/tracker/tracker.js'] },
    }),
  };
}

/** The language of what is in the repository, by its policy: the app answers in it, whatever language the page is read in. */
function writtenIn(policy: string | undefined): Locale | undefined {
  const named = /^language: *(\S+)/m.exec(policy ?? '')?.[1];
  return named === undefined ? undefined : named.startsWith('zh') ? 'zh-CN' : 'en';
}

/** Bytes of a form: the longest text that GitHub takes, written out for an address, with room. */
const MOST_POSTED = 1_000_000;

/** What is posted is read as a form here, once for all who ask for it. */
const formsOnly: MiddlewareHandler = async (c, next) => {
  const readable =
    c.req.method !== 'POST' ||
    (await c.req.parseBody({ all: true }).then(
      () => true,
      () => false,
    ));
  return readable ? next() : c.text('This is no form.', 400);
};

/** Only places on this page: a redirect must not lead elsewhere. */
function within(to: string): string {
  return /^\/(?![/\\])[!-[\]-~]*$/.test(to) ? to : '/';
}
