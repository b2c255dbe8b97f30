/** The state of a change request as a line of steps with the present one marked; what really happened decides which steps are behind. */
import { MAIN_LINE, type Stage } from '../change/stage.ts';
import type { Told } from './told.ts';

export interface LineStep {
  readonly stage: Stage;
  readonly is: 'behind' | 'here' | 'ahead';
}

/** A request that left the line (rejected, deferred, withdrawn, closed early) shows the steps it took and where it stopped. */
export function stageLine(stage: Stage, entries: readonly Told[]): readonly LineStep[] {
  const at = MAIN_LINE.indexOf(stage);
  if (at >= 0 && stage !== 'closed')
    return MAIN_LINE.map((one, index) => ({ stage: one, is: index < at ? 'behind' : index === at ? 'here' : 'ahead' }));
  const passed = new Set<Stage>(['draft']);
  for (const { event } of entries) if (event.type === 'moved') passed.add(event.to);
  const taken = MAIN_LINE.filter((one) => one !== 'closed' && passed.has(one));
  return [...taken.map((one): LineStep => ({ stage: one, is: 'behind' })), { stage, is: 'here' }];
}
