/** Set-up of a site by an administrator: says first what it will do, makes what is missing, goes on after a failure, and takes back only what it made. */

import { STAGES } from '@countersign/core/change/stage.ts';
import type { Json } from '@countersign/core/ports.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { FIELDS } from '@countersign/core/view/field.ts';
import { type JiraClient, path } from '../client.ts';
import { type Desk, siteKey, siteOf } from '../desk.ts';
import type { SetupData, SetupStep } from '../panel/data.ts';
import { ACCOUNT } from '../place.ts';
import type { Site } from '../schema.ts';
import { AFFECTS, fieldPiece, type Piece, pieces, Refused, statusPiece, TYPE } from './piece.ts';
import { setupWords } from './words.ts';

export interface SettingUp {
  readonly desk: Desk;
  /** Jira with the administrator's own rights. */
  readonly asUser: JiraClient;
  readonly locale: Locale;
}

/** Ids of what we made, by piece: only these are ever taken away. */
type Made = Readonly<Record<string, string>>;

const madeKey = (tenant: string) => ({ tenant, project: ACCOUNT, kind: 'setup', id: 'made' });

async function madeBefore({ desk }: SettingUp): Promise<Made> {
  return ((await desk.documents.find(madeKey(desk.tenant)))?.data as Made | undefined) ?? {};
}

async function note({ desk }: SettingUp, made: Made): Promise<void> {
  await desk.documents.keep({
    ...madeKey(desk.tenant),
    data: made as unknown as Json,
    fetchedAt: new Date(desk.now()).toISOString(),
  });
}

interface Projects {
  readonly projects: SetupData['projects'];
}

async function projectsOf({ asUser }: SettingUp): Promise<Projects> {
  const answer = await asUser.request('GET', '/rest/api/3/project/search?maxResults=100&action=edit');
  const { values = [] } = (answer.ok ? answer.data : {}) as {
    values?: readonly { id: string; key: string; name: string; style?: string; simplified?: boolean }[];
  };
  return {
    projects: values.map(({ id, key, name, style, simplified }) => ({
      id: String(id),
      name: `${name} (${key})`,
      managed: style === 'next-gen' || simplified ? ('team' as const) : ('company' as const),
    })),
  };
}

/** What is there and what is missing; changes nothing. */
export async function setupPlan(setting: SettingUp, projectId?: string): Promise<SetupData> {
  const { projects } = await projectsOf(setting);
  return lookedAt(setting, projects, projectId, new Map());
}

async function lookedAt(
  setting: SettingUp,
  projects: SetupData['projects'],
  projectId: string | undefined,
  failed: ReadonlyMap<string, string>,
): Promise<SetupData> {
  const { locale, asUser } = setting;
  const made = await madeBefore(setting);
  const word = setupWords(locale);
  const all = pieces(locale);
  const undo = all.filter((one) => made[one.id] !== undefined && one.remove).map((one) => word.remove(one.text));
  if (projectId === undefined) return { locale, projects, steps: [], standing: 'choose', undo };
  const steps: SetupStep[] = [];
  for (const piece of all) steps.push(await stepOf(piece, asUser, made, failed));
  const managed = projects.find((one) => one.id === projectId)?.managed ?? 'company';
  for (const [at, text] of word.byHand[managed].entries()) steps.push({ id: `hand:${at}`, text, standing: 'by-hand' });
  const missing = steps.some((one) => one.standing === 'missing');
  const standing = failed.size > 0 ? 'failed' : missing ? 'to-do' : 'done';
  return { locale, projects, projectId, steps, standing, undo };
}

async function stepOf(
  piece: Piece,
  client: JiraClient,
  made: Made,
  failed: ReadonlyMap<string, string>,
): Promise<SetupStep> {
  const { id, text } = piece;
  const detail = failed.get(id);
  if (detail !== undefined) return { id, text, standing: 'failed', detail };
  try {
    const found = await piece.find(client);
    if (found === undefined) return { id, text, standing: 'missing' };
    return { id, text, standing: made[id] === found ? 'made' : 'there' };
  } catch (error) {
    if (error instanceof Refused) return { id, text, standing: 'failed', detail: error.message };
    throw error;
  }
}

/** Makes what is missing, piece by piece; what was made is noted at once, so that a failure in the middle loses nothing. */
export async function setupApply(setting: SettingUp, projectId: string): Promise<SetupData> {
  const { asUser, locale, desk } = setting;
  const { projects } = await projectsOf(setting);
  const ids = new Map<string, string>();
  let made = await madeBefore(setting);
  const failed = new Map<string, string>();
  for (const piece of pieces(locale)) {
    try {
      const there = await piece.find(asUser);
      const id = there ?? (await piece.make(asUser, ids));
      ids.set(piece.id, id);
      if (there === undefined && piece.remove) {
        made = { ...made, [piece.id]: id };
        await note(setting, made);
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // What comes after may rest on it; it is tried again at the next run.
      failed.set(piece.id, error.message);
      break;
    }
  }
  if (failed.size === 0) {
    const address = await addressOf(asUser);
    const fetchedAt = new Date(desk.now()).toISOString();
    await desk.documents.keep({
      ...siteKey(desk.tenant),
      data: siteFrom(ids, locale, address) as unknown as Json,
      fetchedAt,
    });
  }
  return lookedAt(setting, projects, projectId, failed);
}

function siteFrom(ids: ReadonlyMap<string, string>, locale: Locale, address: string): Site {
  const affects = ids.get(AFFECTS);
  return {
    changeType: ids.get(TYPE) ?? '',
    fields: Object.fromEntries(FIELDS.map(({ id }) => [id, ids.get(fieldPiece(id)) ?? ''])),
    ...(affects ? { affects } : {}),
    statuses: Object.fromEntries(STAGES.map((stage) => [stage, ids.get(statusPiece(stage)) ?? ''])),
    locale,
    address,
  };
}

async function addressOf(client: JiraClient): Promise<string> {
  const answer = await client.request('GET', '/rest/api/3/serverInfo');
  return answer.ok ? String((answer.data as { baseUrl?: unknown }).baseUrl ?? '') : '';
}

/** Takes away what set-up made, the last first; what others made, or adopted pieces, stay. */
export async function setupUndo(setting: SettingUp, projectId: string): Promise<SetupData> {
  const { asUser, locale, desk } = setting;
  const { projects } = await projectsOf(setting);
  const failed = new Map<string, string>();
  let made = await madeBefore(setting);
  if (await siteOf(desk)) await desk.documents.forget(siteKey(desk.tenant));
  for (const piece of [...pieces(locale)].reverse()) {
    const id = made[piece.id];
    if (id === undefined || !piece.remove) continue;
    try {
      await piece.remove(asUser, id);
      const { [piece.id]: _, ...rest } = made;
      made = rest;
      await note(setting, made);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      failed.set(piece.id, error.message);
    }
  }
  return lookedAt(setting, projects, projectId, failed);
}

/** Only who may administer Jira may set it up. */
export async function maySetUp(asUser: JiraClient): Promise<boolean> {
  const answer = await asUser.request('GET', path`/rest/api/3/mypermissions?permissions=ADMINISTER`);
  const { permissions } = (answer.ok ? answer.data : {}) as {
    permissions?: Record<string, { havePermission?: boolean }>;
  };
  return permissions?.ADMINISTER?.havePermission === true;
}
