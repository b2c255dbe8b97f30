/** What was applied once is known by its cause, and forgotten when nothing can come back that it would keep from being applied again. */
import { type Database, run } from './connect.ts';

/** So many in one statement: whoever appends meanwhile waits for no more. */
const MOST = 10_000;

/** Those of these causes for which anything was done. */
export async function appliedOf(
  { pool }: Pick<Database, 'pool'>,
  tenant: string,
  causes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (causes.length === 0) return new Set();
  const rows = await run<{ cause: string }>(pool, 'causes known', known, [tenant, causes]);
  return new Set(rows.map(({ cause }) => cause));
}

const known = 'select cause from applied_cause where tenant = $1 and cause = any($2::text[])';

/**
 * Forgets causes that were applied before an instant, and before everything that waits or was given up came in: that may be tried again, and
 * has to find what it did already. Whoever lets older deliveries in has to refuse them by their own time.
 * @returns how many
 */
export async function pruneCauses({ pool }: Database, before: string, most = MOST): Promise<number> {
  let gone = 0;
  for (;;) {
    const some = await run(pool, 'prune causes', pruning, [before, most]);
    gone += some.length;
    if (some.length < most) return gone;
  }
}

/** A job that is given up was stored a day before, at most (`queue.ts`, patience). A merge is told once, however late somebody edits what was merged. */
const pruning = `
  with waiting as (
    select min(received_at) as since from delivery where outcome in ('pending', 'parked')
    union all select min(created_on) from pgboss.job where state in ('created', 'retry', 'active')
    union all select min(parked_at) - interval '2 days' from parked)
  delete from applied_cause where ctid = any(array(
    select ctid from applied_cause where position('merged/' in cause) = 0
      and applied_at < least($1::timestamptz, (select min(since) from waiting)) limit $2))
  returning cause`;
