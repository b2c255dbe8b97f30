/** Baselines as their pages show them: two, what differs since, authorised and not, and a text that was erased. */
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Baselines } from '@countersign/web/baselineport.ts';
import { person } from '../instruments/scenario.ts';

const day = (n: number) => `2026-11-0${n}T09:30:00.000Z`;
const request = (label: string) => ({ project: 'shop', stream: 'review', label, path: '/c/acme/shop/review' });
const TEXT = { title: 'Invoices can be exported', body: 'Invoices are exported as CSV.\n\n- [ ] A file opens' };
const NEW = {
  title: 'Invoices can be exported',
  body: 'Invoices are exported as CSV and as PDF.\n\n- [ ] A file opens',
};
const LONG =
  '客户要求所有历史发票（包括二〇一九年以前的纸质发票扫描件）都能够按照税务机关最新发布的电子凭证规范批量导出';

const FIRST = { id: 'B1', approved: day(1), request: request('#9'), manifest: digestOf('1'), count: 3 };
const SECOND = {
  id: 'B2',
  approved: day(3),
  request: request('#14'),
  manifest: digestOf('2'),
  parent: 'B1',
  count: 12,
};

export function baselinePages(known: string): Baselines {
  return {
    async baselines({ project }) {
      const at = { project: `acme/${project}`, timeZone: 'UTC' };
      if (project === 'empty') return { ...at, baselines: [] };
      return project === known ? { ...at, baselines: [SECOND, FIRST] } : 'hidden';
    },
    async baseline({ project }, id) {
      if (project !== known || id !== 'B2') return 'hidden';
      const item = (label: string, text: typeof TEXT | 'erased') => ({
        ...{ id: label, label, text, snapshot: digestOf(label) },
      });
      return {
        ...{ project: 'acme/shop', timeZone: 'UTC', ...SECOND },
        approvers: [
          { by: person('mei'), seat: 'project-manager' },
          { by: person('arch'), seat: 'technical-expert' },
          { by: { id: 'github:4711' }, seat: 'customer' },
        ],
        changes: [request('#12'), request('#13')],
        items: [item('#1', NEW), item('#2', { title: LONG, body: `${LONG}\n\n${LONG}` }), item('#3', 'erased')],
      };
    },
    async baselineDifference({ project }, { from, to }) {
      if (project !== known || from === '') return 'hidden';
      const at = { project: 'acme/shop', timeZone: 'UTC', from, to, known: ['B2', 'B1'] };
      if (from === to) return { ...at, rows: [] };
      return {
        ...at,
        rows: [
          { id: '1', kind: 'modified', fields: ['text'], label: '#1', before: TEXT, after: NEW, by: request('#12') },
          {
            id: '2',
            kind: 'modified',
            fields: ['title', 'text'],
            label: '#2',
            before: TEXT,
            after: { title: LONG, body: LONG },
          },
          { id: '3', kind: 'removed', fields: [], label: '#3', before: 'erased' },
          { id: '4', kind: 'added', fields: [], label: '#21', after: NEW, by: request('#13') },
          { id: '5', kind: 'moved', fields: [], label: '#5', former: '#4' },
        ],
      };
    },
  };
}
