/** What the stand-in refuses, pages and remembers, as GitHub would. */

import { generateKeyPairSync } from 'node:crypto';
import { human } from '@countersign/sandbox/human.ts';
import { deserialize, serialize } from '@countersign/sandbox/snapshot.ts';
import { addOrganization } from '@countersign/sandbox/world/account.ts';
import { addRepository } from '@countersign/sandbox/world/repository.ts';
import { reindex, revive } from '@countersign/sandbox/world/world.ts';
import { expect, test } from 'vitest';
import { githubOracle } from '../instruments/github-oracle.ts';
import { type StageOptions, stage } from './stage.ts';

const oracle = githubOracle();

function begin(options: Partial<StageOptions> = {}) {
  const made = stage({ oracle, ...options });
  const as = (login: string) => human(made.world, login, `${made.owner}/${made.repo}`);
  return { ...made, as, at: { owner: made.owner, repo: made.repo } };
}

test('the app proves itself with its own key, for ten minutes at most', async () => {
  const { api, jwt, clock } = begin();
  const status = async (token: string) =>
    (await api.fetch('http://api.test/app', { headers: { authorization: `Bearer ${token}` } })).status;
  const now = clock.now / 1000;
  const stranger = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  expect(await status(jwt())).toBe(200);
  expect(await status(jwt({ key: stranger.privateKey }))).toBe(401);
  expect(await status(jwt({ exp: now - 1 }))).toBe(401);
  expect(await status(jwt({ exp: now + 3600 }))).toBe(401);
  expect(await status(jwt({ iat: now + 600 }))).toBe(401);
  expect(await status(jwt({ iss: 1 }))).toBe(404);
  expect(await status('a.b.c')).toBe(401);
});

test('a token is over after an hour', async () => {
  const { asInstallation, at, clock } = begin();
  const octokit = asInstallation();
  clock.now += 3_599_000;
  expect((await octokit.rest.repos.get(at)).status).toBe(200);
  clock.now += 1_000;
  await expect(octokit.rest.repos.get(at)).rejects.toMatchObject({ status: 401 });
});

test('a token does what it was granted, and no more', async () => {
  const { asInstallation, at, checked, seeded } = begin();
  const reader = asInstallation({ issues: 'read' }).rest;
  expect((await reader.issues.listForRepo(at)).status).toBe(200);
  const refused = { status: 403, message: expect.stringContaining('Resource not accessible by integration') };
  await expect(reader.issues.createComment({ ...at, issue_number: 1, body: 'x' })).rejects.toMatchObject(refused);
  await expect(
    reader.checks.create({ ...at, name: 'Countersign', head_sha: 'x', conclusion: 'success' }),
  ).rejects.toMatchObject(refused);
  await expect(reader.teams.getByName({ org: at.owner, team_slug: 'customers' })).rejects.toMatchObject(refused);
  await expect(reader.pulls.merge({ ...at, pull_number: seeded.pull })).rejects.toMatchObject(refused);
  await expect(reader.issues.update({ ...at, issue_number: 1, state: 'closed' })).rejects.toMatchObject(refused);
  await expect(reader.issues.create({ ...at, title: 'x' })).rejects.toMatchObject(refused);
  expect(checked.violations).toEqual([]);
});

test('an installation sees its own account, reads what is public elsewhere as anybody may, and changes nothing there', async () => {
  const { asInstallation, world, seeded, checked } = begin();
  const other = addOrganization(world, 'lighthouse', [seeded.owner]);
  addRepository(world, { owner: other, name: 'lamps', author: seeded.owner }).private = true;
  const { rest } = asInstallation();
  const lamps = addRepository(world, { owner: other, name: 'public', author: seeded.owner });
  const at = { owner: 'lighthouse', repo: 'public' };
  await expect(rest.repos.get(at)).resolves.toMatchObject({ status: 200 });
  const check = { ...at, name: 'Countersign', head_sha: lamps.refs.get('refs/heads/main') ?? '' };
  await expect(rest.checks.create(check)).rejects.toMatchObject({ status: 403 });
  await expect(rest.repos.get({ owner: 'lighthouse', repo: 'lamps' })).rejects.toMatchObject({ status: 404 });
  const elsewhere = rest.teams.list({ org: 'lighthouse' });
  await expect(elsewhere).rejects.toMatchObject({ status: 404 });
  expect(checked.violations).toEqual([]);
});

test('people may what their teams let them', () => {
  const { as, seeded } = begin();
  expect(() => as('rosa').editIssue(1, { title: 'Mine now' })).toThrow('write');
  expect(() => as('rosa').merge(seeded.pull)).toThrow('write');
  expect(() => as('dara').addToTeam('customers', 'dara')).toThrow('owners');
  expect(() => as('dara').renameRepository('x')).toThrow('admin');
  const id = as('theo').comment(1, 'Mine');
  expect(() => as('rosa').editComment(id, 'Mine now')).toThrow('write');
  as('rosa').addLabel(1, 'change-request');
});

test('a merge waits for the check of this app on this very commit', async () => {
  const { asInstallation, as, at, seeded, checked } = begin();
  const { rest } = asInstallation();
  const which = { ...at, pull_number: seeded.pull };
  const head = async () => (await rest.pulls.get(which)).data.head.sha;
  await expect(rest.pulls.merge(which)).rejects.toMatchObject({ status: 405 });
  const first = await head();
  const made = await rest.checks.create({ ...at, name: 'Countersign', head_sha: first, conclusion: 'failure' });
  expect(() => as('dara').merge(seeded.pull)).toThrow('Countersign');
  await rest.checks.create({ ...at, name: 'Another', head_sha: first, conclusion: 'success' });
  expect(() => as('dara').merge(seeded.pull)).toThrow('Countersign');
  await rest.checks.update({ ...at, check_run_id: made.data.id, conclusion: 'success' });
  as('dara').push('pdf-export', 'One more', { 'more.js': '' });
  expect(() => as('dara').merge(seeded.pull)).toThrow('Countersign');
  await rest.checks.create({ ...at, name: 'Countersign', head_sha: await head(), conclusion: 'success' });
  await expect(rest.pulls.merge({ ...which, sha: first })).rejects.toMatchObject({ status: 409 });
  as('dara').merge(seeded.pull);
  expect((await rest.pulls.get(which)).data).toMatchObject({ merged: true, state: 'closed' });
  expect((await rest.repos.getContent({ ...at, path: 'src/pdf.js' })).status).toBe(200);
  expect(checked.violations).toEqual([]);
});

test('a merge keeps what happened on the base meanwhile', async () => {
  const { as, asInstallation, at, seeded } = begin();
  as('dara').editFile('src/csv.js', 'changed meanwhile\n');
  const head_sha = seeded.repository.issues.get(seeded.pull)?.pull?.headSha ?? '';
  await asInstallation().rest.checks.create({ ...at, name: 'Countersign', head_sha, conclusion: 'success' });
  const { files } = as('dara').merge(seeded.pull);
  expect(files['src/csv.js']).toBe('changed meanwhile\n');
  expect(files['src/pdf.js']).toContain('toPdf');
});

test('a check run that GitHub would refuse is refused', async () => {
  const { asInstallation, at, seeded } = begin();
  const { rest } = asInstallation();
  const head_sha = seeded.repository.issues.get(seeded.pull)?.pull?.headSha ?? '';
  const wrong = async (run: object) =>
    expect(rest.checks.create({ ...at, name: 'Countersign', head_sha, ...run })).rejects.toMatchObject({ status: 422 });
  const button = { label: 'Look', identifier: 'look', description: 'Look again' };
  await wrong({ status: 'completed' });
  await wrong({ actions: [button, button, button, button] });
  await wrong({ actions: [{ ...button, label: 'x'.repeat(21) }] });
  await wrong({ actions: [{ ...button, description: 'x'.repeat(41) }] });
  await wrong({ output: { title: 'T', summary: 'x'.repeat(65_536) } });
  await wrong({ output: { title: 'T' } });
  await wrong({ conclusion: 'approved' });
  expect(seeded.repository.checks.size).toBe(0);
});

test('long lists come in pages that lead to each other', async () => {
  const { asInstallation, asApp, as, at, checked, deliveries } = begin();
  for (let n = 0; n < 34; n += 1) as('rosa').openIssue({ title: `Issue ${n}` });
  await deliveries.settled();
  const octokit = asInstallation();
  const first = await octokit.rest.issues.listForRepo({ ...at, per_page: 10 });
  expect(first.headers.link).toMatch(/page=2>; rel="next", <.*page=4>; rel="last"/);
  expect(await octokit.paginate(octokit.rest.issues.listForRepo, { ...at, per_page: 10 })).toHaveLength(38);
  const app = asApp();
  const all = await app.paginate(app.rest.apps.listWebhookDeliveries, { per_page: 10 });
  expect(new Set(all.map((one) => one.id)).size).toBe(deliveries.list().length);
  expect(checked.violations).toEqual([]);
});

test('wrong input is answered in GitHub’s words', async () => {
  const { asInstallation, at, checked, api } = begin();
  const { rest } = asInstallation();
  await expect(rest.issues.get({ ...at, issue_number: 99 })).rejects.toMatchObject({ status: 404 });
  await expect(rest.issues.createLabel({ ...at, name: 'requirement' })).rejects.toMatchObject({
    status: 422,
    message: expect.stringContaining('already_exists'),
  });
  await expect(rest.issues.createComment({ ...at, issue_number: 1, body: 'x'.repeat(65_537) })).rejects.toMatchObject({
    status: 422,
  });
  await expect(rest.checks.create({ ...at, name: 'Countersign', head_sha: 'f'.repeat(40) })).rejects.toMatchObject({
    status: 422,
  });
  await expect(rest.repos.getContent({ ...at, path: 'none' })).rejects.toMatchObject({ status: 404 });
  await expect(rest.repos.get({ owner: 'nobody', repo: 'x' })).rejects.toMatchObject({ status: 404 });
  const bad = await api.fetch('http://api.test/login/oauth/access_token', { method: 'POST', body: '{' });
  expect(bad.status).toBe(400);
  // The comment that is too long is also what the oracle reports; nothing else.
  expect(checked.violations.every((one) => one.message.includes('65536'))).toBe(true);
});

test('a route that the stand-in lacks is named, not hidden', async () => {
  const { api } = begin();
  const answer = await api.fetch('http://api.test/repos/harbour/invoices/milestones');
  expect(answer.status).toBe(501);
  expect(await answer.json()).toMatchObject({
    message: expect.stringContaining('GET /repos/harbour/invoices/milestones'),
  });
});

test('a renamed repository is found under its old name', async () => {
  const { asInstallation, as, at, checked, seeded, world } = begin();
  as('olga').renameRepository('bills');
  // Also after the world was written down and read back.
  reindex(world);
  const { rest } = asInstallation();
  expect((await rest.repos.get(at)).data.name).toBe('bills');
  expect((await rest.issues.createComment({ ...at, issue_number: 1, body: 'Still here' })).status).toBe(201);
  expect(seeded.repository.comments.size).toBe(1);
  expect(checked.violations).toEqual([]);
});

test('an unchanged answer is not sent again', async () => {
  const { asInstallation, at } = begin();
  const { rest } = asInstallation();
  const etag = (await rest.issues.get({ ...at, issue_number: 1 })).headers.etag;
  const headers = { 'if-none-match': etag };
  await expect(rest.issues.get({ ...at, issue_number: 1, headers })).rejects.toMatchObject({ status: 304 });
});

test('a world survives being written down', async () => {
  const { world, as } = begin();
  as('rosa').comment(1, 'Kept');
  const text = serialize(world.state);
  const again = revive(deserialize(text), { clock: world.now, apiUrl: world.apiUrl, webUrl: world.webUrl });
  expect(serialize(again.state)).toBe(text);
  const hands = human(again, 'rosa', 'harbour/invoices');
  expect(hands.openIssue({ title: 'Next' }).number).toBe(5);
});
