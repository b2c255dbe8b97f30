/** Shows that the exemption of an author is for that author's own commits, as far as GitHub confirms them (`rules.md 6.1`). */
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { addPerson } from '@countersign/sandbox/world/account.ts';
import { addCommit } from '@countersign/sandbox/world/git.ts';
import { moveBranch, push } from '@countersign/sandbox/world/push.ts';
import { accountNamed, type Occurrence } from '@countersign/sandbox/world/world.ts';
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

/** A commit that GitHub made and signed in the developer's name; moved to by the technical expert, as whoever merges does. */
function madeByGithub(
  branch: string,
  message: string,
  by: 'developer' | 'technical-expert' = 'technical-expert',
): string {
  const { repository, people } = line.seeded;
  const tip = repository.commits.get(
    repository.refs.get(`refs/heads/${branch}`) ?? repository.refs.get('refs/heads/main') ?? '',
  );
  if (!tip) throw new Error('main has no commit');
  const made = addCommit(line.world, repository, {
    parents: [tip.sha],
    message,
    author: people.developer,
    committer: addPerson(line.world, 'web-flow'),
    files: { ...tip.files, 'src/made.js': message },
  });
  moveBranch(line.world, repository, { account: people[by], viaApp: false }, branch, made);
  return made.sha;
}

const headOf = (pull: number) => line.seeded.repository.issues.get(pull)?.pull?.headSha ?? '';

const MADE: readonly (readonly [string, string, 'success' | 'action_required'])[] = [
  ['nothing beside', 'Update left-pad\n\nFrom 1 to 2.', 'success'],
  ['a number that is no mark of a squash', 'Revert "Update (#9)"\n\nSee (#9)', 'success'],
  ['its author as co-author', 'Update\n\nCo-authored-by: Dara <DARA_MAIL>', 'success'],
  ['another as co-author', 'Update\n\nCo-authored-by: Taro <taro@example.com>', 'action_required'],
  ['another beside its author', 'U\n\nCo-authored-by: D <DARA_MAIL>\nco-authored-by: T <t@e.org>', 'action_required'],
  ['a co-author without an address', 'Update\n\nCo-Authored-By: somebody', 'action_required'],
  ['the mark of a squash', 'Update (#9)', 'action_required'],
  ['the mark of a squash and more below', 'Update (#9) \r\n\r\n* rogue', 'action_required'],
];

test.each(MADE)(
  '6.1: a commit that GitHub made in an exempt author’s name, with %s: %#',
  async (_, message, expected) => {
    line = await open();
    const { developer } = line.seeded.people;
    const mail = developer.email ?? `${developer.login}@users.noreply.example`;
    madeByGithub('work', message.replaceAll('DARA_MAIL', mail), 'developer');
    const pull = openPull('work');
    await line.settled();
    expect(line.check(pull)?.conclusion).toBe(expected);
  },
);

test.each(['in time', 'late'])(
  '6.1: what GitHub made in an exempt author’s name for somebody else is not exempt by the author opening a pull request of it, told of %s',
  async (when) => {
    line = await open();
    const held: Occurrence[] = [];
    line.deliveries.meddle = (one) => {
      if (when === 'late' && one.event === 'push') held.push(one);
      return when === 'late' && one.event === 'push' ? [] : [one];
    };
    // As whoever squashes the author's pull request into a branch that nothing guards, with what else was pushed to it.
    madeByGithub('dev', 'looks like an update');
    line.as('developer').push('dev', 'own', { 'src/own.js': '1' });
    const pull = openPull('dev');
    await line.settled();
    line.deliveries.meddle = (one) => [...held.splice(0), one];
    line.as('developer').comment(pull, 'hello');
    await line.settled();
    expect(line.check(pull)).toMatchObject({
      conclusion: 'action_required',
      title: expect.stringContaining('somebody else pushed'),
    });
  },
);

test('6.1: what GitHub made in an author’s name for somebody else is not exempt by a policy that exempts the author later', async () => {
  line = await openLine();
  madeByGithub('dev', 'looks like an update');
  await line.settled();
  const { repository } = line.seeded;
  const before = repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
  line.as('owner').editFile(POLICY_PATH, EXEMPT(before));
  await line.settled();
  const pull = openPull('dev');
  await line.settled();
  expect(line.check(pull)).toMatchObject({
    conclusion: 'action_required',
    title: expect.stringContaining('somebody else pushed'),
  });
});

/** A pull request of the developer's own that is exempt. */
async function exempt(): Promise<number> {
  line = await open();
  line.as('developer').push('work', 'own', { 'src/own.js': '1' }, 'main');
  const pull = openPull('work');
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  return pull;
}

test.each(['technical-expert', 'developer'] as const)(
  '6.1: what was pushed in an exempt author’s name while the pull request was closed is nobody’s, also when the %s reopens it',
  async (role) => {
    const pull = await exempt();
    line.as('technical-expert').editIssue(pull, { state: 'closed' });
    await line.settled();
    const made = madeByGithub('work', 'looks like an update');
    line.as(role).editIssue(pull, { state: 'open' });
    await line.settled();
    expect(headOf(pull)).toBe(made);
    expect(line.check(pull)).toMatchObject({
      conclusion: 'action_required',
      title: expect.stringContaining('somebody else pushed'),
    });
  },
);

test('6.1: a pull request that somebody else closes and reopens as it was stays exempt', async () => {
  const pull = await exempt();
  for (const state of ['closed', 'open'] as const) {
    line.as('technical-expert').editIssue(pull, { state });
    await line.settled();
  }
  expect(line.check(pull)?.conclusion).toBe('success');
});

test('6.1: a push by somebody else that is told of late ends the exemption of what is built on it', async () => {
  const pull = await exempt();
  const held: Occurrence[] = [];
  line.deliveries.meddle = (one) => {
    if (one.event === 'pull_request') held.push(one);
    return one.event === 'pull_request' ? [] : [one];
  };
  madeByGithub('work', 'looks like an update');
  await line.settled();
  // What comes now is of a later second.
  line.world.now = () => Date.now() + 2000;
  line.deliveries.meddle = undefined;
  line.as('developer').push('work', 'own again', { 'src/own.js': '2' });
  await line.settled();
  line.deliveries.meddle = (one) => [...held.splice(0), one];
  line.as('developer').comment(pull, 'hello');
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('6.1: an author who forces the branch back to the very commit that was theirs is exempt again, and not by building on another’s', async () => {
  const pull = await exempt();
  const own = headOf(pull);
  madeByGithub('work', 'looks like an update');
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  line.as('developer').push('work', 'on top', { 'src/own.js': '2' });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  line.as('developer').forcePush('work', own);
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
});

const dropped = (drops: (one: Occurrence) => boolean) => {
  line.deliveries.meddle = (one) => (drops(one) ? [] : [one]);
};

const UNSEEN = { conclusion: 'action_required', title: expect.stringContaining('nobody saw who pushed') };

test('6.1: a commit that GitHub made in an exempt author’s name is not believed of a head whose push nobody saw, found in a list', async () => {
  const pull = await exempt();
  dropped((one) => one.event === 'pull_request' || one.event === 'push');
  madeByGithub('work', 'looks like an update');
  await line.settled();
  await line.server.reconcile();
  await line.settled();
  expect(line.check(pull)).toMatchObject(UNSEEN);
  // Nor does it become the author's by what the author pushes on top of it.
  line.deliveries.meddle = undefined;
  line.as('developer').push('work', 'on top', { 'src/own.js': '2' });
  await line.settled();
  expect(line.check(pull)).toMatchObject(UNSEEN);
});

test('6.1: nor of one that an edit of the author’s shows', async () => {
  const pull = await exempt();
  dropped((one) => one.event === 'push' || one.action === 'synchronize');
  madeByGithub('work', 'looks like an update');
  await line.settled();
  // What comes now is of a later second.
  line.world.now = () => Date.now() + 2000;
  line.as('developer').editPull(pull, { title: 'other' });
  await line.settled();
  expect(line.check(pull)).toMatchObject(UNSEEN);
});

test('6.1: nor of one that was pushed while the pull request was closed, when its reopening is lost', async () => {
  const pull = await exempt();
  line.as('technical-expert').editIssue(pull, { state: 'closed' });
  await line.settled();
  madeByGithub('work', 'looks like an update');
  dropped((one) => one.event === 'pull_request');
  line.as('technical-expert').editIssue(pull, { state: 'open' });
  await line.settled();
  await line.server.reconcile();
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
});

test('6.1: nor of one that was there before we came, until its author pushes it anew', async () => {
  line = await open();
  dropped((one) => one.event === 'pull_request');
  madeByGithub('work', 'Update left-pad', 'developer');
  const pull = openPull('work');
  await line.settled();
  await line.server.reconcile();
  await line.settled();
  expect(line.check(pull)).toMatchObject(UNSEEN);
  line.deliveries.meddle = undefined;
  const main = line.seeded.repository.refs.get('refs/heads/main') ?? '';
  const { repository, people } = line.seeded;
  const tip = repository.commits.get(main);
  const anew = addCommit(line.world, repository, {
    ...{ parents: [main], message: 'Update left-pad anew', author: people.developer },
    ...{ committer: accountNamed(line.world, 'web-flow'), files: { ...tip?.files, 'src/made.js': '2' } },
  });
  moveBranch(line.world, repository, { account: people.developer, viaApp: false }, 'work', anew);
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
});

test('6.1: every commit that somebody else pushed ends the exemption, not only the last of them', async () => {
  const pull = await exempt();
  const { repository, people } = line.seeded;
  const made = (parent: string, files: Record<string, string>, committer = people.developer) =>
    addCommit(line.world, repository, {
      ...{ parents: [parent], message: 'update', author: people.developer, committer },
      files: { ...repository.commits.get(parent)?.files, ...files },
    });
  const github = addPerson(line.world, 'web-flow');
  const one = made(headOf(pull), { 'src/made.js': 'x' }, github);
  const two = made(one.sha, { 'src/made.js': 'y' }, github);
  moveBranch(line.world, repository, { account: people['technical-expert'], viaApp: false }, 'work', two);
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  const three = made(one.sha, { 'src/own.js': '2' });
  moveBranch(line.world, repository, { account: people.developer, viaApp: false }, 'work', three);
  await line.settled();
  expect(line.check(pull)).toMatchObject({
    conclusion: 'action_required',
    title: expect.stringContaining('somebody else pushed'),
  });
});
