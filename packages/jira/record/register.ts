/** What is found and listed of change requests: one row each, written with every append. */
import type { ChangeRow, ChangeShown } from '@countersign/core/change/register.ts';
import { isOpen, type Stage } from '@countersign/core/change/stage.ts';
import { addressOf, kindOf, partsOf } from '@countersign/core/record/kind.ts';
import type { Json, RegisterRow, Rows, StreamRef } from '@countersign/core/record/port.ts';
import { type Attributes, type Change, keyOf, type Storage } from './storage.ts';
import { type Counted, forgeTallies, type Tallies } from './tally.ts';

interface Row extends Attributes {
  readonly project: string;
  /** Of what is open the tenant, so that the whole site's are found; rows from before it was kept lack it. */
  readonly open?: string;
  readonly updatedAt: string;
  readonly row: Json;
}

/** Where the rows of one kind stand together; change requests stand where they stood before there were other kinds. */
export const partOf = (ref: Omit<StreamRef, 'stream'>): string => {
  const { tenant, project, kind } = addressOf({ ...ref, stream: '' });
  return [tenant, project, ...(kind ? [kind] : [])].join('/');
};

export const rowKey = (ref: StreamRef): string => keyOf('request', ...partsOf(ref));

/** In the place of a tenant, for what is over. */
const OVER = 'over';

/** Where a change request is listed and counted: in the project in which it lives. `undefined` for another kind. */
export function countedAs(row: RegisterRow): Counted | undefined {
  if (kindOf(row.ref) !== 'change') return undefined;
  const { tenant, project } = row.ref;
  const shown = row as ChangeRow;
  return { part: partOf({ tenant, project: shown.home ?? project }), row: shown };
}

/** The row as part of an append's transaction: listed where it lives, found where it began. What shows a number is found by it. */
export function registerChange(row: RegisterRow): Change {
  const { ref, updatedAt, number, stage, home } = row as RegisterRow & Partial<ChangeShown>;
  // Another kind may show something else by this name.
  const lives = kindOf(ref) === 'change' && home !== undefined ? home : ref.project;
  const value: Row = {
    project: partOf({ ...ref, project: lives }),
    ...(number === undefined ? {} : { number }),
    ...(stage === undefined ? {} : { stage }),
    ...(kindOf(ref) === 'change' ? { open: isOpen(stage ?? '') ? ref.tenant : OVER } : {}),
    updatedAt,
    row: { ...row, ref: addressOf(ref) } as unknown as Json,
  };
  return { entity: 'request', key: rowKey(ref), value };
}

interface Page {
  readonly limit?: number;
  readonly cursor?: string;
}

export interface Listed {
  readonly rows: readonly ChangeRow[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

export interface Register extends Rows {
  /** Those of a project in one state, newest change first. */
  inStage(tenant: string, project: string, stage: Stage, page?: Page): Promise<Listed>;
  /** Those of a project by the numbers that people use, the smallest first. */
  numbered(tenant: string, project: string, page?: Page): Promise<Listed>;
  /** Those of the whole site that are open, newest change first; of what an older version wrote, once a night has been through it. */
  open(tenant: string, page?: Page): Promise<Listed>;
  /** Has rows that an older version wrote found as what is open is; twice is once. One that is appended to meanwhile does that itself. */
  reopen(rows: readonly ChangeRow[]): Promise<void>;
  readonly tallies: Tallies;
  findByNumber(tenant: string, project: string, number: number): Promise<ChangeRow | undefined>;
  /** Several at once, 25 in a request; those that are not on record are left out. */
  findAll(refs: readonly StreamRef[]): Promise<readonly ChangeRow[]>;
  /** Newest change first. */
  list(tenant: string, project: string, page?: Page): Promise<Listed>;
}

const rowOf = (value: Attributes): ChangeRow => (value as Row).row as unknown as ChangeRow;

export function forgeRegister(storage: Storage): Register {
  const newest = async (
    index: string,
    partition: readonly string[],
    { limit = 50, cursor }: Page = {},
    descending = true,
  ): Promise<Listed> => {
    const asked = { index, partition, descending, limit };
    const found = await storage.find('request', { ...asked, ...(cursor ? { cursor } : {}) });
    return { rows: found.rows.map(({ value }) => rowOf(value)), ...(found.cursor ? { cursor: found.cursor } : {}) };
  };
  const rows = (of: Omit<StreamRef, 'stream'>, page?: Page) => newest('by-change', [partOf(of)], page);
  return {
    rows,
    inStage: (tenant, project, stage, page) => newest('by-stage', [partOf({ tenant, project }), stage], page),
    numbered: (tenant, project, page) => newest('by-number', [partOf({ tenant, project })], page, false),
    open: (tenant, page) => newest('by-open', [tenant], page),
    async reopen(some) {
      const keys = some.filter(({ stage }) => isOpen(stage)).map(({ ref }) => rowKey(ref));
      const found = await storage.read(keys.map((key) => ({ entity: 'request' as const, key })));
      for (const key of keys) {
        const value = found.get(key) as Row | undefined;
        if (!value || value.open !== undefined) continue;
        const only = { attribute: 'updatedAt', is: value.updatedAt };
        await storage.transact([{ ...registerChange(rowOf(value)), only }]);
      }
    },
    tallies: forgeTallies(storage),
    list: (tenant, project, page) => rows({ tenant, project }, page),
    async row(ref) {
      const key = rowKey(ref);
      const found = (await storage.read([{ entity: 'request', key }])).get(key);
      return found === undefined ? undefined : rowOf(found as Attributes);
    },
    async findAll(refs) {
      const keys = refs.map(rowKey);
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
