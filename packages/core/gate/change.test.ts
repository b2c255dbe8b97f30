import { expect, test } from 'vitest';
import { approve, inReview, item, opened, type Scenario, scenario } from '../../../test/instruments/scenario.ts';
import type { ChangeState } from '../change/state.ts';
import { statusView } from '../view/status.ts';
import { changeGate } from './change.ts';
import { all, missing } from './verdict.ts';

/** What holds the merge back, computed from the state alone: the engine has not been asked since the facts changed. */
function closedBy(play: Scenario, state: ChangeState = play.state()): readonly string[] {
  return missing(changeGate(state, 'merge', play.situation('x'))).map((one) => one.code);
}

function started(): Scenario {
  const play = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  play.when('dev', { type: 'link-work', work: 'PR_21', label: '#21' });
  return play;
}

function emergency(): Scenario {
  const play = scenario();
  play.when('carla', opened());
  play.when('duty', { type: 'emergency', reason: 'site is down', incident: 'INC-1' });
  return play;
}

test('6.1: a gate that was open closes by itself on other content, another base and one that cannot be read', () => {
  const play = started();
  expect(closedBy(play)).toEqual([]);
  const state = play.state();
  const { content } = state;
  const edited = { ...state, content: { ...content, request: { ...content.request, title: 'Something else' } } };
  expect(closedBy(play, edited)).toContain('content-changed');
  const { approval: _, ...undecided } = state;
  expect(closedBy(play, undecided)).toContain('content-changed');
  play.world.items.set('I_7', item('b'));
  expect(closedBy(play)).toContain('items-changed');
  play.world.items.set('I_7', 'unreadable');
  expect(closedBy(play)).toContain('items-unreadable');
});

test('4.3: a gate is closed while the tracker says something else than the record, and while nobody can tell', () => {
  const play = started();
  play.world.asRecorded = 'no';
  expect(closedBy(play)).toEqual(['not-as-recorded']);
  play.world.asRecorded = 'unreadable';
  expect(closedBy(play)).toEqual(['issue-unreadable']);
  const { asRecorded: _, ...unasked } = play.situation('x');
  expect(missing(changeGate(play.state(), 'merge', unasked)).map((one) => one.code)).toEqual(['issue-unreadable']);
});

test('4.3: no vote counts while what the request was based on has changed or cannot be read', () => {
  const play = started();
  for (const now of [item('b'), 'unreadable', 'deleted'] as const) {
    play.world.items.set('I_7', now);
    expect(closedBy(play)).toContain('seat-voided');
  }
});

test('T13: an approval that nobody acted on is worth nothing after 180 days, one that was started goes on', () => {
  const waiting = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(waiting, name);
  const busy = started();
  for (const play of [waiting, busy]) play.world.now = '2027-05-02T09:00:00.000Z';
  expect(closedBy(waiting)).toContain('approval-expired');
  expect(closedBy(busy)).toEqual([]);
  busy.when('system', { type: 'reconsider' });
  expect(busy.state().stage).toBe('implementing');
});

test('6.1: a request that was deleted holds its gate closed, whatever was decided', () => {
  const play = started();
  play.when('mei', { type: 'note', irregularity: 'item-deleted', detail: '#12' });
  expect(closedBy(play)).toEqual(['change-deleted']);
});

test('4.8: a concern, a hold and a condition close the gate of an emergency, too; one that was not ratified stays closed', () => {
  const play = emergency();
  expect(closedBy(play)).toEqual([]);
  play.when('arch', { type: 'concern', text: 'This drops the table' });
  expect(closedBy(play)).toEqual(['open-concern']);
  play.when('arch', { type: 'resolve', concern: 'C1', reason: 'It does not' });
  play.when('mei', { type: 'hold', reason: 'wait' });
  expect(closedBy(play)).toEqual(['on-hold']);
  play.when('mei', { type: 'release' });
  play.when('chair', { type: 'ratify', outcome: 'not-ratified', reason: 'There was no outage' });
  expect(closedBy(play)).toEqual(['emergency-not-ratified']);
});

test('4.6: a condition of an earlier stage holds back the later ones, never the other way round', () => {
  const play = started();
  const condition = { type: 'condition', text: 'A rehearsal', owner: { id: 'github:dev', name: 'dev' } } as const;
  play.when('arch', { ...condition, blocks: 'close' });
  expect(closedBy(play)).toEqual([]);
  play.when('arch', { ...condition, blocks: 'start' });
  expect(closedBy(play)).toEqual(['condition-open']);
});

test('4.4: an empty list of reasons opens nothing', () => {
  expect(all('votes-pass', 'votes-missing', [], { seats: [] })).toMatchObject({ open: false, code: 'votes-missing' });
});

test('4.4: while an account of the role is gone, the seat is unreadable, and nobody is told to vote again', () => {
  const play = inReview();
  approve(play, 'arch');
  const { roles } = play.situation('x').authority;
  const gone = { ...roles['technical-expert'], people: [], unreadable: ['arch'] };
  const authority = { ...play.situation('x').authority, roles: { ...roles, 'technical-expert': gone } };
  const verdict = changeGate(play.state(), 'merge', { ...play.situation('x'), authority });
  const seat = missing(verdict).find((one) => one.values.seat === 'technical-expert');
  // The account is called as it was when it voted.
  expect(seat).toMatchObject({ code: 'seat-unreadable', values: { unreadable: ['arch'] } });
  const { seats } = statusView(play.state(), { ...play.situation('x'), authority }, play.happened);
  expect(seats.find((one) => one.seat === 'technical-expert')).toMatchObject({ standing: 'unreadable' });
});

test('T8: a gate that is closed during review names each thing that the decision waits for, and nothing that is met', () => {
  const play = inReview({ policy: { planConfirmation: true } });
  expect(closedBy(play)).toEqual(['not-decided', 'seat-waiting', 'seat-waiting', 'seat-waiting', 'plan-unconfirmed']);
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  expect(play.state().stage).toBe('in-review');
  expect(closedBy(play)).toEqual(['not-decided', 'plan-unconfirmed']);
  play.when('arch', { type: 'concern', text: 'This drops the table' });
  play.when('mei', { type: 'hold', reason: 'wait' });
  play.when('carla', { type: 'confirm', authenticated: 'comment' });
  expect(closedBy(play)).toEqual(['not-decided', 'open-concern', 'on-hold']);
  play.when('mei', { type: 'release' });
  play.when('arch', { type: 'resolve', concern: 'C1', reason: 'It does not' });
  expect(play.state().stage).toBe('approved');
});

test('T8: before the review nothing is asked of the customer; a requirement that changed is named during it', () => {
  const early = scenario({ policy: { planConfirmation: true } });
  early.when('carla', opened());
  expect(closedBy(early)).toEqual(['not-decided']);
  const play = inReview();
  play.world.items.set('I_7', item('b'));
  expect(closedBy(play)).toContain('items-changed');
});
