/** Shows that a green check is worth what was judged, and nothing else: no other base, no other pull request, no other moment (`rules.md 6.1`). */
import { moveBranch } from '@countersign/sandbox/world/push.ts';
import { requireCheck } from '@countersign/sandbox/world/repository.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { approved } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

let line: Line;
afterEach(() => line.close());

const TWO_BASES = (text: string) => text.replace('branches: [main]', 'branches: [main, "release/*"]');

/** The seeded pull request, green for an approved request. */
async function green(options: Parameters<typeof openLine>[0] = {}): Promise<{ number: number; pull: number }> {
  line = await openLine(options);
  const number = await approved(line);
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  return { number, pull };
}

/** A branch that begins where another stands now. */
function branch(name: string, at = 'main'): void {
  const { repository, people } = line.seeded;
  const tip = repository.commits.get(repository.refs.get(`refs/heads/${at}`) ?? at);
  if (!tip) throw new Error(`there is no ${at}`);
  moveBranch(line.world, repository, { account: people.developer, viaApp: false }, name, tip);
}

const headOf = (pull: number) => line.seeded.repository.issues.get(pull)?.pull?.headSha ?? '';
const branchOf = (pull: number) => line.seeded.repository.issues.get(pull)?.pull?.headRef ?? '';
/** All runs of ours on a commit, however many there are: more than one would be one too many. */
function runs(head: string) {
  return (line.seeded.repository.checksOf.get(head) ?? [])
    .map((id) => line.seeded.repository.checks.get(id))
    .filter((one) => one?.name === 'Countersign')
    .map((one) => ({ id: one?.id, conclusion: one?.conclusion, title: one?.title, summary: one?.summary }));
}
const merges = (pull: number) => () => line.as('developer').merge(pull);
const HELD = /Countersign/;

async function rogue(base = 'scratch', files: Record<string, string> = { 'src/rogue.js': 'export {};' }) {
  branch('scratch');
  line.as('developer').push('rogue', 'rogue', files, 'main');
  const pull = line.as('developer').openPull({ title: 'Rogue', body: '', head: 'rogue', base });
  await line.settled();
  return pull;
}

test('6.1: work into a branch that the policy does not cover gets no check, and nothing to spend on main', async () => {
  line = await openLine();
  const pull = await rogue();
  expect(runs(headOf(pull))).toEqual([]);
  line.as('developer').editPull(pull, { base: 'main' });
  expect(merges(pull)).toThrow(HELD);
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
});

test('6.1: a second pull request with the same head into main finds no green', async () => {
  line = await openLine();
  const first = await rogue();
  branch('same', 'rogue');
  const second = line.as('developer').openPull({ title: 'Again', body: '', head: 'same', base: 'main' });
  expect(merges(second)).toThrow(HELD);
  await line.settled();
  expect(headOf(second)).toBe(headOf(first));
  expect(runs(headOf(second)).map((one) => one.conclusion)).toEqual(['action_required']);
  expect(merges(second)).toThrow(HELD);
});

test('6.1: the same head in a covered and an uncovered branch is judged for the covered one alone', async () => {
  const { pull } = await green();
  branch('scratch');
  branch('same', branchOf(pull));
  line.as('developer').openPull({ title: 'Try it', body: '', head: 'same', base: 'scratch' });
  await line.settled();
  expect(runs(headOf(pull)).map((one) => one.conclusion)).toEqual(['success']);
  // What goes into the uncovered branch earns nothing for the covered one.
  line.as('developer').editPull(pull, { body: '' });
  await line.settled();
  expect(runs(headOf(pull)).map((one) => one.conclusion)).toEqual(['action_required']);
});

test('6.1: two open pull requests on one head have the worse of their verdicts', async () => {
  const { number, pull } = await green({ policy: TWO_BASES });
  branch('release/1');
  branch('same', branchOf(pull));
  const second = line
    .as('developer')
    .openPull({ title: 'Into the release', body: '', head: 'same', base: 'release/1' });
  await line.settled();
  expect(runs(headOf(pull)).map((one) => one.conclusion)).toEqual(['action_required']);
  line.as('developer').editPull(second, { body: `Change: #${number}` });
  await line.settled();
  expect(runs(headOf(pull)).map((one) => one.conclusion)).toEqual(['success']);
  line.as('developer').editPull(second, { body: '' });
  await line.settled();
  line.as('developer').editIssue(second, { state: 'closed' });
  await line.settled();
  expect(runs(headOf(pull)).map((one) => one.conclusion)).toEqual(['success']);
});

test('6.1: a green pull request that is closed loses its green, and has none when it is reopened and merged at once', async () => {
  const { number, pull } = await green();
  const before = line.check(pull);
  line.as('developer').editIssue(pull, { state: 'closed' });
  await line.settled();
  expect(runs(headOf(pull))).toEqual([
    expect.objectContaining({
      id: before?.id,
      conclusion: 'cancelled',
      title: 'Withdrawn: this pull request was closed without merging',
    }),
  ]);
  line.as('project-manager').comment(number, '/hold wait for the audit');
  await line.settled();
  line.as('developer').editIssue(pull, { state: 'open' });
  expect(merges(pull)).toThrow(HELD);
  await line.settled();
  expect(runs(headOf(pull))).toMatchObject([{ id: before?.id, conclusion: 'action_required' }]);
  line.as('project-manager').comment(number, '/release');
  await line.settled();
  expect(runs(headOf(pull))).toMatchObject([{ id: before?.id, conclusion: 'success' }]);
});

test('6.1: a green pull request that moves to an uncovered branch loses its green, and finds it again judged anew', async () => {
  const { number, pull } = await green();
  const before = line.check(pull);
  branch('scratch');
  line.as('developer').editPull(pull, { base: 'scratch' });
  await line.settled();
  expect(runs(headOf(pull))).toEqual([
    expect.objectContaining({
      id: before?.id,
      conclusion: 'cancelled',
      title: 'Withdrawn: it now merges into `scratch`, which the policy does not cover',
    }),
  ]);
  line.as('project-manager').comment(number, '/hold wait for the audit');
  await line.settled();
  line.as('developer').editPull(pull, { base: 'main' });
  expect(merges(pull)).toThrow(HELD);
  await line.settled();
  expect(runs(headOf(pull))).toMatchObject([{ id: before?.id, conclusion: 'action_required' }]);
});

test('6.1: a head that was pushed away keeps no green for whoever forces it back', async () => {
  const { number, pull } = await green();
  const head = headOf(pull);
  const developer = { account: line.seeded.people.developer, viaApp: false };
  const commit = line.seeded.repository.commits.get(head);
  line.as('developer').push(branchOf(pull), 'more', { 'src/more.js': 'export {};' });
  await line.settled();
  line.as('project-manager').comment(number, '/hold wait for the audit');
  await line.settled();
  if (commit) moveBranch(line.world, line.seeded.repository, developer, branchOf(pull), commit);
  expect(headOf(pull)).toBe(head);
  expect(merges(pull)).toThrow(HELD);
  await line.settled();
  expect(runs(head).map((one) => one.conclusion)).toEqual(['action_required']);
});

test('6.1: a merged pull request keeps its green, also when another one on its head is closed', async () => {
  const { number, pull } = await green({ policy: TWO_BASES });
  branch('release/1');
  branch('same', branchOf(pull));
  const other = line
    .as('developer')
    .openPull({ title: 'x', body: `Change: #${number}`, head: 'same', base: 'release/1' });
  await line.settled();
  line.as('developer').merge(pull);
  await line.settled();
  expect(runs(headOf(pull)).map((one) => one.conclusion)).toEqual(['success']);
  line.as('developer').editIssue(other, { state: 'closed' });
  await line.settled();
  expect(runs(headOf(pull)).map((one) => one.conclusion)).toEqual(['success']);
});

test('6.1: a merge into an uncovered branch is no evidence: a green that stood for main does not outlive it', async () => {
  const { number, pull } = await green();
  branch('scratch');
  branch('same', branchOf(pull));
  const other = line.as('developer').openPull({ title: 'Try it', body: '', head: 'same', base: 'scratch' });
  await line.settled();
  line.as('developer').merge(other);
  await line.settled();
  line.as('developer').editIssue(pull, { state: 'closed' });
  await line.settled();
  expect(runs(headOf(pull)).map((one) => one.conclusion)).toEqual(['cancelled']);
  line.as('project-manager').comment(number, '/hold wait for the audit');
  await line.settled();
  line.as('developer').editIssue(pull, { state: 'open' });
  expect(merges(pull)).toThrow(HELD);
});

test('6.1: a green pull request that is sent to an uncovered branch and merged there at once leaves no green behind', async () => {
  const { pull } = await green();
  branch('scratch');
  line.as('developer').editPull(pull, { base: 'scratch' });
  line.as('developer').merge(pull);
  await line.settled();
  expect(runs(headOf(pull)).map((one) => one.conclusion)).toEqual(['cancelled']);
});

test('4.4: a green pull request that is retargeted while the policy cannot be read is closed', async () => {
  const { pull } = await green();
  branch('scratch');
  const { tenant, project } = await placeNow();
  await line.server.parts.documents.forget({ tenant, project, kind: 'policy' });
  const on = 'GET /repos/:owner/:repo/contents/:path{.+}';
  const fault = { kind: 'status', status: 503, message: 'away', on } as const;
  line.api.faults.add(fault);
  line.as('developer').editPull(pull, { base: 'scratch' });
  // One more try comes within five seconds.
  await vi.waitFor(() => expect(runs(headOf(pull)).map((one) => one.conclusion)).toEqual(['failure']), SOON);
});

async function placeNow() {
  const [work] = await line.server.parts.work.openAnywhere();
  if (!work) throw new Error('no pull request is known');
  return { tenant: work.tenant, project: work.project };
}

test('6.1: a ruleset that requires the check on a branch that the policy does not cover is told so, closed', async () => {
  line = await openLine();
  branch('develop');
  requireCheck(line.seeded.repository, 'develop', { context: 'Countersign', integration: null });
  line.as('developer').push('work', 'work', { 'src/a.js': '1' }, 'main');
  const pull = line.as('developer').openPull({ title: 'Work', body: '', head: 'work', base: 'develop' });
  await line.settled();
  const [run] = runs(headOf(pull));
  expect(run).toMatchObject({ conclusion: 'failure' });
  expect(run?.title).toContain('the policy does not cover `develop`, its ruleset does');
  expect(run?.summary).toContain('gates.merge.branches');
});

test.each([
  ['another app’s check of the same name', { context: 'Countersign', integration: 99_999 }],
  ['another check', { context: 'ci', integration: null }],
])('6.1: a ruleset that requires %s on an uncovered branch is none of ours', async (_, required) => {
  line = await openLine();
  branch('develop');
  requireCheck(line.seeded.repository, 'develop', required);
  line.as('developer').push('work', 'work', { 'src/a.js': '1' }, 'main');
  const pull = line.as('developer').openPull({ title: 'Work', body: '', head: 'work', base: 'develop' });
  await line.settled();
  expect(runs(headOf(pull))).toEqual([]);
});

test('4.4: where the rules of an uncovered branch cannot be read, a green that stood is withdrawn', async () => {
  const { pull } = await green();
  branch('develop');
  requireCheck(line.seeded.repository, 'develop', { context: 'Countersign', integration: null });
  const on = 'GET /repos/:owner/:repo/rules/branches/:branch{.+}';
  line.api.faults.add({ kind: 'status', status: 403, message: 'Resource not accessible', on });
  line.as('developer').editPull(pull, { base: 'develop' });
  await line.settled();
  expect(runs(headOf(pull)).map((one) => one.conclusion)).toEqual(['cancelled']);
});

test('4.4: where the rules of an uncovered branch cannot be read, the green of another on the same commit is closed', async () => {
  line = await openLine();
  branch('develop');
  requireCheck(line.seeded.repository, 'develop', { context: 'Countersign', integration: null });
  const on = 'GET /repos/:owner/:repo/rules/branches/:branch{.+}';
  line.api.faults.add({ kind: 'status', status: 403, message: 'Resource not accessible', on });
  line.as('developer').push('words', 'words', { 'docs/words.md': 'hello' }, 'main');
  const second = line.as('developer').openPull({ title: 'Words', body: '', head: 'words', base: 'develop' });
  await line.settled();
  expect(runs(headOf(second))).toEqual([]);
  line.as('developer').openPull({ title: 'Words', body: '', head: 'words', base: 'main' });
  await line.settled();
  expect(runs(headOf(second)).map((one) => one.conclusion)).toEqual(['failure']);
  expect(() => line.as('developer').merge(second)).toThrow();
});

test('6.1: asking again for the check of a closed or uncovered pull request makes no green', async () => {
  const { pull } = await green();
  line.as('developer').editIssue(pull, { state: 'closed' });
  await line.settled();
  line.as('developer').rerunCheck(line.check(pull)?.id ?? 0);
  line.as('developer').rerunAllChecks(headOf(pull));
  await line.settled();
  expect(runs(headOf(pull)).map((one) => one.conclusion)).toEqual(['cancelled']);
  const other = await rogue();
  line.as('developer').rerunAllChecks(headOf(other));
  await line.settled();
  expect(runs(headOf(other))).toEqual([]);
});

test('6.1: a group that leaves the merge queue leaves no green behind', async () => {
  const { number, pull } = await green();
  const { headSha } = line.as('developer').joinMergeQueue(pull);
  await line.settled();
  expect(runs(headSha).map((one) => one.conclusion)).toEqual(['success']);
  line.as('developer').leaveMergeQueue(headSha);
  await line.settled();
  line.as('project-manager').comment(number, '/hold wait for the audit');
  await line.settled();
  branch('same', headSha);
  const other = line.as('developer').openPull({ title: 'Queued before', body: '', head: 'same', base: 'main' });
  expect(merges(other)).toThrow(HELD);
});

test('6.1: a group’s green is no answer for a pull request of the same head', async () => {
  const { number, pull } = await green();
  const { headSha } = line.as('developer').joinMergeQueue(pull);
  await line.settled();
  branch('same', headSha);
  line.as('developer').openPull({ title: 'Same', body: '', head: 'same', base: 'main' });
  await line.settled();
  expect(runs(headSha).map((one) => one.conclusion)).toEqual(['action_required']);
  // What is asked for the group again leaves the pull request's answer as it is.
  line.as('project-manager').comment(number, '/hold wait');
  await line.settled();
  line.as('project-manager').comment(number, '/release');
  await line.settled();
  expect(runs(headSha).map((one) => one.conclusion)).toEqual(['action_required']);
});

test('6.1: a close of which GitHub never told withdraws the green at the next round', async () => {
  const { pull } = await green();
  line.deliveries.meddle = (occurrence) => (occurrence.event === 'pull_request' ? [] : [occurrence]);
  line.as('developer').editIssue(pull, { state: 'closed' });
  await line.settled();
  await line.server.reconcile();
  await line.settled();
  expect(runs(headOf(pull)).map((one) => one.conclusion)).toEqual(['cancelled']);
});

test('6.2: a merge in the seconds between two covered branches is on record as out of process', async () => {
  const { number, pull } = await green({
    policy: (text) => TWO_BASES(text).replace('exempt:', 'exempt:\n      authors: ["@dara"]'),
  });
  branch('release/1');
  expect((await line.state(number)).irregularities).toEqual([]);
  line.as('project-manager').comment(number, '/hold wait');
  // On record before the merge is told of; what is told of at once comes in any order.
  await vi.waitFor(async () => expect((await line.state(number)).held).toBeDefined(), SOON);
  line.as('developer').editPull(pull, { base: 'release/1' });
  line.as('developer').merge(pull);
  await line.settled();
  expect((await line.state(number)).irregularities).toMatchObject([{ kind: 'merged-closed' }]);
});

test('6.2: a merge past a closed gate that names no request is told on the pull request, once, and counted', async () => {
  line = await openLine();
  const { pull, repository } = line.seeded;
  repository.required.clear();
  line.as('developer').merge(pull);
  await line.settled();
  const told = line.comments(pull).filter((one) => one.includes('out of process'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('`main`');
  line.as('developer').editPull(pull, { title: 'Said again' });
  await line.server.reconcile();
  await line.settled();
  expect(line.comments(pull).filter((one) => one.includes('out of process'))).toHaveLength(1);
  const metrics = await (await fetch(`${line.server.address}/metrics`)).text();
  expect(metrics).toMatch(/countersign_merges_total\{gate="closed"\} 1/);
});

test('6.1: the check of what may merge says what it does not promise', async () => {
  const { pull } = await green();
  expect(runs(headOf(pull))[0]?.summary).toContain('merge queue');
});
