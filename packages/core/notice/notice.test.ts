import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  approve,
  costs,
  inReview,
  kinds,
  opened,
  PLAN,
  person,
  type Scenario,
  SOMEONE,
  scenario,
} from '../../../test/instruments/scenario.ts';
import type { Outcome } from '../change/decider.ts';
import { humanBehind } from '../policy/authority.ts';
import { OCCASIONS } from '../policy/telling.ts';
import { noticesFor, noticesOf } from './notice.ts';
import { stillHolds } from './settled.ts';

/** Who is told of what an append brought, and how soon. */
function told(play: Scenario, { events }: Pick<Outcome, 'events'>): Record<string, string> {
  const notices = noticesOf(events, play.state(), play.situation('x'));
  return Object.fromEntries(
    notices.map(({ to, urgency, matters }) => [
      to.name,
      `${urgency}: ${matters.map((one) => one.occasion).join(', ')}`,
    ]),
  );
}

const ALL = { ...SOMEONE, 'change-manager': ['cm', 'mei'], assessor: ['ass'], supplier: ['sup'], chair: ['chair'] };

test('9: a request that goes its way tells each their part of it, and nobody what they did themselves', () => {
  const play = scenario({ roles: ALL, policy: { triage: 'manager' } as never });
  play.when('dora', { ...opened(), requester: person('dora') } as never);
  expect(told(play, play.when('dora', { type: 'submit' }))).toEqual({
    cm: 'act: submitted',
    mei: 'act: submitted',
    carla: 'digest: submitted',
  });
  expect(told(play, play.when('cm', { type: 'triage', owner: person('olga') }))).toEqual({
    olga: 'act: assessment-assigned',
    ass: 'act: assessment-assigned',
    mei: 'digest: assessment-assigned',
  });
  play.when('olga', { type: 'plan', plan: PLAN });
  expect(told(play, play.when('cm', { type: 'need-info', question: 'Which invoices?', of: 'supplier' }))).toEqual({
    dora: 'act: information-needed',
    mei: 'digest: information-needed',
    sup: 'act: information-needed',
  });
});

test('9: a review asks exactly those whose vote is missing; a vote that counts is asked of nobody again', () => {
  const play = inReview({ roles: ALL });
  const opening = play.happened.findLastIndex(({ event }) => event.type === 'review-opened');
  const events = play.happened.slice(opening).map(({ event }) => event);
  expect(told(play, { events })).toEqual({
    mei: 'act: vote-needed',
    arch: 'act: vote-needed',
    deputy: 'act: vote-needed',
    carla: 'act: vote-needed',
  });
  approve(play, 'mei');
  const late = noticesFor(['vote-at-80'], { events: [], state: play.state(), situation: play.situation('x') });
  expect(late.map(({ to, urgency }) => [to.name, urgency])).toEqual([
    ['cm', 'now'],
    ['mei', 'now'],
    ['arch', 'act'],
    ['deputy', 'act'],
    ['carla', 'act'],
  ]);
  const edit = play.when('mei', { type: 'assess', inputs: [costs(100_000)] });
  expect(kinds(edit.events)).toContain('vote-voided');
  expect(told(play, edit)).toMatchObject({ mei: 'act: votes-voided', carla: 'now: votes-voided' });
});

test('9: what was settled before it leaves is not told', () => {
  const play = inReview({ roles: ALL });
  const now = () => ({ state: play.state(), situation: play.situation('x') });
  const asked = noticesFor(['vote-needed'], { events: [], state: play.state(), situation: play.situation('x') });
  const of = (name: string) => asked.find(({ to }) => to.name === name) as (typeof asked)[number];
  expect(stillHolds(of('arch'), now())).toEqual(of('arch'));
  approve(play, 'deputy');
  expect(stillHolds(of('arch'), now())).toBeUndefined();
  expect(stillHolds(of('mei'), now())).toEqual(of('mei'));
  play.when('carla', { type: 'withdraw', reason: 'no longer needed' });
  for (const one of asked) expect(stillHolds(one, now())).toBeUndefined();
});

test('9: programs and the engine are nobody to tell', () => {
  const play = inReview({ roles: { ...ALL, 'technical-expert': ['arch', 'robot'] } });
  const situation = play.situation('x');
  const knowing = { ...situation, authority: { ...situation.authority, programs: ['github:robot'] } };
  const names = noticesFor(['vote-needed'], { events: [], state: play.state(), situation: knowing }).map(
    ({ to }) => to.name,
  );
  expect(names).toContain('arch');
  expect(names).not.toContain('robot');
});

test('property: whatever happens, one append tells one human once, each matter once, and as strongly as any capacity asks', () => {
  const names = ['mei', 'arch', 'carla', 'fin', 'qa', 'cm'];
  const roles = fc.dictionary(
    fc.constantFrom(...(Object.keys(ALL) as (keyof typeof ALL)[])),
    fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }),
  );
  const aliases = fc.constantFrom([], [['github:mei', 'github:arch']], [['github:carla', 'github:cm']]);
  fc.assert(
    fc.property(roles, aliases, fc.constantFrom(...OCCASIONS), (filled, same, occasion) => {
      const play = inReview({ roles: ALL });
      const asked = play.situation('x');
      const authority = {
        ...asked.authority,
        aliases: same,
        roles: Object.fromEntries(
          Object.entries(filled).map(([role, people]) => [role, { people: people.map(person), unreadable: [] }]),
        ),
      };
      const notices = noticesFor([occasion], { events: [], state: play.state(), situation: { ...asked, authority } });
      const humans = notices.map(({ to }) => humanBehind(authority, to.id));
      expect(new Set(humans).size).toBe(humans.length);
      for (const { matters, urgency } of notices) {
        expect(matters.length).toBe(new Set(matters.map((one) => one.occasion)).size);
        expect(matters.map((one) => one.urgency)).toContain(urgency);
      }
    }),
  );
});
