/** Shows who may vote for somebody who is away, on what, and for how long (`rules.md 4.5`, `4.7`). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  approve,
  authority as authorityOf,
  costs,
  inReview,
  person,
  type RoleNames,
  type Scenario,
  SOMEONE,
} from '../../../test/instruments/scenario.ts';
import { isAway } from '../approval/eligible.ts';
import { tally } from '../approval/tally.ts';
import { changeGate } from '../gate/change.ts';
import { PLAIN, sentence, speaker } from '../view/sentence.ts';
import { statusView } from '../view/status.ts';
import { verdictLines } from '../view/verdict.ts';
import '../../../test/instruments/seed.ts';
import type { Command } from './command.ts';
import { ballotOf } from './decision.ts';

const ROLES: RoleNames = {
  ...SOMEONE,
  'technical-expert': ['arch'],
  quality: ['qa'],
  owner: ['olga'],
  verifier: ['vera'],
};
const DAY_MS = 86_400_000;
const say = speaker({ locale: 'en', timeZone: 'UTC', year: '2026' }, PLAIN);
const zh = speaker({ locale: 'zh-CN', timeZone: 'UTC', year: '2026' }, PLAIN);

const review = (roles: RoleNames = ROLES): Scenario => inReview({ roles });
const away = (to: string, more: Partial<Extract<Command, { type: 'away' }>> = {}): Command => ({
  ...{ type: 'away', until: '2026-11-10', to: person(to) },
  ...more,
});
const counted = (play: Scenario) => {
  const { authority, items } = play.situation('x');
  return tally(ballotOf(play.state()), authority, items);
};
const filled = (play: Scenario) =>
  counted(play).seats.map(
    ({ seat, filledBy }) =>
      `${seat}: ${filledBy?.voter.name}${filledBy?.for ? ` for ${filledBy.for.person.name}` : ''}`,
  );

test('4.5: who stands in votes for them, is shown with them everywhere, and is asked in their place', () => {
  const play = review();
  play.when('mei', away('olga', { reason: 'holidays' }));
  const asked = counted(play).seats.map(({ candidates }) => candidates.map(({ name }) => name).join());
  expect(asked).toEqual(['olga', 'arch', 'carla']);
  approve(play, 'olga');
  expect(filled(play)[0]).toBe('project-manager: olga for mei');
  const view = statusView(play.state(), play.situation('x'), play.happened);
  expect(view.seats[0]).toMatchObject({ who: { name: 'olga' }, standsFor: { name: 'mei' } });
  const said = view.history.map((one) => say(one.sentence)).join('\n');
  expect(said).toContain('olga for mei approved');
  expect(said).toContain('mei is away until');
  expect(view.history.map((one) => zh(one.sentence)).join('\n')).toContain('olga 代 mei');
  approve(play, 'arch');
  approve(play, 'carla');
  expect(play.state().stage).toBe('approved');
  const lines = verdictLines(changeGate(play.state(), 'merge', play.situation('x')));
  expect(lines.length).toBeGreaterThan(0);
});

test('4.5: a vote that was given while it lasted stays when it is over; after that nobody votes for another', () => {
  const play = review();
  play.when('mei', away('olga'));
  play.when('arch', away('vera'));
  approve(play, 'olga');
  play.world.now = '2026-11-11T00:00:00.000Z';
  expect(filled(play)[0]).toBe('project-manager: olga for mei');
  expect(play.refused('vera', { type: 'vote', verdict: 'approve', authenticated: 'comment' })).toBe('no-seat-for-you');
  approve(play, 'arch');
  approve(play, 'carla');
  expect(play.state().stage).toBe('approved');
});

test('4.5: whoever is back before that votes alone again, and their word takes the place of what was said for them', () => {
  const play = review();
  play.when('mei', away('olga'));
  approve(play, 'olga');
  play.when('mei', { type: 'back' });
  expect(filled(play)[0]).toBe('project-manager: olga for mei');
  play.when('mei', { type: 'vote', verdict: 'reject', reason: 'too dear', authenticated: 'comment' });
  expect(counted(play).rejections.map(({ voter }) => voter.name)).toEqual(['mei']);
  expect(filled(play)[0]).toBe('project-manager: undefined');
  expect(play.refused('olga', { type: 'vote', verdict: 'approve', authenticated: 'comment' })).toBe('no-seat-for-you');
  expect(play.refused('mei', { type: 'back' })).toBe('not-away');
});

test('4.5: one link, no program, nobody for themselves, and nobody of the other side', () => {
  const play = review();
  expect(play.refused('mei', away('mei'))).toBe('stand-in-yourself');
  expect(play.refused('mei', away('carla'))).toBe('stand-in-other-side');
  expect(play.refused('carla', away('mei'))).toBe('stand-in-other-side');
  expect(play.refused('carla', away('somebody'))).toBe('stand-in-other-side');
  expect(play.refused('mei', away('somebody'))).toBe('stand-in-other-side');
  expect(play.refused('mei', away('olga', { until: '2026-11-01' }))).toBe('away-over');
  expect(play.refused('mei', away('olga', { from: '2026-11-09', until: '2026-11-08' }))).toBe('away-over');
  play.when('mei', away('arch'));
  // Arch may vote for mei, and hands on their own seat alone.
  expect(play.refused('arch', away('vera', { seats: ['project-manager'] }))).toBe('not-your-seat');
  play.when('arch', away('vera'));
  expect(
    play.refused('vera', { type: 'vote', verdict: 'approve', authenticated: 'comment', seat: 'project-manager' }),
  ).toBe('no-seat-for-you');
  play.world.authority = { ...play.world.authority, programs: ['github:olga'] };
  expect(play.refused('mei', away('olga'))).toBe('stand-in-program');
});

test('4.5: what bars either of the two bars both, and the class that was given is a limit', () => {
  for (const barred of ['olga', 'mei']) {
    const play = review();
    play.happened.push({
      at: play.world.now,
      event: { type: 'represented', person: person(barred), by: person('carla') },
    });
    play.when('mei', away('olga'));
    expect(play.refused('olga', { type: 'vote', verdict: 'approve', authenticated: 'comment' }), barred).toBe(
      'barred-on-behalf',
    );
  }
  const play = review();
  play.when('mei', away('olga', { largest: 'minor' }));
  approve(play, 'olga');
  play.when('mei', { type: 'raise-class', class: 'moderate', reason: 'careful' });
  expect(filled(play)[0]).toBe('project-manager: undefined');
  expect(play.refused('olga', { type: 'vote', verdict: 'approve', authenticated: 'comment' })).toBe('class-not-given');
});

test('4.3, 4.5: whoever stands in is of the same side under the policy that decides and under the one of now', () => {
  const changed: Readonly<Record<string, RoleNames>> = {
    'lost every role since': { ...ROLES, owner: ['vera'] },
    'is the customer’s by now': { ...ROLES, owner: ['vera'], customer: ['carla', 'olga'] },
  };
  for (const [why, roles] of Object.entries(changed)) {
    const play = review();
    play.when('mei', away('olga'));
    play.world.current = { policy: { ...play.world.policy, version: 'policy-2' }, authority: authorityOf(roles) };
    const vote: Command = { type: 'vote', verdict: 'approve', authenticated: 'comment' };
    expect(play.refused('olga', vote), why).toBe('no-seat-for-you');
    play.world.current = undefined;
    approve(play, 'olga');
    expect(filled(play)[0]).toBe('project-manager: olga for mei');
    play.world.current = { policy: { ...play.world.policy, version: 'policy-2' }, authority: authorityOf(roles) };
    expect(filled(play)[0], why).toBe('project-manager: undefined');
  }
  // Nobody comes in by the policy of now alone.
  const play = review({ ...ROLES, owner: ['vera'] });
  play.world.current = { policy: { ...play.world.policy, version: 'policy-2' }, authority: authorityOf(ROLES) };
  expect(play.refused('mei', away('olga'))).toBe('stand-in-other-side');
});

test('4.5: where nobody stands in, whoever is away is asked only if nobody else may, and that is said', () => {
  const play = review({ ...ROLES, 'technical-expert': ['arch', 'deputy'] });
  play.when('arch', { type: 'away', until: '2026-11-10' });
  play.when('mei', { type: 'away', until: '2026-11-10' });
  expect(counted(play).seats.map(({ candidates }) => candidates.map(({ name }) => name).join())).toEqual([
    'mei',
    'deputy',
    'carla',
  ]);
  const next = statusView(play.state(), play.situation('x'), play.happened).next.map((one) => sentence(one, say));
  expect(next.filter((one) => one.includes('away'))).toHaveLength(1);
  expect(next.join()).toContain('Mei could vote as project manager and is away');
});

test('4.5: it counts for the seats that were named alone, and for every request of the project', () => {
  const play = review({ ...ROLES, sponsor: ['mei'] });
  play.when('mei', away('olga', { seats: ['sponsor'] }));
  expect(play.refused('olga', { type: 'vote', verdict: 'approve', authenticated: 'comment' })).toBe('no-seat-for-you');
  const other = inReview({ roles: ROLES });
  other.world.absences = [
    {
      ...{ id: 'A1', person: person('mei'), to: person('olga') },
      from: '2026-11-01T00:00:00.000Z',
      until: '2026-11-09T00:00:00.000Z',
    },
  ];
  approve(other, 'olga');
  expect(filled(other)[0]).toBe('project-manager: olga for mei');
});

test('property: 4.5: whoever is away and whoever stands in, nobody fills two seats in whatever capacity, each side keeps its seats, and what is over gives nobody a vote', () => {
  const names = ['mei', 'arch', 'olga', 'vera', 'fin', 'carla', 'dan'] as const;
  const act = fc.record({
    who: fc.constantFrom(...names),
    to: fc.constantFrom(...names),
    what: fc.constantFrom('away', 'away', 'vote', 'vote', 'vote', 'reject', 'back', 'later'),
    seat: fc.constantFrom(
      undefined,
      'project-manager' as const,
      'technical-expert' as const,
      'sponsor' as const,
      'customer' as const,
    ),
    days: fc.integer({ min: 0, max: 4 }),
  });
  // Somebody goes away and whoever stands in for them votes: seldom drawn from single acts.
  const stand = act.map((one) => [
    { ...one, what: 'away' as const, days: 4 },
    { ...one, who: one.to, what: 'vote' as const },
  ]);
  const history = fc
    .array(
      fc.oneof(
        act.map((one) => [one]),
        stand,
      ),
      { minLength: 5, maxLength: 30 },
    )
    .map((some) => some.flat());
  const roles = fc.record({
    'project-manager': fc.uniqueArray(fc.constantFrom('mei', 'arch', 'olga'), { minLength: 1 }),
    'technical-expert': fc.uniqueArray(fc.constantFrom('arch', 'mei', 'vera'), { minLength: 1 }),
    sponsor: fc.uniqueArray(fc.constantFrom('fin', 'mei', 'arch'), { minLength: 1 }),
    customer: fc.constantFrom(['carla'], ['carla', 'dan']),
  });
  let stoodIn = 0;
  fc.assert(
    fc.property(roles, history, (some, acts) => {
      const play = inReview({ roles: ROLES }, [costs(4_800_000)]);
      // Nothing ends it.
      play.when('carla', { type: 'concern', text: 'wait' });
      play.world.authority = authorityOf({ ...ROLES, ...some, owner: ['olga'], verifier: ['vera'] });
      for (const { who, to, what, seat, days } of acts) {
        const until = new Date(Date.parse(play.world.now) + days * DAY_MS).toISOString().slice(0, 10);
        const commands: Readonly<Record<string, Command>> = {
          away: { type: 'away', until, to: person(to), ...(seat ? { seats: [seat] } : {}) },
          vote: { type: 'vote', verdict: 'approve', authenticated: 'comment', ...(seat ? { seat } : {}) },
          reject: {
            type: 'vote',
            verdict: 'reject',
            reason: 'no',
            authenticated: 'comment',
            ...(seat ? { seat } : {}),
          },
          back: { type: 'back' },
        };
        const command = commands[what];
        if (!command) play.world.now = new Date(Date.parse(play.world.now) + DAY_MS).toISOString();
        else
          try {
            play.when(who, command);
          } catch {
            // Refused: nothing happened.
          }
        const { authority } = play.situation('x');
        const holders = counted(play).seats.flatMap(({ seat: of, filledBy }) => {
          if (!filledBy) return [];
          const both = [filledBy.voter, ...(filledBy.for ? [filledBy.for.person] : [])].map(({ name }) => name);
          const isCustomers = (name: string) => some.customer.includes(name as 'carla');
          expect(both.every((name) => isCustomers(name) === (of === 'customer'))).toBe(true);
          const principal = filledBy.for;
          if (principal) {
            stoodIn += 1;
            const said = play.world.absences.find(({ id }) => id === principal.absence);
            expect(said && said.from <= filledBy.at && filledBy.at <= said.until).toBe(true);
            expect(authority.roles[of as 'sponsor']?.people.map(({ name }) => name)).toContain(principal.person.name);
          } else
            expect(authority.roles[of as 'sponsor']?.people.map(({ name }) => name)).toContain(filledBy.voter.name);
          return both;
        });
        expect(holders).toEqual([...new Set(holders)]);
        expect(authority.absences?.every(({ person: one }) => isAway(authority, one.id))).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
  expect(stoodIn).toBeGreaterThan(0);
});
