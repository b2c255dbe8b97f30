/** The pieces that set-up makes in one company-managed project: change requests in its issue type scheme, and their workflow in its workflow scheme. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { type JiraClient, path } from '../client.ts';
import { every, gone, type Piece, Refused, told } from './piece.ts';
import { TYPE } from './sitewide.ts';
import { setupWords } from './words.ts';
import { WORKFLOW } from './workflow.ts';

export interface Project {
  readonly id: string;
  readonly name: string;
}

/** Every new issue type is in Jira's default scheme by itself, and only goes with the type. */
const DEFAULT = 'default';

interface TypeScheme {
  readonly issueTypeScheme: { readonly id: string; readonly isDefault?: boolean };
  readonly projectIds: readonly string[];
}

/** @param all the company-managed projects: those that share the scheme get the type as well, which is said first */
export function typeScheme(locale: Locale, { id: project, name }: Project, all: readonly Project[]): Piece {
  const word = setupWords(locale);
  const schemeOf = async (client: JiraClient): Promise<TypeScheme> => {
    const asked = [...new Set([project, ...all.map((one) => one.id)])].map((id) => path`projectId=${id}`).join('&');
    const schemes = (await every(client, `/rest/api/3/issuetypescheme/project?${asked}`)) as readonly TypeScheme[];
    const found = schemes.find((one) => one.projectIds.includes(project));
    if (!found) throw new Refused(word.noTypeScheme(name));
    return found;
  };
  const idIn = async (client: JiraClient, type: string | undefined): Promise<string | undefined> => {
    const { issueTypeScheme } = await schemeOf(client);
    const asked = path`/rest/api/3/issuetypescheme/mapping?issueTypeSchemeId=${issueTypeScheme.id}`;
    const types = (await every(client, asked)) as readonly { issueTypeId: string }[];
    if (type === undefined || !types.some((one) => one.issueTypeId === type)) return undefined;
    return issueTypeScheme.isDefault ? DEFAULT : `${issueTypeScheme.id}/${type}`;
  };
  return {
    id: `typescheme@${project}`,
    text: word.typeScheme(name),
    find: (client, ids) => idIn(client, ids.get(TYPE)),
    async aside(client) {
      const { projectIds } = await schemeOf(client);
      const others = all.filter((one) => one.id !== project && projectIds.includes(one.id)).map((one) => one.name);
      return others.length > 0 ? word.shared(others) : undefined;
    },
    async make(client, ids) {
      const type = ids.get(TYPE) ?? '';
      const there = await idIn(client, type);
      if (there !== undefined) return there;
      const { issueTypeScheme } = await schemeOf(client);
      const asked = path`/rest/api/3/issuetypescheme/${issueTypeScheme.id}/issuetype`;
      told(await client.request('PUT', asked, { issueTypeIds: [type] }));
      return `${issueTypeScheme.id}/${type}`;
    },
    async remove(client, id) {
      if (id === DEFAULT) return;
      const [scheme = '', type = ''] = id.split('/');
      gone(await client.request('DELETE', path`/rest/api/3/issuetypescheme/${scheme}/issuetype/${type}`));
    },
  };
}

interface WorkflowScheme {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly version: unknown;
  readonly defaultWorkflow?: { readonly id: string };
  readonly workflowsForIssueTypes: readonly {
    readonly issueTypeIds: readonly string[];
    readonly workflow: { readonly id: string; readonly name: string };
  }[];
}

type WorkflowSchemeAsked =
  | { readonly projectIds: readonly string[] }
  | { readonly workflowSchemeIds: readonly string[] };

/** @param all the company-managed projects: those that share the scheme get the workflow for change requests as well, which is said first */
export function workflowScheme(locale: Locale, { id: project, name }: Project, all: readonly Project[]): Piece {
  const word = setupWords(locale);
  const read = async (client: JiraClient, which: WorkflowSchemeAsked): Promise<WorkflowScheme | undefined> => {
    const [found] = told(
      await client.request('POST', '/rest/api/3/workflowscheme/read', which),
    ) as readonly WorkflowScheme[];
    return found;
  };
  /** The whole scheme is sent: what is left out, Jira takes away. */
  const write = async (client: JiraClient, scheme: WorkflowScheme, type: string, to: string | undefined) => {
    const others = scheme.workflowsForIssueTypes
      .map(({ workflow, issueTypeIds }) => ({
        workflowId: workflow.id,
        issueTypeIds: issueTypeIds.filter((one) => one !== type),
      }))
      .filter((one) => one.issueTypeIds.length > 0);
    const own = to === undefined ? [] : [{ workflowId: to, issueTypeIds: [type] }];
    told(
      await client.request('POST', '/rest/api/3/workflowscheme/update', {
        id: scheme.id,
        name: scheme.name,
        description: scheme.description ?? '',
        version: scheme.version,
        ...(scheme.defaultWorkflow ? { defaultWorkflowId: scheme.defaultWorkflow.id } : {}),
        workflowsForIssueTypes: [...others, ...own],
      }),
    );
  };
  const workflowOf = (scheme: WorkflowScheme, type: string) =>
    scheme.workflowsForIssueTypes.find((one) => one.issueTypeIds.includes(type))?.workflow;
  return {
    id: `workflowscheme@${project}`,
    text: word.workflowScheme(name),
    async find(client, ids) {
      const scheme = await read(client, { projectIds: [project] });
      // On Jira's default one, which the pieces before this take it away from.
      if (!scheme) return undefined;
      const type = ids.get(TYPE);
      const now = type === undefined ? undefined : workflowOf(scheme, type);
      if (!now) return undefined;
      // Somebody chose that one; replacing it silently could strand issues.
      if (now.id !== ids.get(WORKFLOW)) throw new Refused(word.otherInScheme(name, now.name));
      return `${now.id}/${type}/${scheme.id}`;
    },
    async aside(client) {
      const asked = [...new Set([project, ...all.map((one) => one.id)])].map((id) => path`projectId=${id}`).join('&');
      const { values } = told(await client.request('GET', `/rest/api/3/workflowscheme/project?${asked}`)) as {
        readonly values: readonly {
          readonly projectIds: readonly string[];
          readonly workflowScheme: { readonly id?: number };
        }[];
      };
      // Jira's default scheme has no id; the project is taken off it first.
      const mine = values.find((one) => one.projectIds.includes(project) && one.workflowScheme.id !== undefined);
      const others = all.filter((one) => one.id !== project && mine?.projectIds.includes(one.id));
      return others.length > 0 ? word.sharedWorkflow(others.map((one) => one.name)) : undefined;
    },
    async make(client, ids) {
      const [type = '', workflow = ''] = [ids.get(TYPE), ids.get(WORKFLOW)];
      const scheme = await read(client, { projectIds: [project] });
      if (!scheme) throw new Refused(word.noWorkflowScheme(name));
      await write(client, scheme, type, workflow);
      return `${workflow}/${type}/${scheme.id}`;
    },
    async remove(client, id) {
      const [workflow, type = '', at = ''] = id.split('/');
      // The one that it was written into: the project may be on another by now, and Jira keeps a workflow that a scheme names.
      const scheme = await read(client, { workflowSchemeIds: [at] });
      if (scheme && workflowOf(scheme, type)?.id === workflow) await write(client, scheme, type, undefined);
    },
  };
}
