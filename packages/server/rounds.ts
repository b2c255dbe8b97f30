/** What the clock brings: rounds for what was missed, freezes and due times that have come, Jira's votes, and what need not be remembered any more. */
import { standsOpen } from '@countersign/github/project/check.ts';
import { pruneCauses } from '@countersign/postgres/causes.ts';
import type { Database } from '@countersign/postgres/connect.ts';
import type { Inbox } from '@countersign/postgres/inbox.ts';
import { lookAtDue } from './clock.ts';
import { type FollowUp, precedenceOf } from './follow.ts';
import { freezeClock } from './freeze.ts';
import { placeOfProject } from './home.ts';
import { REMEMBERED_MS } from './late.ts';
import { forOnePiece } from './once.ts';
import type { Parts } from './parts.ts';
import { showLater } from './pull.ts';
import { reasonOf, reconcile } from './reconcile.ts';
import { show } from './show.ts';

const JIRA_MS = 60_000;
/** So many closed checks that name a request in Jira are judged anew each time. */
const MOST_CLOSED = 500;
const CLOCK_MS = 5000;
/** So often what is remembered for long is looked through for what need not be any more. */
const PRUNE_MS = 24 * 3_600_000;

export interface Rounds {
  /** One round now, after whichever is under way. */
  reconcile(): Promise<void>;
  askAgain(): Promise<void>;
  freezes(): Promise<void>;
  due(): Promise<number>;
  /** No clock ticks any more; what it began with the record is over. */
  stop(): Promise<void>;
  /** The round that is under way. */
  over(): Promise<void>;
}

/** @param every how often to look for what was missed, in milliseconds; 0 never: then nothing comes by itself */
export function startRounds(parts: Parts, inbox: Inbox, database: Database, every: number): Rounds {
  const { log, now } = parts;

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
  const timer = every > 0 ? setInterval(() => void again(), every) : undefined;
  timer?.unref();
  const askJira = () =>
    askAgain().catch((error: unknown) => log.warn({ reason: reasonOf(error) }, 'Jira could not be asked again'));
  const asking = parts.jira ? setInterval(() => void askJira(), JIRA_MS) : undefined;
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
  const ticking = every > 0 ? setInterval(lookAtClock, CLOCK_MS) : undefined;
  ticking?.unref();
  if (every > 0) void again();

  return {
    reconcile: again,
    askAgain,
    freezes,
    due,
    async stop() {
      clearInterval(timer);
      clearInterval(asking);
      clearInterval(ticking);
      await looking;
    },
    over: () => reconciling.catch(() => {}),
  };
}
