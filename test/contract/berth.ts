/** A kind of thing that no product code knows: a berth in a harbour, where three boats may lie, some until a time, with a read model of its own. */
import { nextOf, past } from '@countersign/core/due/instant.ts';
import type { Decider, Moment } from '@countersign/core/record/decider.ts';
import type { Model } from '@countersign/core/record/model.ts';
import type { Json } from '@countersign/core/record/port.ts';
import { happenings } from '@countersign/core/record/run.ts';
import { z } from 'zod';

const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('moored'), boat: z.string().min(1), until: z.string().optional() }),
  z.object({ type: z.literal('left'), boat: z.string() }),
  z.object({ type: z.literal('filled') }),
  z.object({ type: z.literal('barged-in'), boat: z.string() }),
]);

export type BerthEvent = z.infer<typeof eventSchema>;
export interface BerthCommand {
  readonly type: 'moor' | 'leave' | 'look';
  readonly boat: string;
  /** UTC instant at which it leaves by itself. */
  readonly until?: string;
}

export interface Berth {
  readonly state: {
    readonly boats: readonly string[];
    readonly isFull: boolean;
    readonly bargedIn: number;
    /** Of boats that leave by themselves. */
    readonly until: Readonly<Record<string, string>>;
  };
  readonly command: BerthCommand;
  readonly event: BerthEvent;
  readonly situation: Moment & { readonly places: number };
  readonly refusal: 'full' | 'not-here';
  readonly row: { readonly boats: readonly string[]; readonly isFull: boolean };
}

export const BERTH: Decider<Berth> = {
  kind: 'berth',
  initial: { boats: [], isFull: false, bargedIn: 0, until: {} },
  decide({ boats, isFull }, { type, boat, until }) {
    if (type === 'look') return { events: [] };
    if (type === 'leave')
      return boats.includes(boat) ? { events: [{ type: 'left', boat }] } : { events: [], refusal: 'not-here' };
    // Whoever tries a full berth stands on record.
    if (isFull) return { events: [{ type: 'barged-in', boat }], refusal: 'full' };
    return { events: boats.includes(boat) ? [] : [{ type: 'moored', boat, ...(until ? { until } : {}) }] };
  },
  evolve(state, { event }) {
    const others = 'boat' in event ? state.boats.filter((boat) => boat !== event.boat) : state.boats;
    switch (event.type) {
      case 'moored': {
        const until = event.until ? { ...state.until, [event.boat]: event.until } : state.until;
        return { ...state, boats: [...others, event.boat], until };
      }
      case 'left': {
        const { [event.boat]: _, ...until } = state.until;
        return { ...state, boats: others, isFull: false, until };
      }
      case 'filled':
        return { ...state, isFull: true };
      case 'barged-in':
        return { ...state, bargedIn: state.bargedIn + 1 };
    }
  },
  settle({ boats, isFull, until }, { places, now }) {
    const over = boats.find((boat) => (until[boat] ?? now) < now);
    if (over) return [{ type: 'left', boat: over }];
    return !isFull && boats.length >= places ? [{ type: 'filled' }] : [];
  },
  due: ({ until }, after) =>
    nextOf(
      Object.entries(until).map(([boat, instant]) => ({ at: past(instant) ?? instant, what: boat })),
      after,
    ),
  row: ({ boats, isFull }) => ({ boats, isFull }),
  schema: eventSchema,
};

/** Which boat lies at which berth of a harbour. */
export const HARBOUR: Model = {
  name: 'harbour',
  kinds: ['berth'],
  touches: ({ event }) => ('boat' in (event as object) ? [(event as { readonly boat: string }).boat] : []),
  apply(entry, rows) {
    const changed = new Map<string, Json | undefined>();
    for (const { event } of happenings<BerthEvent>([entry])) {
      if (event.type === 'moored') changed.set(event.boat, entry.ref.stream);
      if (event.type === 'left' && rows.get(event.boat) === entry.ref.stream) changed.set(event.boat, undefined);
    }
    return changed;
  },
};
