/** Every webhook of the stand-in is one that GitHub’s own schemas accept, in the order in which things happened. */
import { human } from '@countersign/sandbox/human.ts';
import { addOrganization, addPerson } from '@countersign/sandbox/world/account.ts';
import { install, ping } from '@countersign/sandbox/world/installation.ts';
import { addRepository } from '@countersign/sandbox/world/repository.ts';
import { expect, test } from 'vitest';
import { githubOracle } from '../instruments/github-oracle.ts';
import { webhookOracle } from '../instruments/webhook-oracle.ts';
import { type Stage, stage } from './stage.ts';

const oracle = githubOracle();
const webhooks = webhookOracle();

function begin() {
  const made = stage({ oracle });
  const as = (login: string) => human(made.world, login, `${made.owner}/${made.repo}`);
  return { ...made, as };
}

/** What arrived since the last time, each checked against GitHub's schema. */
async function arrived({ deliveries, received }: Stage): Promise<readonly string[]> {
  await deliveries.settled();
  const all = received.splice(0);
  expect(all.flatMap(({ event, payload }) => webhooks.payload(event, payload))).toEqual([]);
  return all.map(({ event, payload }) => [event, ...(payload.action ? [payload.action] : [])].join('.'));
}

test('issues tell of everything that happens to them', async () => {
  const on = begin();
  await arrived(on);
  const rosa = on.as('rosa');
  const { number } = rosa.fileForm({
    title: 'PDF',
    body: '### After\n\nPDF',
    labels: ['change-request'],
    type: 'Change request',
  });
  expect(await arrived(on)).toEqual(['issues.opened', 'issues.labeled', 'issues.typed']);
  rosa.editIssue(number, { title: 'PDF export', body: 'Other' });
  rosa.editIssue(number, { type: null });
  rosa.addLabel(number, 'requirement');
  rosa.removeLabel(number, 'requirement');
  rosa.editIssue(number, { state: 'closed', stateReason: 'not_planned' });
  rosa.editIssue(number, { state: 'open' });
  on.as('olga').deleteIssue(number);
  const told = ['edited', 'untyped', 'labeled', 'unlabeled', 'closed', 'reopened', 'deleted'];
  expect(await arrived(on)).toEqual(told.map((one) => `issues.${one}`));
});

test('an edit names what was there before', async () => {
  const on = begin();
  await arrived(on);
  on.as('pan-wei').editIssue(1, { body: 'New words' });
  await on.deliveries.settled();
  expect(on.received[0]?.payload.changes).toEqual({ body: { from: expect.stringContaining('A clerk exports') } });
});

test('a transferred issue leaves one repository and opens in the other, with new ids', async () => {
  const on = begin();
  const other = addRepository(on.world, { owner: on.seeded.organization, name: 'berths', author: on.seeded.owner });
  on.as('rosa').comment(1, 'Stays with it');
  await arrived(on);
  const before = on.seeded.repository.issues.get(1)?.id;
  const moved = on.as('olga').transferIssue(1, `${on.owner}/berths`);
  expect(await arrived(on)).toEqual(['issues.transferred', 'issues.opened']);
  expect(moved.id).not.toBe(before);
  expect(other.comments.size).toBe(1);
});

test('a pull request is never deleted, so no webhook tells that it was', async () => {
  const { as, seeded, deliveries, received } = begin();
  received.length = 0;
  expect(() => as('olga').deleteIssue(seeded.pull)).toThrow(expect.objectContaining({ status: 422 }));
  await deliveries.settled();
  expect(received.filter(({ event }) => event !== 'installation')).toEqual([]);
  expect(seeded.repository.issues.has(seeded.pull)).toBe(true);
});

test('comments tell of their writing, editing and deleting, on pull requests too', async () => {
  const on = begin();
  await arrived(on);
  const rosa = on.as('rosa');
  const id = rosa.comment(on.seeded.pull, '/help');
  rosa.editComment(id, '/explain');
  rosa.deleteComment(id);
  expect(await arrived(on)).toEqual(['issue_comment.created', 'issue_comment.edited', 'issue_comment.deleted']);
});

test('pull requests tell of opening, pushes, edits, labels and closing', async () => {
  const on = begin();
  await arrived(on);
  const dara = on.as('dara');
  dara.push('fix', 'Fix', { 'src/fix.js': 'fixed\n' }, 'main');
  const number = dara.openPull({ title: 'Fix', head: 'fix', base: 'main' });
  dara.push('fix', 'More', { 'src/csv.js': null, 'src/fix.js': 'better\n' });
  dara.editPull(number, { body: 'Change: #5' });
  dara.addLabel(number, 'requirement');
  dara.editPull(number, { state: 'closed' });
  dara.editPull(number, { state: 'open' });
  dara.setDraft(number, true);
  dara.setDraft(number, false);
  const told = ['edited', 'labeled', 'closed', 'reopened', 'converted_to_draft', 'ready_for_review'].map(
    (one) => `pull_request.${one}`,
  );
  expect(await arrived(on)).toEqual([
    ...['push', 'check_suite.requested', 'pull_request.opened'],
    ...['push', 'pull_request.synchronize', 'check_suite.requested', ...told],
  ]);
});

test('check runs tell when the app writes them and when people press their buttons', async () => {
  const on = begin();
  await arrived(on);
  const head_sha = on.seeded.repository.issues.get(on.seeded.pull)?.pull?.headSha ?? '';
  const at = { owner: on.owner, repo: on.repo };
  const actions = [{ label: 'Re-check', identifier: 'recheck', description: 'Look again' }];
  const { rest } = on.asInstallation();
  const { data } = await rest.checks.create({ ...at, name: 'Countersign', head_sha, conclusion: 'failure', actions });
  expect(await arrived(on)).toEqual(['check_run.created', 'check_run.completed']);
  on.as('dara').pressCheckButton(data.id, 'recheck');
  on.as('dara').rerunCheck(data.id);
  on.as('dara').rerunAllChecks(head_sha);
  expect(await arrived(on)).toEqual(['check_run.requested_action', 'check_run.rerequested', 'check_suite.rerequested']);
  expect(() => on.as('dara').pressCheckButton(data.id, 'other')).toThrow('Validation Failed');
});

test('what the app writes comes back from its own bot', async () => {
  const on = begin();
  await arrived(on);
  await on
    .asInstallation()
    .rest.issues.createComment({ owner: on.owner, repo: on.repo, issue_number: 1, body: 'Status' });
  await on.deliveries.settled();
  expect(on.received[0]?.payload).toMatchObject({
    sender: { login: 'countersign[bot]', type: 'Bot' },
    comment: { performed_via_github_app: { slug: 'countersign' } },
    installation: { id: on.seeded.installation.id },
  });
});

test('the merge queue asks for checks on its group, and merges only when they are green', async () => {
  const on = begin();
  await arrived(on);
  const dara = on.as('dara');
  const { headSha } = dara.joinMergeQueue(on.seeded.pull);
  expect(await arrived(on)).toEqual(['pull_request.enqueued', 'merge_group.checks_requested']);
  expect(() => dara.mergeGroup(headSha)).toThrow('Countersign');
  await on.asInstallation().rest.checks.create({
    owner: on.owner,
    repo: on.repo,
    name: 'Countersign',
    head_sha: headSha,
    conclusion: 'success',
  });
  await arrived(on);
  dara.mergeGroup(headSha);
  expect(await arrived(on)).toEqual(['merge_group.destroyed', 'pull_request.dequeued', 'pull_request.closed', 'push']);
  expect(on.seeded.repository.refs.get('refs/heads/main')).toBe(headSha);
});

test('teams, memberships, labels, repositories and installations tell of their changes', async () => {
  const on = begin();
  const olga = on.as('olga');
  await arrived(on);
  olga.addToTeam('customers', 'rosa');
  olga.removeFromTeam('customers', 'rosa');
  olga.editTeam('customers', { name: 'Guests' });
  expect(await arrived(on)).toEqual(['membership.added', 'membership.removed', 'team.edited']);
  const { rest } = on.asInstallation();
  const at = { owner: on.owner, repo: on.repo };
  await rest.issues.createLabel({ ...at, name: 'x' });
  await rest.issues.updateLabel({ ...at, name: 'x', color: '000000' });
  await rest.issues.deleteLabel({ ...at, name: 'x' });
  expect(await arrived(on)).toEqual(['label.created', 'label.edited', 'label.deleted']);
  olga.renameRepository('bills');
  expect(await arrived(on)).toEqual(['repository.renamed']);
  const more = addRepository(on.world, { owner: on.seeded.organization, name: 'more', author: on.seeded.owner });
  olga.addToInstallation(more, on.seeded.repository);
  olga.removeFromInstallation(more);
  expect(await arrived(on)).toEqual(['installation_repositories.added', 'installation_repositories.removed']);
  olga.suspend();
  olga.comment(1, 'nobody is told of this');
  olga.unsuspend();
  expect(await arrived(on)).toEqual(['installation.suspend', 'installation.unsuspend']);
  const next = addOrganization(on.world, 'lighthouse', [on.seeded.owner]);
  install(on.world, on.seeded.owner, next);
  olga.transferRepository('lighthouse');
  expect(await arrived(on)).toEqual(['installation.created', 'repository.transferred']);
  on.as('olga').uninstall();
  ping(on.world);
  expect(await arrived(on)).toEqual(['installation.deleted', 'ping']);
});

test('a merge closes the issues that it names with a closing keyword, and only those', async () => {
  const on = begin();
  const dara = on.as('dara');
  dara.editPull(on.seeded.pull, { body: 'Fixes #1. Change: #2, resolves #99' });
  const head_sha = on.seeded.repository.issues.get(on.seeded.pull)?.pull?.headSha ?? '';
  const check = { owner: on.owner, repo: on.repo, name: 'Countersign', head_sha, conclusion: 'success' as const };
  await on.asInstallation().rest.checks.create(check);
  await arrived(on);
  dara.merge(on.seeded.pull);
  expect(await arrived(on)).toEqual(['pull_request.closed', 'issues.closed', 'push', 'check_suite.requested']);
  expect([1, 2].map((number) => on.seeded.repository.issues.get(number)?.state)).toEqual(['closed', 'open']);
});

test('a deleted branch is told of as a push to nothing, and the default branch stays', async () => {
  const on = begin();
  await arrived(on);
  on.as('dara').deleteBranch('pdf-export');
  await on.deliveries.settled();
  expect(on.received[0]?.payload).toMatchObject({ deleted: true, after: '0'.repeat(40), head_commit: null });
  expect(await arrived(on)).toEqual(['push', 'pull_request.closed']);
  expect(() => on.as('dara').deleteBranch('main')).toThrow('default branch');
});

test('a pull request goes with its branches: closed, or on to where its base was merged', async () => {
  const on = begin();
  const dara = on.as('dara');
  const open = (head: string, base: string) => {
    dara.push(head, head, { [`${head}.txt`]: '1' }, base);
    return dara.openPull({ title: head, head, base });
  };
  dara.push('stage', 'stage', { 'stage.txt': '1' }, 'main');
  const one = open('one', 'stage');
  const upon = open('upon', 'one');
  dara.merge(one);
  await arrived(on);
  dara.deleteBranch('one');
  expect(await arrived(on)).toEqual(['push', 'pull_request.edited']);
  const pull = () => on.seeded.repository.issues.get(upon);
  expect(pull()).toMatchObject({ state: 'open', pull: { baseRef: 'stage' } });
  dara.deleteBranch('stage');
  expect(await arrived(on)).toEqual(['push', 'pull_request.closed']);
  expect(() => dara.editPull(upon, { state: 'open' })).toThrow('Validation Failed');
  expect(() => dara.editPull(upon, { base: 'main' })).toThrow('Validation Failed');
});

test('a head in a fork belongs to another repository, and its checks do not name the pull request', async () => {
  const on = begin();
  const dara = on.as('dara');
  const { sha } = dara.push('fork', 'Fork', { 'fork.js': '' }, 'main');
  const number = dara.openPull({ title: 'Fork', head: 'fork', base: 'main', ours: false });
  await arrived(on);
  const { rest } = on.asInstallation();
  const at = { owner: on.owner, repo: on.repo };
  const { head, base } = (await rest.pulls.get({ ...at, pull_number: number })).data;
  expect(head.repo).toMatchObject({ fork: true, owner: { login: 'dara' } });
  expect(head.repo?.id).not.toBe(base.repo.id);
  const made = await rest.checks.create({ ...at, name: 'Countersign', head_sha: sha, conclusion: 'failure' });
  expect(made.data.pull_requests).toEqual([]);
  expect(await arrived(on)).toEqual(['check_run.created', 'check_run.completed']);
  expect(on.checked.violations).toEqual([]);
});

test('a protected deployment asks for the app’s word', async () => {
  const on = begin();
  await arrived(on);
  on.as('dara').requestDeployment('production', 'pdf-export');
  expect(await arrived(on)).toEqual(['deployment_protection_rule.requested']);
});

test('a repository of a person has no organisation in its webhooks', async () => {
  const on = begin();
  const lone = addPerson(on.world, 'lone');
  addRepository(on.world, { owner: lone, name: 'own', author: lone, files: { 'a.txt': 'a' } });
  install(on.world, lone, lone);
  await arrived(on);
  human(on.world, 'lone', 'lone/own').openIssue({ title: 'Mine' });
  human(on.world, 'lone', 'lone/own').editFile('a.txt', 'b');
  await on.deliveries.settled();
  expect(on.received.map(({ payload }) => 'organization' in payload)).toEqual([false, false, false]);
  expect(await arrived(on)).toEqual(['issues.opened', 'push', 'check_suite.requested']);
});
