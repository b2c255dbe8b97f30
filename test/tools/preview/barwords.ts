/** What the bar of the preview calls its pages and chapters, in both languages. */
import type { Locale } from '@countersign/core/text/locale.ts';
import type { BesideChapter } from './besidestory.ts';
import type { LightChapter } from './lightstory.ts';
import type { Chapter } from './story.ts';
import type { PageName, STATES } from './viewer.ts';

type Named = PageName | Chapter | BesideChapter | LightChapter | (typeof STATES)[number];

const NAMES: Readonly<Record<Named, readonly [en: string, zh: string]>> = {
  issue: ['Panel', '面板'],
  context: ['Beside the issue', '工作项侧栏'],
  settings: ['Policy', '策略'],
  project: ['Register', '变更台账'],
  admin: ['Set-up', '设置'],
  gadget: ['Dashboard', '仪表盘'],
  automation: ['Automation', '自动化规则'],
  draft: ['Draft', '草稿'],
  assessing: ['Assessment', '评估'],
  voting: ['Votes', '表决'],
  voided: ['Votes are void', '表决失效'],
  approved: ['Approved', '已批准'],
  verifying: ['Verification', '验证'],
  working: ['Work to accept', '待纳入的工作'],
  'by-app': ['Filed by an app', '由程序提交'],
  'new-policy': ['Another policy', '策略已更换'],
  against: ['A vote against', '有反对票'],
  'falls-short': ['Falls short', '未全部实现'],
  'light-form': ['Light: the form', '轻量模式：表单'],
  light: ['Light: in review', '轻量模式：评审'],
  'light-approved': ['Light: approved', '轻量模式：已批准'],
  nothing: ['Nothing yet', '尚无内容'],
  'not-set-up': ['Not set up', '尚未设置'],
  'no-policy': ['No policy', '没有策略'],
  'not-recorded': ['Not recorded', '尚未记录'],
  'record-lost': ['Record lost', '记录丢失'],
  'no-access': ['No access', '无权查看'],
  'broken-policy': ['Broken policy', '策略有误'],
  slow: ['Slow answer', '响应缓慢'],
  broken: ['No answer', '没有响应'],
};

/** @param name of a page or of a chapter, as addresses write it */
export function nameOf(name: string, locale: Locale): string {
  const [en, zh] = NAMES[name as Named] ?? [name, name];
  return locale === 'en' ? en : zh;
}
