/** What the record needs to know of what set-up made: the ids behind our own names. */
import { STAGES } from '@countersign/core/change/stage.ts';
import { ENGINE } from '@countersign/core/content/person.ts';
import { ACCOUNT } from '@countersign/core/kept.ts';
import { putOnRecord } from '@countersign/core/record/run.ts';
import { LINKS, type Link, SITE, type Site, type SiteKind, siteStream } from '@countersign/core/setup/site.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { FIELDS, type Field, optionNamed } from '@countersign/core/view/field.ts';
import { z } from 'zod';
import type { JiraClient } from '../client.ts';
import type { Desk } from '../desk.ts';
import { projectsOf, siteNoted } from '../facts/site.ts';
import { noteTouchedWhole } from '../facts/touching.ts';
import type { SettingUp } from './look.ts';
import { type Ids, Refused } from './piece.ts';
import { type Choice, choicesOf, fieldPiece, statusPiece, TYPE } from './sitewide.ts';

/** Remembers what was found in a team-managed project. @param found without what is the same for the whole site */
export async function rememberTeam(
  { asUser, desk, locale }: SettingUp,
  project: string,
  found: Omit<Site, 'locale' | 'address'>,
): Promise<void> {
  await rememberSite(desk, { ...found, locale, address: await addressOf(asUser) }, project);
}

/** Nothing is set up any more, in no project. */
export async function forgetSites(desk: Desk): Promise<void> {
  const { documents, tenant } = desk;
  for (const id of await ownSitesOf(desk)) await takeBack(desk, id);
  await takeBack(desk);
  // Those that an older version noted in the cache.
  for (const one of await documents.list(tenant, ACCOUNT, 'site')) await documents.forget(one);
}

/** Team-managed projects whose own types, fields and statuses are on record, found here by the site. */
const OWN_SITE = 'own-site';

export async function ownSitesOf({ kept, tenant }: Pick<Desk, 'kept' | 'tenant'>): Promise<readonly string[]> {
  return (await kept.list(tenant, ACCOUNT, OWN_SITE)).map(({ id }) => id).sort();
}

/** Twice is once. */
export async function rememberOwnSite(
  { kept, tenant, now }: Pick<Desk, 'kept' | 'tenant' | 'now'>,
  project: string,
): Promise<void> {
  const key = { tenant, project: ACCOUNT, kind: OWN_SITE, id: project };
  if (!(await kept.find(key))) await kept.keep({ ...key, data: true, fetchedAt: new Date(now()).toISOString() });
}

async function takeBack(desk: Desk, project?: string): Promise<void> {
  await put(desk, { type: 'take-back' }, project);
}

/** Only news is kept. @param project a team-managed one; absent for the whole site */
export async function rememberSite(desk: Desk, site: Site, project?: string): Promise<void> {
  if (project !== undefined) await rememberOwnSite(desk, project);
  if ((await projectsOf(desk)).length === 0) await noteTouchedWhole(desk, desk.tenant);
  await put(desk, { type: 'find', site }, project);
}

async function put({ ledger, tenant, now }: Desk, command: SiteKind['command'], project?: string): Promise<void> {
  await putOnRecord(ledger, SITE, {
    ref: siteStream(tenant, project),
    command,
    // What was taken back may be found again as it was.
    cause: `site/${crypto.randomUUID()}`,
    situation: { now: new Date(now()).toISOString(), actor: ENGINE },
  });
}

/** Remembers what was made for the whole site. @throws Transient */
export async function remember({ asUser, desk, locale }: SettingUp, ids: Ids): Promise<void> {
  const site = siteFrom(ids, locale, await addressOf(asUser));
  const last = await siteNoted(desk);
  await rememberSite(desk, {
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
