/** Shows that a clone whose manifest `forge register` changed is updated by `git pull`, and that Forge's own reader then still finds the app's id. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { MANIFEST } from '../../test/instruments/manifest.ts';
import { KEPT, keepAppId } from './appid.ts';

const ID = '0f3c7a52-1d0b-4c55-9a53-5a0a6f1e2b77';
const folders: string[] = [];
afterEach(() => {
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
});

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
    cwd,
    stdio: 'pipe',
  }).toString();

/** What is published, and a clone of it in which somebody registered the app. */
function registered() {
  const [published, clone] = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'countersign-')));
  if (!published || !clone) throw new Error('no folder');
  folders.push(published, clone);
  cpSync(MANIFEST, join(published, 'manifest.yml'));
  writeFileSync(join(published, '.gitignore'), '.countersign/\n');
  git(published, 'init', '-q', '-b', 'main');
  git(published, 'add', '.');
  git(published, 'commit', '-qm', 'First');
  git(clone, 'clone', '-q', published, '.');
  const manifest = join(clone, 'manifest.yml');
  const { app } = parse(readFileSync(manifest, 'utf8')) as { readonly app: { readonly id: string } };
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(app.id, `ari:cloud:ecosystem::app/${ID}`));
  // A newer version has another manifest.
  writeFileSync(
    join(published, 'manifest.yml'),
    readFileSync(join(published, 'manifest.yml'), 'utf8').replace('app:\n', 'app:\n  # A newer one.\n'),
  );
  git(published, 'commit', '-qam', 'Second');
  return { clone, manifest };
}

test('an update by git pull, which a registered manifest stops, goes through once the id is kept apart', () => {
  const { clone, manifest } = registered();
  expect(() => git(clone, 'pull', '-q')).toThrow(/overwritten by merge/);
  expect(keepAppId(clone)).toContain(KEPT);
  expect(git(clone, 'status', '--porcelain')).toBe('');
  git(clone, 'pull', '-q');
  expect(readFileSync(manifest, 'utf8')).toContain('A newer one.');
  expect(readFileSync(join(clone, KEPT), 'utf8')).toBe(`export COUNTERSIGN_APP_ID=${ID}\n`);
});

test('Forge’s reader puts the kept id into the manifest, and one that says nothing in the place of none', () => {
  const { EnvironmentVariableInterpolator } = createRequire(import.meta.url)(
    // Not among what its package exports.
    fileURLToPath(
      new URL('node_modules/@forge/manifest/out/interpolator/environment-variable-interpolator.js', MANIFEST),
    ),
  ) as {
    EnvironmentVariableInterpolator: new (variables: object) => { interpolate(given: object): { app: { id: string } } };
  };
  const manifest = parse(readFileSync(MANIFEST, 'utf8')) as object;
  const idWith = (variables: object) => new EnvironmentVariableInterpolator(variables).interpolate({ manifest }).app.id;
  expect(idWith({ COUNTERSIGN_APP_ID: ID })).toBe(`ari:cloud:ecosystem::app/${ID}`);
  expect(idWith({})).toBe('ari:cloud:ecosystem::app/00000000-0000-0000-0000-000000000000');
});

test('without an id of one’s own nothing is touched, and it is said what to do', () => {
  const { clone, manifest } = registered();
  git(clone, 'checkout', '-q', '--', 'manifest.yml');
  appendFileSync(manifest, '# mine\n');
  expect(() => keepAppId(clone)).toThrow('forge register');
  expect(readFileSync(manifest, 'utf8')).toContain('# mine');
});
