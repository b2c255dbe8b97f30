/** Chinese sentences for answers to commands. */
import type { commandEn } from './command.en.ts';

export const commandZh = {
  'command.understood': '已按 @{person} 的要求完成。',
  'command.unknown-command':
    '{meant, select, none {没有“/{word}”命令。输入 /帮助 可查看现在能用的命令。} other {没有“/{word}”命令。您是否想写“/{meant}”？}}',
  'command.accept-meant':
    '“/{word}”不能纳入拉取请求，因此未作任何记录。要将 {work} 纳入变更请求，请单独一行输入“/纳入 {work}”。',
  'command.nearly-command': '“{typed}”未作为命令读取。请写“/{meant}”，后面加空格，再写其余内容。',
  'command.out-of-place':
    '“{typed}”位于引用、列表、表格、脚注、标题或折叠内容中，或位于未闭合的标记之后，或颜色过浅难以看清，未作为命令读取，未执行任何操作。请另起一行单独书写，上方留一个空行。',
  'command.no-plain-word': '“/{word}”会立即执行，而所附内容以“{doubt}”开头，因此未执行。请在条件满足后单独输入该命令。',
  'command.hold-ends':
    '/暂停 后面的文字是暂停的原因，而“{given}”像是要结束暂停，因此未执行。要解除暂停，请输入 /解除暂停。',
  'command.needs-argument':
    '{what, select, text {缺少内容：请在命令后写明。} reason {缺少理由：请在命令后说明。} owner {请用 @ 指明负责人。} person {请用 @ 指明是代谁提出的。} issue {请写明编号，如 #12。} work {请写明拉取请求编号，如 #21。} dimension {请写明影响维度：进度、成本、质量、风险或可行性。} steps {请在命令下方列出步骤。} options {请在命令下方列出备选方案。} question {请在命令后写明问题。} schedule {请写明进度变动的工作日数，或写“无：理由”。} cost {请写明成本，或写“无：理由”。} quality {请写明质量的变化，或写“无：理由”。} risk {请写明风险及其可能性和影响，或写“无：理由”。} feasibility {请写明是否可行。} incident {请写明事件编号和理由。} until {请写明截止日期，例如 2026-12-10。} id {请写明编号，如 1 或 C1。} other {请写明{what}，或写“无：理由”。}}',
  'command.unknown-word':
    '{meant, select, none {无法识别“{given}”。} other {无法识别“{given}”，您是否想写“{meant}”？}}{allowedCount, plural, =0 {} other {可用：{allowed}。}}',
  'command.unknown-seat':
    '{meant, select, none {没有“{given}”席位。} other {没有“{given}”席位，您是否想写“{meant}”？}}共 {allowedCount, number} 个席位：{allowed}。',
  'command.two-commands': '表决的同一行里还有另一条命令 {other}；两条都未执行。请每行只写一条命令。',
  'command.no-plain-yes':
    '同意须无保留，而“{words}”可能另有含义，因此未计入。若同意，请单独输入 /同意，或以 /同意 因为…… 说明理由；有前提请用 /条件 写明，不同意请用 /反对，收回已投的票请用 /收回表决。',
  'command.no-vote-yet':
    '此处正等待您表决，而仅凭文字不计为表决，因此未作任何记录。若同意，请单独一行输入 /同意；有前提请用 /条件 写明，不同意请用 /反对 并说明理由。此提示只出现一次。',
  'command.unknown-dimension':
    '{meant, select, none {“{given}”不是影响维度。} other {“{given}”不是影响维度，您是否想写“{meant}”？}}共 {allowedCount, number} 个：{allowed}。',
  'command.unknown-class':
    '{meant, select, none {“{given}”不是变更等级。} other {“{given}”不是变更等级，您是否想写“{meant}”？}}共 {allowedCount, number} 级：{allowed}。',
  'command.unknown-person': '没有找到 {name}。',
  'command.bad-number': '“{given}”中没有可识别的工作日数。请连同单位写明，如 +6天。',
  'command.bad-date': '“{given}”不是确切的日期。请写成 2026-12-22 或 2026年12月22日。',
  'command.no-day':
    '“{given}”不是确切的日期，无法作为期限，未作任何记录。请按年-月-日写明，如“2026-12-22 前”；写明日期后，其余时间词会保留在内容中。',
  'command.several-days': '这里有多个日期（{days}），而期限只能有一个，未作任何记录。请只在作为期限的日期后写“前”。',
  'command.several-stages':
    '这里写了多个阶段（{stages}），而一个条件只能对应一个，未作任何记录。请只写最先的一个，或分别写成多个条件。',
  'command.bad-money':
    '“{given}”不是可识别的金额{problem, select, no_currency {：没有写明货币} unknown_currency {：货币未知} ambiguous_currency {：货币有多种含义，请写代码，如 USD} too_many_decimals {：小数位超出该货币} two_currencies {：写了两种货币} negative {：小于零} too_large {：数额过大，无法精确计算} other {}}。',
  'command.not-known':
    '“{given}”没有说明确无影响，而尚不清楚不等于“无”：未作任何记录，该维度仍待评估。请在清楚之后再评估；若没有影响，请写“无：原因”。',
  'command.several-figures':
    '“{given}”没有确定是哪个数，而这里只能有一个。请写最可能的数；进度的最坏情况写在 P90 之后，如 +3天 P90 5天。',
  'command.no-working-days':
    '“{given}”不是按工作日计的：月、小时和自然日长短不一。请按工作日书写，如 +6天，或按周（每周 5 个工作日）书写，如 2周。',
  'command.step-ends-first': '步骤 {step} 的结束日期 {end} 早于开始日期 {start}，计划未记录。请改正其中一处。',
  'command.no-period': '“{given}”是持续发生的成本，但没有写明周期。请写明，如“每年 6000 元”或“每月 500 元”。',
  'command.dimension-twice': '“{given}”与上文重复，未作任何记录。请只保留一处。',
  'command.risks-counted':
    '写明有 {given, number} 项风险，却列出 {found, number} 项，未作任何记录。请每行写一项风险，或不写数量。',
  'command.controls-counted':
    '写明有 {given, number} 项控制措施，却列出 {found, number} 项，未作任何记录。请每行写一项，以“控制措施：”开头，或不写数量。',
  'command.estimate-late-first': '最坏情况不能少于最可能的工作日数（{days, number} 个工作日）。',
  'command.estimate-milestone-earlier':
    '里程碑“{name}”提前了，而进度却延期 {days, number} 个工作日，两者矛盾，请改正其中一处。',
  'command.estimate-milestone-later':
    '里程碑“{name}”推后了，而进度却提前（{days, number} 个工作日），两者矛盾，请改正其中一处。',
  'command.estimate-milestone-twice': '里程碑“{name}”写了两次，请只保留正确的一处。',
  'command.estimate-contract-earlier': '进度提前（{days, number} 个工作日）时不会错过合同里程碑，请改正其中一处。',
  'command.estimate-share-fraction': '分摊比例须为整数百分比，不带小数，合计为 100。',
  'command.estimate-share-negative': '分摊比例不能小于 0%。',
  'command.estimate-share-sum': '分摊比例合计为 {sum, number}%，应为 100%。',
  'command.estimate-share-of-nothing': '写明了分摊比例，却没有成本和工作量。请写明成本，或不写分摊比例。',
  'command.estimate-effort-negative': '工作量不能小于零。请写明所需的工作量；节省的成本写在金额中，如 -5000 元。',
  'command.estimate-only-looks': '“仅外观”不能与质量特性下降、验收标准变化或不满足客户要求同时成立，请取消其中一项。',
  'command.estimate-better-and-worse': '同一质量特性不能既提升又下降，请只保留一项。',
  'command.estimate-mitigated-not-worse': '只有下降的质量特性才需要减轻。请写明下降，或不写“已减轻”。',
  'command.estimate-control-twice': '控制措施“{text}”写了两次，请只保留一处。',
  'command.estimate-residual-larger':
    '残余风险（{residual, number}）不能大于原有风险：可能性 × 影响为 {score, number}。',
  'command.estimate-residual-range': '残余风险为 0 到 25 的整数，不能是 {residual, number}。',
  'command.estimate-risk-twice': '风险“{text}”写了两次，请只保留正确的一处。',
  'command.bad-yaml': '命令下方的内容无法识别。请用空格缩进，每行写“键: 值”。',
  'command.block-not-read':
    '/{word} 下方的“{given}”不会被读取：未作任何记录。请把属于该命令的内容写在同一行，或紧接着逐行书写；表格以及代码块之后的内容都不会被读取。',
  'command.block-passed-over':
    '命令已执行。其下方以“{given}”开头的内容未被读取：/{word} 不需要这些内容。若要存证，请用相应的命令书写；输入 /帮助 可查看命令。',
  'command.too-long': '该评论超过 {limit, number} 个字符，其中的命令均未执行。',
  'command.line-too-long':
    '这一条超过 {limit, number} 个字符，未被读取。请缩短命令，其余内容写入议题正文或另发一条评论。',
  'command.too-tangled':
    '该评论过于复杂，无法读取：其组成部分超过 {limit, number} 个，层层嵌套过深，或有大量只开不闭的标记（如 *、[、<）。其中的命令均未执行。请单独发表一条评论，只写“{typed}”。',
  'command.too-many':
    '{what, select, commands {一条评论中的命令超过 {limit, number} 条，均未执行。} steps {步骤超过 {limit, number} 步。} other {{what} 超过 {limit, number} 项。}}',
  'command.for-few':
    '此评论仅部分人可见，其中的命令不会执行：命令须留存在所有人可见的记录中。请写在公开评论中，或使用面板。',
  'command.form-twice': '“{field}”回答了两次。请保留一个；在此之前两个都不采用。',
  'command.form-too-long': '“{field}”的回答超过 {limit, number} 个字符。请精简，或改为附件。',
  'command.form-option': '“{answer}”不是“{field}”的可选答案。',
  'command.form-no-such-item': '本仓库中没有议题 #{number}。',
  'command.form-not-a-requirement': '#{number} 没有需求标签“{label}”。内容已记录；请补上标签，或改选其他议题。',
  'command.form-strange-item': '“{part}”不是本仓库的议题。请写编号，或写“新需求”。',
  'command.form-unsure-item': '“{part}”中可能还有未识别的需求。请每行写一项需求的编号。',
  'command.form-no-link': '“{part}”在这里不能指明需求。请用“影响”“新增”或“废止”链接到该需求，或写“新需求”。',
  'command.form-gone':
    'Jira 中已没有{fields}字段，因此无法填写。请 Jira 管理员打开“⚙ → 应用 → Countersign”并重新运行设置。',
  'command.form-unread': '“{field}”未被读取：其中有文字以外的内容，如表格、引用、图片或上下标。请改用文字或列表书写。',
  'command.form-unrecordable':
    '本次修改无法存证：内容过长，或含有无法保存的字符。在保存可存证的内容之前，表决无效，门禁不放行。',
  'command.form-other-cause': '选择“其他”时请填写原因说明。',
  'command.form-missing': '该议题标记为变更请求，但没有按表单填写。请按表单的标题作答。',
  'command.form-nested':
    '“{field}”中的内容嵌套超过 {limit, number} 层，无法阅读；系统将按其原始字符加以管控，任何修改都会使表决失效。请改用更简单的写法。',
  'command.form-tangled':
    '该议题过于复杂，无法读取：其组成部分超过 {limit, number} 个，或有大量只开不闭的标记（如 *、[、<）。所有回答均未采用。请精简，或将大型表格等内容改为附件。',
  'command.found-late':
    '这条评论发表时没有送达 Countersign；此后评论被修改过，或它所针对的内容有变，无法确认原意。请重新发表一次。',
  'command.unknown-key':
    '命令下方第 {number, number} 行：无法识别“{given}”，未作任何记录。{meant, select, none {} other {是否要写“{meant}”？}}可用：{allowed}。',
  'command.key-twice': '命令下方第 {number, number} 行：“{given}”重复填写了“{meant}”，未作任何记录。请只保留一处。',
  'command.ignored-edit': '命令以评论发表时为准：修改评论既不会执行新命令，也不会撤销已执行的命令。请发表新的评论。',
} as const satisfies Record<keyof typeof commandEn, string>;
