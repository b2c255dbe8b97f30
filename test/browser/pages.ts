/** The pages over change requests that were played through the core: real states without tracker or record, for looking at and for axe. */

import { shownOf } from '@countersign/core/change/register.ts';
import type { ChangeState } from '@countersign/core/change/state.ts';
import { changeGate } from '@countersign/core/gate/change.ts';
import { mergeGate } from '@countersign/core/gate/merge.ts';
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import { FORMER } from '@countersign/core/record/people.ts';
import { markdownToText } from '@countersign/core/text/markdown.ts';
import { type Pages, pagesApp } from '@countersign/web/app.ts';
import type { ChangeFacts, PageFacts } from '@countersign/web/port.ts';
import type { Hono } from 'hono';
import { approve, costs, days, inReview, opened, person, type Scenario, scenario } from '../instruments/scenario.ts';

const TENANT = 'acme';
const PROJECT = 'shop';

const LONG =
  '客户要求所有历史发票（包括二〇一九年以前的纸质发票扫描件）都能够按照税务机关最新发布的电子凭证规范批量导出为可归档的文档格式，并保留原有的签章与附件';

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

  const approved = inReview();
  for (const name of ['mei', 'arch', 'carla']) approve(approved, name, name === 'carla' ? 'customer' : undefined);
  return new Map([
    ['draft', draft],
    ['review', review],
    ['long', long],
    ['approved', approved],
  ]);
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
  return {
    change: async (ref) => {
      if (ref.stream === 'unknown') return 'unknown';
      if (ref.stream === 'broken') throw new Error('broken on purpose');
      const play = all.get(ref.stream);
      return play ? facts(ref.stream, play) : 'hidden';
    },
    gate: async ({ pull }) => {
      const play = all.get(pull === 22 ? 'approved' : 'review');
      if (!play || pull > 23) return 'hidden';
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
      if (project === 'empty') return { project: 'acme/empty', timeZone: 'UTC', versions: [] };
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
      return { project: 'acme/shop', timeZone: 'UTC', versions };
    },
    register: async ({ project, stage }) => {
      if (project === 'empty') return { project: 'acme/empty', timeZone: 'UTC', rows: [], total: 0 };
      if (project !== PROJECT) return 'hidden';
      const rows = [...all].map(([stream, play], index) => {
        const found = facts(stream, play);
        const made = { ref: found.ref, version: found.state.version, updatedAt: play.world.now };
        return { ...shownOf(found.state), ...made, number: 12 + index, ownerName: 'mei' };
      });
      const shown = rows.filter((row) => !stage || row.stage === stage);
      return { project: 'acme/shop', timeZone: 'UTC', rows: shown, total: shown.length };
    },
  };
}

export function fixturePages(parts: Partial<Pages> = {}): Hono {
  return pagesApp({
    facts: fixtureFacts(),
    visitor: async () => ({ kind: 'everyone' }),
    signIn: true,
    now: () => '2026-11-05T08:00:00.000Z',
    report: () => undefined,
    ...parts,
  });
}
