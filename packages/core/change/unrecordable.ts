/** An edit that the record cannot hold stands before everybody's eyes and on no record: until one that can be held takes its place, nothing is decided and no gate opens (`rules.md 7.1`). */
import type { Command } from './command.ts';
import { isOpen } from './stage.ts';
import type { ChangeState, Irregularity } from './state.ts';

/** The edit whose text is on no record; `undefined` when what stands in the tracker is. */
export function unrecordableEdit({ irregularities }: Pick<ChangeState, 'irregularities'>): Irregularity | undefined {
  const last = irregularities.findLast(({ kind }) => kind === 'edit-unrecordable' || kind === 'edit-recorded');
  return last?.kind === 'edit-unrecordable' ? last : undefined;
}

/** That edit while it holds the request up: one that is over waits for nothing. */
export function editInTheWay(state: Pick<ChangeState, 'irregularities' | 'stage'>): Irregularity | undefined {
  return isOpen(state.stage) ? unrecordableEdit(state) : undefined;
}

/** Commands that speak of the text as it stands: nobody can say on record what that is. */
const SPEAKING: readonly Command['type'][] = [
  'submit',
  'review',
  'vote',
  'confirm',
  'start',
  'verify',
  'close',
  'ratify',
  'second',
];

/** True for what waits until the text is on record. That the work failed can be said of any text. */
export function needsRecordedText(command: Command): boolean {
  return SPEAKING.includes(command.type) && !(command.type === 'verify' && !command.passed);
}
