/** Shows which files are taken as evidence, and that nothing of a name is left that hides, turns letters round or leads elsewhere. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ENDINGS, MOST_BYTES, readFile } from './evidencefile.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (one) => one.charCodeAt(0));

const PNG = latin('\x89PNG\r\n\x1a\n and so on');
const ZIP = latin('PK\x03\x04 and so on');
const PAGE = bytes('<!doctype html><script>alert(1)</script>');

test.each<readonly [string, Uint8Array, unknown]>([
  ['Report 7.pdf', latin('%PDF-1.7 and so on'), { name: 'Report 7.pdf', size: 18, kind: 'pdf' }],
  ['shot.PNG', PNG, { name: 'shot.png', kind: 'picture' }],
  ['shot.jpeg', latin('\xff\xd8\xff\xe0'), { name: 'shot.jpeg', kind: 'picture' }],
  ['shot.webp', latin('RIFF\x01\x02\x03\x04WEBP'), { kind: 'picture' }],
  ['shot.gif', latin('GIF89a'), { kind: 'picture' }],
  ['测试报告.docx', ZIP, { name: '测试报告.docx', kind: 'office' }],
  ['all.zip', ZIP, { kind: 'archive' }],
  ['run.log', bytes('\x1b[32m通过\x1b[0m\r\n'), { kind: 'text' }],
  // Kept as the text that it is: nothing of ours draws it.
  ['page.txt', PAGE, { kind: 'text' }],
  ['shot.png', PAGE, { problem: 'disguised' }],
  ['shot.png', latin('\xff\xd8\xff\xe0'), { problem: 'disguised' }],
  ['shot.webp', latin('RIFF\x01\x02\x03\x04WAVE'), { problem: 'disguised' }],
  ['report.pdf', ZIP, { problem: 'disguised' }],
  ['run.txt', PNG, { problem: 'disguised' }],
  ['run.txt', latin('caf\xe9'), { problem: 'disguised' }],
  ['run.txt', bytes('a\u0000b'), { problem: 'disguised' }],
  ['report.html', PAGE, { problem: 'no-such-kind' }],
  ['shot.svg', bytes('<svg onload="alert(1)"/>'), { problem: 'no-such-kind' }],
  ['report.pdf.exe', latin('%PDF-'), { problem: 'no-such-kind' }],
  ['sheet.xlsm', ZIP, { problem: 'no-such-kind' }],
  ['report', latin('%PDF-'), { problem: 'no-such-kind' }],
  ['', latin('%PDF-'), { problem: 'no-such-kind' }],
  // What is seen ends in “fdp.exe” where letters turn the others round.
  ['report\u202efdp.exe', latin('%PDF-'), { problem: 'no-such-kind' }],
  ['report.pdf', new Uint8Array(0), { problem: 'empty' }],
  ['report.txt', new Uint8Array(MOST_BYTES).fill(0x61), { size: MOST_BYTES }],
  ['report.txt', new Uint8Array(MOST_BYTES + 1).fill(0x61), { problem: 'too-large' }],
])('%s', (called, held, read) => {
  expect(readFile(called, held)).toMatchObject(read as object);
});

test.each([
  ['../../etc/passwd.txt', 'passwd.txt'],
  ['C:\\Users\\mei\\Report.pdf.txt', 'Report.pdf.txt'],
  ['a\r\nSet-Cookie: x=1.txt', 'aSet-Cookie_ x=1.txt'],
  ['\u202ecod.elif\u202c.txt', 'cod.elif.txt'],
  ['zero\u200bwidth\ufeff.txt', 'zerowidth.txt'],
  ['...hidden.txt', 'hidden.txt'],
  ['.txt', 'file.txt'],
  ['a "quoted" <name>|?*.txt', 'a _quoted_ _name____.txt'],
  ['  a \u3000 b .txt', 'a b.txt'],
  [`${'长'.repeat(500)}.txt`, `${'长'.repeat(116)}.txt`],
])('%j is called %j', (called, name) => {
  expect(readFile(called, bytes('x'))).toMatchObject({ name });
});

test('whatever a file is called, its name on record is one line without folders, is read as itself, and ends as it is kept', () => {
  const piece = fc.constantFrom(
    '..',
    '/',
    '\\',
    '\r\n',
    '\u202e',
    '\u200f',
    '\u0000',
    '"',
    '%2e',
    ' ',
    '.',
    'é',
    '报',
    'a.',
    '\ud800',
  );
  const called = fc
    .array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 12 })
    .map((all) => `${all.join('')}.txt`);
  fc.assert(
    fc.property(called, (one) => {
      const read = readFile(one, bytes('x'));
      if ('problem' in read) throw new Error(read.problem);
      expect(read.name).toMatch(/^[^/\\"<>:|?*\p{C}\p{Zl}\p{Zp}]{1,116}\.txt$/u);
      expect(read.name).not.toMatch(/^[. ]|\s\s|\s\.txt$/);
      expect(readFile(read.name, bytes('x'))).toEqual(read);
    }),
  );
});

test('every ending that is taken is asked of what the file holds', () => {
  for (const ending of ENDINGS) expect(readFile(`x.${ending}`, latin('\x00\x01'))).toEqual({ problem: 'disguised' });
});
