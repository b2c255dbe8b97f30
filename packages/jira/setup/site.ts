/** What the record needs to know of what set-up made: the ids behind our own names. */
import { STAGES } from '@countersign/core/change/stage.ts';
import { ACCOUNT } from '@countersign/core/kept.ts';
import type { Json } from '@countersign/core/record/port.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { FIELDS, type Field, optionNamed } from '@countersign/core/view/field.ts';
import { z } from 'zod';
import type { JiraClient } from '../client.ts';
import type { Desk } from '../desk.ts';
import { siteKey } from '../facts/site.ts';
import { LINKS, type Link, type Site, siteSchema } from '../schema.ts';
import type { SettingUp } from './look.ts';
import { type Ids, Refused } from './piece.ts';
import { type Choice, choicesOf, fieldPiece, statusPiece, TYPE } from './sitewide.ts';

/** Remembers what was found in a team-managed project. @param found without what is the same for the whole site */
export async function rememberTeam(
  { asUser, desk, locale }: SettingUp,
  project: string,
  found: Omit<Site, 'locale' | 'address'>,
): Promise<void> {
  await keep(desk, { ...found, locale, address: await addressOf(asUser) }, project);
}

/** Nothing is set up any more, in no project. */
export async function forgetSites({ documents, tenant }: Desk): Promise<void> {
  for (const one of await documents.list(tenant, ACCOUNT, 'site')) await documents.forget(one);
}

async function keep({ documents, tenant, now }: Desk, site: Site, project?: string): Promise<void> {
  const fetchedAt = new Date(now()).toISOString();
  await documents.keep({ ...siteKey(tenant, project), data: site as unknown as Json, fetchedAt });
}

/** Remembers what was made for the whole site. @throws Transient */
export async function remember({ asUser, desk, locale }: SettingUp, ids: Ids): Promise<void> {
  const site = siteFrom(ids, locale, await addressOf(asUser));
  const last = siteSchema.safeParse((await desk.documents.find(siteKey(desk.tenant)))?.data).data;
  await keep(desk, {
    ...site,
    madeAgain: madeAgain(site, last, new Date(desk.now()).toISOString()),
    // A choice that somebody renamed is still the one that it was.
    choices: { ...last?.choices, ...(await choices(asUser, site, locale)) },
  });
}

/** Fields that stand in the place of others, which are gone with their answers. */
function madeAgain({ fields }: Site, last: Site | undefined, now: string): Readonly<Record<string, string>> {
  const fresh = Object.keys(fields).filter((id) => last?.fields[id] !== undefined && last.fields[id] !== fields[id]);
  return { ...last?.madeAgain, ...Object.fromEntries(fresh.map((id) => [id, now])) };
}

/** None where Jira does not say: then they are known by their words. */
async function offered(client: JiraClient, site: Site, field: Field, locale: Locale): Promise<readonly Choice[]> {
  try {
    return (await choicesOf(client, site.fields[field.id] ?? '', field, locale)).choices;
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}

async function choices(client: JiraClient, site: Site, locale: Locale): Promise<Readonly<Record<string, string>>> {
  const found: [string, string][] = [];
  for (const field of FIELDS) {
    if (!field.options) continue;
    for (const { id, value } of await offered(client, site, field, locale)) {
      const code = optionNamed(field, value);
      if (code !== undefined) found.push([id, code]);
    }
  }
  return Object.fromEntries(found);
}

function siteFrom(ids: Ids, locale: Locale, address: string): Site {
  return {
    changeType: ids.get(TYPE) ?? '',
    fields: Object.fromEntries(FIELDS.map(({ id }) => [id, ids.get(fieldPiece(id)) ?? ''])),
    ...linksIn(ids),
    statuses: Object.fromEntries(STAGES.map((stage) => [stage, ids.get(statusPiece(stage)) ?? ''])),
    locale,
    address,
  };
}

/** Our link types that are there. */
export function linksIn(ids: Ids): Pick<Site, Link> {
  return Object.fromEntries(LINKS.flatMap((link) => (ids.has(link) ? [[link, ids.get(link)]] : [])));
}

const serverInfoSchema = z.object({ baseUrl: z.string() });

/** Empty where Jira does not say: then what is shown elsewhere has no links. */
async function addressOf(client: JiraClient): Promise<string> {
  const answer = await client.request('GET', '/rest/api/3/serverInfo');
  return (answer.ok ? serverInfoSchema.safeParse(answer.data).data?.baseUrl : undefined) ?? '';
}
