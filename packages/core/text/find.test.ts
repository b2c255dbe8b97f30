/** Shows that every part of a text finds it, in both languages, and that nothing else does. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folded, piecesOf, termsOf } from './find.ts';

/** As the database asks: every piece, and for longer words their letters in a row. */
function finds(question: string, text: string): boolean {
  const letters = folded(text);
  const held = new Set(piecesOf(letters));
  const terms = termsOf(question);
  return (
    terms.length > 0 &&
    terms.every((term) => term.pieces.every((one) => held.has(one)) && (term.isShort || letters.includes(term.letters)))
  );
}

test.each([
  ['变更', '需求变更流程', true],
  ['變更', '需求变更流程', true],
  ['更', '需求变更流程', true],
  ['更变', '需求变更流程', false],
  ['导出PDF', '发票导出ｐｄｆ文件', true],
  ['PDF 发票', '发票可以导出为 PDF/A', true],
  ['nvoic', 'Export invoices', true],
  ['EXPORT inv', 'Export invoices', true],
  ['voices export', 'Export invoices', true],
  ['ex', 'Export invoices', true],
  // One or two letters: where a word begins.
  ['xp', 'Export invoices', false],
  ['pdf/a', '发票可以导出为 PDF/A', true],
  ['pdf/b', '发票可以导出为 PDF/A', false],
  ['%', '100 %', false],
  ["'; drop table register; --", 'Export invoices', false],
])('%j in %j: %j', (question, text, is) => {
  expect(finds(question, text)).toBe(is);
});

test('any three letters in a row find the text that they stand in', () => {
  const letter = fc.constantFrom(...'abcxyz019变更需求发票ÄéжΩ 、/-é\u0301');
  fc.assert(
    fc.property(fc.array(letter, { minLength: 3, maxLength: 40 }), fc.nat(), (all, from) => {
      const text = all.join('');
      const [word] = folded(text)
        .split(' ')
        .filter((one) => /[\p{L}\p{N}]/u.test(one) && [...one].length >= 3);
      if (!word) return;
      const some = [...word];
      const at = from % (some.length - 2);
      const part = some.slice(at, at + 3).join('');
      const [term] = termsOf(part);
      // What is folded once more may be other letters only where it was cut between letter and mark.
      if (term && term.letters === part && !term.isShort) expect(finds(part, text)).toBe(true);
    }),
  );
});

test('a text of any length costs only so many pieces', () => {
  const long = Array.from({ length: 60_000 }, (_, at) => String.fromCodePoint(0x4e00 + (at % 20_000))).join('');
  expect(piecesOf(folded(long)).length).toBeLessThan(13_000);
});
