/** Conditions, filters and queries over indexes, as Forge answers them. */
import { type Entity, type Json, LIMITS, Refused } from './entity.ts';

interface Clause {
  readonly property?: string;
  readonly condition: string;
  readonly values: readonly Json[];
}
export type Conditions = Readonly<Partial<Record<'and' | 'or', readonly Clause[]>>>;

export interface Query {
  readonly entityName?: string;
  readonly indexName?: string;
  readonly partition?: readonly Json[];
  readonly range?: Clause;
  readonly where?: readonly Clause[];
  readonly filters?: Conditions;
  readonly sort?: 'ASC' | 'DESC';
  readonly cursor?: string;
  /** What the cursor is called when plain keys are asked for. */
  readonly after?: string;
  readonly limit?: number;
}

/** One page of what a table holds. @param entity absent for plain keys */
export function pageOf(table: ReadonlyMap<string, Json>, entity: Entity | undefined, asked: Query): Json {
  const rows = [...table].map(([key, value]) => ({ key, value }));
  const { order, fitting } = entity ? byIndex(entity, asked) : byKey(asked);
  const sorted = rows
    .filter(({ key, value }) => fitting(key, value))
    .sort((a, b) => order(a, b) * (asked.sort === 'DESC' ? -1 : 1));
  const start = Number(asked.cursor ?? asked.after ?? 0);
  const limit = asked.limit ?? 10;
  if (limit < 1 || limit > LIMITS.page)
    throw new Refused(400, 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE', `a page has 1 to ${LIMITS.page} rows`);
  const data = sorted.slice(start, start + limit);
  return { data, ...(start + limit < sorted.length ? { cursor: String(start + limit) } : {}) };
}

/** Whether a value is as the conditions of a transaction or the filters of a query ask. */
export function holds(value: Json | undefined, conditions: Conditions): boolean {
  const one = (clause: Clause) => clauseHolds(field(value, clause.property ?? ''), clause);
  return conditions.or ? conditions.or.some(one) : (conditions.and ?? []).every(one);
}

function field(value: Json | undefined, name: string): Json | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)[name]
    : undefined;
}

function clauseHolds(value: Json | undefined, { condition, values }: Clause): boolean {
  const [first, second] = values as [string | number, string | number];
  if (condition === 'EXISTS') return value !== undefined;
  if (condition === 'NOT_EXISTS') return value === undefined;
  if (value === undefined || value === null) return false;
  const given = value as string | number;
  switch (condition) {
    case 'EQUAL_TO':
      return given === first;
    case 'NOT_EQUAL_TO':
      return given !== first;
    case 'GREATER_THAN':
      return given > first;
    case 'GREATER_THAN_EQUAL_TO':
      return given >= first;
    case 'LESS_THAN':
      return given < first;
    case 'LESS_THAN_EQUAL_TO':
      return given <= first;
    case 'BETWEEN':
      return given >= first && given <= second;
    case 'BEGINS_WITH':
      return String(given).startsWith(String(first));
    case 'CONTAINS':
      return String(given).includes(String(first));
    default:
      throw new Refused(400, 'INVALID_CONDITION', condition);
  }
}

interface Row {
  readonly key: string;
  readonly value: Json;
}

function byKey({ where = [] }: Query) {
  return {
    order: (a: Row, b: Row) => (a.key < b.key ? -1 : 1),
    fitting: (key: string) => where.every((clause) => clauseHolds(key, clause)),
  };
}

function byIndex(entity: Entity, { indexName, partition = [], range, filters }: Query) {
  const index = entity.indexes?.find((one) => (typeof one === 'string' ? one : one.name) === indexName);
  if (!index) throw new Refused(400, 'INDEX_NOT_FOUND', `no index ${indexName}`);
  const parts = typeof index === 'string' ? [] : (index.partition ?? []);
  const ranges = typeof index === 'string' ? [index] : index.range;
  if (parts.length !== partition.length)
    throw new Refused(400, 'INVALID_PARTITION', `the index ${indexName} is parted by ${parts.join(', ')}`);
  const at = (value: Json): string | number => (field(value, ranges[0] ?? '') ?? '') as string | number;
  return {
    order: (a: Row, b: Row) => (at(a.value) < at(b.value) || (at(a.value) === at(b.value) && a.key < b.key) ? -1 : 1),
    fitting: (_key: string, value: Json) =>
      field(value, ranges[0] ?? '') !== undefined &&
      parts.every((name, place) => field(value, name) === partition[place]) &&
      (range === undefined || clauseHolds(at(value), range)) &&
      (filters === undefined || holds(value, filters)),
  };
}
