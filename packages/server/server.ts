/** The running server: record, queue, line and HTTP put together, started and drained in one order. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Credentials, probotFor, throughProbot } from '@countersign/github/app.ts';
import { installations } from '@countersign/github/installation.ts';
import { ignorable } from '@countersign/github/translate.ts';
import { openBoss } from '@countersign/postgres/boss.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { postgresDocuments } from '@countersign/postgres/documents.ts';
import { type Inbox, postgresInbox } from '@countersign/postgres/inbox.ts';
import { postgresLedger } from '@countersign/postgres/ledger.ts';
import { migrate } from '@countersign/postgres/migrations.ts';
import { postgresProjections } from '@countersign/postgres/projections.ts';
import { runQueue } from '@countersign/postgres/queue.ts';
import { postgresRegister } from '@countersign/postgres/register.ts';
import { postgresWork } from '@countersign/postgres/work.ts';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Logger } from 'pino';
import type { FollowUp } from './follow.ts';
import { placeOfProject } from './home.ts';
import type { JiraGate } from './jiragate.ts';
import { handle } from './line.ts';
import { measures } from './measure.ts';
import { forOnePiece } from './once.ts';
import type { Parts } from './parts.ts';
import { showLater } from './pull.ts';
import { reasonOf, reconcile } from './reconcile.ts';
import { show } from './show.ts';
import { receiveWebhook } from './webhook.ts';

export interface ServerOptions {
  readonly databaseUrl: string;
  readonly credentials: Credentials;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly log: Logger;
  /** Where GitHub's API is; GitHub's own unless given. */
  readonly apiUrl?: string;
  readonly fetch?: typeof fetch;
  /** Where our pages are seen from outside; absent: at the address that is listened on. */
  readonly pages?: string;
  /** Where GitHub's own pages are; absent: beside ours, as in the sandbox. */
  readonly tracker?: string;
  /** Pages to serve beside ours, made once the line stands. */
  readonly mount?: (app: Hono, parts: Parts) => void;
  /** Keep GitHub's limits for writing. Off only against the stand-in. */
  readonly limited?: boolean;
  /** Asks Jira about its requests. */
  readonly jira?: JiraGate;
  /** How often to look for what was missed; 0 never. */
  readonly reconcileMs: number;
  readonly concurrency?: number;
}

export interface RunningServer {
  readonly address: string;
  readonly parts: Parts;
  readonly inbox: Inbox;
  readonly webhookPath: string;
  /** Resolves once every stored delivery and all that follows from them is done. */
  idle(): Promise<void>;
  reconcile(): Promise<void>;
  /** Judges anew what names requests of another tracker; the clock does so every minute. */
  askAgain(): Promise<void>;
  /** Stops taking webhooks, finishes what runs, and closes the record. */
  stop(): Promise<void>;
}

export const WEBHOOK_PATH = '/api/github/webhooks';
const DRAIN_MS = 30_000;
const JIRA_MS = 60_000;
/** So long it is remembered that a delivery was seen; GitHub gives up after three days. */
const KEPT_MS = 30 * 24 * 3_600_000;

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { credentials, log } = options;
  const database = connect(options.databaseUrl, {
    onError: (error) => log.warn({ reason: reasonOf(error) }, 'a database connection was lost'),
  });
  await migrate(database);
  const boss = await openBoss(database, (error) => log.warn({ reason: reasonOf(error) }, 'the queue has trouble'));
  const inbox = postgresInbox(boss);
  const measured = measures();
  measured.watchInbox(() => inbox.pending());

  const probot = probotFor(credentials, {
    ...(options.apiUrl ? { apiUrl: options.apiUrl } : {}),
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  // Whoever comes before everything stands is answered when it does.
  const serving = Promise.withResolvers<(request: IncomingMessage, response: ServerResponse) => void>();
  // GitHub itself gives up after ten seconds; whoever sends more slowly only holds memory.
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000 },
    (request, response) => void serving.promise.then((serve) => serve(request, response)),
  );
  const address = await listening(server, options.host, options.port).catch(async (error: unknown) => {
    // Before whoever started the database stops it: what is cut off there complains louder than the reason.
    await boss.close();
    await database.close();
    throw error;
  });
  const parts: Parts = {
    ledger: postgresLedger(boss),
    register: postgresRegister(database),
    work: postgresWork(database),
    documents: postgresDocuments(database),
    projections: postgresProjections(database),
    installations: installations(probot, measured.called, { limited: options.limited ?? true }),
    policies: new Map(),
    places: new Map(),
    now: Date.now,
    log,
    self: credentials.bot,
    tracker: options.tracker ?? address,
    pages: options.pages ?? address,
    ...(options.jira ? { jira: options.jira } : {}),
  };

  const receive = await throughProbot(probot, (stored) => handle(forOnePiece(parts), stored));
  const concurrency = options.concurrency ?? 16;
  const deliveries = inbox.handle(
    async ({ guid, event, payload }, attempt) => {
      const started = performance.now();
      const outcome = await receive({ guid, event, payload });
      const kind = outcome === 'done' ? 'done' : 'ignored';
      measured.handled(event, kind, (performance.now() - started) / 1000);
      log.debug(
        { guid, event, attempt, outcome: kind, ...(outcome === 'done' ? {} : { why: outcome.ignored }) },
        'handled a delivery',
      );
      return outcome;
    },
    {
      concurrency,
      onFailure: (job, error, next) => {
        measured.handled(job.kind, next, 0);
        log[next === 'parked' ? 'error' : 'warn'](
          { job: job.id, event: job.kind, attempt: job.attempt, next, reason: reasonOf(error) },
          'a delivery failed',
        );
      },
      onError: (error) => log.warn({ reason: reasonOf(error) }, 'the inbox cannot be read now'),
    },
  );
  const jobs = runQueue(
    boss,
    'job',
    async (job) => {
      const started = performance.now();
      await show(forOnePiece(parts), job.data as unknown as FollowUp);
      measured.worked(job.kind, 'done', (performance.now() - started) / 1000);
    },
    {
      concurrency,
      onFailure: (job, error, next) => {
        measured.worked(job.kind, next, 0);
        log[next === 'parked' ? 'error' : 'warn'](
          { job: job.id, kind: job.kind, attempt: job.attempt, next, reason: reasonOf(error) },
          'work that follows failed',
        );
      },
      onError: (error) => log.warn({ reason: reasonOf(error) }, 'the queue cannot be read now'),
    },
  );

  let stopping = false;
  const app = new Hono();
  app.get('/healthz', (c) => c.text('ok\n'));
  app.get('/readyz', async (c) => {
    if (stopping) return c.text('stopping\n', 503);
    try {
      const { count, oldestMs } = await inbox.pending();
      return c.text(`ready\ndeliveries waiting: ${count}, the oldest for ${Math.round(oldestMs / 1000)} s\n`);
    } catch {
      return c.text('the database is away\n', 503);
    }
  });
  app.get('/metrics', async (c) =>
    c.text(await measured.registry.metrics(), 200, { 'content-type': measured.registry.contentType }),
  );
  options.mount?.(app, parts);
  const pages = getRequestListener(app.fetch);
  const secrets = [credentials.secret, ...credentials.formerSecrets];
  const hook = {
    inbox,
    secrets: () => secrets,
    now: Date.now,
    reading: { bytes: 0, held: new Map() },
    ignorable: (event: string, payload: unknown) => ignorable(event, payload, parts.self),
    counted: measured.delivered,
  };
  serving.resolve((request, response) => {
    if (request.url?.split('?')[0] !== WEBHOOK_PATH) return void pages(request, response);
    receiveWebhook(hook, request, response).catch((error: unknown) => {
      log.error({ reason: reasonOf(error) }, 'a webhook could not be answered');
      if (!response.headersSent) response.writeHead(500).end();
    });
  });

  /** Jira cannot tell us when a vote ends there: whatever names one of its requests is judged anew by the clock. */
  const askAgain = async (): Promise<void> => {
    for (const work of await parts.work.openHolding('"kind":"elsewhere"')) {
      const place = await placeOfProject(parts, work.tenant, work.project);
      if (place) await showLater(parts, place, work.id, `jira/${Date.now()}/${work.id}`);
    }
  };

  let reconciling: Promise<void> = Promise.resolve();
  let since = Date.now() - 3 * 24 * 3_600_000;
  const again = (): Promise<void> => {
    reconciling = reconciling.then(async () => {
      const from = since;
      since = Date.now();
      await inbox.prune(new Date(since - KEPT_MS).toISOString()).catch(() => {});
      await reconcile(parts, from).catch((error: unknown) => {
        since = from;
        log.warn({ reason: reasonOf(error) }, 'GitHub could not be asked for what was missed');
      });
    });
    return reconciling;
  };
  const timer = options.reconcileMs > 0 ? setInterval(() => void again(), options.reconcileMs) : undefined;
  timer?.unref();
  const asking = options.jira ? setInterval(() => void askAgain().catch(() => {}), JIRA_MS) : undefined;
  asking?.unref();
  if (options.reconcileMs > 0) void again();

  return {
    address,
    parts,
    inbox,
    webhookPath: WEBHOOK_PATH,
    reconcile: again,
    askAgain,
    async idle() {
      // A delivery may queue jobs and a job's write may come back as a delivery: quiet is when both were idle in a row.
      for (let round = 0; round < 2; round += 1) {
        await deliveries.idle();
        await jobs.idle();
      }
    },
    async stop() {
      if (stopping) return;
      stopping = true;
      clearInterval(timer);
      clearInterval(asking);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await reconciling.catch(() => {});
      await Promise.race([
        Promise.all([deliveries.stop(), jobs.stop()]),
        new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref()),
      ]);
      server.closeAllConnections();
      await closed;
      await boss.close();
      await database.close();
    },
  };
}

/** There is no listening at this address; the message is one sentence with its remedy. */
export class NoAddress extends Error {
  override readonly name = 'NoAddress';
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

function listening(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      const sentence = NO_ADDRESS[error.code ?? '']?.(host, port);
      reject(sentence ? new NoAddress(sentence, { cause: error }) : error);
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      const { port: given } = server.address() as AddressInfo;
      resolve(`http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${given}`);
    });
  });
}
