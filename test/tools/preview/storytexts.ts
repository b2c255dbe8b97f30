/** What the people of the story write and assess, in both languages. */
import type { AssessedInput } from '@countersign/core/change/command.ts';
import type { Locale } from '@countersign/core/text/locale.ts';

export const TEXTS = {
  en: {
    title: 'Export invoices as PDF',
    before: 'Invoices can be exported as CSV from the invoice list.',
    after: 'Invoices can be exported as CSV or PDF from the invoice list and from each invoice.',
    motive: 'New customers in the public sector accept invoices as PDF/A only.',
    notChanging: 'Two signed contracts cannot be invoiced from January on.',
    steps: ['Build the PDF/A export', 'Add the button to list and invoice', 'Load test with 10,000 invoices'],
    resources: 'One more licence of the PDF library',
    rollback: 'Switch the export off; CSV stays as it is.',
    tests: 'Export a thousand invoices and validate them with veraPDF.',
    acceptance: ['A PDF/A passes veraPDF', 'Export of 1,000 invoices takes under a minute'],
    alternatives: ['Build the export ourselves', 'Use the bank’s converter', 'Do nothing'],
    risk: 'Fonts may be missing on customers’ machines',
    control: 'Embed all fonts',
    milestone: 'v2.0',
    proposal: 'Long contracts\n\nContracts of more than 200 pages time out; sign them in parts.',
    concern: 'Who tells the customers that signatures will look different?',
    condition: 'The operations manual describes the new export',
  },
  'zh-CN': {
    title: '发票支持导出 PDF',
    before: '发票可以在发票列表中导出为 CSV。',
    after: '发票可以在发票列表和每张发票中导出为 CSV 或 PDF。',
    motive: '新的政府客户只接受 PDF/A 格式的发票。',
    notChanging: '两份已签合同从一月起无法开票。',
    steps: ['实现 PDF/A 导出', '在列表和发票页面添加按钮', '用一万张发票做压力测试'],
    resources: 'PDF 组件库再购一份许可',
    rollback: '关闭导出功能，CSV 保持不变。',
    tests: '导出一千张发票并用 veraPDF 校验。',
    acceptance: ['PDF/A 通过 veraPDF 校验', '导出一千张发票不超过一分钟'],
    alternatives: ['自行实现导出', '使用银行的转换服务', '维持现状'],
    risk: '客户电脑上可能缺少字体',
    control: '嵌入全部字体',
    milestone: 'v2.0',
    proposal: '长合同\n\n超过 200 页的合同会超时；请分部分签署。',
    concern: '由谁告知客户签章外观会有变化？',
    condition: '运维手册中说明新的导出功能',
  },
} as const;

/** The same in a project of two people, whose requests are small. */
export const LIGHT_TEXTS = {
  en: {
    title: 'Show the due date in the list of invoices',
    before: 'The list shows number, customer and amount.',
    after: 'The list shows number, customer, amount and due date, the earliest first.',
    none: 'Only one list changes',
    reason: 'A day’s work',
  },
  'zh-CN': {
    title: '在发票列表中显示到期日',
    before: '列表显示编号、客户和金额。',
    after: '列表显示编号、客户、金额和到期日，最早到期的排在最前。',
    none: '只涉及一个列表',
    reason: '一天的工作量',
  },
} as const;

/** The impacts that are on record before the votes. */
export function impacts(locale: Locale): readonly AssessedInput[] {
  const text = TEXTS[locale];
  const currency = locale === 'en' ? 'USD' : 'CNY';
  const minor = locale === 'en' ? 800_000 : 4_800_000;
  return [
    {
      dimension: 'schedule',
      confidence: 'medium',
      value: {
        kind: 'value',
        value: {
          p50: 6,
          p90: 9,
          criticalPath: true,
          contractMilestone: false,
          milestones: [{ name: text.milestone, from: '2026-12-14', to: '2026-12-22' }],
        },
      },
    },
    {
      dimension: 'cost',
      confidence: 'high',
      value: {
        kind: 'value',
        value: {
          oneOff: { minor, currency },
          effort: { amount: 12, unit: 'person-days' },
          split: { customer: 60, vendor: 40, other: 0 },
          negotiation: 'offered',
        },
      },
    },
    {
      dimension: 'quality',
      confidence: 'high',
      value: {
        kind: 'value',
        value: {
          attributes: [{ name: 'compatibility', direction: 'up', mitigated: false }],
          acceptanceCriteriaChanged: false,
          regression: 'partial',
          controls: [{ text: text.control }],
          meetsCustomerRequirements: true,
          cosmetic: false,
        },
      },
    },
    {
      dimension: 'risk',
      confidence: 'high',
      value: {
        kind: 'value',
        value: { entries: [{ text: text.risk, probability: 3, impact: 3, response: 'mitigate', residual: 4 }] },
      },
    },
    {
      dimension: 'feasibility',
      confidence: 'high',
      value: { kind: 'value', value: { technical: 'yes', resources: 'with-conditions', contract: 'yes' } },
    },
  ];
}
