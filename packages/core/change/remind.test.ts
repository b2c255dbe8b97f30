/** Shows that a board is reminded by its project's working time, each part of it once, however the clock that looks goes (`rules.md 4.5`, `8`). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { approve, inReview, opened, type Scenario, scenario } from '../../../test/instruments/scenario.ts';
import { chinaCalendarData } from '../calendar/china.ts';
import { workingDeadline } from '../calendar/clock.ts';
import { type WorkCalendar, workCalendar } from '../calendar/workingdays.ts';
import '../../../test/instruments/seed.ts';
import { conclude } from './decider.ts';
import { dueOf } from './due.ts';
import type { ChangeEvent } from './event.ts';

const CHINA = workCalendar(chinaCalendarData());
const NEW_YORK = workCalendar({
  ...{ id: 'n', timeZone: 'America/New_York', weekend: [6, 7], holidays: [], makeUp: [], hoursPerDay: 8 },
});

type Reminded = Extract<ChangeEvent, { type: 'reminded' }>;

/** A review that is opened at an instant by a calendar. */
function openedAt(now: string, calendar: WorkCalendar, days = 5): Scenario {
  const play = inReview({ policy: { reviewDays: { minor: days, moderate: days, major: days, critical: days } } });
  play.when('mei', { type: 'send-back', reason: 'once more' });
  play.world.now = now;
  const situation = {
    ...play.situation('mei'),
    workingDaysLater: (from: string, count: number) => workingDeadline(from, count, calendar),
  };
  for (const event of conclude(play.state(), { type: 'review' }, situation).events)
    play.happened.push({ at: now, event });
  return play;
}

/** What the clock, or anybody else, has the engine say at an instant. */
function lookAt(play: Scenario, now: string): readonly string[] {
  play.world.now = now;
  return play.when('system', { type: 'reconsider' }).events.map((event) => told(event as Reminded));
}

const told = ({ type, share, due }: Reminded): string => `${type} ${share} ${due}`;
const at = (local: string, offset = '+08:00') =>
  new Date(`${local}${local.includes('.') ? '' : ':00'}${offset}`).toISOString();
const dues = (play: Scenario) => {
  const { reminders: { half = '', most = '' } = {}, reviewDue = '' } = play.state();
  return [half, most, reviewDue];
};

test.each([
  {
    name: 'over National Day and a Saturday that is worked',
    ...{ calendar: CHINA, from: at('2026-09-29T12:00') },
    expected: ['2026-10-08T23:59:59.999', '2026-10-10T12:00', '2026-10-12T12:00'].map((one) => at(one)),
  },
  {
    name: 'over a weekend',
    ...{ calendar: CHINA, from: at('2026-11-26T12:00') },
    expected: ['2026-11-30T23:59:59.999', '2026-12-02T12:00', '2026-12-03T12:00'].map((one) => at(one)),
  },
  {
    name: 'over the day on which New York puts its clocks back',
    ...{ calendar: NEW_YORK, from: at('2026-10-30T12:00', '-04:00') },
    expected: ['2026-11-03T23:59:59.999', '2026-11-05T12:00', '2026-11-06T12:00'].map((one) => at(one, '-05:00')),
  },
  {
    name: 'over the day on which New York puts its clocks forward',
    ...{ calendar: NEW_YORK, from: at('2026-03-06T12:00', '-05:00') },
    expected: ['2026-03-10T23:59:59.999', '2026-03-12T12:00', '2026-03-13T12:00'].map((one) => at(one, '-04:00')),
  },
])('8: half, four fifths and all of five working days $name', ({ calendar, from, expected }) => {
  expect(dues(openedAt(from, calendar))).toEqual(expected);
});

test('4.5: a restart at 79 % gives one reminder, at 80 %; what passed before is not said again', () => {
  const play = openedAt('2026-11-02T09:00:00.000Z', CHINA, 100);
  const [half = '', most = '', all = ''] = dues(play);
  expect(lookAt(play, half)).toEqual([`reminded 50 ${half}`]);
  const restarted = new Date(Date.parse(most) - 60_000).toISOString();
  expect(lookAt(play, restarted)).toEqual([]);
  expect(dueOf(play.state(), restarted)).toEqual({ at: most, what: 'vote-at-80' });
  expect(lookAt(play, most)).toEqual([`reminded 80 ${most}`]);
  expect(lookAt(play, most)).toEqual([]);
  expect(lookAt(play, all)).toEqual([]);
  expect(lookAt(play, new Date(Date.parse(all) + 1).toISOString())).toEqual([`reminded 100 ${all}`]);
});

test('4.5: what was missed is said late and once, with when it was due; of several the last', () => {
  const play = openedAt('2026-11-02T09:00:00.000Z', CHINA);
  const [, most = ''] = dues(play);
  const late = new Date(Date.parse(most) + 3_600_000).toISOString();
  expect(lookAt(play, late)).toEqual([`reminded 80 ${most}`]);
  expect(play.state().reminded).toEqual({ share: 80, due: most, at: late });
});

test('4.5: an act of somebody swallows no reminder that was missed', () => {
  const play = openedAt('2026-11-02T09:00:00.000Z', CHINA);
  const [half = ''] = dues(play);
  play.world.now = new Date(Date.parse(half) + 1000).toISOString();
  expect(approve(play, 'mei').events.map(({ type }) => type)).toEqual(['voted', 'reminded']);
});

test('4.5: nobody is reminded while it is on hold, nor where no vote is awaited; then late', () => {
  const play = openedAt('2026-11-02T09:00:00.000Z', CHINA);
  const [half = ''] = dues(play);
  play.when('mei', { type: 'hold', reason: 'wait' });
  expect(dueOf(play.state(), play.world.now)?.what).toBe('review-late');
  expect(lookAt(play, half)).toEqual([]);
  expect(play.when('mei', { type: 'release' }).events.map(({ type }) => type)).toEqual(['released', 'reminded']);
});

test('8: time stands still while the requester is asked: the next review has all of its days', () => {
  const play = openedAt('2026-11-02T09:00:00.000Z', CHINA);
  const [half = ''] = dues(play);
  expect(lookAt(play, half)).toHaveLength(1);
  play.when('mei', { type: 'send-back', reason: 'what is meant?' });
  play.when('mei', { type: 'need-info', question: 'Which invoices?', of: 'requester' });
  expect(lookAt(play, '2027-03-01T09:00:00.000Z')).toEqual([]);
  play.when('carla', { type: 'submit' });
  play.when('mei', { type: 'triage' });
  play.when('mei', { type: 'review' });
  expect(play.state()).not.toHaveProperty('reminded');
  expect(dues(play).every((one) => one > '2027-03-01T09:00:00.000Z')).toBe(true);
});

test('4.8: an emergency that was not reviewed in time is said once', () => {
  const play = scenario();
  play.when('carla', opened());
  play.when('duty', { type: 'emergency', reason: 'the export is down', incident: 'INC-7' });
  const due = play.state().emergency?.reviewDue ?? '';
  const late = new Date(Date.parse(due) + 1).toISOString();
  expect(lookAt(play, due)).toEqual([]);
  expect(lookAt(play, late)).toEqual([`reminded 100 ${due}`]);
  expect(lookAt(play, '2027-01-01T00:00:00.000Z')).toEqual([]);
});

test('4.5: property: by a clock that jumps about, and with votes between, each part is said at most once in a review, in order, and none in advance', () => {
  const step = fc.record({ ms: fc.integer({ min: -2, max: 12 }), who: fc.constantFrom('', '', 'mei', 'arch') });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const begin = Date.parse('2026-11-02T09:00:00.000Z');
      const play = openedAt(new Date(begin).toISOString(), CHINA, 2);
      const from = play.happened.length;
      let now = begin;
      for (const { ms, who } of steps) {
        now += ms * 3_600_000;
        if (who) {
          play.world.now = new Date(now).toISOString();
          approve(play, who);
        } else lookAt(play, new Date(now).toISOString());
        // Whoever has looked last has left nothing that is due.
        const passed = dues(play).filter((due, index) => (index === 2 ? due < play.world.now : due <= play.world.now));
        expect(play.state().reminded?.share ?? 0).toBeGreaterThanOrEqual([0, 50, 80, 100][passed.length] ?? 0);
      }
      const said = play.happened.slice(from).flatMap(({ at: when, event }) => {
        if (event.type !== 'reminded') return [];
        expect(event.due <= when).toBe(true);
        return [event.share];
      });
      expect(said).toEqual([...new Set(said)].sort((one, other) => one - other));
    }),
  );
});
