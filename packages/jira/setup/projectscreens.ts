/** The screen of change requests in one company-managed project, by its issue type screen scheme. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { type JiraClient, path } from '../client.ts';
import * as answers from './answers.ts';
import { done, every, gone, type Piece, Refused } from './piece.ts';
import { type Among, saidOfOthers, schemeOf } from './projects.ts';
import { SCREEN_SCHEME } from './screens.ts';
import { TYPE } from './sitewide.ts';
import { setupWords } from './words.ts';

/** In projects that share the scheme change requests get the same screen, which is said first. */
export function projectScreens(locale: Locale, among: Among): Piece {
  const { id: project, name } = among.project;
  const word = setupWords(locale);
  const scheme = async (client: JiraClient) => {
    const found = await schemeOf(among, (query) =>
      every(client, `/rest/api/3/issuetypescreenscheme/project?${query}`, answers.typeScreenScheme),
    );
    if (!found) throw new Refused(word.noScreens(name));
    return { id: found.issueTypeScreenScheme.id, projectIds: found.projectIds };
  };
  return {
    id: `screens@${project}`,
    group: 'project',
    text: word.projectScreens(name),
    async find(client, ids) {
      const { id } = await scheme(client);
      const type = ids.get(TYPE);
      const now = type === undefined ? undefined : await chosen(client, id, type);
      if (now === undefined) return undefined;
      if (now !== ids.get(SCREEN_SCHEME)) throw new Refused(word.otherScreens(name));
      return `${id}/${type}`;
    },
    aside: async (client) => saidOfOthers(among, await scheme(client), word.sharedScreens),
    async make(client, ids) {
      const [type = '', screenSchemeId = ''] = [ids.get(TYPE), ids.get(SCREEN_SCHEME)];
      const { id } = await scheme(client);
      if ((await chosen(client, id, type)) !== screenSchemeId) {
        const issueTypeMappings = [{ issueTypeId: type, screenSchemeId }];
        done(await client.request('PUT', path`/rest/api/3/issuetypescreenscheme/${id}/mapping`, { issueTypeMappings }));
      }
      return `${id}/${type}`;
    },
    async remove(client, id) {
      const [from = '', type = ''] = id.split('/');
      if ((await chosen(client, from, type)) === undefined) return;
      const asked = path`/rest/api/3/issuetypescreenscheme/${from}/mapping/remove`;
      gone(await client.request('POST', asked, { issueTypeIds: [type] }));
    },
  };
}

/** Id of the screen scheme that the issue type has of its own. */
async function chosen(client: JiraClient, scheme: string, type: string): Promise<string | undefined> {
  const asked = path`/rest/api/3/issuetypescreenscheme/mapping?issueTypeScreenSchemeId=${scheme}`;
  const rows = await every(client, asked, answers.screenOfType);
  return rows.find((one) => one.issueTypeId === type)?.screenSchemeId;
}
