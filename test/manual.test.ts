/** Holds what the Jira manuals call by a name to what the product calls it: buttons, tabs, pages, statuses, link types, rules. */
import { readFile } from 'node:fs/promises';
import { STAGES } from '@countersign/core/change/stage.ts';
import { message } from '@countersign/core/text/catalogue.ts';
import type { Locale } from '@countersign/core/text/locale.ts';
import { WORDS } from '@countersign/jira/port/words.ts';
import { statusName } from '@countersign/jira/setup/sitewide.ts';
import { setupWords } from '@countersign/jira/setup/words.ts';
import { expect, test } from 'vitest';
import { MANIFEST, manifest } from './instruments/manifest.ts';

/** Jira's own menus and pages: its names, not ours. */
const JIRAS: Readonly<Record<Locale, readonly string[]>> = {
  en: ['⚙', 'Apps', 'Create', 'Project settings', 'Workflows', 'Switch scheme'],
  'zh-CN': ['⚙', '应用', '创建', '空间', '项目设置', '工作流', '切换方案'],
};

/** Every text in it, however deep. */
function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

/** What Jira shows of the manifest as it stands there, in every language. */
function titles(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    typeof one === 'string' && (key === 'title' || key === 'name') ? [one] : titles(one),
  );
}

/** How a page marks a name: English in emphasis, Chinese in its quotation marks. */
const MARKED = { en: /(?<!\*)\*(?![*\s])([^*\n]+?)\*(?!\*)/g, 'zh-CN': /“([^”\n]+)”/g } as const;

/** Names as a page marks them, outside of code; a path through menus is a name for each step. */
function named(page: string, locale: keyof typeof MARKED): readonly string[] {
  const prose = page.replaceAll(/^```.*?^```/gms, '').replaceAll(/`[^`\n]*`/g, '');
  const found = [...prose.matchAll(MARKED[locale])].map(([, name]) => name ?? '');
  return found.flatMap((name) => name.split(' → '));
}

test.each([
  ['jira.md', 'en', 'en-US.json'],
  ['jira.zh-CN.md', 'zh-CN', 'zh-CN.json'],
] as const)('every name in %s is the product’s own, or one of Jira’s menus', async (name, locale, titled) => {
  const ours = [
    ...Object.values(WORDS[locale]),
    ...texts(setupWords(locale)),
    message(locale, 'status.former-member'),
    ...STAGES.map((stage) => statusName(stage, locale)),
    ...texts(JSON.parse(await readFile(new URL(`packages/jira/locales/${titled}`, MANIFEST), 'utf8'))),
    ...titles(manifest().modules),
  ];
  const known = new Set([...ours, ...JIRAS[locale]]);
  // A name that goes on with what it is about ends with three dots in the manual.
  const isKnown = (one: string) =>
    known.has(one) || (one.endsWith('…') && ours.some((text) => text.startsWith(`${one.replace(/[\s…]+$/, '')}`)));
  const names = named(await readFile(new URL(`docs/${name}`, MANIFEST), 'utf8'), locale);
  expect(names.length).toBeGreaterThan(35);
  expect([...new Set(names)].filter((one) => !isKnown(one))).toEqual([]);
  expect(JIRAS[locale].filter((one) => !names.includes(one))).toEqual([]);
});

test.each([
  ['en', 'en-US.json'],
  ['zh-CN', 'zh-CN.json'],
] as const)('a page of Jira has the title of the menu that leads to it (%s)', async (locale, titled) => {
  const { project, settings } = JSON.parse(
    await readFile(new URL(`packages/jira/locales/${titled}`, MANIFEST), 'utf8'),
  ) as { project: { register: string }; settings: { policy: string } };
  const words = WORDS[locale];
  expect([project.register, settings.policy]).toEqual([words['register.title'], words['settings.title']]);
});
