/** The pages over change requests that were played through the core: real states without tracker or record, for looking at and for axe. */

import { shownOf } from '@countersign/core/change/register.ts';
import type { RegisterFigures } from '@countersign/core/change/registerport.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { mergeGate } from '@countersign/core/gate/merge.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Unreached } from '@countersign/core/notice/kept.ts';
import type { ReaderSettings } from '@countersign/core/notice/reader.ts';
import { FORMER } from '@countersign/core/record/people.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { agendaPoints, inOrderOfAgenda } from '@countersign/core/view/agenda.ts';
import { nameSentences } from '@countersign/core/view/hint.ts';
import { minutesOf } from '@countersign/core/view/minutes.ts';
import { type Pages, pagesApp } from '@countersign/web/app.ts';
import type { ContactRow } from '@countersign/web/contactport.ts';
import type { NoticeFacts } from '@countersign/web/noticeport.ts';
import type { PageFacts } from '@countersign/web/pagefacts.ts';
import type { ChangeFacts, RegisterEntry } from '@countersign/web/port.ts';
import type { Hono } from 'hono';
import { approve, costs, days, inReview, opened, person, type Scenario, scenario } from '../instruments/scenario.ts';
import { baselinePages } from './baselines.ts';
import { ordered, orderOf } from './orders.ts';
import { requirementPages } from './requirements.ts';
import { STAGES_TOLD } from './stages.ts';

const TENANT = 'acme';
const PROJECT = 'shop';

const LONG =
  '客户要求所有历史发票（包括二〇一九年以前的纸质发票扫描件）都能够按照税务机关最新发布的电子凭证规范批量导出为可归档的文档格式，并保留原有的签章与附件';

/** Every reason for which nothing reaches somebody. */
const UNREACHED: readonly Unreached[] = [
  {
    to: person('developer-with-a-rather-long-login-name'),
    how: 'refused',
    since: '2026-11-02T08:00:00.000Z',
    waiting: 1,
  },
  { to: { id: 'contact:1', name: 'Carla Li' }, how: 'refused', since: '2026-11-03T08:00:00.000Z', waiting: 3 },
  { to: { id: 'group:sales', name: 'sales' }, how: 'refused', since: '2026-11-04T08:00:00.000Z', waiting: 12 },
  { to: person('mei'), how: 'trying', since: '2026-11-05T07:30:00.000Z', waiting: 2 },
];

/** Change requests in telling states, by the id of their stream. */
export function states(): ReadonlyMap<string, Scenario> {
  const draft = scenario();
  draft.when('carla', opened({ title: 'Pay by invoice', before: [], items: [] }));

  const review = inReview({}, [days(6, { p90: 9, criticalPath: true }), costs(4_800_000)]);
  review.world.now = '2026-11-03T10:20:00.000Z';
  approve(review, 'mei');
  approve(review, 'arch');
  review.world.now = '2026-11-04T15:05:00.000Z';
  review.when('mei', { type: 'assess', inputs: [costs(5_200_000)] });
  review.when('qa', { type: 'concern', text: 'Old scanners cannot read the new layout.' });

  const long = inReview({}, [days(12), costs(1_900_000)]);
  long.when('mei', {
    type: 'plan',
    plan: {
      steps: [
        {
          id: '1',
          text: '与客户的财务部门逐条确认电子凭证规范，并把无法满足的条目写成书面的偏差清单',
          owner: person('mei'),
          start: '2026-11-09',
          end: '2026-11-13',
        },
        {
          id: '2',
          text: 'Build the export and the archive of signatures',
          owner: person('developer-with-a-rather-long-login-name'),
          start: '2026-11-16',
          end: '2026-12-04',
        },
        {
          id: '3',
          text: 'Migrate the scanned invoices',
          owner: person('arch'),
          start: '2026-11-30',
          end: '2026-12-18',
        },
      ],
      rollback: 'Switch the export off',
      tests: 'Export a thousand invoices',
      acceptance: ['A PDF opens in Acrobat'],
    },
  });
  approve(long, 'mei');

  const everything = withEverything();

  const approved = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(approved, name, name === 'carla' ? 'customer' : undefined);
  return new Map([
    ['draft', draft],
    ['review', review],
    ['long', long],
    ['everything', everything],
    ['approved', approved],
    ['ordered', ordered()],
    ['order-long', ordered(LONG)],
    ...Object.entries(STAGES_TOLD).map(([stage, told]): [string, Scenario] => [`told-${stage}`, told()]),
  ]);
}

/** A request in verification that was sent back, conditioned, questioned, held and worked on by many. */
function withEverything(): Scenario {
  const play = inReview({}, [days(6, { p90: 9, criticalPath: true }), costs(4_800_000)]);
  play.when('mei', {
    type: 'send-back',
    reason: 'The licence of the fonts is missing in the cost; see the supplier’s offer of October.',
  });
  play.when('mei', { type: 'assess', inputs: [costs(5_200_000)] });
  play.when('mei', { type: 'review' });
  play.when('qa', {
    type: 'concern',
    text: '老旧的扫描仪无法识别新的版式，需要客户的财务部门提前确认；Averyveryverylongwordwithoutanyplacetobreakitwhichusedtopushthepageaside',
  });
  play.when('qa', { type: 'resolve', concern: 'C1', reason: 'The finance department replaces them in May.' });
  play.when('arch', {
    ...{ type: 'condition', text: 'Rehearse the export with ten thousand invoices of last year', blocks: 'close' },
    ...{ owner: person('developer-with-a-rather-long-login-name'), due: '2026-12-18' },
  });
  play.when('dev', {
    ...{ type: 'propose', from: 'acme/very-long-name-of-a-mirror-repository#7', text: 'Also as XML' },
    address: 'https://example.test/7',
  });
  play.when('mei', { type: 'turn-down', proposal: 'P1', reason: 'Another request' });
  const { seats } = play.state();
  for (const [name, seat] of [
    ...([
      ['mei', 'project-manager'],
      ['arch', 'technical-expert'],
      ['carla', 'customer'],
    ] as const),
    ...([
      ['fin', 'sponsor'],
      ['qa', 'quality'],
      ['saf', 'safety'],
    ] as const),
  ])
    if (seats.includes(seat)) approve(play, name, seat);
  play.when('dev', { type: 'link-work', work: 'PR_21', label: '#21' });
  play.when('dev', { type: 'link-work', work: 'PR_22', label: 'acme/very-long-name-of-another-repository#1204' });
  for (const step of ['1', undefined]) play.when('mei', { type: 'done', ...(step ? { step } : {}) });
  play.when('qa', {
    type: 'evidence',
    criterion: '1',
    evidence: '压测报告 https://example.test/reports/2026/11/a-very-long-address-of-a-report',
  });
  play.when('mei', { type: 'actuals', days: 6, cost: { minor: 5_000_000, currency: 'CNY' } });
  play.when('mei', { type: 'hold', reason: 'waiting for the auditor' });
  return play;
}

function facts(stream: string, play: Scenario): ChangeFacts {
  const state: ChangeState = stream === 'long' ? withLongText(play.state()) : play.state();
  return {
    ref: { tenant: TENANT, project: PROJECT, stream },
    state,
    situation: play.situation('mei'),
    entries: play.happened.map((one, index) => ({ ...one, hash: digestOf([stream, index]) })),
    project: 'acme/shop',
    linkTo: (label) => `https://example.test/${label.replace('#', '')}`,
  };
}

function withLongText(state: ChangeState): ChangeState {
  const request = {
    ...state.content.request,
    title: LONG,
    before: markdownToText('发票可以导出为 CSV。\n\n- 每次最多 100 张\n- 不含附件'),
    after: markdownToText(
      '发票可以导出为 CSV 和 PDF/A。\n\n- 每次最多 5000 张\n- 包含附件与签章\n- Averyveryverylongwordwithoutanyplacetobreakitwhichusedtopushthepageaside',
    ),
    motive: markdownToText(LONG),
  };
  return { ...state, content: { ...state.content, request } };
}

export function fixtureFacts(): PageFacts {
  const all = states();
  const own: PageFacts = {
    change: async (ref) => {
      if (ref.stream === 'unknown') return 'unknown';
      if (ref.stream === 'broken') throw new Error('broken on purpose');
      const play = all.get(ref.stream);
      return play ? facts(ref.stream, play) : 'hidden';
    },
    order: async (ref) => {
      const play = all.get(ref.stream);
      return play ? orderOf(play) : 'hidden';
    },
    evidence: async () => 'hidden',
    act: async () => 'hidden' as const,
    edit: async () => 'hidden',
    rewrite: async () => 'hidden',
    openings: async () => 'hidden',
    opening: async () => 'hidden',
    file: async () => 'hidden',
    landing: async () => 'hidden',
    gate: async ({ pull }) => {
      const play = all.get({ 22: 'approved', 24: 'told-held', 25: 'told-implementing' }[pull] ?? 'review');
      if (!play || pull > 25) return 'hidden';
      const policy = { kind: 'in-force', policy: play.world.policy } as const;
      const named =
        pull === 23
          ? []
          : [
              {
                kind: 'known',
                label: '#12',
                verdict: changeGate(play.state(), 'merge', play.situation('dev')),
              } as const,
            ];
      return {
        project: 'acme/shop',
        label: `#${pull}`,
        title: 'Export invoices as PDF',
        address: 'https://example.test/21',
        merged: false,
        verdict: mergeGate(policy, {
          author: 'dev',
          base: 'main',
          files: ['billing/pdf.ts', 'billing/export.ts'],
          named,
        }),
        changes: new Map(pull === 23 ? [] : [['#12', '/c/acme/shop/review']]),
        at: play.world.now,
        timeZone: 'UTC',
      };
    },
    policy: async ({ project }) => {
      if (project === 'empty') return { project: 'acme/empty', timeZone: 'UTC', hints: [], versions: [] };
      if (project !== PROJECT) return 'hidden';
      const day = (n: number) => `2026-11-0${n}T09:30:00.000Z`;
      const out = { why: 'broken', at: day(2), by: { id: 'github:9', name: FORMER } } as const;
      const versions = [
        { version: digestOf('d'), at: day(4), by: person('mei'), text: 'kept' },
        { version: digestOf('c'), at: day(3), by: { id: 'github:4711' }, text: 'missing' },
        {
          version: digestOf('b'),
          at: day(1),
          by: person('developer-with-a-rather-long-login-name'),
          text: 'erased',
          out,
        },
        { version: digestOf('a'), at: '2026-10-30T09:30:00.000Z', text: 'kept' },
      ] as const;
      const said = { code: 'name-taken', values: { name: '@mei', now: '@mei-lin' } } as const;
      return { project: 'acme/shop', timeZone: 'UTC', hints: nameSentences({ said: [said] }), versions };
    },
    ...requirementPages(PROJECT),
    ...baselinePages(PROJECT),
    register: async (ask) => {
      const { project, choice, cursor } = ask;
      const figured = (rows: readonly RegisterEntry[], many: boolean) => ({
        ...{ rows, timeZone: 'UTC', now: '2026-11-05T08:00:00.000Z', isKnown: true },
        figures: figuresOf(rows, many),
        owners: [
          { id: 'github:1', name: 'mei' },
          { id: 'github:2', name: 'developer-with-a-rather-long-login-name' },
        ],
        ...(many && cursor ? { previous: 'a' } : {}),
        ...(many ? { next: 'b', unreached: UNREACHED } : {}),
      });
      if (project === 'empty') return { project: 'acme/empty', ...figured([], false) };
      if (project !== PROJECT && project !== 'many' && project !== undefined) return 'hidden';
      const isTold = ([stream]: readonly [string, Scenario]) => stream.startsWith('told-');
      const listed = [...all].filter((one) => isTold(one) === (project === 'many'));
      const repeated =
        project === 'many'
          ? Array.from({ length: 5 }, () => listed)
              .flat()
              .slice(0, 50)
          : listed;
      const rows = repeated.map(([stream, play], index): RegisterEntry => {
        const found = facts(stream, play);
        const made = { ref: found.ref, version: found.state.version, updatedAt: play.world.now };
        return { ...shownOf(found.state), ...made, number: 12 + index, ownerName: 'mei', repository: 'acme/shop' };
      });
      const shown = rows.filter((row) => !choice.stages || choice.stages.includes(row.stage));
      const account = {
        ...{ project: 'acme', leftOut: 'unasked' as const },
        repositories: [
          { project: 'R_1', name: 'acme/shop' },
          { project: 'R_2', name: 'acme/a-repository-with-a-rather-long-name' },
        ],
      };
      return { project: `acme/${project}`, ...figured(shown, project === 'many'), ...(project ? {} : account) };
    },
    registerRows: async (ask, visitor) => own.register(ask, visitor),
    contacts: async ({ project }) => ({
      project: `acme/${project}`,
      timeZone: 'Asia/Shanghai',
      rows: contactsShown(project),
    }),
    confirmContact: async () => 'done',
    agenda: async ({ project }) => {
      if (project !== PROJECT && project !== 'empty') return 'hidden';
      const points = (project === 'empty' ? [] : [...all]).flatMap(([stream, play]) => {
        const { ref, state, situation, entries } = facts(stream, play);
        const page = `https://countersign.example/c/${TENANT}/${PROJECT}/${stream}`;
        return agendaPoints(state, situation, entries).map((point) => ({ ...point, ref, page }));
      });
      const now = '2026-11-05T08:00:00.000Z';
      return { project: `acme/${project}`, timeZone: 'UTC', now, points: inOrderOfAgenda(points) };
    },
    minutes: async ({ project }, days) => {
      if (project !== PROJECT && project !== 'empty') return 'hidden';
      const { from, to } = days ?? { from: '2026-10-30', to: '2026-11-05' };
      const minutes = (project === 'empty' ? [] : [...all]).flatMap(([stream, play]) => {
        const { ref, entries } = facts(stream, play);
        return minutesOf(entries, `${from}T00:00:00.000Z`, `${to}T23:59:59.999Z`).map((one) => ({ ...one, ref }));
      });
      return { project: `acme/${project}`, timeZone: 'UTC', from, to, minutes };
    },
  };
  return own;
}

/** One of each sort. */
function contactsShown(project: string): readonly ContactRow[] {
  if (project === 'empty') return [];
  const by = { id: 'github:mei', name: 'mei' };
  const row = {
    role: 'customer',
    replaced: false,
    first: true,
    needed: 0,
    vouched: [],
    namedAt: '2026-11-02T08:00:00.000Z',
  } as const;
  return [
    {
      ...row,
      id: 'contact:1',
      name: 'Li Na',
      mail: 'li@customer.example',
      confirmed: { by: [by], at: '2026-11-03T08:00:00.000Z' },
    },
    {
      ...row,
      id: 'contact:2',
      name: 'Wang Fang',
      mail: 'wang@customer.example',
      why: 'unconfirmed',
      needed: 1,
      vouched: [by],
      writer: by,
      replaced: true,
      own: 'may',
    },
    {
      ...row,
      id: 'contact:3',
      name: 'Zhao Lei',
      mail: 'zhao@customer.example',
      why: 'unconfirmed',
      first: false,
      own: 'contact-customer-first',
    },
    { ...row, role: 'supplier', id: 'contact:4', name: 'Sun Li', mail: 'sun@acme.example', why: 'provider' },
  ];
}

/** As the database counts them; of many more than one page shows. */
function figuresOf(rows: readonly RegisterEntry[], many: boolean): RegisterFigures {
  const times = many ? 40 : 1;
  const counted = (values: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const one of values) counts.set(one, (counts.get(one) ?? 0) + times);
    return counts;
  };
  const costs = rows.flatMap(({ cost }) => (cost ? [cost] : []));
  const days = rows.flatMap((row) => row.days ?? []);
  const sum = (all: readonly number[]) => times * all.reduce((before, one) => before + one, 0);
  return {
    ...{ total: rows.length * times, more: false },
    stages: counted(rows.map(({ stage }) => stage)),
    causes: counted(rows.map(({ cause = '' }) => cause)),
    classes: counted(rows.map((row) => row.class ?? '')),
    costs:
      costs.length > 0
        ? [
            { sum: { minor: sum(costs.map(({ minor }) => minor)), currency: 'CNY' }, count: costs.length * times },
            ...(many ? [{ sum: { minor: 1_250_000, currency: 'USD' }, count: 7 }] : []),
          ]
        : [],
    days: { sum: sum(days), count: days.length * times },
    ages: [3, 2, 1, 0].map((one) => (rows.length > 0 ? one * times : 0)),
    dues: [1, 2, 0, 1].map((one) => (rows.length > 0 ? one * times : 0)),
  };
}

/** How somebody is told, who changes nothing of it. */
export function fixtureNotices(settings: ReaderSettings): NoticeFacts {
  return {
    mails: true,
    of: async () => settings,
    byToken: async () => settings,
    choose: async () => {},
    askMail: async () => 'no-address',
    confirmMail: async () => true,
    forgetMail: async () => {},
  };
}

export function fixturePages(parts: Partial<Pages> = {}): Hono {
  return pagesApp({
    facts: fixtureFacts(),
    notices: fixtureNotices({ person: 'github:1', choices: {} }),
    visitor: async () => ({ kind: 'everyone' }),
    signIn: true,
    now: () => '2026-11-05T08:00:00.000Z',
    report: () => undefined,
    ...parts,
  });
}
