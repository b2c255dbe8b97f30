/** What a register counts, by the names of its cells: by state, class and cause. */
import type { ChangeRow } from '@countersign/core/change/register.ts';

/** How many there are of each cell; those without any are left out. */
export type Counts = Readonly<Record<string, number>>;

export type CountedRow = Pick<ChangeRow, 'stage' | 'class' | 'cause'>;

/** A cell's name; no state, class or cause has a blank in it. */
export const cellOf = ({ stage, class: found = '', cause = '' }: CountedRow): string => `${stage} ${found} ${cause}`;

export function cellFrom(name: string): { readonly stage: string; readonly class: string; readonly cause: string } {
  const [stage = '', found = '', cause = ''] = name.split(' ');
  return { stage, class: found, cause };
}
