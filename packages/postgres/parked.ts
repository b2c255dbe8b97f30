/** Keeps the jobs that could not be done, with the reason as a sentence, until a person has them tried again; their keys go on meanwhile. */
import type { Job, Json } from '@countersign/core/record/port.ts';
import type { Boss, QueueName } from './boss.ts';
import { run } from './connect.ts';
import { risingIds } from './identifier.ts';
import { storable } from './ledger.ts';

export interface ParkedJob {
  readonly queue: string;
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly data: Json;
  readonly sentence: string;
  readonly attempts: number;
  /** ISO 8601. */
  readonly parkedAt: string;
}

/** Takes a job out of its queue and keeps it aside, with the work that follows from that, in one statement. */
export async function park(
  boss: Boss,
  queue: QueueName,
  job: { id: string; kind: string; key: string; priority: number; data: Json; attempt: number; sentence: string },
  follow: readonly Job[] = [],
): Promise<void> {
  const carried = JSON.stringify({ kind: job.kind, text: JSON.stringify(job.data), priority: job.priority });
  const text =
    follow.length > 0
      ? `${parking}, follow as (${boss.insertion('job', 'select $7::text')}) select`
      : `${parking} select`;
  await run(boss.database.pool, follow.length > 0 ? 'park and follow' : 'park', text, [
    queue,
    job.id,
    job.key,
    carried,
    job.sentence.replaceAll('\u0000', ''),
    job.attempt,
    ...(follow.length > 0 ? [storable(follow, risingIds())] : []),
  ]);
  if (follow.length > 0) boss.stored('job');
}

/** All parked jobs, oldest first. */
export async function parkedJobs({ database }: Boss, queue?: QueueName): Promise<readonly ParkedJob[]> {
  const rows = await run<Omit<ParkedJob, 'kind' | 'data' | 'parkedAt'> & { data: string; parked_at: Date }>(
    database.pool,
    'parked',
    'select * from parked where $1::text is null or queue = $1 order by parked_at, id',
    [queue ?? null],
  );
  return rows.map(({ data, parked_at, ...rest }) => {
    const { kind, text } = JSON.parse(data) as { kind: string; text: string };
    return { ...rest, kind, data: JSON.parse(text) as Json, parkedAt: parked_at.toISOString() };
  });
}

/** Puts a parked job back at the end of its key; until it is handled it counts as waiting. @returns whether there was one. */
export async function replay(boss: Boss, queue: QueueName, id: string): Promise<boolean> {
  const payload = `select coalesce(json_agg(json_build_object('id', id, 'singletonKey', key, 'priority', data::json->'priority', 'data', data::json))::text, '[]') from taken`;
  const rows = await run(
    boss.database.pool,
    `replay ${queue}`,
    `with taken as (delete from parked where queue = $1 and id = $2 returning id, key, data),
      pending as (update delivery set outcome = 'pending', reason = null, settled_at = null
        where $1 = 'delivery' and id in (select id from taken)),
      still as (insert into overdue (id, key) select id, key from taken where $1 = 'delivery' on conflict do nothing),
      back as (${boss.insertion(queue, payload)})
      select id from taken`,
    [queue, id],
  );
  if (rows.length > 0) boss.stored(queue);
  return rows.length > 0;
}

/** Lets go of a parked job for good: nothing follows from it. @returns whether there was one. */
export async function discard({ database }: Boss, queue: QueueName, id: string): Promise<boolean> {
  const rows = await run(
    database.pool,
    'discard',
    `with taken as (delete from parked where queue = $1 and id = $2 returning id),
      settled as (update delivery set outcome = 'ignored', reason = 'given up by hand: ' || coalesce(reason, ''), payload = null,
        settled_at = now() where $1 = 'delivery' and id in (select id from taken))
      select id from taken`,
    [queue, id],
  );
  return rows.length > 0;
}

const parking = `
  with gone as (delete from pgboss.job where name = $1 and id = $2::text::uuid),
  settled as (update delivery set outcome = 'parked', reason = $5, settled_at = now() where $1 = 'delivery' and id = $2),
  known as (delete from overdue where $1 = 'delivery' and id = $2),
  aside as (insert into parked (queue, id, key, data, sentence, attempts) values ($1, $2, $3, $4, $5, $6)
    on conflict (queue, id) do update set sentence = excluded.sentence, attempts = excluded.attempts, parked_at = now())`;
