/** Looks at what waits behind a delivery that waits, whatever that waits for, so that what only closes need not wait with it (`rules.md 4.4`). */
import type { Boss } from './boss.ts';
import { run } from './connect.ts';

export interface Watch {
  /** Deliveries have left the queue. */
  over(ids: readonly string[]): void;
  stop(): Promise<void>;
}

const EVERY_MS = 500;
/** A key stands still whose oldest delivery was put off, or is older than this: it has no place, or takes long. */
const STILL_MS = 1000;
/** What could not be taken may be able to be later: what it needs may have come from elsewhere. */
const AGAIN_MS = 5000;
/** Read in one go; the rest follows in the next. */
const MOST = 200;
/** Looked at at once. One that takes longer than a moment counts no more: what it asks for may hang. */
const AT_ONCE = 8;
const MOMENT_MS = 1000;

export function lookAhead(
  boss: Boss,
  ahead: (id: string, key: string) => Promise<boolean>,
  { aheadMs = EVERY_MS, onError = () => {} }: { aheadMs?: number; onError?: (error: unknown) => void },
): Watch {
  /** Until when a delivery need not be looked at; those that are looked at now are among them. */
  const looked = new Map<string, number>();
  let turn: Promise<void> | undefined;
  let stopped = false;

  async function look(): Promise<void> {
    const due = [...looked].filter(([, until]) => until <= Date.now()).map(([id]) => id);
    // Those who come back come after those who were never looked at, however many come back.
    const rows = await run<{ id: string; key: string }>(boss.database.pool, 'look ahead', waiting, [
      ...[[...looked.keys()], due],
      ...[STILL_MS, MOST],
    ]);
    const left = [...rows];
    const next = async (): Promise<void> => {
      for (let one = left.shift(); one && !stopped; one = left.shift()) await atMost(MOMENT_MS, lookAt(one));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, next));
  }

  async function lookAt({ id, key }: { readonly id: string; readonly key: string }): Promise<void> {
    looked.set(id, Number.POSITIVE_INFINITY);
    try {
      if (!(await ahead(id, key)) && looked.has(id)) looked.set(id, Date.now() + AGAIN_MS);
    } catch (error) {
      if (looked.has(id)) looked.set(id, Date.now() + AGAIN_MS);
      onError(error);
    }
  }

  const timer = setInterval(() => {
    turn ??= look()
      .catch(onError)
      .finally(() => {
        turn = undefined;
      });
  }, aheadMs);
  timer.unref();
  return {
    over(ids) {
      for (const id of ids) looked.delete(id);
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await turn;
    },
  };
}

/** Resolves when the work does, or when so much time has passed. The work goes on. */
async function atMost(ms: number, work: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}

const waiting = `with waiting as (select id, singleton_key as key, state, created_on from pgboss.job
    where name = 'delivery' and state in ('created', 'retry', 'active')),
  still as (select distinct key from waiting where state = 'retry' or created_on < now() - $3 * interval '1 millisecond')
  select id, key from waiting where key in (select key from still)
    and (state <> 'active' or created_on < now() - $3 * interval '1 millisecond')
    and (not id = any($1::text[]::uuid[]) or id = any($2::text[]::uuid[]))
  order by id = any($2::text[]::uuid[]), created_on, id limit $4`;
