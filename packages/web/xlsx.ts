/** The register as an Excel file (ECMA-376): one sheet whose texts are texts, never formulas, zipped as it is written. */
import { Zip, ZipDeflate } from 'fflate';
import type { Cell, Columns } from './columns.ts';
import { HEAD, OFFICE, PACKAGE, xmlText } from './officexml.ts';
import type { Read } from './spreadsheet.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Numbers of the formats below. */
const STYLE = { day: 1, head: 2, quoted: 3 } as const;

/** A quoted text stays one when somebody edits its cell: without it Excel would read `=1+1` anew. */
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/><xf quotePrefix="1"/></cellXfs></styleSheet>`;

const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': STYLES,
};

const SHEET = 'xl/worksheets/sheet1.xml';
/** Excel takes no longer text in one cell. */
const MOST_LETTERS = 32_767;

function written(text: string): string {
  // Excel reads such a text as a character.
  return xmlText(text.toWellFormed().slice(0, MOST_LETTERS)).replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
}

/** Excel counts days from the last one of 1899, and believes that 1900 was a leap year. */
const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00.000Z`) / 86_400_000 + 25_569;

function cellOf(cell: Cell, style?: number): string {
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  if (typeof cell === 'object') return `<c s="${STYLE.day}"><v>${dayNumber(cell.day)}</v></c>`;
  if (cell === '') return '<c/>';
  return `<c t="inlineStr" s="${style ?? STYLE.quoted}"><is><t xml:space="preserve">${written(cell)}</t></is></c>`;
}

const rowOf = (cells: readonly Cell[], style?: number): string =>
  `<row>${cells.map((cell) => cellOf(cell, style)).join('')}</row>`;

/** @param title of the sheet; Excel takes 31 letters, and some signs not at all */
export async function* xlsxOf(title: string, columns: Columns, { batches }: Read): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const letters = new TextEncoder();
  const name = written(title.replaceAll(/[[\]:*?/\\']/g, ' ').slice(0, 31));
  const workbook = `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  for (const [path, text] of Object.entries({ ...PARTS, 'xl/workbook.xml': workbook })) {
    const part = new ZipDeflate(path);
    zip.add(part);
    part.push(letters.encode(HEAD + text), true);
  }
  const sheet = new ZipDeflate(SHEET);
  zip.add(sheet);
  const put = (text: string, isLast = false) => sheet.push(letters.encode(text), isLast);
  put(
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${rowOf(columns.heads, STYLE.head)}`,
  );
  for await (const rows of batches) {
    put(rows.map((row) => rowOf(columns.cells(row))).join(''));
    yield* ready.splice(0);
  }
  put('</sheetData></worksheet>', true);
  zip.end();
  yield* ready.splice(0);
}
