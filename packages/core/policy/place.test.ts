import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyGlob } from '../gate/glob.ts';
import { mergeGate } from '../gate/merge.ts';
import { catalogue } from '../text/catalogue.ts';
import { LOCALES } from '../text/locale.ts';
import { misplacedAmong } from './place.ts';
import { problemSentence } from './problem.ts';
import { resolvePolicy } from './resolve.ts';
import '../../../test/instruments/seed.ts';

const policy = (merge: object) =>
  resolvePolicy(`profile: light\nroles: {lead: ["@a"], customer: ["@b"]}\ngates:\n  merge: ${JSON.stringify(merge)}\n`);

/** What the gate says to a pull request that changes one file: `open`, `closed`, or what is wrong with the policy. */
function gate(merge: object, file: string, base = 'main'): string {
  const resolved = policy(merge);
  if ('problems' in resolved)
    return resolved.problems.map((one) => `${one.code}@${one.line} ${one.values.meant}`).join(', ');
  const verdict = mergeGate(
    { kind: 'in-force', policy: resolved.policy },
    { author: 'dev', base, files: [file], named: [] },
  );
  return verdict.open ? 'open' : 'closed';
}

test.each([
  [{ paths: ['src/'] }, 'src/a.ts', 'closed'],
  [{ paths: ['src'] }, 'src/a.ts', 'closed'],
  [{ paths: ['src/(group)/**'] }, 'src/(group)/page.tsx', 'closed'],
  [{ paths: ['^src/.*'] }, 'src/a.ts', 'bad-path@4 src/**'],
  [{ paths: ['src/.*'] }, 'src/a.ts', 'bad-path@4 src/**'],
  [{ paths: ['src/.*\\.tsx?$'] }, 'src/a.ts', 'bad-path@4 src/**/*.tsx?'],
  [{ paths: ['(src|lib)/.*'] }, 'src/a.ts', 'bad-path@4 {src,lib}/**'],
  [{ paths: ['src\\billing\\**'] }, 'src/a.ts', 'bad-path@4 src/billing/**'],
  [{ paths: ['app/\\[id\\]/**'] }, 'app/[id]/a', 'bad-path@4 app/[id]/**'],
  [{ paths: ['C:\\work\\src'] }, 'src/a.ts', 'bad-path@4 work/src'],
  [{ paths: ['./src'] }, 'src/a.ts', 'bad-path@4 src'],
  [{ paths: ['../src'] }, 'src/a.ts', 'bad-path@4 src'],
  [{ paths: ['src/./a'] }, 'src/a', 'bad-path@4 src/a'],
  [{ paths: ['src//a'] }, 'src/a', 'bad-path@4 src/a'],
  [{ paths: ['src '] }, 'src/a.ts', 'bad-path@4 src'],
  [{ paths: [' src'] }, 'src/a.ts', 'bad-path@4 src'],
  [{ paths: ['   '] }, 'src/a.ts', 'bad-path@4 '],
  [{ paths: ['src/\u200b'] }, 'src/a.ts', 'bad-path@4 '],
  [{ paths: ['{,}'] }, 'src/a.ts', 'bad-path@4 '],
  [{ paths: ['{src, lib}'] }, 'lib/a.ts', 'bad-path@4 {src,lib}'],
  [{ paths: ['{./src,lib}'] }, 'src/a.ts', 'bad-path@4 {src,lib}'],
  [{ paths: ['{lib,src/.*}'] }, 'src/a.ts', 'bad-path@4 {lib,src/**/*}'],
  [{ paths: ['{lib,!src}'] }, 'src/a.ts', 'bad-path@4 '],
  [{ paths: ['{src,}'] }, 'src/a.ts', 'bad-path@4 '],
  [{ paths: ['src/{/a,b}'] }, 'src/a', 'bad-path@4 {src/a,src/b}'],
  [{ paths: ['src{,/**}'] }, 'src/a.ts', 'closed'],
  [{ paths: ['{src/,lib/}'] }, 'src/a.ts', 'closed'],
  [{ paths: ['src**'] }, 'src/a.ts', 'closed'],
  [{ paths: ['{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}'] }, 'abababab', 'bad-path@4 '],
  [{ paths: ['/'] }, 'src/a.ts', 'bad-path@4 '],
  [{ paths: ['!docs/**'] }, 'src/a.ts', 'bad-path@4 '],
  [{ paths: ['src/@(a|b)/**'] }, 'src/a/b', 'bad-path@4 src/{a,b}/**'],
  [{ paths: ['src/*(a)'] }, 'src/a', 'bad-path@4 '],
  [{ paths: ['v{1..3}/**'] }, 'v1/b', 'bad-path@4 '],
  [{ paths: ['.git/config'] }, '.git/config', 'bad-path@4 '],
  [{ paths: ['[a-z]+/**'] }, 'src/a', 'bad-path@4 '],
  [
    { paths: ['https://github.com/acme/billing/tree/main/src'] },
    'src/a',
    'bad-path@4 https:/github.com/acme/billing/tree/main/src',
  ],
  [{ paths: ['src/**'], exempt: { paths: ['^docs/'] } }, 'src/a', 'bad-path@4 docs/'],
  [{ exempt: { paths: ['docs/'] } }, 'docs/a.md', 'open'],
  [{ exempt: { paths: ['docs/'] } }, 'src/docs/a.ts', 'closed'],
  [{ exempt: { paths: ['docs'] } }, 'docs/a.md', 'closed'],
  [{ exempt: { paths: ['LICENSE'] } }, 'LICENSE/a.ts', 'closed'],
  [{ exempt: { paths: ['.*'] } }, '.gitignore', 'open'],
  [{ branches: ['refs/heads/main'] }, 'a', 'bad-branch@4 main'],
  [{ branches: ['refs/heads/release/*'] }, 'a', 'bad-branch@4 release/*'],
  [{ branches: ['refs/remotes/origin/main'] }, 'a', 'bad-branch@4 main'],
  [{ branches: ['refs/tags/v1'] }, 'a', 'bad-branch@4 '],
  [{ branches: ['^main$'] }, 'a', 'bad-branch@4 main'],
  [{ branches: ['(main|develop)'] }, 'a', 'bad-branch@4 {main,develop}'],
  [{ branches: ['main|develop'] }, 'a', 'bad-branch@4 '],
  [{ branches: ['release/.*'] }, 'a', 'bad-branch@4 release/**'],
  [{ branches: ['!main'] }, 'a', 'bad-branch@4 '],
  [{ branches: ['main branch'] }, 'a', 'bad-branch@4 '],
  [{ branches: ['[^]'] }, 'a', 'bad-branch@4 '],
  [{ branches: ['release/[^]/x'] }, 'a', 'bad-branch@4 '],
  [{ branches: ['~DEFAULT_BRANCH'] }, 'a', 'bad-branch@4 '],
  [{ branches: ['main '] }, 'a', 'bad-branch@4 main'],
  [{ branches: ['HEAD'] }, 'a', 'bad-branch@4 '],
  [{ branches: ['release/'] }, 'a', 'closed', 'release/2'],
  [{ branches: ['release'] }, 'a', 'closed', 'release/2'],
  [{ branches: ['/main'] }, 'a', 'closed'],
  [{ branches: ['main', '{release/,hotfix/}'] }, 'a', 'closed', 'release/1'],
  [{ branches: ['{main,refs/heads/develop}'] }, 'a', 'bad-branch@4 {main,develop}'],
  [{ branches: ['{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}'] }, 'a', 'bad-branch@4 '],
  [{ branches: ['v[0-9]*'] }, 'a', 'closed', 'v2.1'],
] as readonly [object, string, string, string?][])(
  '6.1: %j and a pull request on %j: %s',
  (merge, file, expected, base = 'main') => {
    expect(gate(merge, file, base)).toBe(expected);
  },
);

test('what is wrong with a name is said with its line, why, and what to write, in both languages', () => {
  const said = (merge: object) => {
    const resolved = policy(merge);
    return 'problems' in resolved
      ? LOCALES.map((locale) => resolved.problems.map((one) => problemSentence(one, catalogue(locale))).join(' '))
      : [];
  };
  expect(said({ paths: ['^src/.*'] })).toEqual([
    'Line 4, gates.merge.paths[0]: “^src/.*” matches no file, or not what it seems to say: it is a regular expression. Here “*” is anything in a folder, “**” anything below, and {a,b} either. Write “src/**”.',
    '第 4 行，gates.merge.paths[0]：“^src/.*”匹配不到文件，或含义与写法不符：这是正则表达式。此处“*”表示同一文件夹内的任意内容，“**”表示其下任意内容，{a,b} 表示任选其一。请写“src/**”。',
  ]);
  expect(said({ paths: ['{a,b}'.repeat(8)] })).toEqual([
    'Line 4, gates.merge.paths[0]: “{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}” matches no file, or not what it seems to say: its braces stand for more than 200 names, or for more than 10,000 letters. Part it into several.',
    '第 4 行，gates.merge.paths[0]：“{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}”匹配不到文件，或含义与写法不符：花括号展开后超过 200 个名称，或总长超过 10,000 个字符。请分成几项来写。',
  ]);
  expect(said({ branches: ['refs/heads/main'] })).toEqual([
    'Line 4, gates.merge.branches[0]: “refs/heads/main” matches no branch: name the branch alone, without “refs/heads/”. Write “main”.',
    '第 4 行，gates.merge.branches[0]：“refs/heads/main”匹配不到分支：只写分支名，不要写“refs/heads/”。请写“main”。',
  ]);
});

const mark = fc.constantFrom(
  '*',
  '**',
  '?',
  '.',
  '..',
  '/',
  '//',
  '!',
  '^',
  '$',
  '\\',
  '[',
  ']',
  '[ab]',
  '[!ab]',
  '{a,b}',
  '(a)',
  '(a|b)',
  '+',
  '@',
  '~',
  ':',
  ' ',
  '.*',
  '.lock',
  'refs/',
  'heads/',
);
const written = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom('src', 'a', 'main', 'release', 'é', '1') },
      { weight: 2, arbitrary: mark },
      { weight: 2, arbitrary: fc.constant('/') },
    ),
    { minLength: 1, maxLength: 7 },
  )
  .map((some) => some.join(''));

/** A name that somebody could have given, by the simplest reading of a glob. */
function witness(glob: string, kind: string): string {
  const letter = (some: string) => (/^\[[!^]/.test(some) ? 'q' : (/[^\s~^:?*[\]\\.@]/.exec(some)?.[0] ?? '?'));
  const named = (one: string): string =>
    one.replace(
      /\[(?:[!^][^/]|[^/!^])[^\]/]*\]|\{([^{},]*),[^{}]*\}|\*+|\?/g,
      (found: string, first: string | undefined) => {
        if (found.startsWith('[')) return kind === 'branches' ? letter(found) : found;
        return found.startsWith('{') ? named(first ?? '') : 'x';
      },
    );
  return named(glob).replace(/^\//, '').replace(/\/$/, '/x');
}

test('6.1: what is taken without a word matches a name that there can be, and covers all below it where it is a folder', () => {
  let taken = 0;
  fc.assert(
    fc.property(written, fc.constantFrom('paths', 'exempt', 'branches'), (glob, kind) => {
      if (misplacedAmong([{ glob, kind }])[0]) return;
      taken += 1;
      const name = witness(glob, kind);
      expect(name).toMatch(kind === 'branches' ? BRANCH : FILE);
      expect(anyGlob([glob], kind === 'exempt' ? 'exempt' : 'covered')(name)).toBe(true);
      if (kind === 'paths' && !/[*?]/.test(glob)) expect(anyGlob([glob])(`${name}/deep/a\nb.ts`)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
  expect(taken).toBeGreaterThanOrEqual(200);
});

const FILE = /^(?!.*(^|\/)(\.{0,2}|\.git)(\/|$))[^\0]+$/;
/** `git check-ref-format`, and no head of its own. */
const BRANCH =
  /^(?!-)(?!HEAD$)(?!refs\/)(?!@$)(?!.*(\.\.|@\{|\/\/|\.lock(\/|$)|(^|\/)\.))[^\p{Cc} ~^:?*[\\]*[^\p{Cc} ~^:?*[\\./]$/u;
