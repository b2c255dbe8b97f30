/** What takes a yes from its seat, because nobody can tell or because of who its voter is, takes no no back (`rules.md` 3.4, 4.3, 4.4). */
import { expect, test } from 'vitest';
import { approve, authority, inReview, person, type Scenario, SOMEONE } from '../../../test/instruments/scenario.ts';
import { changeGate } from '../gate/change.ts';
import { missing } from '../gate/verdict.ts';

const PEOPLE = { ...SOMEONE, customer: ['carla', 'cora'] };
const ARCH = person('arch');

interface Doubt {
  /** Who voted. */
  readonly who: 'arch' | 'cora';
  /** What happens since. */
  comes(play: Scenario): void;
}

const DOUBTS: Readonly<Record<string, Doubt>> = {
  'their team cannot be read': { who: 'cora', comes: unread },
  'their name means somebody else by now': {
    who: 'arch',
    comes({ world }) {
      const { roles } = authority({ ...PEOPLE, 'technical-expert': ['deputy'] });
      const experts = { people: [], unreadable: [], ...roles['technical-expert'], doubtful: [ARCH] };
      world.authority = { ...world.authority, roles: { ...roles, 'technical-expert': experts } };
    },
  },
  'an alias of theirs is nobody’s': {
    who: 'arch',
    comes({ world }) {
      world.authority = { ...world.authority, open: [{ ids: [ARCH.id], unknown: ['arch-old'] }] };
    },
  },
  'an alias of theirs is nobody’s in the policy that stands now': {
    who: 'arch',
    comes({ world }) {
      const policy = { ...world.policy, version: 'policy-2' };
      world.current = { policy, authority: { ...world.authority, open: [{ ids: [ARCH.id], unknown: ['arch-old'] }] } };
    },
  },
  'they are said to be whom it is for': {
    who: 'arch',
    comes: (play) => play.when('carla', { type: 'represent', person: ARCH }),
  },
  'an alias makes them one with whom it is for': {
    who: 'arch',
    comes(play) {
      play.when('carla', { type: 'represent', person: person('bela') });
      play.world.authority = authority(PEOPLE, { aliases: [['arch', 'bela']] });
    },
  },
};

function unread({ world }: Scenario): void {
  world.authority = authority({ ...PEOPLE, customer: ['carla'] }, { unreadable: { customer: 'acme/clients' } });
}

const REJECT = { type: 'vote', verdict: 'reject', reason: 'it breaks the ledger', authenticated: 'comment' } as const;

function rejected(who: Doubt['who']): Scenario {
  const play = inReview({ roles: PEOPLE });
  play.when(who, REJECT);
  return play;
}

const others = (who: Doubt['who']) => ['mei', who === 'arch' ? 'deputy' : 'arch', 'carla'];

test.each(Object.entries(DOUBTS))(
  '4.4: a no stands where %s; the chair may end the matter by it',
  (_, { who, comes }) => {
    const play = rejected(who);
    comes(play);
    play.when('system', { type: 'reconsider' });
    for (const name of others(who)) approve(play, name);
    expect(play.state()).toMatchObject({ stage: 'in-review' });
    expect(play.state().votes.find(({ voter }) => voter.name === who)?.voided).toBeUndefined();
    expect(missing(changeGate(play.state(), 'merge', play.situation('x'))).map(({ code }) => code)).toContain(
      'rejection',
    );
    play.when('chair', { type: 'reject', code: 'quality', reason: 'the ledger', wouldChange: 'another ledger' });
    expect(play.state().stage).toBe('rejected');
  },
);

test.each(Object.entries(DOUBTS))('4.4: a yes fills no seat where %s', (_, { who, comes }) => {
  const play = inReview({ roles: PEOPLE });
  approve(play, who);
  comes(play);
  play.when('system', { type: 'reconsider' });
  for (const name of ['mei', ...(who === 'arch' ? ['carla'] : ['arch'])]) approve(play, name);
  expect(play.state().stage).toBe('in-review');
});

test.each(Object.entries(DOUBTS))('4.3: whoever voted no takes it back, also where %s', (_, { who, comes }) => {
  const play = rejected(who);
  comes(play);
  play.when(who, { type: 'retract' });
  for (const name of others(who)) approve(play, name);
  expect(play.state().stage).toBe('approved');
});

test('4.3: whoever surely holds the role no more, and a program, have no say', () => {
  const left = rejected('arch');
  left.world.authority = authority({ ...PEOPLE, 'technical-expert': ['deputy'] });
  for (const name of others('arch')) approve(left, name);
  expect(left.state().stage).toBe('approved');
  const program = rejected('arch');
  program.world.authority = { ...program.world.authority, programs: [ARCH.id] };
  for (const name of others('arch')) approve(program, name);
  expect(program.state().stage).toBe('approved');
});

test('T9: the engine concludes nothing by a no of which nobody can tell whether it counts', () => {
  const sure = rejected('cora');
  for (const name of ['mei', 'arch']) sure.when(name, REJECT);
  expect(sure.state().stage).toBe('rejected');
  const doubted = rejected('cora');
  unread(doubted);
  for (const name of ['mei', 'arch']) doubted.when(name, REJECT);
  expect(doubted.state().stage).toBe('in-review');
});
