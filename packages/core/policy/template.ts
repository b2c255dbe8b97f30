/** Policies to begin with: what onboarding proposes and the sandbox runs on. Comments are for the people who will edit them. */
import type { Locale } from '../text/locale.ts';
import type { Profile } from './policy.ts';

/** Names as the tracker knows them, for the roles that every project has. */
export interface TemplateNames {
  readonly lead: string;
  readonly expert: string;
  readonly customer: string;
  readonly sponsor?: string;
  readonly quality?: string;
  readonly safety?: string;
  readonly secondExpert?: string;
}

/** A whole policy file, commented in the language of its readers. It resolves without problems when the names differ. */
export function policyTemplate(profile: Profile, locale: Locale, names: TemplateNames): string {
  const zh = locale === 'zh-CN';
  const note = (en: string, cn: string) => `# ${zh ? cn : en}`;
  const head = [
    note(
      'Countersign: who decides a change, and what may not merge without it.',
      'Countersign 变更策略：由谁决定变更；未经批准不得合并。',
    ),
    note('Every key: docs/policy.md', '所有配置项见 docs/policy.zh-CN.md'),
    `profile: ${profile}`,
    `language: ${locale}`,
    ...(zh ? ['time-zone: Asia/Shanghai', 'calendar: CN'] : ['time-zone: UTC', 'calendar: none']),
    `currency: ${zh ? 'CNY' : 'USD'}`,
    note('Impact is scored against these two.', '变更影响按下面两项评分。'),
    `budget: ${zh ? 'CNY 1,200,000' : 'USD 200,000'}`,
    'planned-days: 120',
    '',
    'roles:',
  ];
  const light = [
    `  lead: ["@${names.lead}"]`,
    `  customer: ["@${names.customer}"]`,
    `  implementer: ["@${names.expert}"]`,
  ];
  const standard = [
    `  project-manager: ["@${names.lead}"]`,
    `  technical-expert: [${[names.expert, names.secondExpert]
      .filter(Boolean)
      .map((name) => `"@${name}"`)
      .join(', ')}]`,
    `  customer: ["@${names.customer}"]`,
    ...(names.sponsor ? [`  sponsor: ["@${names.sponsor}"]`] : []),
    ...(names.quality ? [`  quality: ["@${names.quality}"]`] : []),
    ...(names.safety ? [`  safety: ["@${names.safety}"]`] : []),
  ];
  const board = ['project-manager', 'technical-expert', 'customer'];
  const major = [...board, ...(names.sponsor ? ['sponsor'] : []), ...(names.quality ? ['quality'] : [])];
  const critical = [...major, ...(names.secondExpert ? ['technical-expert'] : []), ...(names.safety ? ['safety'] : [])];
  const complete = names.sponsor && names.quality && names.safety && names.secondExpert;
  const seats = complete
    ? []
    : [
        '',
        note(
          'The votes that each class needs. Nobody fills two seats.',
          '各变更等级所需的席位；一人不能担任两个席位。',
        ),
        'seats:',
        `  major: [${major.join(', ')}]`,
        `  critical: [${critical.join(', ')}]`,
      ];
  const gates = [
    '',
    note(
      'Pull requests into these branches need an approved change request.',
      '合入以下分支的拉取请求需要已批准的变更请求。',
    ),
    'gates:',
    '  merge:',
    '    branches: [main]',
    '    exempt:',
    '      paths: ["docs/**", "*.md"]',
    `      ${note(
      'This file, workflows and CODEOWNERS pass only with a request in which their paths stand, but for these two:',
      '本文件、工作流和 CODEOWNERS 须由写明其路径的变更请求放行，以下两项除外：',
    )}`,
    `      ${note('the pull request by which Countersign offers this file;', '由 Countersign 提议本文件的拉取请求；')}`,
    '      onboarding: true',
    `      ${note('new versions of what workflows use, and nothing else, by these programs.', '以下程序仅升级工作流所用版本的拉取请求。')}`,
    '      bumps: ["@dependabot[bot]"]',
    '',
  ];
  return [...head, ...(profile === 'light' ? light : [...standard, ...seats]), ...gates].join('\n');
}
