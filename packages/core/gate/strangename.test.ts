import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyGlob } from './glob.ts';

/** Anything that Git takes for the name of one file or folder: every character but the slash and U+0000, and not one or two dots alone. */
const SEGMENT = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
      fc.constantFrom(
        '\n',
        '\r',
        '\r\n',
        '\u2028',
        '\u2029',
        '\u0085',
        '\\',
        '*',
        '?',
        '[',
        '(',
        '!',
        '{',
        '~',
        '.',
        ' ',
      ),
      fc.constantFrom('\ufffd', '\u202e', '\u200b', '\t', '\u001b', '"', "'", 'a'),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join('').replaceAll(/[/\0]/g, '_'))
  .filter((name) => name !== '' && name !== '.' && name !== '..');

test.each(['\n', '\r', '\u2028', '\u2029'])('6.1: a name with %j in it lies in its folder', (character) => {
  for (const glob of ['src/**', 'src/*', '**', '*', '**/*.ts', '*.ts'])
    expect(anyGlob([glob])(`src/a${character}b.ts`), glob).toBe(true);
  expect(anyGlob(['docs/**'])(`src/a${character}docs/b.ts`)).toBe(false);
});

test('6.1: whatever a file is called, a folder that is covered covers it, and one that is exempt exempts no other', () => {
  fc.assert(
    fc.property(fc.array(SEGMENT, { minLength: 1, maxLength: 4 }), (parts) => {
      const name = parts.join('/');
      expect(anyGlob(['src/**'])(`src/${name}`)).toBe(true);
      expect(anyGlob(['**'])(`src/${name}`)).toBe(true);
      expect(anyGlob(['docs/**'])(`src/${name}`)).toBe(false);
    }),
    { numRuns: 500 },
  );
});
