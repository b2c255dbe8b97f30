/** A Word file (ECMA-376) of headings, lines, lists and tables. The same parts give the same bytes: nothing in it is of the clock or of the machine. */
import { strToU8, zipSync } from 'fflate';
import { HEAD, OFFICE, PACKAGE, xmlText } from './officexml.ts';

export interface DocxRun {
  readonly text: string;
  /** Differences are told apart on paper, too: what is added is underlined, what is removed is struck out. */
  readonly mark?: 'added' | 'removed' | 'strong' | 'quiet' | 'code';
}

type DocxLine = readonly DocxRun[];

export type DocxPart =
  | { readonly kind: 'title' | 'heading' | 'line' | 'item'; readonly line: DocxLine }
  /** Two columns, a name and what it says. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [string, DocxLine])[] }
  /** `shares`: of the width, one for each column. */
  | {
      readonly kind: 'table';
      readonly heads: readonly string[];
      readonly shares: readonly number[];
      readonly rows: readonly (readonly DocxLine[])[];
    };

export interface DocxFile {
  readonly title: string;
  /** `en` or `zh-CN` */
  readonly language: string;
  /** UTC instant to the second, `2026-12-01T09:30:00Z`. */
  readonly at: string;
  readonly parts: readonly DocxPart[];
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const CORE = 'application/vnd.openxmlformats-package.core-properties+xml';

/** A4 with margins of 20 mm, in twentieths of a point. */
const PAGE = { width: 11_906, height: 16_838, margin: 1_134 };
const INSIDE = PAGE.width - 2 * PAGE.margin;
/** Of a fact's name. */
const NAME = 2_400;

const FONTS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri" w:eastAsia="Microsoft YaHei"/>';

const style = (id: string, name: string, paragraph: string, run: string): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;

const styles = (language: string): string =>
  `<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr>${FONTS}<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="${language === 'zh-CN' ? 'en-US' : language}" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>${style('Title', 'Title', '<w:spacing w:after="160"/>', '<w:b/><w:sz w:val="36"/><w:szCs w:val="36"/>')}${style('Heading1', 'heading 1', '<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="0"/>', '<w:b/><w:sz w:val="25"/><w:szCs w:val="25"/>')}${style('ListBullet', 'List Bullet', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', '')}</w:styles>`;

const NUMBERING = `<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="285"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;

const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="${TYPE}.numbering+xml"/><Override PartName="/docProps/core.xml" ContentType="${CORE}"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
  'word/_rels/document.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${OFFICE}/numbering" Target="numbering.xml"/></Relationships>`,
  'word/numbering.xml': NUMBERING,
};

const properties = ({ title, language, at }: DocxFile): string =>
  `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dc:creator>Countersign</dc:creator><dc:language>${language}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`;

const MARKS: Readonly<Record<NonNullable<DocxRun['mark']>, string>> = {
  added: '<w:color w:val="1A6B35"/><w:u w:val="single"/>',
  removed: '<w:strike/><w:color w:val="A02020"/>',
  strong: '<w:b/>',
  quiet: '<w:color w:val="595959"/>',
  code: '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:sz w:val="17"/>',
};

function runOf({ text, mark }: DocxRun): string {
  const words = text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) =>
      line
        .split('\t')
        .map((one) => `<w:t xml:space="preserve">${xmlText(one)}</w:t>`)
        .join('<w:tab/>'),
    )
    .join('<w:br/>');
  return `<w:r>${mark ? `<w:rPr>${MARKS[mark]}</w:rPr>` : ''}${words}</w:r>`;
}

const STYLE = { title: 'Title', heading: 'Heading1', item: 'ListBullet', line: '' } as const;

function paragraph(line: DocxLine, styled: string = ''): string {
  return `<w:p>${styled ? `<w:pPr><w:pStyle w:val="${styled}"/></w:pPr>` : ''}${line.map(runOf).join('')}</w:p>`;
}

const EDGES = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((edge) => `<w:${edge} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>`)
  .join('');

function table(widths: readonly number[], rows: readonly (readonly DocxLine[])[], heads?: readonly string[]): string {
  const cell = (line: DocxLine, at: number) =>
    `<w:tc><w:tcPr><w:tcW w:w="${widths[at]}" w:type="dxa"/></w:tcPr>${paragraph(line)}</w:tc>`;
  const row = (cells: readonly DocxLine[], isHead = false) =>
    `<w:tr><w:trPr><w:cantSplit/>${isHead ? '<w:tblHeader/>' : ''}</w:trPr>${cells.map(cell).join('')}</w:tr>`;
  const head = heads
    ? row(
        heads.map((text) => [{ text, mark: 'strong' }]),
        true,
      )
    : '';
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  // Word joins two tables that nothing stands between.
  return `<w:tbl><w:tblPr><w:tblW w:w="${INSIDE}" w:type="dxa"/><w:tblBorders>${EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/><w:bottom w:w="20" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${head}${rows.map((cells) => row(cells)).join('')}</w:tbl>${paragraph([])}`;
}

function partOf(part: DocxPart): string {
  if (part.kind === 'facts')
    return table(
      [NAME, INSIDE - NAME],
      part.rows.map(([name, line]) => [[{ text: name, mark: 'strong' }], line]),
    );
  if (part.kind === 'table') {
    const all = part.shares.reduce((sum, one) => sum + one, 0);
    return table(
      part.shares.map((share) => Math.floor((INSIDE * share) / all)),
      part.rows,
      part.heads,
    );
  }
  return paragraph(part.line, STYLE[part.kind]);
}

/** An archive knows no zone: its first day is written alike everywhere. */
const FIRST_DAY = new Date(1980, 0, 1);

export function docxFile(file: DocxFile): Uint8Array {
  const { width, height, margin } = PAGE;
  const sheet = `<w:sectPr><w:pgSz w:w="${width}" w:h="${height}"/><w:pgMar w:top="${margin}" w:right="${margin}" w:bottom="${margin}" w:left="${margin}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`;
  const parts = {
    ...PARTS,
    'word/styles.xml': styles(file.language),
    'docProps/core.xml': properties(file),
    'word/document.xml': `<w:document xmlns:w="${WORD}"><w:body>${file.parts.map(partOf).join('')}${sheet}</w:body></w:document>`,
  };
  const zipped = Object.entries(parts).map(([path, text]) => [path, strToU8(HEAD + text)] as const);
  return zipSync(Object.fromEntries(zipped), { mtime: FIRST_DAY });
}
