/** A request, or a whole repository, that moves elsewhere leaves no gate open behind it (5.6, 6.1). */
import { CHANGE_LABEL } from '@countersign/github/form/template.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { type Human, human } from '@countersign/sandbox/human.ts';
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import { addOrganization } from '@countersign/sandbox/world/account.ts';
import { install } from '@countersign/sandbox/world/installation.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { addRepository, createLabel } from '@countersign/sandbox/world/repository.ts';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { approved, approvedWork } from '../instruments/board.ts';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';
import { SOON } from '../instruments/soon.ts';

let line: Line;
afterEach(() => line.close());

const OTHER = 'other';

/** A repository of the same owner under the same policy. */
function anotherRepository() {
  const { organization, repository, people } = line.seeded;
  const tip = repository.commits.get(repository.refs.get('refs/heads/main') ?? '');
  const files = { [POLICY_PATH]: tip?.files[POLICY_PATH] ?? '' };
  return addRepository(line.world, { owner: organization, name: OTHER, author: people.developer, files });
}

/** Conclusions of our checks on a commit, oldest first. */
function checksOf(head: string): readonly (string | null | undefined)[] {
  const { checksOf, checks } = line.seeded.repository;
  const all = (checksOf.get(head) ?? []).map((id) => checks.get(id));
  return all.filter((one) => one?.name === 'Countersign').map((one) => one?.conclusion);
}

/** A green pull request for a request that names nothing of this repository, with its group in the queue. */
async function green() {
  line = await openLine();
  const { pull, organization } = line.seeded;
  const number = await approved(line, line.file({ items: 'New requirement' }, 'Elsewhere'));
  line.as('developer').editPull(pull, { body: `Change: #${number}` });
  await line.settled();
  anotherRepository();
  const group = line.as('developer').joinMergeQueue(pull).headSha;
  await line.settled();
  expect([line.check(pull)?.conclusion, ...checksOf(group)]).toEqual(['success', 'success']);
  return { number, pull, group, other: `${organization.login}/${OTHER}` };
}

test.each<[string, (there: Human, number: number) => void]>([
  ['and nothing more is said', () => {}],
  ['and held there', (there, number) => there.comment(number, '/hold wait')],
  ['and rewritten there', (there, number) => there.editIssue(number, { title: 'Something wholly else' })],
])(
  '5.6: a request that is transferred %s opens no gate of the repository that it left, also in its queue',
  async (_, then) => {
    const { number, pull, group, other } = await green();
    const moved = line.as('developer').transferIssue(number, other);
    then(human(line.world, 'olga', other), moved.number);
    await line.settled();
    expect([line.check(pull)?.conclusion, ...checksOf(group)]).not.toContain('success');
    expect(() => line.as('developer').merge(pull)).toThrow();
  },
);

test('5.6: what is said of a request in another repository reaches its pull requests where they are, also when it comes before its transfer is told', async () => {
  const { number, pull, group, other } = await green();
  const held: Parameters<NonNullable<typeof line.deliveries.meddle>>[0][] = [];
  line.deliveries.meddle = (one) => {
    if (one.action !== 'transferred') return [one];
    held.push(one);
    return [];
  };
  const moved = line.as('developer').transferIssue(number, other);
  const there = human(line.world, 'olga', other);
  there.comment(moved.number, '/hold wait');
  await line.settled();
  line.deliveries.meddle = (one) => [...held.splice(0), one];
  there.editIssue(moved.number, { title: 'Something wholly else' });
  await line.settled();
  expect([line.check(pull)?.conclusion, ...checksOf(group)]).not.toContain('success');
});

const NEXT: Readonly<Record<string, (number: number, owner: Human, lead: Human) => void>> = {
  'and nothing more is said': () => {},
  'and the request is rewritten': (number, owner) => owner.editIssue(number, { title: 'Something wholly else' }),
  'and the request is held': (number, _, lead) => lead.comment(number, '/hold wait'),
};

test.each(Object.entries(NEXT))(
  '5.6: a transfer that is told of only after the request began and was approved anew in its new home %s: what began there opens nothing any more',
  async (_, then) => {
    line = await openLine();
    const { organization, people } = line.seeded;
    const other = anotherRepository();
    createLabel(line.world, people.developer, other, { name: CHANGE_LABEL });
    const there = (role: keyof typeof SEED_LOGINS) =>
      human(line.world, SEED_LOGINS[role], `${organization.login}/${OTHER}`);
    const number = line.file({ items: 'New requirement' }, 'A wish');
    await line.settled();
    const held: Parameters<NonNullable<typeof line.deliveries.meddle>>[0][] = [];
    // Nor is its arrival told, so that it is taken for an issue that is marked as a request.
    line.deliveries.meddle = (one) => {
      if (one.action === 'opened') return [];
      if (one.action !== 'transferred') return [one];
      held.push(one);
      return [];
    };
    const moved = line.as('developer').transferIssue(number, `${organization.login}/${OTHER}`).number;
    human(line.world, 'olga', `${organization.login}/${OTHER}`).removeLabel(moved, CHANGE_LABEL);
    human(line.world, 'olga', `${organization.login}/${OTHER}`).addLabel(moved, CHANGE_LABEL);
    await line.settled();
    line.deliveries.meddle = (one) => {
      if (one.action !== 'transferred') return [one];
      held.push(one);
      return [];
    };
    there('requester').comment(moved, '/submit');
    there('project-manager').comment(moved, ASSESSMENT);
    await line.settled();
    for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
      there(role).comment(moved, '/approve');
    const owner = human(line.world, 'olga', `${organization.login}/${OTHER}`);
    owner.push('work', 'work', { 'src/work.ts': '1' }, 'main');
    const pull = owner.openPull({ title: 'Work', body: `Change: #${moved}`, head: 'work', base: 'main' });
    await line.settled();
    const conclusions = () =>
      (other.checksOf.get(other.issues.get(pull)?.pull?.headSha ?? '') ?? []).map(
        (id) => other.checks.get(id)?.conclusion,
      );
    expect(conclusions()).toEqual(['success']);
    line.deliveries.meddle = (one) => [...held.splice(0), one];
    there('requester').comment(moved, 'Hello.');
    await line.settled();
    then(moved, owner, there('project-manager'));
    await line.settled();
    expect(conclusions()).not.toContain('success');
  },
);

test('5.6: a request that comes back is asked by whatever names its new number here already', async () => {
  line = await openLine();
  const { organization, repository } = line.seeded;
  const number = line.file({ items: 'New requirement' }, 'Elsewhere');
  await line.settled();
  anotherRepository();
  const developer = line.as('developer');
  const back = repository.nextNumber + 1;
  developer.push('words', 'words only', { 'docs/words.md': 'hello' }, 'main');
  const words = developer.openPull({ title: 'Words', body: `Fixes #${back}`, head: 'words', base: 'main' });
  const moved = developer.transferIssue(number, `${organization.login}/${OTHER}`);
  await line.settled();
  expect(line.check(words)?.conclusion).toBe('success');
  const there = human(line.world, 'olga', `${organization.login}/${OTHER}`);
  expect(there.transferIssue(moved.number, `${organization.login}/${repository.name}`).number).toBe(back);
  await line.settled();
  expect(line.check(words)?.conclusion).toBe('action_required');
});

test.each<[string, (there: Human, number: number) => void]>([
  ['and nothing more is said', () => {}],
  ['and the request is held', (there, number) => there.comment(number, '/hold wait')],
  ['and the request is rewritten', (there, number) => there.editIssue(number, { title: 'Something wholly else' })],
])('5.6: a repository that changes its owner %s is looked at at once, also its queue', async (_, then) => {
  const { number, pull, group } = await green();
  const { organization, owner, repository } = line.seeded;
  const next = addOrganization(line.world, 'lighthouse', [owner]);
  install(line.world, owner, next);
  line.as('owner').transferRepository(next.login);
  then(human(line.world, 'olga', `${next.login}/${repository.name}`), number);
  await line.settled();
  expect([line.check(pull)?.conclusion, ...checksOf(group)]).not.toContain('success');
  const { work } = line.server.parts;
  expect((await work.openAnywhere()).filter((one) => one.tenant === `github:${organization.id}`)).toEqual([]);
});

test('5.6: a repository that comes back has what was written over its checks meanwhile looked at again', async () => {
  line = await openLine();
  const number = line.file({}, 'A wish');
  await line.settled();
  line.as('developer').push('words', 'words', { 'docs/words.md': '1' }, 'main');
  const body = `Fixes #${number}`;
  const pull = line.as('developer').openPull({ title: 'Words', body, head: 'words', base: 'main' });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('action_required');
  const { owner, repository, organization } = line.seeded;
  const next = addOrganization(line.world, 'lighthouse', [owner]);
  install(line.world, owner, next);
  line.as('owner').transferRepository(next.login);
  await line.settled();
  // There the request is an ordinary issue, and words are exempt.
  expect(line.check(pull)?.conclusion).toBe('success');
  human(line.world, 'olga', `${next.login}/${repository.name}`).transferRepository(organization.login);
  await line.settled();
  await vi.waitFor(() => expect(line.check(pull)?.conclusion).toBe('action_required'), SOON);
});

test('5.6: a repository that changes its owner keeps no green while GitHub refuses the list of its pull requests', async () => {
  const { pull, group } = await green();
  // Whoever looks at a group reads its pull requests one by one.
  line.as('developer').leaveMergeQueue(group);
  await line.settled();
  const { owner } = line.seeded;
  const next = addOrganization(line.world, 'lighthouse', [owner]);
  install(line.world, owner, next);
  const on = 'GET /repos/:owner/:repo/pulls';
  line.api.faults.add({ kind: 'status', status: 403, message: 'Resource not accessible by integration', on });
  line.as('owner').transferRepository(next.login);
  await line.settled();
  expect(line.check(pull)?.conclusion).not.toBe('success');
  // It goes on asking.
  const client = new pg.Client({ connectionString: line.databaseUrl });
  await client.connect();
  const { rows } = await client.query("select 1 from pgboss.job where state = 'retry' and data->>'kind' = 'look'");
  await client.end();
  expect(rows).toHaveLength(1);
});

const MADE_WORK: Readonly<Record<string, (number: number) => void>> = {
  'and nothing more is said': () => {},
  'and held': (number) => line.as('project-manager').comment(number, '/hold wait'),
  'and rewritten': (number) => line.as('requester').editPull(number, { body: 'Something wholly else.' }),
};

test.each(Object.entries(MADE_WORK))(
  '4.3: a request that is made a pull request %s opens no gate any more: nobody is told of it as an issue',
  async (_, then) => {
    line = await openLine();
    const number = await approvedWork(line);
    line.as('developer').push('other', 'other', { 'docs/other.md': '1' }, 'main');
    line.as('developer').makePull(number, { head: 'other', base: 'main' });
    await line.settled();
    then(number);
    await line.settled();
    expect(line.check(line.seeded.pull)).toMatchObject({ conclusion: 'action_required' });
  },
);

test.each(['told of', 'found in a list'])(
  '4.2: a requirement that is made a pull request, %s, is not what was approved any more',
  async (how) => {
    line = await openLine();
    await approvedWork(line);
    line.as('developer').push('other', 'other', { 'docs/other.md': '1' }, 'main');
    if (how !== 'told of') line.deliveries.meddle = (one) => (one.event === 'pull_request' ? [] : [one]);
    line.as('developer').makePull(1, { head: 'other', base: 'main' });
    await line.settled();
    line.deliveries.meddle = undefined;
    if (how !== 'told of') await line.server.reconcile();
    await line.settled();
    expect(line.check(line.seeded.pull)?.conclusion).not.toBe('success');
  },
);

const FREE = { 'docs/words.md': '1' };

/** A green pull request of words alone, that names nothing. */
async function words(there: Human): Promise<number> {
  there.push('words', 'words', FREE, 'main');
  const pull = there.openPull({ title: 'Words', body: '', head: 'words', base: 'main' });
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
  return pull;
}

test('5.6: a change of owner that is told of after the next one lets go of nothing that the owner of now has', async () => {
  line = await openLine();
  const { owner, repository } = line.seeded;
  const [one, two] = ['lighthouse', 'tower'].map((name) => addOrganization(line.world, name, [owner]));
  if (!one || !two) throw new Error('there are two');
  for (const account of [one, two]) install(line.world, owner, account);
  await line.settled();
  const held: Parameters<NonNullable<typeof line.deliveries.meddle>>[0][] = [];
  line.deliveries.meddle = (told) => {
    if (told.action !== 'transferred' || held.length > 0) return [told];
    held.push(told);
    return [];
  };
  line.as('owner').transferRepository(one.login);
  human(line.world, 'olga', `${one.login}/${repository.name}`).transferRepository(two.login);
  await line.settled();
  const there = human(line.world, 'olga', `${two.login}/${repository.name}`);
  const pull = await words(there);
  const group = there.joinMergeQueue(pull).headSha;
  await line.settled();
  expect(checksOf(group)).toEqual(['success']);
  line.deliveries.meddle = (told) => [...held.splice(0), told];
  there.comment(pull, 'Hello.');
  await line.settled();
  const policy = repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
  there.editFile(POLICY_PATH, policy.replace(/^ +exempt:\n(?: +.*\n)+/m, ''));
  await line.settled();
  expect([line.check(pull)?.conclusion, ...checksOf(group)]).toEqual(['action_required', 'action_required']);
});

test('5.6: a green for which nothing stood when the repository changed its owner is taken back under the next one', async () => {
  line = await openLine();
  const { owner, organization, repository } = line.seeded;
  const pull = await words(line.as('owner'));
  const next = addOrganization(line.world, 'lighthouse', [owner]);
  install(line.world, owner, next);
  line.deliveries.meddle = (told) => (told.event === 'pull_request' ? [] : [told]);
  line.as('owner').editIssue(pull, { state: 'closed' });
  await line.settled();
  // As whoever noted that it is closed, and died before its check was shown.
  const { work } = line.server.parts;
  for (const one of await work.open(`github:${organization.id}`, nodeId('R', repository.id)))
    if (one.number === pull) await work.keep({ ...one, open: false });
  line.deliveries.meddle = undefined;
  expect(line.check(pull)?.conclusion).toBe('success');
  line.as('owner').transferRepository(next.login);
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('cancelled');
});
