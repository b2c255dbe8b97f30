/** A kind of thing that no product code knows: a berth in a harbour, where three boats may lie, with a read model of its own. */
import type { Decider, Moment } from '@countersign/core/record/decider.ts';
import { kindOf } from '@countersign/core/record/kind.ts';
import type { Ledger } from '@countersign/core/record/port.ts';
import { happenings } from '@countersign/core/record/run.ts';
import { z } from 'zod';

const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('moored'), boat: z.string().min(1) }),
  z.object({ type: z.literal('left'), boat: z.string() }),
  z.object({ type: z.literal('filled') }),
  z.object({ type: z.literal('barged-in'), boat: z.string() }),
]);

export type BerthEvent = z.infer<typeof eventSchema>;
export type BerthCommand = { readonly type: 'moor' | 'leave' | 'look'; readonly boat: string };

export interface Berth {
  readonly state: { readonly boats: readonly string[]; readonly isFull: boolean; readonly bargedIn: number };
  readonly command: BerthCommand;
  readonly event: BerthEvent;
  readonly situation: Moment & { readonly places: number };
  readonly refusal: 'full' | 'not-here';
  readonly row: { readonly boats: readonly string[]; readonly isFull: boolean };
}

export const BERTH: Decider<Berth> = {
  kind: 'berth',
  initial: { boats: [], isFull: false, bargedIn: 0 },
  decide({ boats, isFull }, { type, boat }) {
    if (type === 'look') return { events: [] };
    if (type === 'leave')
      return boats.includes(boat) ? { events: [{ type: 'left', boat }] } : { events: [], refusal: 'not-here' };
    // Whoever tries a full berth stands on record.
    if (isFull) return { events: [{ type: 'barged-in', boat }], refusal: 'full' };
    return { events: boats.includes(boat) ? [] : [{ type: 'moored', boat }] };
  },
  evolve(state, { event }) {
    const others = 'boat' in event ? state.boats.filter((boat) => boat !== event.boat) : state.boats;
    switch (event.type) {
      case 'moored':
        return { ...state, boats: [...others, event.boat] };
      case 'left':
        return { ...state, boats: others, isFull: false };
      case 'filled':
        return { ...state, isFull: true };
      case 'barged-in':
        return { ...state, bargedIn: state.bargedIn + 1 };
    }
  },
  settle: ({ boats, isFull }, { places }) => (!isFull && boats.length >= places ? [{ type: 'filled' }] : []),
  row: ({ boats, isFull }) => ({ boats, isFull }),
  schema: eventSchema,
};

/** Which boat lies at which berth of a harbour, and up to which entry of the project that is known. */
export interface Harbour {
  readonly asOf: number;
  readonly berths: ReadonlyMap<string, string>;
}

export const EMPTY_HARBOUR: Harbour = { asOf: 0, berths: new Map() };

/** Brings the read model up to date. Entries of other kinds pass it by; their sequence counts all the same. */
export async function caughtUp(
  harbour: Harbour,
  ledger: Ledger,
  { tenant, project }: { readonly tenant: string; readonly project: string },
): Promise<Harbour> {
  const berths = new Map(harbour.berths);
  let { asOf } = harbour;
  for (;;) {
    const entries = await ledger.readProject(tenant, project, asOf, 7);
    for (const entry of entries.filter(({ ref }) => kindOf(ref) === BERTH.kind))
      for (const { event } of happenings<BerthEvent>([entry])) {
        if (event.type === 'moored') berths.set(event.boat, entry.ref.stream);
        if (event.type === 'left' && berths.get(event.boat) === entry.ref.stream) berths.delete(event.boat);
      }
    asOf = entries.at(-1)?.sequence ?? asOf;
    if (entries.length < 7) return { asOf, berths };
  }
}
