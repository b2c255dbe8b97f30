/** What can be filled in with one click, in both languages: issue forms, and forms on the pages of a request. */
import type { Answers, IssueForm } from './form.ts';
import type { Locale } from './words.ts';

/** What goes into a form of a page; which form, by what it sends. */
export interface FormExample {
  /** The act; `edit` for the request's own text. */
  readonly type: string;
  readonly dimension?: string;
  /** By the names of its fields; a list for what several can be chosen of. */
  readonly fields: Readonly<Record<string, string | boolean | readonly string[]>>;
}

export interface FormExamples {
  readonly impacts: readonly FormExample[];
  readonly plan: (developer: string) => readonly FormExample[];
  readonly evidence: readonly FormExample[];
  readonly actuals: readonly FormExample[];
  readonly edit: readonly FormExample[];
  readonly concern: readonly FormExample[];
  readonly resolve: readonly FormExample[];
  readonly emergency: readonly FormExample[];
  readonly ratify: readonly FormExample[];
}

interface Words {
  readonly source: string;
  readonly risk: string;
  readonly step: string;
  readonly rollback: string;
  readonly tests: string;
  readonly acceptance: string;
  readonly build: string;
  readonly nothing: string;
  readonly evidence: string;
  readonly after: string;
  readonly concern: string;
  readonly resolve: string;
  readonly urgent: string;
  readonly review: string;
}

const WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    source: 'Estimated by two developers',
    risk: 'Fonts are missing',
    step: 'Build the PDF export',
    rollback: 'Switch the export off',
    tests: 'Export a thousand invoices',
    acceptance: 'A PDF opens in a viewer',
    build: 'Build it',
    nothing: 'Do nothing',
    evidence: 'A thousand invoices opened in three viewers',
    after: 'An agent gets each notice by mail and as a text message, at night, too.',
    concern: 'Who pays for text messages at night?',
    resolve: 'The agents pay; it is in their contract.',
    urgent: 'Mail is down, and ships wait for their berths.',
    review: 'It could not wait. A second mail server is on its way.',
  },
  'zh-CN': {
    source: '由两名开发者估算',
    risk: '缺少字体',
    step: '实现 PDF 导出',
    rollback: '关闭 PDF 导出',
    tests: '导出一千张发票',
    acceptance: 'PDF 可在阅读器中打开',
    build: '实现 PDF 导出',
    nothing: '维持现状',
    evidence: '已用三种阅读器打开一千张发票',
    after: '每条通知都以邮件和短信发给代理，夜间也发送。',
    concern: '夜间短信的费用由谁承担？',
    resolve: '由代理承担，合同中已有约定。',
    urgent: '邮件系统中断，船舶正在等待泊位。',
    review: '确实不能等待。备用邮件服务器即将启用。',
  },
};

export function formExamples(locale: Locale): FormExamples {
  const word = WORDS[locale];
  const sure = { confidence: 'high', evidence: word.source };
  const impact = (dimension: string, fields: FormExample['fields']): FormExample => ({
    ...{ type: 'assess', dimension },
    fields: { ...fields, ...sure },
  });
  const act = (type: string, fields: FormExample['fields']): readonly FormExample[] => [{ type, fields }];
  return {
    impacts: [
      impact('schedule', { days: '2', late: '3' }),
      impact('cost', { oneOff: 'CNY 5,000', customer: '60', vendor: '40', other: '0' }),
      impact('quality', { better: ['functional-suitability'], regression: 'partial' }),
      impact('risk', { text0: word.risk, probability0: '2', impact0: '2', response0: 'mitigate', residual0: '2' }),
      impact('feasibility', { technical: 'yes', resources: 'yes', contract: 'yes' }),
    ],
    plan: (developer) => [
      {
        type: 'plan',
        fields: {
          ...{ text0: word.step, owner0: developer, rollback: word.rollback },
          ...{ tests: word.tests, acceptance: word.acceptance },
        },
      },
      {
        type: 'alternatives',
        fields: { text0: word.build, text1: word.nothing, nothing1: true, recommended: '0' },
      },
    ],
    evidence: act('evidence', { kind: 'words', evidence: word.evidence }),
    actuals: act('actuals', { days: '2', cost: 'CNY 5,000' }),
    edit: act('edit', { after: word.after }),
    concern: act('concern', { text: word.concern }),
    resolve: act('resolve', { reason: word.resolve }),
    emergency: act('emergency', { incident: 'INC-2042', reason: word.urgent }),
    ratify: act('ratify', { outcome: 'ratified', reason: word.review }),
  };
}

/** What an example answers, by field id; a drop-down takes the first option that fits. */
interface Filled {
  readonly title: string;
  readonly fields: readonly (readonly [RegExp, string])[];
}

const INVOICES: Readonly<Record<Locale, Filled>> = {
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

const told = (title: string, fields: Filled['fields']): Filled => ({ title, fields });

/** What is answered alike. */
const shared = (locale: Locale): Filled['fields'] =>
  INVOICES[locale].fields.filter(([id]) => /items|cause|origin|source|urgency|quality|feasibility/.test(id.source));

/** For the small repository: one that can wait, and one that cannot. */
const NOTICES: Readonly<Record<Locale, readonly [Filled, Filled]>> = {
  en: [
    told('Send notices as text messages, too', [
      [/^before$/, 'An agent gets each notice by mail.'],
      [/^after$/, 'An agent gets each notice by mail and as a text message.'],
      [/^motive$/, 'Agents on their way do not read mail.'],
      [/^notChanging$/, 'Some berths stay empty for an hour.'],
      ...shared('en'),
      [/^schedule$/, '+1d'],
      [/^cost$/, 'CNY 2,000'],
      [/^risk$/, 'none: a small addition'],
    ]),
    told('Send notices by telephone while mail is down', [
      [/^before$/, 'An agent gets each notice by mail.'],
      [/^after$/, 'While mail is down, an agent gets each notice by telephone.'],
      [/^motive$/, 'Mail is down and ships wait.'],
      [/^notChanging$/, 'No ship finds its berth today.'],
      ...shared('en'),
      [/^schedule$/, '+1d'],
      [/^cost$/, 'CNY 1,000'],
      [/^risk$/, 'none: it is done by hand today'],
    ]),
  ],
  'zh-CN': [
    told('通知同时以短信发送', [
      [/^before$/, '每条通知都以邮件发给代理。'],
      [/^after$/, '每条通知都以邮件和短信发给代理。'],
      [/^motive$/, '代理在途中无法查看邮件。'],
      [/^notChanging$/, '部分泊位会空置一小时。'],
      ...shared('zh-CN'),
      [/^schedule$/, '+1天'],
      [/^cost$/, 'CNY 2,000'],
      [/^risk$/, '无：改动很小'],
    ]),
    told('邮件中断期间改用电话通知', [
      [/^before$/, '每条通知都以邮件发给代理。'],
      [/^after$/, '邮件中断期间，每条通知都以电话告知代理。'],
      [/^motive$/, '邮件系统已中断，船舶正在等待。'],
      [/^notChanging$/, '今天船舶将无法得知泊位。'],
      ...shared('zh-CN'),
      [/^schedule$/, '+1天'],
      [/^cost$/, 'CNY 1,000'],
      [/^risk$/, '无：目前由人工完成'],
    ]),
  ],
};

/** The example that fills in this form. `requirement` is the number of the requirement it touches, such as `#1`. */
export function exampleFor(
  locale: Locale,
  form: IssueForm,
  {
    requirement,
    profile,
    which,
  }: { readonly requirement: string; readonly profile: 'standard' | 'light'; readonly which: number },
): { readonly title: string; readonly answers: Answers } {
  const { title, fields } =
    profile === 'standard' ? INVOICES[locale] : (NOTICES[locale][which - 1] ?? NOTICES[locale][0]);
  const answers: Record<string, string> = {};
  for (const field of form.fields) {
    const text = fields.find(([id]) => id.test(field.id))?.[1];
    if (text === undefined) continue;
    if (field.type === 'dropdown') {
      const option = text
        .split('|')
        .flatMap((word) => field.options.filter((one) => one.label.toLowerCase().includes(word)))[0];
      if (option) answers[field.id] = option.label;
    } else answers[field.id] = text.replace('{requirement}', requirement);
  }
  return { title, answers };
}
