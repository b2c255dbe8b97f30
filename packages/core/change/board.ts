/** What board members do: votes (`vote.ts`), common acts (`boardact.ts`), concerns, conditions, sending back, holds and ratification. */

import { contentDigest, facetDigests } from '../approval/facet.ts';
import { tally } from '../approval/tally.ts';
import { CLASSES } from '../impact/class.ts';
import { samePerson } from '../policy/authority.ts';
import { act, second } from './boardact.ts';
import type { Command } from './command.ts';
import { confirm } from './confirm.ts';
import {
  ballotOf,
  type Decision,
  happens,
  hasRole,
  isBoardMember,
  isRequester,
  lacksRole,
  move,
  outside,
  refused,
} from './decision.ts';
import type { ChangeEvent } from './event.ts';
import { itemsApartFromOwn, standingClass } from './requirement.ts';
import type { Situation } from './situation.ts';
import { DECIDED, OPEN } from './stage.ts';
import type { ChangeState } from './state.ts';
import { chairRejects, vote } from './vote.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

type Board = Of<
  | 'send-back'
  | 'vote'
  | 'reject'
  | 'confirm'
  | 'concern'
  | 'resolve'
  | 'condition'
  | 'meet-condition'
  | 'defer'
  | 'take-up'
  | 'cancel'
  | 'lower-class'
  | 'second'
  | 'hold'
  | 'release'
  | 'ratify'
>;

export function decideBoard(state: ChangeState, command: Board, situation: Situation): Decision {
  const { actor, authority } = situation;
  switch (command.type) {
    case 'vote':
      return vote(state, command, situation);
    case 'send-back': {
      const no = outside(state, ['in-review']);
      if (no) return no;
      if (!isBoardMember(state, situation)) return refused('needs-role', { roles: [...new Set(state.seats)] });
      if (!command.reason) return refused('reason-needed', { command: 'send-back' });
      return happens(...returned(state, situation), move('T7', state, 'assessing', command.reason));
    }
    case 'reject':
      return chairRejects(state, command, situation);
    case 'confirm':
      return confirm(state, command, situation);
    case 'concern': {
      const no = outside(state, OPEN);
      if (no) return no;
      const mayRaise =
        isBoardMember(state, situation) ||
        isRequester(state, situation) ||
        hasRole(state, situation, [
          'assessor',
          'owner',
          'change-manager',
          'technical-expert',
          'project-manager',
          'quality',
          'safety',
          'sponsor',
          'customer',
          'stakeholder',
          'supplier',
          'auditor',
        ]) === 'yes';
      if (!mayRaise) return refused('needs-role', { roles: ['stakeholder'] });
      return happens({ type: 'concern-raised', id: `C${state.concerns.length + 1}`, text: command.text, by: actor });
    }
    case 'resolve': {
      const concern = state.concerns.find(
        (one) => one.id.toLowerCase() === command.concern.toLowerCase() && !one.resolved,
      );
      if (!concern)
        return refused('no-such-concern', {
          id: command.concern,
          open: state.concerns.filter((one) => !one.resolved).map((one) => one.id),
        });
      const own = samePerson(authority, concern.by.id, actor.id);
      if (!own && hasRole(state, situation, ['chair']) !== 'yes')
        return refused('not-your-concern', { id: concern.id, by: concern.by.name });
      if (!command.reason) return refused('reason-needed', { command: 'resolve' });
      return happens({ type: 'concern-resolved', id: concern.id, reason: command.reason, by: actor });
    }
    case 'condition': {
      const no = outside(state, ['in-review', ...DECIDED]);
      if (no) return no;
      if (!isBoardMember(state, situation)) return refused('needs-role', { roles: [...new Set(state.seats)] });
      const { text, owner, due, blocks } = command;
      const condition = {
        id: `K${state.content.conditions.length + 1}`,
        text,
        owner,
        blocks,
        by: actor,
        ...(due ? { due } : {}),
      };
      return happens({ type: 'condition-added', condition });
    }
    case 'meet-condition': {
      const condition = state.content.conditions.find(
        (one) => one.id.toLowerCase() === command.condition.toLowerCase(),
      );
      if (!condition)
        return refused('no-such-condition', {
          id: command.condition,
          known: state.content.conditions.map((one) => one.id),
        });
      if (state.conditionsMet.some((one) => one.id === condition.id))
        return refused('already-met', { id: condition.id });
      if (samePerson(authority, condition.owner.id, actor.id)) return refused('own-condition', { id: condition.id });
      const no = lacksRole(state, situation, [
        'verifier',
        'owner',
        'change-manager',
        'chair',
        'quality',
        'technical-expert',
        'project-manager',
        'customer',
      ]);
      if (no) return no;
      return happens({
        type: 'condition-met',
        id: condition.id,
        by: actor,
        ...(command.evidence ? { evidence: command.evidence } : {}),
      });
    }
    case 'defer': {
      if (!command.until && !command.trigger) return outside(state, ['in-review']) ?? refused('until-or-trigger', {});
      const { reason, until, trigger } = command;
      return act(
        state,
        { act: 'defer', reason, ...(until ? { until } : {}), ...(trigger ? { trigger } : {}) },
        situation,
      );
    }
    case 'take-up':
      return act(state, { act: 'take-up', reason: command.reason }, situation);
    case 'cancel':
      return act(state, { act: 'cancel', reason: command.reason }, situation);
    case 'lower-class': {
      const standing = standingClass(state) ?? 'minor';
      if (CLASSES.indexOf(command.class) >= CLASSES.indexOf(standing)) return refused('not-lower', { class: standing });
      return act(state, { act: 'lower-class', reason: command.reason, class: command.class }, situation);
    }
    case 'second':
      return second(state, command.saw, situation);
    case 'hold':
      return (
        lacksRole(state, situation, ['owner', 'change-manager', 'project-manager', 'chair', 'customer']) ??
        happens({ type: 'held', reason: command.reason, by: actor })
      );
    case 'release': {
      if (!state.held) return refused('not-on-hold', {});
      const own = samePerson(authority, state.held.by.id, actor.id);
      if (own) return happens({ type: 'released', by: actor });
      return lacksRole(state, situation, ['chair', 'change-manager']) ?? happens({ type: 'released', by: actor });
    }
    case 'ratify':
      return ratify(state, command, situation);
  }
}

/** The votes that a return to assessment ends (T7). */
function returned(state: ChangeState, situation: Situation): readonly ChangeEvent[] {
  return state.votes
    .filter((one) => one.round === state.round && !one.voided && !one.replaced)
    .map((one) => ({
      type: 'vote-voided',
      voter: one.voter,
      seat: one.seat,
      cause: { kind: 'returned', by: situation.actor },
    }));
}

function ratify(state: ChangeState, command: Of<'ratify'>, situation: Situation): Decision {
  const { authority, items } = situation;
  if (!state.emergency) return refused('no-emergency', {});
  if (state.emergency.ratified) return refused('already-ratified', { outcome: state.emergency.ratified.outcome });
  const no = outside(state, ['implementing', 'verifying']) ?? lacksRole(state, situation, ['chair']);
  if (no) return no;
  if (samePerson(authority, state.emergency.by.id, situation.actor.id)) return refused('own-emergency', {});
  if (!command.reason) return refused('reason-needed', { command: 'ratify' });
  const { outcome, reason } = command;
  const ratified: ChangeEvent = { type: 'ratified', outcome, reason, by: situation.actor };
  if (outcome === 'not-ratified') return happens(ratified);
  const count = tally(ballotOf(state), authority, itemsApartFromOwn(state, items));
  if (!count.passed || state.revision === 0) {
    const waiting = count.seats.filter((seat) => !seat.filledBy).map((seat) => seat.seat);
    return refused('votes-missing', { seats: state.revision === 0 ? state.seats : waiting });
  }
  return happens(ratified, {
    type: 'approved',
    digest: contentDigest(state.content),
    facets: facetDigests(state.content),
    conditions: state.content.conditions.map((one) => one.id),
  });
}
