/** Finds and lists change requests; the rows are written by the ledger in the same statement as the entries they are made from. */

import type { ChangeRow } from '@countersign/core/change/register.ts';
import type { Register } from '@countersign/core/change/registerport.ts';
import { DECIDED, OPEN } from '@countersign/core/change/stage.ts';
import { addressOf, kindOf } from '@countersign/core/record/kind.ts';
import type { RegisterRow } from '@countersign/core/record/port.ts';
import { folded, piecesOf } from '@countersign/core/text/find.ts';
import type { Selectable } from 'kysely';
import type { Database } from './connect.ts';
import { run } from './connect.ts';
import { figured } from './registerfigures.ts';
import { listed } from './registerlist.ts';
import type { RegisterTable } from './schema.ts';

/** Owners that a list can be narrowed to by choosing. */
const MOST_OWNERS = 200;

/** Opens the register over a migrated database. @param few of what is looked up so many are put in order at once (`registerlist.ts`) */
export function postgresRegister(database: Database, few?: number): Register {
  const { pool, lists, notes } = database;
  const rows = async (name: string, text: string, values: readonly unknown[]): Promise<ChangeRow[]> =>
    (await found(name, text, values)).map((row) => row as ChangeRow);
  const found = async (name: string, text: string, values: readonly unknown[]): Promise<readonly RegisterRow[]> =>
    (await run<Selectable<RegisterTable>>(pool, name, text, values)).map(rowOf);

  return {
    async row(ref) {
      return (await found('register by ref', byRef, [ref.tenant, ref.project, kindOf(ref), ref.stream]))[0];
    },
    async rows(of, { limit = 50, cursor } = {}) {
      const { tenant, project, kind } = { ...of, kind: kindOf({ ...of, stream: '' }) };
      const [at, stream] = cursor === undefined ? [] : (JSON.parse(cursor) as readonly string[]);
      const values = [tenant, project, kind, at ?? 'infinity', stream ?? '', limit];
      const page = await found('register of a kind', ofKind, values);
      const last = page.length === limit ? page.at(-1) : undefined;
      return { rows: page, ...(last ? { cursor: JSON.stringify([last.updatedAt, last.ref.stream]) } : {}) };
    },
    async find({ tenant, project, stream }) {
      return (await rows('register by ref', byRef, [tenant, project, 'change', stream]))[0];
    },
    async findByNumber(tenant, project, number) {
      return (await rows('register by number', byNumber, [tenant, project, number]))[0];
    },
    withNumber: (tenant, project, number) => rows('register with number', byNumber, [tenant, project, number]),
    async list(tenant, projects, filter = {}, page = {}) {
      const { rows: matched, ...places } = await listed(database, tenant, projects, filter, page, few);
      return { rows: matched.map(rowOf) as ChangeRow[], ...places };
    },
    figures: (...asked) => figured(database, ...asked),
    async owners(tenant, projects) {
      const known = await run<{ owner: string }>(lists, 'register owners', owners, [tenant, projects, MOST_OWNERS]);
      return known.map(({ owner }) => owner);
    },
    async called(tenant, ids) {
      const named = await run<{ id: string; name: string }>(lists, 'people called', calledNow, [tenant, ids]);
      return new Map(named.map(({ id, name }) => [id, name]));
    },
    async noteAsked({ tenant, project, stream }, people) {
      await run(notes, 'note asked', noting, [tenant, project, stream, people]);
    },
    turn: ({ tenant, project, after, decided = false, limit }) =>
      rows(decided ? 'register turn decided' : 'register turn', decided ? decidedTurn : openTurn, [
        ...[tenant, project, after?.number ?? -1, after?.stream ?? '', limit],
      ]),
    unreviewed: (tenant, project) => rows('register unreviewed', unreviewed, [tenant, project]),
    async newest(tenant, project) {
      const [row] = await run<{ number: number | null }>(pool, 'register newest', newest, [tenant, project]);
      return row?.number ?? 0;
    },
    async policiesUsed(tenant, project) {
      const used = await run<{ policy: string | null }>(pool, 'register policies', policies, [tenant, project]);
      return used.flatMap(({ policy }) => policy || []);
    },
    touching: (tenant, project, items) => rows('register by items', byItems, [tenant, project, items]),
    implementedBy: (tenant, project, work) => rows('register by work', byWork, [tenant, project, work]),
    everywhere: (stage) => rows('register everywhere', inStage, [stage]),
    async projects(tenant) {
      const found = await run<{ project: string }>(
        pool,
        'projects',
        'select project from project_head where tenant = $1 order by project',
        [tenant],
      );
      return found.map(({ project }) => project);
    },
    async outdated(limit) {
      const before = await run<Selectable<RegisterTable>>(pool, 'register outdated', beforeNow, [limit]);
      return before.map(addressOf);
    },
    async rewrite(row, searched) {
      await run(pool, 'register rewrite', 'select register_row($1::json)', [rowLetters(row, searched)]);
    },
  };
}

const byRef = 'select * from register where tenant = $1 and project = $2 and kind = $3 and stream = $4';
const ofKind = `select * from register where tenant = $1 and project = $2 and kind = $3 and (updated_at, stream) < ($4::timestamptz, $5)
  order by updated_at desc, stream desc limit $6`;
const byNumber = 'select * from register where tenant = $1 and home = $2 and number = $3 order by updated_at desc';
const byItems = `select r.* from register r where (r.tenant, r.project, r.stream) in (
  select i.tenant, i.project, i.stream from register_item i where i.tenant = $1 and i.item = any($3::text[]))
  and r.home = $2 and r.kind = 'change' order by r.number`;
const byWork = `select r.* from register r join register_work w using (tenant, project, stream)
  where w.tenant = $1 and w.project = $2 and w.work = $3 and r.kind = 'change' order by r.number`;

/** Letter by letter as in the condition of an index (`migration/turns.ts`), or it would not serve. */
const stagesOf = (stages: readonly string[]): string => `(${stages.map((stage) => `'${stage}'`).join(', ')})`;
const turnIn = (stages: readonly string[]): string => `select * from register where tenant = $1 and home = $2
  and (number, stream) > ($3, $4) and kind = 'change' and stage in ${stagesOf(stages)} order by number, stream limit $5`;
const openTurn = turnIn(OPEN);
const decidedTurn = turnIn(DECIDED);
const unreviewed = `select * from register where tenant = $1 and home = $2 and kind = 'change'
  and stage in ('implementing', 'verifying') and (shown->'unreviewed' is null or shown->>'unreviewed' is not null) order by number`;
const newest = 'select max(number) as number from register where tenant = $1 and home = $2';
/** From each to the next: a few steps, however many requests have the same. */
const nextPolicy = (after: string): string => `(select coalesce(shown->>'policy', '') from register
  where tenant = $1 and home = $2 and kind = 'change' and stage in ${stagesOf(['in-review', ...DECIDED])}${after}
  order by coalesce(shown->>'policy', '') limit 1)`;
const policies = `with recursive used (policy) as (select ${nextPolicy('')}
  union all select ${nextPolicy(" and coalesce(shown->>'policy', '') > used.policy")} from used where used.policy is not null)
  select policy from used`;
/** From each to the next, as with policies. */
const nextOwner = (
  after: string,
): string => `(select owner from register where tenant = $1 and home = h and kind = 'change'
  and owner is not null${after} order by owner limit 1)`;
const owners = `select distinct owner from unnest($2::text[]) as h cross join lateral (
  with recursive known (owner) as (select ${nextOwner('')}
    union all select ${nextOwner(' and owner > known.owner')} from known where known.owner is not null)
  select owner from known where owner is not null limit $3) k order by owner limit $3`;
/** Names of whoever was erased are gone; the newest is the one that somebody has. */
const calledNow = `select distinct on (id) id, name from person where tenant = $1 and id = any($2::text[]) order by id, since desc, name`;
const noting = `with now as (select distinct person from unnest($4::text[]) as person),
  gone as (delete from register_asked where tenant = $1 and project = $2 and stream = $3 and not person = any($4::text[]))
  insert into register_asked (tenant, project, stream, person) select $1, $2, $3, person from now
  where not exists (select from register_asked a where a.tenant = $1 and a.project = $2 and a.stream = $3 and a.person = now.person)
  on conflict do nothing`;
const beforeNow = `select * from register where kind = 'change' and opened is null limit $1`;
const inStage = `select * from register where kind = 'change' and stage = $1 order by tenant, project, number`;

/** The row as the database takes it. */
export function rowLetters({ ref, version, updatedAt, ...shown }: RegisterRow, searched?: string): string {
  const { tenant, project, stream } = ref;
  const letters = searched === undefined ? undefined : folded(searched);
  const found = letters === undefined ? {} : { letters, pieces: piecesOf(letters) };
  return JSON.stringify({ tenant, project, kind: kindOf(ref), stream, version, updatedAt, shown, ...found });
}

function rowOf(row: Selectable<RegisterTable>): RegisterRow {
  const made = { ref: addressOf(row), version: row.version, updatedAt: row.updated_at.toISOString() };
  return { ...(row.shown as object), ...made };
}
