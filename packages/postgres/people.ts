/** Names beside the chain in PostgreSQL: one row for each name that somebody was called by, with its salt and the seal that entries hold. */
import { randomBytes } from 'node:crypto';
import { sealOf } from '@countersign/core/ledger/seal.ts';
import type { People } from '@countersign/core/record/people.ts';
import { storable } from '@countersign/core/text/storable.ts';
import { type Database, run } from './connect.ts';

/** Opens them over a migrated database. */
export function postgresPeople({ pool }: Database): People {
  return {
    async seal(tenant, persons) {
      const asked = persons.map(({ id, name }) => ({ id, name: storable(name) }));
      const sealed = asked.map((one) => {
        const salt = randomBytes(16).toString('hex');
        return { ...one, salt, seal: sealOf(salt, one.name) };
      });
      const rows = await run<{ id: string; name: string; seal: string }>(pool, 'seal people', sealing, [
        tenant,
        JSON.stringify(sealed),
      ]);
      const seals = new Map(rows.map(({ id, name, seal }) => [JSON.stringify([id, name]), seal]));
      return asked.map(({ id, name }) => {
        const seal = seals.get(JSON.stringify([id, name]));
        if (seal === undefined) throw new Error(`no seal was kept for ${id}`);
        return seal;
      });
    },
    async recall(tenant, ids) {
      const rows = await run<{ id: string; seal: string | null; name: string | null }>(
        pool,
        'recall people',
        recalling,
        [tenant, ids],
      );
      return {
        names: new Map(rows.flatMap(({ seal, name }) => (seal === null || name === null ? [] : [[seal, name]]))),
        erased: new Set(rows.flatMap(({ id, seal }) => (seal === null ? [id] : []))),
      };
    },
    async erase(tenant, id) {
      await run(pool, 'erase person', erasing, [tenant, id]);
    },
  };
}

/** In order of what is locked, so that two who seal the same people wait for one another and not both ways. What is known is not written again. */
const sealing = `
  with asked as (select distinct on (id, name) id, name, salt, seal
    from json_to_recordset($2::json) as given (id text, name text, salt text, seal text) order by id, name),
  known as (select p.id, p.name, p.seal from person p join asked using (id, name) where p.tenant = $1),
  fresh as (insert into person as p (tenant, id, name, salt, seal)
    select $1, id, name, salt, seal from asked where not exists (select from known k where k.id = asked.id and k.name = asked.name)
    on conflict (tenant, id, name) do update set name = excluded.name returning p.id, p.name, p.seal)
  select id, name, seal from known union all select id, name, seal from fresh`;
const recalling = `
  select id, seal, name from person where tenant = $1 and id = any($2::text[])
  union all select id, null, null from erased_person where tenant = $1 and id = any($2::text[])`;
const erasing = `
  with gone as (delete from person where tenant = $1 and id = $2)
  insert into erased_person (tenant, id) values ($1, $2)
  on conflict (tenant, id) do update set erased_at = excluded.erased_at`;
