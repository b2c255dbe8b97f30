/** Command × state × situation → events or a refusal. Pure: the same input gives the same answer (`rules.md 1`). */

import { decideAssessment } from './assessment.ts';
import { decideBoard } from './board.ts';
import type { Command } from './command.ts';
import { type Decision, happens, refused } from './decision.ts';
import { decideDelivery } from './delivery.ts';
import type { ChangeEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { whyBarred } from './guard.ts';
import { decideIntake, open } from './intake.ts';
import { decideProposal } from './proposal.ts';
import type { Refusal } from './refusal.ts';
import { settle } from './settle.ts';
import type { Situation } from './situation.ts';
import type { ChangeState } from './state.ts';

/** One command on one state, before the engine has drawn its conclusions. */
export function decide(state: ChangeState | undefined, command: Command, situation: Situation): Decision {
  if (command.type === 'open')
    return state ? refused('already-open', { label: state.label }) : open(command, situation);
  if (!state) return refused('no-such-request');
  return whyBarred(state, command, situation) ?? permitted(state, command, situation);
}

/** What follows from a command that its row lets pass: each has its own guards left. */
function permitted(state: ChangeState, command: Exclude<Command, { type: 'open' }>, situation: Situation): Decision {
  switch (command.type) {
    case 'write':
    case 'submit':
    case 'triage':
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
      return happens({ type: 'irregularity', kind: command.irregularity, detail: command.detail, by: situation.actor });
    case 'represent': {
      const known = [state.requester, state.onBehalfOf, ...(state.represented ?? [])];
      return known.some((one) => one?.id === command.person.id)
        ? happens()
        : happens({ type: 'represented', person: command.person, by: situation.actor });
    }
    case 'relocate':
      return command.label === state.label && command.address === state.address
        ? happens()
        : happens({ type: 'relocated', label: command.label, address: command.address });
    default:
      return decideBoard(state, command, situation);
  }
}

export interface Outcome {
  /** Everything to append: the command's own events, then what the engine concluded from them. */
  readonly events: readonly ChangeEvent[];
  /** The state after them; `undefined` when there is still no request. */
  readonly state: ChangeState | undefined;
  readonly refusal?: Refusal;
}

/**
 * Decides a command and lets the engine settle; refused attempts at authority become events too (`rules.md 7.1`).
 * @param settles false where the facts may be old: then the engine concludes nothing from them
 */
export function conclude(
  state: ChangeState | undefined,
  command: Command,
  situation: Situation,
  { settles = true }: { readonly settles?: boolean } = {},
): Outcome {
  const decision = decide(state, command, situation);
  const events: ChangeEvent[] = [];
  let now = state;
  const add = (more: readonly ChangeEvent[]) => {
    for (const event of more) {
      events.push(event);
      now = evolve(now, { at: situation.now, event });
    }
  };
  if ('refusal' in decision) {
    const { refusal } = decision;
    if (now && refusal.onRecord)
      add([{ type: 'attempt-refused', command: command.type, refusal: refusal.code, by: situation.actor }]);
    return { events, state: now, refusal };
  }
  add(decision.events);
  // Each step of the engine makes the next one possible (submitted → assessing → in review); no chain of them is longer than the table.
  for (let step = 0; step < 24 && now && settles; step += 1) {
    const next = settle(now, situation);
    if (next.length === 0) return { events, state: now };
    add(next);
  }
  if (now && settles) throw new Error(`the engine does not come to rest on ${now.label} (${now.stage})`);
  return { events, state: now };
}
