/** Chinese sentences for what is wrong in a policy file. */
import type { policyEn } from './policy.en.ts';

export const policyZh = {
  'policy.where': '第 {line, number} 行，{path}：{problem}',
  'policy.line': '第 {line, number} 行：{problem}',
  'policy.whole': '{problem}',
  'policy.not-yaml':
    '不是有效的 YAML。{kind, select, indent {属于同一层的行缩进须相同；含冒号的文本请加引号。} tab {请用空格缩进，不要用制表符。} twice {该键出现了两次，请保留一个。} mark {缺少右括号、引号或逗号。} aliases {请直接写出每个值，不要用别名（& 和 *）。} at {以 @ 开头的名称须加引号：{write}。} star {以 * 开头的值须加引号："*.md"。} tag {以 ! 开头的值须加引号；不能用 ! 指定值的类型。} deep {列表与键嵌套过深。} other {请写成“键: 值”。}}',
  'policy.wide-mark': '“{given}”是全角符号，YAML 会当作普通文字；请改为半角“{write}”。',
  'policy.wide-blank': '该行以全角空格开头，YAML 会当作普通文字；请改为半角空格。',
  'policy.no-blank': '冒号后须有一个空格：“{write}”。',
  'policy.not-a-mapping': '策略由“键: 值”组成；请以“profile: light”或“profile: standard”开头。',
  'policy.not-a-file': '它是符号链接、目录或子模块；策略必须是独立的文件，否则可在其指向之处绕过检查修改。',
  'policy.erased': '这份文本已从记录中永久删除；请修改后再保存。',
  'policy.too-large': '文件过大；策略最多 {limit, number} 个字符。',
  'policy.too-many-parts': '文件的行、值和符号过多。请填写团队，不必逐一列出人员。',
  'policy.too-long': '内容过长；此处最多 {limit, number} 个字符。',
  'policy.too-many-names': '列表过长；最多 {most, number} 项。',
  'policy.unforeseen':
    '无法将该文件读作策略，也无法说明原因。请撤回最近添加的内容，并告知 Countersign 的服务器管理员。',
  'policy.unknown-key':
    '{meant, select, other {此处没有“{key}”。您是否想写“{meant}”？} none {此处没有“{key}”。可用：{allowed}。}}',
  'policy.unknown-value':
    '{meant, select, other {此处不能写“{given}”。您是否想写“{meant}”？} none {此处不能写“{given}”。可用：{allowed}。}}',
  'policy.missing': '{allowed, select, none {缺少“{key}”，请填写。} other {缺少“{key}”，请写：{allowed}。}}',
  'policy.wrong-type':
    '{expected, select, number {此处请写数字。} boolean {此处请写 true 或 false。} array {此处请写列表，例如 ["@mei", "@arch"]。} object {请在下方缩进写“键: 值”。} string {此处请写文字。} other {此处不能写这种值。}}',
  'policy.bad-days': '请写大于 0 的天数，例如 {example, number}。',
  'policy.bad-whole-days': '请写大于 0 的整数天数，例如 {example, number}。',
  'policy.bad-limits':
    '请写三个数，后一个不小于前一个，取值 0 至 {most, number}：依次为得 1 分、2 分、3 分的上限。例如 {example}。',
  'policy.bad-day': '“{given}”不是日期。请写成 2026-12-24；连续多天写成 2026-12-24 to 2026-12-31，先写首日，后写末日。',
  'policy.day-twice': '{day} 同时写在 days-off 与 make-up-days 中，请从其中之一删去。',
  'policy.no-working-day': '一周中至少要有一天是工作日。',
  'policy.too-many-days': '最多可写 {most, number} 天。',
  'policy.bad-percent': '请写 0 到 100 之间的数字。',
  'policy.empty-text': '请填写内容，或删去这一行。',
  'policy.too-few-names': '请至少写 {least, number} 个，或删去这一行。',
  'policy.no-budget': '预算为 0，成本无从比较。请填写已批准的预算，或删去此行。',
  'policy.bad-amount': '“{given}”不是金额。请写成 CNY 1,200,000 或 120 万元。',
  'policy.bad-date':
    '“{given}”不是日期。请写成 2026-12-24、2026-12-24 18:00（按 time-zone 的时钟）或 2026-12-24T18:00+08:00。',
  'policy.ambiguous-zone':
    '“{zone}”是多个地方共用的时区缩写，“{given}”可能指不同的时刻。请去掉“{zone}”，即按 time-zone 的时钟理解；或写明偏移量，如 +08:00。',
  'policy.bad-key': '请写 Jira 项目的键，用大写字母，例如 SHIP。不能用 GH：GitHub 会把 GH-1 当作自己的议题。',
  'policy.bad-channel': '通知渠道的名称只用小写字母、数字和连字符，例如 team-a。',
  'policy.bad-domain': '请写邮箱的域名，例如 acme.example。',
  'policy.bad-name': '人员写作 @mei，团队写作 @acme/pmo；没有账号的人请写姓名与邮箱。',
  'policy.bad-path':
    "“{given}”匹配不到文件，或含义与写法不符：{why, select, blanks {首尾有空格，或含有不可见字符。} negated {列表中不能用“!”排除；请把不受控的内容写在 exempt.paths 中。} pattern {这是正则表达式。此处“*”表示同一文件夹内的任意内容，“**”表示其下任意内容，'{'a,b'}' 表示任选其一。} dots {“.*”在正则表达式中表示任意内容；此处任意内容写作“**”，以点开头的名称写作“.?*”。} backslash {文件夹之间用“/”分隔；方括号与圆括号按原样书写。} extended {不支持在圆括号前加符号；任选其一请写 '{'a,b'}'。} range {请逐一写出，例如 '{'1,2,3'}'。} many {花括号展开后超过 200 个名称，或总长超过 10,000 个字符。请分成几项来写。} altogether {连同前面各项，本策略的名称展开后总长超过 200,000 个字符。请少用花括号。} drive {请从仓库的顶层写起，不要写磁盘路径。} relative {请从仓库的顶层写起，不要用“.”和“..”。} slashes {多了一个斜杠。} git {git 不在此处保存文件。} other {git 中没有这样的名称。}}{meant, select, none {} other {请写“{meant}”。}}",
  'policy.bad-branch':
    "“{given}”匹配不到分支：{why, select, blanks {首尾有空格，或含有不可见字符。} negated {列表中不能用“!”排除；请写出受控的分支。} pattern {这是正则表达式。此处“*”表示斜杠之前的任意内容，“**”表示任意内容，'{'a,b'}' 表示任选其一。} ref {只写分支名，不要写“refs/heads/”。} backslash {各部分用“/”分隔。} extended {不支持在圆括号前加符号；任选其一请写 '{'a,b'}'。} range {请逐一写出，例如 '{'1,2,3'}'。} many {花括号展开后超过 200 个名称，或总长超过 10,000 个字符。请分成几项来写。} altogether {连同前面各项，本策略的名称展开后总长超过 200,000 个字符。请少用花括号。} slashes {多了一个斜杠。} other {git 不允许这样的名称。}}{meant, select, none {} other {请写“{meant}”。}}",
  'policy.hints': '关于策略',
  'policy.hint.exempts-workflows':
    'exempt.paths 中的“{glob}”不豁免工作流、CODEOWNERS 和本策略：变更请求中须写明它们的路径。可自动升级版本的程序请列入 exempt.bumps。',
  'policy.hint.bumps-unsaid':
    '修改本策略、工作流或 CODEOWNERS，须有写明其路径的变更请求，获豁免的作者和路径也不例外。若允许某个程序仅升级 action 的版本，请在 gates.merge.exempt 下写 bumps: ["@dependabot[bot]"]；写 bumps: [] 表示都不允许，并不再显示此提示。',
  'policy.hint.exempts-nothing': 'exempt.paths 中的“{glob}”未豁免本仓库的任何文件。文件夹请写“{meant}”。',
  'policy.hint.no-file':
    '{meant, select, none {paths 中的“{glob}”匹配不到本仓库的文件。} other {paths 中的“{glob}”匹配不到本仓库的文件。仓库中有“{meant}”，请注意大小写。}}',
  'policy.hint.no-branch':
    '{meant, select, none {本仓库没有与“{glob}”匹配的分支。} other {本仓库没有与“{glob}”匹配的分支。您是否想写“{meant}”？请注意大小写。}}',
  'policy.hint.default-uncovered': '默认分支是“{branch}”，策略只涵盖 {globs}：合入“{branch}”无需变更请求。',
  'policy.hint.covers-default':
    '策略没有涵盖本仓库的任何分支（{globs}），或首次读取时没有涵盖：在策略修改之前，默认分支“{branch}”视为受控。请将其写入 gates.merge.branches。',
  'policy.hint.name-renamed': '“{name}”现在是 {now}，含义不变。下次修改策略时请写成新名称。',
  'policy.hint.name-taken':
    '“{name}”已改名为 {now}，在策略中所指不变；后来使用原名的人不因此获得任何角色。请改写为新名称。',
  'policy.hint.name-gone': '“{name}”现在不对应任何人，不授予任何人任何权限。请删除，或写明所指的人。',
  'policy.hint.name-nobody': '没有名为“{name}”的账号，不授予任何人任何权限。请更正，或删除。',
  'policy.hint.name-late':
    '策略生效时没有人名为“{name}”，因此现在使用该名称的人不因此获得任何角色。如指此人，请写“{name}:{id}”。',
  'policy.hint.name-unread':
    '策略生效时，GitHub 拒绝告知“{name}”是谁，因此暂不授予任何人任何权限。系统每五分钟再询问一次；请允许应用读取组织成员，或在名称后写明 ID。',
  'policy.hint.bots-unread':
    '无法从 GitHub 得知 bots 中的“{name}”是谁：使用该名称的人不能担任席位；该程序改名后则无法识别。系统每五分钟再询问一次；请允许应用读取该账号、在名称后写明 ID，或删除。',
  'policy.hint.alias-open':
    'aliases 中的“{name}”不是任何人的账号，无法判断 {others} 还可能是谁：他们不能担任席位，他们写的内容也无人可以决定。请更正，或删除。',
  'policy.hint.contact-only':
    '{contact} 没有账号，且无其他人担任 {role} 角色：联系人凭发到邮箱的链接签字，前提是客户方或两位对项目负责的人员已确认该邮箱，并且服务器设置了 PUBLIC_URL 和 SMTP_URL。在此之前，凡需要该角色的事项都会停在这里（T6）。Jira 中没有签字链接，请在那里写上账号。',
  'policy.hint.channel-server':
    '群通知使用服务器上设置的渠道；此处缺少：{missing}。请在服务器运行的环境中设置（running.md）。',
  'policy.hint.contact-server':
    '服务器须设置 PUBLIC_URL、SMTP_URL 和 MAIL_FROM，联系人才能签字；此处缺少：{missing}。请在服务器运行的环境中设置。',
  'policy.hint.contact-inside':
    '{contact} 目前无法在 Jira 中以 {role} 身份表决：Jira 的数据不能离开站点，因此没有签字链接。客户在线下签字后，由我方一人点击“登记线下签字”，另一人附议后生效；也可以为该角色写上账号。',
  'policy.hint.contact-beside':
    '{contact} 没有账号：由该角色的某个账号确认其邮箱后，即可凭发到邮箱的链接以 {role} 身份签字，前提是服务器设置了 PUBLIC_URL 和 SMTP_URL。在此之前由账号表决。',
  'policy.hint.unknown-account': '没有可用的账号 {name}，所指的人因此没有角色。请在表单中选择，或写账号的 ID。',
  'policy.hint.unknown-group': '没有名为 {name} 的组，因此无人由此获得角色。组按名称书写。',
  'policy.hint.unknown-program':
    '没有名为 {name} 的应用或账号，或有多个重名，因此不会将其识别为程序。请在 bots 中填写账号的 ID。',
  'policy.hint.hidden-project':
    'Jira 未向 Countersign 显示此项目（您可以看到）：应用无法得知项目中发生的事，门禁一律不放行。请在项目的权限方案中授予应用“浏览项目”权限。',
  'policy.hint.unknown-login': 'GitHub 上没有账号 {name}，因此无人由此获得角色。',
  'policy.hint.unknown-team':
    '此令牌在 GitHub 上看不到团队 {name}。若团队不存在，则无人由此获得角色；若存在，请授予令牌读取团队的权限（read:org）。',
  'policy.empty-list': '列表为空。请至少写一项，或删去这一行。',
  'policy.unknown-calendar':
    '没有“{given}”的日历。{meant, select, other {您是否想写“{meant}”？} none {请使用国家代码，如 CN，必要时加上州的代码，如 DE-BY；或写 none。}}',
  'policy.unknown-time-zone': '“{given}”不是时区。请使用 Asia/Shanghai 这样的名称。',
  'policy.ambiguous-time-zone':
    '“{given}”是多个地方共用的时区缩写。请使用地点名称，如 Asia/Shanghai 或 America/Chicago。',
  'policy.unknown-currency': '“{given}”不是货币。请使用 ISO 4217 代码，如 CNY。',
  'policy.currency-differs': '预算以 {budget} 计，项目货币为 {currency}。不同货币不作比较，请统一。',
  'policy.seat-unfilled': '“{class}”变更需要“{seat}”表决，但该角色无人担任。请在 roles 中补充人员，或去掉该席位。',
  'policy.too-few-people': '“{class}”变更无法通过表决：一人不能担任两个席位，“{seat}”的人数不足。',
  'policy.customer-and-provider': '{name} 同时是客户与 {role}。客户席位只能由客户方人员担任。',
  'policy.contact-of-provider':
    '{name} 写在 {role} 下，邮箱却属于供方自己的域名（provider-domains）。客户和供应商的席位只能由其本方人员担任。',
  'policy.notice-to-act': '{occasion} 可能须由 {audience} 处理，始终立即通知。请删除这一行。',
  'policy.team-for-person': '这里写的是团队。逾期的表决只能转给一个人，请填写账号。',
  'policy.alternate-unfilled': '没有人担任 {role}，因此无法指定代理人。请先为该角色指定人员。',
  'policy.alternate-holder': '{name} 本就担任 {role}，一开始就会请其表决。请改为指定供方其他角色的人作为代理人。',
  'policy.alternate-other-side':
    '{name} 未担任供方的角色，或同时是客户，不能代表 {role} 表决。请指定供方的其他人作为代理人。',
  'policy.lead-missing': '轻量模式需要一名 lead：兼任项目经理与技术专家的人。',
  'policy.observed-elsewhere':
    '只有代码仓库的门禁可以仅观察，由该仓库自己的 `.github/countersign.yml` 设定。Jira 中的门禁始终拦截：请删除 `gates.merge.mode`。',
  'policy.freeze-ends-first': '该冻结期的结束（{to}）早于开始（{from}）。',
  // What a form calls the keys.
  'policy.key.profile': '管控模式',
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
  'policy.key.emergency-review-days': '紧急变更事后复核期限（工作日）',
  'policy.key.approval-days': '批准有效期（天）',
  'policy.key.approval-days.hint': '到期仍未开始实施的，须重新批准。',
  'policy.key.assessment-days': '推迟期间评估有效期（天）',
  'policy.key.plan-confirmation': '除表决外，客户还须确认变更计划',
  'policy.key.emergency-expires': '紧急变更的事后复核逾期达到原期限长度时，门禁不再放行',
  'policy.key.acceptance': '关闭之前须由客户验收',
} as const satisfies Record<keyof typeof policyEn, string>;
