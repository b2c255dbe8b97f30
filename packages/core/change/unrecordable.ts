/** An edit that the record cannot hold stands before everybody's eyes and on no record: until one that can be held takes its place, nothing is decided and no gate opens (`rules.md 7.1`). */
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
