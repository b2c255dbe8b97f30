/** Who is away from a project, and who stands in: one stream a project, for an absence counts for all of its requests (`rules.md 4.5`). */
import { z } from 'zod';
import { personSchema } from '../content/person.ts';
import { nextOf } from '../due/instant.ts';
import type { Decider, Moment } from '../record/decider.ts';
import type { Kind } from '../record/kind.ts';
import type { StreamRef } from '../record/port.ts';
import { type Absence, type Away, absenceSchema } from './absence.ts';

export const absenceEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('away'), id: z.string().min(1), absence: absenceSchema }),
  /** Whoever was away is back before that was over. */
  z.object({ type: z.literal('back'), person: personSchema }),
]);

export interface Absences {
  /** Each that was told and not taken back, also those that are over. */
  readonly state: readonly Absence[];
  readonly command:
    | { readonly type: 'away'; readonly absence: Away }
    | { readonly type: 'back'; readonly person: Away['person'] };
  readonly event: z.infer<typeof absenceEventSchema>;
  readonly situation: Moment;
  readonly refusal: never;
  readonly row: Record<string, never>;
}

export const ABSENCES: Decider<Absences> = {
  kind: 'absence' satisfies Kind,
  initial: [],
  /** Whether they may was decided where it was said (`change/away.ts`). Twice is once. */
  decide(state, command, { now }) {
    if (command.type === 'back') {
      const isAway = state.some(({ person, until }) => person.id === command.person.id && now < until);
      return { events: isAway ? [{ type: 'back', person: command.person }] : [] };
    }
    return { events: [{ type: 'away', id: `A${state.length + 1}`, absence: command.absence }] };
  },
  evolve(state, { at, event }) {
    if (event.type === 'away') return [...state, { ...event.absence, id: event.id }];
    // What is over stays as it was; what was to come never holds.
    return state.map((one) =>
      one.person.id === event.person.id && at < one.until ? { ...one, until: at < one.from ? one.from : at } : one,
    );
  },
  settle: () => [],
  row: () => undefined,
  /** Requests are looked at when somebody leaves or is back: another is asked for a vote from then on. */
  due(state, after) {
    const instants = state.flatMap(({ from, until }) => [
      { at: from, what: 'absence-begins' },
      { at: until, what: 'absence-ends' },
    ]);
    return nextOf(instants, after);
  },
  schema: absenceEventSchema,
};

/** @param project the one that a request lives in */
export function absenceStream(tenant: string, project: string): StreamRef {
  return { tenant, project, kind: ABSENCES.kind, stream: 'absences' };
}
