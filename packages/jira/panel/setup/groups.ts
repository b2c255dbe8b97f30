/** The pieces of set-up in groups with counts: what belongs to the whole site, and what to one project only. */
import type { SetupStep } from '../data.ts';

export const GROUPS = ['type', 'fields', 'statuses', 'screens', 'workflow', 'project', 'other'] as const;
export type GroupName = (typeof GROUPS)[number];

export interface Group {
  readonly name: GroupName;
  readonly steps: readonly SetupStep[];
  readonly there: number;
  readonly isFailed: boolean;
}

const BEGINS: readonly (readonly [RegExp, GroupName])[] = [
  [/@/, 'project'],
  [/^(type|affects)$/, 'type'],
  [/^(field|options):/, 'fields'],
  [/^status:/, 'statuses'],
  [/^(screen|onscreen|screenscheme)$/, 'screens'],
  [/^workflow$/, 'workflow'],
];

export function groupOf(id: string): GroupName {
  return BEGINS.find(([begin]) => begin.test(id))?.[1] ?? 'other';
}

export const isThere = ({ standing }: SetupStep): boolean => standing === 'there' || standing === 'made';

/** In their order; without those that have nothing. */
export function grouped(steps: readonly SetupStep[]): readonly Group[] {
  return GROUPS.flatMap((name) => {
    const own = steps.filter((one) => groupOf(one.id) === name);
    if (own.length === 0) return [];
    const isFailed = own.some((one) => one.standing === 'failed');
    return [{ name, steps: own, there: own.filter(isThere).length, isFailed }];
  });
}

/** How many pieces of each group an undo takes away; it is told their texts alone. */
export function counted(
  undo: readonly string[],
  steps: readonly SetupStep[],
): readonly { readonly name: GroupName; readonly count: number }[] {
  const ids = new Map(steps.map((one) => [one.text, one.id]));
  const names = undo.map((text) => groupOf(ids.get(text) ?? ''));
  return GROUPS.flatMap((name) => {
    const count = names.filter((one) => one === name).length;
    return count === 0 ? [] : [{ name, count }];
  });
}
