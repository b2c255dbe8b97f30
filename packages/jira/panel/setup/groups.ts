/** The pieces of set-up in groups with counts: what belongs to the whole site, and what to one project only. */
import { SETUP_GROUPS, type SetupData, type SetupGroup, type SetupStep } from '../../port/data.ts';

export interface Group {
  readonly name: SetupGroup;
  readonly steps: readonly SetupStep[];
  readonly there: number;
  readonly isFailed: boolean;
}

export const isThere = ({ standing }: SetupStep): boolean => standing === 'there' || standing === 'made';

/** In their order; without those that have nothing. */
export function grouped(steps: readonly SetupStep[]): readonly Group[] {
  return SETUP_GROUPS.flatMap((name) => {
    const own = steps.filter((one) => one.group === name);
    if (own.length === 0) return [];
    const isFailed = own.some((one) => one.standing === 'failed');
    return [{ name, steps: own, there: own.filter(isThere).length, isFailed }];
  });
}

/** How many pieces of each group an undo takes away. */
export function counted(undo: SetupData['undo']): readonly { readonly name: SetupGroup; readonly count: number }[] {
  return SETUP_GROUPS.flatMap((name) => {
    const count = undo.filter((one) => one.group === name).length;
    return count === 0 ? [] : [{ name, count }];
  });
}
