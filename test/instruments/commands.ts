/** What people can say: one row a command, so that one that is added is played, offered and refused like the others, or does not compile. */
import type { Typed } from '@countersign/core/change/acts.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { ALTERNATIVES, costs, days, FEASIBLE, NONE, PLAN, person } from './scenario.ts';

type Said<Type extends Typed> = Extract<Command, { type: Type }>;

/** Each command that people type, sensible or not, in the forms that differ; the first is one that nothing it says stands in the way of. */
export const SAID: { readonly [Type in Typed]: readonly [Said<Type>, ...Said<Type>[]] } = {
  submit: [{ type: 'submit' }],
  triage: [{ type: 'triage' }],
  review: [{ type: 'review' }],
  plan: [{ type: 'plan', plan: PLAN }],
  alternatives: [{ type: 'alternatives', alternatives: ALTERNATIVES }],
  assess: [
    { type: 'assess', inputs: NONE },
    { type: 'assess', inputs: [...NONE, FEASIBLE] },
    { type: 'assess', inputs: [costs(5_000_000)] },
    { type: 'assess', inputs: [days(6, { criticalPath: true })] },
    { type: 'assess', inputs: [costs(100, 'USD')] },
  ],
  confirm: [{ type: 'confirm', authenticated: 'comment' }],
  owner: [
    { type: 'owner', owner: person('dev') },
    { type: 'owner', owner: person('arch'), reason: 'on leave' },
  ],
  start: [{ type: 'start' }],
  accept: [{ type: 'accept', work: '#21' }],
  done: [{ type: 'done', step: '1' }, { type: 'done' }],
  second: [{ type: 'second' }],
  evidence: [{ type: 'evidence', criterion: '1', evidence: 'run' }],
  actuals: [
    { type: 'actuals', days: 1, cost: { minor: 0, currency: 'CNY' } },
    { type: 'actuals', days: 0, cost: { minor: 0, currency: 'CNY' } },
    { type: 'actuals', days: 30, cost: { minor: 10_000, currency: 'CNY' } },
    { type: 'actuals', days: 1, cost: { minor: 10_000, currency: 'USD' } },
  ],
  verify: [
    { type: 'verify', passed: true },
    { type: 'verify', passed: false, reason: 'fails' },
  ],
  close: [
    { type: 'close', reason: 'implemented' },
    { type: 'close', reason: 'rolled-back', text: 'broke' },
  ],
  vote: [
    { type: 'vote', verdict: 'abstain', authenticated: 'comment' },
    { type: 'vote', verdict: 'approve', authenticated: 'comment' },
  ],
  attest: [
    { type: 'attest', signer: 'carla', verdict: 'approve', on: '2026-11-01', evidence: 'the printed order' },
    { type: 'attest', signer: 'github:carla', verdict: 'reject', on: '2026-11-01', evidence: 'a letter' },
  ],
  away: [
    { type: 'away', until: '2026-12-10', to: person('arch') },
    { type: 'away', from: '2026-12-01', until: '2026-12-10', to: person('mei'), largest: 'moderate' },
  ],
  back: [{ type: 'back' }],
  retract: [{ type: 'retract' }],
  'need-info': [{ type: 'need-info', question: 'what?', of: 'requester' }],
  migrate: [{ type: 'migrate' }],
  'send-back': [{ type: 'send-back', reason: 'unclear' }],
  reject: [{ type: 'reject', code: 'cost', reason: 'too dear', wouldChange: 'half the price' }],
  concern: [{ type: 'concern', text: 'hm' }],
  resolve: [{ type: 'resolve', concern: 'C1', reason: 'fine' }],
  'take-over': [{ type: 'take-over', proposal: 'P1', reason: '' }],
  'turn-down': [{ type: 'turn-down', proposal: 'P1', reason: 'no' }],
  condition: [
    { type: 'condition', text: 'test', owner: person('dev'), blocks: 'close' },
    { type: 'condition', text: 'test', owner: person('arch'), blocks: 'merge' },
  ],
  'meet-condition': [{ type: 'meet-condition', condition: 'K1' }],
  defer: [
    { type: 'defer', reason: 'later', trigger: 'the budget' },
    { type: 'defer', reason: 'later', until: '2026-12-01' },
  ],
  'take-up': [{ type: 'take-up', reason: 'now' }],
  cancel: [{ type: 'cancel', reason: 'no' }],
  'lower-class': [{ type: 'lower-class', class: 'minor', reason: 'overdone' }],
  'raise-class': [{ type: 'raise-class', class: 'critical', reason: 'careful' }],
  withdraw: [{ type: 'withdraw', reason: 'no' }],
  'made-for': [
    { type: 'made-for', person: person('dev') },
    { type: 'made-for', person: person('arch') },
  ],
  supersede: [{ type: 'supersede', successor: '#13', reason: 'better' }],
  duplicate: [{ type: 'duplicate', of: '#11' }],
  decline: [{ type: 'decline', reason: 'no' }],
  hold: [{ type: 'hold', reason: 'wait' }],
  release: [{ type: 'release' }],
  emergency: [{ type: 'emergency', reason: 'down', incident: 'INC-1' }],
  ratify: [
    { type: 'ratify', outcome: 'not-ratified', reason: 'wrong' },
    { type: 'ratify', outcome: 'ratified', reason: 'right' },
  ],
  drop: [{ type: 'drop', step: '1', reason: 'no need' }],
  reopen: [{ type: 'reopen' }],
};
