import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const TEAMS = (text: string) =>
  text.replace('"@pan-wei"', '"@harbour/project-managers"').replace('"@chen-li"', '"@harbour/customers"');

const policyText = (): string => {
  const { repository } = line.seeded;
  return repository.commits.get(repository.refs.get('refs/heads/main') ?? '')?.files[POLICY_PATH] ?? '';
};

async function reviewed(): Promise<number> {
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  expect((await line.state(number)).stage).toBe('in-review');
  return number;
}

test('4.3: whoever leaves the team loses the vote; the gate closes, and coming back does not bring it back', async () => {
  line = await openLine({ policy: TEAMS });
  const number = await reviewed();
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve');
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).toBe('success');
  line.as('owner').removeFromTeam('project-managers', 'pan-wei');
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).not.toBe('success');
  expect((await line.state(number)).votes.find((vote) => vote.voter.name === 'pan-wei')?.voided).toMatchObject({
    kind: 'role-lost',
  });
  line.as('owner').addToTeam('project-managers', 'pan-wei');
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).not.toBe('success');
  line.as('project-manager').comment(number, '/approve');
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).toBe('success');
});

test('4.4: a team that cannot be read fills no seat and ends no vote', async () => {
  line = await openLine({ policy: TEAMS });
  const number = await reviewed();
  line.as('project-manager').comment(number, '/approve');
  await line.settled();
  const disarm = line.api.faults.add({ kind: 'status', status: 403, on: /teams\/customers\/members/ } as never);
  line.as('owner').addToTeam('customers', 'dara');
  await line.settled();
  line.as('customer').comment(number, '/approve');
  await line.settled();
  const state = await line.state(number);
  expect(state.votes.map((vote) => [vote.voter.name, vote.voided])).toEqual([['pan-wei', undefined]]);
  expect(line.answers(number).at(-1)).toMatch(/could not be read/);
  disarm();
  line.as('customer').comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).votes.map((vote) => vote.voter.name)).toEqual(['pan-wei', 'chen-li']);
});

test('6.2: a request keeps its record and its mark when somebody takes the label off', async () => {
  line = await openLine();
  const number = await reviewed();
  line.as('project-manager').removeLabel(number, 'change-request');
  line.as('technical-expert').comment(number, '/approve');
  await line.settled();
  expect(line.labels(number)).toContain('change-request');
  expect((await line.state(number)).votes.map((vote) => vote.voter.name)).toEqual(['theo']);
});

test('5.6: a renamed repository and a transferred issue keep their identity', async () => {
  line = await openLine();
  const number = await reviewed();
  line.as('owner').renameRepository('billing');
  await line.settled();
  line.as('technical-expert').comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).votes).toHaveLength(1);
});

test('6.2: an issue closed by hand is opened again, and the record says who tried', async () => {
  line = await openLine();
  const number = await reviewed();
  line.as('project-manager').editIssue(number, { state: 'closed' });
  await line.settled();
  expect(line.seeded.repository.issues.get(number)?.state).toBe('open');
  expect((await line.state(number)).irregularities.map((one) => one.kind)).toContain('status-by-hand');
});

async function joined(...groups: readonly string[]): Promise<void> {
  line.as('owner').editFile(POLICY_PATH, `${policyText()}aliases: [${groups.join(', ')}]\n`);
  await line.settled();
}

test('4.4: an account of Jira’s that is said to be the same person’s closes nobody’s seat on GitHub', async () => {
  line = await openLine();
  await joined('["@pan-wei", "jira:712020:5b10"]');
  const number = await reviewed();
  line.as('project-manager').comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).votes.map(({ voter }) => voter.name)).toEqual(['pan-wei']);
  expect(line.answers(number).join('\n')).not.toMatch(/under aliases/);
});

test('4.4: whose other account asks for the change, said by its id, has no seat of its board', async () => {
  line = await openLine();
  const { people } = line.seeded;
  await joined(`["@${people['technical-expert'].login}", "github:${people.requester.id}"]`);
  const number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  expect((await line.state(number)).stage).toBe('assessing');
  expect(line.answers(number).at(-1)).toMatch(/technical expert/i);
});
