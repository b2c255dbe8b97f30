/** Something that requests rest on: whether it is gone. A tracker may answer the same for what is hidden and for what is gone, and tells of a deletion once. */
import { z } from 'zod';
import { ACCOUNT } from '../kept.ts';
import type { Decider, Moment } from '../record/decider.ts';
import type { Kind } from '../record/kind.ts';
import type { StreamRef } from '../record/port.ts';

const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('deleted') }),
  /** It was hidden, and not deleted. */
  z.object({ type: z.literal('seen-again') }),
]);

export interface Item {
  /** `undefined` while nobody told anything of it. */
  readonly state: 'gone' | 'there' | undefined;
  readonly command: { readonly type: 'delete' | 'see-again' };
  readonly event: z.infer<typeof eventSchema>;
  readonly situation: Moment;
  readonly refusal: never;
  readonly row: { readonly isGone: boolean };
}

export const ITEM: Decider<Item> = {
  kind: 'item' satisfies Kind,
  initial: undefined,
  /** What is told twice happened once. */
  decide(state, { type }) {
    if (type === 'delete') return { events: state === 'gone' ? [] : [{ type: 'deleted' }] };
    return { events: state === 'there' ? [] : [{ type: 'seen-again' }] };
  },
  evolve: (_, { event }) => (event.type === 'deleted' ? 'gone' : 'there'),
  settle: () => [],
  row: (state) => state && { isGone: state === 'gone' },
  schema: eventSchema,
};

/** By its id alone: it stays the same one wherever it is moved (`rules.md 5.6`). */
export function itemStream(tenant: string, id: string): StreamRef {
  return { tenant, project: ACCOUNT, kind: ITEM.kind, stream: id };
}
