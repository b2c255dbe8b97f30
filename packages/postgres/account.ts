/** Chooses who runs PostgreSQL when we are root, because PostgreSQL refuses to; see docs/decisions/embedded-postgresql.md. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account } from './program.ts';
import { Unusable } from './unusable.ts';

/** Accounts that exist on this machine, by name. */
function accounts(): Map<string, Account> {
  const found = new Map<string, Account>();
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && uid && gid && Number(uid) > 0) found.set(name, { name, uid: Number(uid), gid: Number(gid) });
  }
  return found;
}

/**
 * The account that is to own the data: the one that owns it already, `countersign`, `postgres`, a new account `countersign` where
 * one can be made, or `nobody`.
 * @param owner User id of the data when it exists.
 * @returns `undefined` when we are not root and run it ourselves.
 */
export function accountFor(owner: number | undefined, announce: (sentence: string) => void): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = accounts();
  for (const account of existing.values()) if (account.uid === owner) return account;
  for (const name of ['countersign', 'postgres']) {
    const account = existing.get(name);
    if (account) return account;
  }
  const made = spawnSync('useradd', [
    '--system',
    '--no-create-home',
    '--home-dir',
    '/',
    '--shell',
    '/bin/false',
    'countersign',
  ]);
  const fresh = made.status === 0 ? accounts().get('countersign') : undefined;
  if (fresh) {
    announce(
      'PostgreSQL does not run as root: the system account `countersign` was made to run it and to own its data.',
    );
    return fresh;
  }
  const nobody = existing.get('nobody');
  if (nobody) {
    announce('PostgreSQL does not run as root: it runs as `nobody`, since no account could be made for it.');
    return nobody;
  }
  throw new Unusable(
    'PostgreSQL does not run as root and there is no other account',
    'start as another user, or set DATABASE_URL',
  );
}

/** Whether the account can enter the folder and so reach what is below it. */
export async function enters(account: Account, folder: string): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    const { uid, gid, mode } = await stat(path);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/** How a process of that account is started. */
export function identity(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}
