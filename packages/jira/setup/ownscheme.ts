/** A workflow scheme of its own for a project on Jira's default one, which nobody can change: the same for every issue type that is there. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { type JiraClient, path } from '../client.ts';
import * as answers from './answers.ts';
import { done, every, gone, idOfNamed, type Piece, Refused, told } from './piece.ts';
import type { Project } from './projects.ts';
import { setupWords } from './words.ts';

/** Jira's default scheme gives every issue type this workflow. */
const USUAL = 'jira';

/** The scheme, and the project on it. Both are only worth a word where the project has none of its own. */
export function ownScheme(locale: Locale, { id: project, name }: Project): readonly Piece[] {
  const word = setupWords(locale);
  const schemeName = word.ownSchemeName(name);
  /** @returns `undefined` on the default scheme, which has no id */
  const inUse = async (client: JiraClient): Promise<string | undefined> => {
    const asked = path`/rest/api/3/workflowscheme/project?projectId=${project}`;
    return told(await client.request('GET', asked), answers.projectsOnSchemes).values[0]?.workflowScheme.id;
  };
  const scheme: Piece = {
    id: `ownscheme@${project}`,
    group: 'project',
    text: word.ownScheme(name),
    isUnsaid: true,
    find: async (client) =>
      (await inUse(client)) ?? idOfNamed(await every(client, '/rest/api/3/workflowscheme?', answers.named), schemeName),
    make: async (client) => {
      const body = { name: schemeName, description: word.ownSchemeDescription, defaultWorkflow: USUAL };
      return told(await client.request('POST', '/rest/api/3/workflowscheme', body), answers.thing).id;
    },
    remove: async (client, id) => gone(await client.request('DELETE', path`/rest/api/3/workflowscheme/${id}`)),
  };
  const onIt: Piece = {
    id: `onscheme@${project}`,
    group: 'project',
    text: word.onScheme(name),
    isUnsaid: true,
    find: inUse,
    make: async (client, ids) => {
      const targetSchemeId = ids.get(scheme.id) ?? '';
      const body = { projectId: project, targetSchemeId };
      done(await client.request('POST', '/rest/api/3/workflowscheme/project/switch', body));
      return targetSchemeId;
    },
    remove: async (client, id) => {
      // Whoever put the project on another scheme meanwhile has chosen that one.
      if ((await inUse(client)) !== id) return;
      // Without a scheme the default one is meant; Jira does it only for a project without issues, and its call for
      // the others wants the id of a scheme, which the default one has not.
      const answer = await client.request('PUT', '/rest/api/3/workflowscheme/project', { projectId: project });
      if (!answer.ok && answer.status === 400)
        throw new Refused(`${word.staysOnScheme(name)} (Jira 400: ${answer.message})`);
      done(answer);
    },
  };
  return [scheme, onIt];
}
