import { expect, test } from 'vitest';
import {
  approve,
  costs,
  inReview,
  opened,
  type Scenario,
  type ScenarioOptions,
  scenario,
} from '../../../test/instruments/scenario.ts';
import type { Stage } from '../change/stage.ts';
import { MESSAGES } from '../text/catalogue.ts';
import { LOCALES } from '../text/locale.ts';
import { PLAIN, speaker } from './sentence.ts';
import { statusView } from './status.ts';

function approved(options: ScenarioOptions = {}): Scenario {
  const play = inReview(options);
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  return play;
}

function implementing(options: ScenarioOptions = {}): Scenario {
  const play = approved(options);
  play.when('mei', { type: 'start' });
  return play;
}

function verifying(): Scenario {
  const play = implementing({ policy: { acceptance: true } });
  play.when('dev', { type: 'done', step: '1' });
  play.when('mei', { type: 'done' });
  return play;
}

/** A way to each stage, with the words by which its next step is known. */
const WAYS: Record<Stage, readonly [() => Scenario, RegExp]> = {
  draft: [
    () => {
      const play = scenario();
      play.when('carla', opened());
      return play;
    },
    /^carla: hand it in/,
  ],
  submitted: [
    () => {
      const play = scenario();
      play.when('carla', opened());
      play.when('carla', { type: 'submit' });
      return play;
    },
    /^mei: take it into assessment/,
  ],
  assessing: [
    () => {
      const play = inReview();
      play.when('mei', { type: 'send-back', reason: 'the cost is too low' });
      return play;
    },
    /^mei: ask for review/,
  ],
  'in-review': [
    () => inReview({ policy: { planConfirmation: true } }),
    /^the votes of the project manager, the technical expert and the customer/,
  ],
  approved: [approved, /^mei: start the work/],
  implementing: [implementing, /^mei: finish the plan: 0 of 1/],
  verifying: [verifying, /^mei: give evidence/],
  closed: [
    () => {
      const play = verifying();
      play.when('mei', { type: 'evidence', criterion: '1', evidence: 'run 42' });
      play.when('mei', { type: 'actuals', days: 0, cost: { minor: 0, currency: 'CNY' } });
      play.when('carla', { type: 'confirm', authenticated: 'comment' });
      play.when('qa', { type: 'verify', passed: true });
      return play;
    },
    /^Nothing more to do: it is implemented/,
  ],
  rejected: [
    () => {
      const play = inReview();
      play.when('arch', { type: 'vote', verdict: 'reject', reason: 'too dear', authenticated: 'comment' });
      play.when('chair', { type: 'reject', code: 'cost', reason: 'too dear', wouldChange: 'half the price' });
      return play;
    },
    /^carla may change it .* What would change the answer: half the price\.$/,
  ],
  deferred: [
    () => {
      const play = inReview();
      play.when('chair', { type: 'defer', reason: 'later', until: '2027-01-15' });
      play.when('mei', { type: 'second' });
      return play;
    },
    /^Comes back by itself on Fri 15 Jan 2027/,
  ],
  withdrawn: [
    () => {
      const play = inReview();
      play.when('carla', { type: 'withdraw', reason: 'not needed' });
      return play;
    },
    /^Nothing more to do: the requester withdrew it/,
  ],
};

test.each(Object.entries(WAYS))(
  'a request that is %s always says what comes next, in both languages',
  (stage, [play, expected]) => {
    const played = play();
    expect(played.state().stage).toBe(stage);
    const view = statusView(played.state(), played.situation('nobody'), played.happened);
    const english = speaker({ locale: 'en', timeZone: 'UTC', year: '2026' }, PLAIN);
    expect(english(view.next[0] ?? '')).toMatch(expected);
    for (const locale of LOCALES) {
      const say = speaker({ locale, timeZone: 'UTC', year: '2026' }, PLAIN);
      for (const sentence of [
        ...view.next,
        ...view.warnings,
        ...view.links,
        ...view.history.map((one) => one.sentence),
      ]) {
        expect(say(sentence)).not.toMatch(/undefined|[{}]|^$/);
      }
    }
  },
);

test('T13: a request whose approval was lost says why, before anything else', () => {
  const play = implementing();
  play.when('mei', { type: 'assess', inputs: [costs(300_000)] });
  const view = statusView(play.state(), play.situation('nobody'), play.happened);
  const say = speaker({ locale: 'en', timeZone: 'UTC' }, PLAIN);
  expect(say(view.warnings[0] ?? '')).toBe(
    'What was approved was edited (cost); the board is asked again and gates are closed.',
  );
});

test('3.3: in the light profile one lead and one customer are all that is waited for', () => {
  const play = scenario({ profile: 'light', roles: { lead: ['mei'], customer: ['carla'] } });
  play.when('carla', opened({}, 'carla', []));
  const view = statusView(play.state(), play.situation('nobody'), play.happened);
  const say = speaker({ locale: 'en', timeZone: 'UTC' }, PLAIN);
  expect(play.state().stage).toBe('assessing');
  expect(say(view.next[0] ?? '')).toBe(
    'mei: assess the impact on schedule, cost, quality, risk and feasibility with `/assess`.',
  );
});

test('a next step that names a command says the same where there are buttons, and names none there', () => {
  for (const locale of LOCALES) {
    const said: Readonly<Record<string, string>> = MESSAGES[locale];
    const typed = Object.keys(said).filter((id) => id.startsWith('status.next.') && said[id]?.includes('`/'));
    expect(typed).not.toEqual([]);
    for (const id of typed) {
      const twin = id.replace('status.next.', 'status.here.');
      expect([twin, said[twin]?.includes('`/') ?? 'missing']).toEqual([twin, false]);
    }
  }
});
