/** The screen of change requests: one of their own, so that no other issue type's screen is touched. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { FIELDS } from '@countersign/core/view/field.ts';
import { z } from 'zod';
import { type JiraClient, path } from '../client.ts';
import * as answers from './answers.ts';
import { done, every, gone, type Ids, idOfNamed, type Piece, Refused, told } from './piece.ts';
import { fieldPiece } from './sitewide.ts';
import { setupWords } from './words.ts';

const SCREEN = 'screen';
const ON_SCREEN = 'onscreen';
export const SCREEN_SCHEME = 'screenscheme';

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
    group: 'screens',
    text: word.screen,
    find: async (client) => {
      const asked = path`/rest/api/3/screens?queryString=${word.screenName}`;
      return idOfNamed(await every(client, asked, answers.named), word.screenName);
    },
    make: async (client) => {
      const body = { name: word.screenName, description: word.screenDescription };
      return told(await client.request('POST', '/rest/api/3/screens', body), answers.thing).id;
    },
    remove: async (client, id) => gone(await client.request('DELETE', path`/rest/api/3/screens/${id}`)),
  };
}

interface Tab {
  readonly id: string;
  readonly fields: ReadonlySet<string>;
}

async function tabsOf(client: JiraClient, id: string): Promise<readonly Tab[]> {
  const things = z.array(answers.thing);
  const tabs = told(await client.request('GET', path`/rest/api/3/screens/${id}/tabs`), things);
  const found: Tab[] = [];
  for (const tab of tabs) {
    const asked = path`/rest/api/3/screens/${id}/tabs/${tab.id}/fields`;
    const fields = told(await client.request('GET', asked), things);
    found.push({ id: tab.id, fields: new Set(fields.map((one) => one.id)) });
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
    group: 'screens',
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
        if (!answer.ok && ![400, 404].includes(answer.status)) done(answer);
      }
      for (const field of lacking(tabs, wanted(ids))) done(await add(field));
      return id;
    },
  };
}

function screenScheme(locale: Locale): Piece {
  const word = setupWords(locale);
  return {
    id: SCREEN_SCHEME,
    group: 'screens',
    text: word.screenScheme,
    async find(client, ids) {
      const asked = path`/rest/api/3/screenscheme?queryString=${word.screenName}`;
      const all = await every(client, asked, answers.screenScheme);
      if (idOfNamed(all, word.screenName) === undefined) return undefined;
      const mine = idOfNamed(all, word.screenName, (one) => one.screens?.default === ids.get(SCREEN));
      if (mine === undefined) throw new Refused(word.otherScreenScheme);
      return mine;
    },
    async make(client, ids) {
      const body = {
        name: word.screenName,
        description: word.screenDescription,
        screens: { default: Number(ids.get(SCREEN)) },
      };
      return told(await client.request('POST', '/rest/api/3/screenscheme', body), answers.thing).id;
    },
    remove: async (client, id) => gone(await client.request('DELETE', path`/rest/api/3/screenscheme/${id}`)),
  };
}
