/** What is found and listed of change requests: one row each, written with every append. */
import type { ChangeRow, ChangeShown } from '@countersign/core/change/register.ts';
import type { Json, RegisterRow, StreamRef } from '@countersign/core/record/port.ts';
import { type Attributes, type Change, keyOf, type Storage } from './storage.ts';

interface Row extends Attributes {
  readonly project: string;
  readonly updatedAt: string;
  readonly row: Json;
}

const partOf = ({ tenant, project }: { readonly tenant: string; readonly project: string }): string =>
  `${tenant}/${project}`;

const keyFor = ({ tenant, project, stream }: StreamRef): string => keyOf('request', tenant, project, stream);

/** The row as part of an append's transaction. What shows a number is found by it. */
export function registerChange(row: RegisterRow): Change {
  const { ref, updatedAt, number, stage } = row as RegisterRow & Partial<ChangeShown>;
  const value: Row = {
    project: partOf(ref),
    ...(number === undefined ? {} : { number }),
    ...(stage === undefined ? {} : { stage }),
    updatedAt,
    row: row as unknown as Json,
  };
  return { entity: 'request', key: keyFor(ref), value };
}

export interface Register {
  findByNumber(tenant: string, project: string, number: number): Promise<ChangeRow | undefined>;
  /** Several at once, 25 in a request; those that are not on record are left out. */
  findAll(refs: readonly StreamRef[]): Promise<readonly ChangeRow[]>;
  /** Newest change first. */
  list(
    tenant: string,
    project: string,
    page?: { readonly limit?: number; readonly cursor?: string },
  ): Promise<{ readonly rows: readonly ChangeRow[]; readonly cursor?: string }>;
}

const rowOf = (value: Attributes): ChangeRow => (value as Row).row as unknown as ChangeRow;

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
