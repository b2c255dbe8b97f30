/** Command × state × situation → events or a refusal. Pure: the same input gives the same answer (`rules.md 1`). */

import { ENGINE, NOBODY, type Person } from '../content/person.ts';
import { decideAssessment } from './assessment.ts';
import { away, back } from './away.ts';
import { decideBoard } from './board.ts';
import type { Command } from './command.ts';
import { type Decision, happens, refused } from './decision.ts';
import { decideDelivery } from './delivery.ts';
import { whyBarred } from './guard.ts';
import { decideIntake, open } from './intake.ts';
import { madeFor } from './madefor.ts';
import { migrate } from './migrate.ts';
import { decideProposal } from './proposal.ts';
import { isOutOfSight, rehome } from './rehome.ts';
import type { Situation } from './situation.ts';
import { engineMakes } from './stage.ts';
import type { ChangeState } from './state.ts';

/** One command on one state, before the engine has drawn its conclusions. */
export function decide(state: ChangeState | undefined, command: Command, situation: Situation): Decision {
  if (command.type === 'open')
    return state ? refused('already-open', { label: state.label }) : open(command, situation);
  if (!state) return refused('no-such-request');
  return whyBarred(state, command, situation) ?? signed(permitted(state, command, situation), situation.actor);
}

/** A move is somebody's act where their word made it (`rules.md 7.1`); what the rules make of it is nobody's. */
function signed(decision: Decision, by: Person): Decision {
  if ('refusal' in decision || by.id === ENGINE.id || by.id === NOBODY.id) return decision;
  const { id, name } = by;
  return happens(
    ...decision.events.map((event) =>
      event.type === 'moved' && !engineMakes(event.rule) ? { ...event, by: { id, name } } : event,
    ),
  );
}

/** What follows from a command that its row lets pass: each has its own guards left. */
function permitted(state: ChangeState, command: Exclude<Command, { type: 'open' }>, situation: Situation): Decision {
  switch (command.type) {
    case 'write':
    case 'submit':
    case 'triage':
    case 'owner':
    case 'need-info':
    case 'withdraw':
    case 'duplicate':
    case 'decline':
    case 'supersede':
    case 'emergency':
    case 'reopen':
      return decideIntake(state, command, situation);
    case 'assess':
    case 'plan':
    case 'alternatives':
    case 'raise-class':
    case 'review':
      return decideAssessment(state, command, situation);
    case 'start':
    case 'link-work':
    case 'unlink-work':
    case 'work-merged':
    case 'work-pushed':
    case 'accept':
    case 'done':
    case 'drop':
    case 'evidence':
    case 'actuals':
    case 'verify':
    case 'close':
      return decideDelivery(state, command, situation);
    case 'propose':
    case 'take-over':
    case 'turn-down':
      return decideProposal(state, command, situation);
    case 'reconsider':
      return happens();
    case 'note':
      return happens({
        type: 'irregularity',
        kind: command.irregularity,
        detail: command.detail,
        ...(command.of ? { of: command.of } : {}),
        by: situation.actor,
      });
    case 'represent':
    case 'made-for':
      return madeFor(state, command, situation);
    case 'relocate': {
      const isSame = command.label === state.label && command.address === state.address && !isOutOfSight(state);
      return isSame ? happens() : happens({ type: 'relocated', label: command.label, address: command.address });
    }
    case 'rehome':
      return rehome(state, command, situation);
    case 'away':
      return away(command, situation);
    case 'back':
      return back(situation);
    case 'migrate':
      return migrate(state, command, situation);
    default:
      return decideBoard(state, command, situation);
  }
}
