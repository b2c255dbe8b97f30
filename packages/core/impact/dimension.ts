/** The five dimensions of impact, typed: days, money and scores instead of prose (`rules.md 2.2`). */
import { z } from 'zod';
import { type Person, personSchema } from '../content/person.ts';

export const DIMENSIONS = ['schedule', 'cost', 'quality', 'risk', 'feasibility'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The four dimensions that have a score; feasibility is a yes or no. */
const SCORED = ['schedule', 'cost', 'quality', 'risk'] as const;
export type ScoredDimension = (typeof SCORED)[number];

export const CONFIDENCES = ['low', 'medium', 'high'] as const;

/** ISO/IEC 25010:2023 product quality characteristics. */
export const QUALITY_ATTRIBUTES = [
  'functional-suitability',
  'performance-efficiency',
  'compatibility',
  'interaction-capability',
  'reliability',
  'security',
  'maintainability',
  'flexibility',
  'safety',
] as const;

/** Integer minor units (cents, fen) of an ISO 4217 currency; never a float (`rules.md 2.5`). */
const moneySchema = z.object({ minor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) });

const scheduleSchema = z.object({
  /** Signed working days of the project's calendar: the estimate that is as likely to be exceeded as not. */
  p50: z.number(),
  /** Signed working days that are exceeded in one case of ten. */
  p90: z.number().optional(),
  milestones: z.array(z.object({ name: z.string().min(1), from: z.iso.date().optional(), to: z.iso.date() })),
  criticalPath: z.boolean(),
  /** True when a milestone promised in the contract would be missed. */
  contractMilestone: z.boolean(),
});

export const EFFORT_UNITS = ['person-hours', 'person-days', 'person-months'] as const;

const costSchema = z.object({
  oneOff: moneySchema,
  /** Per year. */
  recurring: moneySchema.optional(),
  effort: z.object({ amount: z.number().nonnegative(), unit: z.enum(EFFORT_UNITS) }).optional(),
  resources: z.string().optional(),
  /** Whole percents that add up to 100. */
  split: z
    .object({ customer: z.int().min(0), vendor: z.int().min(0), other: z.int().min(0) })
    .refine((split) => split.customer + split.vendor + split.other === 100, 'the split must add up to 100 %')
    .optional(),
  negotiation: z.enum(['open', 'offered', 'agreed']).optional(),
});

const qualitySchema = z.object({
  attributes: z.array(
    z.object({ name: z.enum(QUALITY_ATTRIBUTES), direction: z.enum(['up', 'down']), mitigated: z.boolean() }),
  ),
  acceptanceCriteriaChanged: z.boolean(),
  regression: z.enum(['none', 'partial', 'full']),
  controls: z.array(
    z.object({ text: z.string().min(1), owner: personSchema.optional(), due: z.iso.date().optional() }),
  ),
  meetsCustomerRequirements: z.boolean(),
  /** Only how it looks changes; the smallest score that is not zero. */
  cosmetic: z.boolean(),
});

const scale = z.int().min(1).max(5);

const riskSchema = z.object({
  entries: z.array(
    z.object({
      text: z.string().min(1),
      probability: scale,
      impact: scale,
      response: z.enum(['avoid', 'mitigate', 'transfer', 'accept']),
      owner: personSchema.optional(),
      due: z.iso.date().optional(),
      /** Probability × impact that remains after the response, 1–25; without one the response is taken to change nothing. */
      residual: z.int().min(0).max(25).optional(),
    }),
  ),
});

const feasibilitySchema = z.object({
  technical: z.enum(['yes', 'with-conditions', 'no']),
  resources: z.enum(['yes', 'with-conditions', 'no']),
  contract: z.enum(['yes', 'with-conditions', 'no']),
  text: z.string().optional(),
});

const none = z.object({ kind: z.literal('none'), reason: z.string().min(1) });
const known = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('kind', [none, z.object({ kind: z.literal('value'), value })]);

export const impactValueSchemas = {
  schedule: known(scheduleSchema),
  cost: known(costSchema),
  quality: known(qualitySchema),
  risk: known(riskSchema),
  feasibility: known(feasibilitySchema),
} as const;

export type ImpactValue<D extends Dimension = Dimension> = z.infer<(typeof impactValueSchemas)[D]>;

const recorded = <Value extends z.ZodType>(value: Value) =>
  z.object({
    value,
    confidence: z.enum(CONFIDENCES),
    assessor: personSchema,
    at: z.iso.datetime(),
    evidence: z.string().optional(),
    /** What votes of before are bound to: value and confidence, with people by name. Only of what was recorded when names stood in it. */
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  });

/** Absent means unknown, which is neither zero nor none (`rules.md 2.5`). */
export const impactsSchema = z.object({
  schedule: recorded(impactValueSchemas.schedule).optional(),
  cost: recorded(impactValueSchemas.cost).optional(),
  quality: recorded(impactValueSchemas.quality).optional(),
  risk: recorded(impactValueSchemas.risk).optional(),
  feasibility: recorded(impactValueSchemas.feasibility).optional(),
});

export type Impacts = z.infer<typeof impactsSchema>;
export type Recorded = NonNullable<Impacts[Dimension]>;
export type Confidence = (typeof CONFIDENCES)[number];

/** What of an estimate is governed. Whoever sees to something is named by id: names change, and are erased (`rules.md 4.2`). */
export function governedValue(value: ImpactValue): unknown {
  if (value.kind === 'none') return value;
  const known = value.value;
  if ('controls' in known) return { ...value, value: { ...known, controls: known.controls.map(ownerById) } };
  if ('entries' in known) return { ...value, value: { ...known, entries: known.entries.map(ownerById) } };
  return value;
}

function ownerById<One extends { readonly owner?: Person | undefined }>({ owner, ...one }: One): object {
  return owner ? { ...one, owner: owner.id } : one;
}

/** Dimensions nobody has assessed yet; each of them blocks T6. */
export function unknownDimensions(impacts: Impacts): readonly Dimension[] {
  return DIMENSIONS.filter((dimension) => impacts[dimension] === undefined);
}

/** True when any part of the feasibility is "no", which blocks T6 (`rules.md 2.2`). */
export function isInfeasible(impacts: Impacts): boolean {
  const value = impacts.feasibility?.value;
  if (value?.kind !== 'value') return false;
  return [value.value.technical, value.value.resources, value.value.contract].includes('no');
}
