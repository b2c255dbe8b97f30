/** The commands for `/help`: one line for each that somebody can give now, as the rows of `acts.ts` say. */
import { rowOf, stagesOf, type Typed } from '../change/acts.ts';
import { possible } from '../change/offers.ts';
import { STAGES } from '../change/stage.ts';
import type { ChangeState } from '../change/state.ts';
import type { Policy, Profile } from '../policy/policy.ts';
import { type Sentence, words } from './sentence.ts';

/** What the present stage has brought stands first, what could always be done last; `/explain` always works. */
export function helpFor(state: ChangeState, profile: Profile, current?: Policy): readonly Sentence[] {
  const since = (type: Typed) => STAGES.findIndex((stage) => stagesOf(rowOf(type), profile).includes(stage));
  const now = possible(state, { profile, current }).toSorted((one, other) => since(other) - since(one));
  return [...now, 'explain' as const].map((one) => words(`status.help.${one}`));
}
