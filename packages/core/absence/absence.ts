/** That somebody is away for a while, and who votes for them meanwhile (`rules.md 4.5`). */
import { z } from 'zod';
import { personSchema } from '../content/person.ts';
import { CLASSES } from '../impact/class.ts';
import { SEAT_ROLES } from '../policy/role.ts';

/** `from` until before `until`, both UTC instants. */
export const absenceSchema = z.object({
  person: personSchema,
  from: z.iso.datetime(),
  until: z.iso.datetime(),
  /** Who stands in; nobody where it is only said that they are away. */
  to: personSchema.optional(),
  /** In these seats only. */
  seats: z.array(z.enum(SEAT_ROLES)).optional(),
  /** The largest class of which they may vote. */
  largest: z.enum(CLASSES).optional(),
  reason: z.string().optional(),
});

/** As it was told. */
export type Away = z.infer<typeof absenceSchema>;

export interface Absence extends Away {
  /** Names it among those of its project. */
  readonly id: string;
}

/** Those that hold at an instant. */
export function holdingAt(absences: readonly Absence[], now: string): readonly Absence[] {
  return absences.filter(({ from, until }) => from <= now && now < until);
}
