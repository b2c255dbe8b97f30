/** A record as one file: lines of JSON, compressed, with a checksum at its end, so that what was cut off or changed is not taken for a record. */
import { createHash } from 'node:crypto';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { access, copyFile, link, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';

const head = z.object({
  countersign: z.literal('backup'),
  format: z.literal(1),
  /** Name of the newest migration that its rows are of. */
  schema: z.string(),
  /** UTC instant, ISO 8601: everything until then is in it, and nothing from later. */
  at: z.iso.datetime(),
  /** Whose record it is. */
  owner: z.string(),
});
export type BackupHead = z.infer<typeof head>;

/** Rows of one table: names of its columns, then each row as the texts of its values. */
const rowLine = z.tuple([z.string(), z.array(z.string().nullable())]);
const columnsLine = z.object({ table: z.string(), columns: z.array(z.string()) });
const foot = z.object({ rows: z.int(), sha256: z.string() });

export type BackupLine =
  | { readonly kind: 'table'; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: 'row'; readonly table: string; readonly values: readonly (string | null)[] };

/** Of a backup that is none, or not whole; the message is one sentence. */
export class NoBackup extends Error {
  override readonly name = 'NoBackup';
}

/**
 * Writes a backup. Nobody waits for one whose name somebody has; there is a file of that name once the backup is whole and was read back, so
 * that whoever is killed over it leaves none that looks like one.
 * @returns how many rows
 * @throws NoBackup where there is a file of that name, or where it does not read as it was written
 */
export async function writeBackup(file: string, about: BackupHead, lines: AsyncIterable<BackupLine>): Promise<number> {
  if (await access(file).then(isThere, isMissing)) throw taken(file);
  const unfinished = `${file}.part`;
  try {
    await rm(unfinished, { force: true });
    const made: { rows?: number } = {};
    // Names and texts of people stand in it.
    const written = createWriteStream(unfinished, { mode: 0o600, flags: 'wx', flush: true });
    await pipeline(lettersOf(about, lines, made), createGzip(), written);
    await readsBack(unfinished);
    await giveName(unfinished, file);
    return made.rows ?? 0;
  } finally {
    await rm(unfinished, { force: true });
  }
}

const isThere = (): boolean => true;

/** @throws what else the folder says */
function isMissing(error: unknown): boolean {
  if (codeOf(error) === 'ENOENT') return false;
  throw error;
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

const taken = (file: string): NoBackup =>
  new NoBackup(`There is a file ${file} already. Choose another name, or move it away.`);

/** A second name, and not another one, writes over nothing. @throws NoBackup where somebody has it by now */
async function giveName(unfinished: string, file: string): Promise<void> {
  try {
    await link(unfinished, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw taken(file);
    // Not every disk has second names.
    await copyFile(unfinished, file, constants.COPYFILE_EXCL).catch((trouble: unknown) => {
      throw codeOf(trouble) === 'EEXIST' ? taken(file) : trouble;
    });
  }
}

async function* lettersOf(
  about: BackupHead,
  lines: AsyncIterable<BackupLine>,
  made: { rows?: number },
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let rows = 0;
  const hashed = (value: unknown): string => {
    const line = `${lineOf(value)}\n`;
    hash.update(line);
    return line;
  };
  yield hashed(about);
  for await (const line of lines) {
    if (line.kind === 'row') rows += 1;
    yield hashed(line.kind === 'row' ? [line.table, line.values] : { table: line.table, columns: line.columns });
  }
  made.rows = rows;
  yield `${lineOf({ rows, sha256: hash.digest('hex') })}\n`;
}

/** JSON leaves these two as they are, and many programs end a line at them. */
const lineOf = (value: unknown): string =>
  JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

/** @throws NoBackup */
async function readsBack(file: string): Promise<void> {
  try {
    for await (const _ of readBackup(file));
  } catch (error) {
    if (!(error instanceof NoBackup)) throw error;
    const why = 'What was written does not read as it was written: the disk may be failing. Write to another one.';
    throw new NoBackup(why, { cause: error });
  }
}

/** Reads it from its first letter to its last. @throws NoBackup, also where it was cut off or changed */
export async function* readBackup(file: string): AsyncGenerator<BackupHead | BackupLine> {
  const hash = createHash('sha256');
  let rows = 0;
  let isFirst = true;
  let end: z.infer<typeof foot> | undefined;
  try {
    for await (const line of linesOf(file)) {
      if (end) throw new NoBackup(`${file} goes on after its end.`);
      const value = JSON.parse(line) as unknown;
      if (isFirst) yield head.parse(value);
      else if (Array.isArray(value)) {
        const [table, values] = rowLine.parse(value);
        rows += 1;
        yield { kind: 'row', table, values };
      } else if (typeof value === 'object' && value !== null && 'sha256' in value) {
        end = foot.parse(value);
        continue;
      } else yield { kind: 'table', ...columnsLine.parse(value) };
      isFirst = false;
      hash.update(`${line}\n`);
    }
  } catch (error) {
    if (error instanceof NoBackup || (error instanceof Error && 'syscall' in error)) throw error;
    const why = isFirst ? 'is no backup of a record' : 'was cut off, or changed';
    throw new NoBackup(`${file} ${why}. Take another copy of it.`, { cause: error });
  }
  if (!end) throw new NoBackup(`${file} was cut off. Take another copy of it.`);
  if (end.rows !== rows || end.sha256 !== hash.digest('hex'))
    throw new NoBackup(`${file} was changed since it was made. Take another copy of it.`);
}

/** A line ends at a line feed and nowhere else: other letters that end lines are letters of the texts. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const read = createReadStream(file);
  const letters = createGunzip();
  read.on('error', (error) => letters.destroy(error));
  const decoder = new StringDecoder('utf8');
  let begun: string[] = [];
  for await (const chunk of read.pipe(letters)) {
    const [first = '', ...others] = decoder.write(chunk as Buffer).split('\n');
    begun.push(first);
    for (const next of others) {
      yield begun.join('');
      begun = [next];
    }
  }
  const rest = `${begun.join('')}${decoder.end()}`;
  if (rest !== '') yield rest;
}
