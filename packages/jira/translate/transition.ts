/** Jira's statuses and our stages: which status shows which stage, and which command a move from one to another stands for. */
import type { Command } from '@countersign/core/change/command.ts';
import { STAGES, type Stage } from '@countersign/core/change/stage.ts';
import type { Site } from '@countersign/core/setup/site.ts';

export function stageOfStatus(site: Site, status: string): Stage | undefined {
  return STAGES.find((stage) => site.statuses[stage] === status);
}

/** What somebody asks who moves an issue by hand; `undefined` for a move that nobody may ask for: only the board's votes make it. */
export function commandFor(from: Stage, to: Stage): Command | undefined {
  const move = MOVES.find(([stages, target]) => target === to && stages.includes(from));
  return move?.[2];
}

const MOVES: readonly (readonly [readonly Stage[], Stage, Command])[] = [
  [['draft'], 'submitted', { type: 'submit' }],
  [['submitted'], 'assessing', { type: 'triage' }],
  [['assessing'], 'in-review', { type: 'review' }],
  [['approved'], 'implementing', { type: 'start' }],
  [['implementing'], 'verifying', { type: 'done' }],
  [['verifying'], 'closed', { type: 'close', reason: 'implemented' }],
  [['rejected'], 'draft', { type: 'reopen' }],
];
