/** What the board does as one: defer, take up, cancel, close in part, lower a class; by its chair with a second (`rules.md 3.4`). */
import { ineligible } from '../approval/eligible.ts';
import { samePerson } from '../policy/authority.ts';
import { ASSESSMENT_VALID_DAYS } from '../policy/policy.ts';
import { SEAT_ROLES } from '../policy/role.ts';
import { authorshipOf, type Decision, happens, lacksRole, move, outside, refused } from './decision.ts';
import type { BoardAct, ChangeEvent } from './event.ts';
import { ASSESSMENT_VOID } from './evolve.ts';
import { NO_ACT } from './pending.ts';
import { boardFor } from './requirement.ts';
import type { Situation } from './situation.ts';
import { DECIDED, type Stage } from './stage.ts';
import type { ChangeState } from './state.ts';

const ACT_STAGES: Record<BoardAct['act'], readonly Stage[]> = {
  defer: ['in-review'],
  'take-up': ['deferred'],
  cancel: DECIDED,
  'close-partly': ['verifying'],
  'close-rolled-back': ['verifying'],
  'lower-class': ['assessing', 'in-review'],
};

/** The board acts by its chair with a second seat holder; in light by the lead (`rules.md 3.4`). */
export function act(state: ChangeState, proposal: BoardAct, situation: Situation): Decision {
  const no = outside(state, ACT_STAGES[proposal.act]) ?? lacksRole(state, situation, ['chair']);
  if (no) return no;
  if (!proposal.reason) return refused('reason-needed', { command: proposal.act });
  if (situation.policy.profile === 'light') return happens(...carriedOut(state, proposal, situation));
  return happens({ type: 'act-proposed', act: proposal, by: situation.actor });
}

/** @param saw id of the act that whoever seconds had before them: two people's word is one act's only if it is on the same thing. */
export function second(state: ChangeState, saw: number | undefined, situation: Situation): Decision {
  const { pendingAct } = state;
  if (pendingAct && samePerson(situation.authority, pendingAct.by.id, situation.actor.id))
    return refused('second-yourself', {});
  if (saw !== undefined && saw !== (pendingAct?.id ?? NO_ACT)) return refused('other-act', {});
  if (!pendingAct) return refused('nothing-to-second', {});
  const no = outside(state, ACT_STAGES[pendingAct.act.act]);
  if (no) return no;
  const seats = state.seats.length > 0 ? state.seats : boardFor(state, situation.policy, 'minor');
  const eligible = seats.some(
    (seat) => !ineligible(situation.authority, authorshipOf(state), seat, situation.actor.id),
  );
  if (!eligible) return refused('needs-role', { roles: SEAT_ROLES.filter((role) => seats.includes(role)) });
  return happens(...carriedOut(state, pendingAct.act, situation));
}

function carriedOut(state: ChangeState, done: BoardAct, situation: Situation): readonly ChangeEvent[] {
  const { actor, now, policy } = situation;
  const seconded: ChangeEvent = { type: 'act-seconded', act: done, by: actor };
  switch (done.act) {
    case 'defer':
      return [seconded, move('T10', state, 'deferred', done.reason)];
    case 'take-up':
      return [seconded, ...takenUp(state, now)];
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

/** T11, for the board and for the timer alike: an assessment that is too old is void. */
export function takenUp(state: ChangeState, now: string): readonly ChangeEvent[] {
  const age = (Date.parse(now) - Date.parse(state.stageSince)) / 86_400_000;
  return [move('T11', state, 'submitted', age > ASSESSMENT_VALID_DAYS ? ASSESSMENT_VOID : undefined)];
}
