import { readFileSync } from 'node:fs';
import { KEY_NAMES } from '@countersign/core/policy/key/keys.ts';
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

test('every command that the README names exists', () => {
  for (const [, name = ''] of readme.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(name);
});

test('every file and folder that the README names exists', () => {
  const named = [...readme.matchAll(/`((?:packages|docs|test)\/[\w./-]+)`|\]\(((?:docs\/|LICENSE)[\w./-]*)\)/g)].map(
    ([, code, link]) => code ?? link ?? '',
  );
  expect(named.length).toBeGreaterThan(10);
  for (const path of named)
    expect(() => readFileSync(new URL(`../${path}`, import.meta.url)), path).not.toThrow(/ENOENT/);
});

test('the keys in docs/policy.md and docs/policy.schema.json are as their rows say: `npm run docs`', () => {
  const page = readFileSync(new URL('../docs/policy.md', import.meta.url), 'utf8');
  expect(page).toBe(withKeyTable(page));
  const explained = [...page.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, key]) => key);
  expect(explained).toEqual(KEY_NAMES);
  const schema = readFileSync(new URL('../docs/policy.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(schema)).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
});
