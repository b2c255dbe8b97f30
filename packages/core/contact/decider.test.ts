/** Who says whose the address of a contact is (`rules.md 4.7`). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { authority, person, type RoleNames } from '../../../test/instruments/scenario.ts';
import { NOBODY } from '../content/person.ts';
import { holds } from '../policy/authority.ts';
import type { Role } from '../policy/role.ts';
import { conclude } from '../record/decider.ts';
import { CONTACTS, type Contacts, GUARANTORS, vouchersNeeded } from './decider.ts';

const NOW = '2026-11-02T09:00:00.000Z';
const LI = { contact: 'contact:1', role: 'customer' } as const;
const PEOPLE: RoleNames = {
  'project-manager': ['mei'],
  chair: ['chair'],
  sponsor: ['fin'],
  quality: ['qa'],
  implementer: ['dev'],
  customer: ['carla'],
};

type Asked = Contacts['command'];
const by = (
  name: string,
  { roles = {}, ...more }: { roles?: RoleNames; aliases?: string[][]; unreadable?: Partial<Record<Role, string>> } = {},
) => ({
  now: NOW,
  actor: name === 'nobody' ? NOBODY : person(name),
  authority: authority({ ...PEOPLE, ...roles }, more),
});
const stands = (contacts: readonly string[], version = 'v1', accounts = 0): Asked => ({
  ...{ type: 'stand', version, accounts: { customer: accounts } },
  lines: contacts.map((contact) => ({ contact, role: 'customer' })),
});
const CONFIRM: Asked = { type: 'confirm', ...LI };

function play(...acts: readonly (readonly [Asked, ReturnType<typeof by>])[]) {
  let state = CONTACTS.initial;
  let refusal: string | undefined;
  for (const [command, situation] of acts) {
    const outcome = conclude(CONTACTS, state, command, situation);
    ({ state, refusal } = { state: outcome.state, refusal: outcome.refusal });
  }
  const { lines } = state;
  return { line: lines.find((one) => one.contact === LI.contact), lines, refusal };
}

const NAMED = [stands(['contact:1']), by('dev')] as const;

test.each([
  ['somebody of the customer’s', [NAMED, [CONFIRM, by('carla')]], 'customer'],
  ['two who answer for the project', [NAMED, [CONFIRM, by('mei')], [CONFIRM, by('fin')]], 'ceremony'],
] as const)('4.7: %s confirms a contact', (_, acts, how) => {
  expect(play(...acts).line?.confirmed?.how).toBe(how);
});

test.each([
  ['one alone', [NAMED, [CONFIRM, by('mei')]], undefined],
  ['the same twice', [NAMED, [CONFIRM, by('mei')], [CONFIRM, by('mei')]], 'contact-again'],
  [
    'one human under two names',
    [NAMED, [CONFIRM, by('mei')], [CONFIRM, by('fin', { aliases: [['mei', 'fin']] })]],
    'contact-again',
  ],
  [
    'whoever wrote the line',
    [
      [stands(['contact:1']), by('mei')],
      [CONFIRM, by('mei')],
    ],
    'contact-writer',
  ],
  [
    'the writer under another name',
    [
      [stands(['contact:1']), by('dev')],
      [CONFIRM, by('mei', { aliases: [['mei', 'dev']] })],
    ],
    'contact-writer',
  ],
  ['a developer', [NAMED, [CONFIRM, by('dev')]], 'contact-for-others'],
  ['a stranger', [NAMED, [CONFIRM, by('eve')]], 'contact-for-others'],
  [
    'two, where nobody knows who wrote it',
    [
      [stands(['contact:1']), by('nobody')],
      [CONFIRM, by('mei')],
      [CONFIRM, by('fin')],
    ],
    undefined,
  ],
  [
    'two, beside an account of the customer’s',
    [
      [stands(['contact:1'], 'v1', 1), by('dev')],
      [CONFIRM, by('mei')],
    ],
    'contact-customer-first',
  ],
  [
    'a role that could not be read',
    [NAMED, [CONFIRM, by('eve', { unreadable: { customer: 'acme/buyers' } })]],
    'contact-unreadable',
  ],
  [
    'a holder of the role who is of the provider’s staff',
    [
      [stands(['contact:1'], 'v1', 1), by('dev')],
      [CONFIRM, by('qa', { roles: { customer: ['qa'] } })],
    ],
    'contact-customer-first',
  ],
  [
    'a holder of the role of whom nobody can say whether they are of the provider’s staff',
    [
      [stands(['contact:1'], 'v1', 1), by('dev')],
      [CONFIRM, by('carla', { unreadable: { sponsor: 'acme/board' } })],
    ],
    'contact-unreadable',
  ],
  [
    'a holder of the role who wrote the line',
    [
      [stands(['contact:1'], 'v1', 1), by('carla')],
      [CONFIRM, by('carla')],
    ],
    'contact-writer',
  ],
  ['what the policy does not name', [[CONFIRM, by('carla')]], 'contact-unknown'],
] as const)('4.7: %s confirms no contact', (_, acts, refusal) => {
  const played = play(...acts);
  expect(played.line?.confirmed).toBeUndefined();
  expect(played.refusal).toBe(refusal);
});

test('4.7: an account that is the contact’s own says nothing of it', () => {
  const own = { ...by('carla'), authority: { ...authority(PEOPLE), aliases: [[person('carla').id, 'contact:1']] } };
  expect(play(NAMED, [CONFIRM, own]).refusal).toBe('contact-yourself');
});

test('4.7: a change of address takes the confirmation with it, and stands beside whatever comes after', () => {
  const swapped = play(NAMED, [CONFIRM, by('carla')], [stands(['contact:2'], 'v2'), by('dev')]);
  expect(swapped.lines).toMatchObject([{ contact: 'contact:2', inPlaceOf: ['contact:1'], first: true }]);
  expect(swapped.lines[0]?.confirmed).toBeUndefined();
  // Taking it back does not bring back what was confirmed.
  const back = play(
    NAMED,
    [CONFIRM, by('carla')],
    [stands(['contact:2'], 'v2'), by('dev')],
    [stands(['contact:1'], 'v3'), by('dev')],
  );
  expect(back.line?.confirmed).toBeUndefined();
  expect(back.line?.inPlaceOf).toEqual(['contact:2']);
});

test('4.7: an address that is changed in two edits stands in the place of the one before as in one', () => {
  const inTwo = [
    [CONFIRM, by('carla')],
    [stands([], 'v2'), by('dev')],
    [stands(['contact:2'], 'v3'), by('dev')],
  ] as const;
  expect(play(NAMED, ...inTwo).lines).toMatchObject([{ contact: 'contact:2', inPlaceOf: ['contact:1'] }]);
  // Whoever is named again stands in nobody's place for that.
  expect(play(NAMED, ...inTwo.slice(0, 2), [stands(['contact:1'], 'v3'), by('dev')]).line?.inPlaceOf).toEqual([]);
  // Beside somebody whom the customer knows, nobody is replaced.
  const beside = play(
    [stands(['contact:1', 'contact:3']), by('dev')],
    [{ type: 'confirm', contact: 'contact:3', role: 'customer' }, by('carla')],
    [stands(['contact:3'], 'v2'), by('dev')],
    [stands(['contact:3', 'contact:2'], 'v3'), by('dev')],
  );
  expect(beside.lines.find(({ contact }) => contact === 'contact:2')?.inPlaceOf).toEqual([]);
});

test('4.7: whom somebody of the provider’s confirmed, before that was refused or before they were of it, the customer confirms anew', () => {
  const both = by('carla', { roles: { implementer: ['carla'] } });
  const other = by('carol', { roles: { customer: ['carla', 'carol'], implementer: ['carla'] } });
  expect(
    play(NAMED, [CONFIRM, by('carla')], [CONFIRM, by('carol', { roles: { customer: ['carla', 'carol'] } })]).refusal,
  ).toBe('contact-confirmed');
  expect(play(NAMED, [CONFIRM, by('carla')], [CONFIRM, both]).refusal).toBe('contact-for-others');
  const anew = play(NAMED, [CONFIRM, by('carla')], [CONFIRM, other]);
  expect(anew.refusal).toBeUndefined();
  expect(anew.line?.confirmed?.by).toEqual([person('carol').id]);
});

test('4.7: whose an edit was that nobody was told of is learnt of that edit alone, and a later one makes nobody its writer', () => {
  const found = [stands(['contact:1']), by('nobody')] as const;
  expect(play(found, [stands(['contact:1']), by('dev')]).line?.writer).toBe(person('dev').id);
  expect(play(found, [stands(['contact:1'], 'v2'), by('dev')]).line?.writer).toBe(NOBODY.id);
});

const names = fc.constantFrom('mei', 'chair', 'fin', 'qa', 'dev', 'carla', 'eve', 'nobody');
const act = fc.oneof(
  fc.tuple(
    fc.subarray(['contact:1', 'contact:2']).map((contacts) => contacts),
    fc.constantFrom('v1', 'v2'),
    fc.constantFrom(0, 1),
    names,
  ),
  fc.tuple(fc.constantFrom('contact:1', 'contact:2'), names),
);

test('4.7: whatever is named and said in whatever order, nobody is confirmed by their writer alone', () => {
  fc.assert(
    fc.property(
      fc.array(act, { maxLength: 14 }),
      fc.constantFrom<string[][]>([], [['mei', 'dev']], [['mei', 'fin']]),
      (acts, aliases) => {
        let state = CONTACTS.initial;
        for (const one of acts) {
          const who = by(one[one.length - 1] as string, { aliases });
          const command: Asked =
            one.length === 2 ? { type: 'confirm', contact: one[0], role: 'customer' } : stands(one[0], one[1], one[2]);
          state = conclude(CONTACTS, state, command, who).state;
          for (const line of state.lines) {
            if (!line.confirmed) continue;
            if (line.confirmed.how === 'customer') {
              expect(line.confirmed.by.every((id) => holds(who.authority, 'customer', id) === 'yes')).toBe(true);
              continue;
            }
            const same = (id: string, other: string) =>
              id === other || who.authority.aliases.some((group) => group.includes(id) && group.includes(other));
            const others = line.confirmed.by.filter((id) => !same(id, line.writer));
            expect(others.length).toBeGreaterThanOrEqual(vouchersNeeded(line));
            for (const [at, id] of others.entries())
              expect(others.slice(at + 1).some((other) => same(id, other))).toBe(false);
            expect(others.every((id) => GUARANTORS.some((role) => holds(who.authority, role, id) === 'yes'))).toBe(
              true,
            );
          }
        }
      },
    ),
  );
});
