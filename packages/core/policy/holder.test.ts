import { expect, test } from 'vitest';
import { POLICY, person } from '../../../test/instruments/scenario.ts';
import { type Directory, roleHolders } from './holder.ts';

const NOW = '2026-11-02T09:00:00.000Z';
const directory: Directory = {
  contact: async () => ({ why: 'inside' }),
  mailbox: async () => undefined,
  user: async (name) =>
    name === 'gone' ? { doubtful: [], unreadable: true } : { id: person(name).id, holder: person(name), doubtful: [] },
  team: async (name) =>
    name === 'hidden'
      ? { doubtful: [], unreadable: true }
      : {
          id: name,
          holder: { id: name, name, people: [person('mei'), person('theo')], at: '2026-11-02T08:58:00.000Z' },
          doubtful: [],
        },
};
const holding = (users: readonly string[], teams: readonly string[]) =>
  roleHolders(
    directory,
    { ...POLICY, roles: { chair: { users: [...users], teams: [...teams], contacts: [] } } } as never,
    NOW,
  );

test('4.4: whoever cannot be read is named as such beside those who can, and a role without anybody is empty', async () => {
  expect((await holding(['mei', 'gone'], ['hidden'])).roles.chair).toEqual({
    people: [person('mei')],
    unreadable: ['gone', 'hidden'],
  });
  expect((await holding([], [])).roles.chair).toEqual({ people: [], unreadable: [] });
});

test('4.5: of an alternate whom nobody can tell, nobody is the alternate', async () => {
  const named = async (alternate: string) => {
    const roles = { chair: { users: ['mei'], teams: [], contacts: [], alternate } };
    return (await roleHolders(directory, { ...POLICY, roles } as never, NOW)).roles.chair;
  };
  expect(await named('olga')).toEqual({ people: [person('mei')], unreadable: [], alternate: person('olga') });
  expect(await named('gone')).toEqual({ people: [person('mei')], unreadable: [] });
});

test('4.7: a contact signs by nobody’s word who is of the provider’s staff now', async () => {
  const LI = { id: 'contact:1', name: 'Li' };
  const signing = async (by: string, how: 'customer' | 'ceremony', staff: readonly string[]) => {
    const confirmed = { how, at: NOW, by: [person(by).id] };
    const roles = {
      ...{ chair: { users: staff, teams: [], contacts: [] } },
      customer: { users: ['carla'], teams: [], contacts: [{ name: 'Li', mail: 'li@customer.example' }] },
    };
    const own = { ...directory, contact: async () => ({ id: LI.id, confirmed }) };
    const { roles: held, contacts } = await roleHolders(own, { ...POLICY, roles } as never, NOW);
    return { signs: held.customer?.people.some(({ id }) => id === LI.id), why: contacts?.[0]?.why };
  };
  expect(await signing('carla', 'customer', ['mei'])).toEqual({ signs: true, why: undefined });
  expect(await signing('mei', 'customer', ['mei'])).toEqual({ signs: false, why: 'unconfirmed' });
  expect(await signing('carla', 'customer', ['carla'])).toEqual({ signs: false, why: 'unconfirmed' });
  expect(await signing('mei', 'ceremony', ['mei'])).toEqual({ signs: true, why: undefined });
});

test('3.1: one person is one, by name and by team; the whole is as old as what was read first', async () => {
  const { roles, asOf } = await holding(['mei'], ['board']);
  expect(roles.chair?.people).toEqual([person('mei'), person('theo')]);
  expect(asOf).toBe('2026-11-02T08:58:00.000Z');
  expect((await holding(['mei'], [])).asOf).toBe(NOW);
});
