/** A request in each stage, and in the states beside the stage that let more or less be done, with people who hold every role. */
import type { Command } from '@countersign/core/change/command.ts';
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
  SOMEONE,
  scenario,
} from './scenario.ts';

export const ROLES = {
  ...SOMEONE,
  lead: ['li'],
  'change-manager': ['cm', 'mei'],
  assessor: ['ass', 'mei'],
  owner: ['own', 'mei'],
  implementer: ['dev'],
  verifier: ['ver', 'dev'],
  stakeholder: ['stake'],
  supplier: ['supp'],
  auditor: ['aud'],
};
export const PEOPLE = [...new Set([...Object.values(ROLES).flat(), 'stranger'])];
export const OPTIONS = { roles: ROLES };

export function approved(): Scenario {
  const play = inReview(OPTIONS);
  for (const name of ['mei', 'arch', 'carla']) approve(play, name);
  return play;
}

export function working(): Scenario {
  const play = approved();
  play.when('mei', { type: 'start' });
  return play;
}

export function verifying(): Scenario {
  const play = working();
  for (const step of ['1', undefined]) play.when('mei', { type: 'done', ...(step ? { step } : {}) });
  return play;
}

export function drafted(...more: readonly (readonly [string, Command])[]): Scenario {
  const play = scenario(OPTIONS);
  play.when('carla', opened());
  for (const [name, command] of more) play.when(name, command);
  return play;
}

export function after(play: Scenario, ...more: readonly (readonly [string, Command])[]): Scenario {
  for (const [name, command] of more) play.when(name, command);
  return play;
}

const SUBMIT = ['carla', { type: 'submit' }] as const;
const TRIAGE = ['cm', { type: 'triage' }] as const;
const EMERGENCY = ['duty', { type: 'emergency', reason: 'down', incident: 'INC-1' }] as const;
const AGAINST = ['arch', { type: 'vote', verdict: 'reject', reason: 'too dear', authenticated: 'comment' }] as const;
export const HOLD = ['cm', { type: 'hold', reason: 'wait' }] as const;
const CONCERN = ['stake', { type: 'concern', text: 'too early' }] as const;
const CONDITION = ['arch', { type: 'condition', text: 'rehearse', owner: person('ver'), blocks: 'close' }] as const;
const PROPOSE = ['dev', { type: 'propose', from: 'a#1', address: 'https://x.test', text: 'As CSV' }] as const;
const CANCEL = ['chair', { type: 'cancel', reason: 'stopped' }] as const;

export const SCENES: readonly (readonly [string, () => Scenario])[] = [
  ['a draft', () => drafted()],
  ['a submitted request with a proposal', () => drafted(SUBMIT, PROPOSE)],
  ['an assessed request', () => drafted(SUBMIT, TRIAGE)],
  ['a review', () => inReview(OPTIONS)],
  [
    'a review whose project manager is away',
    () => after(inReview(OPTIONS), ['mei', { type: 'away', until: '2036-01-26', to: person('arch') }]),
  ],
  [
    'a review of a larger change',
    () => after(inReview(OPTIONS), ['cm', { type: 'raise-class', class: 'major', reason: 'careful' }]),
  ],
  [
    'a review with a vote against it, a concern and a condition',
    () => after(inReview(OPTIONS), AGAINST, CONCERN, CONDITION),
  ],
  [
    'a review on hold, about to be deferred',
    () => after(inReview(OPTIONS), HOLD, ['chair', { type: 'defer', reason: 'budget', trigger: 'May' }]),
  ],
  ['an approved request', approved],
  ['an approved request about to be cancelled', () => after(approved(), CANCEL, HOLD)],
  ['work in progress', working],
  ['an emergency', () => drafted(EMERGENCY)],
  [
    'an emergency before its board',
    () =>
      after(
        drafted(EMERGENCY),
        ['cm', { type: 'assess', inputs: [...NONE, FEASIBLE] }],
        ['cm', { type: 'plan', plan: PLAN }],
        ['cm', { type: 'alternatives', alternatives: ALTERNATIVES }],
        ['cm', { type: 'review' }],
      ),
  ],
  ['verification', verifying],
  [
    'verification with evidence',
    () => after(verifying(), ['dev', { type: 'evidence', criterion: '1', evidence: 'run 42' }]),
  ],
  [
    'verification of a result that can be closed',
    () =>
      after(
        verifying(),
        ['dev', { type: 'evidence', criterion: '1', evidence: 'run 42' }],
        ['own', { type: 'actuals', days: 0, cost: { minor: 0, currency: 'CNY' } }],
        ['carla', { type: 'confirm', authenticated: 'comment' }],
      ),
  ],
  [
    'a rejected request',
    () =>
      after(inReview(OPTIONS), AGAINST, [
        'chair',
        { type: 'reject', code: 'cost', reason: 'too dear', wouldChange: 'half the price' },
      ]),
  ],
  [
    'a deferred request',
    () =>
      after(
        inReview(OPTIONS),
        ['chair', { type: 'defer', reason: 'budget', trigger: 'May' }],
        ['arch', { type: 'second' }],
      ),
  ],
  [
    'a withdrawn request with an open concern',
    () => after(drafted(CONCERN), ['carla', { type: 'withdraw', reason: 'no need' }]),
  ],
  ['a closed request', () => after(approved(), CANCEL, ['arch', { type: 'second' }])],
  [
    'a review in light',
    () => after(scenario({ ...OPTIONS, profile: 'light' }), ['carla', opened({}, 'carla', [...NONE, FEASIBLE])]),
  ],
];
