/**
 * A change order as a Word file. The same record and language give the same bytes: the library writes down when it ran, so that is replaced by
 * when the record was last written, and the parts are zipped anew without a time.
 */
import { type Difference, difference } from '@countersign/core/text/difference.ts';
import { readable } from '@countersign/core/text/readable.ts';
import { capital, type Value } from '@countersign/core/view/sentence.ts';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Voice } from '../markup.ts';
import { writable } from '../xmltext.ts';
import type { OrderFacts } from './port.ts';
import { type Cell, type Part, type Proof, type Row, type Sheet, sheetOf } from './sheet.ts';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const WRITER = 'Countersign';
const FONT = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: 'Microsoft YaHei', cs: 'Calibri' } as const;
/** Half points. */
const SIZE = { text: 21, small: 17, head: 24, title: 36 } as const;
/** Twentieths of a point: A4 with margins of 2 cm, and what stands between them. */
const PAGE = { width: 11_906, height: 16_838, margin: 1_134 } as const;
const WIDE = PAGE.width - 2 * PAGE.margin;
const GREY = '595959';
const MONO = { font: 'Consolas', size: SIZE.small } as const;

/** It is large, and most servers never need it before somebody asks. */
const library = () => import('docx');
type Library = Awaited<ReturnType<typeof library>>;

export async function docxOf(
  voice: Voice,
  facts: OrderFacts & Required<Pick<OrderFacts, 'order'>>,
): Promise<Uint8Array> {
  const word = await library();
  const sheet = sheetOf(facts.order, facts);
  const { Document, Packer } = word;
  const isChinese = voice.setting.locale === 'zh-CN';
  const title = writable(`${voice.page('order.title')} ${facts.label}`);
  const document = new Document({
    ...{ title, creator: WRITER, lastModifiedBy: WRITER },
    styles: {
      default: {
        document: {
          run: { font: FONT, size: SIZE.text, language: { value: isChinese ? 'zh-CN' : 'en-GB', eastAsia: 'zh-CN' } },
          paragraph: { spacing: { after: 80 } },
        },
        title: { run: { size: SIZE.title, bold: true, font: FONT }, paragraph: { spacing: { after: 120 } } },
        heading1: {
          run: { size: SIZE.head, bold: true, font: FONT },
          paragraph: { spacing: { before: 240, after: 80 }, keepNext: true },
        },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: { top: PAGE.margin, bottom: PAGE.margin, left: PAGE.margin, right: PAGE.margin },
          },
        },
        children: bodyOf(word, voice, sheet),
      },
    ],
  });
  return stamped(await Packer.toBuffer(document), facts.order.record.at);
}

function bodyOf(word: Library, voice: Voice, sheet: Sheet) {
  const { Paragraph, HeadingLevel } = word;
  const { run } = writing(word, voice);
  const headed = (text: string, heading: 'TITLE' | 'HEADING_1') =>
    new Paragraph({ heading: HeadingLevel[heading], children: run(text) });
  return [
    headed(voice.page('order.title'), 'TITLE'),
    new Paragraph({ children: run(sheet.title, { bold: true }) }),
    tableOf(
      word,
      voice,
      sheet.facts.map(([name, value]) => [{ text: { choice: voice.page(name) } }, { text: value }]),
      [1, 3],
    ),
    ...sheet.parts.flatMap((part) => [headed(voice.page(part.name), 'HEADING_1'), ...partOf(word, voice, part)]),
  ];
}

function partOf(word: Library, voice: Voice, part: Part) {
  const { Paragraph } = word;
  const { run, begun, said } = writing(word, voice);
  switch (part.kind) {
    case 'difference':
      return differenceOf(word, voice, part);
    case 'lines':
      return part.lines.map(
        ({ text, facts }) =>
          new Paragraph({
            children: [...run(begun(text)), ...facts.flatMap((one) => run(` ${said(one)}`, { color: GREY }))],
          }),
      );
    case 'table': {
      const heads = part.heads.map((head): Cell => ({ text: { choice: voice.page(head) } }));
      return [tableOf(word, voice, [heads, ...part.rows], [4, 3, 3, 2], true)];
    }
    case 'proof':
      return [
        ...part.rows.map(({ of, digest }: Proof) => {
          const small = { size: SIZE.small };
          return new Paragraph({
            children: [...run(said(of), small), ...run(`\n${digest}`, { ...small, ...MONO })],
          });
        }),
        ...part.made.map((one) => new Paragraph({ children: run(said(one), { size: SIZE.small, color: GREY }) })),
      ];
  }
}

const MARKED: Readonly<Record<Difference['kind'], Look>> = {
  same: {},
  added: { underline: {} },
  removed: { strike: true, color: GREY },
};

function differenceOf(word: Library, voice: Voice, { before, after }: Extract<Part, { kind: 'difference' }>) {
  const { Paragraph } = word;
  const { run } = writing(word, voice);
  const runs: readonly Difference[] = before?.length
    ? difference(readable(before), readable(after ?? []))
    : [{ kind: 'same', text: readable(after ?? []) }];
  const isMarked = runs.some(({ kind }) => kind !== 'same');
  const legend = [
    ...run(voice.page('order.removed'), { ...MARKED.removed, size: SIZE.small }),
    ...run('   ', { size: SIZE.small }),
    ...run(voice.page('order.added'), { ...MARKED.added, size: SIZE.small }),
  ];
  return [
    ...(isMarked ? [new Paragraph({ children: legend })] : []),
    new Paragraph({ children: runs.flatMap(({ kind, text }) => run(text, MARKED[kind])) }),
  ];
}

/** @param shares of the width, one for each column */
function tableOf(word: Library, voice: Voice, rows: readonly Row[], shares: readonly number[], isHeaded = false) {
  const { Paragraph, Table, TableCell, TableRow, WidthType, TableLayoutType } = word;
  const { run, begun, said } = writing(word, voice);
  const all = shares.reduce((sum, one) => sum + one, 0);
  const widths = shares.map((one) => Math.floor((WIDE * one) / all));
  const margins = { top: 50, bottom: 50, left: 100, right: 100 };
  return new Table({
    width: { size: WIDE, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: rows.map(
      (row, index) =>
        new TableRow({
          cantSplit: true,
          tableHeader: isHeaded && index === 0,
          children: row.map(({ text, as, besides }, at) => {
            const bold = isHeaded ? index === 0 : at === 0;
            const small = besides === undefined ? [] : run(`\n${begun(besides)}`, { size: SIZE.small, color: GREY });
            return new TableCell({
              width: { size: widths[at] ?? 0, type: WidthType.DXA },
              margins,
              children: [
                new Paragraph({
                  spacing: { after: 0 },
                  children: [
                    ...run(as ? said(text) : begun(text), { bold, ...(as === 'digest' ? MONO : {}) }),
                    ...small,
                  ],
                }),
              ],
            });
          }),
        }),
    ),
  });
}

interface Look {
  readonly bold?: boolean;
  readonly strike?: boolean;
  readonly underline?: Record<string, never>;
  readonly color?: string;
  readonly size?: number;
  readonly font?: string;
}

function writing({ TextRun }: Library, voice: Voice) {
  const said = (value: Value) => voice.plain(value);
  return {
    said,
    /** What somebody else wrote keeps its first letter. */
    begun: (value: Value) => (isOurs(value) ? capital(said(value)) : said(value)),
    /** A line feed begins a new line of the same paragraph. */
    run: (text: string, look: Look = {}) => {
      const [first = '', ...others] = writable(text).split('\n');
      const lines = others.map((line) => new TextRun({ ...look, text: line, break: 1 }));
      return [new TextRun({ ...look, text: first }), ...lines];
    },
  };
}

const isOurs = (value: Value): boolean =>
  typeof value === 'object' && ('id' in value || 'both' in value || 'choice' in value || 'list' in value);

const PROPERTIES = 'docProps/core.xml';
/** Zips know no earlier day, and no zone: the parts of a local time are what is written. */
const NO_TIME = new Date(1980, 0, 1);

/** @param at UTC instant */
function stamped(file: Uint8Array, at: string): Uint8Array {
  const parts = unzipSync(file);
  const properties = strFromU8(parts[PROPERTIES] ?? new Uint8Array());
  const moment = `${at.slice(0, 19)}Z`;
  const timeless = properties.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${moment}`);
  return zipSync({ ...parts, [PROPERTIES]: strToU8(timeless) }, { mtime: NO_TIME });
}
