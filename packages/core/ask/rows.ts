/** Questions that come again row by row: steps, alternatives, risks, measures. How many rows there are is up to whoever fills them in. */
import type { Question } from './questions.ts';

export interface Rows {
  readonly before: readonly Question[];
  /** The questions of one row, counted from 0: the names of its fields end with that number. */
  readonly row: (index: number) => readonly Question[];
  /** @param count how many rows there are */
  readonly after: (count: number) => readonly Question[];
  /** Rows that are on record. */
  readonly known: number;
  /** Rows that a form may have. */
  readonly most: number;
  /** What adds a row. */
  readonly more: string;
  /** What a row on record is known by, carried along by the form. */
  readonly idOf?: (index: number) => string;
  /** The field that chooses among the rows. */
  readonly chooses?: string;
}

export const indices = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

export const rowsOf = ({ row }: Pick<Rows, 'row'>, count: number): readonly Question[] => indices(count).flatMap(row);

/** The number of a row by the name of one of its fields; `undefined` for a field of no row. */
export function rowIn(name: string): number | undefined {
  const [, digits] = /^[A-Za-z]+(\d{1,6})$/.exec(name) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
