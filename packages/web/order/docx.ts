/** A change order as a Word file. The same record and language give the same bytes: it is dated by when the record was last written. */
import { type Difference, difference } from '@countersign/core/text/difference.ts';
import { readable } from '@countersign/core/text/readable.ts';
import { capital, type Value } from '@countersign/core/view/sentence.ts';
import { type DocxPart, type DocxRun, docxFile } from '../docx.ts';
import type { Voice } from '../markup.ts';
import type { OrderFacts } from './port.ts';
import { type Cell, type Part, type Sheet, sheetOf } from './sheet.ts';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export function docxOf(voice: Voice, facts: OrderFacts & Required<Pick<OrderFacts, 'order'>>): Uint8Array {
  const { order, label } = facts;
  return docxFile({
    title: `${voice.page('order.title')} ${label}`,
    language: voice.setting.locale,
    at: `${order.record.at.slice(0, 19)}Z`,
    parts: partsOf(voice, sheetOf(order, facts)),
  });
}

function partsOf(voice: Voice, sheet: Sheet): readonly DocxPart[] {
  const { begun } = writing(voice);
  return [
    { kind: 'title', line: [{ text: voice.page('order.title') }] },
    { kind: 'line', line: [{ text: sheet.title, mark: 'strong' }] },
    { kind: 'facts', rows: sheet.facts.map(([name, value]) => [voice.page(name), [{ text: begun(value) }]]) },
    ...sheet.parts.flatMap((part): readonly DocxPart[] => [
      { kind: 'heading', line: [{ text: voice.page(part.name) }] },
      ...bodyOf(voice, part),
    ]),
  ];
}

function bodyOf(voice: Voice, part: Part): readonly DocxPart[] {
  const { begun, said } = writing(voice);
  const line = (...runs: readonly DocxRun[]): DocxPart => ({ kind: 'line', line: runs });
  switch (part.kind) {
    case 'difference':
      return differenceOf(voice, part).map((runs) => line(...runs));
    case 'lines':
      return part.lines.map(({ text, facts }) =>
        line({ text: begun(text) }, ...facts.map((one): DocxRun => ({ text: ` ${said(one)}`, mark: 'quiet' }))),
      );
    case 'table': {
      const heads = part.heads.map((head) => voice.page(head));
      const rows = part.rows.map((row) => row.map((cell, at) => cellOf(voice, cell, at === 0)));
      return [{ kind: 'table', heads, shares: [4, 3, 3, 2], rows }];
    }
    case 'proof':
      return [
        ...part.rows.map(({ of, digest }) => line({ text: `${said(of)}\n` }, { text: digest, mark: 'code' })),
        ...part.made.map((one) => line({ text: said(one), mark: 'quiet' })),
      ];
  }
}

function cellOf(voice: Voice, { text, as, besides }: Cell, isHead: boolean): readonly DocxRun[] {
  const { begun, said } = writing(voice);
  const mark = as === 'digest' ? 'code' : isHead ? 'strong' : undefined;
  const first: DocxRun = { text: as ? said(text) : begun(text), ...(mark ? { mark } : {}) };
  return besides === undefined ? [first] : [first, { text: `\n${begun(besides)}`, mark: 'quiet' }];
}

const runOf = ({ kind, text }: Difference): DocxRun => (kind === 'same' ? { text } : { text, mark: kind });

function differenceOf(
  voice: Voice,
  { before, after }: Extract<Part, { kind: 'difference' }>,
): readonly (readonly DocxRun[])[] {
  if (!before?.length) return [[{ text: readable(after ?? []) }]];
  const runs = difference(readable(before), readable(after ?? [])).map(runOf);
  const legend: readonly DocxRun[] = [
    { text: voice.page('order.removed'), mark: 'removed' },
    { text: '   ' },
    { text: voice.page('order.added'), mark: 'added' },
  ];
  return runs.some(({ mark }) => mark) ? [legend, runs] : [runs];
}

function writing(voice: Voice) {
  const said = (value: Value): string => voice.plain(value);
  /** What somebody else wrote keeps its first letter. */
  return { said, begun: (value: Value): string => (isOurs(value) ? capital(said(value)) : said(value)) };
}

const isOurs = (value: Value): boolean =>
  typeof value === 'object' && ('id' in value || 'both' in value || 'choice' in value || 'list' in value);
