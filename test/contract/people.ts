/** What names beside the chain have to keep, wherever they lie. */
import { sealOf } from '@countersign/core/ledger/seal.ts';
import type { People } from '@countersign/core/record/people.ts';
import { describe, expect, test } from 'vitest';

let tenants = 0;

export function peopleContract(name: string, open: () => Promise<People>): void {
  describe(`names beside the chain: ${name}`, () => {
    const mei = { id: 'github:1', name: 'mei' };
    const tenantOf = () => `people-${++tenants}`;

    test('7.1: a seal is no digest of the name alone; the same name keeps it, in the order asked', async () => {
      const people = await open();
      const tenant = tenantOf();
      const [seal = ''] = await people.seal(tenant, [mei]);
      expect(seal).toMatch(/^[0-9a-f]{64}$/);
      expect(seal).not.toBe(sealOf('', mei.name));
      const carla = { id: 'github:2', name: 'carla' };
      const [first, second, third] = await people.seal(tenant, [carla, mei, carla]);
      expect(second).toBe(seal);
      expect([third, first]).toEqual([first, third]);
      expect(first).not.toBe(seal);
      expect(await people.recall(tenant, [mei.id, carla.id, 'github:3'])).toEqual({
        names: new Map([
          [seal, 'mei'],
          [first, 'carla'],
        ]),
        erased: new Set(),
      });
    });

    test('7.1: two names of one person have two seals, and both are known; another tenant knows neither', async () => {
      const people = await open();
      const tenant = tenantOf();
      const renamed = { ...mei, name: 'mei-2' };
      const [one = '', two = ''] = await people.seal(tenant, [mei, renamed]);
      expect(one).not.toBe(two);
      expect((await people.recall(tenant, [mei.id])).names.size).toBe(2);
      const elsewhere = tenantOf();
      expect((await people.recall(elsewhere, [mei.id])).names.size).toBe(0);
      expect(await people.seal(elsewhere, [mei])).not.toEqual([one]);
      await people.erase(elsewhere, mei.id);
      expect((await people.recall(tenant, [mei.id])).erased.size).toBe(0);
    });

    test('7.1: of whoever is erased nothing is known but that; a name that comes again has a new seal', async () => {
      const people = await open();
      const tenant = tenantOf();
      const [seal = ''] = await people.seal(tenant, [mei, { ...mei, name: 'mei-2' }]);
      await people.erase(tenant, mei.id);
      await people.erase(tenant, mei.id);
      await people.erase(tenant, 'github:never-seen');
      const gone = await people.recall(tenant, [mei.id, 'github:never-seen']);
      expect(gone).toEqual({ names: new Map(), erased: new Set([mei.id, 'github:never-seen']) });
      const [again = ''] = await people.seal(tenant, [mei]);
      expect(again).not.toBe(seal);
      expect(await people.recall(tenant, [mei.id])).toEqual({
        names: new Map([[again, 'mei']]),
        erased: new Set([mei.id]),
      });
    });

    test('many who seal the same people at once get the same seals', async () => {
      const people = await open();
      const tenant = tenantOf();
      const all = Array.from({ length: 30 }, (_, at) => ({ id: `github:${at}`, name: `someone ${at}` }));
      const asked = [all, all.toReversed(), all, all.toReversed()];
      const seals = await Promise.all(asked.map((some) => people.seal(tenant, some)));
      for (const [at, some] of seals.entries()) expect(at % 2 ? some.toReversed() : some).toEqual(seals[0]);
      expect(
        (
          await people.recall(
            tenant,
            all.map(({ id }) => id),
          )
        ).names.size,
      ).toBe(30);
    });

    test('a name that no database holds is sealed as it can be shown', async () => {
      const people = await open();
      const tenant = tenantOf();
      const odd = { id: 'jira:1', name: 'nul \0 and half \ud83d' };
      const [seal = ''] = await people.seal(tenant, [odd]);
      expect(await people.seal(tenant, [odd])).toEqual([seal]);
      expect((await people.recall(tenant, [odd.id])).names.get(seal)).toBe('nul \ufffd and half \ufffd');
    });
  });
}
