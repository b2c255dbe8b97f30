/** Names that are forgotten when the process ends: beside the ledger in memory, under the same contract as the durable ones. */
import type { People } from '../record/people.ts';
import { sealOf } from './seal.ts';

/** @param salt a new random one each time */
export function memoryPeople(salt: () => string): People {
  const kept = new Map<string, Map<string, string>>();
  const erased = new Set<string>();
  const keyOf = (tenant: string, id: string): string => JSON.stringify([tenant, id]);

  return {
    async seal(tenant, persons) {
      return persons.map(({ id, name: given }) => {
        const name = given.toWellFormed().replaceAll('\0', '\ufffd');
        const names = kept.get(keyOf(tenant, id)) ?? new Map<string, string>();
        const known = [...names].find(([, one]) => one === name)?.[0];
        if (known !== undefined) return known;
        const seal = sealOf(salt(), name);
        kept.set(keyOf(tenant, id), names.set(seal, name));
        return seal;
      });
    },
    async recall(tenant, ids) {
      return {
        names: new Map(ids.flatMap((id) => [...(kept.get(keyOf(tenant, id)) ?? [])])),
        erased: new Set(ids.filter((id) => erased.has(keyOf(tenant, id)))),
      };
    },
    async erase(tenant, id) {
      kept.delete(keyOf(tenant, id));
      erased.add(keyOf(tenant, id));
    },
  };
}
