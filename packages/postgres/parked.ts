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

interface Given {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly priority: number;
  readonly data: Json;
  readonly attempt: number;
  readonly sentence: string;
  /** What it closes for as long as it is not done; deliveries close their key. */
  readonly lane?: string;
  /** The other side says no to it since then, ISO 8601: it is looked at again by itself. */
  readonly refusedSince?: string;
}

/**
 * Takes a job out of its queue and keeps it aside, with the work that follows from that, in one statement. A delivery that was finished
 * meanwhile, by whoever took over a claim that had lapsed, stays finished.
 */
export async function park(boss: Boss, queue: QueueName, job: Given, follow: readonly Job[] = []): Promise<void> {
  const { kind, priority, lane, refusedSince } = job;
  const carried = JSON.stringify({ kind, text: JSON.stringify(job.data), priority, lane, refusedSince });
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

/** Whether anything is parked, without reading it. */
export async function hasParked({ database }: Boss): Promise<boolean> {
  const text = 'select exists (select from parked) as some';
  return (await run<{ some: boolean }>(database.pool, 'has parked', text, []))[0]?.some ?? false;
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
      still as (insert into overdue (id, key) select id, coalesce(data::json->>'lane', key) from taken
        where $1 = 'delivery' or data::json->>'lane' is not null on conflict do nothing),
      back as (${boss.insertion(queue, payload)})
      select id from taken`,
    [queue, id],
  );
  if (rows.length > 0) boss.stored(queue);
  return rows.length > 0;
}

/**
 * Has what the other side said no to tried once more: after as long a time as it has been refused already, daily at last, and for a month. So
 * what is allowed again shows by itself, and what is gone for good costs next to nothing.
 * @returns how many
 */
export async function replayRefused(boss: Boss): Promise<number> {
  const due = await run<{ queue: QueueName; id: string }>(boss.database.pool, 'refused', refused, []);
  let count = 0;
  for (const { queue, id } of due) if (await replay(boss, queue, id)) count += 1;
  return count;
}

/** Everything that was given up, once more. @returns how much there was */
export async function replayAll(boss: Boss): Promise<number> {
  let count = 0;
  for (const { queue, id } of await parkedJobs(boss)) if (await replay(boss, queue as QueueName, id)) count += 1;
  return count;
}

const refused = `select queue, id from parked, lateral (select (data::json->>'refusedSince')::timestamptz as since) as told
  where since > now() - interval '30 days' and now() - parked_at >= least(parked_at - since, interval '1 day') order by parked_at, id`;

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
  settled as (update delivery set outcome = 'parked', reason = $5, settled_at = now()
    where $1 = 'delivery' and id = $2 and outcome in ('pending', 'parked')),
  known as (delete from overdue where id = $2),
  aside as (insert into parked (queue, id, key, data, sentence, attempts)
    select $1, $2, $3, $4, $5, $6::integer
    where $1 <> 'delivery' or not exists (select from delivery where id = $2 and outcome in ('done', 'ignored'))
    on conflict (queue, id) do update set sentence = excluded.sentence, attempts = excluded.attempts, parked_at = now())`;
