import fc from 'fast-check';
import picomatch from 'picomatch';
import { expect, test } from 'vitest';
import { anyGlob } from './glob.ts';
import '../../../test/instruments/seed.ts';

test.each([
  // A folder is a folder.
  ['src/', 'src/a.ts', true, true],
  ['src/', 'lib/src/a.ts', true, false],
  ['src/', 'src', true, false],
  ['src', 'src/deep/a.ts', true, false],
  ['src', 'lib/src/a.ts', true, false],
  ['src', 'lib/src', true, true],
  ['src', 'srcs/a.ts', false, false],
  ['/src', 'src/a.ts', true, false],
  ['/src', 'lib/src/a.ts', false, false],
  ['/src/', 'src/a.ts', true, true],
  ['src/billing', 'src/billing/a.ts', true, false],
  ['src/billing', 'lib/src/billing/a.ts', false, false],
  ['*/src', 'lib/src/a.ts', true, false],
  ['docs/*', 'docs/a.md', true, true],
  ['docs/*', 'docs/deep/a.md', false, false],
  ['docs/**', 'docs', true, false],
  // What frameworks call their folders.
  ['src/(group)/**', 'src/(group)/page.tsx', true, true],
  ['src/(group)/**', 'src/group/page.tsx', false, false],
  ['app/[id]/**', 'app/[id]/page.tsx', true, true],
  ['app/[id]/**', 'app/i/page.tsx', true, true],
  ['app/[...slug]', 'app/[...slug]/page.tsx', true, false],
  ['app/[[...slug]]/**', 'app/[[...slug]]/page.tsx', true, true],
  ['app/@modal/(.)photo/**', 'app/@modal/(.)photo/page.tsx', true, true],
  ['{{cookiecutter.slug}}/**', '{{cookiecutter.slug}}/a.py', true, true],
  ['routes/$id.tsx', 'routes/$id.tsx', true, true],
  ['c++/**', 'c++/a.cc', true, true],
  ['*.[ch]', 'lib/a.c', true, true],
  ['*.[!ch]', 'lib/a.c', false, false],
  ['*.{ts,tsx}', 'src/a.tsx', true, true],
  ['{src,lib}/**', 'lib/deep/a.ts', true, true],
  ['{src/**,lib/*.ts}', 'src/deep/a.ts', true, true],
  // Braces stand for names that are each read by themselves.
  ['{src/,lib/}', 'src/a/rogue.js', true, true],
  ['{/src,/lib}', 'src/a/rogue.js', true, false],
  ['{lib/**,src}', 'src/a/rogue.js', true, false],
  ['{src/*.json,src}', 'src/a/rogue.js', true, false],
  ['src/{a/,b/}', 'src/a/rogue.js', true, true],
  ['{src/*,lib}', 'lib/a/rogue.js', true, false],
  ['{*.ts,src}', 'src/a/rogue.js', true, false],
  ['src/{a,b*}', 'src/a/rogue.js', true, false],
  ['src/{*.ts,gen}', 'src/gen/rogue.js', true, false],
  ['src/{a,{b/,c}}', 'src/b/rogue.js', true, true],
  ['{docs/*,LICENSE}', 'lib/LICENSE', true, true],
  ['{docs,LICENSE}', 'docs/a.md', true, false],
  ['{[a,b],c}', 'b', true, true],
  ['{a{b,c},d', '{ac,d', true, true],
  // Beside letters `**` crosses only where more is covered by it.
  ['src/**.js', 'src/a/rogue.js', true, false],
  ['src**', 'src/a/rogue.js', true, false],
  ['src/a**/b', 'src/a/deep/b', true, false],
  ['src/**/**', 'src', true, false],
  // No sign ends a name.
  ['src/**', 'src/a\nb.ts', true, true],
  ['src/*.ts', 'src/a\u2028b.ts', true, true],
  ['src', 'src/\r\n', true, false],
  ['*', '\n', true, true],
  ['文档/é', '文档/e\u0301/a', true, false],
])('6.1: %s on %j: covered %s, exempt %s', (glob, name, covered, exempt) => {
  expect([anyGlob([glob], 'covered')(name), anyGlob([glob], 'exempt')(name)]).toEqual([covered, exempt]);
});

const segment = fc
  .string({ unit: fc.constantFrom(...'ab.-_+@ é()$'), minLength: 1, maxLength: 4 })
  .filter((one) => !/^\.+$/.test(one));
const piece = fc.oneof(segment, fc.constantFrom('*', '?', '*.b', 'a*', '**', '{a,b}', 'a?b'));

test('6.1: all that was exempt by a glob before is exempt, and no more: as picomatch reads it', () => {
  const marks = /[()$@+]/g;
  const glob = fc.array(piece, { minLength: 1, maxLength: 4 }).map((some) => some.join('/').replace(marks, 'a').trim());
  const name = fc.array(segment, { minLength: 1, maxLength: 5 }).map((some) => some.join('/').replace(marks, 'a'));
  fc.assert(
    fc.property(glob, name, (one, other) => {
      fc.pre(one !== '' && !/^\.\/|\*\*\*|\/$/.test(one));
      const before = picomatch.isMatch(other, one.includes('/') ? one.replace(/^\//, '') : [one, `**/${one}`], {
        dot: true,
        nonegate: true,
      });
      // A file in the place of the folder is no part of it.
      if (!one.endsWith('**')) expect(anyGlob([one], 'exempt')(other)).toBe(before);
      if (!before) expect(anyGlob([one], 'exempt')(other)).toBe(false);
      // What is covered is never less than that.
      if (before) expect(anyGlob([one], 'covered')(other)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('6.1: everything below a folder that is named is covered, however it is written', () => {
  const folders = fc.array(segment, { minLength: 1, maxLength: 3 });
  const way = fc.constantFrom<(path: string) => string>(
    (path) => path,
    (path) => `${path}/`,
    (path) => `/${path}`,
    (path) => `/${path}/`,
    (path) => `${path}/**`,
    (path) => `${path}/**/`,
    (path) => `**/${path}`,
    (path) => `**/${path}/`,
  );
  const below = fc.array(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }).filter((one) => !one.includes('/')),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(folders, way, below, (path, written, inside) => {
      const name = [...path, ...inside].join('/');
      fc.pre(!written(path.join('/')).endsWith('/**/') || inside.length > 1);
      expect(anyGlob([written(path.join('/'))])(name)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('6.1: a glob with braces matches what one of its alternatives matches, in both readings', () => {
  // Each piece with a name that it may stand for, so that about every other name is one that is matched.
  type Piece = readonly [glob: string, name: string];
  const together = (some: readonly Piece[], between: string): Piece => [
    some.map(([glob]) => glob).join(between),
    some.map(([, name]) => name).join(between),
  ];
  const letters = fc.constantFrom<Piece>(
    ['a', 'a'],
    ['b', 'b'],
    ['src', 'src'],
    ['.ts', '.ts'],
    ['*', 'ab'],
    ['**', 'b'],
    ['?', 'a'],
    ['[ab]', 'b'],
    ['[a,b]', ','],
    ['[!a]', 'b'],
  );
  const part = fc.array(letters, { minLength: 1, maxLength: 3 }).map((some) => together(some, ''));
  const edge = fc.constantFrom<Piece>(['', ''], ['/', '']);
  const plain = fc
    .tuple(edge, fc.array(part, { minLength: 1, maxLength: 3 }), edge)
    .map(([first, parts, last]) => together([first, together(parts, '/'), last], ''));
  const either = fc.tuple(plain, plain).map(([one, other]): Piece => [`{${one[0]},${other[0]}}`, other[1]]);
  const inside = fc.oneof(
    plain,
    either,
    fc.tuple(either, plain).map((both) => together(both, '/')),
  );
  const around = fc.constantFrom<Piece>(['', ''], ['', ''], ['src/', 'src/'], ['a', 'a'], ['**/', 'b/']);
  const behind = fc.constantFrom<Piece>(['', ''], ['', ''], ['/', ''], ['/a', '/a'], ['*', 'b'], ['/**', '/b']);
  const folder = fc.constantFrom('a', 'b', 'src', 'a.ts', 'ab', '[ab]');
  const any = fc.array(folder, { minLength: 1, maxLength: 4 }).map((some) => some.join('/'));
  let matched = 0;
  fc.assert(
    fc.property(around, inside, inside, behind, fc.option(any, { freq: 1 }), (before, one, other, after, name) => {
      const path = name ?? together([before, one, after], '')[1];
      for (const reading of ['covered', 'exempt'] as const) {
        const is = (glob: string) => anyGlob([`${before[0]}${glob}${after[0]}`], reading)(path);
        expect(is(`{${one[0]},${other[0]}}`)).toBe(is(one[0]) || is(other[0]));
        if (is(one[0])) matched += 1;
      }
    }),
    { numRuns: 3_000 },
  );
  expect(matched).toBeGreaterThanOrEqual(200);
});

test('6.1: all that is read narrowly is read widely, too', () => {
  const glob = fc.array(fc.constantFrom('a', 'b', '/', '*', '**', '?', '{', ',', '}', '[', ']'), { maxLength: 9 });
  const name = fc.array(fc.constantFrom('a', 'b', 'ab', '{a'), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(glob, name, (some, path) => {
      if (anyGlob([some.join('')], 'exempt')(path.join('/')))
        expect(anyGlob([some.join('')], 'covered')(path.join('/'))).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

test('6.1: no glob makes a long name take long', () => {
  const name = `${'a'.repeat(2_000)}/${'a/'.repeat(500)}b`;
  for (const glob of [
    '*a'.repeat(200),
    '**/a/'.repeat(100),
    '{a,aa}*'.repeat(7),
    '[ab]*'.repeat(150),
    'a**'.repeat(200),
  ])
    expect(anyGlob([`${glob}c`])(name)).toBe(false);
});

test.each([
  '{a,aa}'.repeat(100),
  '{a,{a,{a,b}}}*'.repeat(40),
  `{${'a,'.repeat(200)}a}`,
  `${'a'.repeat(900)}{a,b,c}{a,b,c}{a,b,c}`,
])('6.1: what stands for too many names opens nothing (%#)', (glob) => {
  expect([anyGlob([glob])('x'), anyGlob([glob], 'exempt')('a'.repeat(100))]).toEqual([true, false]);
});

/** Two thousand letters of a policy, which stand for thousands of globs. */
const HEAVY = Array.from({ length: 40 }, (_, at) => `${'{a,b}'.repeat(7)}*${at % 10}*a*a*`);
/** Each leads through other states. */
const MANY = Array.from({ length: 400 }, (_, at) => `${'ab'.repeat(20)}${at}${'a'.repeat(60)}x`);

test('6.1: where globs would take more work than a policy may cause, a name is covered and none is exempt', () => {
  const covered = anyGlob([...HEAVY, 'src/**']);
  const exempt = anyGlob([...HEAVY, 'docs/**'], 'exempt');
  expect([covered('lib/z'), exempt('docs/a.md')]).toEqual([false, true]);
  for (const name of MANY) {
    covered(name);
    exempt(name);
  }
  expect([covered('bin/new-name'), exempt('docs/new-name.md')]).toEqual([true, false]);
});

test('6.1: a thousand usual globs tell thousands of files apart', () => {
  const usual = Array.from({ length: 1000 }, (_, at) => `packages/part-${at}/**/*.{ts,tsx,css}`);
  const covered = anyGlob(usual);
  for (let at = 0; at < 3000; at += 1)
    expect(covered(`packages/part-${at % 1200}/src/some/folder-${at}/a-file-of-some-name.ts`)).toBe(at % 1200 < 1000);
});
