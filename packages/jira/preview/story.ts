/** A change request in a Jira project, played through the real core, for tests and for looking at: filed, assessed, voted on, and edited after two votes. */
import type { AssessedInput, Command } from '@countersign/core/change/command.ts';
import { conclude, type Outcome } from '@countersign/core/change/decide.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import type { Situation } from '@countersign/core/change/situation.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import type { Person } from '@countersign/core/content/person.ts';
import type { RequestContent } from '@countersign/core/content/request.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Authority } from '@countersign/core/policy/authority.ts';
import type { Policy } from '@countersign/core/policy/policy.ts';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import type { Role } from '@countersign/core/policy/role.ts';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import type { Told } from '@countersign/core/view/void.ts';

/** Account ids and display names of the project's people. */
export const PEOPLE = {
  mei: 'Lin Mei',
  arch: 'Ada Park',
  ken: 'Ken Ito',
  carla: 'Carla Díaz',
  fin: 'Felix Noor',
  qa: 'Quinn Abel',
  saf: 'Sara Fox',
} as const;

export type PersonName = keyof typeof PEOPLE;

export function personNamed(name: PersonName): Person {
  return { id: `jira:${name}`, name: PEOPLE[name] };
}

const ROLES: Readonly<Partial<Record<Role, readonly PersonName[]>>> = {
  'project-manager': ['mei'],
  'technical-expert': ['arch', 'ken'],
  customer: ['carla'],
  sponsor: ['fin'],
  quality: ['qa'],
  safety: ['saf'],
};

export function policySource(locale: Locale): string {
  const names = {
    lead: 'mei',
    expert: 'arch',
    customer: 'carla',
    sponsor: 'fin',
    quality: 'qa',
    safety: 'saf',
    secondExpert: 'ken',
  };
  return policyTemplate('standard', locale, names);
}

const authority: Authority = {
  roles: Object.fromEntries(
    Object.entries(ROLES).map(([role, names]) => [role, { people: names.map(personNamed), unreadable: [] }]),
  ),
  aliases: [],
  asOf: '2026-11-20T00:00:00.000Z',
};

export interface Story {
  readonly entries: Told[];
  readonly policy: Policy;
  /** How many entries each person had seen. */
  readonly seen: Map<string, number>;
  now: string;
  state(): ChangeState;
  situation(name: PersonName): Situation;
  /** Runs a command; a refusal is in the outcome. */
  play(name: PersonName, command: Command): Outcome;
}

export function emptyStory(locale: Locale): Story {
  const resolved = resolvePolicy(policySource(locale));
  if (!('policy' in resolved)) throw new Error('the policy of the story has problems');
  const entries: Told[] = [];
  const story: Story = {
    entries,
    policy: resolved.policy,
    seen: new Map(),
    now: '2026-11-23T09:00:00.000Z',
    state: () => {
      const state = fold(entries);
      if (!state) throw new Error('nothing was filed');
      return state;
    },
    situation: (name) => ({
      now: story.now,
      actor: personNamed(name),
      policy: story.policy,
      authority,
      items: new Map([['10007', { title: '0'.repeat(64), text: 'a'.repeat(64) }]]),
      workingDaysLater: (from, days) => new Date(Date.parse(from) + days * 86_400_000).toISOString(),
    }),
    play: (name, command) => {
      const outcome = conclude(fold(entries), command, story.situation(name));
      for (const event of outcome.events)
        entries.push({ at: story.now, event, hash: digestOf([entries.length, event as never]) });
      return outcome;
    },
  };
  return story;
}

const TEXTS = {
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
    alternatives: ['自行实现导出', '使用银行的转换服务', '不变更'],
    risk: '客户电脑上可能缺少字体',
    control: '嵌入全部字体',
    milestone: 'v2.0',
    concern: '由谁告知客户签章外观会有变化？',
    condition: '运维手册中说明新的导出功能',
  },
} as const;

export function requestOf(locale: Locale): RequestContent {
  const text = TEXTS[locale];
  return {
    title: text.title,
    before: markdownToText(text.before),
    after: markdownToText(text.after),
    cause: { code: 'customer-business', kind: 'new-business' },
    motive: markdownToText(text.motive),
    origin: 'customer',
    notChanging: markdownToText(text.notChanging),
    items: [{ id: '10007', label: 'SHOP-7', action: 'modify' }],
    attachments: [],
  };
}

function impacts(locale: Locale): readonly AssessedInput[] {
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

/** How far the story has gone; each goes on from the one before. */
export const CHAPTERS = ['draft', 'assessing', 'voting', 'voided', 'approved', 'verifying'] as const;
export type Chapter = (typeof CHAPTERS)[number];

/** @throws Error when the core refuses a step: the story would not be true any more */
export function story(chapter: Chapter, locale: Locale): Story {
  const text = TEXTS[locale];
  const told = emptyStory(locale);
  const until = CHAPTERS.indexOf(chapter);
  const when = (at: string, name: PersonName, command: Command) => {
    told.now = at;
    const { refusal } = told.play(name, command);
    if (refusal) throw new Error(`${name} was refused ${command.type}: ${refusal.code}`);
  };
  const approve = (at: string, name: PersonName, seat: Extract<Command, { type: 'vote' }>['seat'] & string) =>
    when(at, name, { type: 'vote', verdict: 'approve', seat, authenticated: 'jira' });
  const address = 'https://example.atlassian.net/browse/SHOP-12';
  when('2026-11-23T09:00:00.000Z', 'carla', {
    type: 'open',
    request: requestOf(locale),
    requester: personNamed('carla'),
    label: 'SHOP-12',
    address,
  });
  if (until < 1) return told;
  when('2026-11-23T09:20:00.000Z', 'carla', { type: 'submit' });
  when('2026-11-23T10:00:00.000Z', 'mei', { type: 'triage' });
  const [schedule, ...others] = impacts(locale);
  when('2026-11-24T08:30:00.000Z', 'arch', { type: 'assess', inputs: others });
  if (until < 2) return told;
  if (schedule) when('2026-11-24T09:00:00.000Z', 'mei', { type: 'assess', inputs: [schedule] });
  when('2026-11-24T13:00:00.000Z', 'mei', {
    type: 'plan',
    plan: {
      steps: text.steps.map((step, index) => ({
        id: String(index + 1),
        text: step,
        owner: personNamed('ken'),
        start: `2026-12-0${index * 2 + 1}`,
        end: `2026-12-0${index * 2 + 3}`,
      })),
      resources: text.resources,
      rollback: text.rollback,
      tests: text.tests,
      acceptance: [...text.acceptance],
    },
  });
  when('2026-11-24T14:00:00.000Z', 'mei', {
    type: 'alternatives',
    alternatives: text.alternatives.map((one, index) => ({
      text: one,
      recommended: index === 0,
      doNothing: index === 2,
    })),
  });
  if (told.state().stage === 'assessing') when('2026-11-24T14:10:00.000Z', 'mei', { type: 'review' });
  when('2026-11-25T08:00:00.000Z', 'carla', { type: 'confirm', authenticated: 'jira' });
  if (until < 3) return told;
  approve('2026-11-25T09:00:00.000Z', 'mei', 'project-manager');
  approve('2026-11-25T10:00:00.000Z', 'arch', 'technical-expert');
  approve('2026-11-25T11:00:00.000Z', 'qa', 'quality');
  when('2026-11-25T12:00:00.000Z', 'qa', { type: 'concern', text: text.concern });
  when('2026-11-25T12:30:00.000Z', 'fin', {
    type: 'condition',
    text: text.condition,
    owner: personNamed('ken'),
    blocks: 'close',
    due: '2026-12-18',
  });
  for (const name of ['mei', 'arch', 'qa', 'fin'] as const) told.seen.set(personNamed(name).id, told.entries.length);
  const cost = impacts(locale).find((one) => one.dimension === 'cost');
  if (cost?.value.kind === 'value' && 'oneOff' in cost.value.value)
    when('2026-11-26T09:00:00.000Z', 'arch', {
      type: 'assess',
      inputs: [
        {
          ...cost,
          value: {
            kind: 'value',
            value: {
              ...cost.value.value,
              oneOff: { ...cost.value.value.oneOff, minor: cost.value.value.oneOff.minor + 100_000 },
            },
          },
        },
      ],
    });
  told.now = '2026-11-26T15:00:00.000Z';
  if (until < 4) return told;
  when('2026-11-27T08:00:00.000Z', 'qa', {
    type: 'resolve',
    concern: 'C1',
    reason: locale === 'en' ? 'Carla’s team writes to them.' : '由 Carla 的团队通知。',
  });
  for (const [name, seat] of [
    ['mei', 'project-manager'],
    ['arch', 'technical-expert'],
    ['qa', 'quality'],
    ['fin', 'sponsor'],
    ['carla', 'customer'],
  ] as const)
    if (told.state().stage === 'in-review') approve('2026-11-27T09:00:00.000Z', name, seat);
  if (told.state().stage === 'in-review')
    when('2026-11-27T10:00:00.000Z', 'carla', { type: 'confirm', authenticated: 'jira' });
  if (until < 5) return told;
  when('2026-12-01T08:00:00.000Z', 'mei', { type: 'start' });
  for (const step of ['1', '2', '3']) when('2026-12-08T08:00:00.000Z', 'ken', { type: 'done', step });
  if (told.state().stage === 'implementing') when('2026-12-08T09:00:00.000Z', 'mei', { type: 'done' });
  return told;
}
