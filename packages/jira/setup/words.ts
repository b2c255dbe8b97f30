/** What set-up says and what it calls the things it makes, in both languages. */
import type { Locale } from '@countersign/core/text/locale.ts';

export interface SetupWords {
  readonly issueType: string;
  readonly typeName: string;
  readonly typeDescription: string;
  readonly field: (name: string) => string;
  readonly options: (name: string, count: number) => string;
  readonly noContext: (name: string) => string;
  readonly linkType: string;
  readonly linkName: string;
  readonly outward: string;
  readonly inward: string;
  readonly status: (name: string) => string;
  readonly statusDescription: string;
  /** What an administrator does in the project itself, one step each. */
  readonly byHand: Readonly<Record<'company' | 'team', readonly string[]>>;
  readonly remove: (text: string) => string;
}

const WORDS: Readonly<Record<Locale, SetupWords>> = {
  en: {
    issueType: 'Issue type “Change request”',
    typeName: 'Change request',
    typeDescription: 'A change to what was agreed: assessed and decided before the work goes on.',
    field: (name) => `Field “${name}”`,
    options: (name, count) => `${count} choices of the field “${name}”`,
    noContext: (name) => `The field “${name}” has no context; give it one for all projects.`,
    linkType: 'Link type “affects”, from a change request to a requirement',
    linkName: 'Affects',
    outward: 'affects',
    inward: 'is affected by',
    status: (name) => `Status “${name}”`,
    statusDescription: 'Follows the record of Countersign.',
    byHand: {
      company: [
        'Project settings → Issue types: add “Change request” to the project’s issue type scheme.',
        'Issues → Screens: put the fields above on the screens of “Change request”.',
        'Issues → Workflows: make a workflow for “Change request” with the statuses above, any to any, and add the validator “Countersign decides” to every transition.',
      ],
      team: [
        'Project settings → Issue types: add an issue type “Change request” and the fields above.',
        'Project settings → Board: add a column for each status above.',
        'Gates cannot hold in a team-managed project: Jira lets no app stop a transition there. What is moved past them is moved back and recorded.',
      ],
    },
    remove: (text) => `Remove: ${text}`,
  },
  'zh-CN': {
    issueType: '事务类型“变更请求”',
    typeName: '变更请求',
    typeDescription: '对已确认内容的变更：先评估与决定，再继续工作。',
    field: (name) => `字段“${name}”`,
    options: (name, count) => `字段“${name}”的 ${count} 个选项`,
    noContext: (name) => `字段“${name}”没有上下文；请为所有项目添加一个。`,
    linkType: '链接类型“影响”，从变更请求指向需求',
    linkName: '影响',
    outward: '影响',
    inward: '受其影响',
    status: (name) => `状态“${name}”`,
    statusDescription: '随 Countersign 的记录变化。',
    byHand: {
      company: [
        '项目设置 → 事务类型：将“变更请求”加入项目的事务类型方案。',
        '事务 → 界面：将上述字段放到“变更请求”的界面上。',
        '事务 → 工作流：用上述状态为“变更请求”建立任意状态间可流转的工作流，并为每个转换添加验证器“Countersign decides”。',
      ],
      team: [
        '项目设置 → 事务类型：添加“变更请求”类型及上述字段。',
        '项目设置 → 看板：为上述每个状态添加一列。',
        '团队管理的项目中门禁无法拦截：Jira 不允许应用阻止转换。绕过的移动会被移回并记录。',
      ],
    },
    remove: (text) => `移除：${text}`,
  },
};

export function setupWords(locale: Locale): SetupWords {
  return WORDS[locale];
}
