/** The rows of a table, each of which says of its files what becomes of them (`rules.md 6.4`). */
import type { Run } from '../../text/block.ts';
import { changed, isBare, isSaying } from './affirm.ts';
import { denies, hedges } from './denial.ts';
import { isKnownLead } from './lead.ts';
import { type ReadWords, readRuns } from './reading.ts';
import { naming, type Place, type Walked } from './said.ts';
import { asWritten } from './signs.ts';
import { IN_HEADINGS, ZH_HEADING_VERBS } from './verbs.ts';

/** What a column may hold besides what becomes of the file. */
const COLUMNS: readonly { readonly head: RegExp; readonly holds: (cell: string) => boolean }[] = [
  { head: /^(?:#|no\.?|number|id|序号|编号)$/iu, holds: (cell) => /^#?\d*$/.test(cell) },
  { head: /^(?:why|reason|reasons|purpose|原因|理由|目的|用途)$/iu, holds: (cell) => !denies(cell) && !hedges(cell) },
  {
    head: /^(?:owner|owners|by|who|负责人|责任人|执行人)$/iu,
    holds: (cell) => /^(?:@?[\p{L}\w-]+ ?){0,3}$/u.test(cell) && !denies(cell) && !hedges(cell),
  },
  { head: /^(?:notes?|remarks?|comments?|备注)$/iu, holds: (cell) => cell === '' },
];

const ASIDE = new RegExp(
  COLUMNS.slice(1)
    .map(({ head }) => head.source)
    .join('|'),
  'iu',
);
const CHANGES = new RegExp(`\\b(?:${[...IN_HEADINGS].join('|')})\\b|${ZH_HEADING_VERBS.join('|')}`, 'iu');

/** A row stands where each of its cells is understood, and none has no column: a page does not show such a cell. */
export function tableIn(rows: readonly (readonly Run[][])[], { find, within, above }: Place): Walked {
  const [head = [], ...others] = rows.map((cells) => cells.map((cell) => readRuns(cell, find)));
  const heads = head.map(({ words }) =>
    asWritten(words)
      .trim()
      .replace(/^是否|[?？]$/gu, ''),
  );
  const odd = heads.find((one) => one !== '' && !isKnownLead(one) && !COLUMNS.some((column) => column.head.test(one)));
  /** Files with their owners or reasons are an inventory where nothing says that they change. */
  const aside = heads.find((one) => ASIDE.test(one));
  const isOfChanges = heads.some((one) => CHANGES.test(one));
  const unclear = within ?? above().line ?? odd ?? (isOfChanges ? undefined : aside);
  const line = (cells: readonly ReadWords[]) => cells.map(({ words }) => words).join(' | ');
  const inHead = head.flatMap(({ spots }) => spots.map(({ path }) => naming(path, unclear ?? line(head))));
  const inRows = others.flatMap((cells) => {
    const isWhole = cells.length <= heads.length && cells.every((cell, at) => isCellPlain(cell, heads[at] ?? ''));
    const why = unclear ?? (isWhole ? undefined : line(cells));
    return cells.flatMap(({ words, spots }) => {
      const ranges = isBare(words) ? undefined : changed(words);
      return spots.map(({ at, path }) => {
        const isHeld = ranges?.some(({ from, to }) => at >= from && at < to) ?? true;
        return naming(path, why ?? (isHeld ? undefined : line(cells)));
      });
    });
  });
  return { said: [...inHead, ...inRows], above: odd === undefined ? above : () => ({ line: odd }) };
}

function isCellPlain({ words, isStruck }: ReadWords, head: string): boolean {
  const cell = words.trim();
  if (isStruck) return false;
  if (COLUMNS.some((column) => column.head.test(head) && column.holds(asWritten(cell)))) return true;
  return isBare(cell) || isSaying(cell) || changed(cell).length > 0;
}
