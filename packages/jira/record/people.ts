/** Names beside the chain in Forge's storage: one value for each person, so that a request's people are read together, 25 in one question. */
import { Transient } from '@countersign/core/failure.ts';
import { sealOf } from '@countersign/core/ledger/seal.ts';
import type { Named, People, Recalled } from '@countersign/core/record/people.ts';
import { storable } from '@countersign/core/text/storable.ts';
import { type Attributes, type Change, keyOf, MOST_OPERATIONS, type Storage } from './storage.ts';

/** Writes in a row that somebody else came before, until it is left to whoever tries again. */
const PATIENCE = 8;

type SealedName = { readonly name: string; readonly salt: string; readonly seal: string };

interface Kept extends Attributes {
  readonly part: string;
  readonly account: string;
  /** Another at every write. */
  readonly stamp: string;
  /** UTC instant since which the newest of the names is known. */
  readonly since: string;
  /** UTC instant; absent for who was never erased. */
  readonly erasedAt?: string;
  readonly names: readonly SealedName[];
}

export interface ForgePeople extends People {
  /** Whose names are kept, in no order. @param page at most a hundred */
  known(
    tenant: string,
    page?: { readonly limit?: number; readonly cursor?: string },
  ): Promise<{
    readonly people: readonly { readonly id: string; readonly since: string }[];
    readonly cursor?: string;
  }>;
}

/** @param now UTC instant, ISO 8601 */
export function forgePeople(storage: Storage, now: () => string = () => new Date().toISOString()): ForgePeople {
  const keyFor = (tenant: string, id: string): string => keyOf('person', tenant, id);

  async function found(tenant: string, ids: readonly string[]): Promise<ReadonlyMap<string, Kept>> {
    const read = await storage.read(ids.map((id) => ({ entity: 'person' as const, key: keyFor(tenant, id) })));
    return new Map(
      ids.flatMap((id) => (read.has(keyFor(tenant, id)) ? [[id, read.get(keyFor(tenant, id)) as Kept]] : [])),
    );
  }

  /** What is written over what was read, or not at all. */
  function change(
    tenant: string,
    id: string,
    kept: Kept | undefined,
    names: readonly SealedName[],
    erasedAt?: string,
  ): Change {
    const value: Kept = {
      ...{ part: tenant, account: id, stamp: crypto.randomUUID(), since: now(), names },
      ...(erasedAt === undefined ? {} : { erasedAt }),
    };
    return {
      entity: 'person',
      key: keyFor(tenant, id),
      value,
      only: { attribute: 'stamp', is: kept?.stamp ?? 'absent' },
    };
  }

  async function seal(tenant: string, persons: readonly Named[]): Promise<readonly string[]> {
    const asked = persons.map(({ id, name }) => ({ id, name: storable(name) }));
    const ids = [...new Set(asked.map(({ id }) => id))];
    for (let attempt = 1; attempt <= PATIENCE; attempt += 1) {
      const kept = await found(tenant, ids);
      const changes: Change[] = [];
      const seals = new Map<string, string>();
      for (const id of ids) {
        const names = [...(kept.get(id)?.names ?? [])];
        const before = names.length;
        for (const { name } of asked.filter((one) => one.id === id))
          if (!names.some((known) => known.name === name)) names.push(saltedName(name));
        for (const { name, seal: one } of names) seals.set(JSON.stringify([id, name]), one);
        if (names.length > before) changes.push(change(tenant, id, kept.get(id), names, kept.get(id)?.erasedAt));
      }
      if (await written(changes)) return asked.map(({ id, name }) => seals.get(JSON.stringify([id, name])) ?? '');
    }
    throw new Transient('others kept naming the same people');
  }

  /** Some may be written though others are not: read again, they are known. */
  async function written(changes: readonly Change[]): Promise<boolean> {
    let all = true;
    for (let at = 0; at < changes.length; at += MOST_OPERATIONS)
      all = (await storage.transact(changes.slice(at, at + MOST_OPERATIONS))) === 'done' && all;
    return all;
  }

  return {
    seal,
    async recall(tenant, ids): Promise<Recalled> {
      const kept = [...(await found(tenant, ids)).values()];
      return {
        names: new Map(kept.flatMap(({ names }) => names.map(({ seal: one, name }) => [one, name]))),
        erased: new Set(kept.flatMap(({ account, erasedAt }) => (erasedAt === undefined ? [] : [account]))),
      };
    },
    async erase(tenant, id) {
      for (let attempt = 1; attempt <= PATIENCE; attempt += 1) {
        const kept = (await found(tenant, [id])).get(id);
        if (await written([change(tenant, id, kept, [], now())])) return;
      }
      throw new Transient('others kept naming whoever is to be erased');
    },
    async known(tenant, { limit = 100, cursor } = {}) {
      const page = await storage.find('person', {
        ...{ index: 'by-part', partition: [tenant], limit },
        ...(cursor ? { cursor } : {}),
      });
      const people = page.rows
        .map(({ value }) => value as Kept)
        .filter(({ names }) => names.length > 0)
        .map(({ account, since }) => ({ id: account, since }));
      return { people, ...(page.cursor ? { cursor: page.cursor } : {}) };
    },
  };
}

/** Web Crypto: the salt has to be as random as a key. */
function saltedName(name: string): SealedName {
  const salt = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  return { name, salt, seal: sealOf(salt, name) };
}
