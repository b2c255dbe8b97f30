/** One connection of each process that runs queues: it is woken through it, and while it is open the process counts as alive. */
import pg from 'pg';
import type { Database } from './connect.ts';

/** Held shared by every process that runs queues; who gets it alone knows that no other is alive. */
const presence = 4_205_918;
const channel = 'countersign_stored';

/** Whether any process runs queues on this record; until the transaction ends, none can begin to. */
export async function isAttended(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ alone: boolean }>(`select pg_try_advisory_xact_lock(${presence}) as alone`);
  return !rows[0]?.alone;
}

export interface Attendance {
  close(): Promise<void>;
}

/** Wakes other processes; called when no one here runs the queue. */
export async function notify({ claims }: Database, queue: string): Promise<void> {
  await claims.query({ name: 'notify', text: 'select pg_notify($1, $2)', values: [channel, queue] });
}

/**
 * Starts to attend. When no other process does, the jobs that a killed process left claimed are given back to their queues at once;
 * otherwise their heartbeat lapses within half a minute.
 * @param onStored Told of the queue that something was stored into, or of `undefined` when something may have been missed.
 */
export async function attend(
  database: Database,
  onStored: (queue: string | undefined) => void,
  onError: (error: unknown) => void,
): Promise<Attendance> {
  let closing = false;
  let current: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function open(first: boolean): Promise<void> {
    const client = new pg.Client({
      connectionString: database.url,
      application_name: 'countersign attendance',
      keepAlive: true,
    });
    client.on('error', onError);
    client.on('notification', ({ payload }) => onStored(payload));
    await client.connect();
    client.on('end', () => reopen());
    current = client;
    await client.query(`listen ${channel}`);
    if (first) {
      const { rows } = await client.query<{ alone: boolean }>(`select pg_try_advisory_lock(${presence}) as alone`);
      if (rows[0]?.alone) {
        await client.query(
          `update pgboss.job set state = 'retry', heartbeat_on = null, start_after = now() where state = 'active' and policy = 'key_strict_fifo'`,
        );
        await client.query(`select pg_advisory_lock_shared(${presence}), pg_advisory_unlock(${presence})`);
        return;
      }
    }
    await client.query(`select pg_advisory_lock_shared(${presence})`);
    onStored(undefined);
  }

  function reopen(): void {
    if (closing) return;
    retry = setTimeout(() => {
      open(false).catch((error: unknown) => {
        onError(error);
        reopen();
      });
    }, 500);
  }

  await open(true);
  return {
    async close() {
      closing = true;
      clearTimeout(retry);
      await current?.end().catch(() => {});
    },
  };
}
