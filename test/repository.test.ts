/** What strangers and GitHub find in this repository beside the product: our own gate, forms and workflow, and the index of why things are so. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import { issueForm } from '@countersign/github/form/template.ts';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const at = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

test('our own policy is one that the product takes', () => {
  expect(resolvePolicy(at('.github/countersign.yml'))).toMatchObject({ policy: { profile: 'light' } });
});

test('our own gate covers each step of the schema, and names no place that is gone', () => {
  const { paths = [] } = parse(at('.github/countersign.yml')).gates.merge as { readonly paths?: readonly string[] };
  const steps = [...at('packages/postgres/migrations.ts').matchAll(/from '\.\/(migration\/[^']+)'/g)];
  expect(steps.length).toBeGreaterThan(10);
  const open = steps
    .map(([, step]) => `packages/postgres/${step}`)
    .filter((step) => !paths.some((one) => step.startsWith(one)));
  expect(open).toEqual([]);
  expect(paths.filter((path) => !existsSync(new URL(`../${path}`, import.meta.url)))).toEqual([]);
});

test('our own form of a change request is the one that the product proposes: `npm run docs`', () => {
  expect(at('.github/ISSUE_TEMPLATE/change-request.yml')).toBe(issueForm('light', 'en'));
});

test('what GitHub runs is what anybody runs, and may do no more than read', () => {
  const workflow = parse(at('.github/workflows/check.yml'));
  expect(workflow.permissions).toEqual({ contents: 'read' });
  expect(workflow.jobs.check.steps.map((step: { run?: string }) => step.run).filter(Boolean)).toEqual(['.ci/run']);
});

test('every decision stands once in the index, under its own title', () => {
  const pages = readdirSync(new URL('../docs/decisions', import.meta.url)).filter((name) => name !== 'README.md');
  const listed = [...at('docs/decisions/README.md').matchAll(/^- \[(.*)\]\((.*)\)$/gm)];
  expect(listed.map(([, , page]) => page).sort()).toEqual(pages.sort());
  for (const [, title, page] of listed) expect(at(`docs/decisions/${page}`).split('\n')[0]).toBe(`# ${title}`);
});
