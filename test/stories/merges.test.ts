/** What a pull request changes is what a merge of it would do to its base, by whichever way the repository lets it merge (6.1). */
import { addCommit } from '@countersign/sandbox/world/git.ts';
import { moveBranch } from '@countersign/sandbox/world/push.ts';
import type { Commit } from '@countersign/sandbox/world/record.ts';
import type { Occurrence } from '@countersign/sandbox/world/world.ts';
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

test('6.1: a branch that is brought up to date is asked for what it differs in, and nothing else', async () => {
  line = await openLine();
  push('main', { 'docs/x.js': TEXT });
  push('work', { 'docs/x.js': OTHER });
  const moved = push('main', { 'docs/x.js': null, 'docs/y.js': TEXT });
  const pull = await opened();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  put('work', [moved], { ...moved.files, 'docs/y.js': OTHER });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
});

test('6.1: exempt work stays exempt beside what the base does elsewhere, in its folder and to its file, and after it took that in', async () => {
  line = await openLine();
  push('main', { 'docs/x.js': TEXT, 'docs/a/b.md': '1', 'docs/gone.md': '1' });
  push('work', { 'docs/x.js': OTHER, 'docs/new.md': '1' });
  const own = push('work', { 'docs/new.md': '2', 'docs/a/new.md': '1' });
  const main = push('main', { 'docs/x.js': `${TEXT}\nend`, 'docs/gone.md': null, 'src/a.js': '1', 'docs/a/b.md': '2' });
  const pull = await opened();
  expect(line.check(pull)?.conclusion).toBe('success');
  const taken = put('work', [own, main], { ...main.files, 'docs/x.js': OTHER, 'docs/new.md': '2' });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  push('main', { 'src/a.js': '2' });
  put('work', [taken], { ...taken.files, 'docs/new.md': '3' });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
});

test('6.1: where rebase merging is off, commits that undo each other are nothing, and any number of them is asked together', async () => {
  line = await openLine();
  line.seeded.repository.rebaseMerges = false;
  push('work', { 'src/guard.js': 'new' });
  push('work', { 'src/guard.js': null, 'docs/a.md': 'x' });
  for (let at = 0; at < 55; at += 1) push('work', { 'docs/a.md': `${at}` });
  const pull = await opened();
  expect(line.check(pull)?.conclusion).toBe('success');
  line.seeded.repository.rebaseMerges = true;
  line.as('developer').editPull(pull, { title: 'Again' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({
    conclusion: 'action_required',
    title: expect.stringContaining('more commits than can each be asked'),
  });
});

test('6.1: where rebase merging is switched on later, of which nothing tells, the next round closes what was green without it', async () => {
  let skew = 0;
  line = await openLine({ now: () => Date.now() + skew });
  line.seeded.repository.rebaseMerges = false;
  push('work', { 'src/guard.js': 'new' });
  push('work', { 'src/guard.js': null, 'docs/a.md': 'x' });
  const pull = await opened();
  expect(line.check(pull)?.conclusion).toBe('success');
  const asked = () => line.spoken.filter((one) => one.route === '/repos/:owner/:repo').length;
  const before = asked();
  await line.server.reconcile();
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  expect(asked()).toBe(before);
  line.seeded.repository.rebaseMerges = true;
  skew = 11 * 60_000;
  await line.server.reconcile();
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

const policy = () => line.seeded.repository.commits.get(headOf('main'))?.files['.github/countersign.yml'] ?? '';
const headOf = (branch: string) => line.seeded.repository.refs.get(`refs/heads/${branch}`) ?? '';

test.each([
  ['push', 'takes it out'],
  ['push', 'only observes by it'],
  ['merge', 'only observes by it'],
] as const)(
  '7.2: what is merged is judged by the policy before, and not by what it brings: the %s told first, it %s',
  async (first, how) => {
    line = await openLine();
    const weak = how === 'takes it out' ? null : policy().replace('  merge:', '  merge:\n    mode: observe');
    push('work', { '.github/countersign.yml': weak, 'src/rogue.js': '1' });
    const pull = await opened();
    expect(line.check(pull)?.conclusion).toBe('action_required');
    // As an administrator does, who bypasses the ruleset.
    line.seeded.repository.required.clear();
    const held: Occurrence[] = [];
    line.deliveries.meddle = (one) => {
      if (one.event !== (first === 'push' ? 'pull_request' : 'push')) return [one];
      held.push(one);
      return [];
    };
    line.as('owner').merge(pull);
    await line.settled();
    line.deliveries.meddle = (one) => [...held.splice(0), one];
    line.as('developer').comment(1, 'something else');
    await line.settled();
    expect(line.comments(pull).filter((one) => one.includes('out of process'))).toHaveLength(1);
  },
  600_000,
);
