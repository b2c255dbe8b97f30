/** Forge's storage as `@forge/kvs` speaks to it over HTTP: plain keys, entities with declared attributes and indexes, transactions with conditions, and its limits. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** As in the manifest under `app.storage.entities`. */
export interface Entity {
  readonly name: string;
  readonly attributes: Readonly<Record<string, { readonly type: 'string' | 'integer' | 'float' | 'boolean' | 'any' }>>;
  readonly indexes?: readonly (
    | string
    | { readonly name: string; readonly partition?: readonly string[]; readonly range: readonly string[] }
  )[];
}

interface Clause {
  readonly property?: string;
  readonly condition: string;
  readonly values: readonly Json[];
}
type Conditions = Readonly<Partial<Record<'and' | 'or', readonly Clause[]>>>;

interface Operation {
  readonly key: string;
  readonly entityName?: string;
  readonly value?: Json;
  readonly conditions?: Conditions;
}

interface Query {
  readonly entityName?: string;
  readonly indexName?: string;
  readonly partition?: readonly Json[];
  readonly range?: Clause;
  readonly where?: readonly Clause[];
  readonly filters?: Conditions;
  readonly sort?: 'ASC' | 'DESC';
  readonly cursor?: string;
  readonly limit?: number;
}

export interface ForgeStorage {
  /** Answers a request of `@forge/kvs`. */
  answer(path: string, body: string): Promise<Response>;
  /** Every request so far, by path: for counting what a handler costs. */
  readonly spoken: string[];
  /** Struck by the next requests, oldest first: a status instead of an answer, before or after it took effect. */
  readonly faults: { readonly status: number; readonly when?: 'before' | 'after'; readonly path?: string }[];
  /** Called before each request is done; lets a test put another between two. */
  before: ((path: string) => Promise<void>) | undefined;
  readonly size: () => number;
}

export const LIMITS = { key: 500, value: 240 * 1024, operations: 25, transaction: 4 * 1024 * 1024, page: 100 } as const;
const KEY = /^(?!\s+$)[a-zA-Z0-9:._\s#-]+$/;

class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function forgeStorage(entities: readonly Entity[]): ForgeStorage {
  const tables = new Map<string, Map<string, Json>>();
  const declared = new Map(entities.map((one) => [one.name, one]));
  const table = (name = ''): Map<string, Json> => {
    if (name !== '' && !declared.has(name)) throw new Refused(400, 'ENTITY_NOT_FOUND', `no entity ${name}`);
    const found = tables.get(name) ?? new Map<string, Json>();
    tables.set(name, found);
    return found;
  };
  const checked = ({ key, entityName, value }: Operation): void => {
    if (!KEY.test(key) || key.length > LIMITS.key) throw new Refused(400, 'INVALID_KEY', `not a key: ${key}`);
    if (value === undefined) return;
    if (Buffer.byteLength(JSON.stringify(value)) > LIMITS.value)
      throw new Refused(400, 'MAX_SIZE', `the value of ${key} is larger than 240 KiB`);
    const entity = declared.get(entityName ?? '');
    if (!entity) return;
    for (const [name, one] of Object.entries(value as Record<string, Json>)) {
      const attribute = entity.attributes[name];
      if (!attribute) throw new Refused(400, 'INVALID_ATTRIBUTE', `${entity.name} has no attribute ${name}`);
      if (!fits(attribute.type, one))
        throw new Refused(400, 'INVALID_ATTRIBUTE', `${entity.name}.${name} is no ${attribute.type}`);
    }
  };

  function transaction(body: Readonly<Partial<Record<'set' | 'delete' | 'check', readonly Operation[]>>>): void {
    const { set = [], delete: gone = [], check = [] } = body;
    const all = [...set, ...gone, ...check];
    if (all.length === 0 || all.length > LIMITS.operations)
      throw new Refused(400, 'TRANSACTION_SIZE', `a transaction has 1 to ${LIMITS.operations} operations`);
    const named = new Set(all.map((one) => `${one.entityName ?? ''}/${one.key}`));
    if (named.size < all.length) throw new Refused(400, 'DUPLICATE_KEY', 'a transaction names a key once');
    if (Buffer.byteLength(JSON.stringify(body)) > LIMITS.transaction)
      throw new Refused(400, 'TRANSACTION_SIZE', 'more than 4 MB');
    for (const one of all) {
      checked(one);
      const conditions = one.conditions;
      if (conditions && !holds(table(one.entityName).get(one.key), conditions))
        throw new Refused(409, 'CONDITION_FAILED', `the condition on ${one.key} does not hold`);
    }
    for (const one of set) table(one.entityName).set(one.key, one.value ?? null);
    for (const one of gone) table(one.entityName).delete(one.key);
  }

  function query(asked: Query): Json {
    const rows = [...table(asked.entityName).entries()].map(([key, value]) => ({ key, value }));
    const { order, fitting } = asked.entityName ? byIndex(declared.get(asked.entityName), asked) : byKey(asked);
    const sorted = rows
      .filter(({ key, value }) => fitting(key, value))
      .sort((a, b) => order(a, b) * (asked.sort === 'DESC' ? -1 : 1));
    const start = Number(asked.cursor ?? 0);
    const limit = Math.min(asked.limit ?? 10, LIMITS.page);
    const data = sorted.slice(start, start + limit);
    return { data, ...(start + limit < sorted.length ? { cursor: String(start + limit) } : {}) };
  }

  const routes: Readonly<Record<string, (body: never) => Json | undefined>> = {
    '/api/v1/get': ({ key }: Operation) => found('', key),
    '/api/v1/entity/get': ({ key, entityName = '' }: Operation) => found(entityName, key),
    '/api/v1/set': (one: Operation) => put(one),
    '/api/v1/entity/set': (one: Operation) => put(one),
    '/api/v1/delete': ({ key }: Operation) => void table().delete(key),
    '/api/v1/entity/delete': ({ key, entityName }: Operation) => void table(entityName).delete(key),
    '/api/v1/query': (asked: Query) => query(asked),
    '/api/v1/entity/query': (asked: Query) => query(asked),
    '/api/v1/transaction': (body: Parameters<typeof transaction>[0]) => void transaction(body),
    '/api/v1/batch/get': (items: readonly Operation[]) => {
      const successfulKeys: Json[] = [];
      const failedKeys: Json[] = [];
      for (const { key, entityName } of items) {
        const value = table(entityName).get(key);
        const name = entityName ? { entityName } : {};
        if (value === undefined)
          failedKeys.push({ key, ...name, error: { code: 'KEY_NOT_FOUND', message: 'not found' } });
        else successfulKeys.push({ key, ...name, value });
      }
      return { successfulKeys, failedKeys };
    },
  };
  function found(entityName: string, key: string): Json {
    const value = table(entityName).get(key);
    if (value === undefined) throw new Refused(404, 'KEY_NOT_FOUND', 'not found');
    return { key, value };
  }
  function put(one: Operation): undefined {
    checked(one);
    table(one.entityName).set(one.key, one.value ?? null);
  }

  const storage: ForgeStorage = {
    spoken: [],
    faults: [],
    before: undefined,
    size: () => [...tables.values()].reduce((sum, one) => sum + one.size, 0),
    async answer(path, body) {
      storage.spoken.push(path);
      await storage.before?.(path);
      const at = storage.faults.findIndex((one) => one.path === undefined || one.path === path);
      const [fault] = at < 0 ? [] : storage.faults.splice(at, 1);
      const failed = (status: number) => Response.json({ code: 'FAULT', message: 'asked for by a test' }, { status });
      if (fault && fault.when !== 'after') return failed(fault.status);
      try {
        const route = routes[path];
        if (!route) throw new Refused(404, 'NOT_FOUND', `no route ${path}`);
        const answer = route(structuredClone(JSON.parse(body)) as never);
        if (fault) return failed(fault.status);
        return answer === undefined ? new Response('', { status: 200 }) : Response.json(structuredClone(answer));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return Response.json({ code: error.code, message: error.message }, { status: error.status });
      }
    },
  };
  return storage;
}

function fits(type: string, value: Json): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'float') return typeof value === 'number';
  return type === 'any' || typeof value === type;
}

function holds(value: Json | undefined, conditions: Conditions): boolean {
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

function byIndex(entity: Entity | undefined, { indexName, partition = [], range, filters }: Query) {
  const index = entity?.indexes?.find((one) => (typeof one === 'string' ? one : one.name) === indexName);
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
