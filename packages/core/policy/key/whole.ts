/** A policy file in which every key is said: where the file is silent, the key's default speaks. */
import type { z } from 'zod';
import type { PolicyFile } from '../schema.ts';
import { KEYS, type Key, ROWS, type Rows } from './keys.ts';
import { type Absent, type Basis, REQUIRED, type Row } from './row.ts';

type Fixed<Value> = Value extends readonly (infer One)[]
  ? readonly Fixed<One>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: Fixed<Value[Name]> }
    : Value;

/** What a key says, with its default. */
type Said<One extends Key> = Fixed<z.infer<Rows[One]['schema']>> | Absent<Rows[One]['default']>;

/** Every key, as it is written or would be. */
export type WholeFile = { readonly [One in Key]: Said<One> };

/** The keys whose value in force is as written, by the names that the code uses. */
export type AsWritten = {
  readonly [One in Key as Rows[One]['inForce'] extends 'as-written' ? Rows[One]['name'] : never]: Said<One>;
};

/** @param file as its schema read it */
export function wholeFile(file: PolicyFile): WholeFile {
  const basis = { profile: file.profile, language: file.language ?? KEYS.language.default() };
  return Object.fromEntries(ROWS.map((row) => [row.key, file[row.key] ?? defaultOf(row, basis)])) as WholeFile;
}

/** The file that holds while a policy cannot be used. */
export function closedFile(): WholeFile {
  return Object.fromEntries(ROWS.map(({ key, closed }) => [key, closed])) as WholeFile;
}

export function asWritten(file: WholeFile): AsWritten {
  const kept = ROWS.filter(({ inForce }) => inForce === 'as-written');
  return Object.fromEntries(kept.map(({ key, name }) => [name, file[key]])) as AsWritten;
}

/** What holds where the file does not say the key; a key that every file has to say has no default. */
export function defaultOf(row: Row, basis: Basis): unknown {
  return row.default === REQUIRED ? undefined : row.default(basis);
}
