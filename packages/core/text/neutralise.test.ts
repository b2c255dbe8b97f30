import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownToText } from './markdown.ts';
import { csvCell, neutralInline } from './neutralise.ts';
import { readable } from './readable.ts';

const ZERO_WIDTH = '\u200b';

test.each([
  ['mention', '@bob', /@[a-z]/i],
  ['team mention', '@acme/board', /@[a-z]/i],
  ['full-width mention', '＠bob', /＠[a-z]/i],
  ['reference', 'fixes #12', /#\d/],
  ['reference elsewhere', 'closes acme/web#12', /#\d/],
  ['old reference', 'GH-12', /gh-\d/i],
  ['key of another tracker', 'ABC-12', /ABC-\d/],
  ['address of an issue', 'resolves https://github.com/acme/web/issues/1', /https:\/\//],
  ['address without protocol', 'www.example.com', /www\.e/],
  ['commit', 'a1b2c3d4e5f6a7b8', /[0-9a-f]{7}/],
  ['reference glued to a mark', '_GH-12', /gh-\d/i],
  ['commit glued to a mark', '_a1b2c3d4e5f6a7b8', /[0-9a-f]{7}/],
  ['emoji', ':+1:', /:\+1:/],
])('user text never becomes a %s (6.3)', (_name, text, found) => {
  expect(text).toMatch(found);
  // What GitHub searches is the rendered words, so read the Markdown first.
  expect(readable(markdownToText(neutralInline(text)))).not.toMatch(found);
});

test('any text stays words: no markup, HTML, link or second block comes of it, and no word is lost', () => {
  const marks = fc.constantFrom(
    '*',
    '_',
    '`',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '|',
    '\\',
    '~',
    '#',
    '-',
    '!',
    '&',
    'amp;',
    'a',
    ' ',
    '\n',
    '$',
    '1.',
    '<!--',
    'http://x.y',
    '```',
    '<b>',
    '=',
    '+',
  );
  fc.assert(
    fc.property(fc.array(marks, { maxLength: 20 }), (parts) => {
      const text = parts.join('');
      const shown = markdownToText(`x ${neutralInline(text)} x`);
      expect(shown).toHaveLength(1);
      expect(shown[0]).toMatchObject({ kind: 'paragraph', runs: [{ kind: 'text' }] });
      const block = shown[0];
      const run = block?.kind === 'paragraph' ? block.runs[0] : undefined;
      expect(run).not.toHaveProperty('link');
      // A line with dollars is kept as its source by the reader; its words are checked by all the others.
      if (text.split('$').length > 2 || run?.kind !== 'text') return;
      expect(run.text.replaceAll(ZERO_WIDTH, '').replaceAll(/\s+/g, ' ')).toBe(`x ${text} x`.replaceAll(/\s+/g, ' '));
    }),
  );
});

test('user text stays inside its table cell', () => {
  const [table] = markdownToText(`| a | b |\n| - | - |\n| ${neutralInline('1 | 2 \\| 3\n| 4')} | end |`);
  if (table?.kind !== 'table') throw new Error('no table');
  expect(table.rows[1]?.map((cell) => cell.map((run) => (run.kind === 'text' ? run.text : '')).join(''))).toEqual([
    '1 | 2 \\| 3 | 4',
    'end',
  ]);
});

test('characters that turn the direction of what follows are written out', () => {
  expect(markdownToText(neutralInline('a \u202eb'))).toEqual(markdownToText('a \\[U+202E\\]b'));
});

test.each([
  ['=1+1', "'=1+1"],
  ['+49', "'+49"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  [' =1', "' =1"],
  ['＝1', "'＝1"],
  ['\u200b=1', "'\u200b=1"],
  ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ['\tx', '"\'\tx"'],
  ['a "b", c', '"a ""b"", c"'],
  ['two\nlines', '"two\nlines"'],
  ['plain', 'plain'],
  ['', ''],
  [-5, '-5'],
])('the cell %j is no formula: %j', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});

test('6.3: no part of a cell is a formula where semicolons, tabs or lines divide cells and quotes protect nothing', () => {
  const marks = fc.constantFrom('=', '+', '-', '@', '＝', '＠');
  const divider = fc.constantFrom(';', '\t', '\r\n', '\n', '; ', ';\t', ';"', ';""');
  const words = fc.constantFrom('', 'a', 'HYPERLINK("http://x","y")', 'cmd|x!A1', '"', "'");
  fc.assert(
    fc.property(fc.array(fc.tuple(words, divider, marks, words), { minLength: 1, maxLength: 4 }), (rows) => {
      const line = `5,${csvCell(rows.flat().join(''))},draft`;
      const cells = line.split(/[;\t\r\n]/).map((cell) => cell.replaceAll('"', ''));
      expect(cells.filter((cell) => /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＠]/u.test(cell))).toEqual([]);
    }),
    { numRuns: 500 },
  );
  expect(csvCell('a; b - c')).toBe('"a; b - c"');
});
