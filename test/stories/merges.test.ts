/** What a pull request changes is what a merge of it would do to its base, by whichever way the repository lets it merge (6.1). */
import { addCommit } from '@countersign/sandbox/world/git.ts';
import { moveBranch } from '@countersign/sandbox/world/push.ts';
import type { Commit } from '@countersign/sandbox/world/record.ts';
import { afterEach, expect, test } from 'vitest';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const TEXT = Array.from({ length: 40 }, (_, at) => `${at}`).join('\n');
const OTHER = TEXT.replace('\n20\n', '\nanother()\n');

/** Moves a branch to a commit of these parents that holds these files. */
function put(branch: string, parents: readonly Commit[], files: Commit['files']): Commit {
  const { people, repository } = line.seeded;
  const shas = parents.map((one) => one.sha);
  const made = addCommit(line.world, repository, { parents: shas, message: 'put', author: people.developer, files });
  moveBranch(line.world, repository, { account: people.developer, viaApp: false }, branch, made);
  return made;
}

const push = (branch: string, files: Record<string, string | null>) =>
  line.as('developer').push(branch, 'work', files, 'main');

async function opened(): Promise<number> {
  const pull = line.as('developer').openPull({ title: 'Words', body: '', head: 'work', base: 'main' });
  await line.settled();
  return pull;
}

test.each([
  ['a file', { 'docs/x.js': OTHER }],
  ['a folder, with a file that is new in it', { 'docs/new.js': '1' }],
])('6.1: %s that the base moved out of what is exempt is not exempt by its old name', async (_, edits) => {
  line = await openLine();
  push('main', { 'docs/x.js': TEXT });
  push('work', edits);
  push('main', { 'docs/x.js': null, 'src/x.js': TEXT });
  const pull = await opened();
  expect(line.check(pull)).toMatchObject({
    conclusion: 'action_required',
    title: expect.stringContaining('its base may have moved or removed'),
  });
});

test('6.1: a folder that the head moves takes along what the base put into it, so it is not exempt by what was in it before', async () => {
  line = await openLine();
  push('main', { 'lib/a.md': TEXT, 'docs/own.md': '1' });
  push('main', { 'lib/b.md': TEXT.replaceAll('1', '2') });
  line.as('owner').editFile('.github/countersign.yml', policy().replace('"docs/**"', '"docs/**", "lib/*.md"'));
  push('work', { 'lib/a.md': null, 'lib/b.md': null, 'docs/a.md': TEXT, 'docs/b.md': TEXT.replaceAll('1', '2') });
  push('main', { 'lib/run.js': '1' });
  const pull = await opened();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('6.1: what was approved and is undone by a merge of two histories that met twice needs a request', async () => {
  line = await openLine();
  push('main', { 'src/guard.js': 'old' });
  const fix = push('fix', { 'src/guard.js': 'new' });
  const other = push('main', { 'src/other.js': '1' });
  put('main', [other, fix], { ...other.files, 'src/guard.js': 'new' });
  put('work', [other, fix], { ...other.files, 'docs/words.md': 'x' });
  const pull = await opened();
  expect(line.check(pull)).toMatchObject({
    conclusion: 'action_required',
    title: expect.stringContaining('met more than once'),
  });
});

test('6.1: where commits are rebased one by one, each counts: their sum hides what they undo', async () => {
  line = await openLine();
  push('main', { 'src/guard.js': 'old' });
  push('work', { 'src/guard.js': 'new' });
  push('work', { 'src/guard.js': 'old', 'docs/a.md': 'x' });
  push('main', { 'src/guard.js': 'new' });
  const pull = await opened();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required', title: expect.stringContaining('1 file') });
});

const policy = () => line.seeded.repository.commits.get(headOf('main'))?.files['.github/countersign.yml'] ?? '';
const headOf = (branch: string) => line.seeded.repository.refs.get(`refs/heads/${branch}`) ?? '';
