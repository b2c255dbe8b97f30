/** Lists baselines, compares two, and writes one out for whoever keeps or checks it: from the record alone. */
import { BASELINE, type Baseline, baselineStream } from '@countersign/core/baseline/decider.ts';
import { baselineDifference, type DifferenceRow } from '@countersign/core/baseline/difference.ts';
import { manifestOf } from '@countersign/core/baseline/manifest.ts';
import { canonicalText } from '@countersign/core/ledger/canonical.ts';
import { withNames } from '@countersign/core/record/people.ts';
import type { StreamRef } from '@countersign/core/record/port.ts';
import { folded } from '@countersign/core/record/run.ts';
import { FORMS } from '@countersign/core/recorded.ts';
import { readSnapshot } from '@countersign/core/requirement/snapshot.ts';
import { approvedBetween, authoritiesOf, itemsStanding } from '@countersign/github/record/baseline.ts';
import { placeNoted } from '@countersign/github/record/home.ts';
import { postgresDocuments } from '@countersign/postgres/documents.ts';
import { postgresLedger } from '@countersign/postgres/ledger.ts';
import { postgresPeople } from '@countersign/postgres/people.ts';
import { postgresRegister } from '@countersign/postgres/register.ts';
import { postgresTexts } from '@countersign/postgres/texts.ts';
import { say, Unfit } from './call.ts';
import type { Record } from './record.ts';

const USE = `baseline takes one of:
  npm run countersign -- baseline list
  npm run countersign -- baseline compare B1 now
  npm run countersign -- baseline certificate B1`;

type Where = Pick<StreamRef, 'tenant' | 'project'> & { readonly name: string };

/** @param repository as `acme/billing`; may be left out where one alone has baselines */
export async function baseline(
  record: Record,
  [what, one, other]: readonly (string | undefined)[],
  repository: string | undefined,
): Promise<number> {
  if (what === 'list') return list(record, await wheres(record, repository));
  if (what !== 'compare' && what !== 'certificate') throw new Unfit(USE);
  const [where, ...more] = await wheres(record, repository);
  if (!where) throw new Unfit('No baseline is on record there.');
  if (more.length > 0) throw new Unfit(`Several repositories have baselines. Name one: --in ${where.name}`);
  return what === 'compare' ? compare(record, where, one, other) : certificate(record, where, one);
}

function portsOf({ database, boss }: Record) {
  const ledger = withNames(postgresLedger(boss), postgresPeople(database), FORMS);
  return { ledger, register: postgresRegister(database), texts: postgresTexts(database) };
}

/** Repositories with a baseline. */
async function wheres({ database }: Record, repository: string | undefined): Promise<readonly Where[]> {
  const { rows } = await database.pool.query<{ tenant: string; project: string }>(
    'select tenant, project from register where kind = $1 order by tenant, project',
    [BASELINE.kind],
  );
  const documents = postgresDocuments(database);
  const named = rows.map(async ({ tenant, project }): Promise<Where> => {
    const place = await placeNoted({ documents }, tenant, project);
    return { tenant, project, name: place ? `${place.owner}/${place.repo}` : project };
  });
  const all = await Promise.all(named);
  return repository === undefined
    ? all
    : all.filter(({ name, project }) => name === repository || project === repository);
}

async function list(record: Record, all: readonly Where[]): Promise<number> {
  for (const where of all)
    for (const one of await baselinesOf(record, where))
      say(
        `${where.name} ${one.id}: ${one.items.length} requirements, approved ${one.approved} by ${one.request.label}, digest ${one.manifest}`,
      );
  if (all.length === 0) say('No baseline is on record.');
  return 0;
}

async function baselinesOf(record: Record, where: Where): Promise<readonly Baseline[]> {
  return folded(BASELINE, await portsOf(record).ledger.read(baselineStream(where)));
}

async function named(record: Record, where: Where, id: string | undefined): Promise<Baseline> {
  const all = await baselinesOf(record, where);
  const found = all.find((one) => one.id === id);
  if (!found) throw new Unfit(`${where.name} has ${all.map((one) => one.id).join(', ')}.\n\n${USE}`);
  return found;
}

/** Exit 1 where anything differs without a request. */
async function compare(record: Record, where: Where, from: string | undefined, to = 'now'): Promise<number> {
  const before = await named(record, where, from);
  const after = to === 'now' ? undefined : await named(record, where, to);
  const ports = portsOf(record);
  const requests = await approvedBetween(ports, where, before.approved, after?.approved);
  const items = after?.items ?? (await itemsStanding(ports, where));
  const rows = baselineDifference(before.items, items, authoritiesOf(requests));
  for (const row of rows) say(lineOf(row));
  if (rows.length === 0) say('Nothing differs.');
  return rows.some(({ by }) => !by) ? 1 : 0;
}

function lineOf({ kind, fields, before, after, by }: DifferenceRow): string {
  const label = (after ?? before)?.label ?? '';
  const what = fields.length > 0 ? ` (${fields.join(', ')})` : '';
  return `${label} ${kind}${what}: ${by ? `by ${by.label}` : 'UNAUTHORISED'}`;
}

/** JSON, with the very letters whose SHA-256 is the digest. */
async function certificate(record: Record, where: Where, id: string | undefined): Promise<number> {
  const found = await named(record, where, id);
  const { texts } = portsOf(record);
  const items = found.items.map(async (item) => ({
    ...item,
    text: (await readSnapshot(texts, where.tenant, item.snapshot)) ?? 'missing',
  }));
  const canonical = canonicalText(manifestOf(found.parent, found.items));
  say(JSON.stringify({ repository: where.name, ...found, items: await Promise.all(items), canonical }, null, 2));
  return 0;
}
