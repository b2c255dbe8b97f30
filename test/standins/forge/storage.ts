/** Forge's storage as `@forge/kvs` speaks to it over HTTP: plain keys, entities with declared attributes and indexes, transactions with conditions, and its limits. */
import { checkedSize, type Entity, type Json, LIMITS, Refused } from './entity.ts';
import { type Meter, meter, unitsOf } from './meter.ts';
import { type Conditions, holds, pageOf, type Query } from './query.ts';

interface Operation {
  readonly key: string;
  readonly entityName?: string | undefined;
  readonly value?: Json;
  readonly conditions?: Conditions;
}

/** Everything else writes. */
const READS: ReadonlySet<string> = new Set(
  ['get', 'entity/get', 'query', 'entity/query', 'batch/get'].map((name) => `/api/v1/${name}`),
);

const nameOf = ({ key, entityName = '' }: Operation): string => `${entityName}/${key}`;

export interface ForgeStorage {
  /** Answers a request of `@forge/kvs`. */
  answer(path: string, body: string): Promise<Response>;
  /** Every request so far, by path: for counting what a handler costs. */
  readonly spoken: string[];
  /** What Forge counts of them: of a read what it answers, of a write what it is asked. Beyond their limits it answers 429. */
  readonly reads: Meter;
  readonly writes: Meter;
  /** Struck by the next requests, oldest first: a status instead of an answer, before or after it took effect. */
  readonly faults: { readonly status: number; readonly when?: 'before' | 'after'; readonly path?: string }[];
  /** Called before each request is done; lets a test put another between two. */
  before: ((path: string) => Promise<void>) | undefined;
  /**
   * For the next batches of reads, oldest first: keys that are answered as they were before they were last written. A batch is read in
   * parallel and in no order, so that one of its answers can be older than another.
   */
  readonly lagging: ((key: string) => boolean)[];
  /** Values that are kept. @param apart an entity that is not looked at */
  readonly size: (apart?: string) => number;
  /** The largest so far: a value and a transaction in bytes, and the operations of a transaction. */
  readonly largest: { value: number; transaction: number; operations: number };
  /** Rows of an entity, by key. */
  rows(entity: string): readonly (readonly [key: string, value: Json])[];
  /** All that is kept now. @returns what brings it back, as often as it is called */
  saved(): () => void;
  /** As if Forge had lost what it kept under these keys. */
  lose(fitting: (key: string) => boolean): void;
}

export function forgeStorage(entities: readonly Entity[]): ForgeStorage {
  const tables = new Map<string, Map<string, Json>>();
  const declared = new Map(entities.map((one) => [one.name, one]));
  const largest = { value: 0, transaction: 0, operations: 0 };
  const table = (name = ''): Map<string, Json> => {
    if (name !== '' && !declared.has(name)) throw new Refused(400, 'ENTITY_NOT_FOUND', `no entity ${name}`);
    const found = tables.get(name) ?? new Map<string, Json>();
    tables.set(name, found);
    return found;
  };
  const checked = ({ key, entityName, value }: Operation): void => {
    largest.value = Math.max(largest.value, checkedSize(key, value, declared.get(entityName ?? '')));
  };
  /** What each key held before it was last written. */
  const before = new Map<string, Json | undefined>();
  const write = ({ key, entityName, value }: Operation): void => {
    before.set(nameOf({ key, entityName }), table(entityName).get(key));
    if (value === undefined) table(entityName).delete(key);
    else table(entityName).set(key, value);
  };

  function transaction(body: Readonly<Partial<Record<'set' | 'delete' | 'check', readonly Operation[]>>>): void {
    const { set = [], delete: gone = [], check = [] } = body;
    const all = [...set, ...gone, ...check];
    if (all.length === 0 || all.length > LIMITS.operations)
      throw new Refused(400, 'TRANSACTION_SIZE', `a transaction has 1 to ${LIMITS.operations} operations`);
    const named = new Set(all.map(nameOf));
    if (named.size < all.length) throw new Refused(400, 'DUPLICATE_KEY', 'a transaction names a key once');
    const size = Buffer.byteLength(JSON.stringify(body));
    if (size > LIMITS.transaction) throw new Refused(400, 'TRANSACTION_SIZE', 'more than 4 MB');
    largest.transaction = Math.max(largest.transaction, size);
    largest.operations = Math.max(largest.operations, all.length);
    for (const one of all) {
      checked(one);
      const conditions = one.conditions;
      if (conditions && !holds(table(one.entityName).get(one.key), conditions))
        throw new Refused(409, 'CONDITION_FAILED', `the condition on ${one.key} does not hold`);
    }
    for (const one of [...set, ...gone]) write(one);
  }

  const routes: Readonly<Record<string, (body: never) => Json | undefined>> = {
    '/api/v1/get': ({ key }: Operation) => found('', key),
    '/api/v1/entity/get': ({ key, entityName = '' }: Operation) => found(entityName, key),
    '/api/v1/set': (one: Operation) => put(one),
    '/api/v1/entity/set': (one: Operation) => put(one),
    '/api/v1/delete': ({ key }: Operation) => void write({ key }),
    '/api/v1/entity/delete': ({ key, entityName }: Operation) => void write({ key, entityName }),
    '/api/v1/query': (asked: Query) => pageOf(table(), undefined, asked),
    '/api/v1/entity/query': (asked: Query) =>
      pageOf(table(asked.entityName), declared.get(asked.entityName ?? ''), asked),
    '/api/v1/transaction': (body: Parameters<typeof transaction>[0]) => void transaction(body),
    '/api/v1/batch/get': (items: readonly Operation[]) => {
      if (items.length === 0 || items.length > LIMITS.batch)
        throw new Refused(400, 'BATCH_SIZE', `a batch has 1 to ${LIMITS.batch} keys`);
      if (new Set(items.map(nameOf)).size < items.length)
        throw new Refused(400, 'DUPLICATE_KEY', 'a batch names a key once');
      const successfulKeys: Json[] = [];
      const failedKeys: Json[] = [];
      const lags = storage.lagging.shift();
      for (const one of items) {
        const old = lags?.(one.key) && before.has(nameOf(one));
        const value = old ? before.get(nameOf(one)) : table(one.entityName).get(one.key);
        if (value === undefined)
          failedKeys.push({ ...one, error: { code: 'KEY_NOT_FOUND', message: 'not found' } } as unknown as Json);
        else successfulKeys.push({ ...one, value } as unknown as Json);
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
    write(one);
  }

  const storage: ForgeStorage = {
    spoken: [],
    reads: meter(),
    writes: meter(),
    faults: [],
    before: undefined,
    lagging: [],
    largest,
    rows: (entity) => [...table(entity)],
    saved() {
      const held = [...tables].map(([name, one]) => [name, new Map(one)] as const);
      return () => {
        tables.clear();
        for (const [name, one] of held) tables.set(name, new Map(one));
      };
    },
    lose(fitting) {
      for (const one of tables.values()) for (const key of one.keys()) if (fitting(key)) one.delete(key);
    },
    size: (apart) => [...tables].reduce((sum, [name, one]) => sum + (name === apart ? 0 : one.size), 0),
    async answer(path, body) {
      storage.spoken.push(path);
      await storage.before?.(path);
      const at = storage.faults.findIndex((one) => one.path === undefined || one.path === path);
      const [fault] = at < 0 ? [] : storage.faults.splice(at, 1);
      const isRead = READS.has(path);
      const quota = isRead ? storage.reads : storage.writes;
      if (quota.isSpent())
        return Response.json({ code: 'RATE_LIMIT_EXCEEDED', message: 'Rate limit exceeded' }, { status: 429 });
      const failed = (status: number) => Response.json({ code: 'FAULT', message: 'asked for by a test' }, { status });
      if (fault && fault.when !== 'after') return failed(fault.status);
      try {
        const route = routes[path];
        if (!route) throw new Refused(404, 'NOT_FOUND', `no route ${path}`);
        const answer = route(JSON.parse(body) as never);
        const told = answer === undefined ? undefined : JSON.stringify(answer);
        quota.take(unitsOf(Buffer.byteLength(isRead ? (told ?? 'null') : body)));
        if (fault) return failed(fault.status);
        return new Response(told ?? '', told === undefined ? {} : { headers: { 'content-type': 'application/json' } });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        quota.take(1);
        return Response.json({ code: error.code, message: error.message }, { status: error.status });
      }
    },
  };
  return storage;
}
