/** What the viewer can do with a change request now, found by asking the core itself; what only lacks something says what it lacks. */

import { ineligible } from '@countersign/core/approval/eligible.ts';
import { type SeatTally, tally } from '@countersign/core/approval/tally.ts';
import type { Command } from '@countersign/core/change/command.ts';
import { decide } from '@countersign/core/change/decide.ts';
import { authorshipOf, ballotOf } from '@countersign/core/change/decision.ts';
import { openProposals } from '@countersign/core/change/proposal.ts';
import type { RefusalCode } from '@countersign/core/change/refusal.ts';
import { itemsApartFromOwn } from '@countersign/core/change/requirement.ts';
import type { Situation } from '@countersign/core/change/situation.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { samePerson } from '@countersign/core/policy/authority.ts';
import type { SeatRole } from '@countersign/core/policy/role.ts';
import { roleName } from '@countersign/core/view/names.ts';
import { refusalView } from '@countersign/core/view/refusal.ts';
import { people } from '@countersign/core/view/sentence.ts';
import type { Offer, OwnSeat } from './data.ts';
import type { AskType } from './port.ts';
import type { Voice } from './said.ts';

const R = 'reason';
const someone = { id: 'jira:example', name: 'example' };

/** A command of each kind, filled with something that fits, to see whether the core would take it. In the order in which they are shown. */
function samples(state: ChangeState): readonly (readonly [AskType, Command])[] {
  const { content, concerns, conditionsMet, steps, evidence } = state;
  const step = content.plan?.steps.find((one) => !steps.some((other) => other.step === one.id));
  const criterion = content.plan?.acceptance.find((one) => !evidence.some((other) => other.criterion === one));
  const condition = content.conditions.find((one) => !conditionsMet.some((other) => other.id === one.id));
  const concern = concerns.find((one) => !one.resolved);
  const [proposal] = openProposals(state);
  const cost = { minor: 0, currency: 'CNY' };
  return [
    ['submit', { type: 'submit' }],
    ['triage', { type: 'triage' }],
    ['assess', { type: 'assess', inputs: [] }],
    ['plan', { type: 'plan', plan: content.plan ?? { steps: [{ id: '1', text: R }], acceptance: [] } }],
    ['alternatives', { type: 'alternatives', alternatives: [{ text: R, recommended: true, doNothing: false }] }],
    ['review', { type: 'review' }],
    ['start', { type: 'start' }],
    ...(step ? ([['done', { type: 'done', step: step.id }]] as const) : ([['done', { type: 'done' }]] as const)),
    ...(criterion ? ([['evidence', { type: 'evidence', criterion, evidence: R }]] as const) : []),
    ['actuals', { type: 'actuals', days: 1, cost }],
    ['verify', { type: 'verify', passed: true }],
    ['confirm', { type: 'confirm', authenticated: 'jira' }],
    ['second', { type: 'second' }],
    ['ratify', { type: 'ratify', outcome: 'ratified', reason: R }],
    ['release', { type: 'release' }],
    ['reopen', { type: 'reopen' }],
    ['take-up', { type: 'take-up', reason: R }],
    ['need-info', { type: 'need-info', question: R, of: 'requester' }],
    ['concern', { type: 'concern', text: R }],
    ...(concern ? ([['resolve', { type: 'resolve', concern: concern.id, reason: R }]] as const) : []),
    ...(proposal
      ? ([
          ['take-over', { type: 'take-over', proposal: proposal.id, reason: R }],
          ['turn-down', { type: 'turn-down', proposal: proposal.id, reason: R }],
        ] as const)
      : []),
    ['condition', { type: 'condition', text: R, owner: someone, blocks: 'start' }],
    ...(condition ? ([['meet-condition', { type: 'meet-condition', condition: condition.id }]] as const) : []),
    ['send-back', { type: 'send-back', reason: R }],
    ['defer', { type: 'defer', reason: R, trigger: R }],
    ['reject', { type: 'reject', code: 'other', reason: R }],
    ['decline', { type: 'decline', reason: R }],
    ...(step ? ([['drop', { type: 'drop', step: step.id, reason: R }]] as const) : []),
    ['cancel', { type: 'cancel', reason: R }],
    // On hold there is only its end to offer: a second hold would replace the first one's name and reason.
    ...(state.held ? [] : ([['hold', { type: 'hold', reason: R }]] as const)),
    ['withdraw', { type: 'withdraw', reason: R }],
    ['emergency', { type: 'emergency', incident: R, reason: R }],
  ];
}

/** Not worth a button: another stage, another person, or nothing there to be done. */
const HIDDEN: readonly RefusalCode[] = [
  'not-in-this-stage',
  'already-final',
  'nothing-changed',
  'not-requester',
  'needs-role',
  'no-seat-for-you',
  'barred-requester',
  'barred-on-behalf',
  'barred-author',
  'provider-staff',
  'not-your-concern',
  'second-yourself',
  'implementer-verifies',
  'own-emergency',
  'own-condition',
  'nothing-to-second',
  'nothing-to-confirm',
  'not-on-hold',
  'no-rejection-yet',
  'no-emergency',
  'already-ratified',
  'no-plan',
  'not-approved',
];

/** A rule of a form: the form itself asks for what is missing. */
const ASKED: readonly RefusalCode[] = ['reason-needed', 'until-or-trigger'];

export function offers(state: ChangeState, situation: Situation, voice: Voice): readonly Offer[] {
  return samples(state).flatMap(([type, command]): Offer[] => {
    const decision = decide(state, command, situation);
    if (!('refusal' in decision)) return [{ type }];
    const { refusal } = decision;
    if (HIDDEN.includes(refusal.code)) return [];
    if (ASKED.includes(refusal.code)) return [{ type }];
    return [{ type, why: voice.say(refusalView(refusal).what) }];
  });
}

/** The seats that the viewer may vote for now; of those that others filled already it says so. None once the decision is made. */
export function ownSeats(state: ChangeState, situation: Situation, voice: Voice): readonly OwnSeat[] {
  const { authority, actor, items } = situation;
  const seats: readonly SeatRole[] = [...new Set(state.seats)];
  const open = seats.filter((seat) => !ineligible(authority, authorshipOf(state), seat, actor.id));
  if (open.length === 0) return [];
  const rows = tally(ballotOf(state), authority, itemsApartFromOwn(state, items)).seats;
  return open.flatMap((seat) => {
    const command: Command = { type: 'vote', verdict: 'abstain', seat, authenticated: 'jira' };
    if ('refusal' in decide(state, command, situation)) return [];
    const here = rows.filter((one) => one.seat === seat);
    return [
      {
        seat,
        name: voice
          .part(roleName(seat))
          .map((one) => one.text)
          .join(''),
        ...standingOf(here, (id) => samePerson(authority, id, actor.id), voice),
      },
    ];
  });
}

/** The viewer's own vote in a role, who else filled it, and whether a seat of it still waits for the viewer. */
function standingOf(
  rows: readonly SeatTally[],
  isViewer: (id: string) => boolean,
  voice: Voice,
): Pick<OwnSeat, 'asked' | 'voted' | 'filledBy'> {
  const own = rows[0]?.votes.find((one) => !one.not && isViewer(one.vote.voter.id))?.vote;
  const others = rows.flatMap(({ filledBy }) => (filledBy && !isViewer(filledBy.voter.id) ? [filledBy.voter] : []));
  return {
    // Who has said something, or sits elsewhere already, is no candidate: only an open seat that may be theirs asks them.
    asked: rows.some((one) => one.candidates.some((person) => isViewer(person.id))),
    ...(own ? { voted: own.verdict } : {}),
    ...(others.length === rows.length ? { filledBy: voice.plain(people(others)) } : {}),
  };
}
