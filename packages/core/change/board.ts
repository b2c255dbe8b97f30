/** What board members do: votes (`vote.ts`), common acts (`boardact.ts`), concerns, conditions, sending back, holds and ratification. */

import { contentDigest, facetDigests } from '../approval/facet.ts';
import { tally } from '../approval/tally.ts';
import { surelySame } from '../policy/authority.ts';
import { ACTS } from './acts.ts';
import { attest } from './attest.ts';
import { isNamed } from './authorised.ts';
import { act, second } from './boardact.ts';
import type { Command } from './command.ts';
import { openConcerns } from './concern.ts';
import { confirm } from './confirm.ts';
import { conditionOver } from './deadline.ts';
import { ballotOf, type Decision, happens, hasRole, move, refused } from './decision.ts';
import type { ChangeEvent } from './event.ts';
import { holdsOn } from './hold.ts';
import { itemsApartFromOwn } from './requirement.ts';
import type { Situation } from './situation.ts';
import type { ChangeState } from './state.ts';
import { chairRejects, retract, standingVotes, vote } from './vote.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

type Board = Of<
  | 'send-back'
  | 'vote'
  | 'attest'
  | 'retract'
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
  const { actor } = situation;
  switch (command.type) {
    case 'vote':
      return vote(state, command, situation);
    case 'attest':
      return attest(state, command, situation);
    case 'retract':
      return retract(state, command, situation);
    case 'send-back':
      if (!command.reason) return refused('reason-needed', { command: 'send-back' });
      return happens(...returned(state, situation), move('T7', state, 'assessing', command.reason));
    case 'reject':
      return chairRejects(state, command, situation);
    case 'confirm':
      return confirm(state, command, situation);
    case 'concern':
      return happens({
        ...{ type: 'concern-raised', id: `C${state.concerns.length + 1}`, text: command.text, by: actor },
        ...(command.spoken === undefined ? {} : { spoken: command.spoken }),
        ...beforeItsTurn(situation),
      });
    case 'resolve': {
      const concern = openConcerns(state, command.spoken).find((one) => isNamed(one, command.concern));
      if (!concern) return refused('no-such-concern', { id: command.concern, open: [] });
      if (!command.reason) return refused('reason-needed', { command: 'resolve' });
      return happens({ type: 'concern-resolved', id: concern.id, reason: command.reason, by: actor });
    }
    case 'condition': {
      const { text, owner, due, blocks } = command;
      const condition = {
        id: `K${state.content.conditions.length + 1}`,
        text,
        owner,
        blocks,
        by: actor,
        ...(due ? { due } : {}),
      };
      return happens({ type: 'condition-added', condition, ...conditionOver(condition, situation.policy) });
    }
    case 'meet-condition': {
      const condition = state.content.conditions.find((one) => isNamed(one, command.condition));
      if (!condition) return refused('no-such-condition', { id: command.condition, known: [] });
      return happens({
        type: 'condition-met',
        id: condition.id,
        by: actor,
        ...(command.evidence ? { evidence: command.evidence } : {}),
        ...(command.file ? { file: command.file } : {}),
      });
    }
    case 'defer': {
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
    case 'lower-class':
      return act(state, { act: 'lower-class', reason: command.reason, class: command.class }, situation);
    case 'second':
      return second(state, situation);
    case 'hold':
      return happens({
        ...{ type: 'held', reason: command.reason, by: actor },
        ...(command.spoken === undefined ? {} : { spoken: command.spoken }),
        ...beforeItsTurn(situation),
      });
    case 'release':
      return release(state, situation);
    case 'ratify':
      return ratify(state, command, situation);
  }
}

/** Its own turn has to find out what it was decided ahead of. */
function beforeItsTurn({ ahead }: Situation): Pick<Situation, 'ahead'> {
  return ahead === undefined ? {} : { ahead };
}

/** The votes that a return to assessment ends (T7). */
function returned(state: ChangeState, situation: Situation): readonly ChangeEvent[] {
  return standingVotes(state).map((one) => ({
    type: 'vote-voided',
    voter: one.voter,
    seat: one.seat,
    cause: { kind: 'returned', by: situation.actor },
  }));
}

/** Whoever put a hold on ends their own, and nobody else's by it; whoever may release any hold releases all of them. */
function release(state: ChangeState, situation: Situation): Decision {
  const { actor, authority } = situation;
  const released = { type: 'released', by: actor } as const;
  if (hasRole(state, situation, ACTS.release.roles) === 'yes') return happens(released);
  const own = holdsOn(state).filter(({ by }) => surelySame(authority, by.id, actor.id));
  return happens({ ...released, of: own.map(({ by }) => by.id) });
}

function ratify(state: ChangeState, command: Of<'ratify'>, situation: Situation): Decision {
  if (!command.reason) return refused('reason-needed', { command: 'ratify' });
  const { outcome, reason } = command;
  const ratified: ChangeEvent = { type: 'ratified', outcome, reason, by: situation.actor };
  if (outcome === 'not-ratified') return happens(ratified);
  return (
    whyNotVotedOn(state, situation) ??
    happens(ratified, {
      type: 'approved',
      digest: contentDigest(state.content),
      facets: facetDigests(state.content),
      conditions: state.content.conditions.map((one) => one.id),
    })
  );
}

/** An emergency is ratified with every vote that its board would have given before (`rules.md 4.8`). */
export function whyNotVotedOn(state: ChangeState, { authority, items }: Situation): Decision | undefined {
  const count = tally(ballotOf(state), authority, itemsApartFromOwn(state, items));
  if (count.passed && state.revision > 0) return undefined;
  const waiting = count.seats.filter((seat) => !seat.filledBy).map((seat) => seat.seat);
  return refused('votes-missing', { seats: state.revision === 0 ? state.seats : waiting });
}
