/** What a round costs that finds nothing new, beside few and beside very many open change requests: its time, its calls, and what it writes. */
import { nodeId } from '@countersign/sandbox/world/node.ts';
import pg from 'pg';
import { type Line, openLine } from '../instruments/line.ts';
import { quantile, row, spread } from './figure.ts';

const TURNS = 5;
/** So many are on the stand-in for GitHub, too: more than are looked at while one size is measured. The rest stands in the record alone. */
const REAL = 150;

/** @param sizes how many open requests, fewest first */
export async function quietRounds(sizes: readonly number[]): Promise<void> {
  // By a clock that stands, what was filed stays too new to be looked for on GitHub's lists: that costs by what was edited, not by what is open.
  const began = Date.now();
  const line = await openLine({ checked: false, now: () => began });
  const pool = new pg.Pool({ connectionString: line.databaseUrl, max: 1 });
  const at = [`github:${line.seeded.organization.id}`, nodeId('R', line.seeded.repository.id)];
  const first = line.file({}, 'Change');
  await line.settled();
  line.deliveries.meddle = () => [];
  let open = 1;
  let few: number | undefined;
  for (const size of sizes) {
    for (; open < Math.min(size, REAL); open += 1) await fileQuietly(line, pool, first);
    if (size > open) {
      for (const fill of [FILL_REGISTER, FILL_ENTRIES, FILL_SHOWN]) await pool.query(fill, [...at, open, size]);
      open = size;
    } else line.server.parts.rested.clear();
    await pool.query('analyze');
    // What was filed is shown first; then what is looked at in turn begins with it again.
    for (let turn = 0; turn < 2; turn += 1) await round(line);
    const { turns } = line.server.parts;
    for (const key of [...turns.keys()]) turns.set(key, { number: 0, stream: '' });
    const { times, written, calls } = await measure(line, pool);
    const middle = quantile(times, 0.5);
    const ratio = few === undefined ? '' : ` (${(middle / few).toFixed(2)} ×)`;
    const many = size.toLocaleString('en');
    const target = size < REAL / 3 ? 'fewer than are looked at' : few === undefined ? 'reference' : '1 ×';
    row(`a quiet round, ${many} open requests`, `${spread(times)}${ratio}`, target);
    row('  written in a round, calls to GitHub', `${written} rows, ${calls} calls`, '0, the same');
    if (size >= REAL / 3) few ??= middle;
  }
  await pool.end();
  await line.close();
}

/** As a request that was filed, of which nobody told: its record is that of another. */
async function fileQuietly(line: Line, pool: pg.Pool, like: number): Promise<void> {
  const number = line.file({}, 'Change');
  const { id, issues } = line.seeded.repository;
  const [from, to] = [like, number].map((one) => nodeId('I', id, issues.get(one)?.id ?? 0));
  await pool.query(COPY_ENTRIES, [from, to, like, number]);
  await pool.query(COPY_ROW, [from, to, number]);
}

async function round(line: Line): Promise<void> {
  await line.server.reconcile();
  await line.server.due();
  await line.server.idle();
}

async function measure(line: Line, pool: pg.Pool) {
  const times: number[] = [];
  const spoken = line.spoken.length;
  const { rows: before } = await pool.query<{ next: string; held: string }>(HELD);
  for (let turn = 0; turn < TURNS; turn += 1) {
    const started = performance.now();
    await round(line);
    times.push(performance.now() - started);
  }
  const { rows: after } = await pool.query<{ written: string; held: string }>(WRITTEN, [before[0]?.next]);
  const gone = Math.max(0, Number(before[0]?.held) - Number(after[0]?.held));
  const written = (Number(after[0]?.written) + gone) / TURNS;
  return { times, written, calls: (line.spoken.length - spoken) / TURNS };
}

/** Whatever a round may write to, but `document`: what was read of GitHub is read again when it is old, into the row where it stood. */
const TABLES = [
  ...['entry', 'register', 'due', 'applied_cause', 'projection', 'work', 'work_change', 'delivery'],
  ...['parked', 'model_row', 'pgboss.job'],
];
const all = (what: string): string => TABLES.map((table) => `(select ${what} from ${table})`).join(' + ');
const HELD = `select txid_snapshot_xmax(txid_current_snapshot()) as next, ${all('count(*)')} as held`;
/** A row that was written since was written by a transaction of a later number. */
const WRITTEN = `select ${all('count(*) filter (where xmin::text::bigint >= $1::bigint)')} as written, ${all('count(*)')} as held`;

const COPY_ENTRIES = `
  insert into entry (tenant, project, kind, stream, version, sequence, at, actor, event, previous, hash, project_previous, project_hash)
  select tenant, project, kind, $2, version, 1000000 + 100 * $4::int + version, at, actor,
    replace(replace(event, '"#' || $3::int || '"', '"#' || $4::int || '"'), '/issues/' || $3::int || '"', '/issues/' || $4::int || '"'),
    previous, hash, project_previous, project_hash from entry where kind = 'change' and stream = $1`;
const COPY_ROW = `
  insert into register (tenant, project, kind, stream, shown, version, updated_at)
  select tenant, project, kind, $2, jsonb_set(shown::jsonb, '{number}', to_jsonb($3::int))::json, version, updated_at
  from register where kind = 'change' and stream = $1`;
const FILL_REGISTER = `
  insert into register (tenant, project, stream, shown, version, updated_at)
  select $1, $2, 'filler-' || n, json_build_object('number', 100000 + n, 'title', 'Change ' || n, 'stage',
    (array['draft', 'submitted', 'assessing', 'in-review'])[1 + n % 4], 'class', 'minor', 'cause', 'defect',
    'items', '[]'::json, 'work', '[]'::json, 'policy', null, 'unreviewed', null), 1, now() - n * interval '1 minute'
  from generate_series($3::int + 1, $4::int) as n`;
const FILL_ENTRIES = `
  insert into entry (tenant, project, stream, version, sequence, at, actor, event, previous, hash, project_previous, project_hash)
  select $1, $2, 'filler-' || n, 1, 10000000 + n, '2026-01-01T00:00:00.000Z', 'U', '{}', '', '', '', ''
  from generate_series($3::int + 1, $4::int) as n`;
const FILL_SHOWN = `
  insert into projection (tenant, project, target, surface, data)
  select $1, $2, 'filler-' || n, surface, '{"id":' || n || ',"digest":"0"}'
  from generate_series($3::int + 1, $4::int) as n, unnest(array['status-comment', 'labels', 'state']) as surface`;
