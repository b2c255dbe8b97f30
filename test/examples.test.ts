import { readFileSync } from 'node:fs';
import { KEY_NAMES, KEYS } from '@countersign/core/policy/key/keys.ts';
import { withKeyTable } from '@countersign/core/policy/key/page.ts';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import { policyJsonSchema } from '@countersign/core/policy/schema.ts';
import { expect, test } from 'vitest';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  scripts: Record<string, string>;
};

test('the policy in the README is one that the product takes', () => {
  const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(resolvePolicy(example)).toMatchObject({ policy: { profile: 'standard', locale: 'zh-CN' } });
});

const developing = readFileSync(new URL('../docs/develop.md', import.meta.url), 'utf8');
const PAGES = [
  ['README.md', readme],
  ['docs/develop.md', developing],
] as const;

test.each(PAGES)('every command that %s names exists', (_, page) => {
  for (const [, name = ''] of page.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(name);
});

test.each(PAGES)('every file and folder that %s names exists', (_, page) => {
  const named = [...page.matchAll(/`((?:packages|docs|test)\/[\w./-]+)`|\]\(((?:docs\/|LICENSE)[\w./-]*)\)/g)].map(
    ([, code, link]) => code ?? link ?? '',
  );
  expect(named.length).toBeGreaterThan(8);
  for (const path of named)
    expect(() => readFileSync(new URL(`../${path}`, import.meta.url)), path).not.toThrow(/ENOENT/);
});

test.each([
  [
    'a green pull request that is sent to another covered branch',
    'is stopped by the merge queue alone, which asks at the moment of merging',
  ],
  ['Without one, such a merge', 'is recorded as out of process'],
  [
    '`gates.merge.mode: observe`',
    'Do not require it in a ruleset then, because GitHub counts a neutral check as passed',
  ],
  ['启用合并队列', '只有合并队列会在合并的那一刻重新检查'],
  ['`gates.merge.mode: observe`', '在此期间请勿在规则集中要求此检查，因为 GitHub 视中性结论为通过'],
])('README says what a check cannot hold back: of %s, that it %s', (subject, said) => {
  const paragraphs = readme.split(/\n\n|\n(?=\d\. )/).map((one) => one.replace(/\s+/g, ' '));
  expect(paragraphs.filter((one) => one.includes(subject) && one.includes(said))).toHaveLength(1);
});

test('the row of a policy key in docs/develop.md has every part that a row needs', () => {
  const [, row = ''] = /'second-assessor': key\(\{([\s\S]*?)\n {3}\}\),/.exec(developing) ?? [];
  const parts = [...row.matchAll(/^ {5}'?([\w-]+)'?:/gm)].map(([, part]) => part);
  expect(parts).toEqual(Object.keys(KEYS.acceptance));
});

test('the keys in docs/policy.md and docs/policy.schema.json are as their rows say: `npm run docs`', () => {
  const page = readFileSync(new URL('../docs/policy.md', import.meta.url), 'utf8');
  expect(page).toBe(withKeyTable(page));
  const chinese = readFileSync(new URL('../docs/policy.zh-CN.md', import.meta.url), 'utf8');
  expect(chinese).toBe(withKeyTable(chinese, 'zh-CN'));
  const explained = [...page.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, key]) => key);
  expect(explained).toEqual(KEY_NAMES);
  const schema = readFileSync(new URL('../docs/policy.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(schema)).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
});
