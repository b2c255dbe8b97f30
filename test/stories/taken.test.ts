/** A login can be taken by somebody else once its holder has another: a policy goes on meaning the account that it meant when it was put in force (`rules.md` 4.4, 5.6, 6.1). */
import { ENACTMENT, policyStream } from '@countersign/core/enactment/decider.ts';
import { ACCOUNT } from '@countersign/core/kept.ts';
import { UNREAD } from '@countersign/core/policy/meaning.ts';
import { resolvePolicy } from '@countersign/core/policy/resolve.ts';
import { folded } from '@countersign/core/record/run.ts';
import { meantIn } from '@countersign/github/policy/holders.ts';
import { enqueue } from '@countersign/github/record/job.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { type Human, human } from '@countersign/sandbox/human.ts';
import type { SeedRole } from '@countersign/sandbox/story.ts';
import { addOrganization, addPerson } from '@countersign/sandbox/world/account.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { openPull } from '@countersign/sandbox/world/pull.ts';
import { push } from '@countersign/sandbox/world/push.ts';
import type { Account } from '@countersign/sandbox/world/record.ts';
import { addRepository, renameOrganization } from '@countersign/sandbox/world/repository.ts';
import { send } from '@countersign/sandbox/world/tell.ts';
import type { Occurrence } from '@countersign/sandbox/world/world.ts';
import { afterEach, expect, test } from 'vitest';
import { approved, approvedWork, inReview } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const place = () => ({
  tenant: `github:${line.seeded.organization.id}`,
  project: nodeId('R', line.seeded.repository.id),
});

/** The holder of a login takes another, and whoever comes first has it from then on. */
async function takenOver(role: SeedRole): Promise<Account> {
  const { logins } = line.world;
  const account = line.seeded.people[role];
  const { login } = account;
  logins.delete(login);
  account.login = `${login}-2`;
  logins.set(account.login, account.id);
  const taker = addPerson(line.world, login);
  // As an hour later.
  await line.server.parts.documents.forget({ tenant: place().tenant, project: ACCOUNT, kind: 'user' });
  return taker;
}

const policyNow = (): string => {
  const { repository } = line.seeded;
  return repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
};

function work(account: Account, branch: string): number {
  const { repository } = line.seeded;
  const actor = { account, viaApp: false };
  push(line.world, repository, actor, { branch, from: 'main', message: branch, edits: { [`src/${branch}.js`]: '1' } });
  const made = { title: branch, body: '', head: branch, base: 'main' };
  return openPull(line.world, repository, actor, made).number;
}

const EXEMPT = (text: string) => text.replace('exempt:', 'exempt:\n      authors: ["@dara"]');
const OTHER = { conclusion: 'action_required', title: expect.stringContaining('another account') };

test.each(['at once', 'after something else of the policy was changed', 'with the cache emptied'])(
  '6.1: whoever takes the login of an exempt author is not exempt, %s',
  async (when) => {
    line = await openLine({ policy: EXEMPT });
    const own = work(line.seeded.people.developer, 'own');
    await line.settled();
    expect(line.check(own)?.conclusion).toBe('success');
    const taker = await takenOver('developer');
    if (when.startsWith('after')) line.as('owner').editFile(POLICY_PATH, `${policyNow()}# and more\n`);
    if (when.startsWith('with')) for (const kind of ['user', 'policy', 'place']) await forget(kind);
    await line.settled();
    const pull = work(taker, 'rogue');
    await line.settled();
    expect(line.check(pull)).toMatchObject(OTHER);
  },
);

test('6.1: the names of a policy that is read, and not on record yet, mean what they meant before', async () => {
  line = await openLine({ policy: EXEMPT });
  await line.settled();
  await takenOver('developer');
  const edited = resolvePolicy(`${policyNow()}# and more\n`);
  if (!('policy' in edited)) throw new Error('it is a policy');
  const at = { ...place(), installation: line.seeded.installation.id, owner: 'harbour', repo: 'invoices' };
  const meant = await meantIn(line.server.parts, at, edited.policy);
  expect(meant?.get('dara')).toBe(`github:${line.seeded.people.developer.id}`);
});

test('6.1: whoever takes a login that was nobody’s when the policy was put in force is not exempt, also once something else of it was changed', async () => {
  line = await openLine({ policy: (text) => text.replace('exempt:', 'exempt:\n      authors: ["@come-late"]') });
  await line.settled();
  const taker = addPerson(line.world, 'come-late');
  await forget('user');
  line.as('owner').editFile(POLICY_PATH, `${policyNow()}# and more\n`);
  await line.settled();
  const pull = work(taker, 'rogue');
  await line.settled();
  expect(line.check(pull)).toMatchObject(OTHER);
});

async function forget(kind: string): Promise<void> {
  for (const project of [place().project, ACCOUNT])
    await line.server.parts.documents.forget({ tenant: place().tenant, project, kind });
}

test('6.1: a login that is taken out of the policy and put in again means whoever has it then', async () => {
  line = await openLine({ policy: EXEMPT });
  await line.settled();
  const taker = await takenOver('developer');
  const before = policyNow();
  line.as('owner').editFile(POLICY_PATH, before.replace('authors: ["@dara"]', 'authors: []'));
  await line.settled();
  line.as('owner').editFile(POLICY_PATH, before);
  await line.settled();
  const pull = work(taker, 'anew');
  await line.settled();
  expect(line.check(pull)?.conclusion).toBe('success');
});

async function approve(number: number): Promise<void> {
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve');
  await line.settled();
}

test('4.4: whoever takes the login of somebody who holds a role holds none', async () => {
  line = await openLine();
  const number = await inReview(line);
  await takenOver('customer');
  await approve(number);
  const { approval, votes } = await line.state(number);
  expect(approval).toBeUndefined();
  expect(votes.map((one) => one.seat)).not.toContain('customer');
});

test('4.4: one person of two accounts fills one seat, also once an account has another login', async () => {
  const policy = (text: string) => `${text.replace(/^( +)customer: .*$/m, '$1customer: ["harbour/customers", "@olga"]')}
aliases:
  - ["@theo", "@chen-li"]
`;
  line = await openLine({ policy });
  const number = await inReview(line);
  const { people } = line.seeded;
  line.world.logins.delete('chen-li');
  people.customer.login = 'chen-2';
  line.world.logins.set('chen-2', people.customer.id);
  await forget('user');
  for (const role of ['project-manager', 'technical-expert'] as const) line.as(role).comment(number, '/approve');
  await line.settled();
  human(line.world, 'chen-2', 'harbour/invoices').comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).approval).toBeUndefined();
});

test('7.2: the record holds the accounts that a policy names, and no login', async () => {
  line = await openLine({ policy: EXEMPT });
  const entries = await line.server.parts.ledger.read(policyStream(place()));
  const { people } = line.seeded;
  const ids = [people.customer, people.developer, people['project-manager'], people['technical-expert']];
  const [customer, developer, ...others] = ids.map(({ id }) => `github:${id}`);
  // By name: the program that may bump versions, whom nobody is here, stands between them.
  const accounts = [customer, developer, '', ...others];
  expect(folded(ENACTMENT, entries).at(-1)?.roles?.accounts).toEqual(accounts);
  expect(JSON.stringify(entries)).not.toMatch(/dara|pan-wei|theo|chen-li/);
});

/** The repository is renamed, and another with a policy that lets everything pass is made under its former name. */
async function nameTaken(): Promise<Human> {
  const { organization, people } = line.seeded;
  line.as('owner').renameRepository('billing');
  await line.settled();
  const files = { [POLICY_PATH]: policyNow().replace(/paths: \[.*\]/, 'paths: ["**/*"]') };
  addRepository(line.world, { owner: organization, name: 'invoices', author: people.developer, files });
  // As a quarter of an hour later, when the policy is read again.
  await line.server.parts.documents.forget({ ...place(), kind: 'policy', id: 'current' });
  line.world.now = () => Date.now() + 2000;
  return human(line.world, 'dara', 'harbour/billing');
}

test('6.1: a delivery of before a repository was renamed reads nothing of whoever has its name by now', async () => {
  line = await openLine();
  const { pull } = line.seeded;
  const held: Occurrence[] = [];
  line.deliveries.meddle = (one) => {
    if (one.event === 'pull_request') held.push(one);
    return one.event === 'pull_request' ? [] : [one];
  };
  line.as('developer').editPull(pull, { title: 'Another title' });
  await line.settled();
  line.deliveries.meddle = undefined;
  const developer = await nameTaken();
  line.deliveries.meddle = (one) => [...held.splice(0), one];
  developer.comment(pull, 'Hello.');
  await line.settled();
  developer.editPull(pull, { title: 'And another' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
});

test('6.1: nor does what follows from the rename of an organisation, whoever has its former name by then', async () => {
  line = await openLine();
  const { organization, people, pull } = line.seeded;
  await approved(line);
  const held: Occurrence[] = [];
  line.deliveries.meddle = (one) => {
    held.push(one);
    return [];
  };
  renameOrganization(line.world, people.developer, organization, 'harbour-group');
  line.deliveries.meddle = undefined;
  const mallory = addPerson(line.world, 'mallory');
  const owner = addOrganization(line.world, 'harbour', [mallory]);
  const files = { [POLICY_PATH]: policyNow().replace(/paths: \[.*\]/, 'paths: ["**/*"]') };
  addRepository(line.world, { owner, name: 'invoices', author: mallory, files });
  // As a quarter of an hour later, when the policy is read again.
  await line.server.parts.documents.forget({ ...place(), kind: 'policy', id: 'current' });
  line.world.now = () => Date.now() + 2000;
  const before = line.spoken.length;
  for (const one of held.splice(0)) send(line.world, one);
  await line.settled();
  // The name alone is asked for, and whose it is.
  const read = line.spoken.slice(before).map(({ path }) => path);
  expect(read.filter((path) => path.startsWith('/repos/harbour/invoices/'))).toEqual([]);
  human(line.world, 'dara', 'harbour-group/invoices').editPull(pull, { title: 'Another title' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
});

test('6.1: nor does work that was stored before', async () => {
  line = await openLine();
  const { pull } = line.seeded;
  const [work] = await line.server.parts.work.openAnywhere();
  if (!work) throw new Error('there is one');
  const at = { ...place(), installation: line.seeded.installation.id, owner: 'harbour', repo: 'invoices' };
  const developer = await nameTaken();
  await enqueue(
    line.server.parts,
    at.tenant,
    [{ kind: 'show-pull', place: at, id: work.id, head: work.head }],
    'stored',
  );
  await line.settled();
  developer.editPull(pull, { title: 'And another' });
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'action_required' });
});

test.each(['Dara', 'dara'])(
  '6.4: a machine user that is listed as %s is a program by its account, whatever it is called by now',
  async (listed) => {
    line = await openLine({ policy: (text) => `${text}bots: ["@${listed}"]\n` });
    const number = await inReview(line);
    await approve(number);
    line.as('project-manager').comment(number, '/start');
    await line.settled();
    const named = (account: Account, branch: string): number => {
      const { repository } = line.seeded;
      const actor = { account, viaApp: false };
      push(line.world, repository, actor, { branch, from: 'main', message: branch, edits: { [`src/${branch}`]: '1' } });
      const made = { title: branch, body: `Change: #${number}`, head: branch, base: 'main' };
      return openPull(line.world, repository, actor, made).number;
    };
    const program = line.seeded.people.developer;
    const before = named(program, 'before');
    await line.settled();
    expect(line.check(before)?.conclusion).toBe('action_required');
    await takenOver('developer');
    const after = named(program, 'after');
    await line.settled();
    expect(line.check(after)?.conclusion).toBe('action_required');
    expect(line.check(before)?.conclusion).toBe('action_required');
    line.as('project-manager').comment(after, `/accept #${number}`);
    await line.settled();
    expect(line.check(after)?.conclusion).toBe('success');
  },
);

/** As five minutes later: whoever was refused is asked for again. */
async function later(): Promise<void> {
  const key = { ...place(), kind: 'policy', id: 'unread' };
  const note = await line.server.parts.documents.find(key);
  if (!note) throw new Error('nothing is noted');
  await line.server.parts.documents.forget(key);
  await line.server.parts.documents.keep({ ...note, fetchedAt: new Date(Date.now() - 301_000).toISOString() });
}

test('5.6: a login that GitHub refused to show gives nobody anything, whoever has it, until GitHub shows it; and closes nothing else', async () => {
  line = await openLine({ checked: false });
  await approvedWork(line);
  const other = line.seeded.pull;
  const shown = line.api.faults.add({ kind: 'status', status: 403, on: /^GET .*\/users\/dara$/ });
  await forget('user');
  line.as('owner').editFile(POLICY_PATH, EXEMPT(policyNow()));
  await line.settled();
  const pull = work(line.seeded.people.developer, 'own');
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'failure' });
  expect(line.check(other)).toMatchObject({ conclusion: 'success' });
  shown();
  await line.server.reconcile();
  await line.settled();
  // Nobody who comes to the name meanwhile has it by that.
  expect(line.check(pull)).toMatchObject({ conclusion: 'failure' });
  await later();
  await line.server.reconcile();
  await line.settled();
  expect(line.check(pull)).toMatchObject({ conclusion: 'success' });
  const taker = await takenOver('developer');
  const rogue = work(taker, 'rogue');
  await line.settled();
  expect(line.check(rogue)).toMatchObject(OTHER);
}, 600_000);

test('5.6: a team that GitHub refused is bound when it is shown, and fills no seat before', async () => {
  line = await openLine({ checked: false });
  const team = 'harbour/customers';
  const shown = line.api.faults.add({ kind: 'status', status: 403, on: /^GET .*\/teams\// });
  line.as('owner').editFile(POLICY_PATH, policyNow().replace('["@theo"]', `["@${team}"]`));
  await line.settled();
  const bound = async () =>
    folded(ENACTMENT, await line.server.parts.ledger.read(policyStream(place()))).at(-1)?.roles?.teamIds;
  expect(await bound()).toEqual([UNREAD]);
  shown();
  await later();
  await line.server.reconcile();
  await line.settled();
  expect(await bound()).toEqual([expect.stringMatching(/^\d*$/)]);
}, 600_000);
