/** Rows of read models on Forge's storage. A dropped model begins a new generation, so that nobody reads half of the old one; what is left of that is taken away in parts. */
import type { ModelRef, Models } from '@countersign/core/record/model.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { type Attributes, type Change, keyOf, type Storage } from './storage.ts';

interface Head extends Attributes {
  readonly asOf: number;
  readonly generation: number;
  /** Both, for the condition of a step. */
  readonly stands: string;
}

interface Row extends Attributes {
  readonly part: string;
  readonly name: string;
  readonly data: Json;
}

const GONE = 'gone';

export function forgeModels(storage: Storage): Models {
  const headKey = ({ tenant, project, model }: ModelRef): string => keyOf('model', tenant, project, model);
  const partOf = ({ tenant, project, model }: ModelRef, generation: number): string =>
    keyOf('modelrows', tenant, project, model, String(generation));
  const rowKey = (part: string, key: string): string => keyOf('modelrow', part, key);
  const headOf = (asOf: number, generation: number): Head => ({ asOf, generation, stands: `${generation}/${asOf}` });
  const headNow = async (of: ModelRef): Promise<Head | undefined> => {
    const key = headKey(of);
    return (await storage.read([{ entity: 'model', key }])).get(key) as Head | undefined;
  };
  /** The head is read before and after the rows: Forge reads them one after another, and a step may come between. */
  const settled = async <Rows>(of: ModelRef, read: (part: string) => Promise<Rows>) => {
    for (;;) {
      const head = await headNow(of);
      const rows = await read(partOf(of, head?.generation ?? 0));
      if ((await headNow(of))?.stands === head?.stands) return { asOf: head?.asOf ?? 0, rows };
    }
  };
  return {
    async find(of, keys) {
      if (keys.length === 0) return { asOf: (await headNow(of))?.asOf ?? 0, rows: new Map() };
      return settled(of, async (part) => {
        const found = await storage.read(keys.map((key) => ({ entity: 'modelrow', key: rowKey(part, key) })));
        const rows = new Map<string, Json>();
        for (const key of keys) {
          const row = found.get(rowKey(part, key)) as Row | undefined;
          if (row && row.part !== GONE) rows.set(key, row.data);
        }
        return rows;
      });
    },
    list: (of, { limit, after }) =>
      settled(of, async (part) => {
        const asked = { index: 'by-part', partition: [part], limit, ...(after === undefined ? {} : { above: after }) };
        const { rows } = await storage.find('modelrow', asked);
        return new Map(rows.map(({ value }) => [(value as Row).name, (value as Row).data] as const));
      }),
    async advance(of, from, to, changed) {
      const head = await headNow(of);
      const generation = head?.generation ?? 0;
      if ((head?.asOf ?? 0) !== from) return false;
      const part = partOf(of, generation);
      const rows = [...changed].map(
        ([name, data]): Change => ({
          entity: 'modelrow',
          key: rowKey(part, name),
          value: data === undefined ? { part: GONE, name, data: true } : { part, name, data },
        }),
      );
      const only = { attribute: 'stands', is: head ? head.stands : 'absent' };
      const step: Change = { entity: 'model', key: headKey(of), value: headOf(to, generation), only };
      return (await storage.transact([step, ...rows])) === 'done';
    },
    async drop(of) {
      const head = await headNow(of);
      if (!head) return;
      await storage.write('model', headKey(of), headOf(0, head.generation + 1));
      const { rows } = await storage.find('modelrow', { index: 'by-part', partition: [partOf(of, head.generation)] });
      for (const { key } of rows) await storage.remove('modelrow', key);
    },
  };
}
