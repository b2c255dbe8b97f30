/** What a policy is told although it is in force, as sentences. */
import type { PolicyState } from '../gate/merge.ts';
import { type Sentence, words } from './sentence.ts';

export function hintSentences(state: PolicyState): readonly Sentence[] {
  const hints = state.kind === 'in-force' ? (state.hints ?? []) : [];
  return hints.map(({ code, values: { meant, ...values } }) =>
    words(`policy.hint.${code}`, { ...values, ...(meant === undefined ? {} : { meant: meant || 'none' }) }),
  );
}
