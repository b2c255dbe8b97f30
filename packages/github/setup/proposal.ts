/** The pull request that offers Countersign to a repository: a policy and the issue form. Until it is merged the app only watches. */
import type { Profile } from '@countersign/core/policy/policy.ts';
import { policyTemplate, type TemplateNames } from '@countersign/core/policy/template.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { issueForm } from '../form/template.ts';
import { ONBOARDING_BRANCH } from '../translate/branch.ts';
import { POLICY_PATH } from '../translate/translate.ts';
import { rulesetCommand } from './ruleset.ts';

/** Where GitHub looks for the form. */
export const FORM_PATH = '.github/ISSUE_TEMPLATE/change-request.yml';

export interface Onboarding {
  readonly branch: string;
  readonly title: string;
  readonly body: string;
  /** Whole texts by path. */
  readonly files: ReadonlyMap<string, string>;
}

const WORDS: Readonly<Record<Locale, { readonly title: string; readonly body: (ruleset: string) => string }>> = {
  en: {
    title: 'Decide changes before they are merged',
    body: (ruleset) =>
      [
        'This adds two files:',
        '',
        `- \`${POLICY_PATH}\`: who decides a change, and which branches need a decision.`,
        `- \`${FORM_PATH}\`: the form for a change request.`,
        '',
        '**Before you merge, change the policy on this branch:**',
        '',
        '1. `roles`: put in the people or teams who really decide. Names were guessed from who administers this repository; every line marked `REPLACE` names nobody yet, and nothing that needs that seat can be approved until somebody fills it.',
        '2. `budget` and `planned-days`: the size of your project. How big a change is, is measured against them.',
        '3. `gates`: the branches that need a decision.',
        '',
        'Until you merge this, the app only watches: its check says that there is no policy, which holds a merge only where a ruleset requires it already. On this pull request it passes. Afterwards, have GitHub hold merges until it passes: whoever administers this repository runs this once, where `gh` is signed in.',
        '',
        ruleset,
        '',
        'If you do not want it, close this pull request: it will not be offered again.',
        'Write `/help` in a change request to see what you can do.',
      ].join('\n'),
  },
  'zh-CN': {
    title: '启用变更控制：先批准，再合并',
    body: (ruleset) =>
      [
        '本拉取请求添加两个文件：',
        '',
        `- \`${POLICY_PATH}\`：由谁决定变更，哪些分支受控。`,
        `- \`${FORM_PATH}\`：变更请求表单。`,
        '',
        '**合并之前，请先在本分支上修改策略：**',
        '',
        '1. `roles`：填写实际参与决策的人员或团队。现有名称按仓库管理员推断；标有 `REPLACE` 的行请务必修改，否则需要该席位的变更无法获批。',
        '2. `budget` 与 `planned-days`：项目的规模，变更影响按这两项评分。',
        '3. `gates`：受控的分支。',
        '',
        '合并之前，本应用只检查、不拦截（除非规则集已将此检查设为必需），检查会提示尚无策略；本拉取请求的检查会通过。合并之后，请由仓库管理员在已登录 `gh` 的终端运行以下命令，将 **Countersign** 设为必需检查，才能拦截未批准的合并。',
        '',
        ruleset,
        '',
        '如不需要，关闭本拉取请求即可，不会再次创建。',
        '在变更请求中输入 `/帮助` 可查看可用的命令。',
      ].join('\n'),
  },
};

/** Seats that nobody is known for are named after teams of this owner alone: a login could be taken by a stranger. */
const UNKNOWN = { lead: 'project-managers', expert: 'technical-experts', customer: 'customers' } as const;

/** Who might decide, to begin with: an administrator leads, another assesses; nobody can be guessed to be the customer. */
export function people(owner: string, administrators: readonly string[]): TemplateNames {
  const nobody = (seat: keyof typeof UNKNOWN) => `${owner}/${UNKNOWN[seat]}`;
  return {
    lead: administrators[0] ?? nobody('lead'),
    expert: administrators[1] ?? nobody('expert'),
    customer: nobody('customer'),
  };
}

interface Repository {
  /** `acme/billing` */
  readonly name: string;
  /** Its default branch. */
  readonly branch: string;
  /** Our own id at GitHub. */
  readonly app: number;
}

/** What to propose to a repository whose people are `names`. The policy resolves when the names differ. */
export function onboarding(profile: Profile, locale: Locale, names: TemplateNames, repository: Repository): Onboarding {
  const { branch } = repository;
  const { title, body } = WORDS[locale];
  const hint = locale === 'zh-CN' ? '# REPLACE：请填写真实的人员或团队' : '# REPLACE: name real people or a team';
  const policy = policyTemplate(profile, locale, names)
    .replace(/^( +[\w-]+: \["@[^"/]+\/(?:project-managers|technical-experts|customers)"\])$/gm, `$1 ${hint}`)
    .replace('branches: [main]', () => `branches: [${branch === 'main' ? branch : JSON.stringify(branch)}]`);
  return {
    branch: ONBOARDING_BRANCH,
    title,
    body: body(['```sh', rulesetCommand(repository.app, repository.name), '```'].join('\n')),
    files: new Map([
      [POLICY_PATH, policy],
      [FORM_PATH, issueForm(profile, locale)],
    ]),
  };
}
