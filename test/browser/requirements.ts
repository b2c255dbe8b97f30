/** Requirements as their pages show them: one that was edited, deleted and erased in part, and one that nobody touched. */
import { digestOf } from '@countersign/core/ledger/canonical.ts';
import type { Requirements } from '@countersign/web/requirementport.ts';
import { person } from '../instruments/scenario.ts';

const day = (n: number) => `2026-11-0${n}T09:30:00.000Z`;
const TEXT = { title: 'Invoices can be exported', body: 'Invoices are exported as CSV.\n\n- [ ] A file opens' };
const LONG =
  '客户要求所有历史发票（包括二〇一九年以前的纸质发票扫描件）都能够按照税务机关最新发布的电子凭证规范批量导出';

export function requirementPages(known: string): Requirements {
  return {
    async requirements({ project }) {
      const at = { project: `acme/${project}`, timeZone: 'UTC' };
      if (project === 'empty') return { ...at, lines: [] };
      if (project !== known) return 'hidden';
      const there = { isMarked: true, isGone: false };
      return {
        ...at,
        lines: [
          { id: 'I_1', label: '#1', text: TEXT, saved: day(4), by: person('mei'), texts: 3, ...there },
          { id: 'I_2', label: '#2', text: { title: LONG, body: '' }, saved: day(3), texts: 1, ...there },
          {
            ...{ id: 'I_3', label: '#3', text: 'erased', saved: day(2), texts: 12 },
            ...{ by: person('developer-with-a-rather-long-login-name'), isMarked: true, isGone: true },
          },
          { id: 'I_4', label: '#4', text: 'missing', texts: 0, isMarked: false, isGone: false },
        ],
        next: 'more',
      };
    },
    async requirement({ project }, id) {
      if (project !== known || id !== 'I_1') return 'hidden';
      return {
        ...{
          project: 'acme/shop',
          timeZone: 'UTC',
          id,
          label: '#1',
          address: 'https://example.test/1',
          isMarked: false,
        },
        names: [
          { label: '#1', project: 'acme/shop' },
          { label: '#17', project: 'acme/a-repository-with-a-rather-long-name' },
        ],
        gone: { how: 'deleted', at: day(5), by: person('arch') },
        texts: [
          {
            ...{ at: day(4), by: person('mei'), snapshot: digestOf('c'), isSame: false },
            text: {
              title: 'Invoices and reminders can be exported',
              body: `Invoices are exported as CSV and PDF.\n\n${LONG}`,
            },
          },
          { at: day(3), by: person('mei'), snapshot: digestOf('b'), isSame: true, text: TEXT },
          { at: day(2), snapshot: digestOf('a'), isSame: false, text: 'erased' },
          { at: day(1), by: { id: 'github:4711' }, snapshot: digestOf('d'), isSame: false, text: TEXT },
        ],
      };
    },
  };
}
