/** Everything that a vote is bound to (`rules.md 4.2`), gathered in one place so that nothing governed can be forgotten. */
import { z } from 'zod';
import { impactsSchema } from '../impact/dimension.ts';
import { personSchema } from './person.ts';
import { planSchema } from './plan.ts';
import { alternativeSchema, CHANGE_TYPES, EMPTY_REQUEST, requestSchema } from './request.ts';

const STAGES_BLOCKED = ['start', 'merge', 'deploy', 'close'] as const;

/** A condition under which the board agreed (`rules.md 4.6`). What it asks is governed; that it was met is progress. */
export const conditionSchema = z.object({
  id: z.string().min(1),
  text: z.string().min(1),
  owner: personSchema,
  due: z.iso.date().optional(),
  blocks: z.enum(STAGES_BLOCKED),
  by: personSchema,
});

export type Condition = z.infer<typeof conditionSchema>;

const governedSchema = z.object({
  request: requestSchema,
  type: z.enum(CHANGE_TYPES),
  impacts: impactsSchema,
  plan: planSchema.optional(),
  alternatives: z.array(alternativeSchema),
  conditions: z.array(conditionSchema),
});

export type Governed = z.infer<typeof governedSchema>;

/** Of a request of which nothing is known yet. */
export const NOTHING_GOVERNED: Governed = {
  request: EMPTY_REQUEST,
  type: 'normal',
  impacts: {},
  alternatives: [],
  conditions: [],
};
