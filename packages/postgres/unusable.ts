/** Turns what initdb and postgres complain about into one sentence with its remedy, because their own words assume an administrator. */

/** The built-in database cannot be used; the message is one sentence for the reader, with the remedy. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
  constructor(problem: string, remedy: string, options?: { cause?: unknown }) {
    super(`The built-in database cannot be used: ${problem.trim().replace(/\.$/, '')}. To go on, ${remedy}.`, options);
  }
}

const known: readonly (readonly [RegExp, string, string])[] = [
  [
    /no space left on device|disk full|\bENOSPC\b/i,
    'the disk is full',
    'free some space and start again; nothing that was acknowledged is lost',
  ],
  [/disk quota exceeded/i, 'the disk quota is used up', 'raise the quota or free some space, and start again'],
  [
    /read-only file system|\bEROFS\b/i,
    'its folder is on a read-only file system',
    'start from a folder that can be written to',
  ],
  [/address already in use/i, 'its socket is in use by another server', 'stop that server and start again'],
  [/lock file "postmaster\.pid" already exists/i, 'another server is running on its folder', 'stop that one first'],
  [
    /shared memory block .* is still in use/i,
    'processes of a server that died are still ending',
    'wait a moment and start again',
  ],
  [
    /could not (create|resize|map) shared memory|could not resize shared memory/i,
    'the machine gives it no shared memory',
    'give the container more shared memory (for Docker: --shm-size=256m)',
  ],
  [
    /initialized by PostgreSQL version (\S+),/i,
    'its folder was made by another major version of PostgreSQL',
    'start the version of Countersign that made it, export, and import here',
  ],
  [
    /could not look up effective user id/i,
    'the user who runs this has no entry in /etc/passwd',
    'run as a user that exists, or set DATABASE_URL to a PostgreSQL server',
  ],
  [
    /has (invalid permissions|wrong ownership)/i,
    'its folder belongs to someone else or is open to others',
    'give the folder back to the user who runs this, with mode 0700',
  ],
  [
    /\b(?:EEXIST|ENOTDIR)\b/,
    'a file stands where its folder should be',
    'move that file away, or name another folder with DATA_DIR',
  ],
  [/\bENAMETOOLONG\b/, 'the path of its folder is too long', 'name a shorter one with DATA_DIR'],
  [
    /\bEMFILE\b|\bENFILE\b|too many open files/i,
    'too many files are open on this machine',
    'raise the limit (ulimit -n)',
  ],
  [
    /permission denied|\bEPERM\b/i,
    'its folder cannot be entered or written by the user who runs it',
    'give that user the right to write there, or start from another folder',
  ],
  [
    /invalid locale name|locale .* (not|un)/i,
    'a locale that it was made with is missing on this machine',
    'install that locale, or set DATABASE_URL to a PostgreSQL server',
  ],
  [
    /loading shared libraries: (\S+?):/i,
    'a shared library that it needs is missing',
    'set DATABASE_URL to a PostgreSQL server',
  ],
  [
    /could not locate a valid checkpoint|invalid checkpoint|PANIC:/i,
    'its files are damaged',
    'restore a backup of its folder; the log beside it says more',
  ],
];

/** @param output What the program wrote. @param log Where the rest can be read, if anywhere. */
export function unusable(output: string, log?: string): Unusable {
  for (const [pattern, problem, remedy] of known)
    if (pattern.test(output)) return new Unusable(problem, remedy, { cause: output });
  const line = /(?:FATAL|PANIC|error):\s*(.+)/i.exec(output)?.[1] ?? output.trim().split('\n').at(-1) ?? '';
  const where = log ? ` (more in ${log})` : '';
  return new Unusable(
    `${line || 'it ended without a word'}${where}`,
    'remove what is named here, or set DATABASE_URL to a PostgreSQL server',
    {
      cause: output,
    },
  );
}
