import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { expect, onTestFinished, test } from 'vitest';

const PROGRAM = new URL('./countersign.ts', import.meta.url).href;

/** Runs a command, and says the address of everything that it loads. */
const LOADED = `
import { registerHooks } from 'node:module';
registerHooks({ load: (url, context, next) => { console.log(url); return next(url, context); } });
await import(${JSON.stringify(PROGRAM)});
`;

test.each([
  ['is right', policyTemplate('light', 'en', { lead: 'a', expert: 'b', customer: 'c' }), 0],
  ['is wrong', 'profile: lite\nroles: {}\n', 1],
])('who checks a policy that %s waits neither for the database nor for the server', (_, text, status) => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-loads-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'policy.yml');
  writeFileSync(file, text);
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', LOADED, 'countersign', 'validate', file], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(run.status, run.stderr).toBe(status);
  expect(run.stdout).toContain('/packages/core/policy/resolve.ts');
  expect(run.stdout.split('\n').filter((one) => /\/packages\/(?:postgres|server|web|sandbox)\//.test(one))).toEqual([]);
});
