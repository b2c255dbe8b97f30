/** Stores what trackers deliver before it is acknowledged, once per GUID, and runs it in order per key. */

import { Malformed } from '@countersign/core/failure.ts';
import type { Arrival, Deliveries, Delivery, Outcome } from '@countersign/core/record/delivery.ts';
import type { Json } from '@countersign/core/record/port.ts';
import type { QueuedJob } from '@countersign/core/record/queued.ts';
import { lookAhead } from './ahead.ts';
import type { Boss } from './boss.ts';
import { run } from './connect.ts';
import { idOf } from './identifier.ts';
import { discard, type ParkedJob, parkedJobs, replay } from './parked.ts';
import { type Done, type QueueOptions, type RunningQueue, runQueue } from './queue.ts';
import { together } from './together.ts';

/** Its own record says what became of it: somebody was done with it before, and its turn came once more. */
const FINISHED = 'finished before';

export interface DeliveryRecord extends Omit<Delivery, 'payload' | 'key'> {
  readonly outcome: 'pending' | 'done' | 'ignored' | 'parked';
  /** Why it was ignored or parked. */
  readonly reason?: string;
}

export interface InboxOptions extends QueueOptions {
  /**
   * Looks at a delivery before its turn, while one of its key waits for longer than a second, itself included, whatever it waits for. It
   * may have its turn meanwhile. @returns whether it need not be looked at again before its turn.
   */
  readonly ahead?: (delivery: Delivery) => Promise<boolean>;
  /** How often to look. Default 0.5 s. */
  readonly aheadMs?: number;
}

export interface Inbox extends Deliveries {
  /** Starts handling. Same options and the same rules for failures as any queue. */
  handle(handler: (delivery: Delivery, attempt: number) => Promise<Outcome>, options?: InboxOptions): RunningQueue;
  find(guid: string): Promise<DeliveryRecord | undefined>;
  parked(): Promise<readonly (ParkedJob & { readonly guid: string })[]>;
  /** Tries a parked delivery again. @returns whether there was one. */
  replay(guid: string): Promise<boolean>;
  /** Lets go of a parked delivery for good: nothing follows from it. @returns whether there was one. */
  discard(guid: string): Promise<boolean>;
  /** How many wait or run, and for how long the oldest has, in milliseconds. */
  pending(): Promise<{ count: number; oldestMs: number }>;
  /** Forgets settled deliveries received before the instant, and with them that their GUIDs were seen. @returns how many. */
  prune(before: string): Promise<number>;
}

/** So much of what came in is kept in memory until it is handled, in characters; the rest is read again from the table. */
const HELD = 16 * 1024 * 1024;

/** Opens the inbox. */
export function postgresInbox(boss: Boss): Inbox {
  const { pool } = boss.database;
  const storing = `
    with fresh as (insert into delivery (id, guid, event, installation, received_at, payload) values ($1, $2, $3, $4, $5, $7)
      on conflict do nothing returning id),
    queued as (${boss.insertion('delivery', `select case when exists (select from fresh) then $6::text else '[]' end`)})
    select id from fresh`;

  const held = new Map<string, { readonly delivery: Delivery; readonly size: number }>();
  let heldSize = 0;
  let handling = 0;
  const release = (id: string): Delivery | undefined => {
    const found = held.get(id);
    held.delete(id);
    heldSize -= found?.size ?? 0;
    return found?.delivery;
  };
  const hold = (id: string, { text: _text, ignored: _ignored, ...delivery }: Arrival, size: number): void => {
    if (handling === 0 || heldSize + size > HELD) return;
    held.set(id, { delivery, size });
    heldSize += size;
  };

  const storeIgnored = together(async (round: readonly Ignored[]) => {
    const columns = (['id', 'guid', 'event', 'installation', 'receivedAt', 'ignored'] as const).map((name) =>
      round.map((one) => one[name]),
    );
    const rows = await run<{ id: string }>(boss.database.notes, 'store ignored deliveries', ignoring, columns);
    const fresh = new Set(rows.map(({ id }) => id));
    // Of two with one GUID in one round, the first is the one that was stored.
    return round.map(({ id }) => (fresh.delete(id) ? 'stored' : 'duplicate'));
  });

  return {
    async store(arrival) {
      const { guid, event, payload, key, installation, receivedAt, ignored } = arrival;
      const id = idOf(guid);
      if (ignored !== undefined) return storeIgnored({ id, guid, event, installation, receivedAt, ignored });
      const job = JSON.stringify([{ id, singletonKey: key, data: { kind: event, text: JSON.stringify({ guid }) } }]);
      const text = arrival.text ?? JSON.stringify(payload);
      const values = [id, guid, event, installation, receivedAt, job, text];
      const rows = await run(pool, 'store delivery', storing, values);
      if (rows.length === 0) return 'duplicate';
      hold(id, arrival, text.length);
      boss.stored('delivery');
      return 'stored';
    },
    handle(handler, options = {}) {
      handling += 1;
      const settle = async (done: readonly Done[]): Promise<void> => {
        const reasons = done.map(({ answer }) =>
          typeof answer === 'object' && answer !== null && 'ignored' in answer ? String(answer.ignored) : null,
        );
        await run(boss.database.claims, 'settle deliveries', settling, [done.map(({ id }) => id), reasons]);
      };
      const stored = async (id: string, key: string): Promise<Delivery | typeof FINISHED> => {
        const [row] = await run<StoredDelivery>(pool, 'open delivery', opening, [id]);
        if (!row) throw new Malformed('what was delivered is no longer kept');
        // It is let go when a delivery is settled, and at no other time: whoever did that died before its job left the queue.
        if (row.payload === null) return FINISHED;
        const { guid, event, installation, received_at, payload } = row;
        const receivedAt = received_at.toISOString();
        return { guid, event, payload: JSON.parse(payload) as Json, key, installation, receivedAt };
      };
      const perform = async ({ id, key, attempt }: QueuedJob): Promise<Outcome> => {
        const delivery = release(id) ?? (await stored(id, key));
        return delivery === FINISHED ? 'done' : handler(delivery, attempt);
      };
      const { ahead } = options;
      const lookAt = async (id: string, key: string): Promise<boolean> => {
        const delivery = await stored(id, key);
        return delivery === FINISHED || (await ahead?.(delivery)) === true;
      };
      const watch = ahead && lookAhead(boss, lookAt, options);
      const queue = runQueue(boss, 'delivery', perform, {
        ...options,
        onDone: async (done) => {
          await settle(done);
          watch?.over(done.map(({ id }) => id));
        },
        onFailure: (job, error, next) => {
          if (next === 'parked') watch?.over([job.id]);
          options.onFailure?.(job, error, next);
        },
      });
      return {
        ...queue,
        async stop() {
          handling -= 1;
          await watch?.stop();
          await queue.stop();
          if (handling === 0) for (const id of [...held.keys()]) release(id);
        },
      };
    },
    async find(guid) {
      const [row] = await run<{
        event: string;
        installation: string;
        received_at: Date;
        outcome: DeliveryRecord['outcome'];
        reason: string | null;
      }>(
        pool,
        'find delivery',
        'select event, installation, received_at, outcome, reason from delivery where id = $1',
        [idOf(guid)],
      );
      if (!row) return undefined;
      const { event, installation, received_at, outcome, reason } = row;
      return {
        guid,
        event,
        installation,
        receivedAt: received_at.toISOString(),
        outcome,
        ...(reason === null ? {} : { reason }),
      };
    },
    async parked() {
      return (await parkedJobs(boss, 'delivery')).map((job) => ({ ...job, guid: (job.data as { guid: string }).guid }));
    },
    replay: (guid) => replay(boss, 'delivery', idOf(guid)),
    discard: (guid) => discard(boss, 'delivery', idOf(guid)),
    async pending() {
      const [row] = await run<{ count: string; oldest: number | null }>(pool, 'pending deliveries', pendingCount, []);
      return { count: Number(row?.count ?? 0), oldestMs: Math.max(0, Math.round(Number(row?.oldest ?? 0))) };
    },
    async prune(before) {
      const gone = await run(pool, 'prune deliveries', pruning, [before]);
      return gone.length;
    },
  };
}

type Ignored = Omit<Delivery, 'payload' | 'key'> & { readonly id: string; readonly ignored: string };

interface StoredDelivery {
  guid: string;
  event: string;
  installation: string;
  received_at: Date;
  payload: string | null;
}

const opening = 'select guid, event, installation, received_at, payload from delivery where id = $1';
/** What was settled once stays as it was settled; what another try was given up for is done all the same. */
const settling = `with calm as (delete from overdue where id = any($1::text[])),
  back as (delete from parked where queue = 'delivery' and id = any($1::text[]))
  update delivery set outcome = case when reasons.why is null then 'done' else 'ignored' end, reason = reasons.why,
  payload = null, settled_at = now() from unnest($1::text[], $2::text[]) as reasons (id, why)
  where delivery.id = reasons.id and outcome in ('pending', 'parked')`;
const ignoring = `insert into delivery (id, guid, event, installation, received_at, outcome, reason, settled_at)
  select id, guid, event, installation, received_at, 'ignored', reason, now()
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[])
    as asked (id, guid, event, installation, received_at, reason)
  on conflict do nothing returning id`;
const pendingCount = `select count(*) as count, extract(epoch from now() - min(created_on)) * 1000 as oldest
  from pgboss.job where name = 'delivery' and state in ('created', 'retry', 'active')`;
const pruning = `delete from delivery where received_at < $1 and outcome in ('done', 'ignored') returning id`;
