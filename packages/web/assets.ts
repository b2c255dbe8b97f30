/** The files that every page of ours needs; they hold nothing of anybody. */
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

const ASSETS = [
  ['style.css', 'text/css; charset=utf-8'],
  ['page.js', 'text/javascript; charset=utf-8'],
  ['icon.svg', 'image/svg+xml'],
] as const;

/** Serves `/assets/*`. */
export function assetsApp(): Hono {
  const app = new Hono();
  const assets = new Map(
    ASSETS.map(([name, type]) => [
      name as string,
      { type, body: readFileSync(new URL(`./browser/${name}`, import.meta.url), 'utf8') },
    ]),
  );
  app.get('/assets/:file', (c) => {
    const found = assets.get(c.req.param('file'));
    return found
      ? c.body(found.body, 200, {
          'content-type': found.type,
          'cache-control': 'no-cache',
          'x-content-type-options': 'nosniff',
        })
      : c.notFound();
  });
  return app;
}
