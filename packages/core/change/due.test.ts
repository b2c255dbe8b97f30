/** Shows that whatever a change request does or shows for its time alone is due when it comes: between two instants nothing changes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ALTERNATIVES,
  approve,
  FEASIBLE,
  inReview,
  NONE,
  opened,
  PLAN,
  person,
  type Scenario,
  type ScenarioOptions,
  scenario,
} from '../../../test/instruments/scenario.ts';
import { changeGate } from '../gate/change.ts';
import type { Command } from './command.ts';
import { conclude } from './decider.ts';
import { dueOf } from './due.ts';
import { fold } from './evolve.ts';
import { flags } from './flags.ts';
import { settle } from './settle.ts';

const dueNow = (play: Scenario) => dueOf(play.state(), play.world.now);
const earlier = (instant: string, ms = 1): string => new Date(Date.parse(instant) - ms).toISOString();

/** What the engine would do, and what is shown and asked, at an instant. */
function seen(play: Scenario, now: string): unknown {
  const situation = { ...play.situation('system'), now };
  const state = play.state();
  return [settle(state, situation), flags(state, situation), changeGate(state, 'merge', situation)];
}

const scenarioZone = { policy: { timeZone: 'Asia/Shanghai' } };

/** The clock looks at each instant that comes, so many times. */
function afterReminders(play: Scenario, count: number): Scenario {
  for (let had = 0; had < count; had += 1) {
    play.world.now = dueNow(play)?.at ?? '';
    play.when('system', { type: 'reconsider' });
  }
  return play;
}

function approved(options: ScenarioOptions, end?: string): Scenario {
  const play = inReview(options);
  if (end) {
    play.when('mei', { type: 'send-back', reason: 'no dates' });
    play.when('mei', { type: 'plan', plan: { ...PLAN, steps: PLAN.steps.map((step) => ({ ...step, end })) } });
    play.when('mei', { type: 'review' });
  }
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  return play;
}

const emergency: Command = { type: 'emergency', reason: 'the export is down', incident: 'INC-7' };

test.each<readonly [what: string, play: () => Scenario]>([
  ['vote-at-50', () => inReview()],
  ['vote-at-80', () => afterReminders(inReview(), 1)],
  ['review-late', () => afterReminders(inReview(), 2)],
  [
    'condition-late',
    () => {
      const play = approved(scenarioZone);
      play.when('mei', {
        type: 'condition',
        text: 'train them',
        owner: person('dev'),
        due: '2026-11-20',
        blocks: 'close',
      });
      return play;
    },
  ],
  ['step-late', () => approved(scenarioZone, '2026-11-20')],
  [
    'emergency-review-late',
    () => {
      const play = scenario();
      play.when('carla', opened());
      play.when('duty', emergency);
      return play;
    },
  ],
  [
    'deferral-over',
    () => {
      const play = inReview();
      play.when('chair', { type: 'defer', reason: 'no budget', until: '2027-02-01' });
      play.when('arch', { type: 'second', saw: play.state().pendingAct?.id ?? 0 });
      return play;
    },
  ],
  [
    'approval-expired',
    () => {
      const play = inReview();
      for (const name of ['mei', 'arch', 'carla']) approve(play, name);
      return play;
    },
  ],
])('%s is due at the first moment at which it is so, and not before', (what, open) => {
  const play = open();
  const due = dueNow(play);
  expect(due?.what).toBe(what);
  const at = due?.at ?? '';
  expect(seen(play, earlier(at))).toEqual(seen(play, play.world.now));
  expect(seen(play, at)).not.toEqual(seen(play, play.world.now));
  expect(dueOf(play.state(), at)?.at ?? '9999').not.toBe(at);
});

test('a deferral without a date, and what is over, wait for nothing', () => {
  const play = inReview();
  play.when('chair', { type: 'defer', reason: 'no budget', trigger: 'May' });
  play.when('arch', { type: 'second', saw: play.state().pendingAct?.id ?? 0 });
  expect(dueNow(play)).toBeUndefined();
  const over = scenario();
  over.when('carla', opened());
  over.when('carla', { type: 'withdraw', reason: 'no need' });
  expect(dueNow(over)).toBeUndefined();
});

const STEPS: readonly Command[] = [
  { type: 'submit' },
  { type: 'triage' },
  { type: 'assess', inputs: [...NONE, FEASIBLE] },
  { type: 'plan', plan: PLAN },
  { type: 'alternatives', alternatives: ALTERNATIVES },
  { type: 'review' },
];

const vote: Command = { type: 'vote', verdict: 'approve', authenticated: 'comment' };

/** What people do in one go; single words of it would seldom get anywhere. */
const PHRASES: readonly (readonly (readonly [who: string, command: Command])[])[] = [
  ['mei', 'arch', 'carla'].map((who) => [who, vote]),
  ...['2026-12-01', '2027-12-01', undefined].map((until) => [
    ['chair', { type: 'defer', reason: 'budget', ...(until ? { until } : { trigger: 'May' }) }] as const,
    ['arch', { type: 'second' }] as const,
  ]),
  [['chair', { type: 'take-up', reason: 'now' }]],
  [['mei', { type: 'hold', reason: 'wait' }]],
  [['mei', { type: 'release' }]],
  [['mei', { type: 'start' }]],
  [['mei', { type: 'condition', text: 'train', owner: person('dev'), due: '2026-12-01', blocks: 'close' }]],
  [['mei', { type: 'review' }]],
  [['chair', { type: 'ratify', outcome: 'ratified', reason: 'right' }]],
  [['carla', { type: 'withdraw', reason: 'no' }]],
];

test('in any history, between now and what is due next nothing changes by itself', () => {
  const act = fc.record({ phrase: fc.constantFrom(...PHRASES), days: fc.constantFrom(0, 0, 1, 3, 40, 200) });
  const beginning = fc.boolean();
  fc.assert(
    fc.property(
      beginning,
      fc.array(act, { maxLength: 10 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (burns, acts, part) => {
        const play = scenario();
        const ways = burns
          ? [['duty', emergency] as const]
          : STEPS.map((step, at) => [at === 0 ? 'carla' : 'mei', step] as const);
        play.when('carla', opened());
        for (const { phrase, days } of [{ phrase: ways, days: 0 }, ...acts]) {
          play.world.now = new Date(Date.parse(play.world.now) + days * 86_400_000).toISOString();
          // The clock looks before anybody speaks.
          for (const [who, command] of [['system', { type: 'reconsider' }] as const, ...phrase])
            for (const event of conclude(fold(play.happened), command, play.situation(who)).events)
              play.happened.push({ at: play.world.now, event });
          const { now } = play.world;
          const until = dueNow(play)?.at ?? new Date(Date.parse(now) + 2000 * 86_400_000).toISOString();
          const between = new Date(Date.parse(now) + Math.floor(part * (Date.parse(until) - 1 - Date.parse(now))));
          for (const instant of [between.toISOString(), earlier(until)])
            expect(seen(play, instant)).toEqual(seen(play, now));
        }
      },
    ),
    { numRuns: 60 },
  );
});
