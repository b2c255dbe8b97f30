/** A process that dies in the middle of a round leaves nothing green that the next round does not take back (`rules.md 4.4`, 6.1). */

import { show } from '@countersign/github/jobs.ts';
import { reconcile } from '@countersign/github/reconcile/reconcile.ts';
import { moveBranch } from '@countersign/sandbox/world/push.ts';
import { afterEach, expect, test } from 'vitest';
import { type Line, openLine } from '../instruments/line.ts';
import { mortalParts } from '../instruments/mortal.ts';

let line: Line;
afterEach(() => line.close());

/** @returns whether the round came to its end before its last write. */
async function roundWith(writes: number): Promise<boolean> {
  const life = { left: writes };
  const dying = mortalParts(line.server.parts, life);
  await reconcile(dying, 0, (job) => show(dying, job));
  await line.settled();
  return life.left > 0;
}

function checksOf(head: string): readonly (string | null | undefined)[] {
  const { checksOf, checks } = line.seeded.repository;
  return (checksOf.get(head) ?? []).map((id) => checks.get(id)?.conclusion);
}

/** What ends in such a way that nobody tells of it. @returns the commit whose green has to go. */
const ENDS: Readonly<Record<string, (pull: number, head: string) => string>> = {
  'a pull request was closed': (pull, head) => {
    line.as('developer').editIssue(pull, { state: 'closed' });
    return head;
  },
  'another commit was pushed over it': (pull, head) => {
    const { people, repository } = line.seeded;
    const main = repository.commits.get(repository.refs.get('refs/heads/main') ?? '');
    const branch = repository.issues.get(pull)?.pull?.headRef ?? '';
    if (main) moveBranch(line.world, repository, { account: people.developer, viaApp: false }, branch, main);
    line.as('developer').push(branch, 'anew', { [`docs/${branch}-anew.md`]: '1' });
    return head;
  },
  'it was merged into a branch that the policy leaves out': (pull, head) => {
    if (!line.seeded.repository.refs.has('refs/heads/scratch'))
      line.as('developer').push('scratch', 'scratch', { 'docs/scratch.md': '1' }, 'main');
    line.as('developer').editPull(pull, { base: 'scratch' });
    line.as('developer').merge(pull);
    return head;
  },
  'a group left the queue': (pull) => {
    const { headSha } = groups.get(pull) ?? { headSha: '' };
    line.as('developer').leaveMergeQueue(headSha);
    return headSha;
  },
};
const groups = new Map<number, { readonly headSha: string }>();

test.each(Object.keys(ENDS))(
  '6.1: %s unseen, and the round that finds it dies at any of its writes: the next takes the green back',
  { timeout: 600_000 },
  async (end) => {
    let skew = 0;
    line = await openLine({ now: () => Date.now() + skew, checked: false });
    const developer = line.as('developer');
    const left: string[] = [];
    for (let writes = 0, isWhole = false; !isWhole; writes += 1) {
      const branch = `free-${writes}`;
      developer.push(branch, 'words', { [`docs/${branch}.md`]: '1' }, 'main');
      const pull = developer.openPull({ title: branch, body: '', head: branch, base: 'main' });
      await line.settled();
      const head = line.seeded.repository.issues.get(pull)?.pull?.headSha ?? '';
      if (end.startsWith('a group')) groups.set(pull, developer.joinMergeQueue(pull));
      await line.settled();
      line.deliveries.meddle = () => [];
      const green = ENDS[end]?.(pull, head) ?? '';
      expect(checksOf(green)).toEqual(['success']);
      await line.settled();
      line.deliveries.meddle = (one) => [one];
      skew += 60_000;
      isWhole = await roundWith(writes);
      await roundWith(Number.POSITIVE_INFINITY);
      if (checksOf(green).includes('success')) left.push(`after ${writes} writes`);
      expect(writes).toBeLessThan(30);
      // What is open is written of in each round.
      if (line.seeded.repository.issues.get(pull)?.state === 'open') developer.editIssue(pull, { state: 'closed' });
      await line.settled();
    }
    expect(left).toEqual([]);
  },
);

test('6.1: a green that is left on a commit that a group had merged before is taken back, too', async () => {
  let skew = 0;
  const policy = (text: string) => text.replace(/branches: .*/, 'branches: ["main", "release"]');
  line = await openLine({ now: () => Date.now() + skew, checked: false, policy });
  const developer = line.as('developer');
  developer.push('release', 'words', { 'docs/release.md': '1' }, 'main');
  developer.push('words', 'words', { 'docs/words.md': '1' }, 'main');
  const pull = developer.openPull({ title: 'Words', body: '', head: 'words', base: 'main' });
  await line.settled();
  const { headSha: head } = developer.joinMergeQueue(pull);
  await line.settled();
  developer.mergeGroup(head);
  await line.settled();
  skew += 60_000;
  await roundWith(Number.POSITIVE_INFINITY);
  expect(checksOf(head)).toEqual(['success']);
  const next = developer.openPull({ title: 'Release', body: '', head: 'main', base: 'release' });
  await line.settled();
  expect(checksOf(head).at(-1)).toBe('success');
  line.deliveries.meddle = () => [];
  developer.editIssue(next, { state: 'closed' });
  await line.settled();
  line.deliveries.meddle = (one) => [one];
  skew += 60_000;
  const isOpen = async () => (await line.server.parts.work.openAnywhere()).some((one) => one.number === next);
  for (let writes = 0; await isOpen(); writes += 1) await roundWith(writes);
  await roundWith(Number.POSITIVE_INFINITY);
  expect(checksOf(head).at(-1)).toBe('cancelled');
});

test('6.2: a merge past a closed gate is told of, also where the round that finds it dies at any of its writes', {
  timeout: 600_000,
}, async () => {
  let skew = 0;
  line = await openLine({ now: () => Date.now() + skew, checked: false });
  const developer = line.as('developer');
  line.seeded.repository.required.clear();
  const untold: string[] = [];
  for (let writes = 0, isWhole = false; !isWhole; writes += 1) {
    const branch = `work-${writes}`;
    developer.push(branch, 'work', { [`src/${branch}.js`]: '1' }, 'main');
    const pull = developer.openPull({ title: branch, body: '', head: branch, base: 'main' });
    await line.settled();
    line.deliveries.meddle = () => [];
    developer.merge(pull);
    await line.settled();
    line.deliveries.meddle = (one) => [one];
    skew += 60_000;
    isWhole = await roundWith(writes);
    await roundWith(Number.POSITIVE_INFINITY);
    if (line.comments(pull).length !== 1) untold.push(`after ${writes} writes: ${line.comments(pull).length}`);
    expect(writes).toBeLessThan(30);
  }
  expect(untold).toEqual([]);
});
