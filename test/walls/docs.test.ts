/** Holds the pages in docs/ to the code: words, the state of each rule, links. */
import { posix } from 'node:path';
import { EN } from '@countersign/core/text/en.ts';
import { ZH_CN } from '@countersign/core/text/zh-CN.ts';
import { expect, test } from 'vitest';
import { filesOf, textOf } from './source.ts';

const files = filesOf();
const pages = files.filter((path) => path.endsWith('.md'));

test('Every state, role and class stands in the glossary under the words that people are shown', () => {
  const glossary = textOf('docs/glossary.md');
  const shown = Object.keys(EN).filter((id) => /^(status\.(stage|role)|impact\.class)\.[a-z-]+$/.test(id));
  expect(shown.length).toBeGreaterThan(25);
  const [en, zh]: Record<string, string>[] = [EN, ZH_CN];
  for (const id of shown) {
    expect(glossary).toContain(`| ${en?.[id]} | ${zh?.[id]} | \`${id.split('.').at(-1)}\` |`);
  }
});

/** Rows of the table and rules that a line of `docs/rules.md` names; `T1–T3` names three. What only refers to another rule (`with 3.4`) is none. */
function rulesIn(line: string): readonly string[] {
  const spans = [...line.matchAll(/\bT(\d+)–T(\d+)\b/g)].flatMap(([, from, to]) =>
    Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => `T${Number(from) + at}`),
  );
  return [...spans, ...(line.match(/(?<!(?:with|see|by) )\b(?:T\d+|\d\.\d)\b(?!–)/g) ?? [])];
}

/** What stands behind a state below a heading, such as `> **Built:** …`; what is said in brackets apart, which is why and not which. */
function statedIn(chapter: string, state: 'Built' | 'In part' | 'Not yet'): readonly string[] {
  const line = new RegExp(`^> \\*\\*${state}:\\*\\*(.*)$`, 'm').exec(chapter)?.[1] ?? '';
  const besides = /\((T\d+ and T\d+) with/.exec(line)?.[1] ?? '';
  return [...new Set([...rulesIn(line.replace(/\([^)]*\)/g, '')), ...rulesIn(besides)])].sort();
}

/**
 * The titles of tests: the first argument of `test` and `story`, and of what their `each` and the like return. A title begins with the rules
 * that it shows, up to its first colon: `T12, 6.4: …`, `4.3 (light): …`.
 */
function rulesShown(): ReadonlySet<string> {
  const tests = files.filter((path) => path.endsWith('.test.ts') && !path.startsWith('test/walls/')).map(textOf);
  const titles = tests.flatMap((text) =>
    [...text.matchAll(/(?:\b(?:test|story)\(|\)\()\s*(['"`])((?:T\d|\d)[^\n]*?)\1\s*,/g)].map(
      ([, , title = '']) => title,
    ),
  );
  return new Set(
    titles.flatMap((title) => {
      const [, named = ''] = /^((?:(?:T\d{1,2}|\d(?:\.\d)?)(?: \([^)]*\))?(?:, | and )?)+):/.exec(title) ?? [];
      return named.match(/T\d{1,2}|\d\.\d|^\d(?= \(|$)/g) ?? [];
    }),
  );
}

const chapters = textOf('docs/rules.md')
  .split(/^(?=## )/m)
  .slice(1);
const STATES = ['Built', 'In part', 'Not yet'] as const;

test('Every rule, and every row of the table, says once how far it is built', () => {
  for (const chapter of chapters) {
    const rules = [...chapter.matchAll(/^(?:\*\*(\d\.\d)\*\*|\| (T\d+) \|)/gm)].map(([, rule, row]) => rule ?? row);
    const stated = STATES.flatMap((state) => statedIn(chapter, state));
    expect(stated.sort()).toEqual(rules.sort());
  }
});

test('What is built, and what is built in part, is named by the title of a test that shows it', () => {
  const shown = rulesShown();
  expect(shown.size).toBeGreaterThan(30);
  const missing = chapters.flatMap((chapter) =>
    [...statedIn(chapter, 'Built'), ...statedIn(chapter, 'In part')].filter((rule) => !shown.has(rule)),
  );
  expect(missing).toEqual([]);
  // The invariants have no numbers of their own: they stand in chapter 1.
  expect(shown.has('1')).toBe(true);
});

test('Every link from one page to another leads to a file', () => {
  const broken = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
      .map(([, target]) => posix.join(posix.dirname(page), target ?? ''))
      .filter((target) => !files.some((path) => path === target || path.startsWith(`${target.replace(/\/$/, '')}/`)))
      .map((target) => `${page} → ${target}`),
  );
  expect(broken).toEqual([]);
});

/** Scripts of npm that a text tells to run, by their names. */
const scriptsIn = (text: string): readonly string[] =>
  [...text.matchAll(/\bnpm run (?:-s )?([a-z][\w:]*(?:-\w+)*)/g)].map(([, name = '']) => name);

test('Every command of npm that a page or a comment names is one of package.json', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
  const named = [...pages, ...files.filter((path) => /\.(tsx?|cjs|ya?ml)$/.test(path))].flatMap((path) =>
    scriptsIn(textOf(path)).map((name) => ({ path, name })),
  );
  expect(new Set(named.map(({ name }) => name)).size).toBeGreaterThan(8);
  expect(named.filter(({ name }) => !(name in scripts)).map(({ path, name }) => `${path}: npm run ${name}`)).toEqual(
    [],
  );
});

test('Every page that a comment in the code names stands in docs/', () => {
  const names = new Set(pages.map((path) => posix.basename(path)));
  const broken = files
    .filter((path) => /\.tsx?$/.test(path))
    .flatMap((path) =>
      [...textOf(path).matchAll(/`(?:[\w-]+\/)*([\w-]+\.md)\b/g)]
        .filter(([, page]) => page && !names.has(page))
        .map(([named]) => `${path}: ${named}`),
    );
  expect(broken).toEqual([]);
});

/** All rules and rows that `docs/rules.md` has, and the numbers of its chapters. */
const RULES: ReadonlySet<string> = new Set([
  ...chapters.map((chapter) => /^## (\d)/.exec(chapter)?.[1] ?? ''),
  ...chapters.flatMap((chapter) =>
    [...chapter.matchAll(/^(?:\*\*(\d\.\d)\*\*|\| (T\d+) \|)/gm)].map(([, rule, row]) => rule ?? row ?? ''),
  ),
]);

/** Rules that a text names as rules: behind the page's name, at the beginning of a test's title, and in the row of a refusal or a reason. */
function rulesNamedIn(path: string): readonly string[] {
  const text = textOf(path);
  const behind = [...text.matchAll(/`?rules\.md`? ((?:(?:T\d+|\d(?:\.\d+)?)(?:(?:, | and |; |–)(?=T?\d))?)+)/g)];
  const rows = [...text.matchAll(/\brule: '([^']+)'/g)];
  const titles = path.endsWith('.test.ts')
    ? [...text.matchAll(/(?:\b(?:test|story)\(|\)\()\s*['"`]((?:(?:T\d+|\d\.\d+)(?: \([^)]*\))?(?:, | and )?)+):/g)]
    : [];
  return [...behind, ...rows, ...titles].flatMap(([, named = '']) => named.match(/T\d+|\d\.\d+|\b\d\b/g) ?? []);
}

test('Every rule that a comment, a test, a refusal or a reason of a gate names stands in rules.md', () => {
  const sources = files.filter((path) => /\.tsx?$/.test(path) && !path.startsWith('test/walls/'));
  const named = sources.flatMap((path) => rulesNamedIn(path).map((rule) => ({ path, rule })));
  expect(new Set(named.map(({ rule }) => rule)).size).toBeGreaterThan(40);
  expect(named.filter(({ rule }) => !RULES.has(rule)).map(({ path, rule }) => `${path}: ${rule}`)).toEqual([]);
});

test('What rules.md says is not yet built is shown by no test: it would be said to be less than it is', () => {
  const shown = rulesShown();
  const understated = chapters.flatMap((chapter) => statedIn(chapter, 'Not yet').filter((rule) => shown.has(rule)));
  expect(understated).toEqual([]);
});

test('Every rule that another one refers to stands in rules.md', () => {
  const prose = chapters.join('').replaceAll(/`[^`]*`/g, '');
  const referred = [
    ...prose.matchAll(/\(((?:T\d+|\d\.\d)(?:, (?:T\d+|\d\.\d))*)\)|\b(?:with|see|by|of|in) (T\d+|\d\.\d)(?![\d %–])/g),
  ].flatMap(([, inBrackets, behind]) => (inBrackets ?? behind ?? '').match(/T\d+|\d\.\d/g) ?? []);
  expect(referred.length).toBeGreaterThan(20);
  expect([...new Set(referred)].filter((rule) => !RULES.has(rule))).toEqual([]);
});

test('A number that rules.md gives for a key of the policy is what holds where nobody sets it', () => {
  const rows = textOf('docs/policy.md').split('\n');
  const held = (key: string) =>
    rows
      .find((row) => row.startsWith(`| \`${key}\` |`))
      ?.split(' | ')
      .at(-1);
  const given = [...textOf('docs/rules.md').matchAll(/(\d+) (?:working )?days \(`([a-z-]+)`\)/g)];
  expect(given.length).toBeGreaterThan(2);
  for (const [, days, key = ''] of given) expect([key, held(key)]).toEqual([key, `${days} |`]);
});
