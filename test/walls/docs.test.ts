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

test('Every rule says once how far it is built, and one that is built is named by a test', () => {
  const named = files.filter((path) => path.endsWith('.test.ts') && !path.startsWith('test/walls/')).map(textOf);
  for (const chapter of textOf('docs/rules.md')
    .split(/^(?=## )/m)
    .slice(1)) {
    const rules = [...chapter.matchAll(/^\*\*(\d\.\d)\*\*/gm)].map(([, rule]) => rule);
    const stated = (state: string) => {
      const line = new RegExp(`^> \\*\\*${state}:\\*\\*(.*)$`, 'm').exec(chapter)?.[1]?.replace(/\([^)]*\)/g, '') ?? '';
      return line.match(/(?<!with )\b\d\.\d\b/g) ?? [];
    };
    expect(['Built', 'In part', 'Not yet'].flatMap(stated).sort()).toEqual(rules);
    for (const rule of stated('Built')) {
      expect(
        named.some((text) => new RegExp(`(?<![\\d.])${rule.replace('.', '\\.')}(?![\\d.])`).test(text)),
        rule,
      ).toBe(true);
    }
  }
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
