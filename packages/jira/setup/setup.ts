/** Set-up of a site by an administrator: says first what it will do, makes what is missing, and goes on after a failure. */

import type { SetupData } from '../port/data.ts';
import { isTeam, look, notLooked, projectsOf, refusable, type SettingUp, shown, undoable, undoShown } from './look.ts';
import { bringInventory, madeBefore, note, noteLanguage } from './made.ts';
import { Refused, Unread } from './piece.ts';
import { remember, rememberTeam } from './site.ts';
import { type TeamSeen, teamSeen } from './team.ts';
import { isTaken, takeTurn } from './turn.ts';

/** Milliseconds after which nothing further is begun: Forge stops a panel's call after 25 seconds, and one call may take some. */
export const BEGUN_WITHIN = 14_000;

/**
 * What is there and what is missing; changes nothing in Jira. A team-managed project in which people have added all
 * that is needed is remembered by this look, and its change requests are recorded from then on; not while another run
 * is under way, which may be an undo.
 */
export function setupPlan(setting: SettingUp, projectId?: string): Promise<SetupData> {
  return orWhyNot(setting, () => plan(setting, projectId));
}

async function plan(setting: SettingUp, projectId?: string): Promise<SetupData> {
  const { desk, locale } = setting;
  const projects = await projectsOf(setting);
  const { made } = await madeBefore(desk);
  if (projectId === undefined) {
    const undo = undoShown(undoable(setting, projects, made), projectId);
    return { locale, projects, steps: [], standing: 'choose', undo };
  }
  const seen: TeamSeen = isTeam(projects, projectId)
    ? await teamSeen(setting, projects, projectId, made)
    : { shown: await shown(setting, { projects, projectId, made, seen: await look(setting, projects, projectId) }) };
  if (await isTaken(desk)) return { ...seen.shown, standing: 'running' };
  if (seen.found) await rememberTeam(setting, projectId, seen.found);
  return seen.shown;
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
export async function inTurn(setting: SettingUp, projectId: string, run: () => Promise<SetupData>): Promise<SetupData> {
  const end = await takeTurn(setting.desk);
  if (!end) return setupPlan(setting, projectId);
  try {
    return await orWhyNot(setting, run);
  } finally {
    await end();
  }
}

async function orWhyNot({ locale }: SettingUp, run: () => Promise<SetupData>): Promise<SetupData> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refused) return notLooked(locale, error);
    throw error;
  }
}

async function apply(setting: SettingUp, projectId: string): Promise<SetupData> {
  const { asUser, desk } = setting;
  const began = desk.now();
  const before = await bringInventory(desk);
  await noteLanguage(desk, setting.locale);
  const projects = await projectsOf(setting);
  const team = isTeam(projects, projectId);
  const seen = await look(setting, projects, projectId);
  const { ids } = seen;
  let { made, trying } = before;
  const lost = trying === undefined ? undefined : ids.get(trying);
  if (trying !== undefined && lost !== undefined) {
    made = { ...made, [trying]: lost };
    trying = undefined;
  }
  for (const piece of seen.all) {
    if (seen.refused.has(piece.id) && !piece.isApart) break;
    if (ids.has(piece.id) || seen.refused.has(piece.id)) continue;
    if (piece.restsOn !== undefined && !ids.has(piece.restsOn)) continue;
    if (desk.now() - began > BEGUN_WITHIN) break;
    if (piece.remove) {
      trying = piece.id;
      await note(desk, { made, trying });
    }
    await refusable(seen, piece, async () => {
      const id = await piece.make(asUser, ids);
      ids.set(piece.id, id);
      if (piece.remove) made = { ...made, [piece.id]: id };
    });
    const refused = seen.refused.get(piece.id);
    // Of an answer that could not be read nobody knows whether it was a yes.
    if (trying === piece.id && !(refused instanceof Unread)) trying = undefined;
    // What comes after may rest on it; it is tried again at the next run.
    if (refused && !piece.isApart) break;
  }
  await note(desk, { made, trying });
  if (team) {
    const after = await teamSeen(setting, projects, projectId, made);
    if (after.found) await rememberTeam(setting, projectId, after.found);
    return after.shown;
  }
  const isWhole = seen.all.every((one) => ids.has(one.id) || one.isApart);
  // It asks Jira for every field's choices: where that comes too late or fails, it is what the next run has still to do.
  if (isWhole && desk.now() - began <= BEGUN_WITHIN) await remember(setting, ids);
  return shown(setting, { projects, projectId, seen, made });
}
