/** Which deliveries, and which work that gates rest on, are not done though they should be: given up, or waiting for the outside for too long. Gates ask, so it is kept where it becomes so. */

import type { Json } from '@countersign/core/record/port.ts';
import type { Unhandled } from '@countersign/core/record/unhandled.ts';
import { type Database, run } from './connect.ts';

/** Opens it over a migrated database. */
export function postgresUnhandled({ pool }: Database): Unhandled {
  return {
    like: async (keys, prefix) => {
      const rows = await run<{ id: string; key: string; parked: boolean }>(pool, 'unhandled', asking, [keys, prefix]);
      return rows.map(({ id, key, parked }) => ({ id, key, why: parked ? 'parked' : 'waiting' }));
    },
    isRetrying: async (keys, prefix) => (await run(pool, 'retrying', retrying, [keys, prefix])).length > 0,
    coming: (prefix, keys) => run<{ id: string; key: string }>(pool, 'coming', unfinished, [prefix, keys]),
    async givenUp(kind, tenant) {
      const rows = await run<{ text: string }>(pool, 'given up', givenUp, [kind]);
      const all = rows.map(({ text }) => JSON.parse(text) as { readonly ref?: { readonly tenant: string } });
      return all.filter((one) => one.ref?.tenant === tenant) as Json[];
    },
  };
}

const fitting = (key: string): string => `(${key} = any($1::text[]) or starts_with(${key}, $2))`;
/** What is noted of something that has left its queue counts for nothing. */
const asking = `
  select id, key, true as parked, parked_at as since from parked where queue = 'delivery' and ${fitting('key')}
  union all select id, data::json->>'lane', true, parked_at from parked where queue = 'job' and ${fitting("(data::json->>'lane')")}
  union all select id, key, false, since from overdue where ${fitting('key')}
    and (exists (select from delivery where delivery.id = overdue.id and outcome = 'pending')
      or exists (select from pgboss.job where name = 'job' and job.id = overdue.id::uuid)) order by since, id`;
const retrying = `select id from pgboss.job where name = 'delivery' and (state = 'retry' or state = 'active' and retry_count > 0)
  and ${fitting('singleton_key')} limit 1`;
const unfinished = `select id, singleton_key as key from pgboss.job where name = 'delivery'
  and state in ('created', 'retry', 'active') and (
    data->>'kind' in ('issue_comment', 'issues', 'pull_request') and starts_with(singleton_key, $1)
    or data->>'kind' in ('membership', 'team', 'team_add', 'member', 'organization') and singleton_key = any($2::text[]))`;
const givenUp = `select data::json->>'text' as text from parked where queue = 'job' and data::json->>'kind' = $1
  and data::json->>'refusedSince' is null order by parked_at, id`;
