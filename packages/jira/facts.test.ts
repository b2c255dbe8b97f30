/** Shows what the app takes for facts in Jira: accounts and groups behind the roles, and requirements; what cannot be read is never taken for empty. */
import { signers } from '@countersign/core/approval/attested.ts';
import { Transient } from '@countersign/core/failure.ts';
import { itemStream } from '@countersign/core/identity/item.ts';
import { holds, samePerson } from '@countersign/core/policy/authority.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { afterEach, expect, test } from 'vitest';
import { manifestEntities } from '../../test/instruments/manifest.ts';
import { POLICY } from '../../test/instruments/scenario.ts';
import { enterForge } from '../../test/standins/forge/runtime.ts';
import { forgeStorage } from '../../test/standins/forge/storage.ts';
import { jiraSite } from '../../test/standins/jira/site.ts';
import { openDesk } from './desk.ts';
import { recordGone } from './facts/gone.ts';
import { itemDigest } from './facts/items.ts';
import { rememberTouching } from './facts/touching.ts';
import { factsAt } from './facts.ts';

const PLACE = { tenant: 'jira:cloud', project: '10000' };
const GROUP_ID = '276f955c-63d7-42c8-9520-92d01dca0625';

let leave = (): void => {};
afterEach(() => leave());

function begin() {
  const site = jiraSite(['draft']);
  const clock = { now: Date.UTC(2026, 10, 2, 9) };
  /** What Jira answers in place of what is so. */
  const instead = new Map<RegExp, unknown>();
  leave = enterForge({
    storage: forgeStorage(manifestEntities()),
    pushed: [],
    jira: async (meta, path, init) => {
      const [, other] = [...instead].find(([pattern]) => pattern.test(path)) ?? [];
      return other === undefined ? site.answer(meta, path, init) : Response.json(other);
    },
  });
  const desk = openDesk(PLACE.tenant, { now: () => clock.now });
  const facts = (patient = false) => factsAt(desk, PLACE, { patient });
  return { site, clock, desk, facts, instead };
}

const withRoles = (users: readonly string[], teams: readonly string[], aliases: string[][] = []): Policy => ({
  ...POLICY,
  roles: { customer: { users: [...users], teams: [...teams], contacts: [] } },
  aliases,
});

test('4.7: a contact at a domain of the provider’s is nobody whose signature is attested, where no link leaves the site either', async () => {
  const { facts } = begin();
  const contacts = [
    { name: 'Li Na', mail: 'li.na@customer.example' },
    { name: 'Max', mail: 'max@mail.Own.example' },
  ];
  const roles = { customer: { users: [], teams: [], contacts } };
  const known = await facts().authority({ ...POLICY, roles, providerDomains: ['own.example'] });
  expect(known.contacts?.map(({ name, why }) => [name, why])).toEqual([
    ['Li Na', 'inside'],
    ['Max', 'provider'],
  ]);
  const nobody = { requester: { id: 'jira:mei', name: 'Mei' }, authors: [] };
  expect(signers(known, nobody)).toEqual([{ name: 'Li Na' }]);
});

test('4.4: a role is its accounts and the members of its groups, by a group’s name or by the id that stays', async () => {
  const { site, facts } = begin();
  for (const name of ['mei', 'theo', 'carla', 'dara']) site.person(name);
  site.groups.set('Change board', new Set(['theo', 'carla']));
  site.groups.set(GROUP_ID, new Set(['dara']));
  const { roles } = await facts().authority(withRoles(['mei', 'theo'], ['group/Change board', `group/${GROUP_ID}`]));
  expect(roles.customer?.unreadable).toEqual([]);
  expect(roles.customer?.people.map((one) => one.id).sort()).toEqual([
    ...['jira:carla', 'jira:dara', 'jira:mei', 'jira:theo'],
  ]);
});

test('4.4: a group of many pages is read to its end', async () => {
  const { site, facts } = begin();
  site.groups.set('all', new Set(Array.from({ length: 120 }, (_, at) => `p${at}`)));
  expect((await facts().authority(withRoles([], ['group/all']))).roles.customer?.people).toHaveLength(120);
});

test('4.4: a name that is displayed is nobody’s: only the account counts', async () => {
  const { site, facts } = begin();
  site.person('eve').displayName = 'mei';
  const { roles } = await facts().authority(withRoles(['mei'], []));
  expect(roles.customer).toEqual({ people: [], unreadable: [] });
});

test('4.4: whoever was deactivated is no member of a group any more; a policy that names them leaves only them in doubt', async () => {
  const { site, facts } = begin();
  site.person('mei').active = false;
  site.person('theo');
  site.groups.set('board', new Set(['mei', 'theo']));
  const { roles } = await facts().authority(withRoles(['mei'], ['group/board']));
  expect(roles.customer?.people.map((one) => one.id)).toEqual(['jira:theo']);
  expect(roles.customer).toMatchObject({ unreadable: [], doubtful: [{ id: 'jira:mei' }] });
});

test.each([
  ['no such group', undefined],
  ['an answer that is none', {}],
  ['a list without a word on whether there is more', { values: [] }],
  ['a member without an account', { values: [{ displayName: 'Mei' }], isLast: true }],
])('4.4: %s is a group that cannot be read, never an empty one', async (_, answer) => {
  const { site, facts, instead } = begin();
  if (answer) site.groups.set('board', new Set(['mei']));
  if (answer) instead.set(/group\/member/, answer);
  const { roles } = await facts().authority(withRoles([], ['group/board']));
  expect(roles.customer).toEqual({ people: [], unreadable: ['group/board'] });
});

test('4.4: while Jira is away a gate knows nothing, and whoever can wait is asked to', async () => {
  const { site, facts } = begin();
  site.groups.set('board', new Set(['mei']));
  site.faults.push({ status: 503 }, { status: 429, headers: { 'retry-after': '3' } });
  expect((await facts().authority(withRoles([], ['group/board']))).roles.customer?.unreadable).toEqual(['group/board']);
  await expect(facts(true).authority(withRoles([], ['group/board']))).rejects.toThrow(Transient);
  expect((await facts().authority(withRoles([], ['group/board']))).roles.customer?.unreadable).toEqual([]);
});

test('4.4: a group is asked for again after two minutes, and what was known before is not used in its place', async () => {
  const { site, clock, facts } = begin();
  site.groups.set('board', new Set(['mei']));
  const policy = withRoles([], ['group/board']);
  expect((await facts().authority(policy)).roles.customer?.people).toHaveLength(1);
  site.groups.set('board', new Set());
  expect((await facts().authority(policy)).roles.customer?.people).toHaveLength(1);
  clock.now += 121_000;
  site.faults.push({ status: 500 });
  expect((await facts().authority(policy)).roles.customer).toEqual({ people: [], unreadable: ['group/board'] });
  expect((await facts().authority(policy)).roles.customer).toEqual({ people: [], unreadable: [] });
});

test('4.4: accounts of one person are one person by their ids: one that was deactivated closes nothing, one that nobody has closes the others’ seats', async () => {
  const { site, facts } = begin();
  site.person('mei');
  site.person('mei-2').active = false;
  const authority = await facts().authority(withRoles(['mei'], [], [['mei', 'mei-2']]));
  expect(authority.roles.customer).toMatchObject({ people: [{ id: 'jira:mei' }], unreadable: [] });
  expect(samePerson(authority, 'jira:mei', 'jira:mei-2')).toBe(true);
  expect(authority.open).toBeUndefined();
  const misspelt = await facts().authority(withRoles(['mei'], [], [['mei', 'mei-2', 'mei-3']]));
  expect(misspelt.open).toEqual([{ ids: ['jira:mei', 'jira:mei-2'], unknown: ['mei-3'] }]);
  expect(samePerson(misspelt, 'jira:mei', 'jira:mei-2')).toBe(true);
});

test('4.4: an account of GitHub and one of Jira are one person’s, in either way of writing the former', async () => {
  const { site, facts } = begin();
  site.person('712020:mei');
  for (const one of ['github:583231', 'mei:583231']) {
    const authority = await facts().authority(withRoles(['712020:mei'], [], [['712020:mei', one]]));
    expect(samePerson(authority, 'jira:712020:mei', 'github:583231')).toBe(true);
    expect(holds(authority, 'customer', 'github:583231')).toBe('yes');
  }
});

const item = (id: string) => ({ id, label: 'SHIP-1', action: 'modify' as const });
const words = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

test('4.2: a requirement has the digest of its words, the same as in any tracker', async () => {
  const { site, facts } = begin();
  const { id } = site.create('rosa', {
    project: '1',
    issuetype: '2',
    summary: ' Totals ',
    description: words('Exact'),
  });
  const now = await facts().items([item(id)], POLICY);
  expect(now.get(id)).toEqual(itemDigest('Totals', words('Exact')));
  expect(itemDigest('Totals', null)).not.toEqual(itemDigest('Totals', words('Exact')));
  expect(markdownToText('Exact')).toEqual([{ kind: 'paragraph', runs: [{ kind: 'text', text: 'Exact' }] }]);
});

test('4.3: what was deleted is so; what is only not there for us, may not be seen, or is no issue, is unreadable and never without words', async () => {
  const { site, desk, facts, instead } = begin();
  await rememberTouching(desk, { ...PLACE, stream: '1' }, [item('403')]);
  for (const id of ['403', '402']) await recordGone(desk, id);
  // What nobody touches is nobody's matter.
  expect(await desk.ledger.read(itemStream(PLACE.tenant, '402'))).toEqual([]);
  const one = site.create('rosa', { project: '1', issuetype: '2', summary: 'One' });
  const other = site.create('rosa', { project: '1', issuetype: '2', summary: 'Other' });
  site.faults.push({ status: 403, on: new RegExp(one.id) });
  instead.set(new RegExp(other.id), { id: other.id, fields: { description: null } });
  const now = await facts().items(
    [item(one.id), item(other.id), item('403'), item('404'), { ...item('new:1'), action: 'add' }],
    POLICY,
  );
  expect(Object.fromEntries(now)).toEqual({
    [one.id]: 'unreadable',
    [other.id]: 'unreadable',
    403: 'deleted',
    404: 'unreadable',
  });
});
