/** What the README's main command installs: what running needs, and no more. `npm run bench -- --only install` prints what weighs most. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { installed, weightOf } from './instruments/installed.ts';

const MEGABYTES = 1e6;
const at = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

test('what running needs weighs no more than the README says, and at most 350 MB', () => {
  const said = Number(/npm ci --omit=dev[\s\S]*?about (\d+) MB/.exec(at('README.md'))?.[1]);
  const weight = weightOf(installed()) / MEGABYTES;
  expect(weight).toBeLessThanOrEqual(350);
  expect(weight).toBeLessThanOrEqual(said * 1.05);
});

test('no server has to install panels, bundlers or compilers', () => {
  const names = new Set(installed().map((folder) => folder.slice(folder.lastIndexOf('node_modules/') + 13)));
  const strangers = [...names].filter((name) =>
    /^(?:@forge|@atlaskit|@typescript)\/|^(?:react|typescript|rolldown)$/.test(name),
  );
  expect(strangers).toEqual([]);
});

test('whatever runs in production is installed for production', () => {
  // A package of ours whose parts a server loads must find everything among its `dependencies`: vitest would find the others, too.
  const names = new Set(installed().map((folder) => folder.slice(folder.lastIndexOf('node_modules/') + 13)));
  const lacking = ['core', 'postgres', 'github', 'web', 'sandbox', 'server', 'cli'].flatMap((name) =>
    sourcesOf(name).flatMap((source) =>
      [...source.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?from '([^'.][^']*)'/gm)]
        .map(([, from = '']) =>
          from
            .split('/')
            .slice(0, from.startsWith('@') ? 2 : 1)
            .join('/'),
        )
        .filter((from) => !from.startsWith('node:') && !from.startsWith('@countersign') && !names.has(from)),
    ),
  );
  expect(lacking).toEqual([]);
});

/** All but the tests. */
function sourcesOf(name: string): readonly string[] {
  return readdirSync(new URL(`../packages/${name}`, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(?:test|bench)\.ts$/.test(file) && !file.includes('node_modules'))
    .map((file) => at(`packages/${name}/${file}`));
}
