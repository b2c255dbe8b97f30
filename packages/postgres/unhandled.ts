/** Which deliveries are not handled though they should be: given up, or waiting for the outside for too long. Gates ask, so it is kept where it becomes so. */
import { type Database, run } from './connect.ts';

export interface UnhandledDelivery {
  readonly id: string;
  /** Where it stands in order: what has to do with it is told from that. */
  readonly key: string;
  readonly why: 'parked' | 'waiting';
}

export interface Unhandled {
  /** Those with one of these keys, or with one that begins so; oldest first. */
  like(keys: readonly string[], prefix: string): Promise<readonly UnhandledDelivery[]>;
  /** Whether any of those waits for its next try, or has it. */
  isRetrying(keys: readonly string[], prefix: string): Promise<boolean>;
}

/** Opens it over a migrated database. */
export function postgresUnhandled({ pool }: Database): Unhandled {
  return {
    like: async (keys, prefix) => {
      const rows = await run<{ id: string; key: string; parked: boolean }>(pool, 'unhandled', asking, [keys, prefix]);
      return rows.map(({ id, key, parked }) => ({ id, key, why: parked ? 'parked' : 'waiting' }));
    },
    isRetrying: async (keys, prefix) => (await run(pool, 'retrying', retrying, [keys, prefix])).length > 0,
  };
}

const fitting = '(key = any($1::text[]) or starts_with(key, $2))';
const asking = `
  select id, key, true as parked, parked_at as since from parked where queue = 'delivery' and ${fitting}
  union all select id, key, false, since from overdue where ${fitting}
    and exists (select from delivery where delivery.id = overdue.id and outcome = 'pending') order by since, id`;
const retrying = `select id from pgboss.job where name = 'delivery' and (state = 'retry' or state = 'active' and retry_count > 0)
  and (singleton_key = any($1::text[]) or starts_with(singleton_key, $2)) limit 1`;
