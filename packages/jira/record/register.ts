/** What is found and listed of change requests: one row each, written with every append. */
import type { Json, RegisterRow, StreamRef } from '@countersign/core/record/port.ts';
import { type Attributes, type Change, keyOf, type Storage } from './storage.ts';

interface Row extends Attributes {
  readonly project: string;
  readonly number: number;
  readonly stage: string;
  readonly updatedAt: string;
  readonly row: Json;
}

const partOf = ({ tenant, project }: { readonly tenant: string; readonly project: string }): string =>
  `${tenant}/${project}`;

const keyFor = ({ tenant, project, stream }: StreamRef): string => keyOf('request', tenant, project, stream);

/** The row as part of an append's transaction. */
export function registerChange(row: RegisterRow): Change {
  const value: Row = {
    project: partOf(row.ref),
    number: row.number,
    stage: row.stage,
    updatedAt: row.updatedAt,
    row: row as unknown as Json,
  };
  return { entity: 'request', key: keyFor(row.ref), value };
}

export interface Register {
  findByNumber(tenant: string, project: string, number: number): Promise<RegisterRow | undefined>;
  /** Several at once, 25 in a request; those that are not on record are left out. */
  findAll(refs: readonly StreamRef[]): Promise<readonly RegisterRow[]>;
  /** Newest change first. */
  list(
    tenant: string,
    project: string,
    page?: { readonly limit?: number; readonly cursor?: string },
  ): Promise<{ readonly rows: readonly RegisterRow[]; readonly cursor?: string }>;
}

const rowOf = (value: Attributes): RegisterRow => (value as Row).row as unknown as RegisterRow;

export function forgeRegister(storage: Storage): Register {
  const list: Register['list'] = async (tenant, project, page = {}) => {
    const { limit = 50, cursor } = page;
    const asked = { index: 'by-change', partition: [partOf({ tenant, project })], descending: true, limit };
    const found = await storage.find('request', { ...asked, ...(cursor ? { cursor } : {}) });
    return { rows: found.rows.map(({ value }) => rowOf(value)), ...(found.cursor ? { cursor: found.cursor } : {}) };
  };
  return {
    list,
    async findAll(refs) {
      const keys = refs.map(keyFor);
      const found = await storage.read(keys.map((key) => ({ entity: 'request' as const, key })));
      return keys.flatMap((key) => {
        const value = found.get(key);
        return value === undefined ? [] : [rowOf(value as Attributes)];
      });
    },
    async findByNumber(tenant, project, number) {
      const asked = { index: 'by-number', partition: [partOf({ tenant, project })], equals: number, limit: 1 };
      const { rows } = await storage.find('request', asked);
      return rows[0] && rowOf(rows[0].value);
    },
  };
}
