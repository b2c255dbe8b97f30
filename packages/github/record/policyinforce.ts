/** What stands in a repository as its policy, as far as its record says so. */
import type { PolicyState } from '@countersign/core/gate/merge.ts';

/** A version, or that there is none. */
export type Stands = { readonly version: string } | { readonly none: 'missing' | 'broken' };

/** What a policy that was read leaves on record; `undefined` while nobody can tell. */
export function standsBy(state: PolicyState): Stands | undefined {
  if (state.kind === 'in-force') return { version: state.policy.version };
  return state.kind === 'unreadable' ? undefined : { none: state.kind };
}
