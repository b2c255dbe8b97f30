/** Does an event cost more when the register is large? The same act is timed beside few and beside very many change requests. */
import { nodeId } from '@countersign/sandbox/world/node.ts';
import pg from 'pg';
import { openLine } from '../instruments/line.ts';
import { quantile, row, spread } from './figure.ts';

export async function growth(many: number): Promise<void> {
  const line = await openLine({ checked: false });
  const tenant = `github:${line.seeded.organization.id}`;
  const project = nodeId('R', line.seeded.repository.id);
  for (let n = 0; n < 10; n += 1) line.file({}, `Change ${n}`);
  await line.settled();
  const number = line.file({}, 'Begin');
  await line.settled();
  const edits = async (turns: number): Promise<readonly number[]> => {
    const times: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const started = performance.now();
      line.as('requester').editIssue(number, { title: `Title ${performance.now()}` });
      await line.settled();
      times.push(performance.now() - started);
    }
    return times.slice(5);
  };
  const few = await edits(45);
  const pool = new pg.Pool({ connectionString: line.databaseUrl, max: 1 });
  await pool.query(FILL_REGISTER, [tenant, project, many]);
  await pool.query(FILL_ENTRIES, [tenant, project, many]);
  await pool.query('analyze');
  const crowded = await edits(45);
  row('an edit of a title until all is shown, 10 change requests', spread(few), 'reference');
  const ratio = quantile(crowded, 0.5) / quantile(few, 0.5);
  row(`the same beside ${many.toLocaleString('en')}`, `${spread(crowded)} (${ratio.toFixed(2)} ×)`, '≤ 1.2 ×');
  await page(line.server.parts.register, tenant, project, many);
  await pool.end();
  await line.close();
}

async function page(
  register: Awaited<ReturnType<typeof openLine>>['server']['parts']['register'],
  tenant: string,
  project: string,
  many: number,
): Promise<void> {
  const times: number[] = [];
  for (let turn = 0; turn < 25; turn += 1) {
    const started = performance.now();
    const sort = turn % 2 === 0 ? ('number' as const) : ('updated' as const);
    await register.list(tenant, [project], { stages: ['in-review'] }, { sort, limit: 50 });
    times.push(performance.now() - started);
  }
  row(
    `a register page of ${many.toLocaleString('en')}, filtered and sorted`,
    spread(times.slice(3)),
    '≤ 50 ms at 100,000',
  );
}

const FILL_REGISTER = `
  insert into register (tenant, project, stream, shown, version, updated_at)
  select $1, $2, 'filler-' || n, json_build_object('number', 100000 + n, 'title', 'Change ' || n, 'stage',
    (array['closed', 'closed', 'closed', 'in-review', 'approved', 'draft'])[1 + n % 6], 'class', 'minor', 'cause', 'defect',
    'items', '[]'::json, 'work', '[]'::json), 1,
    now() - n * interval '1 minute'
  from generate_series(1, $3::int) as n`;
const FILL_ENTRIES = `
  insert into entry (tenant, project, stream, version, sequence, at, actor, event, previous, hash, project_previous, project_hash)
  select $1, $2, 'filler-' || n, 1, 10000000 + n, '2026-01-01T00:00:00.000Z', 'U', '{}', '', '', '', '' from generate_series(1, $3::int) as n`;
