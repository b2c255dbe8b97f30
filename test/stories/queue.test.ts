/** A group in the merge queue is judged by every pull request whose commits it brings, however the queue makes its commits (6.1). */

import { groupsAnywhere } from '@countersign/github/work/group.ts';
import { mergeGroupJson } from '@countersign/sandbox/show/check.ts';
import { moveBranch } from '@countersign/sandbox/world/push.ts';
import { tell } from '@countersign/sandbox/world/tell.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { approved, approvedWork } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

let line: Line;
afterEach(() => line.close());

const METHODS = ['merge', 'squash', 'rebase'] as const;
type Method = (typeof METHODS)[number];

async function begin(method: Method, options: Parameters<typeof openLine>[0] = {}): Promise<void> {
  line = await openLine(options);
  line.seeded.repository.queueMethod = method;
}

/** A pull request of two commits that names nothing; below `docs/` it needs no request. */
function open(branch: string, folder: 'docs' | 'src', body = ''): number {
  const developer = line.as('developer');
  developer.push(branch, `${branch} one`, { [`${folder}/${branch}.js`]: 'one' }, 'main');
  developer.push(branch, `${branch} two`, { [`${folder}/${branch}.js`]: 'two' });
  return developer.openPull({ title: branch, body, head: branch, base: 'main' });
}

/** Makes a branch of a commit by hand. */
function branchAt(name: string, sha: string): void {
  const { people, repository } = line.seeded;
  const commit = repository.commits.get(sha);
  if (commit) moveBranch(line.world, repository, { account: people.developer, viaApp: false }, name, commit);
}

function checkAt(sha: string | undefined) {
  return [...line.seeded.repository.checks.values()].filter((one) => one.headSha === sha).at(-1);
}

const said = (sha: string | undefined): string => `${checkAt(sha)?.title}\n${checkAt(sha)?.summary}`;

const EACH = METHODS.flatMap((method) => [1, 3].map((count) => [method, count] as const));

test.each(EACH)(
  'a %s queue, a group of %i: green for what needs no request, closed by the one that does, and it is named',
  async (method, count) => {
    await begin(method);
    const names = Array.from({ length: count }, (_, at) => `w${at}`);
    const free = names.map((name) => open(name, 'docs'));
    const rogue = open('rogue', 'src');
    await line.settled();
    const good = line.as('developer').joinMergeQueue(...free);
    await line.settled();
    expect(checkAt(good.headSha)?.conclusion).toBe('success');
    line.as('developer').leaveMergeQueue(good.headSha);
    const middle = free.with(Math.floor(count / 2), rogue);
    const bad = line.as('developer').joinMergeQueue(...middle);
    await line.settled();
    expect(checkAt(bad.headSha)?.conclusion).toBe('action_required');
    expect(said(bad.headSha)).toContain(count === 1 ? 'change request' : `#${rogue}`);
  },
);

test.each(METHODS)(
  'a %s queue: an approved request opens the group, a vote that is lost closes it again',
  async (method) => {
    await begin(method);
    const request = await approved(line);
    const pulls = [open('before', 'docs'), open('named', 'src', `Change: #${request}`), open('after', 'docs')];
    await line.settled();
    const { headSha } = line.as('developer').joinMergeQueue(...pulls);
    await line.settled();
    expect(checkAt(headSha)?.conclusion).toBe('success');
    line.as('project-manager').comment(request, '/assess cost CNY 9,000');
    await line.settled();
    expect(checkAt(headSha)?.conclusion).toBe('action_required');
    expect(said(headSha)).toContain(`#${pulls[1]}`);
  },
);

test.each(METHODS)(
  'a %s queue: a group answers for what it is built on as well, and not when that is out of it',
  async (method) => {
    await begin(method);
    const [rogue, free] = [open('rogue', 'src'), open('free', 'docs')];
    await line.settled();
    const first = line.as('developer').joinMergeQueue(rogue);
    const second = line.as('developer').joinMergeQueue(free);
    await line.settled();
    expect(checkAt(second.headSha)?.conclusion).toBe('action_required');
    expect(said(second.headSha)).toContain(`#${rogue}`);
    line.as('developer').leaveMergeQueue(second.headSha);
    line.as('developer').leaveMergeQueue(first.headSha);
    const anew = line.as('developer').joinMergeQueue(free);
    await line.settled();
    expect(checkAt(anew.headSha)?.conclusion).toBe('success');
  },
);

test.each(METHODS)(
  'a %s queue: commits of a group that was taken apart are nobody’s, and are named',
  async (method) => {
    await begin(method);
    const [rogue, free] = [open('rogue', 'src'), open('free', 'docs')];
    await line.settled();
    const first = line.as('developer').joinMergeQueue(rogue);
    const second = line.as('developer').joinMergeQueue(free);
    line.as('developer').leaveMergeQueue(first.headSha);
    await line.settled();
    expect(checkAt(second.headSha)?.conclusion).not.toBe('success');
    // Squashed commits say of no pull request; it is known from the first group where that was told of before it was taken apart.
    const names = method === 'merge' ? [`#${rogue}`] : [`#${rogue}`, first.headSha.slice(0, 12)];
    expect(names.filter((name) => said(second.headSha).includes(name))).not.toEqual([]);
  },
);

test.each(METHODS.flatMap((method) => ['docs', 'src'].map((folder) => [method, folder] as const)))(
  'a %s queue: whoever closes a pull request (of %s) that waits takes its group’s green with it, whatever the queue does',
  async (method, folder) => {
    await begin(method);
    const request = await approved(line);
    const pulls =
      folder === 'docs'
        ? [open('one', 'docs'), open('two', 'docs')]
        : [open('one', 'docs'), open('two', 'src', `Change: #${request}`)];
    await line.settled();
    const { headSha } = line.as('developer').joinMergeQueue(...pulls);
    await line.settled();
    expect(checkAt(headSha)?.conclusion).toBe('success');
    line.as('developer').editPull(pulls[1] ?? 0, { state: 'closed' });
    await line.settled();
    expect(checkAt(headSha)?.conclusion).not.toBe('success');
    expect(said(headSha)).toContain(`#${pulls[1]}`);
    line.as('developer').editPull(pulls[1] ?? 0, { state: 'open' });
    await line.settled();
    expect(checkAt(headSha)?.conclusion).toBe('success');
  },
);

test('who jumps the queue is judged alone, and everything behind it anew', async () => {
  await begin('squash');
  const [one, two, hasty] = [open('one', 'docs'), open('two', 'docs'), open('hasty', 'src')];
  await line.settled();
  line.as('developer').joinMergeQueue(one);
  line.as('developer').joinMergeQueue(two);
  await line.settled();
  const groups = line.as('owner').jumpMergeQueue(hasty);
  await line.settled();
  expect(groups.map((group) => checkAt(group.headSha)?.conclusion)).toEqual(Array(3).fill('action_required'));
  expect(said(groups[2]?.headSha)).toContain(`#${hasty}`);
});

test.each(['en', 'zh-CN'] as const)('a queue that GitHub does not show closes with a sentence (%s)', async (locale) => {
  await begin('squash', { locale });
  const free = open('free', 'docs');
  await line.settled();
  const { repository } = line.seeded;
  const title = locale === 'en' ? /merge queue could not be read/ : /无法读取合并队列/;
  const fault = { kind: 'graphql', type: 'FORBIDDEN', message: 'Resource not accessible by integration' } as const;
  const remove = line.api.faults.add({ ...fault, on: 'POST /graphql' });
  const refused = line.as('developer').joinMergeQueue(free);
  await line.settled();
  remove();
  expect(checkAt(refused.headSha)).toMatchObject({ conclusion: 'failure', title: expect.stringMatching(title) });
  line.as('developer').leaveMergeQueue(refused.headSha);
  const absent = line.as('developer').joinMergeQueue(free);
  const { queue } = repository;
  delete repository.queue;
  await line.settled();
  expect(checkAt(absent.headSha)).toMatchObject({ conclusion: 'failure', title: expect.stringMatching(title) });
  if (queue) repository.queue = queue;
  line.as('developer').pressCheckButton(checkAt(absent.headSha)?.id ?? 0, 'recheck');
  await line.settled();
  expect(checkAt(absent.headSha)?.conclusion).toBe('success');
});

test.each([
  ['a failure of its own', { kind: 'graphql', message: 'Something went wrong while executing your query.' }],
  ['no answer', { kind: 'status', status: 502 }],
] as const)(
  'while GitHub has %s for the question, the group waits without a green and is asked again',
  async (_, fault) => {
    await begin('squash');
    const free = open('free', 'docs');
    await line.settled();
    const remove = line.api.faults.add({ ...fault, on: 'POST /graphql' });
    const { headSha } = line.as('developer').joinMergeQueue(free);
    const asked = () => line.spoken.filter((one) => one.route === 'POST /graphql' || one.path === '/graphql').length;
    await expect.poll(asked).toBeGreaterThan(0);
    expect(checkAt(headSha)).toBeUndefined();
    remove();
    await expect.poll(() => checkAt(headSha)?.conclusion).toBe('success');
  },
);

test('a batch of which GitHub lists the last entry alone: a merge commit is claimed by its second parent, a squashed one by nobody', async () => {
  await begin('merge');
  const { repository } = line.seeded;
  const pulls = [open('one', 'docs'), open('rogue', 'src'), open('three', 'docs')];
  await line.settled();
  for (const method of ['merge', 'squash'] as const) {
    repository.queueMethod = method;
    const group = line.as('developer').joinMergeQueue(...pulls);
    const rogue = repository.queue?.find((one) => one.number === pulls[1])?.headSha ?? '';
    repository.queue = repository.queue?.slice(-1) ?? [];
    await line.settled();
    expect(checkAt(group.headSha)?.conclusion).not.toBe('success');
    expect(said(group.headSha)).toContain(method === 'merge' ? `#${pulls[1]}` : rogue.slice(0, 12));
    line.as('developer').leaveMergeQueue(group.headSha);
    await line.settled();
  }
});

test.each(METHODS)(
  'a %s queue: what was queued is judged, not what the pull request was pushed to since',
  async (method) => {
    await begin(method);
    const pull = open('work', 'src');
    await line.settled();
    const issue = line.seeded.repository.issues.get(pull);
    const developer = line.as('developer');
    const harmless = developer.push('harmless', 'harmless', { 'docs/harmless.md': '1' }, 'main').sha;
    const group = developer.joinMergeQueue(pull);
    // The push is done, and GitHub's word of it is still on its way.
    line.deliveries.meddle = (occurrence) => (occurrence.event === 'pull_request' ? [] : [occurrence]);
    developer.forcePush('work', harmless);
    line.deliveries.meddle = undefined;
    expect(issue?.pull?.headSha).toBe(harmless);
    await line.settled();
    expect(checkAt(group.headSha)?.conclusion).not.toBe('success');
  },
);

test('a merge commit is not claimed by a pull request of the same head that goes elsewhere', async () => {
  await begin('merge');
  const { repository } = line.seeded;
  const developer = line.as('developer');
  const rogue = open('rogue', 'src');
  developer.push('scratch', 'begin', { 'a.txt': '1' }, 'main');
  const elsewhere = developer.openPull({ title: 'Elsewhere', body: '', head: 'rogue', base: 'scratch' });
  await line.settled();
  developer.editPull(rogue, { state: 'closed' });
  await line.settled();
  line.deliveries.meddle = (occurrence) => (occurrence.event === 'pull_request' ? [] : [occurrence]);
  developer.editPull(rogue, { state: 'open' });
  const group = developer.joinMergeQueue(rogue, open('free', 'docs'));
  repository.queue = repository.queue?.slice(-1) ?? [];
  await line.settled();
  expect(checkAt(group.headSha)?.conclusion).not.toBe('success');
  expect(said(group.headSha)).not.toContain(`#${elsewhere}`);
});

test('6.1: of two queues that make the same commit within one second neither merges by the verdict of the other', async () => {
  await begin('rebase', { policy: (text) => text.replace('[main]', '[main, release]') });
  const { people, repository } = line.seeded;
  const request = await approved(line);
  branchAt('release', repository.refs.get('refs/heads/main') ?? '');
  const developer = line.as('developer');
  const rogue = open('rogue', 'src');
  const named = { title: 'Named', body: `Change: #${request}`, head: 'rogue', base: 'release' };
  const other = developer.openPull(named);
  await line.settled();
  const group = developer.joinMergeQueue(rogue);
  await line.settled();
  expect(checkAt(group.headSha)?.conclusion).toBe('action_required');
  // Git names a commit by what is in it: the same commits on the same commit, by the same queue, in the same second.
  const { baseSha, headSha } = group;
  const pullHead = repository.refs.get('refs/heads/rogue') ?? '';
  const entry = { ...{ id: 900_001, number: other, branch: 'release' }, baseSha, headSha, pullHead };
  repository.queue = [...(repository.queue ?? []), entry];
  const ref = `refs/heads/gh-readonly-queue/release/pr-${other}-${baseSha}`;
  const second = { ref, headSha, baseSha, baseRef: 'refs/heads/release', pulls: [other] };
  repository.refs.set(ref, headSha);
  const parts = () => ({ merge_group: mergeGroupJson(line.world, repository, second) });
  const sender = people.developer;
  tell(line.world, { event: 'merge_group', action: 'checks_requested', repository, sender, parts });
  await line.settled();
  expect(checkAt(headSha)?.conclusion).not.toBe('success');
  expect(() => developer.mergeGroup(headSha)).toThrow();
});

test('a branch that the policy does not cover has its groups judged without a look at the queue', async () => {
  await begin('squash');
  const developer = line.as('developer');
  developer.push('sketch', 'begin', { 'a.txt': '1' }, 'main');
  developer.push('work', 'work', { 'src/a.js': '1' }, 'sketch');
  const pull = developer.openPull({ title: 'Work', body: '', head: 'work', base: 'sketch' });
  await line.settled();
  developer.joinMergeQueue(pull);
  await line.settled();
  expect(line.spoken.some((one) => one.path === '/graphql')).toBe(false);
});

test.each(METHODS)(
  'a %s queue of a branch that is named as a group is: green for what needs no request',
  async (method) => {
    await begin(method, { policy: (text) => text.replace('[main]', '[main, "release/**"]') });
    const developer = line.as('developer');
    developer.push('release/pr-7-x', 'begin', { 'docs/a.md': '1' }, 'main');
    developer.push('free', 'free', { 'docs/free.md': '1' }, 'release/pr-7-x');
    const pull = developer.openPull({ title: 'Free', body: '', head: 'free', base: 'release/pr-7-x' });
    await line.settled();
    const group = developer.joinMergeQueue(pull);
    await line.settled();
    expect(checkAt(group.headSha)?.conclusion).toBe('success');
  },
);

test('a pull request that nobody told of is found in its group, and one that left the queue meanwhile costs no answer', async () => {
  await begin('squash');
  line.deliveries.delivering = false;
  const [rogue, free] = [open('rogue', 'src'), open('free', 'docs')];
  await line.settled();
  line.deliveries.delivering = true;
  const both = line.as('developer').joinMergeQueue(rogue, free);
  await line.settled();
  expect(checkAt(both.headSha)?.conclusion).toBe('action_required');
  expect(said(both.headSha)).toContain(`#${rogue}`);
  line.as('developer').leaveMergeQueue(both.headSha);
  await line.settled();
  const alone = line.as('developer').joinMergeQueue(free);
  line.as('developer').leaveMergeQueue(alone.headSha);
  await line.settled();
  expect([undefined, 'failure']).toContain(checkAt(alone.headSha)?.conclusion);
});

test('the webhook of a group asks GitHub for nothing; its check costs the queue, the commits, the files and which of them are links', async () => {
  await begin('squash');
  const free = open('free', 'docs');
  await line.settled();
  const before = line.spoken.length;
  line.as('developer').joinMergeQueue(free);
  await line.settled();
  const routes = line.spoken.slice(before).map((one) => one.route || one.path);
  expect(routes).toEqual([
    '/graphql',
    '/repos/:owner/:repo/compare/:range{.+}',
    '/repos/:owner/:repo/compare/:range{.+}',
    '/repos/:owner/:repo/git/trees/:sha{.+}',
    '/repos/:owner/:repo/check-runs',
  ]);
});

test('4.4: with the cache emptied, and while GitHub lists no groups, a hold closes a group that waits; then it is judged', async () => {
  await begin('squash');
  const number = await approved(line);
  const pulls = [open('named', 'src', `Change: #${number}`), open('free', 'docs')];
  await line.settled();
  const { headSha } = line.as('developer').joinMergeQueue(...pulls);
  await line.settled();
  expect(checkAt(headSha)?.conclusion).toBe('success');
  const { tenant, project } = (await groupsAnywhere(line.server.parts))[0] ?? { tenant: '', project: '' };
  await line.server.parts.documents.forget({ tenant, project, kind: 'group' });
  const back = line.api.faults.add({ kind: 'status', status: 503, on: /matching-refs\/heads\/gh-readonly/ });
  line.as('project-manager').comment(number, '/hold wait');
  await vi.waitFor(() => expect(checkAt(headSha)?.conclusion).not.toBe('success'), SOON);
  back();
  line.as('project-manager').comment(number, '/release');
  await vi.waitFor(() => expect(checkAt(headSha)?.conclusion).toBe('success'), SOON);
});

/** Resolves when GitHub is asked for this. */
function whenAsked(fits: RegExp): Promise<void> {
  const { strike } = line.api.faults;
  return new Promise((resolve) => {
    line.api.faults.strike = (method, route, path) => {
      if (fits.test(`${method} ${path}`)) resolve();
      return strike(method, route, path);
    };
  });
}

test('6.1: a group that leaves while a look at it reads GitHub keeps no green, and stays forgotten', async () => {
  await begin('merge');
  const free = open('free', 'docs');
  await line.settled();
  const remove = line.api.faults.add({ kind: 'graphql', type: 'FORBIDDEN', message: 'no', on: 'POST /graphql' });
  const group = line.as('developer').joinMergeQueue(free);
  await line.settled();
  remove();
  expect(checkAt(group.headSha)?.conclusion).toBe('failure');
  const asked = whenAsked(/compare/);
  const { promise: until, resolve: answer } = Promise.withResolvers<void>();
  line.api.faults.add({ kind: 'held', until, on: new RegExp(`compare/.*${group.headSha}`), times: 1 });
  line.as('developer').editPull(free, { body: 'more words' });
  await asked;
  line.as('developer').leaveMergeQueue(group.headSha);
  await line.deliveries.settled();
  await vi.waitFor(async () => expect((await line.server.inbox.pending()).count).toBe(0), SOON);
  answer();
  await line.settled();
  expect(checkAt(group.headSha)?.conclusion).not.toBe('success');
  expect(await groupsAnywhere(line.server.parts)).toEqual([]);
});

test.each(['left', 'merged'] as const)(
  '6.1: a group whose end GitHub never told is let go at the next round (%s)',
  async (end) => {
    let skew = 0;
    await begin('squash', { now: () => Date.now() + skew });
    const free = open('free', 'docs');
    await line.settled();
    const developer = line.as('developer');
    const group = developer.joinMergeQueue(free);
    await line.settled();
    skew = 60_000;
    await line.server.reconcile();
    await line.settled();
    // It waits still.
    expect(checkAt(group.headSha)?.conclusion).toBe('success');
    line.deliveries.meddle = (one) => (one.event === 'merge_group' ? [] : [one]);
    if (end === 'left') developer.leaveMergeQueue(group.headSha);
    else developer.mergeGroup(group.headSha);
    await line.settled();
    await line.server.reconcile();
    await line.settled();
    expect(checkAt(group.headSha)?.conclusion).toBe(end === 'left' ? 'cancelled' : 'success');
    expect(await groupsAnywhere(line.server.parts)).toEqual([]);
  },
);

test.each([
  ['another name of the queue', () => 'gh-readonly-queue/x'],
  ['its own name', (ref: string) => ref.replace('refs/heads/', '')],
])('6.1: a branch that somebody makes of its commit under %s keeps no group that left the queue', async (_, name) => {
  let skew = 0;
  await begin('squash', { now: () => Date.now() + skew });
  const free = open('free', 'docs');
  await line.settled();
  const group = line.as('developer').joinMergeQueue(free);
  await line.settled();
  line.deliveries.meddle = (one) => (one.event === 'merge_group' ? [] : [one]);
  line.as('developer').leaveMergeQueue(group.headSha);
  branchAt(name(group.ref), group.headSha);
  await line.settled();
  skew = 60_000;
  await line.server.reconcile();
  await line.settled();
  expect(checkAt(group.headSha)?.conclusion).toBe('cancelled');
});

test.each(METHODS)(
  '6.1: a %s queue: a group of which we hear after its end gets no green that a later pull request of its commit could spend',
  async (method) => {
    let skew = 0;
    await begin(method, { now: () => Date.now() + skew });
    const developer = line.as('developer');
    const number = await approvedWork(line);
    const late: Parameters<NonNullable<typeof line.deliveries.meddle>>[0][] = [];
    line.deliveries.meddle = (one) => {
      if (one.action !== 'checks_requested') return [one];
      late.push(one);
      return [];
    };
    const group = developer.joinMergeQueue(line.seeded.pull);
    developer.leaveMergeQueue(group.headSha);
    await line.settled();
    line.deliveries.meddle = (one) => [...late.splice(0), one];
    developer.comment(line.seeded.pull, 'hello');
    await line.settled();
    skew = 60_000;
    await vi.waitFor(() => expect(checkAt(group.headSha)?.conclusion).toBe('failure'), SOON);
    expect(said(group.headSha)).toContain(group.headSha.slice(0, 12));
    line.as('project-manager').comment(number, '/hold wait');
    await line.settled();
    branchAt('same', group.headSha);
    const again = developer.openPull({ title: 'Queued before', body: '', head: 'same', base: 'main' });
    expect(() => developer.merge(again)).toThrow();
  },
);

/** What has the group looked at, and what its check may not say afterwards. */
test.each([
  ['its pull request', (pull: number) => line.as('developer').editPull(pull, { body: 'Change: #999' })],
  ['its end', (_: number, head: string) => line.as('developer').leaveMergeQueue(head)],
])('4.4: a group that GitHub refuses once to close after a look at %s is closed all the same', async (_, look) => {
  await begin('squash');
  const free = open('free', 'docs');
  await line.settled();
  const group = line.as('developer').joinMergeQueue(free);
  await line.settled();
  const run = checkAt(group.headSha);
  expect(run?.conclusion).toBe('success');
  const on = new RegExp(`^PATCH .*check-runs/${run?.id}`);
  line.api.faults.add({ kind: 'status', status: 422, message: 'no', on, times: 1 });
  look(free, group.headSha);
  await line.settled();
  // What is refused is tried again after a second.
  const closed = ['action_required', 'failure', 'cancelled'];
  await vi.waitFor(() => expect(closed).toContain(checkAt(group.headSha)?.conclusion), SOON);
});

const EXEMPT = { policy: (text: string) => text.replace('exempt:', 'exempt:\n      authors: ["@dara"]') };

test.each(METHODS)('a %s queue: an exempt author’s own work stays exempt, whoever queues it', async (method) => {
  await begin(method, EXEMPT);
  const [one, other] = [open('one', 'src'), open('other', 'src')];
  await line.settled();
  const group = line.as('owner').joinMergeQueue(one, other);
  await line.settled();
  expect(checkAt(group.headSha)).toMatchObject({ conclusion: 'success' });
});

test.each(METHODS)(
  'a %s queue: another’s commit in an exempt author’s pull request is not exempt, also when that author queues it',
  async (method) => {
    await begin(method, EXEMPT);
    line.as('technical-expert').push('work', 'rogue', { 'src/rogue.js': '1' }, 'main');
    const pull = open('work', 'src');
    await line.settled();
    const group = line.as('developer').joinMergeQueue(pull);
    await line.settled();
    expect(checkAt(group.headSha)?.conclusion).toBe('action_required');
    expect(said(group.headSha)).toContain('the exemption of dara does not hold');
  },
);

test('an exempt author’s pull request of which the queue does not tell what was queued is not exempt', async () => {
  await begin('squash', EXEMPT);
  const pull = open('work', 'src');
  await line.settled();
  const group = line.as('developer').joinMergeQueue(pull);
  // Only the group's name tells of it.
  line.seeded.repository.queue = [];
  await line.settled();
  expect(checkAt(group.headSha)?.conclusion).not.toBe('success');
});

test('6.1: a pull request that is taken out of the queue takes back the green of its group, though nobody tells of the group’s end', async () => {
  await begin('merge');
  const pull = open('free', 'docs');
  await line.settled();
  const group = line.as('developer').joinMergeQueue(pull);
  await line.settled();
  expect(checkAt(group.headSha)?.conclusion).toBe('success');
  line.deliveries.meddle = (one) => (one.event === 'merge_group' ? [] : [one]);
  line.as('developer').leaveMergeQueue(group.headSha);
  await line.settled();
  expect(checkAt(group.headSha)?.conclusion).toBe('cancelled');
  expect(line.check(pull)?.conclusion).toBe('success');
  // A merge is told of by the group itself, and its green is evidence.
  line.deliveries.meddle = undefined;
  const last = line.as('developer').joinMergeQueue(pull);
  await line.settled();
  line.as('developer').mergeGroup(last.headSha);
  await line.settled();
  expect(checkAt(last.headSha)?.conclusion).toBe('success');
});
