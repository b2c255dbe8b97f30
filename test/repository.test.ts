/** What strangers and GitHub find in this repository beside the product: our own gate, forms and workflow, and the index of why things are so. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import { issueForm } from '@countersign/github/form/template.ts';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const at = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

test('our own policy is one that the product takes', () => {
  expect(resolvePolicy(at('.github/countersign.yml'))).toMatchObject({ policy: { profile: 'light' } });
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
