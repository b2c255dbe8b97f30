/** A policy means accounts and teams, and names are only how it writes them: what is renamed, taken over, made anew or misspelt (`rules.md` 4.4, 5.6). */
import { ACCOUNT } from '@countersign/core/kept.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { human } from '@countersign/sandbox/human.ts';
import type { SeedRole } from '@countersign/sandbox/story.ts';
import { addPerson, addTeam, renamePerson } from '@countersign/sandbox/world/account.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import type { Account } from '@countersign/sandbox/world/record.ts';
import { teamNamed } from '@countersign/sandbox/world/world.ts';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const TEAMS = (text: string) =>
  text.replace('"@pan-wei"', '"@harbour/project-managers"').replace('"@chen-li"', '"@harbour/customers"');
const more = (lines: string) => (text: string) => `${text}\n${lines}\n`;

/** As an hour later. */
async function forget(...kinds: readonly string[]): Promise<void> {
  const tenant = `github:${line.seeded.organization.id}`;
  for (const kind of kinds) await line.server.parts.documents.forget({ tenant, project: ACCOUNT, kind });
}

const rename = (account: Account, to: string) => renamePerson(line.world, account, to);

const said = (who: Account | SeedRole, number: number, text: string) =>
  typeof who === 'string'
    ? line.as(who).comment(number, text)
    : human(line.world, who.login, 'harbour/invoices').comment(number, text);

async function inReview(): Promise<number> {
  const number = line.file();
  await line.settled();
  said('requester', number, '/submit');
  said('project-manager', number, ASSESSMENT);
  await line.settled();
  return number;
}

async function voted(number: number, ...by: readonly (Account | SeedRole)[]) {
  for (const one of by) said(one, number, '/approve');
  await line.settled();
  const { votes, approval } = await line.state(number);
  return { seats: votes.map((one) => `${one.voter.id} ${one.seat}`), approved: approval !== undefined };
}

/** What the check of the seeded pull request says of the policy. */
async function toldBy(number: number): Promise<string> {
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
  await line.settled();
  const head = line.seeded.repository.issues.get(line.seeded.pull)?.pull?.headSha;
  const check = [...line.seeded.repository.checks.values()].filter((one) => one.headSha === head).at(-1);
  return `${check?.summary ?? ''}\n${check?.text ?? ''}`.replaceAll(/[\\\u200b]/g, '');
}

test('4.4: a team that is made anew under the slug of one that was renamed fills no seat; who is in the renamed one does', async () => {
  line = await openLine({ policy: TEAMS });
  const number = await inReview();
  const { organization, people } = line.seeded;
  line.as('owner').editTeam('project-managers', { name: 'Old managers' });
  addTeam(line.world, organization, 'project-managers', [people.developer]);
  await forget('team');
  expect(await voted(number, 'developer')).toEqual({ seats: [], approved: false });
  const all = await voted(number, 'project-manager', 'technical-expert', 'customer');
  expect(all).toMatchObject({ approved: true });
  const told = await toldBy(number);
  expect(told).toMatch(/harbour\/project-managers.*harbour\/old-managers/);
});

test('4.4: whoever is renamed goes on holding the role, whoever takes the name holds none, and no other seat waits for it', async () => {
  line = await openLine();
  const number = await inReview();
  const { customer } = line.seeded.people;
  rename(customer, 'chen-2');
  const taker = addPerson(line.world, 'chen-li');
  await forget('user');
  expect(await voted(number, taker)).toEqual({ seats: [], approved: false });
  expect(await voted(number, 'project-manager', 'technical-expert')).toMatchObject({ approved: false });
  expect((await voted(number, customer)).approved).toBe(true);
  const told = await toldBy(number);
  expect(told).toMatch(/@chen-li.*@chen-2/);
});

test('4.7: a provider’s account that is renamed goes on being the provider’s', async () => {
  const policy = (text: string) => text.replace(/^( +)customer: .*$/m, '$1customer: ["@harbour/customers"]');
  line = await openLine({ policy });
  const number = await inReview();
  const { people } = line.seeded;
  const team = teamNamed(line.world, 'harbour', 'customers');
  team.members.add(people['technical-expert'].id);
  rename(people['technical-expert'], 'theo-2');
  await forget('user', 'team');
  said(people['technical-expert'], number, '/approve customer');
  await line.settled();
  expect((await line.state(number)).votes).toEqual([]);
});

test('4.4: a name that is nobody’s grants nothing, is said, and closes no seat of anybody', async () => {
  const policy = (text: string) => text.replace(/^( +)customer: .*$/m, '$&\n$1quality: ["@nobody-here"]');
  line = await openLine({ policy });
  const number = await inReview();
  expect((await voted(number, 'project-manager', 'technical-expert', 'customer')).approved).toBe(true);
  expect(await toldBy(number)).toMatch(/@nobody-here/);
  // Whoever takes it later is nobody whom the policy meant.
  const taker = addPerson(line.world, 'nobody-here');
  await forget('user');
  said(taker, number, '/hold because I can');
  await line.settled();
  expect((await line.state(number)).held).toBeUndefined();
});

test('4.4: an alias with a member that is nobody’s closes the seats of the others in it, is said, and closes no one else’s', async () => {
  const policy = (text: string) => text.replace('"@theo"', '"@theo", "@olga"');
  line = await openLine({ policy: (text) => more('aliases:\n  - ["@theo", "@chen-lee"]')(policy(text)) });
  const number = await inReview();
  const found = await voted(number, 'project-manager', 'technical-expert', 'customer');
  expect(found.seats.map((one) => one.split(' ')[1])).toEqual(['project-manager', 'customer']);
  expect(line.answers(number).at(-1)).toMatch(/could not be read/);
  expect((await voted(number, line.seeded.owner)).approved).toBe(true);
  expect(await toldBy(number)).toMatch(/@chen-lee/);
});

test('4.4: what was made by somebody of such an alias is decided by nobody, since anybody might be its maker', async () => {
  line = await openLine({ policy: more('aliases:\n  - ["@rosa", "@teo"]') });
  const number = await inReview();
  // Nobody can fill its board, so it is not put before one, and is told why.
  expect(await line.state(number)).toMatchObject({ stage: 'assessing', seats: [] });
  expect(line.answers(number).join('\n')).toContain('could not be read: teo');
});

test('4.4: an account of an alias that was renamed is the same person’s as before', async () => {
  line = await openLine({ policy: more('aliases:\n  - ["@rosa", "@theo"]') });
  const number = await inReview();
  rename(line.seeded.people['technical-expert'], 'theo-2');
  await forget('user');
  expect((await voted(number, line.seeded.people['technical-expert'])).seats).toEqual([]);
});

test('5.6: a policy that names an id means that account, whatever it is called; and changes whom a name means by that', async () => {
  line = await openLine();
  const { customer } = line.seeded.people;
  rename(customer, 'chen-2');
  const taker = addPerson(line.world, 'chen-li');
  await forget('user');
  const text = (id: number) => `"@chen-li:${id}"`;
  const { repository } = line.seeded;
  const now = repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
  line.as('owner').editFile(POLICY_PATH, now.replaceAll('"@chen-li"', text(taker.id)));
  await line.settled();
  const number = await inReview();
  expect((await voted(number, customer)).seats).toEqual([]);
  expect((await voted(number, taker)).seats).toEqual([`github:${taker.id} customer`]);
});

const REFUSED = { kind: 'status', status: 403, message: 'Resource not accessible by integration' } as const;

/** Put in force while GitHub refuses to show whom they mean, and goes on refusing. */
async function refusedPrograms(...names: readonly string[]): Promise<void> {
  line.api.faults.add({ ...REFUSED, on: new RegExp(`^GET /users/(?:${names.join('|')})$`) });
  await forget('user', 'team');
  const { repository } = line.seeded;
  const now = repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
  line.as('owner').editFile(POLICY_PATH, `${now}\nbots: [${names.join(', ')}]\n`);
  await line.settled();
}

test('4.4: a program that GitHub refuses to show closes no seat of anybody who is called otherwise, and is said with its key', async () => {
  line = await openLine();
  addPerson(line.world, 'robot-7');
  await refusedPrograms('robot-7');
  const number = await inReview();
  expect(await voted(number, 'project-manager', 'technical-expert', 'customer')).toMatchObject({ approved: true });
  expect(await toldBy(number)).toMatch(/@robot-7.*bots/);
});

test('4.4: whoever is called as a program is that GitHub refuses to show fills no seat, by a team either', async () => {
  line = await openLine({ policy: TEAMS });
  const other = addPerson(line.world, 'chen-2');
  teamNamed(line.world, 'harbour', 'customers').members.add(other.id);
  await refusedPrograms('chen-li');
  const number = await inReview();
  const found = await voted(number, 'project-manager', 'technical-expert', 'customer');
  expect(found.seats.map((one) => one.split(' ')[1])).toEqual(['project-manager', 'technical-expert']);
  expect(found.approved).toBe(false);
  expect((await voted(number, other)).approved).toBe(true);
});

test('5.6: the name of an organisation is nobody’s: it owns nothing and holds no role', async () => {
  line = await openLine({ policy: (text) => text.replace(/^roles:$/m, 'roles:\n  quality: ["@harbour"]') });
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  await line.settled();
  const { owner } = await line.state(number);
  line.as('project-manager').comment(number, '/owner @harbour');
  await line.settled();
  expect((await line.state(number)).owner).toEqual(owner);
  expect(line.answers(number).at(-1)).toContain('harbour');
  const { organization, repository } = line.seeded;
  const project = nodeId('R', repository.id);
  const entries = await line.server.record.readProject(`github:${organization.id}`, project, 0, 1000);
  expect(JSON.stringify(entries.map(({ event }) => event))).not.toContain(`"github:${organization.id}"`);
});
