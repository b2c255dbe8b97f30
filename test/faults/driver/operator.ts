/** What operators do with the command line: verify the record, and try again what was given up. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Town } from './town.ts';

const CLI = fileURLToPath(new URL('../../../packages/cli/countersign.ts', import.meta.url));
const run = promisify(execFile);

function countersign(databaseUrl: string, ...words: readonly string[]): Promise<{ readonly stdout: string }> {
  return run(process.execPath, [CLI, ...words], { env: { ...process.env, DATABASE_URL: databaseUrl } });
}

/** @returns what the command has to say against the record */
export async function verified(databaseUrl: string): Promise<string | undefined> {
  return countersign(databaseUrl, 'verify').then(
    () => undefined,
    (error: unknown) => String((error as { readonly stdout?: string }).stdout || error),
  );
}

/** GitHub said no to something for good, as it then seemed: all of it is tried again by hand. @returns how much there was */
export async function replayed(town: Town): Promise<number> {
  const [parked] = await town.query<{ count: number }>('select count(*)::int as count from parked');
  if (!parked?.count) return 0;
  await countersign(town.databaseUrl, 'replay', '--all');
  return parked.count;
}
