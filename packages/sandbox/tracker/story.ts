/** The words of the guide, in both languages. */
import { type FormExamples, formExamples } from './examples.ts';
import type { Locale } from './words.ts';

const EN = {
  look: 'Look at pull request {pull} as {who}, the developer: the code is ready, but the merge button is off. The check says why.',
  file: 'File the change request as {who}, the requester. The form can fill itself in with an example.',
  submit: 'Everything is filled in: as {who}, submit the request on its page.',
  link: 'As {who}, name {change} in the description of pull request {pull}. The line is already written; save it.',
  triage: 'As {who}, the project manager, take the request into assessment.',
  assess:
    'As {who}, say what it would cost: five impacts, each in a form of its own. Fill in the example and save each of them.',
  plan: 'As {who}, write the plan and the alternatives. Fill in the example and save both.',
  review: 'Everything is said: as {who}, ask the board for its votes.',
  reviewAgain: 'What was agreed on was edited. As {who}, the project manager, ask for the review again.',
  voteManager: 'As {who}, the project manager, vote in the project manager’s seat.',
  voteExpert: 'Vote as {who}, the technical expert. Nobody can fill two seats.',
  voteCustomer: 'Vote as {who}, the customer. Only the customer’s people fill this seat.',
  waitGreen: 'As soon as the check of pull request {pull} is green, merge it as {who}.',
  merge: 'The check is green. As {who}, merge pull request {pull}.',
  done: 'Merged is not closed yet. As {who}, settle the step of the plan, and then say that the whole work is finished.',
  evidence: 'As {who}, show that the acceptance criterion is met.',
  actuals: 'As {who}, record what it really took, to compare it with what was estimated.',
  verify: 'As {who}, who did not work on it, verify the result: that closes the request.',
  smallFile:
    'The repository {light} is under the light profile: a filled form is before its board at once. File a request there as {who}.',
  smallVote: 'Vote as {who}, the customer: one of two votes.',
  smallEdit:
    'Cheat as {who}, the requester: ask for more after the vote. Fill in the example and save it; you are told whose vote that ends. Save all the same.',
  concern: 'As {who}, raise a concern: nothing is decided before it is resolved. It is under “More actions”.',
  resolve: 'As {who}, resolve the concern and say how.',
  smallVoteAgain: 'The first vote was for another text. As {who}, vote on what stands there now.',
  smallVoteLead: 'As {who}, who leads the project, give the second vote: the request is approved.',
  urgentFile: 'Mail is down, and nobody can wait for votes. As {who}, file an urgent request.',
  emergency:
    'As {who}, who may do that and votes on nothing, start the emergency: the work goes on at once. It is under “More actions”.',
  urgentVote: 'The board looks at it afterwards. Vote as {who}, the customer.',
  urgentVoteLead: 'As {who}, who leads the project, vote as well.',
  ratify:
    'As {who}, end the emergency’s review: what was done in a hurry stands on record with what the board thinks of it.',
};

export type StoryStep = keyof typeof EN;

const ZH: Record<StoryStep, string> = {
  look: '以开发者 {who} 的身份查看拉取请求 {pull}：代码已写好，但合并按钮不可用，检查会说明原因。',
  file: '以申请人 {who} 的身份提出变更请求。表单可以自动填入示例。',
  submit: '内容已填写完整：以 {who} 的身份在请求页面上提交。',
  link: '以 {who} 的身份在拉取请求 {pull} 的描述中写明{change}。这一行已经写好，保存即可。',
  triage: '以项目经理 {who} 的身份受理该请求。',
  assess: '以 {who} 的身份评估影响：共五项，各有一个表单。填入示例后逐项保存。',
  plan: '以 {who} 的身份编写计划和备选方案。填入示例后分别保存。',
  review: '内容已齐备：以 {who} 的身份提交评审。',
  reviewAgain: '表决过的内容已被修改：请以项目经理 {who} 的身份重新提交评审。',
  voteManager: '以项目经理 {who} 的身份在项目经理席位上表决。',
  voteExpert: '以技术专家 {who} 的身份表决。一人不能担任两个席位。',
  voteCustomer: '以客户 {who} 的身份表决。此席位只能由客户方人员担任。',
  waitGreen: '等拉取请求 {pull} 的检查通过后，以 {who} 的身份合并。',
  merge: '检查已通过。以 {who} 的身份合并拉取请求 {pull}。',
  done: '合并不等于关闭。以 {who} 的身份先完成计划中的步骤，再确认全部工作已完成。',
  evidence: '以 {who} 的身份提供证据，证明验收标准已满足。',
  actuals: '以 {who} 的身份登记实际投入，与当初的估算对照。',
  verify: '以未参与实施的 {who} 的身份验证结果，验证通过后请求即关闭。',
  smallFile: '仓库 {light} 采用轻量模式：表单填写完整后直接进入评审。以 {who} 的身份在那里提出请求。',
  smallVote: '以客户 {who} 的身份表决：共需两票，这是其中一票。',
  smallEdit:
    '以申请人 {who} 的身份试试“违规操作”：在表决之后多要一点。填入示例并保存；页面会说明哪一票将因此失效，再点击“仍要保存”。',
  concern: '以 {who} 的身份提出异议：异议解决之前不作决定。入口在“更多操作”中。',
  resolve: '以 {who} 的身份解决异议，并说明如何解决。',
  smallVoteAgain: '刚才那一票针对的是修改前的内容。以 {who} 的身份对现在的内容表决。',
  smallVoteLead: '以负责人 {who} 的身份投第二票，请求随即获批。',
  urgentFile: '邮件系统中断，等不及表决。以 {who} 的身份提出一项紧急请求。',
  emergency: '以有权授权紧急变更、但不参与表决的 {who} 的身份启动紧急变更，工作随即开始。入口在“更多操作”中。',
  urgentVote: '委员会事后审查。以客户 {who} 的身份表决。',
  urgentVoteLead: '以负责人 {who} 的身份表决。',
  ratify: '以 {who} 的身份结束紧急变更的事后审查：紧急情况下所做的事和委员会的意见都会留下记录。',
};

export interface Story {
  readonly action: string;
  /** What stands for the change request's number until there is one. */
  readonly theChange: string;
  /** What is said once it has a number. */
  readonly numbered: string;
  /** What the chapters are called. */
  readonly toMerge: string;
  readonly toClosing: string;
  readonly trouble: string;
  readonly steps: Readonly<Record<StoryStep, string>>;
  readonly forms: FormExamples;
}

const STORIES: Readonly<Record<Locale, Story>> = {
  en: {
    action: 'Go there as {who}',
    theChange: 'the change request',
    numbered: '#{number}',
    toMerge: 'To the merge',
    toClosing: 'To the closing',
    trouble: 'When things go wrong',
    steps: EN,
    forms: formExamples('en'),
  },
  'zh-CN': {
    action: '以 {who} 的身份前往',
    theChange: '变更请求的编号',
    numbered: '变更请求 #{number}',
    toMerge: '从提出到合并',
    toClosing: '从合并到关闭',
    trouble: '出现意外时',
    steps: ZH,
    forms: formExamples('zh-CN'),
  },
};

export function storyFor(locale: Locale): Story {
  return STORIES[locale];
}
