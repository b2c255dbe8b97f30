/** Shows whom an overdue vote goes to: the alternate of the policy, for whoever is late, and nobody a moment before (`rules.md 4.5`). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  approve,
  inReview,
  person,
  type RoleNames,
  type Scenario,
  SOMEONE,
} from '../../../test/instruments/scenario.ts';
import { candidatesFor } from '../approval/eligible.ts';
import { askedOf, tally } from '../approval/tally.ts';
import { noticesOf } from '../notice/notice.ts';
import { stillHolds } from '../notice/settled.ts';
import { both } from '../policy/authority.ts';
import type { Role } from '../policy/role.ts';
import '../../../test/instruments/seed.ts';
import { ballotOf } from './decision.ts';

const ROLES: RoleNames = { ...SOMEONE, owner: ['olga'], verifier: ['vera'], 'change-manager': ['cm', 'mei'] };
const YES = { type: 'vote', verdict: 'approve', authenticated: 'comment' } as const;

/** A review in which the policy names alternates, and those are accounts that somebody has. */
function review(alternates: Partial<Record<Role, string>>, roles = ROLES): Scenario {
  const play = inReview({ roles });
  const named = Object.entries(alternates) as [Role, string][];
  const { authority } = play.world;
  const filled = Object.fromEntries(
    named.map(([role, name]) => [
      role,
      { people: [], unreadable: [], ...authority.roles[role], alternate: person(name) },
    ]),
  );
  play.world.authority = { ...authority, roles: { ...authority.roles, ...filled } };
  return play;
}

function expire(play: Scenario): ReturnType<Scenario['when']> {
  play.world.now = new Date(Date.parse(play.state().reviewDue ?? '') + 1).toISOString();
  return play.when('system', { type: 'reconsider' });
}

const counted = (play: Scenario) => {
  const { authority, items } = play.situation('x');
  return tally(ballotOf(play.state()), authority, items);
};
const asked = (play: Scenario) =>
  counted(play).seats.map(({ seat, candidates }) => `${seat}: ${candidates.map(({ name }) => name).join()}`);

test('4.5: when the board’s time is over the alternate is told, asked and may vote for whoever is late, and not before', () => {
  const play = review({ 'project-manager': 'olga' });
  expect(play.refused('olga', YES)).toBe('no-seat-for-you');
  expect(asked(play)[0]).toBe('project-manager: mei');
  const { events } = expire(play);
  const told = noticesOf(events, play.state(), play.situation('x'));
  const urgencies = Object.fromEntries(told.map(({ to, urgency }) => [to.name, urgency]));
  expect(urgencies).toMatchObject({ cm: 'now', mei: 'act', olga: 'act' });
  expect(asked(play)[0]).toBe('project-manager: mei,olga');
  approve(play, 'olga');
  const [seat] = counted(play).seats;
  expect([seat?.filledBy?.voter.name, seat?.filledBy?.for]).toEqual(['olga', { person: person('mei') }]);
  const olga = told.find(({ to }) => to.name === 'olga');
  expect(olga && stillHolds(olga, { state: play.state(), situation: play.situation('x') })).toBeUndefined();
  approve(play, 'arch');
  approve(play, 'carla');
  expect(play.state().stage).toBe('approved');
});

test('4.5: whoever was late and votes then takes the place of what their alternate said', () => {
  const play = review({ 'project-manager': 'olga' });
  expire(play);
  approve(play, 'olga');
  play.when('mei', { type: 'vote', verdict: 'reject', reason: 'too dear', authenticated: 'comment' });
  expect(counted(play).rejections.map(({ voter }) => voter.name)).toEqual(['mei']);
  // What mei decided is nobody else's to decide.
  expect(play.refused('olga', YES)).toBe('no-seat-for-you');
});

test('4.4: an abstention asks the alternate, once the time is over', () => {
  const play = review({ 'project-manager': 'olga' });
  play.when('mei', { type: 'vote', verdict: 'abstain', authenticated: 'comment' });
  expect(play.refused('olga', YES)).toBe('no-seat-for-you');
  expire(play);
  expect(asked(play)[0]).toBe('project-manager: olga');
  approve(play, 'olga');
  expect(counted(play).seats[0]?.filledBy?.voter.name).toBe('olga');
});

test('4.5: nobody waits for whoever is away where there is an alternate', () => {
  const play = review({ 'project-manager': 'olga', 'technical-expert': 'vera' });
  play.when('mei', { type: 'away', until: '2026-11-10' });
  play.when('arch', { type: 'away', until: '2026-11-10' });
  // Of the experts, one is there.
  expect(asked(play)).toEqual(['project-manager: olga', 'technical-expert: deputy', 'customer: carla']);
  approve(play, 'olga');
  expect(play.refused('vera', YES)).toBe('no-seat-for-you');
  play.when('mei', { type: 'back' });
  expect(counted(play).seats[0]?.filledBy?.voter.name).toBe('olga');
});

test('4.4: who is of another side, a program or not named by both policies is no alternate', () => {
  const cases: readonly [string, (play: Scenario) => void, string?][] = [
    [
      'a program',
      ({ world }) => {
        world.authority = { ...world.authority, programs: ['github:olga'] };
      },
    ],
    ['the customer', () => undefined, 'carla'],
    ['somebody without a role', () => undefined, 'somebody'],
    [
      'another name of whoever is late',
      ({ world }) => {
        world.authority = { ...world.authority, aliases: [['github:mei', 'github:olga']] };
      },
    ],
    [
      'one whom the policy of now does not name',
      ({ world }) => {
        const { authority, policy } = world;
        const roles = { ...authority.roles, 'project-manager': { people: [person('mei')], unreadable: [] } };
        world.current = { policy, authority: { ...authority, roles } };
        expect(both(authority, world.current.authority).roles['project-manager']?.alternate?.name).toBe('olga');
      },
    ],
  ];
  for (const [name, change, alternate = 'olga'] of cases) {
    const play = review({ 'project-manager': alternate });
    expire(play);
    change(play);
    const { authority } = play.situation('x');
    const found = candidatesFor(askedOf(ballotOf(play.state()), authority, 'project-manager')).asked;
    expect([name, found.map((one) => one.name)]).toEqual([name, ['mei']]);
  }
});

test('property: whoever votes, one human fills one seat, and no seat is filled for somebody who decided otherwise', () => {
  const people = ['mei', 'arch', 'deputy', 'olga', 'vera', 'carla'];
  const move = fc.record({ who: fc.constantFrom(...people), verdict: fc.constantFrom('approve', 'reject', 'abstain') });
  const named = fc.record(
    { 'project-manager': fc.constantFrom('olga', 'arch'), 'technical-expert': fc.constantFrom('olga', 'vera', 'mei') },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(named, fc.array(move, { maxLength: 10 }), (alternates, moves) => {
      const play = review(alternates);
      expire(play);
      for (const { who, verdict } of moves) {
        if (play.state().stage !== 'in-review') return;
        const command = {
          type: 'vote',
          verdict,
          authenticated: 'comment',
          ...(verdict === 'reject' ? { reason: 'no' } : {}),
        };
        try {
          play.when(who, command as never);
        } catch {
          // Refused: there is no seat for them.
        }
        const { seats } = counted(play);
        const humans = seats.flatMap(({ filledBy }) =>
          filledBy ? [filledBy.voter.name, ...(filledBy.for ? [filledBy.for.person.name] : [])] : [],
        );
        expect(new Set(humans).size).toBe(humans.length);
        for (const { seat, filledBy } of seats) {
          const of = filledBy?.for?.person.name;
          const own = play.state().votes.findLast((one) => one.seat === seat && one.voter.name === of && !one.replaced);
          if (of) expect([undefined, 'abstain']).toContain(own?.verdict);
        }
      }
    }),
  );
});
