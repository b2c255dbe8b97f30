/** Takes set-up back: what it made, the last first, and nothing else. */
import type { SetupData } from '../port/data.ts';
import { isTeam, look, projectsOf, type SettingUp, shown, undoable } from './look.ts';
import { bringInventory, note, noteLanguage } from './made.ts';
import { Refused } from './piece.ts';
import { projectOf } from './pieces.ts';
import { BEGUN_WITHIN, inTurn } from './setup.ts';
import { forgetSites } from './site.ts';
import { teamSeen } from './team.ts';

/**
 * Takes away what set-up made, the last first; what others made, or adopted pieces, stay. It ends at Jira's first no:
 * while requests still use the workflow, Jira lets nobody take it away, and nothing that it needs may go before it.
 */
export function setupUndo(setting: SettingUp, projectId: string): Promise<SetupData> {
  return inTurn(setting, projectId, () => undo(setting, projectId));
}

async function undo(setting: SettingUp, projectId: string): Promise<SetupData> {
  const { asUser, desk } = setting;
  const began = desk.now();
  const projects = await projectsOf(setting);
  const before = await bringInventory(desk);
  let { made, trying } = before;
  if (trying !== undefined) {
    const { ids, refused } = await look(setting, projects, projectOf(trying) ?? projectId);
    const lost = ids.get(trying);
    if (lost !== undefined) made = { ...made, [trying]: lost };
    if (!refused.has(trying)) trying = undefined;
  }
  const refused = new Map<string, Refused>();
  let isForgotten = false;
  for (const piece of [...undoable(setting, projects, made)].reverse()) {
    const id = made[piece.id] ?? '';
    // From here on the site is set up no more: the gate would miss what it reads.
    if (projectOf(piece.id) === undefined && !isForgotten) {
      await forgetSites(desk);
      isForgotten = true;
    }
    if (desk.now() - began > BEGUN_WITHIN) break;
    try {
      await piece.remove?.(asUser, id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.set(piece.id, error);
      break;
    }
    const { [piece.id]: _, ...rest } = made;
    made = rest;
    await note(desk, { made, trying });
  }
  if (undoable(setting, projects, made).length === 0) {
    await forgetSites(desk);
    await noteLanguage(desk, undefined);
  }
  if (isTeam(projects, projectId) && refused.size === 0)
    return (await teamSeen(setting, projects, projectId, made)).shown;
  const seen = await look(setting, projects, projectId);
  for (const [id, why] of refused) seen.refused.set(id, why);
  return shown(setting, { projects, projectId, seen, made });
}
