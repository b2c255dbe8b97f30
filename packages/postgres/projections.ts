/** Remembers what was last written to each place in the tracker, so that only differences are written, and lets one writer at a time do so. */

import type { Json } from '@countersign/core/record/port.ts';
import type { Projections } from '@countersign/core/record/projections.ts';
import { type Database, run, translated } from './connect.ts';

const place = 'tenant = $1 and project = $2 and target = $3';

/** Opens the memory over a migrated database. */
export function postgresProjections({ pool, notes, locks }: Database): Projections {
  const queues = new Map<string, Promise<unknown>>();

  async function locked<T>(key: string, work: () => Promise<T>): Promise<T> {
    const client = await locks.connect().catch((error: unknown) => {
      throw translated(error);
    });
    let broken = true;
    try {
      await client.query({ name: 'lock', text: 'select pg_advisory_lock(hashtextextended($1, 0))', values: [key] });
      const result = await work().finally(async () => {
        await client.query({
          name: 'unlock',
          text: 'select pg_advisory_unlock(hashtextextended($1, 0))',
          values: [key],
        });
        broken = false;
      });
      return result;
    } catch (error) {
      throw translated(error);
    } finally {
      client.release(broken);
    }
  }

  return {
    async written({ tenant, project, target }) {
      const rows = await run<{ surface: string; data: string }>(
        pool,
        'projections',
        `select surface, data from projection where ${place}`,
        [tenant, project, target],
      );
      return new Map(rows.map(({ surface, data }) => [surface, JSON.parse(data) as Json]));
    },
    async holding({ tenant, project }, surface, text, most) {
      const rows = await run<{ target: string }>(pool, 'projections holding', holding, [
        tenant,
        project,
        surface,
        text,
        most,
      ]);
      return rows.map((one) => one.target);
    },
    async astray({ tenant, project }, surface, settled, most) {
      const values = [tenant, project, surface, settled, most];
      return (await run<{ target: string }>(pool, 'projections astray', astray, values)).map((one) => one.target);
    },
    async former({ tenant, project }) {
      return (await run<{ tenant: string }>(pool, 'projections former', former, [tenant, project])).map(
        (one) => one.tenant,
      );
    },
    async remember({ tenant, project, target }, surface, data) {
      await run(pool, 'projection keep', keep, [tenant, project, target, surface, JSON.stringify(data)]);
    },
    async confirm({ tenant, project, target }, surface, data) {
      await run(notes, 'projection keep', keep, [tenant, project, target, surface, JSON.stringify(data)]);
    },
    async forget({ tenant, project, target }, surface) {
      await run(
        pool,
        'projection forget',
        `delete from projection where ${place} and ($4::text is null or surface = $4)`,
        [tenant, project, target, surface ?? null],
      );
    },
    async alone({ tenant, project, target }, work) {
      // Those who wait in this process wait here, without a connection each.
      const key = JSON.stringify([tenant, project, target]);
      const before = queues.get(key) ?? Promise.resolve();
      const mine = before.then(
        () => locked(key, work),
        () => locked(key, work),
      );
      queues.set(key, mine);
      try {
        return await mine;
      } finally {
        if (queues.get(key) === mine) queues.delete(key);
      }
    },
  };
}

const holding = `
  select target from projection where tenant = $1 and project = $2 and surface = $3 and position($4 in data) > 0
  order by written_at desc limit $5`;
/** Older notes do not say how they were concluded, nor of what. */
const astray = `
  select target from projection p where tenant = $1 and project = $2 and surface = $3 and target like 'head:%'
    and (position('"conclusion":"success"' in data) > 0 or position('"stood":true' in data) > 0
      or (position('"conclusion"' in data) = 0 and position('"id"' in data) > 0))
    and not exists (select from work w where w.tenant = $1 and w.project = $2 and w.head = substr(p.target, 6)
      and (w.open or (position('"merged":true' in w.data) > 0 and (position('"of":' in p.data) = 0
        or position('{"pull":' || w.number || ',"base":' || (w.data::json->'base')::text || '}' in p.data) > 0))))
    and not exists (select from document d where d.tenant = $1 and d.project = $2 and d.kind = 'group' and d.id = substr(p.target, 6))
    and not exists (select from projection q where q.tenant = $1 and q.project = $2 and q.target = p.target and q.surface = $4
      and q.data = p.data)
  order by written_at desc limit $5`;
const former = 'select distinct tenant from projection where project = $2 and tenant <> $1 order by tenant';
const keep = `
  insert into projection (tenant, project, target, surface, data) values ($1, $2, $3, $4, $5)
  on conflict (tenant, project, target, surface) do update set data = excluded.data, written_at = now()`;
