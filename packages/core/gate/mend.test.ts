/** Shows whose word mends a policy that is missing or wrong: two people of the last valid version, on this very file (`rules.md 3.4`, `7.2`). */
import '../../../test/instruments/seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { authority, POLICY, person, SOMEONE } from '../../../test/instruments/scenario.ts';
import type { Policy } from '../policy/policy.ts';
import type { Agreed } from '../work/decider.ts';
import { type Mending, mayMend, mendGate } from './mend.ts';
import { missing } from './verdict.ts';

const HERE = { head: 'h1', base: 'main', blob: 'b1', under: POLICY.version };
const word = (name: string, more: Partial<Agreed> = {}): Agreed => ({
  ...HERE,
  by: person(name).id,
  at: '2026-11-02T09:00:00.000Z',
  ...more,
});

function asked(agreed: readonly Agreed[], more: Partial<Mending> = {}): Mending {
  const { head, base, blob } = HERE;
  const filled = Object.fromEntries(
    Object.entries(SOMEONE).map(([role, users = []]) => [role, { users, teams: [], contacts: [] }]),
  ) as Policy['roles'];
  return {
    policy: { ...POLICY, roles: filled },
    authority: authority(SOMEONE),
    since: '2026-10-01T09:00:00.000Z',
    author: person('dev'),
    isSeen: true,
    ...{ head, base, blob, agreed, objected: [] },
    ...more,
  };
}

const why = (mending: Mending) => missing(mendGate(mending)).map(({ code }) => code);

test('7.2: the chair and a second of the last valid version mend it together, in any order', () => {
  expect(mendGate(asked([word('chair'), word('mei')])).open).toBe(true);
  expect(mendGate(asked([word('carla'), word('chair')])).open).toBe(true);
});

test.each([
  ['nobody', [], ['mend-chair', 'mend-second']],
  ['the chair alone', [word('chair')], ['mend-second']],
  ['a second alone', [word('mei')], ['mend-chair']],
  ['two seconds', [word('mei'), word('arch')], ['mend-chair']],
  ['a stranger', [word('chair'), word('dora')], ['mend-second']],
  ['whoever holds no seat', [word('chair'), word('duty')], ['mend-second']],
  ['one who agreed to another commit', [word('chair'), word('mei', { head: 'h2' })], ['mend-second']],
  ['one who agreed to another text', [word('chair'), word('mei', { blob: 'b2' })], ['mend-second']],
  ['one who agreed into another branch', [word('chair', { base: 'old' }), word('mei')], ['mend-chair']],
  ['one who agreed under another version', [word('chair', { under: 'policy-0' }), word('mei')], ['mend-chair']],
] as const)('7.2: %s is not enough', (_, agreed, codes) => expect(why(asked(agreed))).toEqual(codes));

test('7.2: whoever wrote it is neither its chair nor its second, under whatever account', () => {
  expect(why(asked([word('chair'), word('mei')], { author: person('chair') }))).toContain('mend-chair');
  expect(why(asked([word('chair'), word('carla')], { author: person('carla') }))).toEqual(['mend-second']);
  const known = authority(SOMEONE, { aliases: [['dev', 'mei']] });
  expect(why(asked([word('chair'), word('mei')], { authority: known }))).toEqual(['mend-second']);
});

test('7.2: two accounts of one person are one, and a chair who holds a seat fills both for nobody', () => {
  const names = { ...SOMEONE, 'project-manager': ['chair', 'mei'] };
  expect(why(asked([word('chair')], { authority: authority(names) }))).toEqual(['mend-second']);
  const known = authority(SOMEONE, { aliases: [['chair', 'mei']] });
  expect(why(asked([word('chair'), word('mei')], { authority: known }))).toEqual(['mend-second']);
});

test.each([
  ['the author', 'dev', ['mend-chair', 'mend-second']],
  ['the chair', 'chair', ['mend-chair']],
  ['the second', 'mei', ['mend-second']],
] as const)(
  '4.4, 7.2: nobody can tell who %s is besides, so they are not known to be two people beside the author',
  (_, name, codes) => {
    const open = [{ ids: [person(name).id], unknown: ['nobodys'] }];
    expect(why(asked([word('chair'), word('mei')], { authority: { ...authority(SOMEONE), open } }))).toEqual(codes);
  },
);

test('7.2: a program agrees to nothing, nor does anybody to what nobody was seen to push', () => {
  const listed = asked([word('chair'), word('mei')]);
  expect(why({ ...listed, policy: { ...listed.policy, bots: ['mei'] } })).toEqual(['mend-second']);
  const renamed = { ...authority(SOMEONE), programs: [person('mei').id] };
  expect(why({ ...listed, authority: renamed })).toEqual(['mend-second']);
  expect(why({ ...listed, isSeen: false })).toEqual(['mend-unseen']);
});

test('7.2: a program is known by its account: called otherwise by now, or listed with its id, it agrees to nothing', () => {
  const programs = [person('mei').id];
  expect(why(asked([word('chair'), word('mei')], { authority: { ...authority(SOMEONE), programs } }))).toEqual([
    'mend-second',
  ]);
  const { policy } = asked([]);
  const listed = (bots: readonly string[]) => asked([word('chair'), word('mei')], { policy: { ...policy, bots } });
  expect(why(listed(['MEI']))).toEqual(['mend-second']);
});

test('7.2: whoever may be another of them under an account that nobody knows is not known to be a second person', () => {
  const open = (name: string) => ({ ...authority(SOMEONE), open: [{ ids: [person(name).id], unknown: ['typo'] }] });
  expect(mendGate(asked([word('chair'), word('mei')], { authority: open('chair') })).open).toBe(false);
  expect(mendGate(asked([word('chair'), word('mei')], { authority: open('mei') })).open).toBe(false);
  expect(mendGate(asked([word('chair'), word('mei')], { authority: open('dev') })).open).toBe(false);
  expect(mendGate(asked([word('chair'), word('mei')], { authority: open('fin') })).open).toBe(true);
  expect(mayMend(asked([], { authority: open('fin') }), person('mei'))).toBe(true);
});

test('3.4: in light the lead is the chair, and somebody else is the second all the same', () => {
  const names = { lead: ['mei'], customer: ['carla'], implementer: ['dev'] };
  const light = (agreed: readonly Agreed[], author = 'dev') =>
    asked(agreed, {
      policy: { ...POLICY, profile: 'light', roles: { customer: { users: ['carla'], teams: [], contacts: [] } } },
      authority: authority(names),
      author: person(author),
    });
  expect(mendGate(light([word('mei'), word('carla')])).open).toBe(true);
  expect(why(light([word('mei')]))).toEqual(['mend-second']);
  expect(why(light([word('mei'), word('carla')], 'mei'))).toContain('mend-chair');
});

test('7.2: whoever agreed, it opens by two people who are not its author and of whom one is a chair, or not at all', () => {
  const people = ['chair', 'mei', 'arch', 'carla', 'fin', 'dev', 'dora', 'duty'];
  const one = fc.record({
    by: fc.constantFrom(...people),
    head: fc.constantFrom('h1', 'h2'),
    blob: fc.constantFrom('b1', 'b2'),
  });
  fc.assert(
    fc.property(fc.uniqueArray(one, { selector: ({ by }) => by }), fc.constantFrom(...people), (words, author) => {
      const agreed = words.map(({ by, ...more }) => word(by, more));
      const counting = words.filter((said) => said.head === 'h1' && said.blob === 'b1' && said.by !== author);
      const seats = counting.filter(({ by }) => ['mei', 'arch', 'carla', 'fin'].includes(by));
      const isChaired = counting.some(({ by }) => by === 'chair');
      const mending = asked(agreed, { author: person(author) });
      expect(mendGate(mending).open).toBe(isChaired && seats.length > 0);
      expect(mayMend(mending, person(author))).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['since, under the same account', 'mei', '2026-11-02T09:00:01.000Z', false],
  ['since, under another account of theirs', 'sam', '2026-11-02T09:00:01.000Z', false],
  ['at that very moment, under another account of theirs', 'sam', '2026-11-02T09:00:00.000Z', false],
  ['before, under another account of theirs', 'sam', '2026-11-02T08:59:59.000Z', true],
  ['since, and is somebody else', 'dora', '2026-11-02T09:00:01.000Z', true],
] as const)('4.1, 7.2: a word counts unless who said it objected: %s', (_, name, at, isOpen) => {
  const known = authority(SOMEONE, { aliases: [['mei', 'sam']] });
  const objected = [{ by: person(name).id, at }];
  expect(mendGate(asked([word('chair'), word('mei')], { authority: known, objected })).open).toBe(isOpen);
});
