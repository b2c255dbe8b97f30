/** What was erased, noted beside the record and not in it: a backup from before brings names back, and only a list that did not go back with it says so. */
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Owner } from '@countersign/postgres/owner.ts';
import type { Erasure } from '@countersign/server/restored.ts';

const FILE = 'erasures.log';

/** One line of a list. */
interface Noted extends Erasure {
  readonly file: string;
  /** Whose record it was erased from; of lines from before lists said so, and of records that nobody had started on, `undefined`. */
  readonly owner: string | undefined;
  /** Whether the list was named, or lies with the record, so that a line of it which says nothing of its record is taken for one of this. */
  readonly isOurs: boolean;
}

/** Every list that was found, and what stands in them. */
export interface Lists {
  readonly files: readonly string[];
  readonly lines: readonly Noted[];
}

/** The list cannot be kept or read; nothing is erased or restored then. */
export class NoErasures extends Error {
  override readonly name = 'NoErasures';
}

const folder = (): string => resolve(process.env.DATA_DIR ?? '.countersign');

/** Before it is erased: what is cut off behind it is done again. @param owner whose record it is erased from @returns the file @throws NoErasures */
export function noteErasure({ at, what }: Erasure, owner: Owner | undefined): string {
  const file = join(folder(), FILE);
  try {
    mkdirSync(folder(), { recursive: true });
    appendFileSync(file, `${[at, what, ...(owner ? [owner] : [])].join(' ')}\n`, { mode: 0o600, flush: true });
  } catch (error) {
    throw new NoErasures(
      `Nothing was erased, because it could not be noted in ${file} (${reasonOf(error)}), and a backup from before would bring it back. Name a folder that can be written with DATA_DIR.`,
    );
  }
  return file;
}

/**
 * Everything that was noted: in the list that is named, in the folder of the record, in the usual one, and beside the backup.
 * @throws NoErasures when a list that is named is not there, or one cannot be read: a line that is skipped would be a name that comes back
 */
export function erasuresNoted(backup: string, named: string | undefined): Lists {
  const ours = [...(named === undefined ? [] : [resolve(named)]), join(folder(), FILE)];
  const others = [resolve('.countersign'), dirname(resolve(backup))].map((one) => join(one, FILE));
  const files: string[] = [];
  const lines: Noted[] = [];
  for (const file of new Set([...ours, ...others])) {
    const text = textOf(file);
    if (text !== undefined) {
      files.push(file);
      lines.push(...linesOf(text, file, ours.includes(file)));
    } else if (named !== undefined && file === resolve(named)) throw new NoErasures(`There is no file ${file}.`);
  }
  return { files, lines };
}

/** What of it is to be erased from a record. @param owner whose record it is, as its backup says */
export function erasuresOf({ lines }: Lists, owner: string): readonly Erasure[] {
  const obeyed = lines.filter((one) => isOf(one, owner)).map(({ at, what }) => ({ at, what }));
  return [...new Map(obeyed.map((one) => [`${one.at} ${one.what}`, one])).values()];
}

/** What of it is not obeyed, with why; a sentence for each list and each other record. */
export function erasuresLeft({ lines }: Lists, owner: string): readonly string[] {
  const left = lines.filter((one) => !isOf(one, owner));
  const kinds = Map.groupBy(left, (one) => `${one.file}\n${one.owner}`);
  return [...kinds.values()].flatMap((some) => {
    const [one] = some;
    if (!one) return [];
    const whose = one.owner ? `that speak of the record of ${one.owner}` : 'that do not say of which record they speak';
    const was = one.owner ? `${one.owner} had this record before` : 'they speak of this one';
    return `Not obeyed: ${some.length} in ${one.file} ${whose}. If ${was}, erase what they name once more before the server starts (npm run countersign -- erase github:7 --yes).`;
  });
}

const isOf = (one: Noted, owner: string): boolean => (one.owner === undefined ? one.isOurs : one.owner === owner);

/** @returns `undefined` where there is none */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new NoErasures(
      `The list ${file} cannot be read (${reasonOf(error)}): make it readable, or move it away if it is no list, then restore again.`,
    );
  }
}

function linesOf(text: string, file: string, isOurs: boolean): readonly Noted[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    const [, at = '', what = '', owner] = LINE.exec(line) ?? [];
    if (Number.isNaN(Date.parse(at)))
      throw new NoErasures(
        `Line ${index + 1} of ${file} says nothing that was erased. It has to read as "2026-11-30T08:00:00.000Z github:7 app:12": mend or take out the line, then restore again.`,
      );
    return [{ at: new Date(at).toISOString(), what, owner, file, isOurs }];
  });
}

const LINE = /^(\d{4}-\S+Z) (github:[1-9]\d*|[0-9a-f]{64})(?: (sandbox|app:\d+))?\s*$/;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
