import { expect, test } from 'vitest';
import {
  approve,
  costs,
  days,
  inReview,
  NONE,
  person,
  type Scenario,
  scenario,
} from '../../../test/instruments/scenario.ts';
import { refusalView } from '../view/refusal.ts';
import { PLAIN, speaker, words } from '../view/sentence.ts';
import { statusView } from '../view/status.ts';
import { NO_ACT } from './pending.ts';

const say = speaker({ locale: 'en', timeZone: 'Asia/Shanghai', year: '2026' }, PLAIN);

const critical = () => inReview({}, [days(20, { contractMilestone: true })]);
const board = (play: Scenario) => [play.state().class, play.state().seats.length];

/** @returns the id of the act that was proposed */
function lowering(play: Scenario, to: 'minor' | 'moderate' | 'major'): number | undefined {
  play.when('chair', { type: 'lower-class', class: to, reason: 'it was measured' });
  return play.state().pendingAct?.id;
}

test('3.4: whoever seconds carries out the act that they saw, and no other that was put in its place', () => {
  const play = inReview();
  expect(play.refused('arch', { type: 'second', saw: NO_ACT })).toBe('nothing-to-second');
  play.when('chair', { type: 'defer', reason: 'no budget', until: '2027-02-01' });
  const saw = play.state().pendingAct?.id;
  expect(saw).toBe(play.state().version);
  play.when('chair', { type: 'defer', reason: 'no budget for years', until: '2030-02-01' });
  for (const other of [saw ?? 0, NO_ACT])
    expect(play.refused('arch', { type: 'second', saw: other })).toBe('other-act');
  expect(play.refused('chair', { type: 'second', saw: NO_ACT })).toBe('second-yourself');
  play.when('arch', { type: 'second', saw: play.state().pendingAct?.id ?? NO_ACT });
  expect(play.state()).toMatchObject({ stage: 'deferred', deferred: { until: '2030-02-01' } });
});

test('3.4, 4.2: what the chair proposed of one content waits for no second on another, though the edit is undone', () => {
  const play = inReview();
  const { request } = play.state().content;
  play.when('chair', { type: 'defer', reason: 'no budget', until: '2027-02-01' });
  play.when('arch', { type: 'condition', text: 'A rehearsal', owner: person('dev'), blocks: 'merge' });
  const saw = play.state().pendingAct?.id ?? NO_ACT;
  expect(saw).not.toBe(NO_ACT);
  play.when('carla', { type: 'write', request: { ...request, title: 'Export everything' } });
  play.when('carla', { type: 'write', request });
  expect(play.refused('arch', { type: 'second', saw })).toBe('other-act');
  expect(play.refused('arch', { type: 'second' })).toBe('nothing-to-second');
});

test('2.3: a lowering that was proposed of one impact, or of one class, is not carried out on a larger one', () => {
  const play = inReview({}, [days(3, { criticalPath: true })]);
  const saw = lowering(play, 'minor') ?? NO_ACT;
  play.when('arch', { type: 'assess', inputs: [days(40, { contractMilestone: true })] });
  expect(play.refused('arch', { type: 'second', saw })).toBe('other-act');
  expect(board(play)).toEqual(['critical', 7]);
  const other = inReview({}, [days(3, { criticalPath: true })]);
  const seen = lowering(other, 'minor') ?? NO_ACT;
  other.when('arch', { type: 'raise-class', class: 'critical', reason: 'somebody may be hurt' });
  expect(other.refused('arch', { type: 'second', saw: seen })).toBe('other-act');
  expect(board(other)).toEqual(['critical', 7]);
});

test('2.3, 4.3: a lowering holds for the impacts that the board knew; for others the larger board is needed again', () => {
  const play = critical();
  lowering(play, 'minor');
  play.when('arch', { type: 'second' });
  expect(board(play)).toEqual(['minor', 3]);
  // What says nothing of the impact leaves it.
  play.when('carla', { type: 'write', request: { ...play.state().content.request, title: 'Export them as PDF' } });
  expect(board(play)).toEqual(['minor', 3]);
  play.when('mei', { type: 'assess', inputs: [costs(100)] });
  expect(board(play)).toEqual(['critical', 7]);
  // Said with the impacts that stand now, it holds anew.
  lowering(play, 'moderate');
  play.when('arch', { type: 'second' });
  expect(board(play)).toEqual(['moderate', 3]);
});

test('2.3: a flag for safety that comes after a lowering makes it critical, whatever the board knew before', () => {
  const play = inReview({}, [days(3, { criticalPath: true })]);
  lowering(play, 'minor');
  play.when('arch', { type: 'second' });
  const { request } = play.state().content;
  play.when('carla', { type: 'write', request: { ...request, cause: { code: 'security-safety' } } });
  expect(board(play)).toEqual(['critical', 7]);
});

test('2.3: a class may be lowered in two steps, and raised by hand in between, without the impact raising it again', () => {
  const play = critical();
  for (const to of ['major', 'minor'] as const) {
    lowering(play, to);
    play.when('arch', { type: 'second' });
    expect(play.state().class).toBe(to);
  }
  play.when('arch', { type: 'raise-class', class: 'moderate', reason: 'to be sure' });
  expect(play.state()).toMatchObject({ class: 'moderate', lowered: { from: 'critical' } });
  play.when('mei', { type: 'assess', inputs: [costs(100)] });
  expect(board(play)).toEqual(['critical', 7]);
});

test('2.3: while it is assessed anew, what a lowering was from is what can be lowered', () => {
  const play = critical();
  lowering(play, 'minor');
  play.when('arch', { type: 'second' });
  play.when('arch', { type: 'send-back', reason: 'look again' });
  play.when('mei', { type: 'assess', inputs: [...NONE] });
  lowering(play, 'major');
  play.when('arch', { type: 'second' });
  play.when('mei', { type: 'review' });
  expect(board(play)).toEqual(['major', 5]);
});

test('T4: what was proposed before the request went back to its requester waits no longer', () => {
  const play = scenario();
  for (const one of inReview().happened) play.happened.push(one);
  play.when('arch', { type: 'send-back', reason: 'look again' });
  play.when('arch', { type: 'raise-class', class: 'major', reason: 'to be sure' });
  lowering(play, 'minor');
  play.when('mei', { type: 'need-info', question: 'Which invoices?', of: 'requester' });
  expect(play.refused('arch', { type: 'second' })).toBe('nothing-to-second');
});

test('4.3: after a lowering that ended, the votes that the edit did not touch count in the larger board', () => {
  const play = critical();
  lowering(play, 'minor');
  play.when('arch', { type: 'second' });
  approve(play, 'arch');
  play.when('mei', { type: 'assess', inputs: [costs(100)] });
  expect(play.state().votes.at(-1)).toMatchObject({ seat: 'technical-expert' });
  expect(play.state().votes.at(-1)?.voided).toBeUndefined();
});

test('T10: whoever seconds a deferral is told until when, or what it waits for; and a day that has come is refused', () => {
  const play = inReview({ policy: { timeZone: 'Asia/Shanghai' } });
  play.world.now = '2026-11-03T23:30:00.000Z';
  const defer = { type: 'defer', reason: 'the year ends' } as const;
  expect(play.refused('chair', defer)).toBe('until-or-trigger');
  for (const until of ['2020-01-01', '2026-11-03', '2026-11-04'])
    expect([until, play.refused('chair', { ...defer, until })]).toEqual([until, 'past-date']);
  const shown = () => statusView(play.state(), play.situation('x'), play.happened);
  const next = () => shown().next.map(say);
  const happened = () =>
    shown()
      .history.map((one) => say(one.sentence))
      .filter((one) => !one.startsWith('Half of the time'));
  play.when('chair', { ...defer, until: '2026-11-05' });
  expect(next()[0]).toContain('defer it until Thu 5 Nov');
  expect(happened()[0]).toContain('until Thu 5 Nov');
  play.when('chair', { ...defer, trigger: 'the supplier answers' });
  expect(next()[0]).toContain('defer it until this happens: the supplier answers');
  play.when('arch', { type: 'second' });
  expect(happened().join('\n')).toContain('the supplier answers');
});

test.each(['America/New_York', 'Pacific/Pago_Pago', 'Pacific/Kiritimati', 'UTC'])(
  'T10, 2.5: a deferral is shown with its very day, and with what it waits for, whatever the zone: %s',
  (timeZone) => {
    const here = speaker({ locale: 'en', timeZone, year: '2026' }, PLAIN);
    const play = inReview({ policy: { timeZone } });
    play.when('chair', {
      type: 'defer',
      reason: 'the year ends',
      until: '2026-11-05',
      trigger: 'the supplier answers',
    });
    const view = () => statusView(play.state(), play.situation('x'), play.happened);
    const proposed = 'defer it until Thu 5 Nov, or until this happens: the supplier answers';
    expect(here(view().next[0] ?? words('status.none-given'))).toContain(proposed);
    play.when('arch', { type: 'second' });
    expect(here(view().history[1]?.sentence ?? words('status.none-given'))).toContain(proposed);
    expect(view().next.map(here).join('\n')).toMatch(/Thu 5 Nov.*the supplier answers/s);
    const refusal = { code: 'past-date', values: { until: '2026-11-05' }, onRecord: false } as const;
    expect(here(refusalView(refusal as never).whole)).toContain('Thu 5 Nov');
  },
);
