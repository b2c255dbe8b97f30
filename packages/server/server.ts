/** The running server: record, queue, line and HTTP put together, started and drained in one order. */
import { createServer } from 'node:http';
import type { Ledger } from '@countersign/core/record/port.ts';
import { probotFor, throughProbot } from '@countersign/github/app.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { forOnePiece } from '@countersign/github/facts/cached.ts';
import { handle } from '@countersign/github/receive/line.ts';
import { judgeAnew } from '@countersign/github/reconcile/anew.ts';
import { reasonOf } from '@countersign/github/reconcile/reconcile.ts';
import { lostNow } from '@countersign/github/record/recordlost.ts';
import { writeRowsAnew } from '@countersign/github/record/rowsanew.ts';
import type { Inbox } from '@countersign/postgres/inbox.ts';
import { postgresLetters } from '@countersign/postgres/letters.ts';
import { postgresSessions } from '@countersign/postgres/sessions.ts';
import { deskOf } from './desk.ts';
import { type Listener, onceReady } from './door.ts';
import { measures } from './measure.ts';
import type { ServerOptions } from './options.ts';
import { openRecord } from './record.ts';
import { startRounds } from './rounds.ts';
import { listenerFor, listening, WEBHOOK_PATH } from './serving.ts';
import { standingOf, storing } from './standing.ts';
import { replayOnceUpgraded } from './upgraded.ts';
import { handleDeliveries, workOffJobs } from './workers.ts';

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
  /** Sends what may leave by now; the clock does so every few seconds. @returns how many letters were taken */
  send(): Promise<number>;
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
  const parts = deskOf(options, opened, { probot, measured, address });

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
  const rewritten = writeRowsAnew(parts, () => stopping).catch((error: unknown) =>
    log.warn({ reason: reasonOf(error) }, 'rows of an older version could not be written anew; the next start goes on'),
  );
  const sending = {
    letters: postgresLetters(opened.database),
    channels: options.channels ?? {},
    counted: measured.sent,
  };
  const rounds = startRounds(parts, inbox, boss, options.reconcileMs, sending);
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
    send: rounds.send,
    async idle() {
      await judged;
      await retried;
      await rewritten;
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
        await rewritten;
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
