/** Checks the hash chains of the whole record. */
import { verifyProject } from '@countersign/core/ledger/chain.ts';
import type { Entry } from '@countersign/core/record/port.ts';
import { postgresLedger } from '@countersign/postgres/ledger.ts';
import { say } from './call.ts';
import type { Record } from './record.ts';

export async function verify({ database, boss }: Record): Promise<number> {
  const ledger = postgresLedger(boss);
  const { rows } = await database.pool.query<{ tenant: string; project: string }>(
    'select tenant, project from project_head order by tenant, project',
  );
  let broken = 0;
  for (const { tenant, project } of rows) {
    const entries: Entry[] = [];
    for (;;) {
      const some = await ledger.readProject(tenant, project, entries.at(-1)?.sequence ?? 0, 1000);
      entries.push(...some);
      if (some.length < 1000) break;
    }
    const found = verifyProject(entries);
    if (found) broken += 1;
    const head = entries.at(-1)?.projectHash.slice(0, 16) ?? '–';
    say(
      found
        ? `${tenant} ${project}: BROKEN at entry ${found.entry.sequence} of ${found.entry.ref.stream}: ${found.why}`
        : `${tenant} ${project}: ${entries.length} entries, head ${head}`,
    );
  }
  if (rows.length === 0) say('The record is empty.');
  return broken > 0 ? 1 : 0;
}
