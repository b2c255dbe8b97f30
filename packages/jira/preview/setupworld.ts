/** Set-up of the looked-at site: a company-managed project that takes a moment, and a team-managed one where people have to help. */
import type { Locale } from '@countersign/core/text/locale.ts';
import type { SetupData, SetupStep } from '../panel/data.ts';
import { PAYLOADS } from '../panel/port.ts';
import type { World } from './viewer.ts';

const STEPS: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    'Issue type “Change request”',
    '17 fields: cause, motive, before, after, impact on schedule, cost, quality and risk, and others',
    'Screens to create, edit and view a change request',
    '11 statuses, from “Draft” to “Closed”',
    'Workflow “Change control” with its gates',
    'Link types “is changed by” and “implements”',
  ],
  'zh-CN': [
    '事务类型“变更请求”',
    '17 个字段：原因、动机、变更前、变更后、对进度、成本、质量和风险的影响等',
    '新建、编辑和查看变更请求的界面',
    '11 个状态，从“草稿”到“已关闭”',
    '带门禁的工作流“变更控制”',
    '链接类型“被变更”和“实现”',
  ],
};

const COMPANY = '10000';
const TEAM = '10001';

export function setupWorld(): Pick<World, 'setupPlan' | 'setupApply' | 'setupUndo'> {
  /** Steps that were made; `undefined` before anybody began. */
  let made: number | undefined;
  let failed = false;
  const data = (locale: Locale, projectId: string | undefined): SetupData => {
    const projects = [
      { id: COMPANY, name: locale === 'en' ? 'Shop (SHOP)' : '商城（SHOP）', managed: 'company' as const },
      { id: TEAM, name: locale === 'en' ? 'Team ideas (IDEA)' : '团队想法（IDEA）', managed: 'team' as const },
    ];
    if (projectId === undefined) return { locale, projects, steps: [], standing: 'choose', undo: [] };
    const texts = STEPS[locale];
    if (projectId === TEAM) {
      const steps = texts.slice(0, 4).map((text, at): SetupStep => ({ id: `hand-${at}`, text, standing: 'by-hand' }));
      return { locale, projects, projectId, steps, standing: 'to-do', undo: [] };
    }
    const count = made ?? 0;
    const steps = texts.map((text, at): SetupStep => {
      if (at === texts.length - 1) return { id: `step-${at}`, text, standing: 'there' };
      const stopped = failed && at === count;
      return {
        id: `step-${at}`,
        text,
        standing: stopped ? 'failed' : at < count ? 'made' : 'missing',
        ...(stopped
          ? {
              detail:
                locale === 'en'
                  ? 'Jira answered 403: your account may not edit workflows.'
                  : 'Jira 返回 403：您的账号无权编辑工作流。',
            }
          : {}),
      };
    });
    const standing = made === undefined ? 'to-do' : failed ? 'failed' : count >= texts.length - 1 ? 'done' : 'running';
    return { locale, projects, projectId, steps, standing, undo: texts.slice(0, Math.min(count, texts.length - 1)) };
  };
  return {
    setupPlan: (payload, { locale, chapter }) => {
      if (chapter === 'broken') throw new Error('the resolver is down');
      const { projectId } = PAYLOADS.setupPlan.parse(payload);
      const found = data(locale, projectId);
      if (found.standing === 'running' && made !== undefined) made += 2;
      return found;
    },
    setupApply: (payload, { locale, chapter }) => {
      const { projectId } = PAYLOADS.setupApply.parse(payload);
      made = (made ?? 0) + 1;
      failed = chapter === 'draft' && !failed;
      return data(locale, projectId);
    },
    setupUndo: (payload, { locale }) => {
      const { projectId } = PAYLOADS.setupUndo.parse(payload);
      made = undefined;
      failed = false;
      return data(locale, projectId);
    },
  };
}
