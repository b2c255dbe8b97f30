/** Shows that the manifest is what Atlassian's own validator accepts, and that it names only what exists. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ProcessorBuilder, ValidationTypes } from '@forge/manifest';
import { expect, test } from 'vitest';
import * as handlers from '../src/index.ts';
import { MANIFEST, manifest } from './instruments/manifest.ts';

const { modules, resources, translations } = manifest();

test('Atlassian’s own validator finds nothing wrong with the manifest', async () => {
  const processor = ProcessorBuilder.instance().withValidation(ValidationTypes.FULL).build();
  const before = process.cwd();
  process.chdir(fileURLToPath(new URL('.', MANIFEST)));
  try {
    const { errors } = (await processor.process('manifest.yml')) as {
      errors?: readonly { level: string; message: string }[];
    };
    expect((errors ?? []).filter((one) => one.level === 'error').map((one) => one.message)).toEqual([]);
  } finally {
    process.chdir(before);
  }
});

test('every handler that the manifest names is exported, and every one that is exported is named', () => {
  const named = (modules.function ?? []).map((one) => String(one.handler).replace('index.', ''));
  expect([...named].sort()).toEqual(Object.keys(handlers).sort());
  for (const name of named) expect(typeof (handlers as Record<string, unknown>)[name]).toBe('function');
});

test('every function and resource that a module names is declared, and every declared one is used', () => {
  const functions = new Set((modules.function ?? []).map((one) => one.key));
  const declared = new Set(resources.map((one) => one.key));
  const text = JSON.stringify(Object.fromEntries(Object.entries(modules).filter(([name]) => name !== 'function')));
  const used = (name: string) =>
    new Set([...text.matchAll(new RegExp(`"${name}":"([\\w-]+)"`, 'g'))].map((match) => match[1]));
  expect(used('function')).toEqual(functions);
  expect(used('resource')).toEqual(declared);
  for (const { path } of resources) expect(existsSync(new URL(path, MANIFEST))).toBe(true);
});

test('every title is said in every language, and nothing is translated that no module says', async () => {
  const flat = (value: object, at = ''): readonly string[] =>
    Object.entries(value).flatMap(([name, one]) =>
      typeof one === 'string' ? [at + name] : flat(one as object, `${at}${name}.`),
    );
  const said = [
    ...new Set([...JSON.stringify(modules).matchAll(/"i18n":"([\w.-]+)"/g)].map((match) => match[1])),
  ].sort();
  for (const { path } of translations.resources) {
    const words = JSON.parse(await readFile(new URL(path, MANIFEST), 'utf8')) as object;
    expect([...flat(words)].sort(), path).toEqual(said);
  }
});

test('2.5: every search that the manuals show is indexed, and none shows a cost without its currency', async () => {
  const [{ values }] = modules['jira:entityProperty'] as unknown as [{ values: readonly { searchAlias: string }[] }];
  const indexed = values.map((one) => one.searchAlias);
  for (const name of ['jira.md', 'jira.zh-CN.md']) {
    const text = await readFile(new URL(`docs/${name}`, MANIFEST), 'utf8');
    const shown = [...text.matchAll(/`([^`]*countersign\.[^`]*)`/g)].map((match) => match[1] ?? '');
    expect(shown.length, name).toBeGreaterThan(0);
    for (const search of shown) {
      const named = [...search.matchAll(/countersign\.\w+/g)].map(([alias]) => alias);
      expect(indexed).toEqual(expect.arrayContaining(named));
      expect(named.includes('countersign.cost'), search).toBe(named.includes('countersign.currency'));
    }
  }
});
