import { expect, test } from 'vitest';
import { approve, FEASIBLE, kinds, NONE, opened, person, scenario } from '../../../test/instruments/scenario.ts';
import { changeGate } from '../gate/change.ts';

const ROLES = { lead: ['li'], customer: ['carla'] };
const FORM = [...NONE, FEASIBLE];

test('3.3: light takes a customer’s form to review by itself; the lead and the customer’s confirmation approve it', () => {
  const play = scenario({ profile: 'light', roles: ROLES });
  const outcome = play.when('carla', opened({}, 'carla', FORM));
  expect(kinds(outcome.events).filter((kind) => kind.startsWith('T'))).toEqual(['T1', 'T2', 'T3', 'T6']);
  expect(play.state()).toMatchObject({ stage: 'in-review', seats: ['lead', 'customer'] });
  approve(play, 'li');
  play.when('carla', { type: 'confirm', authenticated: 'comment' });
  expect(play.state().stage).toBe('approved');
  expect(play.refused('carla', { type: 'confirm', authenticated: 'comment' })).toBe('nothing-to-confirm');
  play.when('li', { type: 'start' });
  play.when('li', { type: 'actuals', days: 0, cost: { minor: 0, currency: 'CNY' } });
  play.when('li', { type: 'done' });
  play.when('li', { type: 'close', reason: 'implemented' });
  expect(play.state().stage).toBe('closed');
});

test('2.1: a light form without its impacts waits for them in assessment', () => {
  const play = scenario({ profile: 'light', roles: ROLES });
  play.when('carla', opened());
  expect(play.state().stage).toBe('assessing');
  play.when('li', { type: 'assess', inputs: FORM });
  expect(play.state().stage).toBe('in-review');
});

test('3.3: the provider’s own request needs the customer; without a customer, any second member', () => {
  const own = scenario({ profile: 'light', roles: ROLES });
  own.when('li', opened({ origin: 'internal' }, 'li', FORM));
  expect(own.state().seats).toEqual(['customer']);
  const { customer: _, ...rest } = scenario().world.policy.roles;
  const alone = scenario({ profile: 'light', roles: { lead: ['li'], implementer: ['dev'] }, policy: { roles: rest } });
  alone.when('li', opened({ origin: 'internal' }, 'li', FORM));
  expect(alone.state().seats).toEqual(['member']);
  expect(alone.refused('li', { type: 'vote', verdict: 'approve', authenticated: 'comment' })).toBe('barred-requester');
  alone.when('dev', { type: 'vote', verdict: 'approve', authenticated: 'comment' });
  expect(alone.state().stage).toBe('approved');
});

test('3.3: an edit after approval closes the gate and asks both again by itself', () => {
  const play = scenario({ profile: 'light', roles: ROLES });
  play.when('carla', opened({}, 'carla', FORM));
  approve(play, 'li');
  play.when('carla', { type: 'confirm', authenticated: 'comment' });
  play.when('dev', { type: 'link-work', work: 'PR_1', label: '#1' });
  expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(true);
  play.when('carla', { type: 'write', request: { ...play.state().content.request, title: 'Another' } });
  expect(play.state().stage).toBe('in-review');
  expect(changeGate(play.state(), 'merge', play.situation('x')).open).toBe(false);
  expect(
    play
      .state()
      .votes.filter((vote) => vote.voided)
      .map((vote) => vote.voter),
  ).toEqual([person('li'), person('carla')]);
});

test('T7: what the board sent back waits for a person to ask for review again', () => {
  const play = scenario({ profile: 'light', roles: ROLES });
  play.when('carla', opened({}, 'carla', FORM));
  play.when('li', { type: 'send-back', reason: 'unclear' });
  expect(play.state()).toMatchObject({ stage: 'assessing', round: 2 });
  play.when('li', { type: 'review' });
  expect(play.state().stage).toBe('in-review');
});
