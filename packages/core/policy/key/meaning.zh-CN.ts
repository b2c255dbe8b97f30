/** What each key of the policy file means, for Chinese readers of the manual: the same keys as the rows, or it does not compile. */
import { AUDIENCES, OCCASIONS } from '../telling.ts';
import type { Key } from './keys.ts';

interface Said {
  readonly meaning: string;
  /** What holds where the file is silent, where the value alone does not say it. */
  readonly unsaid?: string;
}

const listed = (all: readonly string[]): string => all.map((one) => `\`${one}\``).join('、');

export const MEANINGS_ZH: Readonly<Record<Key, Said>> = {
  profile: { meaning: '控制力度：`light`（轻量，两人即可）或 `standard`（标准，由委员会按变更等级表决）。' },
  language: { meaning: '评论、检查和标签使用的语言：`en` 或 `zh-CN`。' },
  'time-zone': { meaning: '日期所用的时区，使用 IANA 名称，例如 `Asia/Shanghai`。' },
  calendar: {
    meaning: '工作日历的国家代码，例如 `CN`；部分国家可带地区（`DE-BY`）；`none` 表示周一至周五为工作日。',
  },
  weekend: {
    meaning: '每周的休息日，例如 `[friday, saturday]`；每天都工作时写 `[]`。',
    unsaid: '日历所属国家的休息日；否则为周六和周日',
  },
  'days-off': {
    meaning: '除日历以外，项目自己的休息日：`2026-12-24`，或 `2026-12-24 to 2026-12-31`。',
  },
  'make-up-days': { meaning: '日历上休息、但项目照常工作的日子（调休上班），写法同上。' },
  currency: {
    meaning: '金额未注明币种时采用的币种，使用 ISO 4217 代码；常用写法（`RMB`、`€`）也可以。',
    unsaid: '预算的币种；中文为 `CNY`',
  },
  budget: {
    meaning: '项目获批的预算，成本影响按其占比评分。',
    unsaid: '无：任何成本影响都评为重大',
  },
  'planned-days': { meaning: '项目计划的工作日数，进度影响按其占比评分。' },
  'class-limits': {
    meaning:
      '进度或成本影响评 1、2、3 分的上限（规则 2.2），超出则评 4 分。`schedule-days`、`schedule-percent`（占 `planned-days` 的百分比，两者取较大的分数）和 `cost-percent`（占 `budget` 的百分比），各写三个数。',
    unsaid: '`[2, 5, 15]`、`[1, 3, 10]`、`[0.5, 2, 5]`',
  },
  triage: { meaning: '受理方式：`auto`（自动）或 `manual`（人工），见规则 T3。' },
  roles: {
    meaning:
      '由谁担任哪个角色：`@person`、`@org/team`，没有账号的人写 `{name, mail}`。名称指包含它的策略生效时使用该名称的账号或团队，以后改名也不受影响；`@mei:583231` 和 `@acme/pmo:4711` 用 ID 指明具体是哪一个。',
  },
  alternates: {
    meaning:
      '表决逾期，或某角色的所有人都不在时，由谁代为表决（规则 4.5）：每个角色写一个人，例如 `project-manager: "@wang"`，此人须担任供方的其他角色。代理人代逾期者表决，双方都须符合独立性要求。客户席位不能在此指定，只能由客户自己委托。',
  },
  channels: {
    meaning:
      '应即时告知个人的内容，同时告知哪些群：企业微信、钉钉、飞书、Slack、Microsoft Teams 的群机器人或 webhook，用服务器管理员所起的名称书写，例如 `[team-a]`（见 `docs/running.zh-CN.md`）。群机器人只负责告知并附上链接，不能代替任何人操作。',
  },
  'provider-domains': {
    meaning:
      '供方自己的邮箱域名（含其下级域名），例如 `[acme.example]`：这些域名下的人不能以客户或供应商身份签字（4.7）。服务器发信所用的域名一律视为供方域名。',
  },
  aliases: {
    meaning:
      '属于同一个人的多个账号，每人一组。另一系统中的账号按 ID 填写：`github:583231`（或 `@mei:583231`）、`jira:712020:5b…`。其中若有无法识别的名称，同组其他账号不能担任席位。',
  },
  notices: {
    meaning: [
      '按事件和角色调整规则 9 的通知方式：`now`（立即）、`digest`（汇入每日摘要）或 `off`（不通知），例如 `progress: {customer: digest, requester: off}`。须由本人处理的事项始终立即通知，不受此项影响；在此范围内，每个人还可以自行选择。',
      `事件：${listed(OCCASIONS)}。角色：${listed(AUDIENCES)}（\`seats\` 指供方在委员会中的成员）。`,
    ].join(''),
    unsaid: '见规则 9',
  },
  seats: { meaning: '各变更等级需要哪些席位表决（标准模式）。', unsaid: '见规则 3.2' },
  'review-days': { meaning: '各变更等级的表决期限，以工作日计。' },
  'emergency-review-days': { meaning: '紧急变更须在几个工作日内完成事后复核（规则 4.8）。' },
  'approval-days': { meaning: '批准后多少天仍未开始实施，须重新批准（规则 T13）。' },
  'assessment-days': { meaning: '推迟多少天后，原有评估失效（规则 T11）。' },
  'plan-confirmation': { meaning: '除表决外，是否还须由客户确认变更计划。' },
  acceptance: { meaning: '关闭之前是否须由客户验收结果。' },
  'emergency-expires': { meaning: '复核逾期达到与复核期限相同的时长后，紧急变更的门禁是否不再放行。' },
  gates: {
    meaning: [
      '拉取请求合并前须满足的条件。`merge` 包括：`mode`（`enforce` 为拦截；`observe` 为只观察，检查结论为中性并说明将拦截什么，此时请勿将其设为必需检查）、`branches`、`paths`、`covers`（`all` 或 `linked`）；',
      '`claim`（谁可以声明拉取请求用于实施某个变更请求）：`accepted` 表示由变更负责人、步骤负责人或项目经理（没有时为项目负责人）用 `/纳入` 逐个纳入；`role` 表示担任变更负责人、项目负责人或实施人，或负责某个步骤的作者可自行声明；`anyone` 表示任何人。程序和复刻仓库的拉取请求一律须逐个纳入。纳入之后，同一作者继续推送仍然有效，其他账号推送后失效；',
      '`exempt`（豁免）：`paths`、`authors`（GitHub 确认由其本人提交的内容），写法见[下文](#文件和分支的名称)。本文件、工作流（`.github/workflows`、`.github/actions`）和 `CODEOWNERS` 不因路径或作者而豁免，须在拉取请求所属的变更请求中写明路径；例外仅有 `exempt.bumps`（可自行提升工作流所用版本、且不改动其他内容的程序）和 `exempt.onboarding`（应用提议本文件的拉取请求，且内容与提交时一致）；',
      '`jira`：可以引用哪些 Jira 项目的变更请求（`[SHIP]`），其他项目的请求不能使门禁放行。',
    ].join(''),
    unsaid: '`enforce`；`main`、`master`；全部；`accepted`，轻量模式为 `role`',
  },
  freeze: {
    meaning:
      '冻结期（`from`、`to`、`stages`、`reason`），期间除紧急变更外不得开始实施，也不得合并。`2026-12-24` 表示全天，`2026-12-24 18:00` 按 `time-zone` 的时间计算，`2026-12-24T18:00+08:00` 自带时区。因夏令时重复或不存在的时刻，按冻结时间较长的一种计算。',
  },
  bots: {
    meaning:
      '程序：评论中可以包含命令的机器人，以及由程序使用的账号，以后改名也不受影响。程序的拉取请求须逐个纳入，程序也不能纳入拉取请求。',
  },
  tolerance: { meaning: '实际投入可超出估算的百分比：`schedule`（进度）、`cost`（成本）。' },
  requirements: {
    meaning:
      '哪些议题是需求，以及需求的哪些内容受控（规则 5.2）。`label`：标记需求的标签或议题类型。`controlled`（受控内容）包括 `title`（标题是否受控，`true` 或 `false`）和 `except`（不受控的小节标题，可随时修改，但其中的 HTML 标签须在本小节内成对闭合）。单独成段的关联（如 `细化：#3`）不属于正文，勾选只表示进展。`edits`：已纳入基线的需求被修改，且没有已批准的变更请求作为依据时如何处理。`propose`：几秒内按商定的内容逐字恢复；不受控的内容和勾选保持不变；评论会告知修改者、列出两份内容，并给出已填好内容的变更请求表单链接。十分钟内恢复满三次，或一天内恢复满十次，即视为有争议：在变更请求或基线批准之前不再改写，并通知变更管理员。`flag`：在该需求下发表评论说明，同一内容只说明一次；`allow`：不作说明。后两者都不会改写需求。',
    unsaid: '`requirement`；`true`、`[Notes, 备注]`；`flag`',
  },
  criteria: { meaning: '委员会采用的评审准则，与表决一并公布。' },
};
