/** Shows that how long something lasts is what the policy says, by the clocks of its zone, and that gate, engine and clock agree on it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { approve, inReview, opened, type Scenario, scenario } from '../../../test/instruments/scenario.ts';
import { changeGate } from '../gate/change.ts';
import { missing } from '../gate/verdict.ts';
import { dueOf } from './due.ts';
import { ASSESSMENT_VOID, fold, type Happened } from './evolve.ts';
import { settle } from './settle.ts';
import '../../../test/instruments/seed.ts';

const DAY = 86_400_000;
const later = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();

function approved(approvalDays?: number): Scenario {
  const play = inReview(approvalDays === undefined ? {} : { policy: { approvalDays } });
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  return play;
}

function isExpiredAt(play: Scenario, now: string, happened: readonly Happened[] = play.happened) {
  const state = fold(happened);
  if (!state) throw new Error('nothing is on record');
  const situation = { ...play.situation('system'), now };
  return {
    gate: missing(changeGate(state, 'merge', situation)).some((one) => one.code === 'approval-expired'),
    engine: settle(state, situation).some((one) => one.type === 'reapproval-needed' && one.cause === 'expired'),
  };
}

test.each([1, 30, 180, 730])('T13: an approval lasts %d days where the policy says so, at the gate too', (days) => {
  const play = approved(days);
  const end = later(play.world.now, days * DAY);
  expect(isExpiredAt(play, end)).toEqual({ gate: false, engine: false });
  expect(isExpiredAt(play, later(end, 1))).toEqual({ gate: true, engine: true });
  expect(dueOf(play.state(), play.world.now)).toEqual({ at: later(end, 1), what: 'approval-expired' });
});

test('T13: what was approved before policies said how long lasts as it did', () => {
  const play = approved(30);
  const old = play.happened.map(({ at, event }): Happened => {
    if (event.type !== 'approved') return { at, event };
    const { validDays: _, ...before } = event;
    return { at, event: before };
  });
  expect(isExpiredAt(play, later(play.world.now, 180 * DAY), old)).toEqual({ gate: false, engine: false });
  expect(isExpiredAt(play, later(play.world.now, 180 * DAY + 1), old)).toEqual({ gate: true, engine: true });
});

test.each([undefined, 10, 90])(
  'T11: an assessment is void after the days of the policy, 60 if it says none: %s',
  (days) => {
    const lasts = days ?? 60;
    for (const [age, isVoid] of [
      [lasts * DAY, false],
      [lasts * DAY + 1, true],
    ] as const) {
      const play = inReview(days === undefined ? {} : { policy: { assessmentDays: days } });
      play.when('chair', { type: 'defer', reason: 'no budget', trigger: 'a budget' });
      play.when('arch', { type: 'second' });
      play.world.now = later(play.world.now, age);
      play.when('chair', { type: 'take-up', reason: 'it is there' });
      play.when('arch', { type: 'second' });
      const back = play.happened.findLast(({ event }) => event.type === 'moved' && event.rule === 'T11')?.event;
      expect(back).toMatchObject(isVoid ? { reason: ASSESSMENT_VOID } : { to: 'submitted' });
      expect(Object.keys(play.state().content.impacts).length === 0).toBe(isVoid);
    }
  },
);

test.each([0.5, 1, 2, 5])('4.8: an emergency is reviewed within %d working days where the policy says so', (days) => {
  const play = scenario({ policy: { emergencyReviewDays: days } });
  play.when('carla', opened());
  play.when('duty', { type: 'emergency', reason: 'down', incident: 'INC-7' });
  // In a scenario every day is a working day.
  const due = later(play.world.now, days * DAY);
  expect(play.state().emergency).toMatchObject({ reviewDue: due, ends: later(due, days * DAY) });
});

const zone = fc.constantFrom(
  'UTC',
  'Asia/Shanghai',
  'America/New_York',
  'America/St_Johns',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Africa/Cairo',
);
const instant = fc.integer({ min: Date.parse('2026-12-01'), max: Date.parse('2027-12-01') });

test('T11, 2.5: a deferred request comes back when its day has come by the clocks of its project, and is due then', () => {
  fc.assert(
    fc.property(zone, instant, (timeZone, at) => {
      const wall = (now: string) =>
        new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(now));
      const until = wall(new Date(at).toISOString());
      const play = inReview({ policy: { timeZone } });
      play.when('chair', { type: 'defer', reason: 'no budget', until });
      play.when('arch', { type: 'second' });
      const due = dueOf(play.state(), play.world.now);
      if (!due) throw new Error('nothing is due');
      for (const hours of [-30, -12, -1, 0, 1, 12]) {
        const now = later(due.at, hours * 3_600_000 - (hours === 0 ? 1 : 0));
        const back = settle(play.state(), { ...play.situation('system'), now });
        expect([now, back.length > 0]).toEqual([now, wall(now) >= until]);
        expect(now >= due.at).toBe(wall(now) >= until);
      }
    }),
    { numRuns: 200 },
  );
});

test('T11: a deferral that was recorded before zones were asked is over by UTC, as it was due', () => {
  const play = inReview({ policy: { timeZone: 'Asia/Shanghai' } });
  play.when('chair', { type: 'defer', reason: 'no budget', until: '2026-12-01' });
  play.when('arch', { type: 'second' });
  expect(dueOf(play.state(), play.world.now)?.at).toBe('2026-11-30T16:00:00.000Z');
  const old = play.happened.map(({ at, event }): Happened => {
    if (event.type !== 'act-seconded') return { at, event };
    const { comesBack: _, ...before } = event;
    return { at, event: before };
  });
  const state = fold(old);
  expect(state && dueOf(state, play.world.now)?.at).toBe('2026-12-01T00:00:00.000Z');
});

test('T10: a day that came between the proposal and its second is refused, and the chair may propose another', () => {
  const play = inReview({ policy: { timeZone: 'Asia/Shanghai' } });
  play.when('chair', { type: 'defer', reason: 'no budget', until: '2026-11-05' });
  play.world.now = '2026-11-04T15:59:00.000Z';
  const early = play.state().pendingAct?.id ?? 0;
  play.world.now = '2026-11-04T16:00:00.000Z';
  expect(play.refused('arch', { type: 'second', saw: early })).toBe('past-date');
  play.when('chair', { type: 'defer', reason: 'no budget', until: '2026-11-06' });
  play.when('arch', { type: 'second' });
  expect(play.state().stage).toBe('deferred');
});
