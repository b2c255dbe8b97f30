/** Shows that nobody approves what they had a program write: whom it wrote for is said, or nobody fills a seat of the provider (`rules.md 4.4`). */
import { expect, test } from 'vitest';
import {
  ALTERNATIVES,
  approve,
  authority,
  FEASIBLE,
  inReview,
  NONE,
  opened,
  PLAN,
  person,
  REQUEST,
  type Scenario,
  SOMEONE,
  scenario,
} from '../../../test/instruments/scenario.ts';
import { contentDigest, facetDigests } from '../approval/facet.ts';
import { tally } from '../approval/tally.ts';
import { ballotOf } from './decision.ts';

const VOTE = { type: 'vote', verdict: 'approve', authenticated: 'comment' } as const;
const EDIT = { type: 'write', request: { ...REQUEST, title: 'Export invoices as PDF/A' }, program: true } as const;
const FOR = (name: string) => ({ type: 'made-for', person: person(name) }) as const;

const seats = (play: Scenario) =>
  play
    .state()
    .votes.filter((one) => !one.voided)
    .map((one) => one.seat);

test('4.4: after a program wrote in the text nobody fills a seat of the provider; the customer’s is the customer’s', () => {
  const play = inReview();
  approve(play, 'mei');
  play.when('writer[bot]', EDIT);
  for (const name of ['mei', 'arch']) expect(play.refused(name, VOTE)).toBe('barred-unknown');
  approve(play, 'carla');
  expect(seats(play)).toEqual(['customer']);
});

test('4.4: whom it wrote for is said by requester or change manager, and neither who is named nor who says so approves', () => {
  const play = inReview();
  play.when('writer[bot]', EDIT);
  expect(play.refused('arch', FOR('dev'))).toBe('not-requester');
  play.when('carla', FOR('arch'));
  expect(play.refused('arch', VOTE)).toBe('barred-on-behalf');
  approve(play, 'mei');
  const other = inReview();
  other.when('writer[bot]', EDIT);
  other.when('mei', FOR('dev'));
  expect(other.refused('mei', VOTE)).toBe('barred-author');
  approve(other, 'arch');
  other.when('writer[bot]', { ...EDIT, request: { ...REQUEST, title: 'Export all as PDF/A' } });
  expect(other.refused('arch', VOTE)).toBe('barred-unknown');
});

test('4.4: whoever says for whom a program wrote speaks of what they had seen of it, and of nothing that it wrote later', () => {
  const play = inReview();
  const before = facetDigests(play.state().content);
  const saw = contentDigest(play.state().content);
  play.when('writer[bot]', EDIT);
  expect(play.refused('carla', { ...FOR('dev'), seen: before })).toBe('not-seen');
  expect(play.refused('carla', { ...FOR('dev'), saw })).toBe('edited-meanwhile');
  expect(play.refused('mei', VOTE)).toBe('barred-unknown');
  // An estimate that they had not seen is no program's writing.
  const { content } = play.state();
  play.when('carla', { ...FOR('dev'), seen: { ...facetDigests(content), cost: 'another' } });
  approve(play, 'mei');
});

test('4.4: a program fills no seat, not even the customer’s, whatever roles its account has; and whose alias it is does', () => {
  const play = inReview();
  const programs = [person('mei').id, person('carla').id];
  play.world.authority = { ...play.world.authority, programs };
  for (const name of ['mei', 'carla']) expect(play.refused(name, VOTE)).toBe('barred-program');
  approve(play, 'arch');
  const other = inReview();
  approve(other, 'mei');
  other.world.authority = { ...other.world.authority, programs: [person('mei').id] };
  const { seats: rows } = tally(ballotOf(other.state()), other.world.authority, other.world.items);
  expect(rows.some((row) => row.filledBy !== undefined)).toBe(false);
  const known = inReview({ aliases: [['robot', 'mei']] });
  known.world.authority = { ...known.world.authority, programs: [person('robot').id] };
  approve(known, 'mei');
});

test('4.8: where two people are asked for, a program is none of them', () => {
  const play = scenario();
  play.when('carla', opened());
  const { authority: known } = play.world;
  const emergency = { type: 'emergency', incident: 'INC-1', reason: 'down' } as const;
  play.world.authority = { ...known, programs: [person('duty').id] };
  expect(play.refused('duty', emergency)).toBe('barred-program');
  play.world.authority = known;
  play.when('duty', emergency);
});

test('4.4: what an account writes that the policy lists as a program is a program’s, as its tracker calls it or not', () => {
  const { program: _, ...edit } = EDIT;
  const play = inReview();
  play.world.authority = { ...play.world.authority, programs: [person('robot').id] };
  play.when('robot', edit);
  expect(play.refused('mei', VOTE)).toBe('barred-unknown');
  const listed = inReview();
  listed.world.policy = { ...listed.world.policy, bots: ['robot'] };
  listed.when('robot', edit);
  expect(listed.refused('mei', VOTE)).toBe('barred-unknown');
});

test('4.4: a program that an alias says to be somebody’s bars that person alone', () => {
  const play = inReview({ aliases: [['writer[bot]', 'arch']] });
  play.when('writer[bot]', EDIT);
  expect(play.refused('arch', VOTE)).toBe('barred-author');
  approve(play, 'mei');
});

test('4.4: what a program wrote into a draft its requester submits as their own, and what it does beside the text bars nobody', () => {
  const play = scenario();
  play.when('carla', opened());
  play.when('writer[bot]', EDIT);
  play.when('carla', { type: 'submit' });
  play.when('mei', { type: 'triage' });
  play.when('mei', { type: 'assess', inputs: [...NONE, FEASIBLE] });
  play.when('mei', { type: 'plan', plan: PLAN });
  play.when('mei', { type: 'alternatives', alternatives: ALTERNATIVES });
  play.when('writer[bot]', { ...EDIT, request: { ...EDIT.request, urgency: 'high' } as never });
  play.when('mei', { type: 'review' });
  approve(play, 'mei');
  approve(play, 'arch');
});

test('4.4: a request that a program filed goes before a board once it is said for whom', () => {
  const play = scenario();
  play.when('writer[bot]', { ...opened({}, 'writer[bot]'), program: true } as never);
  play.when('mei', { type: 'submit' });
  play.when('mei', { type: 'triage' });
  play.when('mei', { type: 'assess', inputs: [...NONE, FEASIBLE] });
  play.when('mei', { type: 'plan', plan: PLAN });
  play.when('mei', { type: 'alternatives', alternatives: ALTERNATIVES });
  expect(play.refused('mei', { type: 'review' })).toBe('unfillable-seat');
  play.world.authority = authority({ ...SOMEONE, 'change-manager': ['pmo'] });
  play.when('pmo', FOR('carla'));
  play.when('mei', { type: 'review' });
  approve(play, 'mei');
});

test('4.4, 4.8: neither who wrote it down nor whom the form says it is made for approves it, or starts it as an emergency', () => {
  const play = inReview();
  const filed = scenario();
  filed.when('mei', { ...opened({}, 'mei'), madeFor: person('duty') } as never);
  expect(filed.state().represented).toEqual([person('duty')]);
  const emergency = { type: 'emergency', incident: 'INC-1', reason: 'down' } as const;
  expect(filed.refused('duty', emergency)).toBe('own-emergency');
  play.when('carla', FOR('arch'));
  expect(play.refused('arch', VOTE)).toBe('barred-on-behalf');
  const own = scenario();
  own.when('mei', { ...opened({}, 'mei'), madeFor: person('mei') } as never);
  expect(own.state().represented).toBeUndefined();
});

test('4.4: a program that files a request says for nobody whose it is: what its form says bars, and vouches for nothing', () => {
  const play = scenario();
  play.when('writer[bot]', { ...opened({}, 'writer[bot]'), program: true, madeFor: person('carla') } as never);
  expect([play.state().represented, play.state().programs?.map(({ name }) => name)]).toEqual([
    [person('carla')],
    ['writer[bot]'],
  ]);
  play.when('mei', { type: 'submit' });
  play.when('mei', FOR('carla'));
  expect(play.state().programs).toEqual([]);
});
