/** Shows how long the record of an emergency holds its gate open, and who is named while its review is late (4.8). */
import { expect, test } from 'vitest';
import { opened, type Scenario, type ScenarioOptions, SOMEONE, scenario } from '../../../test/instruments/scenario.ts';
import { dueOf } from '../change/due.ts';
import { LOCALES } from '../text/locale.ts';
import { PLAIN, sentence, sentences, speaker } from '../view/sentence.ts';
import { verdictLines, verdictTitle } from '../view/verdict.ts';
import { changeGate } from './change.ts';
import { missing } from './verdict.ts';

function declared(options: ScenarioOptions = {}): Scenario {
  const play = scenario(options);
  play.when('carla', opened());
  play.when('duty', { type: 'emergency', reason: 'down', incident: 'INC-7' });
  return play;
}

/** Of the two days that its review has. */
function after(play: Scenario, days: number): ReturnType<typeof changeGate> {
  play.world.now = new Date(Date.parse('2026-11-02T09:00:00.000Z') + days * 86_400_000).toISOString();
  return changeGate(play.state(), 'merge', play.situation('x'));
}

test('4.8: the gate of an emergency is open until its review is overdue by as long again as it had, and closed after that', () => {
  const play = declared();
  expect([1, 2, 3, 4].map((days) => after(play, days).open)).toEqual([true, true, true, true]);
  expect([4.001, 30, 202].map((days) => after(play, days).open)).toEqual([false, false, false]);
  expect(missing(after(play, 5)).map(({ code }) => code)).toEqual(['emergency-expired']);
});

test.each(LOCALES)(
  '4.8: a late review is said, with who may ratify, before and after the gate closes (%s)',
  (locale) => {
    const play = declared({ roles: { ...SOMEONE, chair: ['chair', 'duty'] } });
    const say = speaker({ locale, timeZone: 'UTC' }, PLAIN);
    const said = (days: number) => {
      const verdict = after(play, days);
      const lines = verdictLines(verdict).flatMap(({ sentence: one, remedy }) => [one, ...(remedy ? [remedy] : [])]);
      return `${sentence(verdictTitle(verdict), say)}\n${sentences(lines, say)}`;
    };
    expect(said(1)).not.toMatch(/overdue|逾期/);
    for (const days of [3, 5]) {
      expect(said(days)).toMatch(locale === 'en' ? /overdue/ : /逾期/);
      expect(said(days)).toMatch(/chair/);
      // Whoever started it ratifies nothing.
      expect(said(days)).not.toMatch(/chair(, | and |、|和)duty/);
    }
  },
);

test('4.8: a policy may leave the gate of a late emergency open; it goes on saying that it is late', () => {
  const play = declared({ policy: { emergencyExpires: false } });
  const verdict = after(play, 200);
  expect(verdict.open).toBe(true);
  expect(verdict.because.map(({ code }) => code)).toContain('emergency-late');
});

test('4.8, 4.3: where the policy of now closes the gate of a late emergency, the one that was pinned does not keep it open', () => {
  const play = declared({ policy: { emergencyExpires: false } });
  const policy = { ...play.world.policy, version: 'policy-2', emergencyExpires: true };
  play.world.current = { policy, authority: play.world.authority };
  expect(missing(after(play, 200)).map(({ code }) => code)).toEqual(['emergency-expired']);
});

test('4.8: what was not ratified stays closed, and is said to be so, however late that was', () => {
  const play = declared();
  expect(after(play, 5).open).toBe(false);
  play.when('chair', { type: 'ratify', outcome: 'not-ratified', reason: 'wrong' });
  expect(missing(changeGate(play.state(), 'merge', play.situation('x'))).map(({ code }) => code)).toEqual([
    'emergency-not-ratified',
  ]);
});

test('4.8: the gate is looked at again when its time is over', () => {
  const state = declared().state();
  expect(dueOf(state, '2026-11-02T09:00:00.000Z')?.what).toBe('emergency-review-late');
  const expiry = dueOf(state, '2026-11-05T09:00:00.000Z');
  expect(expiry).toMatchObject({ what: 'emergency-expired' });
  expect(expiry && expiry.at > '2026-11-06T09:00:00.000Z').toBe(true);
});
