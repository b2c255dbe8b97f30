/** Shows what a board finds on its agenda and in its minutes: what it is asked and what it decided, and nothing else (`rules.md 9`). */
import { expect, test } from 'vitest';
import {
  approve,
  costs,
  inReview,
  kinds,
  opened,
  type Scenario,
  scenario,
} from '../../../test/instruments/scenario.ts';
import type { ChangeClass } from '../impact/class.ts';
import { type AgendaPoint, agendaPoints, inOrderOfAgenda } from './agenda.ts';
import { minutesOf } from './minutes.ts';
import { PLAIN, speaker } from './sentence.ts';

const say = speaker({ locale: 'en', timeZone: 'UTC' }, PLAIN);
const points = (play: Scenario) => agendaPoints(play.state(), play.situation('mei'), play.happened);
const minutes = (play: Scenario, from = '2026-01-01', before = '2027-01-01') => minutesOf(play.happened, from, before);

test('what the board is asked to vote on is on it from the opening of the review to the decision', () => {
  const draft = scenario();
  draft.when('carla', opened());
  expect(points(draft)).toEqual([]);
  const play = inReview();
  const [point] = points(play);
  expect(point).toMatchObject({
    what: 'vote',
    label: '#12',
    since: play.state().reviewOpenedAt,
    due: play.state().reviewDue,
  });
  approve(play, 'mei');
  expect(points(play)[0]?.seats.map(({ standing }) => standing)).toEqual(['approved', 'waiting', 'waiting']);
  for (const name of ['arch', 'carla']) approve(play, name);
  expect(play.state().stage).toBe('approved');
  expect(points(play)).toEqual([]);
});

test('an emergency is on it until it was reviewed, and an act of the chair until it has its second', () => {
  const emergency = scenario();
  emergency.when('carla', opened());
  emergency.when('duty', { type: 'emergency', reason: 'Payments fail', incident: 'INC-7' });
  expect(points(emergency)).toMatchObject([{ what: 'ratify', due: emergency.state().emergency?.reviewDue }]);
  const play = inReview();
  play.when('chair', { type: 'defer', reason: 'no budget', until: '2027-02-01' });
  expect(points(play).map(({ what }) => what)).toEqual(['vote', 'second']);
  expect(say(points(play)[1]?.act ?? '')).toMatch(/defer.*proposed by chair/i);
});

test('the largest class comes first, what has none before it, and then whatever has waited longest', () => {
  const point = (of: ChangeClass | undefined, since: string): AgendaPoint =>
    ({ what: 'vote', label: since, title: '', since, seats: [], ...(of ? { class: of } : {}) }) as const;
  const all = [
    point('minor', '1'),
    point('critical', '4'),
    point(undefined, '9'),
    point('critical', '2'),
    point('minor', '0'),
  ];
  expect(inOrderOfAgenda(all).map(({ label }) => label)).toEqual(['9', '2', '4', '0', '1']);
});

test('minutes name the decision with each vote that counted for it, and no vote that was voided or replaced', () => {
  const play = inReview({}, [costs(100_000)]);
  play.when('mei', { type: 'vote', verdict: 'reject', reason: 'Too dear', authenticated: 'comment' });
  for (const name of ['mei', 'arch']) approve(play, name);
  const edit = play.when('mei', { type: 'assess', inputs: [costs(90_000)] });
  expect(kinds(edit.events)).toContain('vote-voided');
  expect(minutes(play)).toEqual([]);
  for (const name of ['mei', 'carla']) approve(play, name);
  const [minute, ...others] = minutes(play);
  expect(others).toEqual([]);
  expect(say(minute?.decision ?? '')).toBe('approved by the board');
  const lines = minute?.votes.map(({ line }) => say(line)) ?? [];
  expect(lines).toEqual([
    expect.stringMatching(/^arch approved .*technical expert/),
    expect.stringMatching(/^mei approved .*project manager/),
    expect.stringMatching(/^carla approved .*customer/),
  ]);
  expect(minute?.votes[0]?.digest).not.toBe(minute?.votes[1]?.digest);
});

test('minutes are of the period alone: its first instant is in it, and the one that ends it is not', () => {
  const play = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  const at = play.happened.findLast(({ event }) => event.type === 'approved')?.at ?? '';
  expect(at).not.toBe('');
  expect(minutes(play, at, '2027-01-01')).toHaveLength(1);
  expect(minutes(play, '2026-01-01', at)).toHaveLength(0);
});
