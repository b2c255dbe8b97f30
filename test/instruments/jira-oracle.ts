/** Holds the stand-in for Jira to what others wrote: jira.js's own parsers always, and Jira's OpenAPI description where `JIRA_OPENAPI` names it. */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import * as cloud from 'jira.js/cloud';
import { z } from 'zod';

/** How an answer of each call is parsed by jira.js. */
const PARSERS: readonly (readonly [string, z.ZodType])[] = [
  ['GET /rest/api/3/issue/{issueIdOrKey}', cloud.IssueSchema],
  ['GET /rest/api/3/issue/{issueIdOrKey}/transitions', cloud.TransitionsSchema],
  ['GET /rest/api/3/issue/{issueIdOrKey}/changelog', cloud.PageChangelogSchema],
  ['GET /rest/api/3/issue/{issueIdOrKey}/comment', cloud.PageOfCommentsSchema],
  ['GET /rest/api/3/issue/{issueIdOrKey}/comment/{id}', cloud.CommentSchema],
  ['POST /rest/api/3/issue/bulkfetch', cloud.BulkIssueResultsSchema],
  ['POST /rest/api/3/issue/{issueIdOrKey}/comment', cloud.CommentSchema],
  ['POST /rest/api/3/issue/{issueIdOrKey}/remotelink', cloud.RemoteIssueLinkIdentifiesSchema],
  ['GET /rest/api/3/user', cloud.UserDetailsSchema],
  ['GET /rest/api/3/myself', cloud.DashboardUserSchema],
  ['GET /rest/api/3/group/member', cloud.PageUserDetailsSchema],
  ['GET /rest/api/3/group/bulk', cloud.PageGroupDetailsSchema],
  ['GET /rest/api/3/user/search', z.array(cloud.DashboardUserSchema)],
  ['GET /rest/api/3/mypermissions', cloud.PermissionsSchema],
  ['GET /rest/api/3/serverInfo', cloud.ServerInformationSchema],
  ['GET /rest/api/3/project/search', cloud.PageProjectSchema],
  ['GET /rest/api/3/project/{projectIdOrKey}', cloud.ProjectSchema],
  ['GET /rest/api/3/project/{projectIdOrKey}/statuses', z.array(cloud.IssueTypeWithStatusSchema)],
  ['GET /rest/api/3/issuetype', z.array(cloud.IssueTypeDetailsSchema)],
  ['POST /rest/api/3/issuetype', cloud.IssueTypeDetailsSchema],
  ['GET /rest/api/3/field', z.array(cloud.FieldDetailsSchema)],
  ['POST /rest/api/3/field', cloud.FieldDetailsSchema],
  ['GET /rest/api/3/field/{fieldId}/context', cloud.PageCustomFieldContextSchema],
  ['GET /rest/api/3/field/{fieldId}/context/{contextId}/option', cloud.PageCustomFieldContextOptionSchema],
  ['POST /rest/api/3/field/{fieldId}/context/{contextId}/option', cloud.CustomFieldCreatedContextOptionsListSchema],
  ['GET /rest/api/3/issueLinkType', cloud.IssueLinkTypesSchema],
  ['POST /rest/api/3/issueLinkType', cloud.IssueLinkTypeSchema],
  ['GET /rest/api/3/statuses/search', cloud.PageOfStatusesSchema],
  ['POST /rest/api/3/statuses', z.array(cloud.JiraStatusSchema)],
  ['GET /rest/api/3/issuetypescheme/project', cloud.PageIssueTypeSchemeProjectsSchema],
  ['GET /rest/api/3/issuetypescheme/mapping', cloud.PageIssueTypeSchemeMappingSchema],
  ['GET /rest/api/3/screens', cloud.PageScreenSchema],
  ['POST /rest/api/3/screens', cloud.ScreenSchema],
  ['GET /rest/api/3/screens/{screenId}/tabs', z.array(cloud.ScreenableTabSchema)],
  ['GET /rest/api/3/screens/{screenId}/tabs/{tabId}/fields', z.array(cloud.ScreenableFieldSchema)],
  ['POST /rest/api/3/screens/{screenId}/tabs/{tabId}/fields', cloud.ScreenableFieldSchema],
  ['GET /rest/api/3/screenscheme', cloud.PageScreenSchemeSchema],
  ['POST /rest/api/3/screenscheme', cloud.ScreenSchemeIdSchema],
  ['GET /rest/api/3/issuetypescreenscheme/project', cloud.PageIssueTypeScreenSchemesProjectsSchema],
  ['GET /rest/api/3/issuetypescreenscheme/mapping', cloud.PageIssueTypeScreenSchemeItemSchema],
  ['GET /rest/api/3/workflows/capabilities', cloud.WorkflowCapabilitiesSchema],
  ['GET /rest/api/3/workflows/search', cloud.WorkflowSearchResponseSchema],
  ['POST /rest/api/3/workflows/create', cloud.WorkflowCreateResponseSchema],
  ['GET /rest/api/3/workflowscheme', cloud.PageWorkflowSchemeSchema],
  ['POST /rest/api/3/workflowscheme', cloud.WorkflowSchemeSchema],
  ['GET /rest/api/3/workflowscheme/project', cloud.ContainerOfWorkflowSchemeAssociationsSchema],
  ['POST /rest/api/3/workflowscheme/read', z.array(cloud.WorkflowSchemeReadResponseSchema)],
  ['GET /rest/api/3/issuetype/{issueTypeId}/properties/{propertyKey}', cloud.EntityPropertySchema],
  ['GET /rest/api/3/project/{projectIdOrKey}/properties/{propertyKey}', cloud.EntityPropertySchema],
  ['POST /rest/api/3/forge/panel/action/bulk/async', cloud.ForgePanelProjectPinAsyncResponseSchema],
  ['GET /rest/api/3/task/{taskId}', cloud.TaskProgressObjectSchema],
];
/** Calls whose success says nothing. */
const SILENT = [
  'PUT /rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}',
  'POST /rest/api/3/issue/{issueIdOrKey}/transitions',
  'DELETE /rest/api/3/issuetype/{id}',
  'DELETE /rest/api/3/field/{id}',
  'DELETE /rest/api/3/issueLinkType/{issueLinkTypeId}',
  'DELETE /rest/api/3/statuses',
  'PUT /rest/api/3/issuetypescheme/{issueTypeSchemeId}/issuetype',
  'DELETE /rest/api/3/issuetypescheme/{issueTypeSchemeId}/issuetype/{issueTypeId}',
  'DELETE /rest/api/3/screens/{screenId}',
  'DELETE /rest/api/3/screenscheme/{screenSchemeId}',
  'PUT /rest/api/3/issuetypescreenscheme/{issueTypeScreenSchemeId}/mapping',
  'POST /rest/api/3/issuetypescreenscheme/{issueTypeScreenSchemeId}/mapping/remove',
  'POST /rest/api/3/workflowscheme/project/switch',
  'PUT /rest/api/3/workflowscheme/project',
  'DELETE /rest/api/3/workflowscheme/{id}',
  'POST /rest/api/3/workflowscheme/update',
  'DELETE /rest/api/3/workflow/{entityId}',
  'PUT /rest/api/3/issuetype/{issueTypeId}/properties/{propertyKey}',
  'DELETE /rest/api/3/issuetype/{issueTypeId}/properties/{propertyKey}',
  'PUT /rest/api/3/project/{projectIdOrKey}/properties/{propertyKey}',
  'DELETE /rest/api/3/project/{projectIdOrKey}/properties/{propertyKey}',
];

/** What is sent, where jira.js knows it and Jira's description does not. */
const SENT: readonly (readonly [string, z.ZodType])[] = [
  ['POST /rest/api/3/forge/panel/action/bulk/async', cloud.ForgePanelProjectPinRequestSchema],
];

/** Every call that the app may make: a story that shows another one fails. */
export const CALLS: readonly string[] = [...PARSERS.map(([name]) => name), ...SILENT];

/** The classic scope that Jira's description asks for a call; none for what anybody may ask. */
export function scopeOf(call: string): string | undefined {
  const [method, path = ''] = call.split(' ');
  if (path.endsWith('/serverInfo')) return undefined;
  if (/\/(?:user|user\/search|myself|group\/bulk)$/.test(path)) return 'read:jira-user';
  if (path.includes('/issue/'))
    return method === 'GET' || path.endsWith('/bulkfetch') ? 'read:jira-work' : 'write:jira-work';
  if (path.includes('/forge/panel/') || (path.includes('/3/project/') && method !== 'GET'))
    return 'manage:jira-project';
  if (path.includes('/task/')) return 'read:jira-work';
  if (/\/screens(?:\/|$)/.test(path) || (path.includes('/screenscheme') && method !== 'POST'))
    return 'manage:jira-project';
  const configures =
    method !== 'GET' ||
    /\/context|\/3\/statuses|\/group\/|\/issuetypescheme\/|\/issuetypescreenscheme\/|\/workflowscheme|\/workflows\//.test(
      path,
    );
  return configures ? 'manage:jira-configuration' : 'read:jira-work';
}

const patternOf = (route: string): RegExp => new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/]+')}$`);

/** The described call that `METHOD /path` is; `undefined` for one that nobody described. */
export function routeOf(call: string): string | undefined {
  return CALLS.find((name) => patternOf(name).test(call));
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const file = process.env.JIRA_OPENAPI;
const description = file ? (JSON.parse(readFileSync(file, 'utf8')) as Description) : undefined;
const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: true });
(formats as unknown as (one: Ajv) => void)(ajv);
if (description) ajv.addSchema(description, 'jira');

/** What is wrong with a call and its answer; empty when both are as described. */
export function jiraProblems(
  method: string,
  address: string,
  sent: unknown,
  status: number,
  answer: unknown,
): readonly string[] {
  const { pathname, searchParams } = new URL(address, 'https://jira.example');
  const what = `${method} ${pathname}`;
  const route = routeOf(what);
  if (!route) return [`${what} is a call that no oracle knows`];
  const problems: string[] = [];
  const parser = PARSERS.find(([name]) => name === route)?.[1];
  if (status < 300 && parser) {
    const read = parser.safeParse(answer);
    if (!read.success)
      problems.push(`${route}: jira.js: ${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`);
  }
  const sentAs = SENT.find(([name]) => name === route)?.[1];
  if (sentAs)
    return [...problems, ...(sentAs.safeParse(sent).success ? [] : [`${route}: jira.js would not send that`])];
  return [...problems, ...described(route, searchParams, sent, status, answer)];
}

function described(
  route: string,
  query: URLSearchParams,
  sent: unknown,
  status: number,
  answer: unknown,
): readonly string[] {
  const [verb = '', path = ''] = route.split(' ');
  const operation = description?.paths[path]?.[verb.toLowerCase()];
  if (!description) return [];
  if (!operation) return [`${route} is not in Jira’s description`];
  const problems: string[] = [];
  const scope = scopeOf(route);
  if (scope && !JSON.stringify(operation).includes(`"${scope}"`)) problems.push(`${route} does not ask for ${scope}`);
  const known = new Set((operation.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name));
  for (const name of query.keys()) if (!known.has(name)) problems.push(`${route} has no parameter ${name}`);
  const body = operation.requestBody?.content?.['application/json']?.schema;
  if (body && sent !== undefined) problems.push(...fits(`${route}: body`, body, sent));
  const response = operation.responses[String(status)];
  if (!response && status < 300) problems.push(`${route} does not answer ${status}`);
  const schema = response?.content?.['application/json']?.schema;
  if (schema && status < 300) problems.push(...fits(`${route}: answer`, schema, answer));
  return problems;
}

const compiled = new WeakMap<object, ValidateFunction>();

/** A schema's check, compiled when it is first asked for: its references lead into the whole description. */
function checkOf(schema: object): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const made = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"jira#/')) as object);
  compiled.set(schema, made);
  return made;
}

function fits(what: string, schema: object, value: unknown): readonly string[] {
  const validate = checkOf(schema);
  return validate(value) ? [] : [`${what}${validate.errors?.[0]?.instancePath}: ${validate.errors?.[0]?.message}`];
}
