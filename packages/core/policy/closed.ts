/** The policy of a project whose own cannot be used: with it the record goes on and nobody decides anything. */
import { inForce } from './inforce.ts';
import { closedFile } from './key/whole.ts';
import type { Policy } from './policy.ts';

const NONE = 'none';

/**
 * A policy that fills no role, for recording what happens while the real one cannot be used (`rules.md 4.4`). With it nobody can decide
 * anything, and because every role is unreadable rather than empty, nobody's vote ends either. Each key's closed value stands in its row.
 */
export function closedPolicy(locale: Policy['locale'] = 'en'): Policy {
  // A closed value that cannot be read would be left out, so that the policy would be more open: `key/keys.test.ts` holds them.
  return { version: NONE, ...inForce({ ...closedFile(), language: locale }, () => undefined) };
}

/** Whether it is that policy, which stands for none. */
export function isClosedPolicy({ version }: Pick<Policy, 'version'>): boolean {
  return version === NONE;
}
