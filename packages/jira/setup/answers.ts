/** What set-up reads of Jira's answers, and nothing else of them: an answer that is not so is told as such, and never guessed at. */
import { z } from 'zod';

const id = z.union([z.string(), z.number()]).transform(String);

/** Of what was made, or is looked for by its id. */
export const thing = z.object({ id });
export const named = z.object({ id, name: z.string() });

export const property = z.object({ key: z.string(), value: z.unknown() });
export const taskMade = z.object({ taskId: z.string() });
export const task = z.object({ status: z.string(), progress: z.number().optional(), message: z.string().nullish() });

/** Of an issue type or a field: the one team-managed project that it belongs to; absent for the whole site. */
const scope = z.object({ project: z.object({ id }).optional() }).nullish();
export const issueType = named.extend({ scope });
export type IssueType = z.infer<typeof issueType>;
export const field = named.extend({ scope, schema: z.object({ custom: z.string().optional() }).nullish() });
export const linkTypes = z.object({ issueLinkTypes: z.array(named) });
export const status = named.extend({ scope: z.object({ type: z.string() }).nullish() });
export const option = z.object({ id, value: z.string() });
export const contexts = z.object({ values: z.array(thing) });

export const project = named.extend({
  key: z.string(),
  style: z.string().optional(),
  simplified: z.boolean().optional(),
});
export type Project = z.infer<typeof project>;
/** An issue type of one project, with its statuses. */
export const typeInProject = z.object({ id, statuses: z.array(named) });

export const typeScheme = z.object({
  issueTypeScheme: z.object({ id, isDefault: z.boolean().optional() }),
  projectIds: z.array(id),
});
export type TypeScheme = z.infer<typeof typeScheme>;
export const typeInScheme = z.object({ issueTypeId: id });

export const screenScheme = named.extend({ screens: z.object({ default: id.optional() }).optional() });
export const typeScreenScheme = z.object({ issueTypeScreenScheme: thing, projectIds: z.array(id) });
export const screenOfType = z.object({ issueTypeId: id, screenSchemeId: id });

/** Jira's default scheme has no id. */
export const projectsOnSchemes = z.object({
  values: z.array(z.object({ projectIds: z.array(id), workflowScheme: z.object({ id: id.optional() }) })),
});
export const workflowScheme = named.extend({
  description: z.string().nullish(),
  /** Sent back as it came. */
  version: z.unknown(),
  defaultWorkflow: thing.optional(),
  workflowsForIssueTypes: z.array(z.object({ issueTypeIds: z.array(id), workflow: named })),
});
export type WorkflowScheme = z.infer<typeof workflowScheme>;

const rule = z.object({ parameters: z.record(z.string(), z.unknown()).nullish() });
const workflow = named.extend({
  statuses: z.array(z.object({ statusReference: z.string() })).optional(),
  transitions: z.array(z.object({ type: z.string().optional(), validators: z.array(rule).nullish() })).optional(),
});
export type Workflow = z.infer<typeof workflow>;

/** A page of workflows, with the statuses that they name. */
export const workflows = z.object({
  values: z.array(workflow),
  statuses: z.array(z.object({ id: id.optional(), statusReference: z.string().optional() })).optional(),
  isLast: z.boolean().optional(),
});
export const workflowsMade = z.object({ workflows: z.array(thing) });
export const forgeRules = z.object({
  forgeRules: z.array(z.object({ id: z.string().optional(), ruleKey: z.string().optional() })).optional(),
});
