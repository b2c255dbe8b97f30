/** Set-up of a site by an administrator: says first what it will do, makes what is missing, goes on after a failure, and takes back only what it made. */

import { STAGES } from '@countersign/core/change/stage.ts';
import type { Json } from '@countersign/core/ports.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { FIELDS } from '@countersign/core/view/field.ts';
import { type JiraClient, path } from '../client.ts';
import { type Desk, siteKey } from '../desk.ts';
import type { SetupData, SetupStep } from '../panel/data.ts';
import type { Site } from '../schema.ts';
import type { Project } from './inproject.ts';
import { type Made, madeBefore, note } from './made.ts';
import { type Ids, type Piece, Refused } from './piece.ts';
import { pieces, projectOf } from './pieces.ts';
import { remembered } from './remembered.ts';
import { AFFECTS, fieldPiece, sitewide, statusPiece, TYPE } from './sitewide.ts';
import { teamProject } from './team.ts';
import { isTaken, takeTurn } from './turn.ts';
import { setupWords } from './words.ts';

export interface SettingUp {
  readonly desk: Desk;
  /** Jira with the administrator's own rights. */
  readonly asUser: JiraClient;
  readonly locale: Locale;
}

/** Milliseconds after which no further piece is begun: Forge stops a panel's call after 25 seconds, and one call may take some. */
const LONGEST = 14_000;

type Projects = SetupData['projects'];

async function projectsOf({ asUser }: SettingUp): Promise<Projects> {
  const answer = await asUser.request('GET', '/rest/api/3/project/search?maxResults=100&action=edit');
  const { values = [] } = (answer.ok ? answer.data : {}) as {
    values?: readonly { id: string; key: string; name: string; style?: string; simplified?: boolean }[];
  };
  return values.map(({ id, key, name, style, simplified }) => ({
    id: String(id),
    name: `${name} (${key})`,
    managed: style === 'next-gen' || simplified ? ('team' as const) : ('company' as const),
  }));
}

const ofCompany = (projects: Projects): readonly Project[] => projects.filter((one) => one.managed === 'company');

/** What one look at the site found. */
interface Seen {
  readonly all: readonly Piece[];
  readonly ids: Map<string, string>;
  /** Why a step cannot be done, in Jira's words or ours. */
  readonly refused: Map<string, string>;
  readonly asides: Map<string, string>;
}

async function look({ asUser, locale }: SettingUp, projects: Projects, projectId: string): Promise<Seen> {
  const company = ofCompany(projects);
  const all = pieces(
    locale,
    company.filter((one) => one.id === projectId),
    company,
  );
  const seen: Seen = { all, ids: new Map(), refused: new Map(), asides: new Map() };
  const client = remembered(asUser);
  for (const piece of all) {
    await refusable(seen, piece, async () => {
      const id = await piece.find(client, seen.ids);
      const aside = id === undefined ? await piece.aside?.(client) : undefined;
      if (id !== undefined) seen.ids.set(piece.id, id);
      if (aside !== undefined) seen.asides.set(piece.id, aside);
    });
  }
  return seen;
}

async function refusable({ refused }: Seen, { id }: Piece, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refused.set(id, error.message);
  }
}

function shown(setting: SettingUp, projects: Projects, projectId: string, seen: Seen, made: Made): SetupData {
  const { locale } = setting;
  const steps = seen.all.flatMap(({ id, text, isUnsaid }): readonly SetupStep[] => {
    const [found, refused, aside] = [seen.ids.get(id), seen.refused.get(id), seen.asides.get(id)];
    if (refused !== undefined) return [{ id, text, standing: 'failed', detail: refused }];
    if (found === undefined)
      return [{ id, text, standing: 'missing', ...(aside === undefined ? {} : { detail: aside }) }];
    if (made[id] === found) return [{ id, text, standing: 'made' }];
    return isUnsaid ? [] : [{ id, text, standing: 'there' }];
  });
  const missing = steps.some((one) => one.standing === 'missing');
  const standing = seen.refused.size > 0 ? 'failed' : missing ? 'to-do' : 'done';
  const undo = undoable(setting, projects, made).map((one) => one.text);
  return { locale, projects, projectId, steps, standing, undo };
}

/** In a team-managed project: what is there, what a person has to add, and the one piece of the site that is made for it. */
async function teamShown(setting: SettingUp, projects: Projects, projectId: string, made: Made): Promise<SetupData> {
  const { asUser, desk, locale } = setting;
  const client = remembered(asUser);
  const undo = undoable(setting, projects, made).map((one) => one.text);
  const [link] = sitewide(locale).filter((one) => one.id === AFFECTS);
  try {
    const { steps, found } = await teamProject(client, locale, projectId);
    const affects = await link?.find(client, new Map());
    const linked: SetupStep = {
      id: AFFECTS,
      text: link?.text ?? '',
      standing: affects === undefined ? 'missing' : 'there',
    };
    if (found && affects !== undefined) {
      const site: Site = { ...found, affects, locale, address: await addressOf(client) };
      const fetchedAt = new Date(desk.now()).toISOString();
      await desk.documents.keep({ ...siteKey(desk.tenant, projectId), data: site as unknown as Json, fetchedAt });
    }
    const standing = affects === undefined ? 'to-do' : found ? 'done' : 'by-hand';
    return { locale, projects, projectId, steps: [linked, ...steps], standing, undo };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const step: SetupStep = { id: 'looked', text: setupWords(locale).look, standing: 'failed', detail: error.message };
    return { locale, projects, projectId, steps: [step], standing: 'failed', undo };
  }
}

const isTeam = (projects: Projects, projectId: string): boolean =>
  projects.some((one) => one.id === projectId && one.managed === 'team');

/** What is there and what is missing; changes nothing in Jira. */
export async function setupPlan(setting: SettingUp, projectId?: string): Promise<SetupData> {
  const projects = await projectsOf(setting);
  const { made } = await madeBefore(setting.desk);
  if (projectId !== undefined && isTeam(projects, projectId)) return teamShown(setting, projects, projectId, made);
  if (projectId !== undefined) {
    const data = shown(setting, projects, projectId, await look(setting, projects, projectId), made);
    return (await isTaken(setting.desk)) ? { ...data, standing: 'running' } : data;
  }
  const undo = undoable(setting, projects, made).map((one) => one.text);
  return { locale: setting.locale, projects, steps: [], standing: 'choose', undo };
}

/**
 * Makes what is missing, piece by piece, until it is done, Jira says no, or time is short; the next run goes on there.
 * What was made is noted before the next piece begins, and what is being made before it is asked for: an answer that
 * was lost on the way leaves nothing that undo would not know.
 */
export function setupApply(setting: SettingUp, projectId: string): Promise<SetupData> {
  return inTurn(setting, projectId, () => apply(setting, projectId));
}

/** What another run does is shown, and not done beside it. */
async function inTurn(setting: SettingUp, projectId: string, run: () => Promise<SetupData>): Promise<SetupData> {
  const end = await takeTurn(setting.desk);
  if (!end) return setupPlan(setting, projectId);
  try {
    return await run();
  } finally {
    await end();
  }
}

async function apply(setting: SettingUp, projectId: string): Promise<SetupData> {
  const { asUser, desk } = setting;
  const began = desk.now();
  const projects = await projectsOf(setting);
  const team = isTeam(projects, projectId);
  const seen = await look(setting, projects, projectId);
  const { ids } = seen;
  const before = await madeBefore(desk);
  let { made } = before;
  const lost = before.trying === undefined ? undefined : ids.get(before.trying);
  if (before.trying !== undefined && lost !== undefined) made = { ...made, [before.trying]: lost };
  for (const piece of seen.all.filter((one) => !team || one.id === AFFECTS)) {
    if (seen.refused.has(piece.id)) break;
    if (ids.has(piece.id)) continue;
    if (desk.now() - began > LONGEST) break;
    if (piece.remove) await note(desk, { made, trying: piece.id });
    await refusable(seen, piece, async () => {
      const id = await piece.make(asUser, ids);
      ids.set(piece.id, id);
      if (piece.remove) made = { ...made, [piece.id]: id };
    });
    // What comes after may rest on it; it is tried again at the next run.
    if (seen.refused.has(piece.id)) break;
  }
  await note(desk, { made });
  if (team) return teamShown(setting, projects, projectId, made);
  if (seen.all.every((one) => ids.has(one.id))) await remember(setting, ids);
  return shown(setting, projects, projectId, seen, made);
}

async function remember({ asUser, desk, locale }: SettingUp, ids: Ids): Promise<void> {
  const data = siteFrom(ids, locale, await addressOf(asUser)) as unknown as Json;
  await desk.documents.keep({ ...siteKey(desk.tenant), data, fetchedAt: new Date(desk.now()).toISOString() });
}

function siteFrom(ids: Ids, locale: Locale, address: string): Site {
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

/** The pieces that set-up made, of every project that was set up, as they were made. */
function undoable({ locale }: SettingUp, projects: Projects, made: Made): readonly Piece[] {
  const company = ofCompany(projects);
  const set = [...new Set(Object.keys(made).flatMap((id) => projectOf(id) ?? []))];
  const known = set.map((id) => company.find((one) => one.id === id) ?? { id, name: id });
  // The workflow belongs to the site, yet stands in the list of some project.
  const all = pieces(locale, known.length > 0 ? known : company.slice(0, 1), company);
  return all.filter((one) => made[one.id] !== undefined && one.remove);
}

/**
 * Takes away what set-up made, the last first; what others made, or adopted pieces, stay. It ends at Jira's first no:
 * while requests still use the workflow, Jira lets nobody take it away, and nothing that it needs may go before it.
 */
export function setupUndo(setting: SettingUp, projectId: string): Promise<SetupData> {
  return inTurn(setting, projectId, () => undo(setting, projectId));
}

async function undo(setting: SettingUp, projectId: string): Promise<SetupData> {
  const { asUser, desk } = setting;
  const projects = await projectsOf(setting);
  const before = await madeBefore(desk);
  let { made } = before;
  if (before.trying !== undefined) {
    const { ids } = await look(setting, projects, projectOf(before.trying) ?? projectId);
    const lost = ids.get(before.trying);
    if (lost !== undefined) made = { ...made, [before.trying]: lost };
  }
  const refused = new Map<string, string>();
  for (const piece of [...undoable(setting, projects, made)].reverse()) {
    const id = made[piece.id] ?? '';
    // From here on the site is set up no more: the gate would miss what it reads.
    if (projectOf(piece.id) === undefined) await desk.documents.forget(siteKey(desk.tenant));
    try {
      await piece.remove?.(asUser, id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.set(piece.id, error.message);
      break;
    }
    const { [piece.id]: _, ...rest } = made;
    made = rest;
    await note(desk, { made });
  }
  if (refused.size === 0) await desk.documents.forget(siteKey(desk.tenant));
  if (isTeam(projects, projectId)) {
    await desk.documents.forget(siteKey(desk.tenant, projectId));
    if (refused.size === 0) return teamShown(setting, projects, projectId, made);
  }
  const seen = await look(setting, projects, projectId);
  for (const [id, why] of refused) seen.refused.set(id, why);
  return shown(setting, projects, projectId, seen, made);
}

/** Only who may administer Jira may set it up. */
export async function maySetUp(asUser: JiraClient): Promise<boolean> {
  const answer = await asUser.request('GET', path`/rest/api/3/mypermissions?permissions=ADMINISTER`);
  const { permissions } = (answer.ok ? answer.data : {}) as {
    permissions?: Record<string, { havePermission?: boolean }>;
  };
  return permissions?.ADMINISTER?.havePermission === true;
}
