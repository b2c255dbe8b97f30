/** The server as a process of its own, whose clock can be moved, and in whose sources a bug can be planted. It ends with whoever started it. */
import { registerHooks } from 'node:module';
import type { ServerOptions } from '@countersign/server/options.ts';
import type { Visitor } from '@countersign/web/port.ts';
import { pino } from 'pino';
import { moveClock } from '../../instruments/movedclock.ts';
import { type Plant, planted } from './plants.ts';

const given = JSON.parse(process.env.SERVER_OPTIONS ?? '{}') as Omit<ServerOptions, 'log'>;
const plant = JSON.parse(process.env.PLANT ?? 'null') as Plant | null;
if (plant)
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.endsWith(`/${plant.file}`)) return loaded;
      return { ...loaded, source: planted(plant, String(loaded.source)) };
    },
  });

moveClock(Number(process.env.CLOCK_AHEAD ?? 0));

const { startServer } = await import('@countersign/server/server.ts');
const log = pino({ level: process.env.LOG_LEVEL ?? 'warn', base: null }, process.stderr);
const { pageFacts } = await import('@countersign/server/pages.ts');
const { readersOnGitHub } = await import('@countersign/server/rights.ts');
const { pagesApp } = await import('@countersign/web/app.ts');
const server = await startServer({
  ...given,
  log,
  // Whoever signed in is told by whoever asks; what they may see GitHub says.
  mount: (app, parts) =>
    app.route(
      '/',
      pagesApp({
        facts: pageFacts({ parts, mayRead: readersOnGitHub(given.apiUrl), tracker: parts.tracker }),
        visitor: async (c) => JSON.parse(c.req.header('x-visitor') ?? '{"kind":"stranger"}') as Visitor,
        signIn: true,
        now: () => new Date().toISOString(),
        report: (error) => log.error({ reason: String(error) }, 'a page could not be shown'),
      }),
    ),
});
process.on('message', ({ clock, round }: { readonly clock?: number; readonly round?: number }) => {
  if (clock !== undefined) moveClock(clock);
  if (round !== undefined) void server.reconcile().then(() => process.send?.({ round }));
});
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
process.once('disconnect', () => process.exit(1));
process.send?.({ address: server.address, webhookPath: server.webhookPath });
