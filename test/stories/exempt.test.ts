/** Shows that the exemption of an author is for that author's own commits, as far as GitHub confirms them (`rules.md 6.1`). */
import { addCommit } from '@countersign/sandbox/world/git.ts';
import { moveBranch, push } from '@countersign/sandbox/world/push.ts';
import { afterEach, expect, test } from 'vitest';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const EXEMPT = (text: string) => text.replace('exempt:', 'exempt:\n      authors: ["@dara"]');
const open = () => openLine({ policy: EXEMPT });

type Forged = { readonly author?: 'developer'; readonly committer?: 'developer'; readonly unsigned?: true };

/** A commit by the technical expert, whatever is written down in it. */
function intrude(branch: string, forged: Forged = {}): void {
  const { repository, people } = line.seeded;
  push(
    line.world,
    repository,
    { account: people['technical-expert'], viaApp: false },
    {
      branch,
      from: 'main',
      message: 'rogue',
      edits: { 'src/rogue.js': 'export {};' },
      ...(forged.author ? { author: people[forged.author] } : {}),
      ...(forged.committer ? { committer: people[forged.committer] } : {}),
      ...(forged.unsigned ? { unsigned: true } : {}),
    },
  );
}

const openPull = (head: string) => line.as('developer').openPull({ title: 'Update', body: '', head, base: 'main' });

function deaf(): void {
  line.deliveries.meddle = (one) => (one.event === 'pull_request' ? [] : [one]);
}

test('6.1: an exempt author’s own commits are exempt', async () => {
  line = await open();
  line.as('developer').push('own', 'own', { 'src/own.js': '1' }, 'main');
  const pull = openPull('own');
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success', title: expect.stringContaining('exempts') });
});

const FORGED: readonly (readonly [string, Forged])[] = [
  ['another’s commit', {}],
  ['a commit that another wrote down as the author’s, and signed', { author: 'developer' }],
  [
    'a commit that another wrote down as wholly the author’s, unsigned',
    { author: 'developer', committer: 'developer', unsigned: true },
  ],
];

test.each(FORGED)(
  '6.1: a pull request of an exempt author that is first seen in a list with %s is not exempt',
  async (_, forged) => {
    line = await open();
    deaf();
    line.as('developer').push('work', 'own', { 'src/own.js': '1' }, 'main');
    intrude('work', forged);
    const pull = openPull('work');
    await line.settled();
    await line.server.reconcile();
    await line.settled();
    expect(line.check(pull)).toMatchObject({
      conclusion: 'action_required',
      title: expect.stringContaining('the exemption of dara does not hold'),
    });
  },
);

test.each(FORGED)(
  '6.1: a pull request that an exempt author opens on a branch with %s is not exempt',
  async (_, forged) => {
    line = await open();
    intrude('work', forged);
    line.as('developer').push('work', 'own', { 'src/own.js': '1' });
    const pull = openPull('work');
    await line.settled();
    expect(line.check(pull)?.conclusion).toBe('action_required');
  },
);

test.each(FORGED)(
  '6.1: a head that moved unseen to %s is not exempt, and one with the author’s own is',
  async (_, forged) => {
    line = await open();
    line.as('developer').push('work', 'own', { 'src/own.js': '1' }, 'main');
    const pull = openPull('work');
    await line.settled();
    deaf();
    line.as('developer').push('work', 'more', { 'src/more.js': '1' });
    await line.settled();
    await line.server.reconcile();
    await line.settled();
    expect(line.check(pull)?.conclusion).toBe('success');
    intrude('work', forged);
    await line.settled();
    await line.server.reconcile();
    await line.settled();
    expect(line.check(pull)?.conclusion).toBe('action_required');
  },
);

test('6.1: more commits than anybody looks at are not exempt, and the check says so', async () => {
  line = await open();
  const { repository, people } = line.seeded;
  const developer = { account: people.developer, viaApp: false };
  let tip = repository.commits.get(repository.refs.get('refs/heads/main') ?? '');
  for (let at = 0; at < 251 && tip; at += 1)
    tip = addCommit(line.world, repository, {
      parents: [tip.sha],
      message: `step ${at}`,
      author: people.developer,
      files: { ...tip.files, 'src/long.js': String(at) },
    });
  if (tip) moveBranch(line.world, repository, developer, 'long', tip);
  const pull = openPull('long');
  await line.settled();
  expect(line.check(pull)).toMatchObject({
    conclusion: 'action_required',
    title: expect.stringContaining('251 commits'),
  });
});

test('4.4: commits that cannot be read are nobody’s', async () => {
  line = await open();
  const on = 'GET /repos/:owner/:repo/compare/:range{.+}';
  line.api.faults.add({ kind: 'status', status: 404, message: 'Not Found', on });
  line.as('developer').push('own', 'own', { 'src/own.js': '1' }, 'main');
  const pull = openPull('own');
  await line.settled();
  expect(line.check(pull)).toMatchObject({
    conclusion: 'failure',
    title: expect.stringContaining('could not be read'),
  });
});
