/** An id that a thing got by a move: the stream of the new id says which stream goes on under it (`rules.md 5.6`). */
import { z } from 'zod';
import type { Decider, Moment } from '../record/decider.ts';
import type { Kind } from '../record/kind.ts';
import type { Ledger, StreamRef } from '../record/port.ts';
import { folded } from '../record/run.ts';

/** Where the stream is: an id that it got in another project belongs to the project in which it began. */
export interface Belonging {
  readonly project: string;
  readonly stream: string;
}

const eventSchema = z.object({ type: z.literal('belongs'), project: z.string().min(1), stream: z.string().min(1) });

export interface Alias {
  readonly state: Belonging | undefined;
  readonly command: { readonly type: 'belong' } & Belonging;
  readonly event: z.infer<typeof eventSchema>;
  readonly situation: Moment;
  readonly refusal: never;
  readonly row: { readonly of: Belonging };
}

export const ALIAS: Decider<Alias> = {
  kind: 'alias' satisfies Kind,
  initial: undefined,
  /** An id is given once: what it belongs to never changes. */
  decide: (known, { project, stream }) => (known ? { events: [] } : { events: [{ type: 'belongs', project, stream }] }),
  evolve: (_, { event: { project, stream } }) => ({ project, stream }),
  settle: () => [],
  row: (known) => known && { of: known },
  schema: eventSchema,
};

/** @param project the one in which the id was given */
export function aliasStream(tenant: string, project: string, id: string): StreamRef {
  return { tenant, project, kind: ALIAS.kind, stream: id };
}

/** The stream of a change request: that of its own id, or the one that it had before it moved. One read. */
export async function streamUnder(
  ledger: Pick<Ledger, 'read'>,
  tenant: string,
  project: string,
  id: string,
): Promise<StreamRef> {
  const known = folded(ALIAS, await ledger.read(aliasStream(tenant, project, id)));
  return { tenant, ...(known ?? { project, stream: id }) };
}
