/** The few things that the record asks of Forge's storage, over the real `@forge/kvs`, with its failures told apart: wait and retry, or a mistake. */
import { Malformed, Transient } from '@countersign/core/failure.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { Filter, FilterConditions, ForgeKvsAPIError, kvs, WhereConditions } from '@forge/kvs';

/** Names of the entities that the manifest declares under `app.storage.entities`. */
export type EntityName =
  | 'stream'
  | 'project'
  | 'cause'
  | 'outbox'
  | 'request'
  | 'tally'
  | 'budget'
  | 'due'
  | 'model'
  | 'modelrow'
  | 'fact'
  | 'kept'
  | 'person';

export type Attributes = Readonly<Record<string, Json>>;

/** Forge's limits, as documented and as the stand-in enforces them; sizes in bytes. */
export const LARGEST_VALUE = 240 * 1024;
const LARGEST_TRANSACTION = 4 * 1024 * 1024;
export const MOST_OPERATIONS = 25;

export interface Change {
  readonly entity?: EntityName;
  readonly key: string;
  readonly value: Json;
  /** The attribute that has to be equal to a value, or absent with the whole thing, for the transaction to be done. */
  readonly only?: { readonly attribute: string; readonly is: string | number | 'absent' };
}

export interface Asked {
  readonly index: string;
  readonly partition: readonly string[];
  /** Values of the index's range that are less than this, or equal to it. */
  readonly before?: string;
  /** Values that are greater than this. */
  readonly above?: string;
  readonly equals?: number | string;
  readonly descending?: boolean;
  readonly limit?: number;
  readonly cursor?: string;
}

export interface Found {
  readonly rows: readonly { readonly key: string; readonly value: Attributes }[];
  readonly cursor?: string;
}

interface Wanted {
  readonly entity?: EntityName;
  readonly key: string;
}

export interface Storage {
  /** Reads of 10 KB that were asked for by this so far, about as Forge counts them. */
  used(): number;
  /**
   * Values by key, 25 in a request; those that are not there are absent. What is asked for at the same moment is read together, and each
   * is answered with all of it. Forge reads them in parallel: one may be older than another, and whoever needs them to fit together has to
   * look whether they do.
   */
  read(keys: readonly Wanted[]): Promise<ReadonlyMap<string, Json>>;
  /**
   * All or nothing.
   * @returns `'done'`, or Forge's words when it refused: a condition did not hold, or something that Forge does not tell apart from it.
   * @throws Malformed for what Forge can never keep; Transient when it is away.
   */
  transact(
    changes: readonly Change[],
    checks?: readonly Omit<Change, 'value'>[],
  ): Promise<'done' | { readonly refused: string }>;
  write(entity: EntityName, key: string, value: Attributes): Promise<void>;
  remove(entity: EntityName, key: string): Promise<void>;
  find(entity: EntityName, asked: Asked): Promise<Found>;
}

/** Bytes that Forge counts as one read. */
const UNIT = 10 * 1024;

async function readTogether(
  keys: readonly Wanted[],
  counted: (size: number) => void,
): Promise<ReadonlyMap<string, Json>> {
  const found = new Map<string, Json>();
  // Forge refuses a batch that names a key twice. Keys begin with what they are of, so that no two entities share one.
  const each = [...new Map(keys.map((one) => [one.key, one])).values()];
  for (let at = 0; at < each.length; at += BATCH) {
    const some = each
      .slice(at, at + BATCH)
      .map(({ entity, key }) => ({ key, ...(entity ? { entityName: entity } : {}) }));
    const { successfulKeys, failedKeys } = await told(() => kvs.batchGet<Json>(some));
    counted(sizeOf(successfulKeys));
    for (const { key, value } of successfulKeys) found.set(key, value);
    const failed = failedKeys.find((one) => one.error.code !== 'KEY_NOT_FOUND');
    // What could not be read is not the same as what is not there.
    if (failed) throw new Transient(`Forge could not read ${failed.key}: ${failed.error.message}`);
  }
  return found;
}

/** A key that Forge accepts, whatever the parts hold. */
export function keyOf(kind: string, ...parts: readonly string[]): string {
  return `${kind}:${digestOf(parts).slice(0, 40)}`;
}

/** Reads take at most so many keys at once. */
const BATCH = 25;

export function forgeStorage(): Storage {
  let asked: Wanted[] = [];
  let reading: Promise<ReadonlyMap<string, Json>> | undefined;
  let used = 0;
  const counted = (size: number): void => {
    used += Math.max(1, Math.ceil(size / UNIT));
  };
  return {
    used: () => used,
    read(keys) {
      asked.push(...keys);
      reading ??= Promise.resolve().then(() => {
        const wanted = asked;
        asked = [];
        reading = undefined;
        return readTogether(wanted, counted);
      });
      return reading;
    },
    async transact(changes, checks = []) {
      fitting(changes, checks.length);
      const transaction = kvs.transact();
      for (const { entity, key, value, only } of changes)
        transaction.set(key, value as Attributes, entity && { entityName: entity, ...conditionsOf(only) });
      for (const { entity, key, only } of checks) {
        const { conditions } = conditionsOf(only);
        if (entity && conditions) transaction.check(key, { entityName: entity, conditions });
      }
      try {
        await transaction.execute();
        return 'done';
      } catch (error) {
        const failure = failed(error);
        if (failure instanceof Transient || !(error instanceof ForgeKvsAPIError)) throw failure;
        // Forge documents the codes of mistakes, and none for a condition that does not hold.
        if (MISTAKE.test(error.code)) throw failure;
        return { refused: `${error.code}: ${error.message}` };
      }
    },
    write: (entity, key, value) => told(() => kvs.entity<Attributes>(entity).set(key, value)),
    remove: (entity, key) => told(() => kvs.entity(entity).delete(key)),
    async find(entity, { index, partition, before, above, equals, descending, limit = 100, cursor }) {
      const query = kvs
        .entity<Attributes>(entity)
        .query()
        .index(index, { partition: [...partition] });
      if (equals !== undefined) query.where(WhereConditions.equalTo(equals));
      else if (before !== undefined) query.where(WhereConditions.lessThan(before));
      else if (above !== undefined) query.where(WhereConditions.greaterThan(above));
      query.sort((descending ? 'DESC' : 'ASC') as never).limit(limit);
      if (cursor) query.cursor(cursor);
      const { results, nextCursor } = await told(() => query.getMany());
      counted(sizeOf(results));
      return { rows: results.map(({ key, value }) => ({ key, value })), ...(nextCursor ? { cursor: nextCursor } : {}) };
    },
  };
}

/** Codes of what Forge can never keep, however often it is asked. */
const MISTAKE = /^(?:MAX_|INVALID_|KEY_|EMPTY_|ENTITY_|DUPLICATE_|VALIDATION_|STORAGE_LIMIT)|_SIZE$/;

/** Said here what Forge would refuse: before the request, and in words. */
function fitting(changes: readonly Change[], checks: number): void {
  if (changes.length + checks > MOST_OPERATIONS)
    throw new Malformed(`this would change ${changes.length} things at once, and Forge changes ${MOST_OPERATIONS}`);
  const sizes = changes.map(({ value }) => sizeOf(value));
  const large = changes.find((_, at) => (sizes[at] ?? 0) > LARGEST_VALUE);
  if (large) throw new Malformed(`${large.key} is larger than Forge keeps (${LARGEST_VALUE / 1024} KiB)`);
  // A tenth is left for keys and conditions.
  if (sizes.reduce((sum, size) => sum + size, 0) > LARGEST_TRANSACTION * 0.9)
    throw new Malformed('this is more than Forge changes at once (4 MB)');
}

/** Bytes that a value takes. */
export function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function conditionsOf(only: Change['only']) {
  if (!only) return {};
  const { attribute, is } = only;
  const condition = is === 'absent' ? FilterConditions.notExists() : FilterConditions.equalTo(is);
  return { conditions: new Filter<Attributes>().and(attribute, condition as never) };
}

async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failed(error);
  }
}

function failed(error: unknown): unknown {
  if (!(error instanceof ForgeKvsAPIError)) return new Transient('Forge’s storage did not answer', { cause: error });
  const { status } = error.responseDetails;
  if (status === 429 || status >= 500 || status === 408)
    return new Transient(`Forge’s storage cannot be used right now (${status})`, { cause: error });
  return new Malformed(`Forge’s storage refuses it: ${error.message}`);
}
