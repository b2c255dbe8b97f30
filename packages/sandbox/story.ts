/** The texts of the seeded project, in both languages. */

/** The five people that one can be in the sandbox. */
export type SeedRole = 'requester' | 'project-manager' | 'technical-expert' | 'customer' | 'developer';

/** A repository with requirements and a pull request that waits. */
export interface RepositoryStory {
  readonly description: string;
  readonly labels: readonly { readonly name: string; readonly color: string; readonly description: string }[];
  readonly files: Readonly<Record<string, string>>;
  readonly requirements: readonly { readonly title: string; readonly body: string }[];
  readonly branch: string;
  readonly pull: { readonly title: string; readonly body: string };
  readonly edits: Readonly<Record<string, string>>;
}

export interface SeedStory extends RepositoryStory {
  readonly names: Readonly<Record<SeedRole | 'owner', string>>;
}

const CODE: Readonly<Record<string, string>> = {
  'src/export.js':
    "export function exportInvoice(invoice, format) {\n  if (format !== 'csv') throw new Error('unknown format');\n  return toCsv(invoice);\n}\n",
  'src/csv.js':
    "export function toCsv(invoice) {\n  return invoice.lines.map((line) => [line.text, line.amount].join(',')).join('\\n');\n}\n",
};

const EDITS: Readonly<Record<string, string>> = {
  'src/export.js':
    "export function exportInvoice(invoice, format) {\n  if (format === 'pdf') return toPdf(invoice);\n  if (format !== 'csv') throw new Error('unknown format');\n  return toCsv(invoice);\n}\n",
  'src/pdf.js': "export function toPdf(invoice) {\n  return render('invoice', invoice);\n}\n",
};

const SENDING: Readonly<Record<string, string>> = {
  'src/notify.js': 'export function notify(agent, notice) {\n  sendMail(agent.mail, notice);\n}\n',
};

const BY_TEXT: Readonly<Record<string, string>> = {
  'src/notify.js':
    'export function notify(agent, notice) {\n  sendMail(agent.mail, notice);\n  if (agent.phone) sendText(agent.phone, notice);\n}\n',
};

export const ENGLISH: SeedStory = {
  description: 'Invoices for the harbour’s berths',
  names: {
    owner: 'Olga Berg',
    requester: 'Rosa Martin',
    'project-manager': 'Pan Wei',
    'technical-expert': 'Theo Lind',
    customer: 'Chen Li',
    developer: 'Dara Okoye',
  },
  labels: [
    { name: 'requirement', color: '1d76db', description: 'Under change control' },
    { name: 'change-request', color: 'fbca04', description: 'A proposal to change requirements' },
  ],
  files: { 'README.md': '# Invoices\n\nInvoices for the harbour’s berths.\n', ...CODE },
  requirements: [
    {
      title: 'Invoices can be exported',
      body: 'A clerk exports any invoice as CSV.\n\nAcceptance: the file opens in a spreadsheet and holds every line of the invoice.',
    },
    {
      title: 'Invoices are numbered without gaps',
      body: 'Each invoice gets the next number of its year.\n\nAcceptance: the numbers of a year have no gap and no double.',
    },
    {
      title: 'Reminders go out after 14 days',
      body: 'An unpaid invoice is reminded once, 14 days after it was due.\n\nAcceptance: no customer gets two reminders for one invoice.',
    },
  ],
  branch: 'pdf-export',
  pull: { title: 'Export invoices as PDF', body: 'Adds PDF beside CSV.' },
  edits: EDITS,
};

export const CHINESE: SeedStory = {
  description: '港口泊位费开票系统',
  names: {
    owner: '欧阳佳',
    requester: '罗珊',
    'project-manager': '潘伟',
    'technical-expert': '林涛',
    customer: '陈丽',
    developer: '戴睿',
  },
  labels: [
    { name: 'requirement', color: '1d76db', description: '受变更控制的需求' },
    { name: 'change-request', color: 'fbca04', description: '需求变更请求' },
  ],
  files: { 'README.md': '# 发票\n\n港口泊位费开票系统。\n', ...CODE },
  requirements: [
    {
      title: '发票可以导出',
      body: '财务人员可将任一发票导出为 CSV。\n\n验收标准：文件可在电子表格中打开，并包含发票的全部明细行。',
    },
    { title: '发票编号连续', body: '每张发票取得当年的下一个编号。\n\n验收标准：一年内的编号既无空缺也无重复。' },
    { title: '逾期 14 天后发送提醒', body: '未付发票在到期 14 天后提醒一次。\n\n验收标准：同一张发票不会提醒两次。' },
  ],
  branch: 'pdf-export',
  pull: { title: '发票支持导出为 PDF', body: '在 CSV 之外增加 PDF。' },
  edits: EDITS,
};

/** A small repository beside the first. */
export const SMALL: Readonly<Record<'en' | 'zh-CN', RepositoryStory>> = {
  en: {
    description: 'Notices to the agents of ships',
    labels: ENGLISH.labels,
    files: { 'README.md': '# Notices\n\nNotices to the agents of ships.\n', ...SENDING },
    requirements: [
      {
        title: 'Notices go out by mail',
        body: 'An agent gets each notice about a berth by mail.\n\nAcceptance: the mail leaves within a minute.',
      },
      {
        title: 'A notice is kept for a year',
        body: 'Whoever asks within a year sees what was sent and when.\n\nAcceptance: each notice of the last year is found by its berth.',
      },
    ],
    branch: 'text-messages',
    pull: { title: 'Send notices as text messages, too', body: 'Adds text messages beside mail.' },
    edits: BY_TEXT,
  },
  'zh-CN': {
    description: '船舶代理通知',
    labels: CHINESE.labels,
    files: { 'README.md': '# 通知\n\n向船舶代理发送通知。\n', ...SENDING },
    requirements: [
      {
        title: '通知以邮件发送',
        body: '每条泊位通知都以邮件发给代理。\n\n验收标准：邮件在一分钟内发出。',
      },
      {
        title: '通知保存一年',
        body: '一年内可以查到发送的内容和时间。\n\n验收标准：近一年的每条通知都可按泊位查到。',
      },
    ],
    branch: 'text-messages',
    pull: { title: '通知同时以短信发送', body: '在邮件之外增加短信。' },
    edits: BY_TEXT,
  },
};
