/** What `npm ci --omit=dev` puts on a disk, told from the lock file and the packages that are here: no second installation is made. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = new URL('../../', import.meta.url).pathname;
/** A file takes whole blocks of so many bytes. */
const BLOCK = 4096;
/** `postinstall` takes it away again: `link-node.cjs`. */
const TAKEN_AWAY = /^node_modules\/node-[\w-]+\/include$/;

interface Locked {
  readonly dev?: boolean;
  readonly link?: boolean;
}

/** Folders of the packages that running needs and this platform has, below the root of the repository. */
export function installed(): readonly string[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  return Object.entries(packages)
    .filter(([folder, { dev, link }]) => folder.startsWith('node_modules/') && !dev && !link)
    .map(([folder]) => folder)
    .filter((folder) => statSync(join(ROOT, folder), { throwIfNoEntry: false })?.isDirectory());
}

/** Bytes on disk of packages, each without the packages below it: those have places of their own in the lock file. */
export function weightOf(folders: readonly string[]): number {
  return folders.reduce((sum, folder) => sum + bytesIn(folder), 0);
}

function bytesIn(folder: string): number {
  if (TAKEN_AWAY.test(folder)) return 0;
  let bytes = 0;
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory() && entry.name !== 'node_modules') bytes += bytesIn(path);
    else if (entry.isFile()) bytes += Math.ceil(statSync(join(ROOT, path)).size / BLOCK) * BLOCK;
  }
  return bytes;
}
