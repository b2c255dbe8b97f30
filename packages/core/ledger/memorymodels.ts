/** Read models that are forgotten when the process ends, under the same contract as those that are kept. */
import type { ModelRef, Models } from '../record/model.ts';
import type { Json } from '../record/port.ts';

interface Kept {
  readonly asOf: number;
  readonly rows: ReadonlyMap<string, Json>;
}

export function memoryModels(): Models {
  const kept = new Map<string, Kept>();
  const keyOf = ({ tenant, project, model }: ModelRef): string => JSON.stringify([tenant, project, model]);
  const standing = (of: ModelRef): Kept => kept.get(keyOf(of)) ?? { asOf: 0, rows: new Map() };
  return {
    async find(of, keys) {
      const { asOf, rows } = standing(of);
      return { asOf, rows: new Map([...rows].filter(([key]) => keys.includes(key))) };
    },
    async list(of, { limit, after = '' }) {
      const { asOf, rows } = standing(of);
      const sorted = [...rows].filter(([key]) => key > after).sort(([one], [other]) => (one < other ? -1 : 1));
      return { asOf, rows: new Map(sorted.slice(0, limit)) };
    },
    async advance(of, from, to, changed) {
      const { asOf, rows } = standing(of);
      if (asOf !== from) return false;
      const after = new Map(rows);
      for (const [key, row] of changed)
        if (row === undefined) after.delete(key);
        else after.set(key, structuredClone(row));
      kept.set(keyOf(of), { asOf: to, rows: after });
      return true;
    },
    async drop(of) {
      kept.delete(keyOf(of));
    },
  };
}
