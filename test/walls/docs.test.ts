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
