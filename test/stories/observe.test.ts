/** Shows a gate that is only observed: it says what it would do, holds nothing back, and is never green (`rules.md 6.1`). */
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { moveBranch } from '@countersign/sandbox/world/push.ts';
import { requireCheck } from '@countersign/sandbox/world/repository.ts';
import { afterEach, expect, test } from 'vitest';
import { approved } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const OBSERVE = (text: string) => text.replace('  merge:\n', '  merge:\n    mode: observe\n');

test('6.1: an observed gate says neutrally what it would hold back and let through, and that it must not be required', async () => {
  line = await openLine({ policy: OBSERVE });
  const { pull, repository } = line.seeded;
  expect(line.check(pull)).toMatchObject({
    conclusion: 'neutral',
    title: expect.stringMatching(/^Observed: this would be held back: Not covered: /),
  });
  expect(repository.checks.get(line.check(pull)?.id ?? 0)?.summary).toContain('Do not require this check');
  const number = await approved(line);
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(pull)).toMatchObject({
    conclusion: 'neutral',
    title: `Observed: this would be let through: Approved: implements #${number}`,
  });
});

test('6.2: a merge past an observed gate is recorded as what it is, and not as out of process', async () => {
  line = await openLine({ policy: OBSERVE });
  const { pull } = line.seeded;
  const number = await approved(line);
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  line.as('project-manager').comment(number, '/hold wait for the audit');
  await line.settled();
  line.as('developer').merge(pull);
  await line.settled();
  const state = await line.state(number);
  expect(state.irregularities).toEqual([]);
  expect(state.work).toMatchObject([{ merged: true }]);
  expect(line.comments(pull).join('\n')).not.toContain('out of process');
  const metrics = await (await fetch(`${line.server.address}/metrics`)).text();
  expect(metrics).toMatch(/countersign_merges_total\{gate="observed"\} 1/);
});

test('6.1: from observing to enforcing and back, the same run follows the policy', async () => {
  line = await openLine({ policy: OBSERVE });
  const { pull, repository } = line.seeded;
  const before = line.check(pull);
  const text = repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
  line.as('owner').editFile(POLICY_PATH, text.replace('mode: observe', 'mode: enforce'));
  await line.settled();
  expect(line.check(pull)).toMatchObject({ id: before?.id, conclusion: 'action_required' });
  line.as('owner').editFile(POLICY_PATH, text);
  await line.settled();
  expect(line.check(pull)).toMatchObject({ id: before?.id, conclusion: 'neutral' });
  line.as('owner').editFile(POLICY_PATH, text.replace('profile:', 'profil:'));
  await line.settled();
  expect(line.check(pull)).toMatchObject({ id: before?.id, conclusion: 'failure' });
});

test('6.1: a neutral check that nobody answers for is withdrawn like a green one, and a ruleset on an uncovered branch is told', async () => {
  line = await openLine({ policy: OBSERVE });
  const { pull, repository, people } = line.seeded;
  line.as('developer').push('develop', 'develop', { 'docs/x.md': 'x' }, 'main');
  requireCheck(repository, 'develop', { context: 'Countersign', integration: line.world.state.app.id });
  line.as('developer').editIssue(pull, { state: 'closed' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'cancelled' });
  expect(people.developer.login).toBe('dara');
  line.as('developer').push('work', 'work', { 'src/a.js': '1' }, 'main');
  const other = line.as('developer').openPull({ title: 'Work', body: '', head: 'work', base: 'develop' });
  await line.settled();
  expect(line.check(other)).toMatchObject({ conclusion: 'failure' });
});

test.each(['a pull request', 'a group'] as const)(
  '6.1: the neutral of %s that was merged while the gate observed opens no other branch once it enforces',
  async (kind) => {
    const both = (text: string) => text.replace('branches: [main]', 'branches: [main, "release/*"]');
    line = await openLine({ policy: (text) => both(OBSERVE(text)) });
    const { pull, repository, people } = line.seeded;
    const developer = line.as('developer');
    const tip = (branch: string) => repository.commits.get(repository.refs.get(`refs/heads/${branch}`) ?? '');
    const branch = (name: string, commit: ReturnType<typeof tip>) =>
      commit && moveBranch(line.world, repository, { account: people.developer, viaApp: false }, name, commit);
    branch('release/1', tip('main'));
    requireCheck(repository, 'release/1', { context: 'Countersign', integration: null });
    await line.settled();
    const group = kind === 'a group' ? developer.joinMergeQueue(pull) : undefined;
    const head = group?.headSha ?? repository.issues.get(pull)?.pull?.headSha ?? '';
    await line.settled();
    if (group) developer.mergeGroup(head);
    else developer.merge(pull);
    branch('same', repository.commits.get(head));
    await line.settled();
    line.as('owner').editFile(POLICY_PATH, (tip('main')?.files[POLICY_PATH] ?? '').replace('    mode: observe\n', ''));
    await line.settled();
    const again = developer.openPull({ title: 'Again', body: '', head: 'same', base: 'release/1' });
    expect(() => developer.merge(again)).toThrow();
    const checks = [...repository.checks.values()].filter((one) => one.headSha === head && one.name === 'Countersign');
    expect(checks.map((one) => one.title)).toEqual(['Withdrawn: the gate was only observed when this was merged']);
  },
);
