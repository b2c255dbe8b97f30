/** What a pull request changes is asked of where its base stands now, not of the base that GitHub once showed with it (6.1). */
import { addCommit } from '@countersign/sandbox/world/git.ts';
import { moveBranch } from '@countersign/sandbox/world/push.ts';
import type { Commit } from '@countersign/sandbox/world/record.ts';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

let line: Line;
afterEach(() => line.close());

function tip(branch: string): Commit {
  const { repository } = line.seeded;
  const found = repository.commits.get(repository.refs.get(`refs/heads/${branch}`) ?? '');
  if (!found) throw new Error(branch);
  return found;
}

/** Moves a branch to a commit of these parents that holds these files. */
function put(branch: string, parents: readonly Commit[], files: Commit['files']): void {
  const { people, repository } = line.seeded;
  const shas = parents.map((one) => one.sha);
  const made = addCommit(line.world, repository, { parents: shas, message: 'put', author: people.developer, files });
  moveBranch(line.world, repository, { account: people.developer, viaApp: false }, branch, made);
}

async function opened(edits: Record<string, string>): Promise<number> {
  line.as('developer').push('work', 'work', edits, 'main');
  const pull = line.as('developer').openPull({ title: 'Work', body: '', head: 'work', base: 'main' });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  return pull;
}

const approve = (files: Record<string, string>) => line.as('developer').push('main', 'approved', files);

test('a pull request that takes in its base and undoes what was approved there needs a request', async () => {
  line = await openLine();
  approve({ 'src/guard.js': 'old' });
  const pull = await opened({ 'docs/words.md': 'hello' });
  approve({ 'src/guard.js': 'new', 'src/approved.js': '1' });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  put('work', [tip('work'), tip('main')], tip('work').files);
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test.each(['', 'Fixes #1'])(
  'what reaches the base by another way, and is undone here, closes a green (%s)',
  async (body) => {
    line = await openLine();
    // Or the other's commit would count by itself.
    line.seeded.repository.rebaseMerges = false;
    const developer = line.as('developer');
    approve({ 'src/guard.js': 'old' });
    const other = developer.push('other', 'other', { 'src/guard.js': 'new' }, 'main');
    const pull = await opened({ 'docs/words.md': 'hello' });
    developer.editPull(pull, { body });
    put('work', [tip('work'), other], tip('work').files);
    await line.settled();
    expect(line.check(pull)?.conclusion).toBe('success');
    moveBranch(
      line.world,
      line.seeded.repository,
      { account: line.seeded.people.developer, viaApp: false },
      'main',
      other,
    );
    await line.settled();
    expect(line.check(pull)?.conclusion).toBe('action_required');
  },
);

test.each([
  ['exempt files', { 'docs/own.md': '1' }, (text: string) => text],
  [
    'an exempt author',
    { 'src/own.js': '1' },
    (text: string) => text.replace('exempt:', 'exempt:\n      authors: ["@dara"]'),
  ],
])('%s stay exempt when they are put on a newer base', async (_, edits, policy) => {
  line = await openLine({ policy });
  const pull = await opened(edits);
  approve({ 'src/other.js': '1' });
  put('work', [tip('main')], { ...tip('main').files, ...edits });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
});

test('4.4: a base that cannot be read closes, whatever base GitHub shows with the pull request', async () => {
  let skew = 0;
  line = await openLine({ now: () => Date.now() + skew });
  skew = 10 * 60_000;
  const on = 'GET /repos/:owner/:repo/git/ref/:ref{.+}';
  line.api.faults.add({ kind: 'status', status: 404, message: 'Not Found', on });
  line.as('developer').push('work', 'work', { 'docs/words.md': 'hello' }, 'main');
  const pull = line.as('developer').openPull({ title: 'Work', body: '', head: 'work', base: 'main' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({
    conclusion: 'failure',
    title: expect.stringContaining('could not be read'),
  });
});

test('a push costs a comparison and the folders that it touches, where nobody read them, for what stands open by its files, and nothing for what does not', async () => {
  line = await openLine();
  await opened({ 'docs/words.md': 'hello' });
  line.as('developer').push('rogue', 'rogue', { 'src/rogue.js': '1' }, 'main');
  const rogue = line.as('developer').openPull({ title: 'Rogue', body: '', head: 'rogue', base: 'main' });
  await line.settled();
  const compare = '/repos/:owner/:repo/compare/:range{.+}';
  const tree = '/repos/:owner/:repo/git/trees/:sha{.+}';
  // Where the branch stands is asked once for all of them: pushes may be told of late, and no push is believed for that.
  const ref = '/repos/:owner/:repo/git/ref/:ref{.+}';
  const asked = async (happen: () => void) => {
    const before = line.spoken.length;
    happen();
    await line.settled();
    return line.spoken.slice(before).map((one) => one.route);
  };
  // What is the same in a folder that was read is not asked for again.
  expect(await asked(() => approve({ 'src/other.js': '1' }))).toEqual([ref, compare, tree, tree]);
  expect(await asked(() => approve({ 'src/other.js': '2' }))).toEqual([ref, compare, tree]);
  expect(await asked(() => line.as('developer').editPull(rogue, { title: 'Again' }))).toEqual([compare]);
});

test('a push that is told of after it was forced away again is not taken for the tip', async () => {
  line = await openLine();
  await opened({ 'docs/words.md': 'hello' });
  const developer = line.as('developer');
  const good = tip('main');
  const late: Parameters<NonNullable<typeof line.deliveries.meddle>>[0][] = [];
  line.deliveries.meddle = (one) => {
    if (one.event !== 'push') return [one];
    late.push(one);
    return [];
  };
  approve({ 'src/evil.js': '1' });
  await line.settled();
  const evil = tip('main');
  line.deliveries.meddle = undefined;
  developer.forcePush('main', good.sha);
  await line.settled();
  line.deliveries.meddle = (one) => [...late.splice(0), one];
  developer.comment(line.seeded.pull, 'hello');
  await line.settled();
  put('free', [evil], { ...evil.files, 'docs/more.md': 'x' });
  const pull = developer.openPull({ title: 'Words', body: '', head: 'free', base: 'main' });
  await line.settled();
  expect(() => developer.merge(pull)).toThrow();
  await vi.waitFor(() => expect(line.check(pull)?.conclusion).toBe('action_required'), SOON);
});

const isSame = (one: Commit['files'], other: Commit['files']): boolean =>
  [...Object.keys(one), ...Object.keys(other)].every((path) => path.startsWith('docs/') || one[path] === other[path]);

test('whatever happens to base and head, no green stands over a head that would change what it may not', async () => {
  line = await openLine();
  const pull = await opened({ 'docs/words.md': 'hello' });
  const step = fc.constantFrom('approve', 'take-in', 'undo', 'rebase', 'write');
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 6 }), async (steps) => {
      // What both had when they last met.
      let met: Commit['files'] = {};
      for (const one of ['rebase', ...steps]) {
        count += 1;
        const [main, work] = [tip('main'), tip('work')];
        const words = { 'docs/words.md': `${count}` };
        if (['take-in', 'undo', 'rebase'].includes(one)) met = main.files;
        if (one === 'approve') approve({ [`src/${count % 3}.js`]: `${count}` });
        else if (one === 'write') put('work', [work], { ...work.files, ...words });
        else if (one === 'undo') put('work', [work, main], work.files);
        else put('work', one === 'rebase' ? [main] : [work, main], { ...main.files, ...words });
        await line.settled();
        const isFree = isSame(tip('work').files, met);
        expect(line.check(pull)?.conclusion).toBe(isFree ? 'success' : 'action_required');
      }
    }),
    { numRuns: 12 },
  );
}, 600_000);
