/** Shows that an edit which is on no record holds everything up until what stands in the tracker is on record again. */
import { expect, test } from 'vitest';
import { approve, inReview, opened, REQUEST, type Scenario, scenario } from '../../../test/instruments/scenario.ts';
import { changeGate } from '../gate/change.ts';
import { missing } from '../gate/verdict.ts';
import { statusView } from '../view/status.ts';
import type { Command } from './command.ts';
import { unrecordableEdit } from './unrecordable.ts';

const LOST: Command = { type: 'note', irregularity: 'edit-unrecordable', detail: '#12' };
const VOTE: Command = { type: 'vote', verdict: 'approve', authenticated: 'comment' };

function approved(): Scenario {
  const play = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  expect(play.state().stage).toBe('approved');
  return play;
}

const gaps = (play: Scenario) =>
  missing(changeGate(play.state(), 'merge', play.situation('mei'))).map(({ code }) => code);

test('4.3, 7.1: an edit that is on no record ends votes and approval, and says whose it was', () => {
  const play = approved();
  play.when('carla', LOST);
  const { stage, votes, reapproval } = play.state();
  expect([stage, reapproval?.cause, gaps(play)]).toEqual(['assessing', 'edited', ['edit-unrecordable']]);
  const by = { name: 'carla' };
  expect(votes.map(({ voided }) => voided)).toMatchObject(votes.map(() => ({ kind: 'edit-unrecordable', by })));
  const { warnings, next } = statusView(play.state(), play.situation('mei'), play.happened);
  expect([warnings[0]?.id, next.map(({ id }) => id)]).toEqual([
    'status.flag.edit-unrecordable',
    ['status.next.edit-unrecordable'],
  ]);
});

test('4.1, T2, T6: nobody decides on what is on no record', () => {
  const play = inReview();
  approve(play, 'mei');
  play.when('carla', LOST);
  expect(play.state().stage).toBe('in-review');
  for (const name of ['mei', 'arch', 'carla']) expect(play.refused(name, VOTE)).toBe('edit-unrecordable');
  expect(play.refused('carla', { type: 'confirm', authenticated: 'comment' })).toBe('edit-unrecordable');
  const draft = scenario();
  draft.when('carla', opened());
  draft.when('carla', LOST);
  expect(draft.refused('carla', { type: 'submit' })).toBe('edit-unrecordable');
});

test('2.1: in light the engine takes nothing further that is on no record', () => {
  const play = scenario({ profile: 'light', policy: { triage: 'auto' } });
  play.when('carla', opened({ title: '' }));
  play.when('carla', LOST);
  play.when('mei', { type: 'reconsider' });
  expect(play.state().stage).toBe('draft');
  play.when('carla', { type: 'write', request: REQUEST });
  expect(play.state().stage).not.toBe('draft');
});

test('4.8: the gate of an emergency is closed as well, and no review ends it', () => {
  const play = scenario();
  play.when('carla', opened());
  play.when('duty', { type: 'emergency', reason: 'down', incident: 'INC-1' });
  expect(gaps(play)).toEqual([]);
  play.when('carla', LOST);
  expect(gaps(play)).toEqual(['edit-unrecordable']);
  expect(play.refused('chair', { type: 'ratify', outcome: 'ratified', reason: 'right' })).toBe('edit-unrecordable');
});

test('7.1: the next text that can be recorded ends it, though it is the old one; who else wrote does not', () => {
  const play = inReview();
  approve(play, 'mei');
  play.when('carla', LOST);
  play.when('dev', { type: 'write', request: play.state().content.request, wrote: ['text'], late: true });
  expect(unrecordableEdit(play.state())).toMatchObject({ by: { name: 'carla' } });
  expect(play.state().authors.map(({ name }) => name)).toEqual(['dev']);
  play.when('carla', { type: 'write', request: play.state().content.request });
  expect(unrecordableEdit(play.state())).toBeUndefined();
  // A vote that was voided never comes back to life: everybody votes again.
  expect(play.state().stage).toBe('in-review');
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  expect(play.state().stage).toBe('approved');
});

test('3.4: what the chair proposed of the text before does not wait for its second any more, though that text comes back', () => {
  const play = inReview();
  play.when('chair', { type: 'defer', reason: 'budget', trigger: 'next year' });
  expect(play.state().pendingAct).toBeDefined();
  play.when('carla', LOST);
  play.when('carla', { type: 'write', request: play.state().content.request });
  expect(play.state().pendingAct).toBeUndefined();
});
