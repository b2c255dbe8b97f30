/** The policy of a project as a stream of its own: which version stood from when, and who put it in force (`rules.md 7.2`). */
import { z } from 'zod';
import type { Decider, Moment } from '../record/decider.ts';
import type { Kind } from '../record/kind.ts';
import type { StreamRef } from '../record/port.ts';

/** The chain holds the digest of the text and the person's id. The text lies beside it, found and checked by its digest; the name is looked up. */
const eventSchema = z.object({
  type: z.literal('put-in-force'),
  version: z.string().regex(/^[0-9a-f]{64}$/),
  by: z.string().min(1),
});

export interface Version {
  readonly version: string;
  readonly by: string;
  /** UTC instant from which it stood. */
  readonly at: string;
}

export interface Enactment {
  /** Oldest first; the last one stands. */
  readonly state: readonly Version[];
  readonly command: { readonly type: 'put-in-force'; readonly version: string };
  readonly event: z.infer<typeof eventSchema>;
  readonly situation: Moment;
  readonly refusal: never;
  readonly row: { readonly stands: string; readonly by: string; readonly count: number };
}

export const ENACTMENT: Decider<Enactment> = {
  kind: 'policy' satisfies Kind,
  initial: [],
  /** A version that stands already is not put in force again. */
  decide: (versions, { version }, { actor }) =>
    versions.at(-1)?.version === version
      ? { events: [] }
      : { events: [{ type: 'put-in-force', version, by: actor.id }] },
  evolve: (versions, { at, event: { version, by } }) => [...versions, { version, by, at }],
  settle: () => [],
  row(versions) {
    const last = versions.at(-1);
    return last && { stands: last.version, by: last.by, count: versions.length };
  },
  schema: eventSchema,
};

/** A project has one policy. */
export function policyStream({ tenant, project }: Pick<StreamRef, 'tenant' | 'project'>): StreamRef {
  return { tenant, project, kind: ENACTMENT.kind, stream: 'policy' };
}
