/** The running server: record, queue, line and HTTP put together, started and drained in one order. */
import { createServer } from 'node:http';
import type { Documents } from '@countersign/core/record/documents.ts';
import { withNames } from '@countersign/core/record/people.ts';
import type { Ledger } from '@countersign/core/record/port.ts';
import { FORMS } from '@countersign/core/recorded.ts';
import { type Credentials, probotFor, throughProbot } from '@countersign/github/app.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { forOnePiece } from '@countersign/github/facts/cached.ts';
import { installations } from '@countersign/github/installation.ts';
import type { JiraGate } from '@countersign/github/mirror/jira.ts';
import { handle } from '@countersign/github/receive/line.ts';
import { judgeAnew } from '@countersign/github/reconcile/anew.ts';
import { bringIntoRecord } from '@countersign/github/reconcile/olderversions.ts';
import { reasonOf } from '@countersign/github/reconcile/reconcile.ts';
import { behindDoor } from '@countersign/github/record/recorddoor.ts';
import { lostNow } from '@countersign/github/record/recordlost.ts';
import { type Boss, openBoss } from '@countersign/postgres/boss.ts';
import { connect, type Database } from '@countersign/postgres/connect.ts';
import { postgresDocuments } from '@countersign/postgres/documents.ts';
import { postgresDues } from '@countersign/postgres/dues.ts';
import { type Inbox, postgresInbox } from '@countersign/postgres/inbox.ts';
import { postgresLedger } from '@countersign/postgres/ledger.ts';
import { claimRecord, type Owner, type Played } from '@countersign/postgres/owner.ts';
import { postgresPeople } from '@countersign/postgres/people.ts';
import { postgresProjections } from '@countersign/postgres/projections.ts';
import { postgresRegister } from '@countersign/postgres/register.ts';
import { postgresSessions, type SessionEnds } from '@countersign/postgres/sessions.ts';
import { postgresTexts } from '@countersign/postgres/texts.ts';
import { postgresUnhandled } from '@countersign/postgres/unhandled.ts';
import { postgresWork } from '@countersign/postgres/work.ts';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { type Listener, onceReady } from './door.ts';
import { type Measures, measures } from './measure.ts';
import { finishRestores } from './restored.ts';
import { startRounds } from './rounds.ts';
import { listenerFor, listening, WEBHOOK_PATH } from './serving.ts';
import { standingOf, storing } from './standing.ts';
import { replayOnceUpgraded } from './upgraded.ts';
import { handleDeliveries, workOffJobs } from './workers.ts';

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

const DRAIN_MS = 30_000;

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { credentials, log } = options;
  const opened = await openRecord(options);
  const { boss, record, inbox, close } = opened;
  const measured = measures(options.now);
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
    await close();
    throw error;
  });
  const parts = partsOf(options, opened, { probot, measured, address });

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
  const { concurrency, overdueMs } = options;
  const deliveries = handleDeliveries(inbox, parts, { measured, receive, concurrency, overdueMs });
  const jobs = workOffJobs(boss, parts, { measured, judged, concurrency, overdueMs });
  const retried = replayOnceUpgraded(parts, boss).catch((error: unknown) =>
    log.warn({ reason: reasonOf(error) }, 'what an older version gave up could not be tried again'),
  );
  const rounds = startRounds(parts, inbox, boss, options.reconcileMs);
  const standing = () => standingOf(inbox, boss);
  measured.watch(standing, rounds.standing);
  serving.resolve(
    listenerFor(parts, {
      ...{ inbox, measured, address, host: options.host },
      ...{ publicUrl: options.publicUrl, allowedHosts: options.allowedHosts },
      secrets: [credentials.secret, ...credentials.formerSecrets],
      isStopping: () => stopping,
      ...{ standing, rounds: rounds.standing, lost: () => lostNow(parts) },
      storing: storing({
        now: parts.now,
        report: (reason) => log.error({ reason }, 'what GitHub delivers cannot be stored'),
        over: rounds.soon,
      }),
      mount: (app) => options.mount?.(app, parts, postgresSessions(opened.database)),
    }),
  );

  return {
    address,
    parts,
    record,
    inbox,
    webhookPath: WEBHOOK_PATH,
    reconcile: rounds.reconcile,
    askAgain: rounds.askAgain,
    freezes: rounds.freezes,
    due: rounds.due,
    async idle() {
      await judged;
      await retried;
      // A delivery may queue jobs and a job's write may come back as a delivery: quiet is when both were idle in a row.
      for (let round = 0; round < 2; round += 1) {
        await deliveries.idle();
        await jobs.idle();
      }
    },
    async stop() {
      if (stopping) return;
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const drained = async (): Promise<void> => {
        await rounds.stop();
        await rounds.over();
        await judged;
        await retried;
        await Promise.all([deliveries.stop(), jobs.stop()]);
      };
      // Whatever does not come to an end is found in the record by whoever starts next.
      await Promise.race([drained(), new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())]);
      server.closeAllConnections();
      await closed;
      await close();
    },
  };
}

interface Opened {
  readonly database: Database;
  readonly boss: Boss;
  /** Entries as they stand. */
  readonly record: Ledger;
  readonly documents: Documents;
  readonly inbox: Inbox;
  close(): Promise<void>;
}

/** The record, if it is ours, with all in it that an older version kept beside it. @throws with nothing left open */
async function openRecord(options: ServerOptions): Promise<Opened> {
  const { credentials, log, now = Date.now } = options;
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
  const close = async (): Promise<void> => {
    await boss.close();
    await database.close();
  };
  try {
    for (const { at, since, again } of await finishRestores(boss, now()))
      log.info({ at, since, again }, 'a restore that was cut off is finished: what was erased since is erased again');
    await bringIntoRecord({ ledger: record, documents, now });
  } catch (error) {
    await close();
    throw error;
  }
  return { database, boss, record, documents, inbox: postgresInbox(boss), close };
}

interface Reached {
  readonly probot: Parameters<typeof installations>[0];
  readonly measured: Measures;
  readonly address: string;
}

/** What the line works with. */
function partsOf(
  options: ServerOptions,
  { database, boss, record, documents }: Opened,
  { probot, measured, address }: Reached,
): Parts {
  const { credentials, log, now = Date.now, limited = true } = options;
  const people = postgresPeople(database);
  return behindDoor({
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
    lost: new Map(),
    rested: new Map(),
    turns: new Map(),
    waiting: new Map(),
    now,
    log,
    self: credentials.bot,
    app: credentials.appId,
    merged: measured.merged,
    tracker: options.tracker ?? address,
    pages: options.pages ?? address,
    ...(options.jira ? { jira: options.jira } : {}),
  });
}
