/** The register and the gadget of the looked-at project: sixty requests in all states, made by a rule so that they are the same each time. */

import type { ChangeRow } from '@countersign/core/change/register.ts';
import { STAGES, type Stage } from '@countersign/core/change/stage.ts';
import { CAUSE_CODES } from '@countersign/core/content/request.ts';
import { CLASSES } from '@countersign/core/impact/class.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { gadgetData, registerData } from '@countersign/jira/answer/list.ts';
import { waitingAs, waitsOf } from '@countersign/jira/answer/waiting.ts';
import { PAYLOADS } from '@countersign/jira/port/call.ts';
import { PEOPLE, type Story } from './story.ts';
import type { Viewer, World } from './viewer.ts';

const NOW = '2026-11-26T15:00:00.000Z';

const TITLES: Readonly<Record<Locale, readonly string[]>> = {
  en: [
    'Export invoices as PDF',
    'Keep audit logs for ten years',
    'Sign in with the customer’s identity provider',
    'Drop the fax gateway',
    'Show prices with and without tax in every list, on every receipt and in the monthly statement',
  ],
  'zh-CN': [
    '发票支持导出 PDF',
    '审计日志保留十年',
    '使用客户的身份认证系统登录',
    '停用传真网关',
    '在所有列表、收据和月度对账单中同时显示含税和不含税价格',
  ],
};

function rows(locale: Locale): readonly ChangeRow[] {
  const owners = Object.keys(PEOPLE);
  return Array.from({ length: 60 }, (_, index): ChangeRow => {
    const stage = STAGES[(index * 7) % STAGES.length] ?? 'draft';
    const title = TITLES[locale][index % TITLES[locale].length] ?? '';
    return {
      ref: { tenant: 'jira:site', project: '10000', stream: String(20_000 + index) },
      number: 60 - index,
      title,
      stage,
      ...(index % 4 === 3 ? {} : { class: CLASSES[index % CLASSES.length] ?? 'minor' }),
      ...(index % 6 === 5 ? {} : { cause: CAUSE_CODES[index % CAUSE_CODES.length] ?? 'other' }),
      ...(index % 3 === 2 ? {} : { owner: `jira:${owners[index % owners.length]}` }),
      ...(stage === 'in-review' ? { due: new Date(Date.parse(NOW) + (index - 20) * 86_400_000).toISOString() } : {}),
      items: [],
      work: [],
      version: 3,
      updatedAt: new Date(Date.parse(NOW) - index * 86_400_000 * 1.7).toISOString(),
    };
  });
}

export function listWorld(storyOf: (viewer: Viewer) => Story): Pick<World, 'register' | 'gadget'> {
  return {
    register: (payload, { locale, chapter, as }) => {
      if (chapter === 'broken') throw new Error('the resolver is down');
      return registerData({
        setting: { locale, timeZone: 'UTC', year: NOW.slice(0, 4) },
        now: NOW,
        keys: new Map(rows(locale).map((row) => [row.ref.stream, `SHOP-${row.number}`])),
        rows: chapter === 'nothing' ? [] : rows(locale),
        asked: PAYLOADS.register.parse(payload),
        names: new Map(Object.entries(PEOPLE)),
        ...(as === 'mei' && chapter !== 'nothing'
          ? {
              deleted: rows(locale)
                .slice(3, 5)
                .map((row) => ({ row, key: `SHOP-${70 + row.number}`, at: row.updatedAt })),
            }
          : {}),
        ...(as === 'mei' && chapter === 'record-lost' ? { lost: [{ key: 'SHOP-12', version: 12 }] } : {}),
      });
    },
    gadget: (_, viewer) => {
      const { locale, chapter, as } = viewer;
      if (chapter === 'broken') throw new Error('the resolver is down');
      if (chapter === 'nothing') return gadgetData({}, [], locale);
      const counted: Partial<Record<Stage, number>> = {};
      for (const { stage } of rows(locale)) counted[stage as Stage] = (counted[stage as Stage] ?? 0) + 1;
      const open = [storyOf(viewer), storyOf({ ...viewer, chapter: 'assessing' })];
      return gadgetData(
        counted,
        open.flatMap((one, at) => {
          const situation = one.situation(as);
          return (
            waitingAs(waitsOf({ ...one.state(), label: `SHOP-${12 + at}` }, situation), as, locale, situation.now) ?? []
          );
        }),
        locale,
      );
    },
  };
}
