/** The pull request that offers Countersign to a repository: a policy and the issue form. Until it is merged the app only watches. */
import type { Profile } from '@countersign/core/policy/policy.ts';
import { policyTemplate, type TemplateNames } from '@countersign/core/policy/template.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { issueForm } from './form/template.ts';
import { POLICY_PATH } from './translate.ts';

/** Where GitHub looks for the form. */
export const FORM_PATH = '.github/ISSUE_TEMPLATE/change-request.yml';
/** The branch that the pull request comes from; a second run finds it and opens no second pull request. */
export const ONBOARDING_BRANCH = 'countersign/onboarding';

export interface Onboarding {
  readonly branch: string;
  readonly title: string;
  readonly body: string;
  /** Whole texts by path. */
  readonly files: ReadonlyMap<string, string>;
}

const WORDS: Readonly<Record<Locale, { readonly title: string; readonly body: string }>> = {
  en: {
    title: 'Decide changes before they are merged',
    body: [
      'This adds two files:',
      '',
      `- \`${POLICY_PATH}\`: who decides a change, and which branches need a decision. Please put the right people in.`,
      `- \`${FORM_PATH}\`: the form for a change request.`,
      '',
      'Nothing is held back until you merge this. Afterwards, require the check **Countersign** in a ruleset to hold merges.',
      'Write `/help` in a change request to see what you can do.',
    ].join('\n'),
  },
  'zh-CN': {
    title: '先决定变更，再合并',
    body: [
      '本拉取请求添加两个文件：',
      '',
      `- \`${POLICY_PATH}\`：由谁决定变更、哪些分支需要决定。请填写正确的人员。`,
      `- \`${FORM_PATH}\`：变更请求表单。`,
      '',
      '合并之前不会拦截任何内容。合并之后，请在规则集中将 **Countersign** 检查设为必需，以便拦截未批准的合并。',
      '在变更请求中输入 `/帮助` 可查看可用的命令。',
    ].join('\n'),
  },
};

/** What to propose to a repository whose people are `names`. The policy resolves when the names differ. */
export function onboarding(profile: Profile, locale: Locale, names: TemplateNames): Onboarding {
  return {
    branch: ONBOARDING_BRANCH,
    ...WORDS[locale],
    files: new Map([
      [POLICY_PATH, policyTemplate(profile, locale, names)],
      [FORM_PATH, issueForm(profile, locale)],
    ]),
  };
}
