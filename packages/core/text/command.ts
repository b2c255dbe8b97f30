/**
 * How each command is written, one row for each of its words: the word in Chinese, and what it looks like when it is written whole. The first
 * example stands for the command; each is in both languages, so that nobody is shown half of one in another's.
 */
import { MESSAGES } from './catalogue.ts';
import type { Locale } from './locale.ts';

interface Row {
  readonly zh: string;
  readonly examples: Readonly<Record<`/${string}`, `/${string}`>>;
}

export const WRITTEN = {
  submit: { zh: '提交', examples: { '/submit': '/提交' } },
  confirm: { zh: '确认', examples: { '/confirm': '/确认' } },
  withdraw: { zh: '撤回', examples: { '/withdraw no longer needed': '/撤回 已不需要' } },
  reopen: { zh: '重新提出', examples: { '/reopen': '/重新提出' } },
  triage: { zh: '受理', examples: { '/triage normal owner @mei': '/受理 常规 变更负责人 @mei' } },
  owner: { zh: '变更负责人', examples: { '/owner @mei': '/变更负责人 @mei' } },
  'need-info': {
    zh: '要求补充',
    examples: { '/need-info from customer Which invoices?': '/要求补充 向客户 具体是哪些发票？' },
  },
  decline: { zh: '不予受理', examples: { '/decline out of scope': '/不予受理 不在合同范围内' } },
  duplicate: { zh: '重复', examples: { '/duplicate of #11': '/重复 #11' } },
  supersede: { zh: '取代', examples: { '/supersede by #13 covers all of it': '/取代 #13 已全部涵盖' } },
  assess: {
    zh: '评估',
    examples: {
      '/assess schedule +6d p90 9d critical-path milestone v2.0: 2026-12-14 -> 2026-12-22':
        '/评估 进度 +6个工作日 P90 9个工作日 关键路径 里程碑 v2.0: 2026-12-14 -> 2026-12-22',
      '/assess schedule +6d confidence low': '/评估 进度 +6个工作日 置信度 低',
      '/assess cost CNY 48,000 split 60/40/0': '/评估 成本 4.8万元 分摊 60/40/0',
      '/assess quality worse reliability mitigated regression partial': '/评估 质量 下降 可靠性 已减轻 回归 部分',
      '/assess risk Fonts are missing 2x3 mitigate residual 2': '/评估 风险 缺少字体 2x3 减轻 残余 2',
      '/assess feasibility yes': '/评估 可行性 可行',
    },
  },
  plan: {
    zh: '计划',
    examples: {
      '/plan\nsteps:\n  - text: Build the export\n    owner: @dev\nrollback: Switch it off\ntests: Export 1,000 invoices\nacceptance:\n  - A PDF opens':
        '/计划\n步骤:\n  - 内容: 开发导出功能\n    负责人: @dev\n回退: 关闭该功能\n测试: 导出 1,000 张发票\n验收:\n  - PDF 能正常打开',
    },
  },
  alternative: {
    zh: '备选方案',
    examples: {
      '/alternative\noptions:\n  - Build it\n  - Do nothing\nrecommended: 1':
        '/备选方案\n方案:\n  - 开发导出功能\n  - 维持现状\n推荐: 1',
    },
  },
  'raise-class': { zh: '提高等级', examples: { '/raise-class major touches payments': '/提高等级 较大 涉及支付' } },
  review: { zh: '评审', examples: { '/review': '/评审' } },
  approve: {
    zh: '同意',
    examples: {
      '/approve because it fits the budget': '/同意 因为预算可行',
      '/approve': '/同意',
      '/approve as project-manager': '/同意 作为项目经理',
    },
  },
  reject: {
    zh: '反对',
    examples: {
      '/reject too dear for what it brings': '/反对 投入大于收益',
      '/reject the contract is not signed': '/反对 合同尚未签署',
      '/reject as chair does not fit the architecture\nwould-change: an interface of its own':
        '/反对 作为委员会主席 不符合整体架构\n改变条件: 另设接口',
    },
  },
  abstain: { zh: '弃权', examples: { '/abstain': '/弃权' } },
  retract: { zh: '收回表决', examples: { '/retract': '/收回表决' } },
  migrate: { zh: '改用新策略', examples: { '/migrate': '/改用新策略' } },
  concern: { zh: '异议', examples: { '/concern The fonts are not licensed': '/异议 字体没有授权' } },
  resolve: { zh: '解决', examples: { '/resolve C1 licence bought': '/解决 C1 已购买授权' } },
  'take-over': { zh: '采纳', examples: { '/take-over P1 the text says it now': '/采纳 P1 已写入请求' } },
  'turn-down': { zh: '不采纳', examples: { '/turn-down P1 belongs to another release': '/不采纳 P1 属于其他版本' } },
  condition: {
    zh: '条件',
    examples: {
      '/condition before merge @arch Load test by 2026-12-20': '/条件 在合并前 @arch 完成压力测试 2026-12-20',
    },
  },
  meet: { zh: '满足', examples: { '/meet K1 run 42 is green': '/满足 K1 见测试报告' } },
  'send-back': { zh: '退回', examples: { '/send-back the cost is missing the licence': '/退回 成本未含授权费' } },
  defer: {
    zh: '推迟',
    examples: {
      '/defer until the audit is over': '/推迟 审计结束后',
      // A day that is long to come: what is shown has to be taken whenever it is read.
      '/defer until 2035-01-15 after the closing': '/推迟 2035-01-15 年终关账后',
    },
  },
  attest: {
    zh: '线下签字',
    examples: {
      '/attest Li Na approved on 2026-11-02: the printed order, scan in the project folder':
        '/线下签字 李娜 同意 2026-11-02：纸质确认书，扫描件在项目文件夹',
      '/attest Li Na rejected on 2026-11-02: by letter, scan in the project folder':
        '/线下签字 李娜 反对 2026-11-02：来函，扫描件在项目文件夹',
    },
  },
  'take-up': { zh: '重新处理', examples: { '/take-up the budget is there': '/重新处理 预算已落实' } },
  cancel: { zh: '终止', examples: { '/cancel the customer stopped the project': '/终止 客户已终止项目' } },
  'lower-class': {
    zh: '降低等级',
    examples: { '/lower-class moderate confirmed by measurement': '/降低等级 一般 实测已确认' },
  },
  second: { zh: '附议', examples: { '/second': '/附议' } },
  emergency: { zh: '紧急', examples: { '/emergency INC-4711 Invoices go out wrong': '/紧急 INC-4711 发票金额错误' } },
  ratify: { zh: '追认', examples: { '/ratify ratified the fix was right': '/追认 同意 处置得当' } },
  hold: { zh: '暂停', examples: { '/hold waiting for the supplier': '/暂停 等待供应商答复' } },
  release: { zh: '解除暂停', examples: { '/release': '/解除暂停' } },
  start: { zh: '开始', examples: { '/start': '/开始' } },
  accept: { zh: '纳入', examples: { '/accept #21': '/纳入 #21' } },
  done: { zh: '完成', examples: { '/done 1': '/完成 1', '/done': '/完成' } },
  drop: { zh: '取消步骤', examples: { '/drop 2 not needed any more': '/取消步骤 2 不再需要' } },
  evidence: { zh: '证据', examples: { '/evidence 1 run 42 is green': '/证据 1 见测试报告第 42 号' } },
  actuals: { zh: '实际投入', examples: { '/actuals 6d CNY 47,200': '/实际投入 6天 4.72万元' } },
  verify: {
    zh: '验证',
    examples: { '/verify pass': '/验证 通过', '/verify fail the file is empty': '/验证 不通过 文件为空' },
  },
  close: {
    zh: '关闭',
    examples: {
      '/close implemented': '/关闭 已实施',
      '/close rolled-back the print shop could not read it': '/关闭 已回退 印厂无法读取文件',
    },
  },
  'made-for': { zh: '代为提出', examples: { '/made-for @mei': '/代为提出 @mei' } },
  away: {
    zh: '请假',
    examples: {
      '/away 2035-01-15 to 2035-01-26 @mei': '/请假 2035-01-15 至 2035-01-26 @mei',
      '/away until 2035-01-26 @arch as project-manager up to moderate because of a training':
        '/请假 至 2035-01-26 @arch 作为项目经理 不超过一般 因培训',
    },
  },
  back: { zh: '销假', examples: { '/back': '/销假' } },
  explain: { zh: '原因', examples: { '/explain': '/原因' } },
  help: { zh: '帮助', examples: { '/help': '/帮助' } },
} as const satisfies Readonly<Record<string, Row>>;

export type Word = keyof typeof WRITTEN;

type Examples = { [One in Word]: (typeof WRITTEN)[One]['examples'] }[Word];
type KeyOf<One> = One extends unknown ? keyof One : never;
type ValueOf<One> = One extends unknown ? One[keyof One] : never;
export type InEnglish = KeyOf<Examples>;
type InChinese = ValueOf<Examples>;
export type Example = InEnglish | InChinese;

export const EXAMPLES: Readonly<Record<InEnglish, InChinese>> = Object.assign(
  {},
  ...Object.values(WRITTEN).map(({ examples }) => examples),
);

/** The example that stands for a command. */
export function exampleOf(word: Word): InEnglish {
  const [first = '/help'] = Object.keys(WRITTEN[word].examples);
  return first as InEnglish;
}

const isWord = (word: string): word is Word => Object.hasOwn(WRITTEN, word);

/** Words of commands that are put together of what is so at the time. */
const WORDS: Readonly<Record<string, string>> = {
  ...{ schedule: '进度', cost: '成本', quality: '质量', risk: '风险', feasibility: '可行性', 'none:': '无：' },
  ...{ pass: '通过', fail: '不通过', ratified: '同意' },
  ...{ implemented: '已实施', 'partly-implemented': '部分实施', 'rolled-back': '已回退' },
};

/** A seat is typed by the name by which it is shown. */
const SEATS: Readonly<Record<string, string>> = MESSAGES['zh-CN'];

/** A command of ours as a reader of the language types it; anything else stays as it is. */
export function commandIn(locale: Locale, code: string): string {
  if (locale === 'en') return code;
  if (Object.hasOwn(EXAMPLES, code)) return EXAMPLES[code as InEnglish];
  const [, word = '', rest = ''] = /^\/([a-z-]+)(?![\w/.-])(.*)$/s.exec(code) ?? [];
  if (!isWord(word)) return code;
  const words = rest
    .replace(/ as ([a-z-]+)(?= |$)/, (_, seat: string) => ` 作为${SEATS[`status.role.${seat}`] ?? seat}`)
    .replaceAll(/(?<= )[a-z-]+:?(?= |$)/g, (one) => WORDS[one] ?? one)
    .replace('无： ', '无：');
  return `/${WRITTEN[word].zh}${words}`;
}

/** Where requests are called by keys, no number names one; work has its number everywhere. */
export function exampleIn(locale: Locale, example: string, hasKeys = false): string {
  const whole = commandIn(locale, example);
  return hasKeys && !example.startsWith('/accept ') ? whole.replaceAll(/#(\d+)/g, 'SHIP-$1') : whole;
}
