/** The stand-in's merge queue, its GraphQL and its trees behave as GitHub's do. */
import { human } from '@countersign/sandbox/human.ts';
import { expect, test } from 'vitest';
import { githubOracle } from '../instruments/github-oracle.ts';
import { stage } from './stage.ts';

const oracle = githubOracle();

const QUEUE = `query($owner: String!, $name: String!, $branch: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    mergeQueue(branch: $branch) {
      entries(first: 1, after: $after) {
        totalCount
        nodes { position state headCommit { oid } baseCommit { oid } pullRequest { number headRefOid baseRefName } }
        pageInfo { hasNextPage endCursor }
      }
    }
    ref(qualifiedName: "refs/heads/main") { target { oid } }
  }
}`;

function begin(method?: 'merge' | 'squash' | 'rebase') {
  const made = stage({ oracle });
  const { repository } = made.seeded;
  if (method) repository.queueMethod = method;
  const hands = human(made.world, 'dara', `${made.owner}/${made.repo}`);
  const open = (name: string, commits = 1) => {
    hands.push(name, `${name} 0`, { [`src/${name}.js`]: '0' }, 'main');
    for (let at = 1; at < commits; at += 1) hands.push(name, `${name} ${at}`, { [`src/${name}.js`]: String(at) });
    return hands.openPull({ title: name, head: name, base: 'main' });
  };
  const at = { owner: made.owner, repo: made.repo };
  const asked = { owner: made.owner, name: made.repo, branch: 'main' };
  return { ...made, repository, hands, open, at, asked, rest: made.asInstallation().rest };
}

test.each([
  ['merge', 2, 4],
  ['squash', 1, 2],
  ['rebase', 1, 4],
] as const)(
  'a %s queue: commits with %i parents, and nobody’s by commits/{sha}/pulls unless they are merged in',
  async (method, parents, count) => {
    const { hands, open, repository, rest, at, checked } = begin(method);
    const group = hands.joinMergeQueue(open('one', 2), open('two', 2));
    const compared = await rest.repos.compareCommitsWithBasehead({
      ...at,
      basehead: `${group.baseSha}...${group.headSha}`,
    });
    expect(compared.data.commits).toHaveLength(method === 'merge' ? count + 2 : count);
    expect(repository.commits.get(group.headSha)?.parents).toHaveLength(parents);
    const own = await rest.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha: group.headSha });
    expect(own.data).toEqual([]);
    expect(checked.violations).toEqual([]);
  },
);

test('the queue is read by GraphQL, a page after the other, with what each entry is built on', async () => {
  const { hands, open, asInstallation, asked, checked, repository } = begin('squash');
  const [one, two] = [open('one'), open('two')];
  const first = hands.joinMergeQueue(one);
  const second = hands.joinMergeQueue(two);
  expect(second.baseSha).toBe(first.headSha);
  const { data } = await asInstallation().request('POST /graphql', { query: QUEUE, variables: asked });
  const { mergeQueue, ref } = data.data.repository;
  expect(mergeQueue.entries).toMatchObject({
    totalCount: 2,
    nodes: [{ position: 1, headCommit: { oid: first.headSha }, pullRequest: { number: one, baseRefName: 'main' } }],
    pageInfo: { hasNextPage: true },
  });
  expect(ref.target.oid).toBe(repository.refs.get('refs/heads/main'));
  const after = mergeQueue.entries.pageInfo.endCursor;
  const more = await asInstallation().request('POST /graphql', { query: QUEUE, variables: { ...asked, after } });
  expect(more.data.data.repository.mergeQueue.entries).toMatchObject({
    nodes: [{ position: 2, baseCommit: { oid: first.headSha }, pullRequest: { number: two } }],
    pageInfo: { hasNextPage: false },
  });
  expect(checked.violations).toEqual([]);
});

test('GraphQL fails with 200: no queue is null, no permission and no such field are errors', async () => {
  const { hands, open, asInstallation, asked, checked, api } = begin();
  const ask = async (permissions?: Record<string, 'read' | 'write'>, query = QUEUE) =>
    (await asInstallation(permissions).request('POST /graphql', { query, variables: asked })).data;
  expect((await ask()).data.repository.mergeQueue).toBeNull();
  hands.joinMergeQueue(open('one'));
  expect(await ask({ contents: 'read' })).toMatchObject({ errors: [{ type: 'FORBIDDEN' }] });
  expect(
    (await ask(undefined, '{ repository(owner: "no", name: "such") { mergeQueue { id } } }')).errors,
  ).toBeDefined();
  expect(checked.violations.map((one) => one.at)).toEqual(['/MergeQueue/id']);
  expect((await ask(undefined, '{ nothing }')).errors[0].extensions.code).toBe('undefinedField');
  api.faults.add({ kind: 'graphql', type: 'RATE_LIMITED', message: 'API rate limit exceeded', times: 1 });
  expect((await ask()).errors[0].type).toBe('RATE_LIMITED');
});

test('who jumps the queue has everything built anew behind it; a merged group brings what it is built on', async () => {
  const { hands, open, repository, world, owner, repo } = begin('squash');
  const [one, two, hasty] = [open('one'), open('two'), open('hasty')];
  const first = hands.joinMergeQueue(one);
  hands.joinMergeQueue(two);
  hands.joinMergeQueue(hasty);
  repository.required.clear();
  const groups = human(world, 'olga', `${owner}/${repo}`).jumpMergeQueue(hasty);
  expect(groups.map((group) => group.pulls)).toEqual([[hasty], [one], [two]]);
  expect(repository.groups.has(first.headSha)).toBe(false);
  hands.mergeGroup(groups[1]?.headSha ?? '');
  expect([hasty, one, two].map((number) => repository.issues.get(number)?.state)).toEqual(['closed', 'closed', 'open']);
  expect(repository.issues.get(hasty)?.pull?.mergeCommit).toBe(groups[0]?.headSha);
});

test('a comparison lists 300 files, on its first page alone; a tree lists all, with modes, and says when it does not', async () => {
  const { hands, rest, at, world, checked } = begin();
  const many = Object.fromEntries(Array.from({ length: 310 }, (_, index) => [`src/${index}.js`, `${index}`]));
  hands.push('many', 'many', many, 'main');
  const link = { content: '../README.md', mode: '120000' } as const;
  hands.push('many', 'links', { 'docs/link': link, vendor: { content: 'a'.repeat(40), mode: '160000' } });
  const compare = { ...at, basehead: 'main...many' };
  expect((await rest.repos.compareCommitsWithBasehead(compare)).data.files).toHaveLength(300);
  const second = await rest.repos.compareCommitsWithBasehead({ ...compare, per_page: 1, page: 2 });
  expect(second.data).toMatchObject({ commits: [{ commit: { message: 'links' } }], files: [] });
  const whole = (await rest.git.getTree({ ...at, tree_sha: 'many', recursive: '1' })).data;
  const modes = new Map(whole.tree.map((entry) => [entry.path, entry.mode]));
  expect([modes.get('docs/link'), modes.get('vendor'), modes.get('src')]).toEqual(['120000', '160000', '040000']);
  expect(whole.truncated).toBe(false);
  world.mostTreeEntries = 100;
  const cut = (await rest.git.getTree({ ...at, tree_sha: 'many', recursive: '1' })).data;
  expect(cut).toMatchObject({ truncated: true });
  expect(cut.tree).toHaveLength(100);
  expect(checked.violations).toEqual([]);
});

test('a file that was moved is shown under both names, and a push by force as one', async () => {
  const { hands, rest, at, received, repository } = begin();
  const text = 'a\nb\nc\nd';
  const before = hands.push('move', 'make', { 'src/old.js': text }, 'main');
  const moved = hands.push('move', 'move', { 'src/old.js': null, 'lib/new.js': `${text}\ne` });
  const { data } = await rest.repos.compareCommitsWithBasehead({ ...at, basehead: `${before.sha}...${moved.sha}` });
  expect(data.files).toMatchObject([{ filename: 'lib/new.js', previous_filename: 'src/old.js', status: 'renamed' }]);
  hands.forcePush('move', before.sha);
  expect(repository.refs.get('refs/heads/move')).toBe(before.sha);
  await expect.poll(() => received.filter((one) => one.event === 'push').at(-1)?.payload.forced).toBe(true);
});
