/** Proposals from mirrors in other trackers: a request has one home, and what is written elsewhere changes nothing by itself (`rules.md 5.6`). */
import type { Command } from './command.ts';
import { type Decision, happens, refused } from './decision.ts';
import { isSameMirror } from './mirror.ts';
import type { Situation } from './situation.ts';
import type { ChangeState } from './state.ts';

type Proposing = Extract<Command, { type: 'propose' | 'take-over' | 'turn-down' }>;

export function decideProposal(state: ChangeState, command: Proposing, situation: Situation): Decision {
  const { actor } = situation;
  if (command.type === 'propose') {
    const { from, address, text, mirrors } = command;
    // What was proposed from there and settled is not proposed again by another edit of something else.
    if (state.proposals.findLast((one) => isSameMirror(one, command))?.text === text) return happens();
    // Whoever does not tell ids says of a mirror that was moved the same from its new address; so long as that waits, it is nothing new by whomever.
    const isSaid = state.proposals.some((one) => one.text === text && (!one.settled || one.by.id === actor.id));
    if (isSaid && !state.proposals.some((one) => isSameMirror(one, command))) return happens();
    const id = `P${state.proposals.length + 1}`;
    return happens({
      type: 'proposed',
      id,
      from,
      address,
      text,
      by: actor,
      ...(mirrors ? { mirrors: [...mirrors] } : {}),
    });
  }
  const open = openProposals(state);
  const found = open.find((one) => one.id.toLowerCase() === command.proposal.toLowerCase());
  if (!found) return refused('no-such-proposal', { id: command.proposal, open: open.map((one) => one.id) });
  if (command.type === 'turn-down' && !command.reason) return refused('reason-needed', { command: 'turn-down' });
  const outcome = command.type === 'take-over' ? 'taken-over' : 'turned-down';
  return happens({ type: 'proposal-settled', id: found.id, outcome, reason: command.reason, by: actor });
}

/** Those that wait for somebody to take them over or turn them down. */
export function openProposals({ proposals }: ChangeState): ChangeState['proposals'] {
  return proposals.filter((one) => !one.settled);
}
