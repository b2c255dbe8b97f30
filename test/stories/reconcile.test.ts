import { happenings } from '@countersign/core/change/decider.ts';
import { fold } from '@countersign/core/change/evolve.ts';
import { isDeleted } from '@countersign/core/change/flags.ts';
import { show } from '@countersign/github/jobs.ts';
import { reconcile } from '@countersign/github/reconcile/reconcile.ts';
import { addOrganization } from '@countersign/sandbox/world/account.ts';
import { install, uninstall } from '@countersign/sandbox/world/installation.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { openPull } from '@countersign/sandbox/world/pull.ts';
import { push } from '@countersign/sandbox/world/push.ts';
import { addRepository } from '@countersign/sandbox/world/repository.ts';
import { afterEach, expect, test } from 'vitest';
import { approved } from '../instruments/board.ts';
import { formBody } from '../instruments/formbody.ts';
import { ANSWERS, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

test('6.1: a list of pull requests that GitHub refuses does not leave a gate open on old facts', async () => {
  line = await openLine();
  const number = await approved(line);
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  const on = 'GET /repos/:owner/:repo/pulls';
  line.api.faults.add({ kind: 'status', status: 403, message: 'Resource not accessible', on, times: 1 });
  await line.server.reconcile();
  await line.settled();
  line.as('project-manager').comment(number, '/assess cost CNY 9,000');
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('an answer whose outcome was lost is not given twice, however long the discussion is', async () => {
  line = await openLine();
  const number = await approved(line);
  for (let at = 0; at < 120; at += 1) line.as('developer').comment(number, `note ${at}`);
  await line.settled();
  const before = line.comments(number).length;
  const looked = () => line.spoken.filter((one) => one.method === 'GET' && one.path.includes('/comments')).length;
  const lookedBefore = looked();
  const on = 'POST /repos/:owner/:repo/issues/:number/comments';
  line.api.faults.add({ kind: 'reset', on, times: 1, when: 'after' });
  line.as('developer').comment(number, '/help');
  await line.settled();
  // The job waits for its second try, which looks through two pages; a round that looks as well makes them more.
  await expect.poll(looked).toBeGreaterThanOrEqual(lookedBefore + 2);
  await line.settled();
  expect(line.comments(number).length - before).toBe(1);
});

test('every installation is looked at, also those on GitHub’s later pages', async () => {
  line = await openLine();
  const { world, seeded } = line;
  const dara = { account: seeded.people.developer, viaApp: false };
  for (let at = 0; at < 101; at += 1) {
    const owner = addOrganization(world, `company-${at}`, [seeded.owner]);
    if (at === 100) {
      const repository = addRepository(world, { owner, name: 'late', author: seeded.people.developer, files: {} });
      repository.collaborators.set(seeded.people.developer.id, 'write');
      push(world, repository, dara, { branch: 'work', from: 'main', message: 'work', edits: { 'a.js': '1' } });
      openPull(world, repository, dara, { title: 'Work', body: '', head: 'work', base: 'main' });
    }
    install(world, seeded.owner, owner);
  }
  await line.settled();
  await line.server.reconcile();
  await line.settled();
  const late = [...world.state.repositories.values()].find((one) => one.name === 'late');
  const head = late?.refs.get('refs/heads/work');
  expect([...(late?.checks.values() ?? [])].map((one) => one.headSha)).toContain(head);
});

test('4.3: an edit whose delivery is refused at the door for a letter that no record holds closes the gate at the next round', async () => {
  line = await openLine();
  const number = await approved(line);
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  line.world.now = () => Date.now() - 120_000;
  const body = formBody('standard', 'en', { ...ANSWERS, after: 'Invoices go to my own server.\0' });
  line.as('technical-expert').editIssue(number, { body });
  line.world.now = Date.now;
  await line.settled();
  expect(line.deliveries.list().some((one) => one.event === 'issues' && one.statusCode === 400)).toBe(true);
  await line.server.reconcile();
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('4.3: an edit of which GitHub never told closes the gate at the next round, and no vote for the old text counts', async () => {
  line = await openLine();
  const number = await approved(line);
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  line.deliveries.meddle = (occurrence) =>
    occurrence.event === 'issues' && occurrence.action === 'edited' ? [] : [occurrence];
  // Old enough that its webhook is no longer awaited.
  line.world.now = () => Date.now() - 120_000;
  const body = formBody('standard', 'en', { ...ANSWERS, after: 'Invoices go to my own server.' });
  line.as('technical-expert').editIssue(number, { body });
  line.world.now = Date.now;
  await line.server.reconcile();
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  const state = await line.state(number);
  expect(JSON.stringify(state.content.request.after)).toContain('my own server');
  expect(state.votes.every((vote) => vote.voided)).toBe(true);
});

/** Work that an approved request opens the gate for. */
async function green(): Promise<number> {
  const number = await approved(line);
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).toBe('success');
  return number;
}

const deletions = (line: Line, number: number) =>
  line.state(number).then(({ irregularities }) => irregularities.map(({ kind }) => kind));

test('4.3: a request that is gone and of which GitHub never told closes its gate at the next round, and later pushes stay closed', async () => {
  line = await openLine();
  const number = await green();
  const { pull, repository } = line.seeded;
  line.deliveries.meddle = (occurrence) => (occurrence.event === 'issues' ? [] : [occurrence]);
  line.as('owner').deleteIssue(number);
  await line.server.reconcile();
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  line.as('developer').push(repository.issues.get(pull)?.pull?.headRef ?? '', 'more', { 'src/more.ts': '1' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
  await line.server.reconcile();
  await line.settled();
  expect(await deletions(line, number)).toEqual(['item-deleted']);
});

test.each([10, 600, -10])(
  'what was missed is asked for again by GitHub’s clock, where ours was %i minutes ahead of it and was set right',
  async (minutes) => {
    let ahead = minutes * 60_000;
    line = await openLine({ now: () => Date.now() + ahead });
    const number = line.file();
    await line.settled();
    await line.server.reconcile();
    ahead = 0;
    line.deliveries.delivering = false;
    line.as('requester').comment(number, '/submit');
    await line.deliveries.settled();
    line.deliveries.delivering = true;
    await line.server.reconcile();
    await line.settled();
    expect((await line.state(number)).stage).toBe('submitted');
    const asked = () => line.spoken.filter(({ path }) => path.endsWith('/attempts')).length;
    expect(asked()).toBe(1);
    await line.server.reconcile();
    await line.settled();
    expect(asked()).toBe(1);
  },
);

test('4.3: what GitHub shows again after it was found gone goes on', async () => {
  let ahead = 0;
  line = await openLine({ now: () => Date.now() + ahead });
  const number = await green();
  const { pull, repository } = line.seeded;
  const issue = repository.issues.get(number);
  // As of whoever is taken for a spammer, until it is found out that they are none.
  repository.issues.delete(number);
  await line.server.reconcile();
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  if (issue) repository.issues.set(number, issue);
  // A copy of GitHub's that has not heard of it may say so for a while.
  await line.server.reconcile();
  await line.settled();
  expect(await deletions(line, number)).toEqual(['item-deleted']);
  ahead = 120_000;
  await line.server.reconcile();
  await line.settled();
  expect(await deletions(line, number)).toEqual(['item-deleted', 'item-seen']);
  expect(line.check(pull)?.conclusion).toBe('success');
});

test.each([
  ['cannot say which issues are there', 'POST /graphql', 500],
  ['does not let the app ask for many at once', 'POST /graphql', 403],
  ['says nothing of the repository', 'GET /repos/:owner/:repo', 404],
])('4.3: no request is taken for gone where GitHub %s', async (_, on, status) => {
  line = await openLine();
  const number = await green();
  line.seeded.repository.issues.delete(number);
  const back = line.api.faults.add({ kind: 'status', status, message: 'no', on });
  await line.server.reconcile();
  await line.settled();
  expect(await deletions(line, number)).toEqual([]);
  back();
  await line.server.reconcile();
  await line.settled();
  expect(await deletions(line, number)).toEqual(['item-deleted']);
});

test('5.6: a request that a round finds gone, and that was transferred as is told late, is not gone where it lives', async () => {
  line = await openLine();
  const { world, seeded } = line;
  const { organization, people } = seeded;
  const there = addRepository(world, { owner: organization, name: 'other', author: people.developer, files: {} });
  await line.settled();
  const number = await green();
  const late: Parameters<NonNullable<typeof line.deliveries.meddle>>[0][] = [];
  line.deliveries.meddle = (occurrence) => {
    if (occurrence.event !== 'issues') return [occurrence];
    late.push(occurrence);
    return [];
  };
  const moved = line.as('developer').transferIssue(number, `${organization.login}/${there.name}`);
  await line.server.reconcile();
  await line.settled();
  expect(line.check(seeded.pull)).toMatchObject({ conclusion: 'action_required' });
  expect(await deletions(line, number)).toEqual(['item-deleted']);
  line.deliveries.meddle = (occurrence) => [...late.splice(0), occurrence];
  line.as('owner').comment(1, 'Whatever brings the rest.');
  await line.settled();
  const tenant = `github:${organization.id}`;
  const row = await line.server.parts.register.findByNumber(tenant, nodeId('R', there.id), moved.number);
  const state = row && fold(happenings(await line.server.parts.ledger.read(row.ref)));
  expect(state && isDeleted(state)).toBeUndefined();
  expect(state?.irregularities.map(({ kind }) => kind).slice(0, 2)).toEqual(['item-deleted', 'item-seen']);
  expect(line.check(seeded.pull)).toMatchObject({ conclusion: 'action_required' });
});

test('a round asks once for all decided requests, and stores nothing for it', async () => {
  line = await openLine();
  await green();
  await line.server.reconcile();
  await line.settled();
  const before = line.spoken.length;
  await line.server.reconcile();
  await line.settled();
  const asked = line.spoken.slice(before);
  expect(asked.filter((one) => one.path === '/graphql')).toHaveLength(1);
  expect(asked.filter((one) => /\/issues\/\d+$/.test(one.path))).toEqual([]);
  const { organization, repository } = line.seeded;
  const key = {
    tenant: `github:${organization.id}`,
    project: nodeId('R', repository.id),
    kind: 'looked',
    id: 'requests',
  };
  expect(await line.server.parts.documents.find(key)).toBeUndefined();
});

test.each([
  ['the repositories of another installation', 'GET /installation/repositories', 502],
  ['its list of deliveries', 'GET /app/hook/deliveries', 502],
  ['its list of deliveries', 'GET /app/hook/deliveries', 403],
])('4.4: while GitHub does not tell %s (%s: %i), a round looks at all the rest', async (_, on, status) => {
  line = await openLine();
  const { world, seeded } = line;
  const dara = { account: seeded.people.developer, viaApp: false };
  const owner = addOrganization(world, 'company', [seeded.owner]);
  const repository = addRepository(world, { owner, name: 'late', author: seeded.people.developer, files: {} });
  repository.collaborators.set(seeded.people.developer.id, 'write');
  push(world, repository, dara, { branch: 'work', from: 'main', message: 'work', edits: { 'a.js': '1' } });
  openPull(world, repository, dara, { title: 'Work', body: '', head: 'work', base: 'main' });
  install(world, seeded.owner, owner);
  await line.settled();
  line.api.faults.add({ kind: 'status', status, message: 'no', on, times: 1 });
  await line.server.reconcile();
  await line.settled();
  const heads = [...repository.checks.values()].map((one) => one.headSha);
  expect(heads).toContain(repository.refs.get('refs/heads/work'));
});

test('4.3: an edit of which GitHub never told is found however long its repository could not be looked at', async () => {
  line = await openLine();
  const number = await approved(line);
  const { pull } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  line.deliveries.meddle = () => [];
  line.world.now = () => Date.now() - 120_000;
  const body = formBody('standard', 'en', { ...ANSWERS, after: 'Invoices go to my own server.' });
  line.as('technical-expert').editIssue(number, { body });
  line.world.now = Date.now;
  line.deliveries.meddle = (one) => [one];
  const on = 'GET /repos/:owner/:repo/issues';
  line.api.faults.add({ kind: 'status', status: 502, message: 'away', on, times: 1 });
  const { parts } = line.server;
  await reconcile(parts, Date.now() - 180_000, (job) => show(parts, job));
  await line.settled();
  const later = Date.now() + 2 * 3_600_000;
  await reconcile({ ...parts, now: () => later }, later, (job) => show(parts, job));
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('4.4: what is green of before the app was taken out of a repository is looked at as soon as it is let in again', async () => {
  line = await openLine();
  const number = await approved(line);
  const { pull, installation, organization, owner } = line.seeded;
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  uninstall(line.world, owner, installation);
  line.as('developer').editPull(pull, { body: 'names nothing' });
  await line.settled();
  install(line.world, owner, organization);
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('what is said of a request whose filing GitHub never told of is heard, also while others go on speaking there', async () => {
  line = await openLine();
  line.deliveries.meddle = () => [];
  line.world.now = () => Date.now() - 120_000;
  const number = line.file();
  line.as('requester').comment(number, '/submit');
  line.world.now = Date.now;
  // Too new an issue is left to its own delivery; what was said before is not.
  line.as('developer').comment(number, 'Which format?');
  await line.settled();
  line.deliveries.meddle = (one) => [one];
  await line.server.reconcile();
  await line.settled();
  expect((await line.state(number)).stage).toBe('submitted');
});
