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

test('the row of a policy key in docs/develop.md has every part that a row needs', () => {
  const [, row = ''] = /'second-assessor': key\(\{([\s\S]*?)\n {3}\}\),/.exec(developing) ?? [];
  const parts = [...row.matchAll(/^ {5}'?([\w-]+)'?:/gm)].map(([, part]) => part);
  expect(parts).toEqual(Object.keys(KEYS.acceptance));
});

test('the keys in docs/policy.md and docs/policy.schema.json are as their rows say: `npm run docs`', () => {
  const page = readFileSync(new URL('../docs/policy.md', import.meta.url), 'utf8');
  expect(page).toBe(withKeyTable(page));
  const explained = [...page.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, key]) => key);
  expect(explained).toEqual(KEY_NAMES);
  const schema = readFileSync(new URL('../docs/policy.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(schema)).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
});
