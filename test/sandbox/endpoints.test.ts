/** Every endpoint of the stand-in answers as GitHub describes it, asked by GitHub's own client. */

import { issueSignIn } from '@countersign/sandbox/api/people-routes.ts';
import { ROUTES } from '@countersign/sandbox/api/routes.ts';
import { human } from '@countersign/sandbox/human.ts';
import { afterAll, expect, test } from 'vitest';
import { githubOracle } from '../instruments/github-oracle.ts';
import { type Stage, stage } from './stage.ts';

const oracle = githubOracle();
const used = new Set<string>();

function begin(): Stage & { at: { owner: string; repo: string } } {
  const made = stage({ oracle });
  made.api.heard.add(({ method, route, status }) => status < 300 && used.add(`${method} ${route}`));
  return { ...made, at: { owner: made.owner, repo: made.repo } };
}

test('the app finds itself, its installations and their repositories', async () => {
  const { asApp, asInstallation, seeded, at, checked, owner } = begin();
  const app = asApp();
  expect((await app.rest.apps.getAuthenticated()).data?.slug).toBe('countersign');
  expect((await app.rest.apps.listInstallations()).data).toHaveLength(1);
  const id = seeded.installation.id;
  expect((await app.rest.apps.getInstallation({ installation_id: id })).data.app_slug).toBe('countersign');
  expect((await app.rest.apps.getRepoInstallation(at)).data.id).toBe(id);
  expect((await app.rest.apps.getOrgInstallation({ org: owner })).data.id).toBe(id);
  const narrow = { installation_id: id, repositories: [at.repo], permissions: { issues: 'read' as const } };
  const token = await app.rest.apps.createInstallationAccessToken(narrow);
  expect(token.data.repositories).toHaveLength(1);
  expect((await asInstallation().rest.apps.listReposAccessibleToInstallation()).data.total_count).toBe(1);
  expect(checked.violations).toEqual([]);
});

test('issues are listed, opened, read, edited, typed and closed', async () => {
  const { asInstallation, at, checked, seeded } = begin();
  const { rest } = asInstallation();
  expect(
    (await rest.issues.listForRepo({ ...at, labels: 'requirement', state: 'all', since: '2026-01-01T00:00:00Z' })).data,
  ).toHaveLength(3);
  const made = await rest.issues.create({
    ...at,
    title: 'New',
    body: 'Text',
    labels: ['requirement'],
    type: 'Change request',
  });
  expect(made.data.type?.name).toBe('Change request');
  const which = { ...at, issue_number: made.data.number };
  const closed = await rest.issues.update({
    ...which,
    state: 'closed',
    state_reason: 'not_planned',
    title: 'Newer',
    type: 'Bug',
  });
  expect(closed.data).toMatchObject({ state: 'closed', state_reason: 'not_planned', title: 'Newer' });
  expect((await rest.issues.get(which)).data.closed_by?.login).toBe('countersign[bot]');
  expect((await rest.issues.listForRepo(at)).data.map((one) => one.number)).toEqual([seeded.pull, 3, 2, 1]);
  expect((await asInstallation().request('GET /orgs/{org}/issue-types', { org: at.owner })).data).toHaveLength(2);
  expect(checked.violations).toEqual([]);
});

test('labels are defined, changed, set and taken away', async () => {
  const { asInstallation, at, checked } = begin();
  const { rest } = asInstallation();
  await rest.issues.createLabel({ ...at, name: 'change: in review', color: 'ff0000', description: 'Being decided' });
  await rest.issues.updateLabel({ ...at, name: 'change: in review', color: '00ff00', new_name: 'change: decided' });
  expect((await rest.issues.getLabel({ ...at, name: 'change: decided' })).data.color).toBe('00ff00');
  expect((await rest.issues.listLabelsForRepo(at)).data).toHaveLength(3);
  const which = { ...at, issue_number: 1 };
  await rest.issues.addLabels({ ...which, labels: ['change: decided'] });
  await rest.issues.removeLabel({ ...which, name: 'requirement' });
  expect((await rest.issues.listLabelsOnIssue(which)).data.map((one) => one.name)).toEqual(['change: decided']);
  await rest.issues.setLabels({ ...which, labels: ['requirement'] });
  await rest.issues.deleteLabel({ ...at, name: 'change: decided' });
  expect(checked.violations).toEqual([]);
});

test('a comment is reacted to once by each account, and folded away by whoever may write comments', async () => {
  const { asInstallation, at, checked } = begin();
  const app = asInstallation();
  const { data } = await app.rest.issues.createComment({ ...at, issue_number: 1, body: 'Hello' });
  const nod = { ...at, comment_id: data.id, content: '+1' as const };
  const first = await app.rest.reactions.createForIssueComment(nod);
  const again = await app.rest.reactions.createForIssueComment(nod);
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.data.id).toBe(first.data.id);
  expect((await app.rest.issues.getComment({ ...at, comment_id: data.id })).data.reactions?.['+1']).toBe(1);
  const fold = `mutation ($id: ID!) {
    minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized } }
  }`;
  const folded = await app.graphql(fold, { id: data.node_id });
  expect(folded).toEqual({ minimizeComment: { minimizedComment: { isMinimized: true } } });
  await expect(app.graphql(fold.replace('RESOLVED', 'WRONG'), { id: data.node_id })).rejects.toThrow('classifier');
  await expect(app.graphql(fold, { id: 'IC_none' })).rejects.toThrow('Could not resolve');
  expect(checked.violations).toEqual([]);
});

test('comments are written, listed, edited and deleted', async () => {
  const { asInstallation, at, checked } = begin();
  const { rest } = asInstallation();
  const { data } = await rest.issues.createComment({ ...at, issue_number: 1, body: 'Hello' });
  expect(data.user?.type).toBe('Bot');
  await rest.issues.updateComment({ ...at, comment_id: data.id, body: 'Hello again' });
  expect((await rest.issues.getComment({ ...at, comment_id: data.id })).data.body).toBe('Hello again');
  expect((await rest.issues.listComments({ ...at, issue_number: 1 })).data).toHaveLength(1);
  expect((await rest.issues.listCommentsForRepo(at)).data).toHaveLength(1);
  await rest.issues.deleteComment({ ...at, comment_id: data.id });
  expect((await rest.issues.listComments({ ...at, issue_number: 1 })).data).toHaveLength(0);
  expect(checked.violations).toEqual([]);
});

test('pull requests are listed, read with files and commits, opened, edited and merged', async () => {
  const { asInstallation, at, checked, seeded } = begin();
  const { rest } = asInstallation();
  const which = { ...at, pull_number: seeded.pull };
  expect((await rest.pulls.list({ ...at, head: `${at.owner}:pdf-export` })).data).toHaveLength(1);
  const pull = (await rest.pulls.get(which)).data;
  expect(pull).toMatchObject({ mergeable_state: 'blocked', commits: 1, changed_files: 2 });
  expect((await rest.pulls.listFiles(which)).data.map((one) => one.filename)).toEqual(['src/export.js', 'src/pdf.js']);
  expect((await rest.pulls.listCommits(which)).data).toHaveLength(1);
  await rest.pulls.update({ ...which, body: 'Change: #9' });
  const main = (await rest.git.getRef({ ...at, ref: 'heads/main' })).data.object.sha;
  await rest.git.createRef({ ...at, ref: 'refs/heads/onboarding', sha: main });
  const content = Buffer.from('version: 1\n').toString('base64');
  await rest.repos.createOrUpdateFileContents({
    ...at,
    path: '.github/countersign.yml',
    message: 'Add',
    content,
    branch: 'onboarding',
  });
  const made = await rest.pulls.create({ ...at, title: 'Onboarding', head: 'onboarding', base: 'main' });
  expect(made.data.user.login).toBe('countersign[bot]');
  await rest.checks.create({ ...at, name: 'Countersign', head_sha: pull.head.sha, conclusion: 'success' });
  const merged = await rest.pulls.merge({ ...which, sha: pull.head.sha });
  expect(merged.data.merged).toBe(true);
  const found = await rest.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha: merged.data.sha });
  expect(found.data.map((one) => one.number)).toEqual([seeded.pull]);
  expect(checked.violations).toEqual([]);
});

test('check runs are created, updated, read and found by commit', async () => {
  const { asInstallation, at, checked, seeded } = begin();
  const { rest } = asInstallation();
  const head_sha = seeded.repository.issues.get(seeded.pull)?.pull?.headSha ?? '';
  const actions = [{ label: 'Re-check', identifier: 'recheck', description: 'Look again' }];
  const made = await rest.checks.create({
    ...at,
    name: 'Countersign',
    head_sha,
    status: 'in_progress',
    output: { title: 'T', summary: 'S' },
    actions,
  });
  expect(made.data.pull_requests.map((one) => one.number)).toEqual([seeded.pull]);
  const which = { ...at, check_run_id: made.data.id };
  await rest.checks.update({ ...which, status: 'completed', conclusion: 'action_required' });
  expect((await rest.checks.get(which)).data.conclusion).toBe('action_required');
  const list = await rest.checks.listForRef({ ...at, ref: head_sha, check_name: 'Countersign', filter: 'latest' });
  expect(list.data.total_count).toBe(1);
  expect(checked.violations).toEqual([]);
});

test('files, folders, commits and differences are read', async () => {
  const { asInstallation, at, checked } = begin();
  const { rest } = asInstallation();
  expect((await rest.repos.get(at)).data.default_branch).toBe('main');
  expect((await rest.repos.getContent({ ...at, path: 'src' })).data).toHaveLength(2);
  expect((await rest.repos.getContent({ ...at, path: '' })).data).toHaveLength(2);
  const file = (await rest.repos.getContent({ ...at, path: 'src/pdf.js', ref: 'pdf-export' })).data;
  expect('content' in file && Buffer.from(file.content, 'base64').toString()).toContain('toPdf');
  const begun = await rest.git.listMatchingRefs({ ...at, ref: 'heads/pdf' });
  expect(begun.data.map((one) => one.ref)).toEqual(['refs/heads/pdf-export']);
  expect((await rest.git.listMatchingRefs({ ...at, ref: 'heads/none' })).data).toEqual([]);
  const whole = await rest.git.getTree({ ...at, tree_sha: 'main', recursive: '1' });
  expect(whole.data.tree.map((one) => one.path)).toContain('README.md');
  const raw = await rest.repos.getContent({ ...at, path: 'README.md', mediaType: { format: 'raw' } });
  expect(String(raw.data)).toContain('# Invoices');
  const compared = await rest.repos.compareCommitsWithBasehead({ ...at, basehead: 'main...pdf-export' });
  expect(compared.data).toMatchObject({ status: 'ahead', ahead_by: 1 });
  const rules = await rest.repos.getBranchRules({ ...at, branch: 'main' });
  expect(rules.data).toMatchObject([
    {
      type: 'required_status_checks',
      parameters: { required_status_checks: [{ context: 'Countersign', integration_id: expect.any(Number) }] },
    },
  ]);
  expect((await rest.repos.getBranchRules({ ...at, branch: 'release/1' })).data).toEqual([]);
  expect((await rest.repos.listCommits({ ...at, path: 'src/pdf.js', sha: 'pdf-export' })).data).toHaveLength(1);
  expect((await rest.repos.getCommit({ ...at, ref: 'pdf-export' })).data.files).toHaveLength(2);
  const tree = await rest.git.getTree({
    ...at,
    tree_sha: compared.data.merge_base_commit.commit.tree.sha,
    recursive: '1',
  });
  const query = '{ repository(owner: "x", name: "y") { ref(qualifiedName: "z") { target { oid } } } }';
  expect((await asInstallation().request('POST /graphql', { query })).data.errors).toHaveLength(1);
  expect(tree.data).toMatchObject({ sha: compared.data.merge_base_commit.commit.tree.sha, truncated: false });
  expect(checked.violations).toEqual([]);
});

test('teams, people and what they may do are read', async () => {
  const { asInstallation, asPerson, at, checked } = begin();
  const { rest } = asInstallation();
  const team = { org: at.owner, team_slug: 'project-managers' };
  expect((await rest.teams.getByName(team)).data.members_count).toBe(1);
  expect((await rest.teams.list({ org: at.owner })).data).toHaveLength(5);
  expect((await rest.teams.listMembersInOrg(team)).data.map((one) => one.login)).toEqual(['pan-wei']);
  expect((await rest.teams.getMembershipForUserInOrg({ ...team, username: 'pan-wei' })).data.state).toBe('active');
  expect((await rest.repos.getCollaboratorPermissionLevel({ ...at, username: 'dara' })).data).toMatchObject({
    permission: 'write',
    role_name: 'write',
  });
  const admins = await rest.repos.listCollaborators({ ...at, permission: 'admin' });
  expect(admins.data.map((one) => one.login)).toEqual(['olga']);
  const { data: dara } = await rest.users.getByUsername({ username: 'dara' });
  expect(dara.name).toBe('Dara Okoye');
  expect((await rest.users.getById({ account_id: dara.id })).data.login).toBe('dara');
  expect((await asPerson('dara').rest.users.getAuthenticated()).data.login).toBe('dara');
  expect((await rest.rateLimit.get()).data.rate.limit).toBe(5000);
  expect(checked.violations).toEqual([]);
});

test('deliveries are listed, read and asked for again', async () => {
  const { asApp, deliveries, checked, world, seeded, at } = begin();
  human(world, 'rosa', `${at.owner}/${at.repo}`).comment(seeded.pull, 'Hello');
  await deliveries.settled();
  const { rest } = asApp();
  const [newest] = (await rest.apps.listWebhookDeliveries({ per_page: 1 })).data;
  expect(newest?.event).toBe('issue_comment');
  const which = { delivery_id: newest?.id ?? 0 };
  expect((await rest.apps.getWebhookDelivery(which)).data.request.payload).toMatchObject({ action: 'created' });
  expect((await rest.apps.redeliverWebhookDelivery(which)).status).toBe(202);
  expect(checked.violations).toEqual([]);
});

test('a waiting deployment is answered', async () => {
  const { asInstallation, checked, world, at } = begin();
  const { run } = human(world, 'dara', `${at.owner}/${at.repo}`).requestDeployment('production');
  const answer = {
    ...at,
    run_id: run,
    environment_name: 'production',
    state: 'approved' as const,
    comment: 'Everything is approved',
  };
  expect((await asInstallation().rest.actions.reviewCustomGatesForRun(answer)).status).toBe(204);
  expect(checked.violations).toEqual([]);
});

test('an app is registered by a manifest, once for each code', async () => {
  const { asNobody, checked, world } = begin();
  world.state.manifests.set('code', { name: 'Our Countersign', webhookUrl: 'http://app.test/hook' });
  const { rest } = asNobody();
  const { data } = await rest.apps.createFromManifest({ code: 'code' });
  expect(data).toMatchObject({ slug: 'our-countersign', pem: expect.stringContaining('PRIVATE KEY') });
  await expect(rest.apps.createFromManifest({ code: 'code' })).rejects.toMatchObject({ status: 404 });
  expect(checked.violations).toEqual([]);
});

test('a person signs in with a code that is good once', async () => {
  const { api, world } = begin();
  const { clientId: client_id, clientSecret: client_secret } = world.state.app;
  const back = `http://app.test/back`;
  const agreed = await api.fetch(
    `http://web.test/login/oauth/authorize?client_id=${client_id}&login=rosa&state=s&redirect_uri=${back}`,
    { redirect: 'manual' },
  );
  expect(agreed.headers.get('location')).toMatch(/^http:\/\/app\.test\/back\?code=\w+&state=s$/);
  const code = issueSignIn(world, 'rosa');
  const ask = () =>
    api.fetch('http://web.test/login/oauth/access_token', {
      method: 'POST',
      body: JSON.stringify({ client_id, client_secret, code }),
    });
  const { access_token } = (await (await ask()).json()) as { access_token: string };
  const me = await api.fetch('http://api.test/user', { headers: { authorization: `Bearer ${access_token}` } });
  expect(await me.json()).toMatchObject({ login: 'rosa' });
  expect(await (await ask()).json()).toMatchObject({ error: 'bad_verification_code' });
  used.add('GET /login/oauth/authorize');
});

afterAll(() => {
  const missed = ROUTES.map((one) => `${one.method} ${one.path}`).filter((one) => !used.has(one));
  expect(missed, 'routes that no test of this file asked for').toEqual([]);
});
