/** Rows of the table of transitions by themselves: who takes the step, what it asks for, and where it leads (`rules.md 1`). */
import { expect, test } from 'vitest';
import {
  approve,
  inReview,
  kinds,
  opened,
  PLAN,
  person,
  type Scenario,
  SOMEONE,
  scenario,
} from '../../../test/instruments/scenario.ts';

const SUBMIT = { type: 'submit' } as const;

function drafted(options: Parameters<typeof scenario>[0] = {}): Scenario {
  const play = scenario(options);
  play.when('carla', opened());
  return play;
}

test('T1: whoever may open an issue opens a request, without any role; where it came from is recorded where it is said', () => {
  const play = scenario();
  const said = opened({ source: 'meeting' }, 'stranger');
  expect(kinds(play.when('stranger', said).events)).toEqual(['opened', 'T1', 'request-written']);
  expect(play.state()).toMatchObject({ stage: 'draft', requester: person('stranger') });
  expect(play.state().content.request.source).toBe('meeting');
  expect(play.refused('stranger', said)).toBe('already-open');
});

test('T3: a change manager takes it into assessment, with its type and one owner, and nobody else does', () => {
  const play = drafted();
  expect(play.refused('mei', { type: 'triage' })).toBe('not-in-this-stage');
  play.when('carla', SUBMIT);
  for (const name of ['carla', 'arch', 'stranger']) expect(play.refused(name, { type: 'triage' })).toBe('needs-role');
  const triaged = play.when('mei', { type: 'triage', changeType: 'normal', owner: person('arch') });
  expect(kinds(triaged.events)).toContain('T3');
  expect(play.state()).toMatchObject({ stage: 'assessing', owner: person('arch'), content: { type: 'normal' } });
});

test('T3: where triage is the policy’s, submitting takes it into assessment by itself', () => {
  const play = drafted({ policy: { triage: 'auto' } });
  expect(kinds(play.when('carla', SUBMIT).events)).toEqual(expect.arrayContaining(['T2', 'T3']));
  expect(play.state().stage).toBe('assessing');
});

test('T7: a member of the board sends it back with a reason; the votes that were given end with that review', () => {
  const play = inReview();
  approve(play, 'arch');
  const { revision } = play.state();
  expect(play.refused('stranger', { type: 'send-back', reason: 'the licence is missing' })).toBe('needs-role');
  expect(play.refused('mei', { type: 'send-back', reason: '' })).toBe('reason-needed');
  expect(kinds(play.when('mei', { type: 'send-back', reason: 'the licence is missing' }).events)).toContain('T7');
  expect(play.state().stage).toBe('assessing');
  play.when('mei', { type: 'review' });
  expect(play.state().revision).toBe(revision + 1);
  approve(play, 'mei');
  approve(play, 'carla');
  expect(play.state().stage).toBe('in-review');
});

test('T14: work is handed over once every step of the plan is done or left out, by who answers for it', () => {
  const play = inReview({ roles: { ...SOMEONE, implementer: ['dev'] } });
  const plan = { ...PLAN, steps: [...PLAN.steps, { id: '2', text: 'Write the manual', owner: person('dev') }] };
  play.when('mei', { type: 'plan', plan });
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  play.when('mei', { type: 'start' });
  play.when('dev', { type: 'done', step: '1' });
  expect(play.refused('mei', { type: 'done' })).toBe('open-steps');
  expect(play.refused('mei', { type: 'drop', step: '2', reason: '' })).toBe('reason-needed');
  play.when('mei', { type: 'drop', step: '2', reason: 'the old manual says it' });
  expect(play.refused('dev', { type: 'done' })).toBe('needs-role');
  expect(kinds(play.when('mei', { type: 'done' }).events)).toEqual(['T14']);
  expect(play.state().stage).toBe('verifying');
});

test('T22: only its requester takes a rejected request up, and only as something else than what was rejected', () => {
  const play = inReview();
  play.when('arch', { type: 'vote', verdict: 'reject', reason: 'too dear', authenticated: 'button' });
  play.when('chair', { type: 'reject', code: 'cost', reason: 'too dear', wouldChange: 'half the price' });
  expect(play.refused('carla', { type: 'reopen' })).toBe('unchanged-since-rejection');
  const { request } = play.state().content;
  play.when('carla', { type: 'write', request: { ...request, title: 'Export invoices as PDF, for half the price' } });
  expect(play.refused('mei', { type: 'reopen' })).toBe('not-requester');
  expect(kinds(play.when('carla', { type: 'reopen' }).events)).toEqual(['T22']);
  expect(play.state().stage).toBe('draft');
});
