/** The few things that the record asks of Forge's storage, over the real `@forge/kvs`, with its failures told apart: wait and retry, or a mistake. */
import { Malformed, Transient } from '@countersign/core/failure.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Json } from '@countersign/core/ports.ts';
import { Filter, FilterConditions, ForgeKvsAPIError, kvs, WhereConditions } from '@forge/kvs';

/** Names of the entities that the manifest declares under `app.storage.entities`. */
export type EntityName = 'stream' | 'project' | 'cause' | 'outbox' | 'request' | 'fact';

export type Attributes = Readonly<Record<string, Json>>;

/** Forge's limits, as documented and as the stand-in enforces them. */
export const LARGEST_VALUE = 240 * 1024;
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
  /** Values of the index's range that begin with this, or are after it. */
  readonly beginsWith?: string;
  readonly after?: number | string;
  readonly equals?: number | string;
  readonly descending?: boolean;
  readonly limit?: number;
  readonly cursor?: string;
}

export interface Found {
  readonly rows: readonly { readonly key: string; readonly value: Attributes }[];
  readonly cursor?: string;
}

export interface Storage {
  /** Values by key, in one request; those that are not there are absent. Keys are told apart by entity. */
  read(keys: readonly { readonly entity?: EntityName; readonly key: string }[]): Promise<ReadonlyMap<string, Json>>;
  /** All or nothing. @returns `false` when a condition did not hold, and nothing was changed. */
  transact(changes: readonly Change[], checks?: readonly Omit<Change, 'value'>[]): Promise<boolean>;
  write(entity: EntityName, key: string, value: Attributes): Promise<void>;
  remove(entity: EntityName, key: string): Promise<void>;
  find(entity: EntityName, asked: Asked): Promise<Found>;
}

/** A key that Forge accepts, whatever the parts hold. */
export function keyOf(kind: string, ...parts: readonly string[]): string {
  return `${kind}:${digestOf(parts).slice(0, 40)}`;
}

/** Reads take at most so many keys at once. */
const BATCH = 25;

export function forgeStorage(): Storage {
  return {
    async read(keys) {
      const found = new Map<string, Json>();
      for (let at = 0; at < keys.length; at += BATCH) {
        const some = keys
          .slice(at, at + BATCH)
          .map(({ entity, key }) => ({ key, ...(entity ? { entityName: entity } : {}) }));
        const { successfulKeys, failedKeys } = await told(() => kvs.batchGet<Json>(some));
        for (const { key, value } of successfulKeys) found.set(key, value);
        const failed = failedKeys.find((one) => one.error.code !== 'KEY_NOT_FOUND');
        // What could not be read is not the same as what is not there.
        if (failed) throw new Transient(`Forge could not read ${failed.key}: ${failed.error.message}`);
      }
      return found;
    },
    async transact(changes, checks = []) {
      const transaction = kvs.transact();
      for (const { entity, key, value, only } of changes)
        transaction.set(key, value as Attributes, entity && { entityName: entity, ...conditionsOf(only) });
      for (const { entity, key, only } of checks) {
        const { conditions } = conditionsOf(only);
        if (entity && conditions) transaction.check(key, { entityName: entity, conditions });
      }
      try {
        await transaction.execute();
        return true;
      } catch (error) {
        const failure = failed(error);
        if (failure instanceof Transient || !(error instanceof ForgeKvsAPIError)) throw failure;
        // Too large or not as declared is a mistake; anything else that Forge refuses is somebody who came first.
        if (/SIZE|INVALID|LIMIT/.test(error.code)) throw failure;
        return false;
      }
    },
    write: (entity, key, value) => told(() => kvs.entity<Attributes>(entity).set(key, value)),
    remove: (entity, key) => told(() => kvs.entity(entity).delete(key)),
    async find(entity, { index, partition, beginsWith, after, equals, descending, limit = 100, cursor }) {
      const query = kvs
        .entity<Attributes>(entity)
        .query()
        .index(index, { partition: [...partition] });
      if (equals !== undefined) query.where(WhereConditions.equalTo(equals));
      else if (beginsWith !== undefined) query.where(WhereConditions.beginsWith(beginsWith));
      else if (after !== undefined) query.where(WhereConditions.greaterThan(after));
      query.sort((descending ? 'DESC' : 'ASC') as never).limit(limit);
      if (cursor) query.cursor(cursor);
      const { results, nextCursor } = await told(() => query.getMany());
      return { rows: results.map(({ key, value }) => ({ key, value })), ...(nextCursor ? { cursor: nextCursor } : {}) };
    },
  };
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
