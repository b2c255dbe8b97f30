/** Erases what somebody is called from everything that the record keeps; ids and hashes stay (`docs/decisions/names-beside-the-chain.md`). */
import { ANSWERS, type AnswersLeft, erasedTarget } from '@countersign/core/record/answersleft.ts';
import { kindOf } from '@countersign/core/record/kind.ts';
import { FORMER } from '@countersign/core/record/people.ts';
import type { Job, StreamRef } from '@countersign/core/record/port.ts';
import type { Boss } from './boss.ts';
import { type Database, run, translated } from './connect.ts';
import { postgresDocuments } from './documents.ts';
import { accountsWithFile, eraseFile } from './files.ts';
import { postgresLedger } from './ledger.ts';
import { postgresPeople } from './people.ts';
import { endSessions } from './sessions.ts';
import { postgresTexts } from './texts.ts';

/** Where one account's record names somebody, or knows their id. */
export interface Found {
  readonly tenant: string;
  /** What they are called in it, everything that they ever were. */
  readonly names: readonly string[];
  /** Streams with an entry of theirs, or about them. */
  readonly streams: readonly StreamRef[];
  /** Entries from before seals, in which a name stays and is masked. */
  readonly inClear: number;
  /** Deliveries and work that were given up and hold a name: they are as they came in until they are replayed or discarded. */
  readonly parked: number;
  /** Digests of the files that they gave as evidence and that are still kept: what is in them is for somebody to look at. */
  readonly files: readonly string[];
  /** Projects in which we have answered anybody. */
  readonly answering: readonly string[];
}

/** What of our answers still holds a name of somebody who was erased, as far as the server has looked. */
export async function answersLeft(
  { pool }: Database,
  id: string,
): Promise<readonly (AnswersLeft & { readonly where: string })[]> {
  const rows = await run<{ where: string; data: string }>(pool, 'answers left', notEdited, [erasedTarget(id), ANSWERS]);
  const read = rows.map(({ where, data }) => ({ ...(JSON.parse(data) as AnswersLeft), where }));
  return read.filter(({ count }) => count > 0);
}

/** Facts about people that are read again when they are needed. No other kind of fact holds anybody's name. */
const READ_AGAIN = ['user', 'team', 'authored-commits'];

/** Looks, and changes nothing. @param id a person's, as `github:7` */
export async function whereNamed({ pool }: Database, id: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const { tenant } of await run<{ tenant: string }>(pool, 'tenants', tenants, [])) {
    const entries = await run<Naming>(pool, 'entries naming', naming, [tenant, id, idIn(id)]);
    const kept = await run<{ name: string }>(pool, 'names kept', namesKept, [
      tenant,
      id,
      `"id":${numberOf(id)},`,
      numberOf(id),
    ]);
    const work = await run<{ data: string }>(pool, 'work naming', works, [tenant, idIn(id)]);
    const inClear = entries.map(({ event }) => namesIn(event, id)).filter((some) => some.length > 0);
    const names = [
      ...new Set([
        ...kept.map(({ name }) => name),
        ...inClear.flat(),
        ...work.flatMap(({ data }) => namesIn(data, id)),
      ]),
    ].filter((one) => one !== FORMER);
    const streams = new Map(entries.map((one) => [`${one.project} ${kindOf(one)} ${one.stream}`, refOf(one)]));
    const [parked] = await run<{ count: number }>(pool, 'parked naming', parkedNaming, [idIn(id), names.map(quoted)]);
    const place = {
      tenant,
      names,
      streams: [...streams.values()],
      inClear: inClear.length,
      parked: parked?.count ?? 0,
      files: (await run<{ digest: string }>(pool, 'files given', given, [tenant, id])).map(({ digest }) => digest),
      answering: (await run<{ project: string }>(pool, 'answering', answered, [tenant])).map(({ project }) => project),
    };
    if (names.length + streams.size > 0) found.push(place);
  }
  return found;
}

/**
 * Erases, for good. Whoever is erased twice is erased once; what was cut off is finished by doing it again.
 * @param at UTC instant, ISO 8601: names this time that it is asked
 * @param follow the work that has to follow in an account, stored once for this time
 */
export async function erasePerson(
  boss: Boss,
  id: string,
  at: string,
  follow: (found: Found, at: string) => readonly Job[],
): Promise<readonly Found[]> {
  const { database } = boss;
  const found = await whereNamed(database, id);
  const people = postgresPeople(database);
  for (const one of found) {
    const { tenant, names } = one;
    await people.erase(tenant, id);
    await forgotten(database, tenant, id, names);
    const jobs = follow(one, at);
    if (jobs.length > 0) await postgresLedger(boss).store({ tenant, jobs, cause: `erase/${id}/${at}` });
  }
  await endSessions(database, id);
  return found;
}

/** Accounts in which the text of a policy is, or was until it was erased. @param version its digest */
export async function accountsWith({ pool }: Database, version: string): Promise<readonly string[]> {
  const rows = await run<{ tenant: string }>(pool, 'accounts with', withText, [version]);
  return rows.map(({ tenant }) => tenant);
}

/**
 * Takes away for good what lies beside the chain under a digest, whether a text or a file.
 * @param at UTC instant, ISO 8601
 * @returns the accounts in which it was
 */
export async function eraseDigest(database: Database, digest: string, at: string): Promise<readonly string[]> {
  const texts = await eraseText(database, digest, at);
  const files = await accountsWithFile(database, digest);
  if (files.length > 0) await eraseFile(database, digest, at);
  return [...new Set([...texts, ...files])];
}

/** A server that runs reads the policies of those accounts anew. */
async function eraseText(database: Database, version: string, at: string): Promise<readonly string[]> {
  const texts = postgresTexts(database);
  const documents = postgresDocuments(database);
  const tenants = await accountsWith(database, version);
  const read = (await documents.anywhere('policy')).filter(({ id }) => id === 'current');
  for (const tenant of tenants) {
    await texts.erase(tenant, version, at);
    for (const one of read) if (one.tenant === tenant) await documents.forget(one);
  }
  return tenants;
}

/** Whether a record knows of this erasing, or of a later one, in every account that has them. @param at UTC instant, ISO 8601 */
export async function erasedSince(database: Database, id: string, at: string): Promise<boolean> {
  const rows = await run<{ tenant: string }>(database.pool, 'erased since', erasedAfter, [id, at]);
  const done = new Set(rows.map(({ tenant }) => tenant));
  return (await whereNamed(database, id)).every(({ tenant }) => done.has(tenant));
}

async function forgotten({ pool }: Database, tenant: string, id: string, names: readonly string[]): Promise<void> {
  const written = names.map(quoted);
  const client = await pool.connect().catch((error: unknown) => {
    throw translated(error);
  });
  try {
    await client.query('begin');
    await client.query(
      `delete from document where tenant = $1 and kind = any($2::text[])
        and (position($3 in data) > 0 or exists (select from unnest($4::text[]) as name where position(name in data) > 0))`,
      [tenant, READ_AGAIN, idIn(id), written],
    );
    for (const name of written)
      await client.query(
        'update work set data = replace(data, $2, $3) where tenant = $1 and position($2 in data) > 0',
        [tenant, `${idIn(id)},"name":${name}`, `${idIn(id)},"name":${quoted(FORMER)}`],
      );
    // Whose a text is that our hand wrote for them stays known, by id.
    await client.query(
      `update document set data = json_build_object('id', data::json->'id', 'login', $3::text)::text
        where tenant = $1 and kind = 'written-for' and data::json->>'id' = $2`,
      [tenant, numberOf(id), FORMER],
    );
    // Answers that are no more than a minute old may be said once more for it.
    await client.query(
      `delete from projection where tenant = $1 and surface in ('letters', 'unsettled')
        and (position($2 in data) > 0 or exists (select from unnest($3::text[]) as name where position(name in data) > 0))`,
      [tenant, quoted(id), names],
    );
    await client.query('update notice set name = $3 where tenant = $1 and recipient = $2', [tenant, id, FORMER]);
    await client.query('delete from reader where person = $1', [id]);
    await client.query(`update letter set address = '' where tenant = $1 and recipient = $2 and outcome is not null`, [
      tenant,
      id,
    ]);
    // The address of a contact is a name like any other; the same address has another id later.
    await client.query('delete from contact_address where tenant = $1 and id = $2', [tenant, id]);
    await client.query(`delete from session_end where scope = any($1::text[])`, [
      names.map((name) => `login:${name.toLowerCase()}`),
    ]);
    await client.query(
      `delete from pgboss.job where state in ('completed', 'cancelled', 'failed')
        and (position($1 in data->>'text') > 0 or exists (select from unnest($2::text[]) as name where position(name in data->>'text') > 0))`,
      [idIn(id), written],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw translated(error);
  } finally {
    client.release();
  }
}

type Naming = Pick<StreamRef, 'tenant' | 'project' | 'stream'> & { kind: string; event: string };

const refOf = ({ tenant, project, kind, stream }: Naming): StreamRef =>
  kind === 'change' ? { tenant, project, stream } : { tenant, project, kind, stream };

const quoted = (text: string): string => JSON.stringify(text);
const idIn = (id: string): string => `"id":${quoted(id)}`;
/** The tracker's own number of an account, as facts that were read of it hold it. */
const numberOf = (id: string): string => id.slice(id.indexOf(':') + 1);

/** Names in clear beside an id, in the letters of an entry. */
function namesIn(event: string, id: string): readonly string[] {
  const place = `${idIn(id)},"name":`.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return [...event.matchAll(new RegExp(`${place}("(?:[^"\\\\]|\\\\.)*")`, 'g'))].map(([, name = '""']) =>
    String(JSON.parse(name)),
  );
}

const tenants = `
  select tenant from project_head union select tenant from person union select tenant from work union select tenant from document
  order by tenant`;
const withText = 'select tenant from policy_text where digest = $1 order by tenant';
const naming = `
  select tenant, project, kind, stream, event from entry where tenant = $1 and (actor = $2 or position($3 in event) > 0)
  order by project, sequence`;
const given = `
  select distinct f.digest from entry e join evidence_file f
      on f.tenant = e.tenant and f.project = e.project and f.stream = e.stream and f.data is not null
    where e.tenant = $1 and e.actor = $2 and e.kind = 'change' and e.event ~ 'evidence-recorded|condition-met'
      and position(f.digest in e.event) > 0
    order by f.digest`;
const namesKept = `
  select name from person where tenant = $1 and id = $2
  union select account->>'login' from document d,
    json_array_elements(case when left(d.data, 1) = '[' then d.data::json else json_build_array(d.data::json) end) as account
    where d.tenant = $1 and d.kind in ('user', 'team') and position($3 in d.data) > 0 and account->>'id' = $4
      and account->>'login' is not null`;
const erasedAfter = 'select tenant from erased_person where id = $1 and erased_at >= $2::timestamptz';
const notEdited = `
  select tenant || ' ' || project as "where", data from projection where target = $1 and surface = $2 order by tenant, project`;
const answered = `
  select distinct project from projection where tenant = $1 and target like 'answer:%' order by project`;
const works = 'select data from work where tenant = $1 and position($2 in data) > 0';
const parkedNaming = `
  select count(*)::integer as count from parked p left join delivery d on p.queue = 'delivery' and d.id = p.id
  where position($1 in p.data) > 0
    or exists (select from unnest($2::text[]) as name where position(name in p.data) > 0 or position(name in d.payload) > 0)`;
