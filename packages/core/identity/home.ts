/** Where a thing lives after it moved: a stream beside its own, which keeps the address under which it began (`rules.md 5.6`). */
import { z } from 'zod';
import type { Decider, Moment } from '../record/decider.ts';
import type { Kind } from '../record/kind.ts';
import type { StreamRef } from '../record/port.ts';

/** What of a home can never be asked for again. How its project is called and reached, the tracker tells at any time. */
export interface Home {
  readonly project: string;
  /** Its id there. */
  readonly id: string;
  /** The number people use there. */
  readonly number: number;
}

const eventSchema = z.object({
  type: z.literal('lives'),
  project: z.string().min(1),
  id: z.string().min(1),
  number: z.number().int().nonnegative(),
});

export interface Homes {
  /** `undefined` for what lives where it began. */
  readonly state: Home | undefined;
  readonly command: { readonly type: 'live' } & Home;
  readonly event: z.infer<typeof eventSchema>;
  readonly situation: Moment;
  readonly refusal: never;
  readonly row: { readonly home: Home };
}

export const HOME: Decider<Homes> = {
  kind: 'home' satisfies Kind,
  initial: undefined,
  /** A move that is told twice happened once. */
  decide: (home, { project, id, number }) =>
    home?.project === project && home.id === id && home.number === number
      ? { events: [] }
      : { events: [{ type: 'lives', project, id, number }] },
  evolve: (_, { event: { project, id, number } }) => ({ project, id, number }),
  settle: () => [],
  row: (home) => home && { home },
  schema: eventSchema,
};

/** @param of the stream of what moved */
export function homeStream({ tenant, project, stream }: StreamRef): StreamRef {
  return { tenant, project, kind: HOME.kind, stream };
}
