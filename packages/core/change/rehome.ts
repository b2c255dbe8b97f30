/** A request that arrives in another project: whoever moved it may rule there, so that nothing of its decision comes along (`rules.md 5.6`, `7.2`, T13). */
import { ENGINE } from '../content/person.ts';
import type { StreamRef } from '../record/port.ts';
import type { Command } from './command.ts';
import { type Decision, happens, move } from './decision.ts';
import type { ChangeEvent } from './event.ts';
import { defaultOwner } from './intake.ts';
import type { Situation } from './situation.ts';
import { DECIDED, FINAL } from './stage.ts';
import type { ChangeState, Rehoming } from './state.ts';
import { standingVotes } from './vote.ts';

/** Stages in which a move ends what was decided, or what the board is asked. */
const BEFORE_BOARD = ['in-review', ...DECIDED];

export function rehome(
  state: ChangeState,
  command: Extract<Command, { type: 'rehome' }>,
  situation: Situation,
): Decision {
  const { from, to, label, address } = command;
  if (command.isBack ? isKnownBack(state, command) : isTold(state, to)) return happens();
  const moved: ChangeEvent = { type: 'rehomed', from, to, label, address };
  // What was decided and done stands.
  if (FINAL.includes(state.stage)) return happens(moved);
  const arrived: readonly ChangeEvent[] = [{ ...moved, afresh: true }, ...received(state, situation)];
  const ended = standingVotes(state).map(
    ({ voter, seat }): ChangeEvent => ({ type: 'vote-voided', voter, seat, cause: { kind: 'moved', from: from.name } }),
  );
  if (!BEFORE_BOARD.includes(state.stage)) return happens(...ended, ...arrived);
  return happens(
    ...ended,
    ...arrived,
    { type: 'reapproval-needed', cause: 'moved', detail: from.name },
    move('T13', state, 'assessing', 'moved'),
  );
}

/** Its owner was named where its mover may rule, and could accept work on it; where it is now, somebody else answers for it (6.4). */
function received(state: ChangeState, situation: Situation): readonly ChangeEvent[] {
  const owner = state.owner && defaultOwner(situation);
  return owner ? [{ type: 'triaged', changeType: state.content.type, owner, by: ENGINE }] : [];
}

/** A tracker that gives it a new id with each move may tell of an old one late; where it keeps its own, what matters is where it is. */
function isTold({ moves }: ChangeState, { project, id }: Rehoming['to']): boolean {
  if (id !== undefined) return moves.some(({ to }) => to.id === id);
  return moves.at(-1)?.to.project === project;
}

/** Each of both moves tells of it. What was decided since the last one was decided before this. */
function isKnownBack(state: ChangeState, { from, to }: Pick<Rehoming, 'from' | 'to'>): boolean {
  const last = state.moves.at(-1);
  const isSame = last?.from.project === from.project && last.to.project === to.project;
  const isDecided = state.approval ?? state.emergency ?? state.accepted ?? state.planConfirmed ?? state.understood;
  const isAccepted = state.work.some((one) => one.accepted && !one.merged);
  return isSame && !isDecided && !isAccepted && standingVotes(state).length === 0;
}

/** Moved to where nobody here can see it (`rules.md 5.6`). */
export function isOutOfSight({ moves }: Pick<ChangeState, 'moves'>): boolean {
  return moves.at(-1)?.to.outOfSight === true;
}

/** The project in which it lives; `undefined` for the one in which it began. */
export function homeAfterMoves({ moves }: Pick<ChangeState, 'moves'>): string | undefined {
  return moves.at(-1)?.to.project;
}

/** The project in which a request lives, by its record; before there is one, that of its stream. */
export function homeProject(
  state: Pick<ChangeState, 'moves'> | undefined,
  { project }: Pick<StreamRef, 'project'>,
): string {
  return (state && homeAfterMoves(state)) ?? project;
}
