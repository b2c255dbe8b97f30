/** What a program writes into a request is somebody's: nobody approves it for the provider until it is said whose (`rules.md 4.4`). */

import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { addPerson } from '@countersign/sandbox/world/account.ts';
import { editIssue, issueNumbered } from '@countersign/sandbox/world/issue.ts';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

test('4.4: what a bot wrote since the submission bars whoever it was for, and it is said for whom on GitHub', async () => {
  line = await openLine();
  const bot = addPerson(line.world, 'release[bot]');
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  const { repository } = line.seeded;
  const issue = issueNumbered(repository, number);
  const body = (issue.body ?? '').replace('as CSV and as PDF', 'as CSV, as PDF and as HTML');
  editIssue(line.world, repository, issue, { account: bot, viaApp: false }, { body });
  await line.settled();
  for (const role of ['project-manager', 'technical-expert'] as const) line.as(role).comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).votes).toEqual([]);
  expect(line.answers(number).join('\n')).toMatch(/made-for/);
  line.as('developer').comment(number, '/made-for @theo');
  await line.settled();
  expect((await line.state(number)).represented).toBeUndefined();
  line.as('requester').comment(number, '/made-for @theo');
  await line.settled();
  for (const role of ['project-manager', 'technical-expert'] as const) line.as(role).comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).votes.map(({ seat }) => seat)).toEqual(['project-manager']);
});

async function reviewed(answers: Parameters<Line['file']>[0]): Promise<number> {
  const number = line.file(answers);
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  return number;
}

async function vote(number: number): Promise<readonly string[]> {
  for (const role of ['project-manager', 'technical-expert', 'requester'] as const)
    line.as(role).comment(number, '/approve');
  await line.settled();
  return (await line.state(number)).votes.filter((one) => !one.voided).map(({ seat }) => seat);
}

const named = async (number: number) => (await line.state(number)).represented?.map(({ name }) => name);

test('4.4: whom the form says a request is made for does not approve it, and whoever wrote it down does not either', async () => {
  line = await openLine();
  const { repository } = line.seeded;
  const policy = repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
  line.as('owner').editFile(POLICY_PATH, policy.replace('["@theo"]', '["@theo", "@dara"]'));
  await line.settled();
  const number = await reviewed({ madeFor: '@theo' });
  expect(await named(number)).toEqual(['theo']);
  expect(await vote(number)).toEqual(['project-manager']);
});

test('4.4: the field is the requester’s and the change manager’s to fill in later; from anybody else it is told and names nobody', async () => {
  line = await openLine();
  const number = await reviewed({});
  const body = (): string => line.seeded.repository.issues.get(number)?.body ?? '';
  const saying = (name: string) => body().replace(/(### Made for\n\n)[^\n]*/, `$1${name}`);
  expect(await vote(number)).toEqual(['project-manager', 'technical-expert']);
  line.as('developer').editIssue(number, { body: saying('@theo') });
  await line.settled();
  expect(await named(number)).toBeUndefined();
  expect(line.answers(number).at(-1)).toMatch(/Not done: Made for.*theo\n\nOnly the requester/);
  line.as('requester').editIssue(number, { body: saying('nobody yet, perhaps @theo') });
  await line.settled();
  expect(await named(number)).toBeUndefined();
  line.as('requester').editIssue(number, { body: saying('') });
  await line.settled();
  line.as('requester').editIssue(number, { body: saying('@theo') });
  await line.settled();
  expect(await named(number)).toEqual(['theo']);
  line.as('requester').editIssue(number, { body: saying('') });
  await line.settled();
  expect(await named(number)).toEqual(['theo']);
  expect(await vote(number)).not.toContain('technical-expert');
});
