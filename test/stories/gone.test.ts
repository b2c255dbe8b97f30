/** What was approved and is not there any more, wherever it went and whether or not anybody told: nobody can hold it against what is to be merged (`rules.md` 4.3, 4.4, 5.6). */
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { addRepository } from '@countersign/sandbox/world/repository.ts';
import { afterEach, expect, test } from 'vitest';
import { approvedWork } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

let line: Line;
let ahead = 0;
afterEach(async () => {
  await line.close();
  ahead = 0;
});

const open = async () => {
  line = await openLine({ now: () => Date.now() + ahead });
  return approvedWork(line);
};

/** A repository of the same owner under the same policy. @returns its full name */
function another(name = 'other'): string {
  const { organization, repository, people } = line.seeded;
  const tip = repository.commits.get(repository.refs.get('refs/heads/main') ?? '');
  const files = { [POLICY_PATH]: tip?.files[POLICY_PATH] ?? '' };
  addRepository(line.world, { owner: organization, name, author: people.developer, files });
  return `${organization.login}/${name}`;
}

async function round(): Promise<void> {
  await line.server.reconcile();
  await line.settled();
}

const conclusion = () => line.check(line.seeded.pull)?.conclusion;

/** Nothing is told of issues. */
function unheard(): void {
  line.deliveries.meddle = (one) => (one.event === 'issues' ? [] : [one]);
}

test('5.6: a request whose transfer nobody tells of opens no gate of the repository that it left, though its old address leads to it', async () => {
  const number = await open();
  const there = another();
  unheard();
  line.as('developer').transferIssue(number, there);
  await round();
  expect(conclusion()).toBe('action_required');
});

test('4.3: a request that nobody can see, because issues are switched off, opens no gate until they are back', async () => {
  await open();
  line.as('owner').switchIssues(false);
  await round();
  expect(conclusion()).toBe('action_required');
  line.as('owner').switchIssues(true);
  ahead += 120_000;
  await round();
  expect(conclusion()).toBe('success');
});

test.each(['told of', 'found by a round'])(
  '4.2: a requirement that is transferred, %s, is not what was approved any more',
  async (how) => {
    await open();
    const [requirement = 0] = line.seeded.requirements;
    const there = another();
    if (how !== 'told of') unheard();
    line.as('developer').transferIssue(requirement, there);
    if (how === 'told of') await line.settled();
    else {
      ahead += 11 * 60_000;
      await round();
    }
    expect(conclusion()).toBe('action_required');
  },
);

test.each<[string, (number: number) => void]>([
  ['edited', (number) => line.as('owner').editIssue(number, { body: 'Something wholly else.' })],
  ['deleted', (number) => line.as('owner').deleteIssue(number)],
  ['transferred', (number) => void line.as('developer').transferIssue(number, another())],
])('4.2: a requirement that loses its label and is %s then is not what was approved any more', async (_, then) => {
  await open();
  const [requirement = 0] = line.seeded.requirements;
  line.as('owner').removeLabel(requirement, 'requirement');
  await line.settled();
  expect(conclusion()).toBe('success');
  then(requirement);
  await line.settled();
  expect(conclusion()).toBe('action_required');
});
