import fc from 'fast-check';
import { expect, test } from 'vitest';
import { budget } from './budget.ts';

test('as many lines as fit are kept, the fold is closed, and the cut is told', () => {
  const out = budget(60, 'CUT');
  out.section('<d>', ['1234567890\n', '1234567890\n', '1234567890\n', '1234567890\n', '1234567890\n'], '</d>');
  expect(out.text()).toBe('<d>1234567890\n1234567890\n1234567890\n1234567890\n</d>\n\nCUT');
});

test('what fits is kept as it is, without a word about a cut', () => {
  const out = budget(60, 'CUT');
  out.add('a\n');
  out.section('<d>', ['b\n'], '</d>');
  expect(out.text()).toBe('a\n<d>b\n</d>');
});

test('a section without lines is nothing', () => {
  const out = budget(60, 'CUT');
  out.section('<d>', [], '</d>');
  expect(out.text()).toBe('');
});

test('no text is longer than its limit, and nothing is left out in silence', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ maxLength: 30 })), { maxLength: 6 }),
      fc.integer({ min: 10, max: 200 }),
      (sections, limit) => {
        const out = budget(limit, 'CUT');
        for (const lines of sections) out.section('<', lines, '>');
        const text = out.text();
        expect(text.length).toBeLessThanOrEqual(limit);
        const whole = sections.map((lines) => (lines.length > 0 ? `<${lines.join('')}>` : '')).join('');
        if (text !== whole.trimEnd()) expect(text.endsWith('CUT')).toBe(true);
      },
    ),
  );
});
