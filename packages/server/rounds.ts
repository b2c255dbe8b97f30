/** What the clock brings: rounds for what was missed, freezes and due times that have come, Jira's votes, and what need not be remembered any more. */

import type { Arrival } from '@countersign/core/record/delivery.ts';
import type { Parts } from '@countersign/github/desk.ts';
import { forOnePiece } from '@countersign/github/facts/cached.ts';
import { show } from '@countersign/github/jobs.ts';
import { standsOpen } from '@countersign/github/project/check.ts';
import { REMEMBERED_MS } from '@countersign/github/receive/late.ts';
import { lookAtDue } from '@countersign/github/reconcile/clock.ts';
import { freezeClock } from '@countersign/github/reconcile/freeze.ts';
import { reasonOf, reconcile } from '@countersign/github/reconcile/reconcile.ts';
import { askedSince, doneSince } from '@countersign/github/record/asked-since.ts';
import { placeOfProject } from '@countersign/github/record/home.ts';
import { type FollowUp, precedenceOf } from '@countersign/github/record/job.ts';
import { lookAnew } from '@countersign/github/record/recordlost.ts';
import { showLater } from '@countersign/github/work/pull.ts';
import type { Boss } from '@countersign/postgres/boss.ts';
import { appliedOf, pruneCauses } from '@countersign/postgres/causes.ts';
import { pruneFiles } from '@countersign/postgres/files.ts';
import type { Inbox } from '@countersign/postgres/inbox.ts';
import { replayRefused } from '@countersign/postgres/parked.ts';
import { type Sending, send } from './sender.ts';
import type { RoundsStanding } from './standing.ts';

const JIRA_MS = 60_000;
/** So many closed checks that name a request in Jira are judged anew each time. */
const MOST_CLOSED = 500;
const CLOCK_MS = 5000;
/** So far the first look goes back. */
const LONGEST_MS = 3 * 24 * 3_600_000;
/** After trouble others are still on their way: GitHub is asked for them together. */
const SOON_MS = 5000;
/** So often what is remembered for long is looked through for what need not be any more. */
const PRUNE_MS = 24 * 3_600_000;
/** So long a file may lie that no record names: what was to name it is over by then. */
const UNNAMED_MS = 24 * 3_600_000;

export interface Rounds {
  /** One round now, after whichever is under way. */
  reconcile(): Promise<void>;
  /** Looks soon, because something was probably missed just now. */
  soon(): void;
  standing(): RoundsStanding;
  askAgain(): Promise<void>;
  freezes(): Promise<void>;
  due(): Promise<number>;
  send(): Promise<number>;
  /** No clock ticks any more; what it began with the record is over. */
  stop(): Promise<void>;
  /** The round that is under way. */
  over(): Promise<void>;
}

/** @param every how often to look for what was missed, in milliseconds; 0 never: then nothing comes by itself */
export function startRounds(parts: Parts, inbox: Inbox, boss: Boss, every: number, sending: Sending): Rounds {
  const { database } = boss;
  const { log, now } = parts;

  /**
   * Jira cannot tell us when a vote ends there: whatever names one of its requests is judged anew by the clock. Of what is closed only so much;
   * what may stand open, however much there is.
   */
  const askAgain = async (): Promise<void> => {
    let closed = 0;
    for (const work of await parts.work.openNamingElsewhere()) {
      if (!(await standsOpen(parts.projections, work, work.head)) && ++closed > MOST_CLOSED) continue;
      const place = await placeOfProject(parts, work.tenant, work.project);
      if (place) await showLater(parts, place, work.id, `jira/${Date.now()}/${work.id}`);
    }
  };

  const freezes = freezeClock(parts);
  let reconciling: Promise<void> = Promise.resolve();
  let since = now() - LONGEST_MS;
  /** Until when deliveries are known to have arrived, as GitHub says when it made them: our own clock may be set right between two rounds. */
  let told = since;
  let wholeAt: number | undefined;
  let readUntil: number | undefined;
  let owed = 0;
  let stopping = false;
  let prunedAt = Number.NEGATIVE_INFINITY;
  /** Forgets which deliveries were seen, and what they did. */
  const prune = async (): Promise<void> => {
    if (now() - prunedAt < PRUNE_MS) return;
    prunedAt = now();
    const before = new Date(now() - REMEMBERED_MS).toISOString();
    await inbox.prune(before);
    await pruneCauses(database, before);
    await pruneFiles(database, new Date(now() - UNNAMED_MS).toISOString());
  };
  const door = {
    isKnown: async (tenant: string, causes: readonly string[], guid: string) =>
      (await appliedOf(database, tenant, causes)).size > 0 || (await inbox.find(guid)) !== undefined,
    store: (arrival: Arrival) => {
      heard.add(arrival.guid);
      return inbox.store(arrival);
    },
  };
  /** What rounds brought that nobody told of, and may not be handled yet. */
  const heard = new Set<string>();
  const isSettled = async (): Promise<boolean> => {
    for (const guid of heard) {
      if ((await inbox.find(guid))?.outcome === 'pending') return false;
      heard.delete(guid);
    }
    return true;
  };
  /** What an operator asked for and a whole round did; what it heard may still wait. */
  let lookedFor: string | undefined;
  let settling: NodeJS.Timeout | undefined;
  /** Of what an operator asked for: once all that was heard is on record too, gates are judged by it, at the next round. */
  const done = async (asked: string): Promise<void> => {
    if (await isSettled()) {
      await doneSince(parts.documents, asked);
      lookAnew(parts);
      return soon();
    }
    if (every <= 0 || stopping) return;
    clearTimeout(settling);
    settling = setTimeout(() => void done(asked).catch(() => {}), SOON_MS).unref();
  };
  const again = (): Promise<void> => {
    reconciling = reconciling.then(async () => {
      if (stopping) return;
      const asked = await askedSince(parts.documents).catch(() => undefined);
      if (asked === undefined) lookedFor = undefined;
      // By a clock that has gone back nobody knows since when.
      if (since > now()) since = now() - LONGEST_MS;
      const from = asked === undefined || asked === lookedFor ? since : Math.min(since, Date.parse(asked));
      const toldSince = from < since ? Math.min(told, from) : told;
      since = now();
      if (asked !== undefined) {
        lookAnew(parts);
        parts.rested.clear();
      }
      await prune().catch((error: unknown) =>
        log.warn(
          { reason: reasonOf(error) },
          'settled deliveries, their causes and files of no record could not be forgotten',
        ),
      );
      await replayRefused(boss).catch((error: unknown) =>
        log.warn({ reason: reasonOf(error) }, 'what GitHub said no to could not be looked at again'),
      );
      const does = (job: FollowUp) => show(forOnePiece(parts, precedenceOf(job)), job);
      const turn = {
        door,
        toldSince,
        isOver: () => stopping,
        owes(count: number) {
          owed = count;
        },
      };
      try {
        const { isWhole, until, toldUntil } = await reconcile(parts, from, does, turn);
        if (toldUntil !== undefined) told = toldUntil;
        readUntil = until === undefined ? undefined : Date.parse(until);
        if (until !== undefined) soon();
        if (isWhole) {
          wholeAt = now();
          lookedFor = asked;
          if (asked !== undefined) await done(asked);
        }
      } catch (error) {
        since = from;
        log.warn({ reason: reasonOf(error) }, 'GitHub could not be asked for what was missed');
      }
    });
    return reconciling;
  };
  const timer = every > 0 ? setInterval(() => void again(), every) : undefined;
  timer?.unref();
  const askJira = () =>
    askAgain().catch((error: unknown) => log.warn({ reason: reasonOf(error) }, 'Jira could not be asked again'));
  const asking = parts.jira ? setInterval(() => void askJira(), JIRA_MS) : undefined;
  asking?.unref();
  const due = () => lookAtDue(parts);
  let carrying: Promise<number> = Promise.resolve(0);
  /** Apart from what is due: a mail server that hangs holds up nobody's gate. */
  const sendNow = (): Promise<number> => {
    carrying = carrying.catch(() => 0).then(() => (stopping ? 0 : send(parts, sending, () => stopping)));
    return carrying;
  };
  let isSending = false;
  const sendByClock = (): void => {
    if (isSending) return;
    isSending = true;
    void sendNow()
      .catch((error: unknown) => log.warn({ reason: reasonOf(error) }, 'what people are told could not be sent'))
      .finally(() => {
        isSending = false;
      });
  };
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
  const tick = (): void => {
    lookAtClock();
    sendByClock();
  };
  const ticking = every > 0 ? setInterval(tick, CLOCK_MS) : undefined;
  ticking?.unref();
  if (every > 0) void again();

  let troubled: NodeJS.Timeout | undefined;
  const soon = (): void => {
    if (every <= 0 || stopping) return;
    troubled ??= setTimeout(() => {
      troubled = undefined;
      void again();
    }, SOON_MS).unref();
  };

  return {
    reconcile: again,
    soon,
    standing: () => ({
      ...(wholeAt === undefined ? {} : { wholeAt }),
      ...(readUntil === undefined ? {} : { readUntil }),
      owed,
    }),
    askAgain,
    freezes,
    due,
    send: sendNow,
    async stop() {
      stopping = true;
      clearTimeout(troubled);
      clearTimeout(settling);
      clearInterval(timer);
      clearInterval(asking);
      clearInterval(ticking);
      await looking;
      await carrying.catch(() => 0);
    },
    over: () => reconciling.catch(() => {}),
  };
}
