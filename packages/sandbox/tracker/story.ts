/** The words of the guide and the examples that it fills in, in both languages. */
import type { Answers, IssueForm } from './form.ts';
import type { Tracker } from './port.ts';
import type { Locale } from './words.ts';

export interface Example {
  readonly label: string;
  readonly text: (tracker: Tracker) => string;
}

export interface Story {
  readonly action: string;
  readonly look: string;
  /** What stands for the change request's number until there is one. */
  readonly theChange: string;
  /** What is said once it has a number. */
  readonly numbered: string;
  readonly file: string;
  readonly submit: string;
  readonly assess: string;
  /** After an edit of what was already voted on or approved. */
  readonly reviewAgain: string;
  readonly voteManager: string;
  readonly voteExpert: string;
  readonly voteCustomer: string;
  readonly link: string;
  readonly waitGreen: string;
  readonly merge: string;
  readonly finish: string;
  readonly verify: string;
  readonly assessment: Example;
  readonly review: Example;
  readonly handIn: Example;
  readonly approval: Example;
  /** What was done, shown and spent, as one comment. */
  readonly result: Example;
  readonly verification: Example;
}

/** Everything that a project manager has to say before the board votes, as one comment of commands. */
const ASSESSMENT: Readonly<Record<Locale, (developer: string) => string>> = {
  en: (developer) => `/triage
/assess schedule +2d p90 3d
/assess cost CNY 5,000 split 60/40/0
/assess quality better functional-suitability regression partial
/assess risk Fonts are missing 2x2 mitigate residual 2
/assess feasibility yes
/plan
\`\`\`yaml
steps:
  - text: Build the PDF export
    owner: "@${developer}"
rollback: Switch the export off
tests: Export a thousand invoices
acceptance:
  - A PDF opens in a viewer
\`\`\`
/alternative
\`\`\`yaml
options:
  - Build it
  - Do nothing
recommended: 1
\`\`\`
/review`,
  'zh-CN': (developer) => `/受理
/评估 进度 +2个工作日 P90 3个工作日
/评估 成本 5,000元 分摊 60/40/0
/评估 质量 提升 功能性 回归 部分
/评估 风险 缺少字体 2x2 减轻 残余 2
/评估 可行性 可行
/计划
\`\`\`yaml
步骤:
  - 内容: 实现 PDF 导出
    负责人: "@${developer}"
回退: 关闭 PDF 导出
测试: 导出一千张发票
验收标准:
  - PDF 可在阅读器中打开
\`\`\`
/备选方案
\`\`\`yaml
方案:
  - 实现 PDF 导出
  - 维持现状
推荐: 1
\`\`\`
/评审`,
};

function developerOf(tracker: Tracker): string {
  return tracker.faces().find((face) => face.role === 'developer')?.login ?? '';
}

const EN: Story = {
  action: 'Go there as {who}',
  theChange: 'the change request',
  numbered: '#{number}',
  look: 'Look at pull request {pull} as {who}, the developer: the code is ready, but the merge button is off. The check says why.',
  file: 'File the change request as {who}, the requester. The form can fill itself in with an example.',
  submit: 'Everything is filled in: as {who}, hand the request in.',
  assess:
    'As {who}, the project manager, assess the impacts, write the plan and ask for the review. One comment is enough.',
  reviewAgain: 'What was agreed on was edited. As {who}, the project manager, ask for the review again.',
  voteManager: 'As {who}, the project manager, vote in the project manager’s seat.',
  voteExpert: 'Vote as {who}, the technical expert. Nobody can fill two seats.',
  voteCustomer: 'Vote as {who}, the customer. Only the customer’s people fill this seat.',
  link: 'As {who}, name {change} in the description of pull request {pull}. The line is already written; save it.',
  waitGreen: 'As soon as the check of pull request {pull} is green, merge it as {who}.',
  merge: 'The check is green. As {who}, merge pull request {pull}.',
  finish:
    'Merged is not closed yet. As {who}, the project manager, settle the step, give evidence and record what it really took.',
  verify: 'As {who}, who did not work on it, verify the result: that closes the request.',
  assessment: {
    label: 'Assessment, plan and /review',
    text: (tracker) => ASSESSMENT.en(developerOf(tracker)),
  },
  review: { label: '/review', text: () => '/review' },
  handIn: { label: '/submit', text: () => '/submit' },
  approval: { label: '/approve', text: () => '/approve' },
  result: {
    label: '/done, /evidence and /actuals',
    text: () => '/done 1\n/done\n/evidence 1 A thousand invoices opened in three viewers\n/actuals 2d CNY 5,000',
  },
  verification: { label: '/verify pass', text: () => '/verify pass' },
};

const ZH: Story = {
  action: '以 {who} 的身份前往',
  theChange: '变更请求的编号',
  numbered: '变更请求 #{number}',
  look: '以开发者 {who} 的身份查看拉取请求 {pull}：代码已写好，但合并按钮不可用，检查会说明原因。',
  file: '以申请人 {who} 的身份提出变更请求。表单可以自动填入示例。',
  submit: '内容已填写完整：以 {who} 的身份提交请求。',
  assess: '以项目经理 {who} 的身份评估影响、编制计划并提交评审，一条评论即可完成。',
  reviewAgain: '表决过的内容已被修改：请以项目经理 {who} 的身份重新提交评审。',
  voteManager: '以项目经理 {who} 的身份在项目经理席位上表决。',
  voteExpert: '以技术专家 {who} 的身份表决。一人不能担任两个席位。',
  voteCustomer: '以客户 {who} 的身份表决。此席位只能由客户方人员担任。',
  link: '以 {who} 的身份在拉取请求 {pull} 的描述中写明{change}。这一行已经写好，保存即可。',
  waitGreen: '等拉取请求 {pull} 的检查通过后，以 {who} 的身份合并。',
  merge: '检查已通过。以 {who} 的身份合并拉取请求 {pull}。',
  finish: '合并不等于关闭。以项目经理 {who} 的身份完成步骤、提供证据并登记实际投入。',
  verify: '以未参与实施的 {who} 的身份验证结果，验证通过后请求即关闭。',
  assessment: {
    label: '评估、计划与 /评审',
    text: (tracker) => ASSESSMENT['zh-CN'](developerOf(tracker)),
  },
  review: { label: '/评审', text: () => '/评审' },
  handIn: { label: '/提交', text: () => '/提交' },
  approval: { label: '/同意', text: () => '/同意' },
  result: {
    label: '/完成、/证据与 /实际投入',
    text: () => '/完成 1\n/完成\n/证据 1 已用三种阅读器打开一千张发票\n/实际投入 2个工作日 5,000元',
  },
  verification: { label: '/验证 通过', text: () => '/验证 通过' },
};

export function storyFor(locale: Locale): Story {
  return locale === 'zh-CN' ? ZH : EN;
}

/** What an example answers, by field id; a drop-down takes the first option that fits. */
const ANSWERS: Readonly<
  Record<Locale, { readonly title: string; readonly fields: readonly (readonly [RegExp, string])[] }>
> = {
  en: {
    title: 'Export invoices as PDF',
    fields: [
      [/^items$/, '{requirement}'],
      [/^before$/, 'A clerk exports any invoice as CSV.'],
      [/^after$/, 'A clerk exports any invoice as CSV or as PDF.'],
      [/^cause$/, 'new business|新业务|customer|客户'],
      [/^motive$/, 'Our new customers only accept invoices as PDF.'],
      [/^outcome$/, 'They can be billed without printing anything.'],
      [/^origin$/, 'customer|客户'],
      [/^source$/, 'call|电话'],
      [/^urgency$/, 'normal|中'],
      [/^notChanging$/, 'Two contracts will not be signed.'],
      [/^schedule$/, '+2d'],
      [/^cost$/, 'CNY 5,000'],
      [/^quality$/, 'none: covered by tests'],
      [/^risk$/, 'Fonts are missing 2x2 mitigate residual 2'],
      [/^feasibility$/, 'yes'],
    ],
  },
  'zh-CN': {
    title: '发票支持导出为 PDF',
    fields: [
      [/^items$/, '{requirement}'],
      [/^before$/, '财务人员可将任一发票导出为 CSV。'],
      [/^after$/, '财务人员可将任一发票导出为 CSV 或 PDF。'],
      [/^cause$/, '新业务|new business|客户|customer'],
      [/^motive$/, '我们的新客户只接受 PDF 发票。'],
      [/^outcome$/, '无需打印即可开票。'],
      [/^origin$/, '客户|customer'],
      [/^source$/, '电话|call'],
      [/^urgency$/, '中|normal'],
      [/^notChanging$/, '有两份合同将无法签订。'],
      [/^schedule$/, '+2天'],
      [/^cost$/, 'CNY 5,000'],
      [/^quality$/, '无：已有测试覆盖'],
      [/^risk$/, '缺少字体 2x2 减轻 残余 2'],
      [/^feasibility$/, '可行'],
    ],
  },
};

/** The example that fills in this form. `requirement` is the number of the requirement it touches, such as `#1`. */
export function exampleFor(
  locale: Locale,
  form: IssueForm,
  requirement: string,
): { readonly title: string; readonly answers: Answers } {
  const answers: Record<string, string> = {};
  for (const field of form.fields) {
    const text = ANSWERS[locale].fields.find(([id]) => id.test(field.id))?.[1];
    if (text === undefined) continue;
    if (field.type === 'dropdown') {
      const option = text
        .split('|')
        .flatMap((word) => field.options.filter((one) => one.label.toLowerCase().includes(word)))[0];
      if (option) answers[field.id] = option.label;
    } else answers[field.id] = text.replace('{requirement}', requirement);
  }
  return { title: ANSWERS[locale].title, answers };
}
