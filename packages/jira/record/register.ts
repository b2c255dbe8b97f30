/** What is found and listed of change requests: one row each, written with every append. */
import type { ChangeRow, ChangeShown } from '@countersign/core/change/register.ts';
import { addressOf, kindOf, partsOf } from '@countersign/core/record/kind.ts';
import type { Json, RegisterRow, Rows, StreamRef } from '@countersign/core/record/port.ts';
import { type Attributes, type Change, keyOf, type Storage } from './storage.ts';

interface Row extends Attributes {
  readonly project: string;
  readonly updatedAt: string;
  readonly row: Json;
}

/** Where the rows of one kind stand together; change requests stand where they stood before there were other kinds. */
const partOf = (ref: Omit<StreamRef, 'stream'>): string => {
  const { tenant, project, kind } = addressOf({ ...ref, stream: '' });
  return [tenant, project, ...(kind ? [kind] : [])].join('/');
};

const keyFor = (ref: StreamRef): string => keyOf('request', ...partsOf(ref));

/** The row as part of an append's transaction: listed where it lives, found where it began. What shows a number is found by it. */
export function registerChange(row: RegisterRow): Change {
  const { ref, updatedAt, number, stage, home } = row as RegisterRow & Partial<ChangeShown>;
  // Another kind may show something else by this name.
  const lives = kindOf(ref) === 'change' && home !== undefined ? home : ref.project;
  const value: Row = {
    project: partOf({ ...ref, project: lives }),
    ...(number === undefined ? {} : { number }),
    ...(stage === undefined ? {} : { stage }),
    updatedAt,
    row: { ...row, ref: addressOf(ref) } as unknown as Json,
  };
  return { entity: 'request', key: keyFor(ref), value };
}

interface Page {
  readonly limit?: number;
  readonly cursor?: string;
}

export interface Register extends Rows {
  findByNumber(tenant: string, project: string, number: number): Promise<ChangeRow | undefined>;
  /** Several at once, 25 in a request; those that are not on record are left out. */
  findAll(refs: readonly StreamRef[]): Promise<readonly ChangeRow[]>;
  /** Newest change first. */
  list(
    tenant: string,
    project: string,
    page?: Page,
  ): Promise<{ readonly rows: readonly ChangeRow[]; readonly cursor?: string }>;
}

const rowOf = (value: Attributes): ChangeRow => (value as Row).row as unknown as ChangeRow;

export function forgeRegister(storage: Storage): Register {
  const rows = async (of: Omit<StreamRef, 'stream'>, { limit = 50, cursor }: Page = {}) => {
    const asked = { index: 'by-change', partition: [partOf(of)], descending: true, limit };
    const found = await storage.find('request', { ...asked, ...(cursor ? { cursor } : {}) });
    return { rows: found.rows.map(({ value }) => rowOf(value)), ...(found.cursor ? { cursor: found.cursor } : {}) };
  };
  return {
    rows,
    list: (tenant, project, page) => rows({ tenant, project }, page),
    async row(ref) {
      const key = keyFor(ref);
      const found = (await storage.read([{ entity: 'request', key }])).get(key);
      return found === undefined ? undefined : rowOf(found as Attributes);
    },
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
