/** Looks at what waits behind a delivery that has to wait, so that whatever only closes need not wait with it (`rules.md 4.4`). */
import type { Boss } from './boss.ts';
import { run } from './connect.ts';
import type { QueuedJob } from './queue.ts';

export interface Watch {
  /** A delivery was put back: its key stands still. */
  waits(job: Pick<QueuedJob, 'id' | 'key'>): void;
  /** Deliveries have left the queue. */
  over(ids: readonly string[]): void;
  stop(): Promise<void>;
}

const EVERY_MS = 500;
/** What could not be taken may be able to be later: what it needs may have come from elsewhere. */
const AGAIN_MS = 5000;
/** Looked at in one go; the rest follows in the next. */
const MOST = 200;

export function lookAhead(
  boss: Boss,
  ahead: (id: string, key: string) => Promise<boolean>,
  { aheadMs = EVERY_MS, onError = () => {} }: { aheadMs?: number; onError?: (error: unknown) => void },
): Watch {
  /** Keys that stand still, by the delivery at their head. */
  const heads = new Map<string, string>();
  /** Until when a delivery need not be looked at. */
  const looked = new Map<string, number>();
  let turn: Promise<void> = Promise.resolve();
  let stopped = false;

  async function look(): Promise<void> {
    const keys = [...new Set(heads.values())];
    const seen = [...looked].filter(([, until]) => until > Date.now()).map(([id]) => id);
    const rows = await run<{ id: string; key: string }>(boss.database.pool, 'look ahead', waiting, [keys, seen, MOST]);
    for (const { id, key } of rows) {
      if (stopped) return;
      try {
        const isDone = await ahead(id, key);
        looked.set(id, isDone ? Number.POSITIVE_INFINITY : Date.now() + AGAIN_MS);
      } catch (error) {
        looked.set(id, Date.now() + AGAIN_MS);
        onError(error);
      }
    }
  }

  const timer = setInterval(() => {
    if (heads.size > 0) turn = turn.then(() => look().catch(onError));
  }, aheadMs);
  timer.unref();
  return {
    waits: ({ id, key }) => heads.set(id, key),
    over(ids) {
      for (const id of ids) {
        heads.delete(id);
        looked.delete(id);
      }
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await turn;
    },
  };
}

const waiting = `select id, singleton_key as key from pgboss.job
  where name = 'delivery' and state in ('created', 'retry') and singleton_key = any($1::text[]) and not id = any($2::text[]::uuid[])
  order by created_on, id limit $3`;
