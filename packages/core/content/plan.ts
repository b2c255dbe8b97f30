/** How an approved change will be made: steps, owners, dates, resources, roll-back and tests (`rules.md 2.4`). */
import { z } from 'zod';
import { personSchema } from './person.ts';

const plainDate = z.iso.date();

const planStepSchema = z.object({
  id: z.string().min(1),
  text: z.string().min(1),
  owner: personSchema.optional(),
  start: plainDate.optional(),
  end: plainDate.optional(),
});

export type PlanStep = z.infer<typeof planStepSchema>;

export const planSchema = z.object({
  steps: z.array(planStepSchema),
  resources: z.string().optional(),
  rollback: z.string().optional(),
  tests: z.string().optional(),
  /** What must be shown before the request may close (T16): one piece of evidence for each. */
  acceptance: z.array(z.string().min(1)),
});

export type Plan = z.infer<typeof planSchema>;

export type PlanGap = 'steps' | 'step-owner' | 'rollback' | 'tests' | 'acceptance';

/** What is still missing before the plan may go to the board, in the order in which people would fill it in. */
export function missingInPlan(plan: Plan | undefined): readonly PlanGap[] {
  if (!plan || plan.steps.length === 0) return ['steps'];
  const missing: PlanGap[] = [];
  if (plan.steps.some((step) => !step.owner)) missing.push('step-owner');
  if (!plan.rollback) missing.push('rollback');
  if (!plan.tests) missing.push('tests');
  if (plan.acceptance.length === 0) missing.push('acceptance');
  return missing;
}
