/** A thing with facts about it, as a list of any surface shows it. */
import type { Value } from './sentence.ts';

/** A thing with facts about it, shown one after another: a step, a risk, a condition, an alternative. */
export interface DetailLine {
  readonly id?: string;
  /** Words of ours in front, such as "Tests: …"; or the text itself. */
  readonly text: Value;
  readonly facts: readonly Value[];
  readonly done: boolean;
}
