import { readFileSync } from 'node:fs';
import { KEY_NAMES, KEYS } from '@countersign/core/policy/key/keys.ts';
import { withKeyTable } from '@countersign/core/policy/key/page.ts';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import { policyJsonSchema } from '@countersign/core/policy/schema.ts';
import { rulesetCommand } from '@countersign/github/setup/ruleset.ts';
import { withPermissions } from '@countersign/server/permission.ts';
import { expect, test } from 'vitest';
import { STUMBLES } from './instruments/chinesereader.ts';

/** Names of others, in a Chinese page as elsewhere. */
const NAMES =
  /\b(?:Countersign|Slack|(?:Microsoft )?Teams|Lark|Standard Webhooks|SPF|DKIM|HTML|base64|SEC|GitHub(?: Enterprise Server)?|Jira(?: Cloud)?|Forge|PostgreSQL|Node(?: \d+)?|npm|systemd|webhook|Linux|Ctrl\+C|nginx|Caddy|Cloudflare Tunnel|ngrok|Tailscale Funnel|Prometheus|English|PDF|CCB|IANA|ISO(?: \d+(?:-\d+)?)?|IEEE \d+|CMMI|ITIL \d|SOC 2 CC8\.1|21 CFR Part 11|IEC \d+|Apache-2\.0|HTTPS?|JSON|TLS|MB|ID|PR)\b/g;

const at = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const readme = at('README.md');
const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  scripts: Record<string, string>;
};

test('the policy in the README is one that the product takes', () => {
  const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(resolvePolicy(example)).toMatchObject({ policy: { profile: 'standard', locale: 'zh-CN' } });
});

const developing = readFileSync(new URL('../docs/develop.md', import.meta.url), 'utf8');
/** Pages that somebody follows, each beside the same in Chinese. */
const TWINS = [
  ['README.md', 'README.zh-CN.md'],
  ['docs/running.md', 'docs/running.zh-CN.md'],
  ['docs/backup.md', 'docs/backup.zh-CN.md'],
] as const;
const PAGES = [...TWINS.flat(), 'docs/develop.md'].map((path) => [path, at(path)] as const);

test.each(PAGES)('every command that %s names exists', (_, page) => {
  for (const [, name = ''] of page.matchAll(/npm run (?:--silent )?([\w:-]+)/g))
    expect(Object.keys(scripts)).toContain(name);
});

test.each(PAGES)('every file and folder that %s names exists', (name, page) => {
  const named = [...page.matchAll(/`((?:packages|docs|test)\/[\w./-]+)`/g)].map(([, path = '']) => path);
  const linked = [...page.matchAll(/\]\((?!https?:)([\w./-]+)(?:#[\w-]+)?\)/g)].map(([, path = '']) => path);
  expect(linked.length).toBeGreaterThan(2);
  // What an operator makes is not there yet.
  for (const path of named.filter((one) => !one.endsWith('/.env')))
    expect(() => readFileSync(new URL(`../${path}`, import.meta.url)), path).not.toThrow(/ENOENT/);
  for (const path of linked)
    expect(() => readFileSync(new URL(path, new URL(`../${name}`, import.meta.url))), path).not.toThrow(/ENOENT/);
});

/** What is typed: blocks, and commands within a sentence, both without the words that stand for something of the reader's. */
function typed(page: string): readonly string[] {
  const fenced = [...page.matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```$/gm)].filter(([, kind]) => kind !== 'mermaid');
  const blocks = fenced.map(([, , text = '']) => text.replace(/^ +/gm, ''));
  const within = [
    ...page.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '').matchAll(/`([^`\n]*\b(?:npm|systemctl|docker) [^`\n]+)`/g),
  ].map(([, text = '']) => text);
  return [...blocks, ...new Set(within)].map((text) => text.replaceAll(/<[^>]*>/g, '<>')).toSorted();
}

test.each(TWINS)('what %s has people type is what %s has them type, to the letter', (english, chinese) => {
  const [said, saidInChinese] = [typed(at(english)), typed(at(chinese))];
  expect(said.length).toBeGreaterThan(5);
  // It leads to the English page for the one block of JSON, which has no word in it.
  const left = (one: string) => !(english === 'docs/running.md' && one.startsWith('gh api '));
  expect(saidInChinese).toEqual(english === 'README.md' ? said : said.filter(left));
});

test.each([...TWINS.map(([, chinese]) => chinese), 'docs/policy.zh-CN.md'])(
  'a Chinese reader trips over nothing in %s',
  (path) => {
    const said = at(path)
      .replaceAll(/<!--[\s\S]*?-->|```[\s\S]*?```/g, '')
      .replaceAll(/\]\([^)]*\)/g, '')
      .replaceAll(/`[^`\n]*`/g, 'x')
      .replaceAll('**', '')
      .replaceAll(NAMES, 'x')
      .replaceAll('[', '')
      .split('\n');
    const found = said.flatMap((line) =>
      Object.entries(STUMBLES).flatMap(([what, pattern]) => (pattern.test(line) ? [`${what}: ${line}`] : [])),
    );
    expect(found).toEqual([]);
  },
);

test.each([
  ['docs/running.md', 'en'],
  ['docs/running.zh-CN.md', 'zh-CN'],
] as const)('the permissions in %s are those that the app asks for: `npm run docs`', (path, locale) => {
  expect(at(path)).toBe(withPermissions(at(path), locale));
});

test('the ruleset in docs/running.md is the one that the pull request offers', () => {
  expect(at('docs/running.md')).toContain(rulesetCommand(4711, 'acme/billing'));
});

test.each([
  [
    'docs/running.md',
    'a green pull request that is sent to another covered branch',
    'is stopped by the merge queue alone, which asks at the moment of merging',
  ],
  ['docs/running.md', 'Without one, such a merge', 'is recorded as out of process'],
  [
    'docs/running.md',
    '`gates.merge.mode: observe`',
    'Do not require it in a ruleset then, because GitHub counts a neutral check as passed',
  ],
  ['docs/running.zh-CN.md', '启用合并队列', '只有合并队列会在合并的那一刻重新检查'],
  [
    'docs/running.zh-CN.md',
    '`gates.merge.mode: observe`',
    '在此期间请勿在规则集中要求此检查，因为 GitHub 视中性结论为通过',
  ],
])('%s says what a check cannot hold back: of %s, that it %s', (path, subject, said) => {
  const paragraphs = at(path)
    .split('\n\n')
    .map((one) => one.replace(/\s+/g, ' '));
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
