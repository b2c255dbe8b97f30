/** Shows that an alias grants only what both policies say, and bars where either does (`rules.md` 4.3, 4.4, 7.2). */
import { expect, test } from 'vitest';
import { approve, authority, inReview, type Scenario, SOMEONE } from '../../../test/instruments/scenario.ts';
import type { Command } from './command.ts';

const VOTE = { type: 'vote', verdict: 'approve', authenticated: 'comment' } as const;
const HOLD = { type: 'hold', reason: 'wait' } as const;

/** Decided under a policy without aliases, or with these, while one with others stands. */
function between(pinned: string[][], current: string[][]): Scenario {
  const play = inReview();
  play.world.authority = authority(SOMEONE, { aliases: pinned });
  play.world.current = {
    policy: { ...play.world.policy, version: 'policy-2' },
    authority: authority(SOMEONE, { aliases: current }),
  };
  return play;
}

test.each([
  ['only the policy of now', [], [['mei', 'eve']]],
  ['only the pinned one', [['mei', 'eve']], []],
])('4.3: what %s says to be one person grants nobody the other’s seat', (_, pinned, current) => {
  const play = between(pinned, current);
  expect(play.refused('eve', VOTE)).toBe('no-seat-for-you');
  approve(play, 'mei');
});

test('4.3: what both say to be one person is one', () => {
  const play = between([['mei', 'eve']], [['mei', 'eve']]);
  approve(play, 'eve');
});

test.each<[string, Command, Command]>([
  ['release another’s hold', HOLD, { type: 'release' }],
  [
    'resolve another’s concern',
    { type: 'concern', text: 'Too slow' },
    { type: 'resolve', concern: 'C1', reason: 'No' },
  ],
  ['take back another’s vote', VOTE, { type: 'retract' }],
])('7.2: by an alias of the policy of now alone nobody may %s', (_, first, then) => {
  const play = between([], [['mei', 'eve']]);
  play.when('mei', first);
  play.refused('eve', then);
  play.when('mei', then);
});

test('7.2: by an alias of the policy of now alone nobody accepts work as its owner, nor acts as the requester', () => {
  const play = between(
    [],
    [
      ['carla', 'eve'],
      ['dev', 'ivy'],
    ],
  );
  expect(play.refused('eve', { type: 'withdraw', reason: 'No need' })).toBe('not-requester');
  play.when('zoe', { type: 'link-work', work: 'PR_1', label: '#21' });
  expect(play.refused('ivy', { type: 'accept', work: '#21' })).toBe('needs-role');
  play.when('dev', { type: 'accept', work: '#21' });
});

test.each([
  ['the policy of now', [], [['carla', 'arch']]],
  ['the pinned one', [['carla', 'arch']], []],
])('4.4: whoever made the request is barred under the other account by %s alone', (_, pinned, current) => {
  const play = between(pinned, current);
  expect(play.refused('arch', VOTE)).not.toBe('no-seat-for-you');
});

test.each([
  ['only the pinned policy', [['cm', 'eve']], [], 'needs-role'],
  ['only the policy of now', [], [['cm', 'eve']], undefined],
] as const)(
  '7.2: who brings a request under the policy of now holds the role by that policy alone: one of them by %s',
  (_, pinned, current, code) => {
    const play = inReview();
    const names = { ...SOMEONE, 'change-manager': ['cm'] };
    const groups = (all: readonly (readonly string[])[]) => all.map((one) => [...one]);
    play.world.authority = authority(SOMEONE, { aliases: groups(pinned) });
    play.world.current = {
      policy: {
        ...play.world.policy,
        version: 'policy-2',
        roles: { ...play.world.policy.roles, 'change-manager': { users: ['cm'], teams: [], contacts: [] } },
      },
      authority: authority(names, { aliases: groups(current) }),
    };
    // Whoever may is shown first who gains and loses a seat.
    expect(play.refused('eve', { type: 'migrate', to: '?' })).toBe(code ?? 'migration-to-confirm');
  },
);
