import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AUDIENCES, type Audience, type Cell, OCCASIONS, type Occasion, TABLE } from './telling.ts';

/** The rows of `rules.md 9`, by how they begin, and what each is told as; nothing where it has no record yet. */
const ROWS: Readonly<Record<string, readonly Occasion[]>> = {
  submitted: ['submitted'],
  'information needed': ['information-needed'],
  'assessment assigned': ['assessment-assigned'],
  'plan to confirm': ['plan-to-confirm'],
  'vote needed': ['vote-needed', 'vote-at-50', 'vote-at-80', 'vote-at-100'],
  'votes voided': ['votes-voided'],
  approved: ['approved'],
  rejected: ['rejected', 'deferred', 'withdrawn'],
  'emergency opened': ['emergency-opened', 'emergency-review-overdue'],
  progress: ['replanned'],
  'link suspect': [],
  closed: ['closed'],
  'drift limit': [],
  tampering: ['integrity'],
};

const COLUMNS: readonly (readonly Audience[])[] = [
  ...([['requester'], ['change-manager'], ['owner', 'assessor'], ['seats']] as const),
  ...([[], ['customer'], ['supplier'], ['sponsor']] as const),
];

/** What the cells of the rules say; the rest says nothing by itself. */
const CELLS: Readonly<Record<string, Cell>> = {
  act: { urgency: 'act' },
  now: { urgency: 'now' },
  digest: { urgency: 'digest' },
  'now, acknowledge': { urgency: 'now' },
  // Overdue is not told yet.
  'digest, now': { urgency: 'digest' },
  'act if theirs': { urgency: 'act', only: 'asked' },
  'act if named': { urgency: 'act', only: 'named' },
  'now if breach': { urgency: 'now', only: 'breached' },
  'now (chair)': { urgency: 'now', only: 'chair' },
  'from major': { urgency: 'now', only: 'from-major' },
};
const SILENT: readonly string[] = ['–', 'policy', 'weekly report'];

function written(cell: string, occasion: Occasion, audience: Audience): Cell | undefined {
  // A question may be put to the supplier, which the rules' row forgets.
  if (occasion === 'information-needed' && audience === 'supplier') return { urgency: 'act', only: 'asked' };
  if (SILENT.includes(cell)) return undefined;
  if (cell === 'now at 80') return ['vote-at-80', 'vote-at-100'].includes(occasion) ? { urgency: 'now' } : undefined;
  // Of a board, those act whose vote is missing.
  if (cell.startsWith('act') && occasion.startsWith('vote')) {
    return { urgency: 'act', only: occasion === 'votes-voided' ? 'voted' : 'awaited' };
  }
  const found = CELLS[cell];
  if (!found) throw new Error(`a cell of the rules that nobody reads: ${cell}`);
  return found;
}

test('9: every cell of the rules’ table is told as it says, and nothing else', () => {
  const rules = readFileSync(join(import.meta.dirname, '../../../docs/rules.md'), 'utf8');
  const chapter = rules.slice(rules.indexOf('## 9. Telling'));
  const rows = [...chapter.matchAll(/^\| (?!event|---)(.+) \|$/gm)].map(([, row = '']) => row.split(' | '));
  expect(rows).toHaveLength(Object.keys(ROWS).length);
  const seen = new Set<Occasion>();
  for (const [name = '', ...cells] of rows) {
    const [, occasions = []] = Object.entries(ROWS).find(([begin]) => name.startsWith(begin)) ?? [];
    for (const occasion of occasions) {
      seen.add(occasion);
      const expected = cells.flatMap((cell, column) =>
        (COLUMNS[column] ?? []).flatMap((audience) => {
          const found = written(cell, occasion, audience);
          return found ? [[audience, found] as const] : [];
        }),
      );
      expect(TABLE[occasion], occasion).toEqual(Object.fromEntries(expected));
    }
  }
  // What goes as planned has no row of its own in the rules: there, "digest by default".
  expect(OCCASIONS.filter((one) => !seen.has(one))).toEqual(['progress']);
  for (const audience of AUDIENCES) expect(TABLE.progress[audience]?.urgency ?? 'digest').toBe('digest');
});
