/** Decides where the built-in database keeps its files, so that the account that runs it can reach them and nobody else can. */
import { createHash } from 'node:crypto';
import { chown, lstat, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { accountFor, enters } from './account.ts';
import type { Account } from './program.ts';
import { Unusable } from './unusable.ts';

/** Where one built-in database is. */
export interface Site {
  readonly data: string;
  readonly socket: string;
  readonly log: string;
  readonly account: Account | undefined;
}

/** Decides where data and socket are, the same at every start. */
export async function siteFor(folder: string, shelter: string, announce: (sentence: string) => void): Promise<Site> {
  const hash = hashOf(folder);
  const sheltered = join(shelter, hash);
  const owner = (await ownerOf(join(sheltered, 'data'))) ?? (await ownerOf(join(folder, 'postgres', 'data')));
  const account = accountFor(owner, announce);
  let place = join(folder, 'postgres');
  if (account) {
    const moved = (await ownerOf(join(sheltered, 'data'))) !== undefined;
    const kept = (await ownerOf(join(place, 'data'))) !== undefined;
    if (moved || (!kept && !(await enters(account, folder)))) {
      announce(`PostgreSQL runs as \`${account.name}\`, who cannot enter ${folder}; the database is in ${sheltered}.`);
      await mkdir(shelter, { recursive: true, mode: 0o755 });
      place = sheltered;
    } else if (kept && !(await enters(account, folder))) {
      throw new Unusable(
        `${account.name}, who owns ${place}, can no longer enter ${folder}`,
        `run \`chmod o+x\` on the folders above it`,
      );
    }
  } else if (owner !== undefined && process.getuid && owner !== process.getuid()) {
    throw new Unusable(
      `${join(place, 'data')} belongs to another user (id ${owner})`,
      'start as that user, or as root if it was made so',
    );
  }
  await owned(place, account);
  const near = join(place, 'socket');
  // A socket's address holds 107 letters at most on Linux and 103 on macOS.
  const socket =
    near.length < 85 ? near : join('/tmp', `countersign-${account?.uid ?? process.getuid?.() ?? 0}-${hash}`);
  await owned(socket, account);
  return { data: join(place, 'data'), socket, log: join(place, 'postgres.log'), account };
}

const hashOf = (folder: string): string => createHash('sha256').update(folder).digest('hex').slice(0, 16);

/** Whether a database was made for the folder: looks, and makes nothing. @throws Unusable where only its owner may look */
export async function isMade(folder: string, shelter: string): Promise<boolean> {
  let isClosed = false;
  for (const place of [join(shelter, hashOf(folder)), join(folder, 'postgres')])
    try {
      await stat(join(place, 'data', 'PG_VERSION'));
      return true;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EACCES' || code === 'EPERM') isClosed = true;
    }
  if (isClosed)
    throw new Unusable(`only its owner may look into ${folder}`, 'start as that user, or as root if it was made so');
  return false;
}

/** User id of whoever owns the path; `undefined` when there is none. */
export async function ownerOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.uid;
}

/** A folder of the account's own. Refuses one that somebody else put there. */
async function owned(path: string, account: Account | undefined): Promise<void> {
  const fresh = await mkdir(path, { recursive: true, mode: 0o700 });
  if (fresh && account) await chown(path, account.uid, account.gid);
  const found = await lstat(path);
  const expected = account?.uid ?? process.getuid?.() ?? found.uid;
  if (!found.isDirectory() || found.uid !== expected) {
    throw new Unusable(`${path} belongs to another user (id ${found.uid})`, 'move it away, or start as that user');
  }
}
