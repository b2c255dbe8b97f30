/** The pieces that set-up makes for the whole site: issue type, fields with their choices, link types, statuses. */
import { STAGES, type Stage } from '@countersign/core/change/stage.ts';
import { LINKS, type Link } from '@countersign/core/setup/site.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { FIELDS, type Field, namesOf } from '@countersign/core/view/field.ts';
import { stageName } from '@countersign/core/view/names.ts';
import { capital, PLAIN, speaker } from '@countersign/core/view/sentence.ts';
import { z } from 'zod';
import { type JiraClient, path } from '../client.ts';
import { PROPERTY } from '../project/property.ts';
import * as answers from './answers.ts';
import { done, every, gone, idOfAny, idOfNamed, type Piece, Refused, told } from './piece.ts';
import { property } from './property.ts';
import { setupWords } from './words.ts';

export const KIND = 'com.atlassian.jira.plugin.system.customfieldtypes';
export const KINDS: Readonly<Record<Field['kind'], readonly [type: string, searcher: string]>> = {
  input: ['textfield', 'textsearcher'],
  textarea: ['textarea', 'textsearcher'],
  dropdown: ['select', 'multiselectsearcher'],
  checkboxes: ['multicheckboxes', 'multiselectsearcher'],
};

export const TYPE = 'type';

export const isLink = (piece: string): piece is Link => LINKS.some((link) => link === piece);
export const fieldPiece = (id: string): string => `field:${id}`;
export const statusPiece = (stage: string): string => `status:${stage}`;

/** @param locale the language in which the site's people read the names */
export function sitewide(locale: Locale): readonly Piece[] {
  return [
    issueType(locale),
    typeMark(locale),
    ...FIELDS.flatMap((field) => fieldPieces(field, locale)),
    ...LINKS.map((link) => linkType(link, locale)),
    ...STAGES.map((stage) => status(stage, locale)),
  ];
}

function issueType(locale: Locale): Piece {
  const word = setupWords(locale);
  return {
    id: TYPE,
    group: 'type',
    text: word.issueType,
    isThere: async (client, id) => (await issueTypes(client)).some((one) => one.id === id),
    // One that belongs to a single team-managed project is that project's.
    find: async (client) => idOfNamed(await issueTypes(client), word.typeName, (one) => !one.scope),
    make: async (client) => {
      const body = { name: word.typeName, description: word.typeDescription, type: 'standard' };
      return told(await client.request('POST', '/rest/api/3/issuetype', body), answers.thing).id;
    },
    remove: async (client, id) => gone(await client.request('DELETE', path`/rest/api/3/issuetype/${id}`)),
  };
}

/** By this mark Jira shows the panel on change requests, and on nothing else. */
function typeMark(locale: Locale): Piece {
  const mark = (type: string) => property(path`/rest/api/3/issuetype/${type}/properties/${PROPERTY}`);
  const isMarked = async (client: JiraClient, type: string): Promise<boolean> =>
    (await mark(type).read(client)) !== undefined;
  return {
    id: 'typemark',
    group: 'type',
    text: setupWords(locale).typeMark,
    isUnsaid: true,
    isApart: true,
    isThere: isMarked,
    async find(client, ids) {
      const type = ids.get(TYPE);
      return type !== undefined && (await isMarked(client, type)) ? type : undefined;
    },
    async make(client, ids) {
      const type = ids.get(TYPE) ?? '';
      await mark(type).write(client, {});
      return type;
    },
    remove: (client, type) => mark(type).remove(client),
  };
}

function fieldPieces(field: Field, locale: Locale): readonly Piece[] {
  const word = setupWords(locale);
  const name = field.label[locale];
  const [type, searcher] = KINDS[field.kind];
  const piece: Piece = {
    id: fieldPiece(field.id),
    group: 'fields',
    text: word.field(name),
    isThere: async (client, id) => (await fields(client)).some((one) => one.id === id),
    find: async (client) =>
      idOfAny(await fields(client), namesOf(field, locale), (one) => one.schema?.custom === `${KIND}:${type}`),
    make: async (client) => {
      const body = {
        name,
        description: field.hint[locale],
        type: `${KIND}:${type}`,
        searcherKey: `${KIND}:${searcher}`,
      };
      return told(await client.request('POST', '/rest/api/3/field', body), answers.thing).id;
    },
    remove: async (client, id) => gone(await client.request('DELETE', path`/rest/api/3/field/${id}`)),
  };
  const { options } = field;
  if (!options) return [piece];
  const missing = async (client: JiraClient, id: string): Promise<Lacking> => {
    const { context, choices } = await choicesOf(client, id, field, locale);
    const there = new Set(choices.map(({ value }) => value));
    const lacking = options.filter((option) => !namesOf(option, locale).some((value) => there.has(value)));
    return { context, values: lacking.map((option) => option.label[locale]) };
  };
  return [
    piece,
    {
      id: `options:${field.id}`,
      group: 'fields',
      text: word.options(name, options.length),
      find: async (client, ids) => {
        const id = ids.get(piece.id);
        return id !== undefined && (await missing(client, id)).values.length === 0 ? id : undefined;
      },
      make: async (client, ids) => {
        const id = ids.get(piece.id) ?? '';
        const { context, values: lacking } = await missing(client, id);
        const body = { options: lacking.map((value) => ({ value })) };
        done(await client.request('POST', path`/rest/api/3/field/${id}/context/${context}/option`, body));
        return id;
      },
    },
  ];
}

interface Lacking {
  readonly context: string;
  readonly values: readonly string[];
}

export interface Choice {
  readonly id: string;
  readonly value: string;
}

/** What can be chosen in a field now. @throws Refused where it can be chosen nowhere */
export async function choicesOf(
  client: JiraClient,
  id: string,
  { label }: Field,
  locale: Locale,
): Promise<{ readonly context: string; readonly choices: readonly Choice[] }> {
  const asked = path`/rest/api/3/field/${id}/context`;
  const [first] = told(await client.request('GET', asked), answers.contexts).values;
  if (!first) throw new Refused(setupWords(locale).noContext(label[locale]));
  const context = first.id;
  return { context, choices: await every(client, `${asked}/${path`${context}`}/option?`, answers.option) };
}

function linkType(link: Link, locale: Locale): Piece {
  const { text, also = [], ...words } = setupWords(locale).links[link];
  return {
    id: link,
    group: 'type',
    text,
    isThere: async (client, id) => (await linkTypes(client)).some((one) => one.id === id),
    find: async (client) => idOfAny(await linkTypes(client), [words.name, ...also]),
    make: async (client) => {
      return told(await client.request('POST', '/rest/api/3/issueLinkType', words), answers.thing).id;
    },
    remove: async (client, id) => gone(await client.request('DELETE', path`/rest/api/3/issueLinkType/${id}`)),
  };
}

function status(stage: Stage, locale: Locale): Piece {
  const word = setupWords(locale);
  const name = statusName(stage, locale);
  return {
    id: statusPiece(stage),
    group: 'statuses',
    text: word.status(name),
    isThere: async (client, id) => (await statuses(client)).some((one) => one.id === id),
    find: async (client) => idOfNamed(await statuses(client), name, (one) => one.scope?.type === 'GLOBAL'),
    make: async (client) => {
      const body = {
        scope: { type: 'GLOBAL' },
        statuses: [{ name, statusCategory: categoryOf(stage), description: word.statusDescription }],
      };
      const [made] = told(await client.request('POST', '/rest/api/3/statuses', body), z.array(answers.thing));
      if (!made) throw new Refused(word.status(name));
      return made.id;
    },
    remove: async (client, id) => gone(await client.request('DELETE', path`/rest/api/3/statuses?id=${id}`)),
  };
}

export const issueTypes = async (client: JiraClient) =>
  told(await client.request('GET', '/rest/api/3/issuetype'), z.array(answers.issueType));

export const fields = async (client: JiraClient) =>
  told(await client.request('GET', '/rest/api/3/field'), z.array(answers.field));

const linkTypes = async (client: JiraClient) =>
  told(await client.request('GET', '/rest/api/3/issueLinkType'), answers.linkTypes).issueLinkTypes;

const statuses = (client: JiraClient) => every(client, '/rest/api/3/statuses/search?', answers.status);

export function statusName(stage: Stage, locale: Locale): string {
  return capital(speaker({ locale, timeZone: 'UTC' }, PLAIN)(stageName(stage)));
}

export function categoryOf(stage: Stage): 'TODO' | 'IN_PROGRESS' | 'DONE' {
  if (['draft', 'submitted', 'deferred'].includes(stage)) return 'TODO';
  return ['closed', 'rejected', 'withdrawn'].includes(stage) ? 'DONE' : 'IN_PROGRESS';
}
