/** What people wrote while nothing of it reached us, and what GitHub does not deliver again: found by reading, and counted only where nothing can have been forged. */

import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { addComment } from '@countersign/sandbox/world/comment.ts';
import { nodeId } from '@countersign/sandbox/world/node.ts';
import { addRepository } from '@countersign/sandbox/world/repository.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formBody } from '../instruments/formbody.ts';
import { ANSWERS, ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
let ahead: number;
/** By so much the server's clock is before GitHub's. */
let wrong: number;
let number: number;
const MINUTE = 60_000;

/** A request in review. Two minutes later, and from then on, no comment is delivered, and GitHub forgets that it was to be. */
beforeEach(async () => {
  ahead = 0;
  wrong = 0;
  const clock = () => Date.now() + ahead;
  line = await openLine({ clock, now: () => clock() + wrong });
  number = line.file();
  await line.settled();
  line.as('requester').comment(number, '/submit');
  await line.settled();
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  expect((await line.state(number)).stage).toBe('in-review');
  line.deliveries.meddle = () => [];
  ahead = 2 * MINUTE;
});
afterEach(() => line.close());

/** The app is back, four minutes after that. */
async function back(): Promise<void> {
  line.deliveries.meddle = (one) => [one];
  ahead = 6 * MINUTE;
  await line.server.reconcile();
  await line.settled();
}

const BOARD = ['project-manager', 'technical-expert', 'customer'] as const;
const approveAll = () => BOARD.map((role) => line.as(role).comment(number, '/approve'));
const asksAgain = () => line.answers(number).filter((answer) => answer.includes('say it again')).length;

test('votes that nobody told of count, each once, also when they are delivered after all', async () => {
  const told: Parameters<NonNullable<typeof line.deliveries.meddle>>[0][] = [];
  line.deliveries.meddle = (one) => {
    told.push(one);
    return [];
  };
  approveAll();
  await back();
  expect((await line.state(number)).stage).toBe('approved');
  const before = (await line.state(number)).votes.length;
  line.deliveries.meddle = () => told;
  line.as('developer').comment(number, 'a word');
  await line.settled();
  line.deliveries.meddle = (one) => [one];
  await line.server.reconcile();
  await line.settled();
  const after = await line.state(number);
  expect({ stage: after.stage, votes: after.votes.length }).toEqual({ stage: 'approved', votes: before });
  expect(asksAgain()).toBe(0);
});

test('what was delivered is not taken again, and costs no question', async () => {
  line.deliveries.meddle = (one) => [one];
  approveAll();
  await line.settled();
  const asked = line.spoken.filter(({ path }) => path === '/graphql').length;
  const { length } = (await line.state(number)).votes;
  await back();
  expect((await line.state(number)).votes).toHaveLength(length);
  // A round asks once whether the requests are there; of comments it asks nothing.
  expect(line.spoken.filter(({ path }) => path === '/graphql')).toHaveLength(asked + 1);
});

test.each([
  [
    'it was edited: whoever may edit comments could have written it',
    () => {
      const id = line.as('customer').comment(number, 'I will look at it.');
      line.as('owner').editComment(id, '/approve');
      for (const role of ['project-manager', 'technical-expert'] as const) line.as(role).comment(number, '/approve');
    },
  ],
  [
    'the text was another one when it was written, and was put back after',
    () => {
      const { body } = line.seeded.repository.issues.get(number) ?? {};
      line
        .as('technical-expert')
        .editIssue(number, { body: formBody('standard', 'en', { ...ANSWERS, after: 'Only a colour changes.' }) });
      approveAll();
      ahead += MINUTE;
      line.as('technical-expert').editIssue(number, { body: body ?? '' });
    },
  ],
  [
    'the title was another one when it was written, and was put back after',
    () => {
      const { title = '' } = line.seeded.repository.issues.get(number) ?? {};
      line.as('technical-expert').editIssue(number, { title: 'A new colour' });
      approveAll();
      ahead += MINUTE;
      line.as('technical-expert').editIssue(number, { title });
    },
  ],
  [
    'the text was changed in the very second in which it was written',
    () => {
      const still = Date.now() + ahead;
      line.world.now = () => still;
      approveAll();
      const body = line.seeded.repository.issues.get(number)?.body ?? '';
      line.as('technical-expert').editIssue(number, { body: `${body} ` });
      line.as('technical-expert').editIssue(number, { body });
      line.world.now = () => Date.now() + ahead;
    },
  ],
])('a vote that was found does not count, and is asked for once more, where %s', async (_, meanwhile) => {
  meanwhile();
  await back();
  expect((await line.state(number)).stage).toBe('in-review');
  expect(asksAgain()).toBeGreaterThan(0);
  const asked = asksAgain();
  await line.server.reconcile();
  await line.settled();
  expect(asksAgain()).toBe(asked);
  ahead += MINUTE;
  for (const role of BOARD) line.as(role).comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).stage).toBe('approved');
});

test('a vote that was found does not count where an impact was recorded since it was written', async () => {
  approveAll();
  ahead += MINUTE;
  line.deliveries.meddle = (one) => [one];
  line.as('project-manager').comment(number, '/assess cost CNY 9,000');
  await line.settled();
  await back();
  expect((await line.state(number)).votes).toHaveLength(0);
  expect(asksAgain()).toBeGreaterThan(0);
});

const deliver = (): void => {
  line.deliveries.meddle = (one) => [one];
};

test('4.1: what is found undoes nothing that its writer said later', async () => {
  line.as('project-manager').comment(number, '/approve');
  deliver();
  ahead += MINUTE;
  line.as('project-manager').comment(number, '/reject it costs too much');
  for (const role of ['technical-expert', 'customer'] as const) line.as(role).comment(number, '/approve');
  await line.settled();
  await back();
  const { stage, votes } = await line.state(number);
  expect(stage).toBe('in-review');
  expect(votes.filter(({ seat }) => seat === 'project-manager').map(({ verdict }) => verdict)).toEqual(['reject']);
  expect(asksAgain()).toBe(1);
});

test('4.1: a comment that is delivered late undoes nothing either, and costs no answer when it is delivered twice', async () => {
  const told: Parameters<NonNullable<typeof line.deliveries.meddle>>[0][] = [];
  line.deliveries.meddle = (one) => {
    told.push(one);
    return [];
  };
  line.as('project-manager').comment(number, '/approve');
  deliver();
  ahead += MINUTE;
  line.as('project-manager').comment(number, '/retract');
  line.as('project-manager').comment(number, '/reject it costs too much');
  await line.settled();
  for (let times = 1; times <= 2; times += 1) {
    line.deliveries.meddle = () => told;
    line.as('developer').comment(number, 'a word');
    await line.settled();
  }
  deliver();
  const { votes } = await line.state(number);
  expect(votes.map(({ verdict }) => verdict)).toEqual(['reject']);
  expect(asksAgain()).toBe(1);
});

test('4.6: a release that is found ends no hold that was put on after it was written', async () => {
  deliver();
  line.as('project-manager').comment(number, '/hold until the contract is signed');
  await line.settled();
  line.deliveries.meddle = () => [];
  line.as('project-manager').comment(number, '/release');
  deliver();
  ahead += MINUTE;
  line.as('customer').comment(number, '/hold until our board has met');
  await line.settled();
  await back();
  expect((await line.state(number)).alsoHeld).toHaveLength(1);
  expect(asksAgain()).toBe(1);
});

test('T7: a vote that is found was for its round, and does not count in the next', async () => {
  approveAll();
  deliver();
  ahead += MINUTE;
  line.as('technical-expert').comment(number, '/send-back The load was not measured.');
  await line.settled();
  line.as('project-manager').comment(number, '/review');
  await line.settled();
  await back();
  const { stage, votes } = await line.state(number);
  expect({ stage, votes }).toEqual({ stage: 'in-review', votes: [] });
});

test('T13: what was said before a request came there is not said there anew', async () => {
  deliver();
  line.as('project-manager').comment(number, '/hold until the contract is signed');
  await line.settled();
  line.as('project-manager').comment(number, '/release');
  await line.settled();
  const { organization, people, repository } = line.seeded;
  const tip = repository.commits.get(repository.refs.get('refs/heads/main') ?? '');
  const files = { [POLICY_PATH]: tip?.files[POLICY_PATH] ?? '' };
  addRepository(line.world, { owner: organization, name: 'other', author: people.developer, files });
  const { parts } = line.server;
  const row = await parts.register.findByNumber(`github:${organization.id}`, nodeId('R', repository.id), number);
  if (!row) throw new Error('it is not on record');
  line.as('developer').transferIssue(number, `${organization.login}/other`);
  await line.settled();
  const { length } = await parts.ledger.read(row.ref);
  await back();
  const since = (await parts.ledger.read(row.ref)).slice(length);
  // Its items are read anew where it is.
  const said = since.map(({ event }) => (event as { readonly type: string }).type);
  expect(said.filter((type) => type !== 'request-written')).toEqual([]);
});

test('what an app writes in somebody’s name is nobody’s word, found or delivered', async () => {
  const { repository, people } = line.seeded;
  const issue = repository.issues.get(number);
  for (const role of BOARD)
    if (issue) addComment(line.world, repository, issue, { account: people[role], viaApp: true }, '/approve');
  await back();
  expect((await line.state(number)).votes).toHaveLength(0);
});

test('what rests on no text is taken as it was said, whatever was edited meanwhile', async () => {
  line.as('project-manager').comment(number, '/hold until the contract is signed');
  ahead += MINUTE;
  const body = formBody('standard', 'en', { ...ANSWERS, motive: 'Two customers asked for it.' });
  line.as('requester').editIssue(number, { body });
  await back();
  expect((await line.state(number)).held).toBeDefined();
});

test('a command that nobody told of is found also where the server believes to be hours later than GitHub', async () => {
  wrong = 180 * MINUTE;
  await line.server.reconcile();
  line.as('customer').comment(number, '/hold We want to wait');
  ahead = 6 * MINUTE;
  await line.server.reconcile();
  await line.settled();
  expect((await line.state(number)).held?.reason).toBe('We want to wait');
});
