/** Remembers the facts of pull requests and which change requests they implement, so that an event costs no call to the tracker. */

import type { Json } from '@countersign/core/record/port.ts';
import type { WorkCache, WorkFacts } from '@countersign/core/record/work.ts';
import { type Database, run } from './connect.ts';

type Row = Omit<WorkFacts, 'data' | 'updatedAt'> & { data: string; updated_at: Date };

const factsOf = ({ tenant, project, id, number, head, open, data, updated_at }: Row): WorkFacts => ({
  tenant,
  project,
  id,
  number,
  head,
  open,
  data: JSON.parse(data) as Json,
  updatedAt: updated_at.toISOString(),
});

/** Opens the cache over a migrated database. */
export function postgresWork({ notes: pool }: Database): WorkCache {
  const valuesOf = ({ tenant, project, id, number, head, open, data, updatedAt }: WorkFacts): unknown[] => [
    tenant,
    project,
    id,
    number,
    head,
    open,
    JSON.stringify(data),
    updatedAt,
  ];
  const rows = async (name: string, text: string, values: readonly unknown[]): Promise<WorkFacts[]> =>
    (await run<Row>(pool, name, text, values)).map(factsOf);

  return {
    keep: async (facts) => (await run(pool, 'work keep', keep, valuesOf(facts))).length > 0,
    async see(facts, streams, over) {
      const [found] = await run<{ kept: boolean; newer: boolean; before: string[] }>(pool, 'work see', see, [
        ...valuesOf(facts),
        streams,
        over ? JSON.stringify(over.data) : null,
      ]);
      return found?.kept ? found.before : found?.newer ? 'outdated' : 'tied';
    },
    find: async (tenant, project, id) =>
      (
        await rows('work by id', 'select * from work where tenant = $1 and project = $2 and id = $3', [
          tenant,
          project,
          id,
        ])
      )[0],
    anywhere: async (tenant, id) =>
      (await rows('work anywhere', 'select * from work where tenant = $1 and id = $2', [tenant, id]))[0],
    findByNumber: async (tenant, project, number) =>
      (await rows('work by number', byNumber, [tenant, project, number]))[0],
    atCommit: (tenant, project, head) =>
      rows('work by head', 'select * from work where tenant = $1 and project = $2 and head = $3 order by number', [
        tenant,
        project,
        head,
      ]),
    open: (tenant, project) =>
      rows('work open', 'select * from work where tenant = $1 and project = $2 and open order by number', [
        tenant,
        project,
      ]),
    openAnywhere: () => rows('work open anywhere', 'select * from work where open order by updated_at desc', []),
    closedAnywhere: () =>
      rows('work closed anywhere', 'select * from work where not open order by updated_at desc', []),
    openNamingElsewhere: () => rows('work open elsewhere', elsewhere, []),
    async changesOf(tenant, project, id) {
      const found = await run<{ stream: string }>(pool, 'work changes', changes, [tenant, project, id]);
      return found.map(({ stream }) => stream);
    },
    workOf: (tenant, stream) => rows('work of change', workOf, [tenant, stream]),
    async forget(tenant, project, id) {
      await run(pool, 'work forget', forget, [tenant, project, id]);
    },
  };
}

/** What it names stands among its facts (`named`). The letters are those of the index. */
const elsewhere = `select * from work where open and position('"kind":"elsewhere"' in data) > 0 order by updated_at desc`;
const byNumber =
  'select * from work where tenant = $1 and project = $2 and number = $3 order by updated_at desc limit 1';
const write = `
  insert into work (tenant, project, id, number, head, open, data, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (tenant, project, id) do update set number = excluded.number, head = excluded.head, open = excluded.open,
    data = excluded.data, updated_at = excluded.updated_at`;
const keep = `${write} where work.updated_at <= excluded.updated_at returning id`;
const see = `
  with kept as (
    ${write} where work.updated_at < excluded.updated_at 
      or (work.updated_at = excluded.updated_at and (work.data = excluded.data or work.data = $10))
    returning id
  ),
  before as (select stream from work_change where tenant = $1 and project = $2 and work = $3),
  gone as (
    delete from work_change where tenant = $1 and project = $2 and work = $3 and not stream = any($9::text[])
      and exists (select from kept)
  ),
  come as (
    insert into work_change (tenant, project, work, stream)
    select $1, $2, $3, stream from unnest($9::text[]) as asked (stream) where exists (select from kept) on conflict do nothing
  )
  select exists (select from kept) as kept,
    exists (select from work where tenant = $1 and project = $2 and id = $3 and updated_at > $8) as newer,
    array(select stream from before order by stream) as before`;
const changes = 'select stream from work_change where tenant = $1 and project = $2 and work = $3 order by stream';
const workOf = `select w.* from work_change c join work w on (w.tenant, w.project, w.id) = (c.tenant, c.project, c.work)
  where c.tenant = $1 and c.stream = $2 order by w.number`;
const forget = `
  with refs as (delete from work_change where tenant = $1 and project = $2 and work = $3)
  delete from work where tenant = $1 and project = $2 and id = $3`;
