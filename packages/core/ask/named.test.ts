/** Whoever is named by a form: people of its tracker by what they type, whoever was left as they were, and nobody. */
import { expect, test } from 'vitest';
import { NOTHING_GOVERNED } from '../content/governed.ts';
import type { Ask } from './ask.ts';
import { meantBy, namedBy } from './named.ts';
import { askWording } from './words.ts';

const HOLDER = { id: 'github:2', name: 'Pan-Wei' };
const FORMERLY = { id: 'github:5', name: 'dara' };
const ABROAD = { id: 'jira:5b10', name: 'Li Chen' };
const content = {
  ...NOTHING_GOVERNED,
  plan: {
    steps: [
      { id: '1', text: 'Draw', owner: FORMERLY },
      { id: '2', text: 'Test', owner: ABROAD },
    ],
    acceptance: [],
  },
};

const planned = (owners: Readonly<Record<string, string>>): Ask => ({
  type: 'plan',
  form: {
    steps: Object.entries(owners).map(([id, accountId]) => ({
      ...{ id, text: 'x', start: '', end: '', owner: { accountId, name: accountId } },
    })),
    ...{ resources: '', rollback: '', tests: '', acceptance: '' },
  },
});

const meant = (ask: Ask) =>
  meantBy(ask, {
    ...{ content, home: 'github', holders: [HOLDER], word: askWording('en') },
    // By now somebody else has the login of whoever was called so.
    find: async (login) => (login === 'dara' ? { id: 'github:9', name: 'dara' } : undefined),
  });

test.each([
  ['a holder of a role, however it is written', { '': '@pan-wei' }, ['2']],
  ['somebody without a role, by their login of now', { '': 'dara' }, ['9']],
  ['whoever was left as they were, though somebody else has their login by now', { '1': 'dara' }, ['5']],
  ['somebody of another tracker who was left as they were', { '2': 'Li Chen' }, ['jira:5b10']],
])('%s', async (_, owners, accounts) => {
  const read = await meant(planned(owners));
  expect('ask' in read && namedBy(read.ask)).toEqual(accounts);
});

test.each([
  ['nobody', { x: 'nobody-here' }],
  ['somebody of another tracker who did not stand there', { x: 'Li Chen' }],
  ['an account of another tracker', { x: 'jira:5b10' }],
])('%s is refused at its field', async (_, owners) => {
  expect(await meant(planned({ '1': 'dara', ...owners }))).toMatchObject({ problems: [{ field: 'owner1' }] });
});
