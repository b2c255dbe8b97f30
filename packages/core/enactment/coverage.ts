/** Which default branches a version of a project's policy was read to cover, although it names none of them: a stream for each version (`rules.md 6.1`). */
import { z } from 'zod';
import type { Decider, Moment } from '../record/decider.ts';
import type { Kind } from '../record/kind.ts';
import type { StreamRef } from '../record/port.ts';

/** That no branch of the policy's own was there then, nobody can read again. */
const eventSchema = z.object({ type: z.literal('taken-in'), branch: z.string().min(1) });

export interface Coverage {
  /** In the order in which they were taken in. */
  readonly state: readonly string[];
  readonly command: { readonly type: 'take-in'; readonly branch: string };
  readonly event: z.infer<typeof eventSchema>;
  readonly situation: Moment;
  readonly refusal: never;
  readonly row: { readonly branches: readonly string[] };
}

export const COVERAGE: Decider<Coverage> = {
  kind: 'coverage' satisfies Kind,
  initial: [],
  /** Whoever pushes a branch of the policy's name later takes nothing out. */
  decide: (known, { branch }) => ({ events: known.includes(branch) ? [] : [{ type: 'taken-in', branch }] }),
  evolve: (known, { event: { branch } }) => [...known, branch],
  settle: () => [],
  row: (branches) => (branches.length > 0 ? { branches } : undefined),
  schema: eventSchema,
};

/** @param version of the policy, as the digest of its text */
export function coverageStream({ tenant, project }: Pick<StreamRef, 'tenant' | 'project'>, version: string): StreamRef {
  return { tenant, project, kind: COVERAGE.kind, stream: version };
}
