/** How many requests live in a project, by state, class and cause: changed in the transaction of each append, so that nobody has to read them all to count them. */
import { type CountedRow, type Counts, cellOf } from './counts.ts';
import { type Attributes, type Change, keyOf, type Storage } from './storage.ts';

interface Tally extends Attributes {
  /** Another at every write. */
  readonly stamp: string;
  /** `making` while they are counted: whoever appends meanwhile writes another stamp, and it is begun again. */
  readonly counts: Counts | 'making';
}

/** Where a row is counted. */
export interface Counted {
  /** Where its rows stand together, as in the register. */
  readonly part: string;
  readonly row: CountedRow;
}

/** What is known of a request before an append. */
export interface Before {
  /** Where it was counted; `undefined` for one that is new. */
  readonly counted: Counted | undefined;
  /** Whether the row that says so is of the version that is appended to: Forge may answer an older one. */
  readonly isCertain: boolean;
}

/** By state alone; a dashboard reads it of many projects. */
export const stagesKey = (part: string): string => keyOf('tally', 'stages', part);
/** By state, class and cause. */
export const cellsKey = (part: string): string => keyOf('tally', 'cells', part);

/** @returns with one more of a cell, or one less */
function moved(counts: Counts, cell: string, by: 1 | -1): Counts {
  const { [cell]: before = 0, ...others } = counts;
  const after = before + by;
  return after === 0 ? others : { ...others, [cell]: after };
}

/**
 * What an append changes of the counts. Where it is not certain what it was counted as before, it is counted anew by a night.
 * @param read the tallies of both parts, by their keys
 * @param isEmpty whether nothing is listed in a part of which there is no tally; where something is, a night counts it
 */
export async function tallyChanges(
  { counted: before, isCertain }: Before,
  after: Counted,
  read: ReadonlyMap<string, unknown>,
  isEmpty: (part: string) => Promise<boolean>,
): Promise<readonly Change[]> {
  if (isCertain && before?.part === after.part && cellOf(before.row) === cellOf(after.row)) return [];
  const parts = new Set([...(before ? [before.part] : []), after.part]);
  const changes: Change[] = [];
  for (const part of parts) {
    const known = read.get(stagesKey(part)) as Tally | undefined;
    const cells = read.get(cellsKey(part)) as Tally | undefined;
    const only = { attribute: 'stamp', is: known?.stamp ?? 'absent' } as const;
    if (!known && !(await isEmpty(part))) continue;
    const stamp = crypto.randomUUID();
    const isKnown = known?.counts !== 'making' && cells?.counts !== 'making' && cells?.stamp === known?.stamp;
    if (!isKnown || !isCertain) {
      changes.push({ entity: 'tally', key: stagesKey(part), value: { stamp, counts: 'making' }, only });
      continue;
    }
    let [stages, all] = [(known?.counts ?? {}) as Counts, (cells?.counts ?? {}) as Counts];
    for (const [counted, by] of [
      [before, -1],
      [after, 1],
    ] as const) {
      if (counted?.part !== part) continue;
      stages = moved(stages, counted.row.stage, by);
      all = moved(all, cellOf(counted.row), by);
    }
    changes.push({ entity: 'tally', key: stagesKey(part), value: { stamp, counts: stages }, only });
    changes.push({ entity: 'tally', key: cellsKey(part), value: { stamp, counts: all } });
  }
  return changes;
}

const countsOf = (found: unknown): Counts | undefined => {
  const counts = (found as Tally | undefined)?.counts;
  return counts === 'making' ? undefined : counts;
};

export interface Tallies {
  /** By state, of several projects; `undefined` where they are not counted yet. */
  stages(parts: readonly string[]): Promise<readonly (Counts | undefined)[]>;
  /** By state, class and cause; `undefined` where they are not counted yet. */
  cells(part: string): Promise<Counts | undefined>;
  /**
   * Counts what is listed, where it was not counted yet.
   * @param list all rows that are listed there
   * @returns false where somebody appended meanwhile: another night counts it
   */
  make(part: string, list: () => Promise<readonly Counted['row'][]>): Promise<boolean>;
}

export function forgeTallies(storage: Storage): Tallies {
  const read = (keys: readonly string[]) => storage.read(keys.map((key) => ({ entity: 'tally', key })));
  return {
    async stages(parts) {
      const found = await read(parts.map(stagesKey));
      return parts.map((part) => countsOf(found.get(stagesKey(part))));
    },
    async cells(part) {
      const found = await read([stagesKey(part), cellsKey(part)]);
      const [stages, cells] = [found.get(stagesKey(part)), found.get(cellsKey(part))] as (Tally | undefined)[];
      return stages?.stamp === cells?.stamp ? countsOf(cells) : undefined;
    },
    async make(part, list) {
      const key = stagesKey(part);
      const known = (await read([key])).get(key) as Tally | undefined;
      if (known && known.counts !== 'making') return true;
      const stamp = crypto.randomUUID();
      const only = { attribute: 'stamp', is: known?.stamp ?? 'absent' } as const;
      const begun = { entity: 'tally', key, value: { stamp, counts: 'making' }, only } as const;
      if ((await storage.transact([begun])) !== 'done') return false;
      let [stages, cells]: Counts[] = [{}, {}];
      for (const row of await list()) {
        stages = moved(stages ?? {}, row.stage, 1);
        cells = moved(cells ?? {}, cellOf(row), 1);
      }
      const made = crypto.randomUUID();
      const result = await storage.transact([
        {
          ...{ entity: 'tally' as const, key, value: { stamp: made, counts: stages ?? {} } },
          only: { attribute: 'stamp', is: stamp },
        },
        { entity: 'tally', key: cellsKey(part), value: { stamp: made, counts: cells ?? {} } },
      ]);
      return result === 'done';
    },
  };
}
