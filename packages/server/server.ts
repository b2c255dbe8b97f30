/** The running server: record, queue, line and HTTP put together, started and drained in one order. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withNames } from '@countersign/core/record/people.ts';
import type { Json, Ledger } from '@countersign/core/record/port.ts';
import { FORMS } from '@countersign/core/recorded.ts';
import { type Credentials, probotFor, throughProbot } from '@countersign/github/app.ts';
import { installations } from '@countersign/github/installation.ts';
import { standsOpen } from '@countersign/github/project/check.ts';
import { ignorable } from '@countersign/github/translate.ts';
import { openBoss } from '@countersign/postgres/boss.ts';
import { pruneCauses } from '@countersign/postgres/causes.ts';
import { connect } from '@countersign/postgres/connect.ts';
import { postgresDocuments } from '@countersign/postgres/documents.ts';
import { postgresDues } from '@countersign/postgres/dues.ts';
import { type Inbox, postgresInbox } from '@countersign/postgres/inbox.ts';
import { postgresLedger } from '@countersign/postgres/ledger.ts';
import { claimRecord, type Owner, type Played } from '@countersign/postgres/owner.ts';
import { postgresPeople } from '@countersign/postgres/people.ts';
import { postgresProjections } from '@countersign/postgres/projections.ts';
import { runQueue } from '@countersign/postgres/queue.ts';
import { postgresRegister } from '@countersign/postgres/register.ts';
import { postgresSessions, type SessionEnds } from '@countersign/postgres/sessions.ts';
import { postgresTexts } from '@countersign/postgres/texts.ts';
import { postgresUnhandled } from '@countersign/postgres/unhandled.ts';
import { postgresWork } from '@countersign/postgres/work.ts';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { takeAhead } from './ahead.ts';
import { judgeAnew } from './anew.ts';
import { lookAtDue } from './clock.ts';
import { type Listener, onceReady, onlyKnown } from './door.ts';
import { type FollowUp, precedenceOf } from './follow.ts';
import { freezeClock } from './freeze.ts';
import { placeOfProject } from './home.ts';
import type { JiraGate } from './jiragate.ts';
import { REMEMBERED_MS, tooLate } from './late.ts';
import { handle } from './line.ts';
import { measures } from './measure.ts';
import { forOnePiece } from './once.ts';
import type { Parts } from './parts.ts';
import { showLater } from './pull.ts';
import { reasonOf, reconcile } from './reconcile.ts';
import { show } from './show.ts';
import { bringIntoRecord } from './truth.ts';
import { SHOWING, shutFor, watchFor } from './watch.ts';
import { receiveWebhook } from './webhook.ts';

export interface ServerOptions {
  readonly databaseUrl: string;
  readonly credentials: Credentials;
  readonly host: string;
  /** Address under which people reach us from elsewhere. */
  readonly publicUrl?: string;
  /** Further names under which we answer; see `packages/web/host.ts`. */
  readonly allowedHosts?: readonly string[];
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
  readonly mount?: (app: Hono, parts: Parts, sessions: SessionEnds) => void;
  /** Keep GitHub's limits for writing. Off only against the stand-in. */
  readonly limited?: boolean;
  /** Asks Jira about its requests. */
  readonly jira?: JiraGate;
  /** Told what whoever runs the server should read. */
  readonly announce?: (text: string) => void;
  /** How often to look for what was missed; 0 never. */
  readonly reconcileMs: number;
  readonly concurrency?: number;
  /** Whose record this has to be; absent: that of the app of these credentials. */
  readonly owner?: Owner;
  /** Whose record may become ours. */
  readonly adopts?: readonly Owner[];
  readonly played?: Played;
  /** Told when it was somebody else's before. */
  readonly adopted?: (former: Owner) => void;
  /** Milliseconds since 1970; the machine's own clock unless given. */
  readonly now?: () => number;
  /** How long a delivery, or the work that shows a check, may wait before its gates close; a minute unless given. */
  readonly overdueMs?: number;
}

export interface RunningServer {
  readonly address: string;
  readonly parts: Parts;
  /** Entries as they stand, without names and with the hashes that they have: what is verified. */
  readonly record: Ledger;
  readonly inbox: Inbox;
  readonly webhookPath: string;
  /** Resolves once every stored delivery and all that follows from them is done. */
  idle(): Promise<void>;
  reconcile(): Promise<void>;
  /** Judges anew what names requests of another tracker; the clock does so every minute. */
  askAgain(): Promise<void>;
  /** Judges anew where a freeze has begun or ended since it was looked at last; the clock does so every few seconds. */
  freezes(): Promise<void>;
  /** Has looked at whatever is due by now; the clock does so every few seconds. @returns how many this server fired */
  due(): Promise<number>;
  /** Stops taking webhooks, finishes what runs, and closes the record. */
  stop(): Promise<void>;
}

export const WEBHOOK_PATH = '/api/github/webhooks';
const DRAIN_MS = 30_000;
/** Beside the jobs that run at once, so many for gates alone; so many more for watches and gates that close; for those alone; and for what closes without asking. */
const KEPT_PLACES = [2, 2, 2, 2] as const;
/** Of the places for deliveries, so many are for those that were not tried yet. */
const KEPT_FOR_FIRST = 4;
const JIRA_MS = 60_000;
/** So many closed checks that name a request in Jira are judged anew each time. */
const MOST_CLOSED = 500;
const CLOCK_MS = 5000;
/** So often what is remembered for long is looked through for what need not be any more. */
const PRUNE_MS = 24 * 3_600_000;

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { credentials, log, now = Date.now, limited = true } = options;
  const database = connect(options.databaseUrl, {
    onError: (error) => log.warn({ reason: reasonOf(error) }, 'a database connection was lost'),
  });
  try {
    const { owner = `app:${credentials.appId}`, adopts = [], played, adopted } = options;
    const former = await claimRecord(database, { owner, adopts, ...(played ? { played } : {}) });
    if (former) adopted?.(former);
  } catch (error) {
    await database.close();
    throw error;
  }
  const boss = await openBoss(database, (error) => log.warn({ reason: reasonOf(error) }, 'the queue has trouble'));
  const record = postgresLedger(boss);
  const documents = postgresDocuments(database);
  await bringIntoRecord({ ledger: record, documents, now }).catch(async (error: unknown) => {
    await boss.close();
    await database.close();
    throw error;
  });
  const inbox = postgresInbox(boss);
  const measured = measures();
  measured.watchInbox(() => inbox.pending());

  const probot = probotFor(credentials, {
    ...(options.apiUrl ? { apiUrl: options.apiUrl } : {}),
    ...(options.fetch ? { fetch: options.fetch } : {}),
  });
  const serving = Promise.withResolvers<Listener>();
  // GitHub itself gives up after ten seconds; whoever sends more slowly only holds memory.
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000 },
    onceReady(serving.promise, (error) => log.error({ reason: reasonOf(error) }, 'a request could not be answered')),
  );
  const address = await listening(server, options.host, options.port).catch(async (error: unknown) => {
    // Before whoever started the database stops it: what is cut off there complains louder than the reason.
    await boss.close();
    await database.close();
    throw error;
  });
  const people = postgresPeople(database);
  const parts: Parts = {
    ledger: withNames(record, people, FORMS),
    people,
    register: postgresRegister(database),
    dues: postgresDues(boss),
    work: postgresWork(database),
    documents,
    texts: postgresTexts(database),
    projections: postgresProjections(database),
    unhandled: postgresUnhandled(database),
    installations: installations(probot, measured.called, { now, limited }),
    precedence: 'open',
    limited,
    policies: new Map(),
    away: new Map(),
    asking: new Map(),
    places: new Map(),
    now,
    log,
    self: credentials.bot,
    app: credentials.appId,
    merged: measured.merged,
    tracker: options.tracker ?? address,
    pages: options.pages ?? address,
    ...(options.jira ? { jira: options.jira } : {}),
  };

  let stopping = false;
  // What is green by older rules comes before everything else that is written.
  const judged = judgeAnew(parts, { announce: options.announce ?? (() => {}), isOver: () => stopping }).catch(
    (error: unknown) =>
      log.error({ reason: reasonOf(error) }, 'open pull requests could not be judged by the new rules'),
  );
  const receive = await throughProbot(probot, (stored) =>
    // What people said may close a gate, and whatever comes later on its issue waits for it.
    handle(forOnePiece(parts, 'close'), stored),
  );
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
      keptForFirst: KEPT_FOR_FIRST,
      onFailure: (job, error, next) => {
        measured.handled(job.kind, next, 0);
        log[next === 'parked' ? 'error' : 'warn'](
          { job: job.id, event: job.kind, attempt: job.attempt, next, reason: reasonOf(error) },
          'a delivery failed',
        );
      },
      following: (job) => watchFor(job, parts.now()),
      ...(options.overdueMs === undefined ? {} : { overdueMs: options.overdueMs }),
      ahead: (delivery) => takeAhead(forOnePiece(parts, 'close'), delivery),
      onError: (error) => log.warn({ reason: reasonOf(error) }, 'the inbox cannot be read now'),
    },
  );
  const jobs = runQueue(
    boss,
    'job',
    async (job) => {
      const followUp = job.data as unknown as FollowUp;
      // What closes, or may, waits for nobody.
      if (precedenceOf(followUp) !== 'close') await judged;
      const started = performance.now();
      await show(forOnePiece(parts, precedenceOf(followUp)), followUp, job.attempt);
      measured.worked(job.kind, 'done', (performance.now() - started) / 1000);
    },
    {
      concurrency: KEPT_PLACES.reduce((sum, places) => sum + places, concurrency),
      kept: KEPT_PLACES,
      onFailure: (job, error, next) => {
        measured.worked(job.kind, next, 0);
        log[next === 'parked' ? 'error' : 'warn'](
          { job: job.id, kind: job.kind, attempt: job.attempt, next, reason: reasonOf(error) },
          'work that follows failed',
        );
      },
      following: shutFor,
      overdueKinds: SHOWING,
      ...(options.overdueMs === undefined ? {} : { overdueMs: options.overdueMs }),
      onError: (error) => log.warn({ reason: reasonOf(error) }, 'the queue cannot be read now'),
    },
  );

  const app = new Hono();
  // The framework's own answer to what nobody caught writes a stack to the terminal.
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    log.error({ reason: reasonOf(error) }, 'a request could not be answered');
    return c.text('Something went wrong; please try again.\n', 500);
  });
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
  options.mount?.(app, parts, postgresSessions(database));
  const { host, allowedHosts = [], publicUrl } = options;
  const names = [...allowedHosts, ...(isAnywhere(host) ? [] : [new URL(address).host])];
  const pages = onlyKnown(
    { port: Number(new URL(address).port || 80), allowed: names, ...(publicUrl ? { publicUrl } : {}) },
    getRequestListener(app.fetch),
  );
  const secrets = [credentials.secret, ...credentials.formerSecrets];
  const hook = {
    inbox,
    secrets: () => secrets,
    now,
    reading: { bytes: 0, held: new Map() },
    ignorable: (event: string, payload: Json) =>
      ignorable(event, payload, parts.self) ?? tooLate(event, payload, now()),
    counted: measured.delivered,
  };
  serving.resolve((request, response) => {
    if (request.url?.split('?')[0] !== WEBHOOK_PATH) return void pages(request, response);
    receiveWebhook(hook, request, response).catch((error: unknown) => {
      log.error({ reason: reasonOf(error) }, 'a webhook could not be answered');
      if (!response.headersSent) response.writeHead(500).end();
    });
  });

  /**
   * Jira cannot tell us when a vote ends there: whatever names one of its requests is judged anew by the clock. Of what is closed only so much;
   * what may stand open, however much there is.
   */
  const askAgain = async (): Promise<void> => {
    let closed = 0;
    for (const work of await parts.work.openHolding('"kind":"elsewhere"')) {
      if (!(await standsOpen(parts.projections, work, work.head)) && ++closed > MOST_CLOSED) continue;
      const place = await placeOfProject(parts, work.tenant, work.project);
      if (place) await showLater(parts, place, work.id, `jira/${Date.now()}/${work.id}`);
    }
  };

  const freezes = freezeClock(parts);
  let reconciling: Promise<void> = Promise.resolve();
  let since = Date.now() - 3 * 24 * 3_600_000;
  let prunedAt = Number.NEGATIVE_INFINITY;
  /** Forgets which deliveries were seen, and what they did. */
  const prune = async (): Promise<void> => {
    if (now() - prunedAt < PRUNE_MS) return;
    prunedAt = now();
    const before = new Date(now() - REMEMBERED_MS).toISOString();
    await inbox.prune(before);
    await pruneCauses(database, before);
  };
  const again = (): Promise<void> => {
    reconciling = reconciling.then(async () => {
      const from = since;
      since = Date.now();
      await prune().catch((error: unknown) =>
        log.warn({ reason: reasonOf(error) }, 'settled deliveries and their causes could not be forgotten'),
      );
      const does = (job: FollowUp) => show(forOnePiece(parts, precedenceOf(job)), job);
      await reconcile(parts, from, does).catch((error: unknown) => {
        since = from;
        log.warn({ reason: reasonOf(error) }, 'GitHub could not be asked for what was missed');
      });
    });
    return reconciling;
  };
  const timer = options.reconcileMs > 0 ? setInterval(() => void again(), options.reconcileMs) : undefined;
  timer?.unref();
  const askJira = () =>
    askAgain().catch((error: unknown) => log.warn({ reason: reasonOf(error) }, 'Jira could not be asked again'));
  const asking = options.jira ? setInterval(() => void askJira(), JIRA_MS) : undefined;
  asking?.unref();
  const due = () => lookAtDue(parts);
  let looking: Promise<void> | undefined;
  const lookAtClock = () => {
    looking ??= freezes()
      .catch((error: unknown) => log.warn({ reason: reasonOf(error) }, 'freezes could not be looked at'))
      .then(due)
      .catch((error: unknown) => log.warn({ reason: reasonOf(error) }, 'what is due could not be looked at'))
      .then(() => {})
      .finally(() => {
        looking = undefined;
      });
  };
  const ticking = options.reconcileMs > 0 ? setInterval(lookAtClock, CLOCK_MS) : undefined;
  ticking?.unref();
  if (options.reconcileMs > 0) void again();

  return {
    address,
    parts,
    record,
    inbox,
    webhookPath: WEBHOOK_PATH,
    reconcile: again,
    askAgain,
    freezes,
    due,
    async idle() {
      await judged;
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
      clearInterval(ticking);
      await looking;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await reconciling.catch(() => {});
      await judged;
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

/** All addresses of the machine, which is no name to call it by. */
function isAnywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
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
