/** Chinese sentences for answers to commands. */
import type { commandEn } from './command.en.ts';

export const commandZh = {
  'command.understood': '已按 @{person} 的要求完成。',
  'command.unknown-command':
    '{meant, select, none {没有“/{word}”命令。输入 /帮助 可查看现在能用的命令。} other {没有“/{word}”命令。您是否想写“/{meant}”？}}',
  'command.nearly-command': '“{typed}”未作为命令读取。请写“/{meant}”，后面加空格，再写其余内容。',
  'command.out-of-place':
    '“{typed}”位于引用、列表、表格、脚注、标题或折叠内容中，或位于未闭合的标记之后，或颜色过浅难以看清，未作为命令读取，未执行任何操作。请另起一行单独书写，上方留一个空行。',
  'command.no-plain-word': '“/{word}”会立即执行，而所附内容以“{doubt}”开头，因此未执行。请在条件满足后单独输入该命令。',
  'command.hold-ends':
    '/暂停 后面的文字是暂停的原因，而“{given}”像是要结束暂停，因此未执行。要解除暂停，请输入 /恢复。',
  'command.needs-argument':
    '{what, select, text {缺少内容：该命令需要一段文字。} reason {缺少理由：请说明原因。} owner {请用 @ 指明负责人。} issue {请写明议题编号，如 #12。} work {请写明拉取请求编号，如 #21。} dimension {请写明影响维度：进度、成本、质量、风险或可行性。} steps {计划需要在命令下方列出步骤。} options {请在命令下方列出备选方案。} question {请写明问题。} incident {请写明事件编号与原因。} id {请写明是哪一项，如 1 或 C1。} other {请写明 {what}，或写“无：原因”。}}',
  'command.unknown-word':
    '{meant, select, none {此处无法识别“{given}”。} other {此处无法识别“{given}”。您是否想写“{meant}”？}} {allowedCount, plural, =0 {} other {可用：{allowed}。}}',
  'command.unknown-seat':
    '{meant, select, none {没有“{given}”这一席位。} other {没有“{given}”这一席位。您是否想写“{meant}”？}} 席位共 {allowedCount, number} 个：{allowed}。',
  'command.two-commands': '表决的同一行里还有另一条命令 {other}；两条都未执行。请每行只写一条命令。',
  'command.no-plain-yes':
    '批准须为无保留的同意，而“{words}”可能另有含义，因此未计入。若同意，请单独输入 /批准，或以 /批准 因为…… 说明理由；须先满足的事项请用 /条件 写明，不同意请用 /反对，收回已投的票请用 /收回表决。',
  'command.no-vote-yet':
    '此处正等待您表决，而仅凭文字不计为表决，因此未作任何记录。若同意，请单独一行输入 /批准；须先满足的事项请用 /条件 写明，不同意请用 /反对 并说明理由。此提示只出现一次。',
  'command.unknown-dimension':
    '{meant, select, none {“{given}”不是影响维度。} other {“{given}”不是影响维度。您是否想写“{meant}”？}} 共 {allowedCount, number} 个：{allowed}。',
  'command.unknown-class':
    '{meant, select, none {“{given}”不是变更等级。} other {“{given}”不是变更等级。您是否想写“{meant}”？}} 共 {allowedCount, number} 级：{allowed}。',
  'command.unknown-person': '没有找到 {name}。',
  'command.bad-number': '“{given}”中没有可识别的数字。请按工作日书写，如 +6天。',
  'command.bad-date': '“{given}”不是日期。请按年-月-日书写，如 2026-12-22。',
  'command.bad-money':
    '“{given}”不是可识别的金额{problem, select, no_currency {：没有写明货币} unknown_currency {：货币未知} ambiguous_currency {：货币有多种含义} too_many_decimals {：小数位超出该货币} two_currencies {：写了两种货币} negative {：小于零} too_large {：数额过大，无法精确计算} other {}}。',
  'command.bad-split': '分摊比例 {given} 之和不是 100%。',
  'command.bad-yaml': '命令下方的内容无法识别。请用空格缩进，每行写“键: 值”。',
  'command.too-long': '该评论超过 {limit, number} 个字符，其中的命令均未执行。',
  'command.line-too-long':
    '这一条超过 {limit, number} 个字符，未被读取。请缩短命令，其余内容写入议题正文或另发一条评论。',
  'command.too-tangled':
    '该评论过于复杂，无法读取：其组成部分超过 {limit, number} 个，层层嵌套过深，或有大量只开不闭的标记（如 *、[、<）。其中的命令均未执行。请单独发表一条评论，只写“{typed}”。',
  'command.too-many':
    '{what, select, commands {一条评论中的命令超过 {limit, number} 条，均未执行。} other {{what} 超过 {limit, number} 项。}}',
  'command.for-few': '命令会记入所有人可见的台账，因此不接受仅部分人可见的评论中的命令。请写在公开评论中，或使用面板。',
  'command.form-twice': '“{field}”回答了两次。请保留一个；在此之前两个都不采用。',
  'command.form-too-long': '“{field}”的回答超过 {limit, number} 个字符。请精简，或改为附件。',
  'command.form-option': '“{answer}”不是“{field}”的可选答案。',
  'command.form-no-such-item': '本仓库中没有议题 #{number}。',
  'command.form-not-a-requirement':
    '#{number} 没有标记为需求（标签“{label}”）。已照常记录；请补上标记，或改用其他议题。',
  'command.form-strange-item': '“{part}”不是本仓库的议题。请写编号，或写“新需求”。',
  'command.form-unsure-item': '“{part}”中可能还有未识别的需求。请每行写一个需求的编号。',
  'command.form-no-link': '“{part}”在这里不能指明需求。请用“影响”“引入”或“废止”链接到该需求，或写“新需求”。',
  'command.form-gone':
    'Jira 中已没有{fields}字段，因此无法填写。请 Jira 管理员打开“⚙ → 应用 → Countersign”并重新运行设置。',
  'command.form-unread': '“{field}”未被读取：其中有文字以外的内容，如表格、引用、图片或上下标。请改用文字或列表书写。',
  'command.form-unrecordable':
    '本次修改无法记入台账：内容过长，或含有无法保存的成分。在保存可记入的内容之前，表决无效，门禁关闭。',
  'command.form-other-cause': '选择“其他”时请填写原因说明。',
  'command.form-missing': '该议题标记为变更请求，但没有按表单填写。请按表单的标题作答。',
  'command.form-nested':
    '“{field}”中的内容嵌套超过 {limit, number} 层，无法阅读；系统将按其原始字符加以管控，任何修改都会使表决失效。请改用更简单的写法。',
  'command.form-tangled':
    '该议题过于复杂，无法读取：其组成部分超过 {limit, number} 个，或有大量只开不闭的标记（如 *、[、<）。所有回答均未采用。请精简，或将大型表格等内容改为附件。',
  'command.ignored-edit': '命令在评论发表时生效：修改评论既不会执行命令，也不会撤销已执行的命令。请发表新的评论。',
} as const satisfies Record<keyof typeof commandEn, string>;
