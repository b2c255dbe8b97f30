/** A record says whose it is: a sandbox's, or that of one GitHub App. Whoever starts on it claims it first, and is refused when it is another's. */
import type pg from 'pg';
import { isAttended } from './attendance.ts';
import { type Database, run, translated } from './connect.ts';
import { migrate } from './migrations.ts';
import { ON_START_OVER } from './schema.ts';

/** `app:` is followed by the id that GitHub gave the app. */
export type Owner = 'sandbox' | `app:${number}`;

export interface Claim {
  readonly owner: Owner;
  /** Whose record may become ours, because the operator said so. What a sandbox has left in it is emptied. */
  readonly adopts?: readonly Owner[];
  /**
   * The stand-in's world that lies beside a record from before it said whose it is. Only what belongs to this world was played in a
   * sandbox; in doubt it was not.
   */
  readonly played?: Played;
}

/** Ids in a stand-in's world, as the record writes them. */
export interface Played {
  readonly tenants: readonly string[];
  readonly installations: readonly string[];
}

/** The record is another's. `unknown`: it is from before records said so, and holds what no sandbox has written. */
export class NotOurs extends Error {
  override readonly name = 'NotOurs';
  readonly owner: Owner | 'unknown';
  constructor(owner: Owner | 'unknown') {
    super(`the record belongs to ${owner}`);
    this.owner = owner;
  }
}

/** Whoever has the record still works on it: it would go on to show what is written from now on, to whomever it lets in. */
export class StillRuns extends Error {
  override readonly name = 'StillRuns';
  readonly owner: Owner;
  constructor(owner: Owner) {
    super(`${owner} still runs on the record`);
    this.owner = owner;
  }
}

const TABLES = Object.entries(ON_START_OVER).flatMap(([table, fate]) => (fate === 'emptied' ? [table] : []));
/** Two who claim at once do so one after the other. A number of its own: whoever runs a queue holds `attendance.ts`'s for as long as it runs. */
const CLAIMING = 4_205_921;

/**
 * Makes the record ours, or finds that it is, and brings it to the newest schema. Nothing of another's record is touched, not even its schema.
 * @returns whose it was before, when an operator let us take it over.
 * @throws NotOurs; StillRuns; Transient when the database is away.
 */
export async function claimRecord(database: Database, claim: Claim): Promise<Owner | undefined> {
  await within(database, async (client) => decided(await found(client, claim.played), claim));
  await migrate(database);
  return within(database, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [CLAIMING]);
    const former = decided(await found(client, claim.played), claim);
    if (former !== undefined && former !== claim.owner && (await isAttended(client))) throw new StillRuns(former);
    if (former === 'sandbox' && claim.owner !== 'sandbox') {
      await client.query("insert into record_owner (owner) values ('sandbox') on conflict do nothing");
      await emptied(client);
    }
    await client.query(
      `insert into record_owner (owner) values ($1)
       on conflict (one) do update set owner = excluded.owner, since = excluded.since
       where record_owner.owner <> excluded.owner`,
      [claim.owner],
    );
    return former === claim.owner ? undefined : former;
  });
}

/** Whose the record is; `undefined` where nobody has started on it yet. */
export async function whoseRecord({ pool }: Database): Promise<Owner | undefined> {
  const rows = await run<{ owner: Owner }>(pool, 'whose record', 'select owner from record_owner', []);
  return rows[0]?.owner;
}

/** Empties a sandbox's record, with the work that was still to be done in it. @throws NotOurs for any other record, which it leaves as it is. */
export async function startOver(database: Database): Promise<void> {
  await within(database, emptied);
}

async function emptied(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ owner: Owner }>('select owner from record_owner for update');
  const owner = rows[0]?.owner ?? 'unknown';
  if (owner !== 'sandbox') throw new NotOurs(owner);
  await client.query(`truncate ${TABLES.join(', ')}`);
  const { rows: queue } = await client.query<{ there: boolean }>(
    "select to_regclass('pgboss.job') is not null as there",
  );
  // What waits to be tried again would be done to requests that are no more.
  if (queue[0]?.there) await client.query("delete from pgboss.job where state in ('created', 'retry')");
}

type Found = Owner | 'empty' | 'unknown';

/** @returns whose it was, `undefined` when it was nobody's. @throws NotOurs */
function decided(whose: Found, { owner, adopts = [] }: Claim): Owner | undefined {
  if (whose === 'empty') return undefined;
  // Written before records said whose they are: by an app, for all that we know, and ours is an app.
  if (whose === 'unknown' && owner !== 'sandbox') return undefined;
  if (whose === owner) return whose;
  // Nobody can say to a sandbox that it may have what an app has written.
  if (owner !== 'sandbox' && whose !== 'unknown' && adopts.includes(whose)) return whose;
  throw new NotOurs(whose);
}

async function found(client: pg.PoolClient, played: Played | undefined): Promise<Found> {
  const { rows: there } = await client.query<{ name: string; tenant: boolean }>(
    `select t.name, exists (select 1 from pg_attribute a
        where a.attrelid = to_regclass(t.name) and a.attname = 'tenant' and not a.attisdropped) as tenant
      from unnest($1::text[]) as t (name) where to_regclass(t.name) is not null`,
    [[...TABLES, 'record_owner']],
  );
  if (there.some(({ name }) => name === 'record_owner')) {
    const { rows } = await client.query<{ owner: Owner }>('select owner from record_owner');
    if (rows[0]) return rows[0].owner;
  }
  let empty = true;
  for (const { name, tenant } of there) {
    if (name === 'record_owner' || !(await holds(client, `select 1 from ${name}`))) continue;
    empty = false;
    if (!played) return 'unknown';
    if (tenant && (await holds(client, `select 1 from ${name} where tenant <> all ($1)`, [played.tenants])))
      return 'unknown';
    if (
      name === 'delivery' &&
      (await holds(client, 'select 1 from delivery where installation <> all ($1)', [played.installations]))
    )
      return 'unknown';
  }
  return empty ? 'empty' : 'sandbox';
}

async function holds(client: pg.PoolClient, rows: string, values: readonly unknown[] = []): Promise<boolean> {
  const { rows: answer } = await client.query<{ some: boolean }>(`select exists (${rows}) as some`, [...values]);
  return answer[0]?.some ?? false;
}

async function within<T>({ pool }: Database, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  try {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const answer = await work(client);
      await client.query('commit');
      return answer;
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  } catch (error) {
    throw translated(error);
  }
}
