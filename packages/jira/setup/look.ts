/** What an administrator looks at before and after set-up does anything: the projects, the pieces that are there, and why others are not. */

import type { Made } from '@countersign/core/setup/inventory.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import type { JiraClient } from '../client.ts';
import type { Desk } from '../desk.ts';
import type { SetupData, SetupStep } from '../port/data.ts';
import * as answers from './answers.ts';
import { idsInUse, isRemembered } from './inuse.ts';
import { every, type Piece, Refused, reasonOf, Unread, Waiting } from './piece.ts';
import { pieces, projectOf, teamPieces } from './pieces.ts';
import type { Project } from './projects.ts';
import { remembered } from './remembered.ts';
import { setupWords } from './words.ts';

export interface SettingUp {
  readonly desk: Desk;
  /** Jira with the administrator's own rights. */
  readonly asUser: JiraClient;
  readonly locale: Locale;
}

export type Projects = SetupData['projects'];

export async function projectsOf({ asUser }: SettingUp): Promise<Projects> {
  const values = await searched(asUser);
  return values.map(({ id, key, name, style, simplified }) => ({
    id,
    key,
    name: `${name} (${key})`,
    managed: style === 'next-gen' || simplified ? ('team' as const) : ('company' as const),
  }));
}

const ofCompany = (projects: Projects): readonly Project[] => projects.filter((one) => one.managed === 'company');

/** None where Jira shows none. */
async function searched(asUser: JiraClient): Promise<readonly answers.Project[]> {
  try {
    return await every(asUser, '/rest/api/3/project/search?action=edit', answers.project);
  } catch (error) {
    if (!(error instanceof Refused) || error instanceof Unread) throw error;
    return [];
  }
}

export const isTeam = (projects: Projects, projectId: string): boolean =>
  projects.some((one) => one.id === projectId && one.managed === 'team');

/** What one look at the site found. */
export interface Seen {
  readonly all: readonly Piece[];
  readonly ids: Map<string, string>;
  /** Why a step cannot be done. */
  readonly refused: Map<string, Refused>;
  readonly asides: Map<string, string>;
}

export async function look(setting: SettingUp, projects: Projects, projectId: string): Promise<Seen> {
  const { locale } = setting;
  const company = ofCompany(projects);
  const team = projects.find((one) => one.id === projectId && one.managed === 'team');
  return lookAt(
    setting,
    team
      ? teamPieces(locale, team)
      : pieces(
          locale,
          company.filter((one) => one.id === projectId),
          company,
        ),
  );
}

async function lookAt(setting: SettingUp, all: readonly Piece[]): Promise<Seen> {
  const seen: Seen = { all, ids: new Map(), refused: new Map(), asides: new Map() };
  const client = remembered(setting.asUser);
  const used = await idsInUse(setting.desk);
  for (const piece of all) {
    await refusable(seen, piece, async () => {
      const last = used.get(piece.id);
      const isUsed = last !== undefined && (await piece.isThere?.(client, last));
      const id = isUsed ? last : await piece.find(client, seen.ids);
      const aside = id === undefined ? await piece.aside?.(client) : undefined;
      if (id !== undefined) seen.ids.set(piece.id, id);
      if (aside !== undefined) seen.asides.set(piece.id, aside);
    });
  }
  return seen;
}

export async function refusable({ refused }: Seen, { id }: Piece, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refused.set(id, error);
  }
}

export interface Looked {
  readonly projects: Projects;
  readonly projectId: string;
  readonly seen: Seen;
  readonly made: Made;
}

/** One look, as the administrator reads it: each piece, and whether the record knows of them. */
export async function shown(setting: SettingUp, { projects, projectId, seen, made }: Looked): Promise<SetupData> {
  const { desk, locale } = setting;
  const steps = [...stepsOf(seen, made, locale)];
  const known = await isRemembered(desk, seen.ids);
  const text = setupWords(locale).known;
  steps.push({ id: 'known', group: 'record', text, standing: known ? 'there' : 'missing' });
  const undo = undoShown(undoable(setting, projects, made), projectId);
  return { locale, projects, projectId, steps, standing: standingOf(steps) ?? 'done', undo };
}

/** Each piece as one line, as far as it is worth one. */
export function stepsOf({ all, ids, refused: no, asides }: Seen, made: Made, locale: Locale): readonly SetupStep[] {
  return all.flatMap(({ id, group, text, isUnsaid }): readonly SetupStep[] => {
    const [found, refused, aside] = [ids.get(id), no.get(id), asides.get(id)];
    if (refused !== undefined) {
      const standing = refused instanceof Waiting ? 'waiting' : 'failed';
      return [{ id, group, text, standing, detail: reasonOf(refused, locale) }];
    }
    if (found === undefined)
      return [{ id, group, text, standing: 'missing', ...(aside === undefined ? {} : { detail: aside }) }];
    if (made[id] === found) return [{ id, group, text, standing: 'made' }];
    return isUnsaid ? [] : [{ id, group, text, standing: 'there' }];
  });
}

/** What is to be said of all of them; `undefined` where everything is there. While Jira works by itself the page looks again. */
export function standingOf(steps: readonly SetupStep[]): 'failed' | 'to-do' | 'running' | undefined {
  const is = (standing: SetupStep['standing']): boolean => steps.some((one) => one.standing === standing);
  if (is('failed')) return 'failed';
  if (is('missing')) return 'to-do';
  return is('waiting') ? 'running' : undefined;
}

/** What an undo takes away, as it is told to whoever looks at one project. */
export function undoShown(undo: readonly Piece[], projectId: string | undefined): SetupData['undo'] {
  return undo.map(({ id, group, text }) => {
    const project = projectOf(id);
    return { group: project === undefined || project === projectId ? group : 'other', text };
  });
}

/** The pieces that set-up made, of every project that was set up, as they were made. */
export function undoable({ locale }: SettingUp, projects: Projects, made: Made): readonly Piece[] {
  const company = ofCompany(projects);
  const set = [...new Set(Object.keys(made).flatMap((id) => projectOf(id) ?? []))];
  const known = set.map((id) => projects.find((one) => one.id === id) ?? { id, name: id });
  // The workflow belongs to the site, yet stands in the list of some project.
  const all = pieces(locale, known.length > 0 ? known : company.slice(0, 1), company);
  return all.filter((one) => made[one.id] !== undefined && one.remove);
}

/** What is shown where a run could not even look around, and so did nothing. */
export function notLooked(locale: Locale, why: Refused): SetupData {
  const step = {
    id: 'looked',
    group: 'record' as const,
    text: setupWords(locale).look,
    standing: 'failed' as const,
    detail: reasonOf(why, locale),
  };
  return { locale, projects: [], steps: [step], standing: 'failed', undo: [] };
}
