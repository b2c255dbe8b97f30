/** A vote: one person, one seat, one verdict, bound to the content that the person saw (`rules.md 4.1`). */
import { z } from 'zod';
import { personSchema } from '../content/person.ts';
import { CLASSES } from '../impact/class.ts';
import { SEAT_ROLES } from '../policy/role.ts';
import { type KnownAuthentication, RECORDED_AUTHENTICATIONS } from './authentication.ts';
import { FACETS } from './facet.ts';

const VERDICTS = ['approve', 'reject', 'abstain'] as const;
export type VerdictWord = (typeof VERDICTS)[number];

/**
 * What a vote says yes, no or nothing to, in the capacity of its seat: that the change may be made, or, of an emergency that has begun, that
 * it was right (`rules.md 4.1`, `4.8`).
 */
const MEANINGS = ['change', 'emergency'] as const;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What was signed outside: who brought it, who of the provider looked at it besides, on which day it was signed, and by what that is shown. */
export const attestedSchema = z.object({
  by: personSchema,
  witness: personSchema,
  on: z.iso.date(),
  evidence: z.string().min(1),
});
export type Attested = z.infer<typeof attestedSchema>;

export const voteSchema = z.object({
  voter: personSchema,
  /** For whom it is given, where its voter stands in: by which absence of the project, and up to which class; without one, as the policy's alternate (`rules.md 4.5`). */
  for: z
    .object({ person: personSchema, absence: z.string().min(1).optional(), largest: z.enum(CLASSES).optional() })
    .optional(),
  seat: z.enum(SEAT_ROLES),
  verdict: z.enum(VERDICTS),
  /** Absent in votes from before it was recorded. */
  meaning: z.enum(MEANINGS).optional(),
  /** Of the review that was open then. */
  revision: z.int().nonnegative().optional(),
  reason: z.string().optional(),
  at: z.iso.datetime(),
  /** How it is known that the vote is this person's. */
  authenticated: z.enum(RECORDED_AUTHENTICATIONS),
  /** What whoever signed said they are called, where a mailbox may be shared: their statement, and no proof. */
  signedAs: personSchema.optional(),
  /** Present where it was signed outside. */
  attested: attestedSchema.optional(),
  digest: hash,
  facets: z.record(z.enum(FACETS), hash),
  policy: z.string().min(1),
  /** Round of review that the vote belongs to; a later round starts without votes (T7, T22). */
  round: z.int().positive(),
});

export type Vote = z.infer<typeof voteSchema>;

/** Why a vote stopped counting, for good: a voided vote never comes back to life (`rules.md 4.1`). */
export const voidingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edited'), facets: z.array(z.enum(FACETS)), by: personSchema }),
  z.object({ kind: z.literal('role-lost') }),
  z.object({ kind: z.literal('item-changed'), items: z.array(z.string()) }),
  z.object({ kind: z.literal('returned'), by: personSchema }),
  z.object({ kind: z.literal('class-lowered'), by: personSchema }),
  z.object({ kind: z.literal('retracted'), reason: z.string().optional() }),
  z.object({ kind: z.literal('barred') }),
  /** It was moved from this project, as people call it. */
  z.object({ kind: z.literal('moved'), from: z.string() }),
  z.object({ kind: z.literal('edit-unrecordable'), by: personSchema }),
]);

export type Voiding = z.infer<typeof voidingSchema>;

/** A vote as the state keeps it. */
export interface KeptVote extends Omit<Vote, 'authenticated'> {
  readonly authenticated: KnownAuthentication;
  readonly voided?: Voiding & { readonly at: string };
  /** A later vote of the same person in the same seat took its place. */
  readonly replaced?: boolean;
}
