/** What set-up says and what it calls the things it makes, in both languages. */

import type { Link } from '@countersign/core/setup/site.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import type { Field } from '@countersign/core/view/field.ts';

/** As Jira's link type is called, and read from either end. */
interface LinkWords {
  readonly text: string;
  readonly name: string;
  readonly outward: string;
  readonly inward: string;
  /** Names that it had before. */
  readonly also?: readonly string[];
}

export interface SetupWords {
  readonly issueType: string;
  readonly typeName: string;
  readonly typeDescription: string;
  readonly typeMark: string;
  /** The app's pages in one project, and its panel there. */
  readonly mark: (project: string) => string;
  readonly panel: (project: string) => string;
  /** @param done such as `40 %` */
  readonly panelWaits: (done: string) => string;
  readonly panelFailed: (why: string) => string;
  readonly field: (name: string) => string;
  readonly options: (name: string, count: number) => string;
  readonly noContext: (name: string) => string;
  readonly links: Readonly<Record<Link, LinkWords>>;
  readonly status: (name: string) => string;
  readonly statusDescription: string;
  readonly typeScheme: (project: string) => string;
  readonly noTypeScheme: (project: string) => string;
  readonly shared: (projects: readonly string[]) => string;
  readonly screen: string;
  readonly screenName: string;
  readonly screenDescription: string;
  readonly onScreen: (count: number) => string;
  readonly noTab: string;
  readonly screenScheme: string;
  readonly otherScreenScheme: string;
  readonly projectScreens: (project: string) => string;
  readonly noScreens: (project: string) => string;
  readonly sharedScreens: (projects: readonly string[]) => string;
  readonly otherScreens: (project: string) => string;
  readonly workflow: string;
  readonly workflowName: string;
  readonly workflowDescription: string;
  readonly create: string;
  readonly otherWorkflow: string;
  readonly noRule: string;
  readonly workflowScheme: (project: string) => string;
  readonly sharedWorkflow: (projects: readonly string[]) => string;
  readonly ownScheme: (project: string) => string;
  readonly ownSchemeName: (project: string) => string;
  readonly ownSchemeDescription: string;
  readonly onScheme: (project: string) => string;
  readonly staysOnScheme: (project: string) => string;
  readonly noWorkflowScheme: (project: string) => string;
  readonly otherInScheme: (project: string, workflow: string) => string;
  /** What somebody adds by hand to a team-managed project, each by its name. */
  readonly teamType: string;
  readonly teamField: (name: string, kind: string, isNeeded: boolean) => string;
  readonly kinds: Readonly<Record<Field['kind'], string>>;
  readonly teamStatus: (name: string, category: string) => string;
  readonly categories: Readonly<Record<'TODO' | 'IN_PROGRESS' | 'DONE', string>>;
  readonly look: string;
  readonly unread: (where: string) => string;
  readonly known: string;
}

const WORDS: Readonly<Record<Locale, SetupWords>> = {
  en: {
    issueType: 'Issue type “Change request”',
    typeName: 'Change request',
    typeDescription: 'A change to what was agreed: assessed and decided before the work goes on.',
    typeMark: 'A mark on the issue type, by which Jira shows the panel there and nowhere else',
    mark: (project) => `The app’s pages in the menu and the settings of ${project}`,
    panel: (project) => `The panel “Countersign” on every change request of ${project}, without a click`,
    panelWaits: (done) => `Jira is at it: ${done}.`,
    panelFailed: (why) => `Jira could not do it (${why}). It is asked again when you go on.`,
    field: (name) => `Field “${name}”`,
    options: (name, count) => `${count} choices of the field “${name}”`,
    noContext: (name) => `The field “${name}” has no context; give it one for all projects.`,
    links: {
      affects: {
        text: 'Link type “affects”, from a change request to a requirement',
        ...{ name: 'Affects', outward: 'affects', inward: 'is affected by' },
      },
      introduces: {
        text: 'Link type “introduces”, from a change request to a requirement that it adds',
        ...{ name: 'Introduces', outward: 'introduces', inward: 'is introduced by' },
      },
      retires: {
        text: 'Link type “retires”, from a change request to a requirement that it ends',
        ...{ name: 'Retires', outward: 'retires', inward: 'is retired by' },
      },
    },
    status: (name) => `Status “${name}”`,
    statusDescription: 'Follows the record of Countersign.',
    typeScheme: (project) => `“Change request” among the issue types of ${project}`,
    noTypeScheme: (project) => `${project} has no issue type scheme that Jira shows; choose a company-managed project.`,
    shared: (projects) =>
      `The same scheme serves ${projects.join(', ')}: “Change request” can be created there as well.`,
    screen: 'Screen “Change request”',
    screenName: 'Change request',
    screenDescription: 'What a change request says, to create, edit and view it.',
    onScreen: (count) => `The title and the ${count} fields above on that screen`,
    noTab: 'The screen “Change request” has no tab. Add one to it, then go on.',
    screenScheme: 'Screen scheme “Change request”, with that screen',
    otherScreenScheme:
      'There is a screen scheme “Change request” with another screen. Rename it, or give it the screen “Change request”, then go on.',
    projectScreens: (project) => `That screen for change requests of ${project}`,
    noScreens: (project) => `Jira shows no issue type screen scheme of ${project}; choose a company-managed project.`,
    sharedScreens: (projects) =>
      `The same scheme serves ${projects.join(', ')}: change requests get that screen there as well; other issue types keep theirs.`,
    otherScreens: (project) =>
      `${project} shows change requests on another screen. Take that assignment away in its issue type screen scheme, then go on.`,
    workflow: 'Workflow “Change request”, with the validator “Countersign decides” on every transition',
    workflowName: 'Change request',
    workflowDescription: 'Follows the record of Countersign, whose validator decides on every transition.',
    create: 'Create',
    otherWorkflow:
      'There is a workflow “Change request” that lacks a stage or has a transition without the validator “Countersign decides”. Rename it, or complete it, then go on.',
    noRule: 'Jira does not offer the validator “Countersign decides”. Install the app on this site again, then go on.',
    workflowScheme: (project) => `The workflow “Change request” for change requests of ${project}`,
    sharedWorkflow: (projects) =>
      `The same scheme serves ${projects.join(', ')}: change requests get that workflow there as well; other issue types keep theirs.`,
    ownScheme: (project) =>
      `A workflow scheme of its own for ${project}: it is on Jira’s default one, which nobody can change. All its issue types keep their workflow.`,
    ownSchemeName: (project) => `${project}: change control`,
    ownSchemeDescription: 'Jira’s usual workflow for every issue type, until set-up gives change requests theirs.',
    onScheme: (project) => `${project} on that workflow scheme`,
    staysOnScheme: (project) =>
      `Jira lets no app take a project with issues back to its default workflow scheme. ${project} stays on its own, in which every issue type has Jira’s usual workflow. To take it away as well, switch the scheme by hand (Project settings → Workflows → Switch scheme), then undo again.`,
    noWorkflowScheme: (project) =>
      `Jira has not put ${project} on its own workflow scheme yet. Wait a minute, then go on.`,
    otherInScheme: (project, workflow) =>
      `The workflow scheme of ${project} gives change requests the workflow “${workflow}”, without our gate. Take that assignment away, then go on.`,
    teamType: 'Issue type “Change request”: Project settings → Issue types → Add issue type',
    teamField: (name, kind, isNeeded) =>
      `${isNeeded ? 'Field' : 'Optional field'} “${name}” of the kind “${kind}”, on the issue type “Change request”`,
    kinds: { input: 'Short text', textarea: 'Paragraph', dropdown: 'Dropdown', checkboxes: 'Checkbox' },
    teamStatus: (name, category) =>
      `Status “${name}”, in the category “${category}”, in the workflow of “Change request”`,
    categories: { TODO: 'To do', IN_PROGRESS: 'In progress', DONE: 'Done' },
    look: 'To see what is there',
    unread: (where) =>
      `Jira answers otherwise than this version of the app can read (at ${where}). Install the newest version, then go on.`,
    known: 'All of it known to the record: from then on change requests are recorded',
  },
  'zh-CN': {
    issueType: '工作项类型“变更请求”',
    typeName: '变更请求',
    typeDescription: '变更已确认的需求：先评估、批准，再实施。',
    typeMark: '工作项类型上的标记，Jira 据此只在变更请求上显示面板',
    mark: (project) => `${project} 的菜单和设置中的应用页面`,
    panel: (project) => `${project} 的每项变更请求都直接显示“Countersign”面板，无需点击`,
    panelWaits: (done) => `Jira 正在处理：${done}。`,
    panelFailed: (why) => `Jira 未能完成（${why}）。点击“继续”即再次请求。`,
    field: (name) => `字段“${name}”`,
    options: (name, count) => `字段“${name}”的 ${count} 个选项`,
    noContext: (name) => `字段“${name}”没有上下文；请为所有项目添加一个。`,
    links: {
      affects: {
        text: '链接类型“影响”，从变更请求指向需求',
        ...{ name: '影响', outward: '影响', inward: '被影响' },
      },
      introduces: {
        text: '链接类型“新增”，从变更请求指向其新增的需求',
        ...{ name: '新增', outward: '新增', inward: '被新增' },
        also: ['引入'],
      },
      retires: {
        text: '链接类型“废止”，从变更请求指向其废止的需求',
        ...{ name: '废止', outward: '废止', inward: '被废止' },
      },
    },
    status: (name) => `状态“${name}”`,
    statusDescription: '与 Countersign 的存证记录保持一致。',
    typeScheme: (project) => `将“变更请求”加入 ${project} 的工作项类型`,
    noTypeScheme: (project) => `无法从 Jira 取得 ${project} 的工作项类型方案；请选择公司管理的项目。`,
    shared: (projects) => `${projects.join('、')} 也使用该方案，因此同样可以创建“变更请求”。`,
    screen: '界面“变更请求”',
    screenName: '变更请求',
    screenDescription: '变更请求的内容，用于新建、修改和查看。',
    onScreen: (count) => `将标题和上述 ${count} 个字段放到该界面上`,
    noTab: '界面“变更请求”没有标签页。请为其添加一个，然后继续。',
    screenScheme: '使用该界面的界面方案“变更请求”',
    otherScreenScheme: '已有使用其他界面的界面方案“变更请求”。请将其改名，或改用界面“变更请求”，然后继续。',
    projectScreens: (project) => `${project} 的变更请求使用该界面`,
    noScreens: (project) => `无法从 Jira 取得 ${project} 的工作项类型界面方案；请选择公司管理的项目。`,
    sharedScreens: (projects) =>
      `${projects.join('、')} 也使用该方案，因此其变更请求也使用该界面，其他工作项类型不变。`,
    otherScreens: (project) => `${project} 的变更请求使用其他界面。请在其工作项类型界面方案中取消该指定，然后继续。`,
    workflow: '工作流“变更请求”，每个转换都配置了验证器“Countersign 门禁校验”',
    workflowName: '变更请求',
    workflowDescription: '与 Countersign 的存证记录保持一致，每个转换都经门禁校验。',
    create: '创建',
    otherWorkflow:
      '已有名为“变更请求”的工作流，但缺少某个状态，或有转换没有验证器“Countersign 门禁校验”。请将其改名或补全，然后继续。',
    noRule: 'Jira 没有提供验证器“Countersign 门禁校验”。请在此站点重新安装应用，然后继续。',
    workflowScheme: (project) => `${project} 的变更请求使用工作流“变更请求”`,
    sharedWorkflow: (projects) =>
      `${projects.join('、')} 也使用该方案，因此其变更请求也使用该工作流，其他工作项类型不变。`,
    ownScheme: (project) =>
      `为 ${project} 建立单独的工作流方案：它使用 Jira 的默认方案，该方案无法修改。所有工作项类型的工作流不变。`,
    ownSchemeName: (project) => `${project}：变更控制`,
    ownSchemeDescription: '所有工作项类型使用 Jira 的默认工作流，直至设置为变更请求指定其工作流。',
    onScheme: (project) => `${project} 使用该工作流方案`,
    staysOnScheme: (project) =>
      `Jira 不允许应用把已有工作项的项目切换回默认工作流方案。${project} 保留其单独的方案，其中所有工作项类型都使用 Jira 的默认工作流。若要移除该方案，请手动切换（项目设置 → 工作流 → 切换方案），然后再次撤销。`,
    noWorkflowScheme: (project) => `Jira 尚未将 ${project} 切换到其单独的工作流方案。请稍候再继续。`,
    otherInScheme: (project, workflow) =>
      `${project} 的工作流方案为变更请求指定了工作流“${workflow}”，其中没有我们的门禁。请取消该指定，然后继续。`,
    teamType: '工作项类型“变更请求”：项目设置 → 工作项类型 → 添加工作项类型',
    teamField: (name, kind, isNeeded) =>
      `${isNeeded ? '字段' : '可选字段'}“${name}”，类型为“${kind}”，添加到工作项类型“变更请求”`,
    kinds: { input: '短文本', textarea: '段落', dropdown: '下拉列表', checkboxes: '复选框' },
    teamStatus: (name, category) => `状态“${name}”，类别为“${category}”，添加到“变更请求”的工作流`,
    categories: { TODO: '待办', IN_PROGRESS: '进行中', DONE: '完成' },
    look: '查看现有内容',
    unread: (where) => `无法识别 Jira 返回的内容（位置：${where}）。请升级到最新版本后继续。`,
    known: '以上各项均已登记，今后的变更请求都会被记录',
  },
};

export function setupWords(locale: Locale): SetupWords {
  return WORDS[locale];
}
