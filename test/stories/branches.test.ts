/** Branches that go away, come back as something else, or are followed by another: no green outlives the branch that it was given for (`rules.md 6.1`). */
import { afterEach, expect, test } from 'vitest';
import { approved } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const COVERED = (text: string): string => text.replace('[main]', '[main, "release/*"]');
const tip = (branch: string): string => line.seeded.repository.refs.get(`refs/heads/${branch}`) ?? '';

/** What GitHub tells of pull requests comes, or is lost and found by a round. */
const TELLINGS = ['told of', 'found by a round'] as const;

async function unheard(what: () => void, telling: (typeof TELLINGS)[number], skip: () => void): Promise<void> {
  if (telling === 'found by a round') line.deliveries.meddle = (one) => (one.event === 'pull_request' ? [] : [one]);
  what();
  await line.settled();
  line.deliveries.meddle = undefined;
  if (telling === 'told of') return;
  skip();
  await line.server.reconcile();
  await line.settled();
}

test.each(TELLINGS)(
  '6.1: work that was exempt on a branch is asked anew where that branch is taken away and comes back without what it had (%s)',
  async (telling) => {
    let skew = 0;
    line = await openLine({ policy: COVERED, now: () => Date.now() + skew });
    const later = () => {
      skew += 60_000;
    };
    const developer = line.as('developer');
    const start = tip('main');
    developer.push('release/1', 'approved elsewhere', { 'src/feature.js': '1' }, 'main');
    developer.push('work', 'words', { 'docs/words.md': '1' }, 'release/1');
    const pull = developer.openPull({ title: 'Words', body: '', head: 'work', base: 'release/1' });
    await line.settled();
    expect(line.check(pull)?.conclusion).toBe('success');
    await unheard(() => developer.deleteBranch('release/1'), telling, later);
    expect(line.check(pull)?.conclusion).toBe('cancelled');
    await unheard(
      () => {
        developer.forcePush('release/1', start);
        developer.editPull(pull, { state: 'open' });
      },
      telling,
      later,
    );
    expect(line.check(pull)?.conclusion).toBe('action_required');
  },
);

test.each(TELLINGS)(
  '6.1: work on top of other work is asked for by itself once it goes on to the branch into which that was merged (%s)',
  async (telling) => {
    let skew = 0;
    line = await openLine({ policy: COVERED, now: () => Date.now() + skew });
    const request = await approved(line);
    const developer = line.as('developer');
    developer.push('first', 'first', { 'src/first.js': '1' }, 'main');
    const first = developer.openPull({ title: 'First', body: `Change: #${request}`, head: 'first', base: 'main' });
    developer.push('second', 'second', { 'src/second.js': '1' }, 'first');
    const second = developer.openPull({ title: 'Second', body: '', head: 'second', base: 'first' });
    await line.settled();
    expect([line.check(first)?.conclusion, line.check(second)]).toEqual(['success', undefined]);
    developer.merge(first);
    await line.settled();
    await unheard(
      () => developer.deleteBranch('first'),
      telling,
      () => {
        skew += 60_000;
      },
    );
    expect(line.seeded.repository.issues.get(second)?.pull?.baseRef).toBe('main');
    expect(line.check(second)?.conclusion).toBe('action_required');
  },
);

test('6.1: the commit of a green pull request is asked anew for a branch that is made of its name after it was merged', async () => {
  line = await openLine({ policy: COVERED });
  const developer = line.as('developer');
  const request = await approved(line);
  developer.push('work', 'work', { 'src/work.js': '1' }, 'main');
  const pull = developer.openPull({ title: 'Work', body: `Change: #${request}`, head: 'work', base: 'main' });
  await line.settled();
  developer.merge(pull);
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  developer.forcePush('release/2', line.seeded.repository.issues.get(pull)?.pull?.baseSha ?? '');
  const again = developer.openPull({ title: 'Again', body: '', head: 'work', base: 'release/2' });
  await line.settled();
  expect(line.check(again)?.conclusion).toBe('action_required');
  developer.deleteBranch('release/2');
  await line.settled();
  // It is what was merged that it speaks of again, or of nothing.
  expect(line.check(again)?.conclusion).not.toBe('success');
});
