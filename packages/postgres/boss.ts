/** pg-boss over our own pools, with its insert statement laid open so that a job can be stored in one statement with what it follows from. */
import { createHash } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import { type Attendance, attend, notify } from './attendance.ts';
import type { Database } from './connect.ts';

/** `delivery`: what came in from a tracker. `job`: what must follow from an append. Both are in strict order per key. */
export const queues = ['delivery', 'job'] as const;
export type QueueName = (typeof queues)[number];

export interface Boss {
  readonly database: Database;
  readonly jobs: PgBoss;
  /**
   * pg-boss's own insert into the queue as one statement, to be put into a `with`.
   * @param payload SQL that yields the jobs as a JSON array in text; what it refers to runs first.
   */
  insertion(queue: QueueName, payload: string): string;
  /**
   * Lets jobs leave the queue that were done under these claims.
   * @returns whether any other waits that could be fetched, were its key free; one that another process stores meanwhile may not count
   */
  leave(queue: QueueName, claims: readonly { readonly id: string; readonly retryCount: number }[]): Promise<boolean>;
  /** Told by whoever stores a job in this process, so that it is picked up at once; other processes are woken by notification. */
  stored(queue: QueueName): void;
  /** Subscribes whoever runs the queue here. @returns a function that ends the subscription. */
  onStored(queue: QueueName, listener: () => void): () => void;
  /** Resolves once this process counts as one that runs queues; starts that when it is the first to ask. */
  attend(): Promise<void>;
  close(): Promise<void>;
}

const schema = 'pgboss';
const payloadPlace = '$1::text::json';
/** In pg-boss's statement that deletes, where it counts what is gone. */
const countPlace = 'SELECT COUNT(*),';
const unfetched = `exists (select from ${schema}.job where name = $1 and state < 'active' and start_after <= ${schema}.job_now())`;
const createdPlace = `${schema}.job_now() as created_on`;

/** Starts pg-boss (its tables are made or migrated under its own lock) and makes sure that the queues exist. */
export async function openBoss(database: Database, onError: (error: Error) => void = () => {}): Promise<Boss> {
  const named = new Map<string, string>();
  /** pg-boss builds each statement anew but with the same letters, so that the server can keep its plan under a name. */
  const nameOf = (text: string): string => {
    const known = named.get(text);
    if (known) return known;
    const name = `boss ${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
    if (named.size < 200) named.set(text, name);
    return name;
  };
  const jobs = new PgBoss({
    schema,
    db: {
      async executeSql(text, values) {
        if (!values || values.length === 0) {
          // Statements for setting up come several at a time and cannot be prepared; only claiming repeats.
          if (!/^\s*with\s+strict_fifo_heads/i.test(text)) return database.claims.query(text);
        }
        return database.claims.query({ name: nameOf(text), text, values: values ?? [] });
      },
    },
    schedule: false,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    maintenanceIntervalSeconds: 300,
  });
  jobs.on('error', onError);
  await jobs.start();
  for (const queue of queues) {
    await jobs.createQueue(queue, {
      policy: 'key_strict_fifo',
      // We count attempts and park ourselves: a job that pg-boss gives up on would hold its key for ever.
      retryLimit: 1_000_000,
      retentionSeconds: 365 * 24 * 3600,
      expireInSeconds: 3600,
      heartbeatSeconds: 15,
    });
  }
  const insertions = new Map<QueueName, string>();
  for (const queue of queues) insertions.set(queue, await insertionOf(jobs, queue));

  const listeners = new Map<string, Set<() => void>>(queues.map((queue) => [queue, new Set()]));
  let attendance: Promise<Attendance> | undefined;
  const heard = (queue: string | undefined): void => {
    for (const [name, found] of listeners)
      if (queue === undefined || queue === name) for (const listener of found) listener();
  };
  return {
    database,
    jobs,
    insertion: (queue, payload) => insertions.get(queue)?.replace(payloadPlace, () => `(${payload})::json`) ?? '',
    async leave(queue, claims) {
      let more = true;
      const db = {
        async executeSql(text: string, values?: unknown[]) {
          const asked = text.replace(countPlace, () => `${countPlace} ${unfetched} as unfetched,`);
          const result = await database.claims.query({ name: nameOf(asked), text: asked, values: values ?? [] });
          more = result.rows[0]?.unfetched !== false;
          return result;
        },
      };
      await jobs.deleteJob(queue, [...claims], { db });
      return more;
    },
    stored(queue) {
      if (listeners.get(queue)?.size) heard(queue);
      else notify(database, queue).catch(onError);
    },
    onStored(queue, listener) {
      listeners.get(queue)?.add(listener);
      return () => listeners.get(queue)?.delete(listener);
    },
    async attend() {
      attendance ??= attend(database, heard, (error) =>
        onError(error instanceof Error ? error : new Error(String(error))),
      );
      // Tried again by the next who asks when the database is away now.
      await attendance.catch((error: unknown) => {
        attendance = undefined;
        throw error;
      });
    },
    async close() {
      await attendance?.then((attending) => attending.close()).catch(() => {});
      await jobs.stop({ graceful: false });
    },
  };
}

/**
 * The letters of pg-boss's insert. Its time of creation, which decides the order within a key, is the start of the transaction;
 * it has to be the moment after the locks were taken, or an append that waited for another would overtake it.
 */
async function insertionOf(jobs: PgBoss, queue: QueueName): Promise<string> {
  let captured = '';
  const db = {
    executeSql: async (text: string) => {
      captured = text;
      return { rows: [] };
    },
  };
  await jobs.insert(queue, [{ data: {}, singletonKey: 'any' }], { db, returnId: true });
  for (const place of [payloadPlace, createdPlace]) {
    if (captured.split(place).length !== 2)
      throw new Error(`pg-boss's insert statement has changed: it does not hold ${place} once`);
  }
  return captured.replace(createdPlace, 'clock_timestamp() as created_on').trim();
}
