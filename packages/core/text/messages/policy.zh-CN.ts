/** Chinese sentences for what is wrong in a policy file. */
import type { policyEn } from './policy.en.ts';

export const policyZh = {
  'policy.where': '第 {line, number} 行，{path}：{problem}',
  'policy.line': '第 {line, number} 行：{problem}',
  'policy.whole': '{problem}',
  'policy.not-yaml':
    '不是有效的 YAML。{kind, select, indent {属于同一层的行缩进须相同；含冒号的文本请加引号。} tab {请用空格缩进，不要用制表符。} twice {该键出现了两次，请保留一个。} mark {缺少右括号、引号或逗号。} aliases {请直接写出每个值，不要用别名（& 和 *）。} at {以 @ 开头的名称须加引号："@mei"。} star {以 * 开头的值须加引号："*.md"。} tag {以 ! 开头的值须加引号；不能用 ! 指定值的类型。} deep {列表与键嵌套过深。} other {请写成“键: 值”。}}',
  'policy.not-a-mapping': '策略由“键: 值”组成；请以“profile: light”或“profile: standard”开头。',
  'policy.not-a-file': '它是符号链接、目录或子模块；策略必须是独立的文件，否则可在其指向之处绕过检查修改。',
  'policy.erased': '这份文本已从记录中永久删除；请修改后再保存。',
  'policy.too-large': '文件过大；策略最多 {limit, number} 个字符。',
  'policy.too-many-parts': '文件的行、值和符号过多。请填写团队，不必逐一列出人员。',
  'policy.too-long': '内容过长；此处最多 {limit, number} 个字符。',
  'policy.too-many-names': '列表过长；最多 {most, number} 项。',
  'policy.unforeseen': '无法将该文件读作策略，也无法说明原因。请撤回最近添加的内容，并告知 Countersign 的运维人员。',
  'policy.unknown-key':
    '{meant, select, other {此处没有“{key}”。您是否想写“{meant}”？} none {此处没有“{key}”。可用：{allowed}。}}',
  'policy.unknown-value':
    '{meant, select, other {此处不能写“{given}”。您是否想写“{meant}”？} none {此处不能写“{given}”。可用：{allowed}。}}',
  'policy.missing': '{allowed, select, none {缺少“{key}”，请填写。} other {缺少“{key}”，请写：{allowed}。}}',
  'policy.wrong-type':
    '{expected, select, number {此处请写数字。} boolean {此处请写 true 或 false。} array {此处请写列表，例如 ["@mei", "@arch"]。} object {请在下方缩进写“键: 值”。} string {此处请写文字。} other {此处不能写这种值。}}',
  'policy.bad-days': '请写大于 0 的天数，例如 {example, number}。',
  'policy.too-many-days': '最多可写 {most, number} 天。',
  'policy.bad-percent': '请写 0 到 100 之间的数字。',
  'policy.empty-text': '请填写内容，或删去这一行。',
  'policy.too-few-names': '请至少写 {least, number} 个，或删去这一行。',
  'policy.bad-amount': '“{given}”不是金额。请写成 CNY 1,200,000 或 120 万元。',
  'policy.bad-date': '“{given}”不是日期。请写成 2026-12-24 或 2026-12-24T18:00:00+08:00。',
  'policy.bad-key': '请写 Jira 项目的键，用大写字母，例如 SHIP。',
  'policy.bad-name': '人员写作 @mei，团队写作 @acme/pmo；没有账号的人请写姓名与邮箱。',
  'policy.bad-path':
    "“{given}”匹配不到文件，或含义与写法不符：{why, select, blanks {首尾有空格，或含有不可见字符。} negated {列表中不能用“!”排除；请把不受控的内容写在 exempt.paths 中。} pattern {这是正则表达式。此处“*”表示同一文件夹内的任意内容，“**”表示其下任意内容，'{'a,b'}' 表示任选其一。} dots {“.*”在正则表达式中表示任意内容；此处任意内容写作“**”，以点开头的名称写作“.?*”。} backslash {文件夹之间用“/”分隔；方括号与圆括号按原样书写。} extended {不支持在圆括号前加符号；任选其一请写 '{'a,b'}'。} range {请逐一写出，例如 '{'1,2,3'}'。} many {花括号展开后超过 200 个名称，或总长超过 10,000 个字符。请分成几项来写。} altogether {连同前面各项，本策略的名称展开后总长超过 200,000 个字符。请少用花括号。} drive {请从仓库的顶层写起，不要写磁盘路径。} relative {请从仓库的顶层写起，不要用“.”和“..”。} slashes {多了一个斜杠。} git {git 不在此处保存文件。} other {git 中没有这样的名称。}}{meant, select, none {} other {请写“{meant}”。}}",
  'policy.bad-branch':
    "“{given}”匹配不到分支：{why, select, blanks {首尾有空格，或含有不可见字符。} negated {列表中不能用“!”排除；请写出受控的分支。} pattern {这是正则表达式。此处“*”表示斜杠之前的任意内容，“**”表示任意内容，'{'a,b'}' 表示任选其一。} ref {只写分支名，不要写“refs/heads/”。} backslash {各部分用“/”分隔。} extended {不支持在圆括号前加符号；任选其一请写 '{'a,b'}'。} range {请逐一写出，例如 '{'1,2,3'}'。} many {花括号展开后超过 200 个名称，或总长超过 10,000 个字符。请分成几项来写。} altogether {连同前面各项，本策略的名称展开后总长超过 200,000 个字符。请少用花括号。} slashes {多了一个斜杠。} other {git 不允许这样的名称。}}{meant, select, none {} other {请写“{meant}”。}}",
  'policy.hints': '关于策略',
  'policy.hint.exempts-workflows':
    'exempt.paths 中的“{glob}”也豁免了 .github/workflows 中的工作流：修改工作流无需变更请求，而工作流以仓库的权限运行。',
  'policy.hint.exempts-nothing': 'exempt.paths 中的“{glob}”未豁免本仓库的任何文件。文件夹请写“{meant}”。',
  'policy.hint.no-file':
    '{meant, select, none {paths 中的“{glob}”匹配不到本仓库的文件。} other {paths 中的“{glob}”匹配不到本仓库的文件。仓库中有“{meant}”，请注意大小写。}}',
  'policy.hint.no-branch':
    '{meant, select, none {本仓库没有与“{glob}”匹配的分支。} other {本仓库没有与“{glob}”匹配的分支。您是否想写“{meant}”？请注意大小写。}}',
  'policy.hint.default-uncovered': '默认分支是“{branch}”，策略只涵盖 {globs}：合入“{branch}”无需变更请求。',
  'policy.hint.covers-default':
    '策略没有涵盖本仓库的任何分支（{globs}），或首次读取时没有涵盖：在策略修改之前，默认分支“{branch}”视为受控。请将其写入 gates.merge.branches。',
  'policy.empty-list': '列表为空。请至少写一项，或删去这一行：列表为空不会使任何事项通过。',
  'policy.unknown-calendar':
    '没有“{given}”的日历。{meant, select, other {您是否想写“{meant}”？} none {请使用国家代码，如 CN，必要时加上州的代码，如 DE-BY；或写 none。}}',
  'policy.unknown-time-zone': '“{given}”不是时区。请使用 Asia/Shanghai 这样的名称。',
  'policy.unknown-currency': '“{given}”不是货币。请使用 ISO 4217 代码，如 CNY。',
  'policy.currency-differs': '预算以 {budget} 计，项目货币为 {currency}。不同货币不作比较，请统一。',
  'policy.seat-unfilled': '变更等级 {class} 需要“{seat}”表决，但无人担任该角色。请在 roles 中补充，或去掉该席位。',
  'policy.too-few-people': '变更等级 {class} 无法获批：一人不能占两个席位，“{seat}”的人数不足。',
  'policy.customer-and-provider': '{name} 同时是客户与 {role}。客户席位只能由客户方人员担任。',
  'policy.lead-missing': '轻量模式需要一名 lead：兼任项目经理与技术专家的人。',
  'policy.observed-elsewhere':
    '只有代码仓库的门禁可以仅观察，由该仓库自己的 `.github/countersign.yml` 设定。Jira 中的门禁始终拦截：请删除 `gates.merge.mode`。',
  'policy.freeze-ends-first': '该冻结期的结束（{to}）早于开始（{from}）。',
  // What a form calls the keys.
  'policy.key.profile': '模式',
  'policy.key.profile.standard': '标准：由委员会各席位决定',
  'policy.key.profile.light': '轻量：适用于两个人',
  'policy.key.language': '评论使用的语言',
  'policy.key.time-zone': '时区',
  'policy.key.calendar': '工作日历',
  'policy.key.calendar.hint': '国家代码，如 CN，可加州的代码，如 DE-BY；填 none 表示周一至周五。',
  'policy.key.currency': '币种',
  'policy.key.budget': '已批准的预算',
  'policy.key.budget.hint': '成本按其所占比例评分。',
  'policy.key.planned-days': '计划工期（工作日）',
  'policy.key.plan-confirmation': '除表决外，客户还须确认计划',
  'policy.key.emergency-expires': '紧急变更的复核逾期达到原期限长度时，其门禁关闭',
  'policy.key.acceptance': '关闭之前须由客户验收',
} as const satisfies Record<keyof typeof policyEn, string>;
