import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { moveBranch } from '@countersign/sandbox/world/push.ts';
import { afterEach, expect, test } from 'vitest';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const gates = (merge: string) => (text: string) => text.replace(/^gates:\n(?: .*\n)+/m, `gates:\n  merge: ${merge}\n`);
const summary = () => line.seeded.repository.checks.get(line.check(line.seeded.pull)?.id ?? 0)?.summary ?? '';

test('6.1: a name that matches no file of the repository is said on the check, until it does', async () => {
  line = await openLine({
    policy: gates('{branches: [main], paths: ["lib/**"], exempt: {paths: [".github/**"], bumps: []}}'),
  });
  expect(summary()).toMatch(/About the policy/);
  expect(summary()).toMatch(/lib.*under paths matches no file of this repository/);
  expect(summary()).toMatch(/does not exempt workflows/);
  const before = line.spoken.length;
  line.as('developer').editPull(line.seeded.pull, { title: 'Another title' });
  await line.settled();
  expect(
    line.spoken
      .slice(before)
      .map((one) => one.path)
      .filter((path) => /git|repos\/[^/]+\/[^/]+$/.test(path)),
  ).toEqual([]);
  const text =
    line.seeded.repository.commits.get(line.seeded.repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ??
    '';
  line.as('owner').editFile(POLICY_PATH, text.replace('lib/**', 'src').replace('.github/**', 'docs/**'));
  await line.settled();
  expect(summary()).not.toMatch(/About the policy/);
});

test('6.1: a policy that covers no branch covers the default one, and its check says so', async () => {
  line = await openLine({ policy: gates('{branches: [Main]}') });
  expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
  expect(summary()).toMatch(/No branch of this repository matches “Main”. Did you mean “main”/);
  expect(summary()).toMatch(/covers no branch of this repository/);
});

test('6.1: a default branch that is renamed stays covered', async () => {
  line = await openLine({ policy: gates('{branches: [main]}') });
  expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
  line.as('owner').renameDefaultBranch('trunk');
  await line.settled();
  await line.server.reconcile();
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
  expect(summary()).toMatch(/default branch “trunk” is covered/);
});

test('6.1: a default branch that was taken in stays covered when somebody pushes a branch of the name that the policy writes', async () => {
  let skew = 0;
  line = await openLine({ policy: gates('{branches: [master]}'), now: () => Date.now() + skew });
  expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
  const { repository, people } = line.seeded;
  const main = repository.commits.get(repository.refs.get('refs/heads/main') ?? '');
  if (!main) throw new Error('no commit on main');
  moveBranch(line.world, repository, { account: people.developer, viaApp: false }, 'master', main);
  for (const hours of [2, 30, 60]) {
    skew = hours * 3_600_000;
    await line.server.reconcile();
    await line.settled();
    expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
    expect(summary()).toMatch(/default branch “main” is covered/);
  }
});
