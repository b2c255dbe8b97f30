/** What the administrator's set-up page invokes. */
import type { Locale } from '@countersign/core/text/locale.ts';
import { mayAdminister } from '../facts/right.ts';
import { PAYLOADS } from '../port/call.ts';
import type { SetupData } from '../port/data.ts';
import { languageOf } from '../setup/inuse.ts';
import type { SettingUp } from '../setup/look.ts';
import { setupApply, setupPlan } from '../setup/setup.ts';
import { setupUndo } from '../setup/undo.ts';
import type { Asker } from './asker.ts';

const NOT_ALLOWED: Readonly<Record<Locale, string>> = {
  en: 'Only a Jira administrator may set the site up.',
  'zh-CN': '只有 Jira 管理员可以设置站点。',
};

/** Runs a part of the set-up with the administrator's own rights; for anybody else it says so and does nothing. */
async function asAdministrator(asker: Asker, work: (setting: SettingUp) => Promise<SetupData>): Promise<SetupData> {
  const { desk, asUser, locale } = asker;
  if (await mayAdminister(asUser)) return work({ desk, asUser, locale: await languageOf(desk, locale) });
  const step = { id: 'right', group: 'record' as const, text: NOT_ALLOWED[locale], standing: 'failed' as const };
  return { locale, projects: [], steps: [step], standing: 'failed', undo: [] };
}

export async function setupPlanned(asker: Asker, payload: unknown): Promise<SetupData> {
  const { projectId } = PAYLOADS.setupPlan.parse(payload);
  return asAdministrator(asker, (setting) => setupPlan(setting, projectId));
}

export async function setupApplied(asker: Asker, payload: unknown): Promise<SetupData> {
  const { projectId } = PAYLOADS.setupApply.parse(payload);
  return asAdministrator(asker, (setting) => setupApply(setting, projectId));
}

export async function setupUndone(asker: Asker, payload: unknown): Promise<SetupData> {
  const { projectId } = PAYLOADS.setupUndo.parse(payload);
  return asAdministrator(asker, (setting) => setupUndo(setting, projectId));
}
