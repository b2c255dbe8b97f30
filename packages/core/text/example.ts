/** What a command looks like when it is written whole: each example in both languages, so that nobody is shown half of one in another's. */
import { COMMAND_WORDS } from './command.ts';
import type { Locale } from './locale.ts';

export const EXAMPLES = {
  '/submit': '/提交',
  '/confirm': '/确认',
  '/withdraw no longer needed': '/撤回 不再需要',
  '/reopen': '/重新打开',
  '/triage normal owner @mei': '/受理 普通 负责人 @mei',
  '/need-info from customer Which invoices?': '/补充信息 向客户 具体是哪些发票？',
  '/decline out of scope': '/不受理 不在范围内',
  '/duplicate of #11': '/重复 #11',
  '/supersede by #13 covers all of it': '/取代 #13 已包含全部内容',
  '/assess schedule +6d p90 9d critical-path milestone v2.0: 2026-12-14 -> 2026-12-22':
    '/评估 进度 +6天 P90 9天 关键路径 里程碑 v2.0: 2026-12-14 -> 2026-12-22',
  '/assess schedule +6d confidence low': '/评估 进度 +6天 置信度 低',
  '/assess cost CNY 48,000 split 60/40/0': '/评估 成本 4.8万元 分摊 60/40/0',
  '/assess quality worse reliability mitigated regression partial': '/评估 质量 变差 可靠性 已缓解 回归 部分',
  '/assess risk Fonts are missing 2x3 mitigate residual 2': '/评估 风险 缺少字体 2x3 减轻 剩余 2',
  '/assess feasibility yes': '/评估 可行性 可行',
  '/plan\nsteps:\n  - text: Build the export\n    owner: @dev\nrollback: Switch it off\ntests: Export 1,000 invoices\nacceptance:\n  - A PDF opens':
    '/计划\n步骤:\n  - 内容: 开发导出功能\n    负责人: @dev\n回退: 关闭该功能\n测试: 导出 1,000 张发票\n验收:\n  - PDF 能正常打开',
  '/alternative\noptions:\n  - Build it\n  - Do nothing\nrecommended: 1':
    '/备选方案\n方案:\n  - 开发导出功能\n  - 维持现状\n推荐: 1',
  '/raise-class major touches payments': '/升级 重大 涉及支付',
  '/review': '/评审',
  '/approve': '/批准',
  '/approve because it fits the budget': '/批准 因为预算可行',
  '/approve as project-manager': '/批准 作为项目经理',
  '/reject too dear for what it brings': '/反对 投入大于收益',
  '/reject the contract is not signed': '/反对 合同尚未签署',
  '/reject as chair does not fit the architecture\nwould-change: an interface of its own':
    '/反对 作为主席 不符合整体架构\n改变条件: 另设接口',
  '/abstain': '/弃权',
  '/retract': '/收回表决',
  '/migrate': '/改用新策略',
  '/concern The fonts are not licensed': '/异议 字体未获授权',
  '/resolve C1 licence bought': '/解决 C1 已购买授权',
  '/take-over P1 the text says it now': '/采纳 P1 已写入请求',
  '/turn-down P1 belongs to another release': '/不采纳 P1 属于其他版本',
  '/condition before merge @arch Load test by 2026-12-20': '/条件 在合并前 @arch 完成压力测试 2026-12-20',
  '/meet K1 run 42 is green': '/满足 K1 第 42 次运行已通过',
  '/send-back the cost is missing the licence': '/退回 成本中未计入授权费',
  '/defer until 2027-01-15 after the closing': '/推迟 到 2027-01-15 等年终结账完成',
  '/take-up the budget is there': '/重启 预算已落实',
  '/cancel the customer stopped the project': '/取消 客户已终止项目',
  '/lower-class moderate confirmed by measurement': '/降级 一般 实测已确认',
  '/second': '/附议',
  '/emergency INC-4711 Invoices go out wrong': '/紧急 INC-4711 开出的发票有误',
  '/ratify ratified the fix was right': '/追认 同意 修复正确',
  '/hold waiting for the supplier': '/暂停 等待供应商答复',
  '/release': '/恢复',
  '/start': '/开始',
  '/accept #21': '/纳入 #21',
  '/done 1': '/完成 1',
  '/drop 2 not needed any more': '/放弃 2 不再需要',
  '/evidence 1 run 42 is green': '/证据 1 第 42 次运行已通过',
  '/actuals 6d CNY 47,200': '/实际 6天 4.72万元',
  '/verify pass': '/验证 通过',
  '/close implemented': '/关闭 已实施',
  '/explain': '/说明',
  '/help': '/帮助',
} as const satisfies Readonly<Record<`/${string}`, `/${string}`>>;

export type InEnglish = keyof typeof EXAMPLES;
export type Example = InEnglish | (typeof EXAMPLES)[InEnglish];

/** Words of commands that are put together of what is so at the time. */
const WORDS: Readonly<Record<string, string>> = {
  ...{ schedule: '进度', cost: '成本', quality: '质量', risk: '风险', feasibility: '可行性', 'none:': '无：' },
  ...{ 'project-manager': '项目经理', 'technical-expert': '技术专家', customer: '客户', sponsor: '发起人' },
  ...{ safety: '安全', lead: '负责人', member: '成员', pass: '通过', fail: '不通过', ratified: '同意' },
  ...{ implemented: '已实施', 'partly-implemented': '部分实施', 'rolled-back': '已回退' },
};
const TYPED: Readonly<Record<string, string>> = COMMAND_WORDS;

/** A command of ours as a reader of the language types it; anything else stays as it is. */
export function commandIn(locale: Locale, code: string): string {
  if (locale === 'en') return code;
  if (Object.hasOwn(EXAMPLES, code)) return EXAMPLES[code as InEnglish];
  const [, word = '', rest = ''] = /^\/([a-z-]+)(?![\w/.-])(.*)$/s.exec(code) ?? [];
  if (!Object.hasOwn(TYPED, word)) return code;
  const words = rest
    .replace(/ as (quality|[a-z-]+)(?= |$)/, (_, seat: string) => ` 作为${WORDS[seat] ?? seat}`)
    .replaceAll(/(?<= )[a-z-]+:?(?= |$)/g, (one) => WORDS[one] ?? one)
    .replace('无： ', '无：');
  return `/${TYPED[word]}${words}`;
}

/** Where requests are called by keys, no number names one; work has its number everywhere. */
export function exampleIn(locale: Locale, example: string, hasKeys = false): string {
  const whole = commandIn(locale, example);
  return hasKeys && !example.startsWith('/accept ') ? whole.replaceAll(/#(\d+)/g, 'SHIP-$1') : whole;
}
