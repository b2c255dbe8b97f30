/** The workflow of change requests in one company-managed project, by its workflow scheme. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { z } from 'zod';
import type { JiraClient } from '../client.ts';
import * as answers from './answers.ts';
import { done, type Piece, Refused, told } from './piece.ts';
import { type Among, saidOfOthers, schemeOf } from './projects.ts';
import { TYPE } from './sitewide.ts';
import { setupWords } from './words.ts';
import { WORKFLOW } from './workflow.ts';

/** Projects that share the scheme get the workflow for change requests as well, which is said first. */
export function workflowScheme(locale: Locale, among: Among): Piece {
  const { id: project, name } = among.project;
  const word = setupWords(locale);
  return {
    id: `workflowscheme@${project}`,
    group: 'project',
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
      const scheme = await schemeOf(among, async (query) => {
        const answer = await client.request('GET', `/rest/api/3/workflowscheme/project?${query}`);
        // The project is taken off Jira's default one, which has no id, before.
        return told(answer, answers.projectsOnSchemes).values.filter((one) => one.workflowScheme.id !== undefined);
      });
      return saidOfOthers(among, scheme, word.sharedWorkflow);
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

type Which = { readonly projectIds: readonly string[] } | { readonly workflowSchemeIds: readonly string[] };

async function read(client: JiraClient, which: Which): Promise<answers.WorkflowScheme | undefined> {
  const answer = await client.request('POST', '/rest/api/3/workflowscheme/read', which);
  return told(answer, z.array(answers.workflowScheme))[0];
}

/** The whole scheme is sent: what is left out, Jira takes away. */
async function write(client: JiraClient, scheme: answers.WorkflowScheme, type: string, to: string | undefined) {
  const others = scheme.workflowsForIssueTypes
    .map(({ workflow, issueTypeIds }) => ({
      workflowId: workflow.id,
      issueTypeIds: issueTypeIds.filter((one) => one !== type),
    }))
    .filter((one) => one.issueTypeIds.length > 0);
  const own = to === undefined ? [] : [{ workflowId: to, issueTypeIds: [type] }];
  done(
    await client.request('POST', '/rest/api/3/workflowscheme/update', {
      id: scheme.id,
      name: scheme.name,
      description: scheme.description ?? '',
      version: scheme.version,
      ...(scheme.defaultWorkflow ? { defaultWorkflowId: scheme.defaultWorkflow.id } : {}),
      workflowsForIssueTypes: [...others, ...own],
    }),
  );
}

function workflowOf({ workflowsForIssueTypes }: answers.WorkflowScheme, type: string) {
  return workflowsForIssueTypes.find((one) => one.issueTypeIds.includes(type))?.workflow;
}
