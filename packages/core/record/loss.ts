/** That a project shows more of ours than its record knows, and whether whoever runs the server goes on with what is left (`rules.md 4.4`): a stream for each project. */
import { z } from 'zod';
import type { Decider, Moment } from './decider.ts';
import type { Kind } from './kind.ts';
import type { StreamRef } from './port.ts';

const instant = z.iso.datetime();

export const lossSchema = z.object({
  label: z.string().min(1),
  /** The version that is shown. */
  shows: z.int().positive(),
  /** The version that is on record; 0 for nothing. */
  has: z.int().nonnegative(),
});

/** A request that is shown at a later version than is on record. */
export type RecordLost = Readonly<z.infer<typeof lossSchema>>;

const eventSchema = z.discriminatedUnion('type', [
  /** From then on nothing is decided there, whatever is on record. */
  lossSchema.extend({ type: z.literal('missing') }),
  /** Whatever was shown until that instant, and is not on record, is known to be missing for good. */
  z.object({
    type: z.literal('accepted'),
    until: instant,
    /** By a word of its own, or because all that happened since was read again. */
    how: z.enum(['begun-anew', 'read-again']),
  }),
  z.object({ type: z.literal('whole') }),
]);
type LossEvent = z.infer<typeof eventSchema>;

/** How what is missing was accepted. */
export type Acceptance = Extract<LossEvent, { type: 'accepted' }>['how'];

interface LossState {
  /** With the UTC instant at which it was found. */
  readonly missing?: RecordLost & { readonly foundAt: string };
  /** UTC instant, ISO 8601. */
  readonly acceptedUntil?: string;
}

export interface Loss {
  readonly state: LossState;
  readonly command:
    | { readonly type: 'miss'; readonly missing: RecordLost }
    | { readonly type: 'accept'; readonly until: string; readonly how: Acceptance }
    | { readonly type: 'find-whole' };
  readonly event: LossEvent;
  readonly situation: Moment;
  readonly refusal: never;
  readonly row: LossState;
}

export const LOSS: Decider<Loss> = {
  kind: 'loss' satisfies Kind,
  initial: {},
  /** What is found twice is missing once. */
  decide(state, command) {
    switch (command.type) {
      case 'miss':
        return { events: isSame(state.missing, command.missing) ? [] : [{ type: 'missing', ...command.missing }] };
      case 'accept': {
        const { until, how } = command;
        return { events: (state.acceptedUntil ?? '') >= until ? [] : [{ type: 'accepted', until, how }] };
      }
      case 'find-whole':
        return { events: state.missing ? [{ type: 'whole' }] : [] };
    }
  },
  evolve({ missing: before, acceptedUntil }, { at, event }) {
    const accepted = acceptedUntil === undefined ? {} : { acceptedUntil };
    switch (event.type) {
      case 'missing': {
        const { label, shows, has } = event;
        return { missing: { label, shows, has, foundAt: at }, ...accepted };
      }
      case 'accepted': {
        const isSettled = before === undefined || Date.parse(before.foundAt) <= Date.parse(event.until);
        return { ...(isSettled ? {} : { missing: before }), acceptedUntil: event.until };
      }
      case 'whole':
        return accepted;
    }
  },
  settle: () => [],
  row: (state) => state,
  schema: eventSchema,
};

function isSame(one: RecordLost | undefined, other: RecordLost): boolean {
  return one?.label === other.label && one.shows === other.shows && one.has === other.has;
}

export function lossStream({ tenant, project }: Pick<StreamRef, 'tenant' | 'project'>): StreamRef {
  return { tenant, project, kind: LOSS.kind, stream: 'record' };
}
