/** Tells whether a PostgreSQL server is running on a data folder; its pid file alone does not, since it outlives a killed server. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What PostgreSQL says of itself in its pid file; `undefined` when there is none or no such process is running. */
export async function postmaster(data: string): Promise<{ pid: number; ready: boolean } | undefined> {
  const file = join(data, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!pid || !alive(pid)) return undefined;
  const command = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'postgres');
  if (command.trim() !== 'postgres') {
    // The number has passed on to another process since; PostgreSQL itself would take that one for a server.
    await rm(file, { force: true });
    return undefined;
  }
  return { pid, ready: lines[7]?.trim() === 'ready' };
}

/** Whether a process of that number is running, whoever owns it. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
