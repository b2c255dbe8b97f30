/** Stops the built-in database when the process that owns it is killed, and only if nobody has taken it over by then. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdir, rm, unlink, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { identity } from './account.ts';
import type { Site } from './site.ts';

/** A file beside the data for each guard: whoever takes it away, the guard or a new owner, decides whether the server goes on. */
const NAME = 'guard-';

/**
 * Whoever is killed cannot stop its PostgreSQL: this waits for our end, which closes its pipe, and stops it then.
 * @returns how to let it go, once the server is gone
 */
export async function guarded(pid: number, { data, account }: Site): Promise<() => Promise<void>> {
  const file = join(dirname(data), `${NAME}${randomUUID()}`);
  await writeFile(file, '');
  const script = 'cat >/dev/null; rm "$2" 2>/dev/null && kill -INT "$1" 2>/dev/null';
  const guard = spawn('/bin/sh', ['-c', script, 'sh', String(pid), file], {
    ...identity(account),
    cwd: '/',
    env: { PATH: process.env.PATH ?? '' },
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => {});
  guard.unref();
  (guard.stdin as Socket | null)?.unref();
  return async () => {
    // Its number may be another process's by the time we end.
    guard.kill();
    await rm(file, { force: true });
  };
}

/** Disarms the guards of those who owned it before. @returns false where there is none: it is stopping the server, or has done so */
export async function disarmed({ data }: Site): Promise<boolean> {
  const place = dirname(data);
  let found = false;
  for (const name of await readdir(place)) {
    if (!name.startsWith(NAME)) continue;
    try {
      await unlink(join(place, name));
      found = true;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return found;
}
