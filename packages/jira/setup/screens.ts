/** The screen of change requests: one of their own, so that no other issue type's screen is touched. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { FIELDS } from '@countersign/core/view/field.ts';
import { type JiraClient, path } from '../client.ts';
import type { Project } from './inproject.ts';
import { every, gone, type Ids, type Named, named, type Piece, Refused, told } from './piece.ts';
import { fieldPiece, TYPE } from './sitewide.ts';
import { setupWords } from './words.ts';

const SCREEN = 'screen';
const ON_SCREEN = 'onscreen';
const SCREEN_SCHEME = 'screenscheme';

/** Fields of Jira's own that are wished for and that a site may have switched off. */
const WISHED = ['issuelinks', 'attachment', 'assignee'];

/** @param locale the language in which the site's people read the names */
export function screens(locale: Locale): readonly Piece[] {
  return [screen(locale), onScreen(locale), screenScheme(locale)];
}

function screen(locale: Locale): Piece {
  const word = setupWords(locale);
  return {
    id: SCREEN,
    text: word.screen,
    find: async (client) =>
      named(await every(client, path`/rest/api/3/screens?queryString=${word.screenName}`), word.screenName),
    make: async (client) => {
      const body = { name: word.screenName, description: word.screenDescription };
      return String((told(await client.request('POST', '/rest/api/3/screens', body)) as Named).id);
    },
    remove: async (client, id) => gone(await client.request('DELETE', path`/rest/api/3/screens/${id}`)),
  };
}

interface Tab {
  readonly id: string;
  readonly fields: ReadonlySet<string>;
}

async function tabsOf(client: JiraClient, id: string): Promise<readonly Tab[]> {
  const tabs = told(await client.request('GET', path`/rest/api/3/screens/${id}/tabs`)) as readonly Named[];
  const found: Tab[] = [];
  for (const tab of tabs) {
    const asked = path`/rest/api/3/screens/${id}/tabs/${tab.id}/fields`;
    const fields = told(await client.request('GET', asked)) as readonly { readonly id: string }[];
    found.push({ id: String(tab.id), fields: new Set(fields.map((one) => one.id)) });
  }
  return found;
}

/** Goes with the screen, or with the fields. */
function onScreen(locale: Locale): Piece {
  const word = setupWords(locale);
  const wanted = (ids: Ids): readonly string[] => ['summary', ...FIELDS.map(({ id }) => ids.get(fieldPiece(id)) ?? '')];
  const lacking = (tabs: readonly Tab[], fields: readonly string[]): readonly string[] =>
    fields.filter((field) => !tabs.some((tab) => tab.fields.has(field)));
  return {
    id: ON_SCREEN,
    text: word.onScreen(FIELDS.length),
    async find(client, ids) {
      const id = ids.get(SCREEN);
      if (id === undefined) return undefined;
      return lacking(await tabsOf(client, id), wanted(ids)).length === 0 ? id : undefined;
    },
    async make(client, ids) {
      const id = ids.get(SCREEN) ?? '';
      const tabs = await tabsOf(client, id);
      const [first] = tabs;
      if (!first) throw new Refused(word.noTab);
      const asked = path`/rest/api/3/screens/${id}/tabs/${first.id}/fields`;
      const add = (fieldId: string) => client.request('POST', asked, { fieldId });
      // First: a run that stops here has not put all on the screen, and is made again.
      for (const field of lacking(tabs, WISHED)) {
        const answer = await add(field);
        if (!answer.ok && ![400, 404].includes(answer.status)) told(answer);
      }
      for (const field of lacking(tabs, wanted(ids))) told(await add(field));
      return id;
    },
  };
}

function screenScheme(locale: Locale): Piece {
  const word = setupWords(locale);
  return {
    id: SCREEN_SCHEME,
    text: word.screenScheme,
    async find(client, ids) {
      const all = await every(client, path`/rest/api/3/screenscheme?queryString=${word.screenName}`);
      const id = named(all, word.screenName);
      if (id === undefined) return undefined;
      const mine = named(
        all,
        word.screenName,
        (one) => String((one.screens as { default?: number } | undefined)?.default) === ids.get(SCREEN),
      );
      if (mine === undefined) throw new Refused(word.otherScreenScheme);
      return mine;
    },
    async make(client, ids) {
      const body = {
        name: word.screenName,
        description: word.screenDescription,
        screens: { default: Number(ids.get(SCREEN)) },
      };
      return String((told(await client.request('POST', '/rest/api/3/screenscheme', body)) as { id: number }).id);
    },
    remove: async (client, id) => gone(await client.request('DELETE', path`/rest/api/3/screenscheme/${id}`)),
  };
}

interface TypeScreenScheme {
  readonly issueTypeScreenScheme: { readonly id: string };
  readonly projectIds: readonly string[];
}

/** @param all the company-managed projects: in those that share the scheme change requests get the same screen, which is said first */
export function projectScreens(locale: Locale, { id: project, name }: Project, all: readonly Project[]): Piece {
  const word = setupWords(locale);
  const schemeOf = async (client: JiraClient): Promise<TypeScreenScheme> => {
    const asked = [...new Set([project, ...all.map((one) => one.id)])].map((id) => path`projectId=${id}`).join('&');
    const found = (await every(
      client,
      `/rest/api/3/issuetypescreenscheme/project?${asked}`,
    )) as readonly TypeScreenScheme[];
    const mine = found.find((one) => one.projectIds.includes(project));
    if (!mine) throw new Refused(word.noScreens(name));
    return mine;
  };
  const chosen = async (client: JiraClient, scheme: string, type: string): Promise<string | undefined> => {
    const asked = path`/rest/api/3/issuetypescreenscheme/mapping?issueTypeScreenSchemeId=${scheme}`;
    const rows = (await every(client, asked)) as readonly { issueTypeId: string; screenSchemeId: string }[];
    return rows.find((one) => one.issueTypeId === type)?.screenSchemeId;
  };
  return {
    id: `screens@${project}`,
    text: word.projectScreens(name),
    async find(client, ids) {
      const { issueTypeScreenScheme } = await schemeOf(client);
      const type = ids.get(TYPE);
      const now = type === undefined ? undefined : await chosen(client, issueTypeScreenScheme.id, type);
      if (now === undefined) return undefined;
      if (now !== ids.get(SCREEN_SCHEME)) throw new Refused(word.otherScreens(name));
      return `${issueTypeScreenScheme.id}/${type}`;
    },
    async aside(client) {
      const { projectIds } = await schemeOf(client);
      const others = all.filter((one) => one.id !== project && projectIds.includes(one.id)).map((one) => one.name);
      return others.length > 0 ? word.sharedScreens(others) : undefined;
    },
    async make(client, ids) {
      const [type = '', scheme = ''] = [ids.get(TYPE), ids.get(SCREEN_SCHEME)];
      const { issueTypeScreenScheme } = await schemeOf(client);
      if ((await chosen(client, issueTypeScreenScheme.id, type)) !== scheme) {
        const asked = path`/rest/api/3/issuetypescreenscheme/${issueTypeScreenScheme.id}/mapping`;
        const issueTypeMappings = [{ issueTypeId: type, screenSchemeId: scheme }];
        told(await client.request('PUT', asked, { issueTypeMappings }));
      }
      return `${issueTypeScreenScheme.id}/${type}`;
    },
    async remove(client, id) {
      const [scheme = '', type = ''] = id.split('/');
      if ((await chosen(client, scheme, type)) === undefined) return;
      const asked = path`/rest/api/3/issuetypescreenscheme/${scheme}/mapping/remove`;
      gone(await client.request('POST', asked, { issueTypeIds: [type] }));
    },
  };
}
