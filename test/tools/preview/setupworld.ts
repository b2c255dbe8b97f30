/** Set-up of the looked-at site, with the real pieces and their words: a company-managed project that takes some calls, and a team-managed one where people have to help. */
import type { Locale } from '@countersign/core/text/locale.ts';
import type { JiraClient } from '@countersign/jira/client.ts';
import { PAYLOADS } from '@countersign/jira/port/call.ts';
import type { EraseAnswer, SetupData, SetupStep } from '@countersign/jira/port/data.ts';
import { pieces } from '@countersign/jira/setup/pieces.ts';
import { teamProject } from '@countersign/jira/setup/team.ts';
import type { World } from './viewer.ts';

const COMPANY = '10000';
const TEAM = '10001';
/** How many pieces one call makes. */
const PACE = 16;
/** What the site has already. */
const THERE = 'affects';

const nameIn = (locale: Locale): string => (locale === 'en' ? 'Shop (SHOP)' : '商城（SHOP）');
const allIn = (locale: Locale) =>
  pieces(locale, [{ id: COMPANY, name: nameIn(locale) }], []).filter((one) => !one.isUnsaid);
const oursIn = (locale: Locale) => allIn(locale).filter((one) => one.id !== THERE);

/** @param pause what a call takes in a browser */
export function setupWorld(
  pause: () => Promise<void>,
): Pick<World, 'setupPlan' | 'setupApply' | 'setupUndo' | 'erasePerson'> {
  let made = 0;
  let failed = false;
  let hasFailed = false;
  const data = (locale: Locale, projectId: string | undefined): SetupData => {
    const shop = nameIn(locale);
    const team = locale === 'en' ? 'Team ideas (IDEA)' : '团队想法（IDEA）';
    const projects = [
      { id: COMPANY, key: 'SHOP', name: shop, managed: 'company' as const },
      { id: TEAM, key: 'IDEA', name: team, managed: 'team' as const },
    ];
    const all = allIn(locale);
    const ours = oursIn(locale);
    const undo = ours
      .slice(0, made)
      .filter((one) => one.remove)
      .map(({ group, text }) => ({ group, text }));
    if (projectId === undefined) return { locale, projects, steps: [], standing: 'choose', undo };
    const steps = all.map(({ id, group, text }): SetupStep => {
      const at = ours.findIndex((one) => one.id === id);
      if (failed && at === made) return { id, group, text, standing: 'failed', detail: NO[locale] };
      return { id, group, text, standing: at < 0 ? 'there' : at < made ? 'made' : 'missing' };
    });
    const standing = failed ? 'failed' : made >= ours.length ? 'done' : 'to-do';
    return { locale, projects, projectId, steps, standing, undo };
  };
  return {
    erasePerson: async (payload, { chapter }): Promise<EraseAnswer> => {
      PAYLOADS.erasePerson.parse(payload);
      await pause();
      return { kind: chapter === 'no-access' ? 'not-allowed' : 'erased' };
    },
    setupPlan: async (payload, { locale, chapter }) => {
      if (chapter === 'broken') throw new Error('the resolver is down');
      const { projectId } = PAYLOADS.setupPlan.parse(payload);
      if (projectId !== TEAM) return data(locale, projectId);
      const { steps } = await teamProject(NOTHING, locale, TEAM);
      return { ...data(locale, undefined), projectId, steps, standing: 'by-hand', undo: [] };
    },
    setupApply: async (payload, { locale, chapter }) => {
      const { projectId } = PAYLOADS.setupApply.parse(payload);
      await pause();
      // In this chapter Jira says no once, to the first of the screens.
      failed = chapter === 'draft' && !hasFailed;
      hasFailed = true;
      made = failed ? oursIn(locale).findIndex((one) => one.id === 'screen') : made + PACE;
      return data(locale, projectId);
    },
    setupUndo: (payload, { locale }) => {
      const { projectId } = PAYLOADS.setupUndo.parse(payload);
      made = 0;
      failed = false;
      return data(locale, projectId);
    },
  };
}

/** A project in which nothing was added yet. */
const NOTHING: JiraClient = { request: async () => ({ ok: true, data: [] }) };

const NO: Readonly<Record<Locale, string>> = {
  en: 'Jira 403: Only Jira administrators can manage screens.',
  'zh-CN': 'Jira 403：只有 Jira 管理员可以管理界面。',
};
