/** Change requests among the issue types of one company-managed project, by its issue type scheme. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { type JiraClient, path } from '../client.ts';
import * as answers from './answers.ts';
import { done, every, gone, type Piece, Refused } from './piece.ts';
import { type Among, saidOfOthers, schemeOf } from './projects.ts';
import { TYPE } from './sitewide.ts';
import { setupWords } from './words.ts';

/** Every new issue type is in Jira's default scheme by itself, and only goes with the type. */
const DEFAULT = 'default';

/** Projects that share the scheme get the type as well, which is said first. */
export function typeScheme(locale: Locale, among: Among): Piece {
  const { id: project, name } = among.project;
  const word = setupWords(locale);
  const scheme = async (client: JiraClient): Promise<answers.TypeScheme> => {
    const found = await schemeOf(among, (query) =>
      every(client, `/rest/api/3/issuetypescheme/project?${query}`, answers.typeScheme),
    );
    if (!found) throw new Refused(word.noTypeScheme(name));
    return found;
  };
  const idIn = async (client: JiraClient, type: string | undefined): Promise<string | undefined> => {
    const { issueTypeScheme } = await scheme(client);
    const asked = path`/rest/api/3/issuetypescheme/mapping?issueTypeSchemeId=${issueTypeScheme.id}`;
    const types = await every(client, asked, answers.typeInScheme);
    if (type === undefined || !types.some((one) => one.issueTypeId === type)) return undefined;
    return issueTypeScheme.isDefault ? DEFAULT : `${issueTypeScheme.id}/${type}`;
  };
  return {
    id: `typescheme@${project}`,
    group: 'project',
    text: word.typeScheme(name),
    find: (client, ids) => idIn(client, ids.get(TYPE)),
    aside: async (client) => saidOfOthers(among, await scheme(client), word.shared),
    async make(client, ids) {
      const type = ids.get(TYPE) ?? '';
      const there = await idIn(client, type);
      if (there !== undefined) return there;
      const { issueTypeScheme } = await scheme(client);
      const asked = path`/rest/api/3/issuetypescheme/${issueTypeScheme.id}/issuetype`;
      done(await client.request('PUT', asked, { issueTypeIds: [type] }));
      return `${issueTypeScheme.id}/${type}`;
    },
    async remove(client, id) {
      if (id === DEFAULT) return;
      const [from = '', type = ''] = id.split('/');
      gone(await client.request('DELETE', path`/rest/api/3/issuetypescheme/${from}/issuetype/${type}`));
    },
  };
}
