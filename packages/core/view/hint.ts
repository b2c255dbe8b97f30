/** What a policy is told although it is in force, as sentences. */
import type { PolicyHint } from '../gate/hint.ts';
import type { PolicyState } from '../gate/merge.ts';
import type { Authority } from '../policy/authority.ts';
import { type Sentence, words } from './sentence.ts';

export function hintSentences(state: PolicyState): readonly Sentence[] {
  return sentencesOf(state.kind === 'in-force' ? (state.hints ?? []) : []);
}

/** What whoever rests on a policy should know of its names (`rules.md 5.6`). */
export function nameSentences({ said = [] }: Pick<Authority, 'said'>): readonly Sentence[] {
  return sentencesOf(said);
}

function sentencesOf(hints: readonly PolicyHint[]): readonly Sentence[] {
  return hints.map(({ code, values: { meant, ...values } }) =>
    words(`policy.hint.${code}`, { ...values, ...(meant === undefined ? {} : { meant: meant || 'none' }) }),
  );
}
