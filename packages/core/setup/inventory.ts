/** What set-up made in a tracker: only this is ever taken away again, and what somebody made by hand looks the same there. */
import { z } from 'zod';
import { ACCOUNT } from '../kept.ts';
import type { Decider, Moment } from '../record/decider.ts';
import type { Kind } from '../record/kind.ts';
import type { StreamRef } from '../record/port.ts';
import { LOCALES, type Locale } from '../text/locale.ts';

const piece = z.string().min(1);

const eventSchema = z.discriminatedUnion('type', [
  /** One note is one event: set-up makes some sixty pieces, each noted before it is asked for and once it is there. */
  z.object({
    type: z.literal('noted'),
    /** Ids of pieces that were made. */
    made: z.record(piece, z.string()).optional(),
    /** Pieces that were taken away again. */
    away: z.array(piece).optional(),
    /** What is asked for next: its answer may be lost on the way. Absent where nothing is, or the tracker said no. */
    making: piece.optional(),
  }),
  /** The language in which it names things; absent once nothing that was named is left. */
  z.object({ type: z.literal('named-in'), locale: z.enum(LOCALES).optional() }),
]);
type Event = z.infer<typeof eventSchema>;

/** Ids by piece. */
export type Made = Readonly<Record<string, string>>;

export interface Noted {
  readonly made: Made;
  /** The piece that was being made when the last run ended without a word; when it is there now, it is ours. */
  readonly trying?: string | undefined;
}

export interface InventoryState extends Noted {
  readonly locale?: Locale | undefined;
}

export interface Inventory {
  readonly state: InventoryState;
  readonly command:
    | ({ readonly type: 'note' } & Noted)
    | { readonly type: 'name'; readonly locale?: Locale | undefined };
  readonly event: Event;
  readonly situation: Moment;
  readonly refusal: never;
  readonly row: { readonly pieces: number };
}

export const INVENTORY: Decider<Inventory> = {
  kind: 'setup' satisfies Kind,
  initial: { made: {} },
  /** Only news is kept. */
  decide(before, command) {
    if (command.type === 'note') return { events: newsOf(before, command) };
    const { locale } = command;
    if (before.locale === locale) return { events: [] };
    return { events: [{ type: 'named-in', ...(locale ? { locale } : {}) }] };
  },
  evolve: (state, { event }) => evolve(state, event),
  settle: () => [],
  row: ({ made }) => ({ pieces: Object.keys(made).length }),
  schema: eventSchema,
};

function newsOf(before: InventoryState, { made, trying }: Noted): readonly Event[] {
  const fresh = Object.entries(made).filter(([one, id]) => before.made[one] !== id);
  const away = Object.keys(before.made).filter((one) => made[one] === undefined);
  if (fresh.length === 0 && away.length === 0 && before.trying === trying) return [];
  return [
    {
      type: 'noted',
      ...(fresh.length > 0 ? { made: Object.fromEntries(fresh) } : {}),
      ...(away.length > 0 ? { away } : {}),
      ...(trying === undefined ? {} : { making: trying }),
    },
  ];
}

function evolve({ made, trying, locale }: InventoryState, event: Event): InventoryState {
  if (event.type === 'named-in') return { made, trying, locale: event.locale };
  const { made: fresh, away = [], making } = event;
  const left = away.length > 0 ? Object.entries(made).filter(([one]) => !away.includes(one)) : undefined;
  const now = left ? Object.fromEntries(left) : made;
  return { made: fresh ? { ...now, ...fresh } : now, trying: making, locale };
}

/** Of the whole site: what set-up makes, projects share. */
export function inventoryStream(tenant: string): StreamRef {
  return { tenant, project: ACCOUNT, kind: INVENTORY.kind, stream: INVENTORY.kind };
}
