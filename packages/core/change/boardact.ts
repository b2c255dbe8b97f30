/** What the board does as one: defer, take up, cancel, close in part, lower a class; by its chair with a second (`rules.md 3.4`). */

import { dayBegins } from '../calendar/moment.ts';
import type { Person } from '../content/person.ts';
import { attested } from './attest.ts';
import { whyNotEnded } from './closing.ts';
import { type Decision, happens, move, refused } from './decision.ts';
import type { BoardAct, ChangeEvent } from './event.ts';
import { ASSESSMENT_VOID } from './evolve.ts';
import { boardFor } from './requirement.ts';
import type { Situation } from './situation.ts';
import type { ChangeState } from './state.ts';

/** The board acts by its chair with a second seat holder; in light by the lead (`rules.md 3.4`). */
export function act(state: ChangeState, proposal: BoardAct, situation: Situation): Decision {
  if (!proposal.reason) return refused('reason-needed', { command: proposal.act });
  if (situation.policy.profile === 'light') return happens(...carriedOut(state, proposal, situation));
  return happens({ type: 'act-proposed', act: proposal, by: situation.actor });
}

/** The act that waits, carried out: who seconds, and what they saw, is asked before. */
export function second(state: ChangeState, situation: Situation): Decision {
  const { pendingAct } = state;
  if (!pendingAct) return refused('nothing-to-second');
  const isEnd = pendingAct.act.act === 'close-partly' || pendingAct.act.act === 'close-rolled-back';
  const no = isEnd ? whyNotEnded(state, situation) : undefined;
  if (pendingAct.act.act === 'attest') return attested(state, pendingAct, situation);
  return no ?? happens(...carriedOut(state, pendingAct.act, situation));
}

function carriedOut(state: ChangeState, done: BoardAct, situation: Situation): readonly ChangeEvent[] {
  const { actor, policy } = situation;
  const day = done.act === 'defer' ? done.until : undefined;
  const back = day ? { comesBack: dayBegins(day, policy.timeZone) } : {};
  const seconded: ChangeEvent = { type: 'act-seconded', act: done, by: actor, ...back };
  switch (done.act) {
    case 'defer':
      return [seconded, move('T10', state, 'deferred', done.reason)];
    // It comes into being by its second alone.
    case 'attest':
      return [seconded];
    case 'take-up':
      return [seconded, ...takenUp(state, situation)];
    case 'reject':
      return [seconded, ...rejected(state, done, actor)];
    case 'cancel':
      return [
        seconded,
        { type: 'closed', reason: 'cancelled', text: done.reason, by: actor },
        move('T18', state, 'closed', done.reason),
      ];
    case 'close-partly':
      return [
        seconded,
        { type: 'closed', reason: 'partly-implemented', text: done.reason, by: actor },
        move('T16', state, 'closed', done.reason),
      ];
    case 'close-rolled-back':
      return [
        seconded,
        { type: 'closed', reason: 'rolled-back', text: done.reason, by: actor },
        move('T16', state, 'closed', done.reason),
      ];
    case 'lower-class': {
      const found = done.class ?? 'minor';
      const seats = [...boardFor(state, policy, found)];
      return [
        seconded,
        // A class that was lowered asks for fresh votes: those that stand were given on another (4.3).
        ...state.votes
          .filter((one) => one.round === state.round && !one.voided && !one.replaced)
          .map(
            (one): ChangeEvent => ({
              type: 'vote-voided',
              voter: one.voter,
              seat: one.seat,
              cause: { kind: 'class-lowered', by: actor },
            }),
          ),
        { type: 'classified', class: found, seats, policy: policy.version, by: actor, reason: done.reason },
      ];
    }
  }
}

interface Rejection {
  readonly code?: string | undefined;
  readonly reason: string;
  readonly wouldChange?: string | undefined;
}

/** T9: the end of the matter, and what would change the answer. */
export function rejected(
  state: ChangeState,
  { code = 'board', reason, wouldChange }: Rejection,
  by: Person,
): readonly ChangeEvent[] {
  return [
    { type: 'rejected', code, text: reason, by, ...(wouldChange ? { wouldChange } : {}) },
    move('T9', state, 'rejected', reason),
  ];
}

/** T11, for the board and for the timer alike: an assessment that is too old is void. */
export function takenUp(
  state: ChangeState,
  { now, policy }: Pick<Situation, 'now' | 'policy'>,
): readonly ChangeEvent[] {
  const age = (Date.parse(now) - Date.parse(state.stageSince)) / 86_400_000;
  return [move('T11', state, 'submitted', age > policy.assessmentDays ? ASSESSMENT_VOID : undefined)];
}
