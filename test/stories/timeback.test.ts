/** A server whose clock was ahead and goes right again, or that shares its record with one that is ahead: what comes later is news all the same (`rules.md` 4.2, 4.4). */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { approvedWork } from '../instruments/board.ts';
import { type Line, openLine } from '../instruments/line.ts';

const HOUR = 3_600_000;

let line: Line;
let ahead = 0;
beforeEach(() => {
  ahead = 0;
});
afterEach(() => line.close());

const conclusion = () => line.check(line.seeded.pull)?.conclusion;

test.each([HOUR, 5000])(
  '4.2: a requirement that is edited after the clock went back by %i ms is not what was approved any more',
  async (ms) => {
    ahead = ms;
    line = await openLine({ now: () => Date.now() + ahead });
    await approvedWork(line);
    const [requirement = 0] = line.seeded.requirements;
    line.as('owner').editIssue(requirement, { state: 'closed' });
    await line.server.reconcile();
    await line.settled();
    ahead = 0;
    line.as('owner').editIssue(requirement, { body: 'Something wholly else.' });
    await line.settled();
    expect(conclusion()).toBe('action_required');
  },
);

test('4.6: a release that is told of late ends no hold that was put on after the clock went back', async () => {
  ahead = HOUR;
  line = await openLine({ now: () => Date.now() + ahead });
  const number = await approvedWork(line);
  line.as('project-manager').comment(number, '/hold wait');
  line.as('project-manager').comment(number, '/release');
  await line.settled();
  expect(conclusion()).toBe('success');
  ahead = 0;
  const late: Parameters<NonNullable<typeof line.deliveries.meddle>>[0][] = [];
  line.as('project-manager').comment(number, '/hold once more');
  await line.settled();
  line.deliveries.meddle = (one) => {
    if (one.event !== 'issue_comment') return [one];
    late.push(one);
    return [];
  };
  line.as('project-manager').comment(number, '/release');
  line.deliveries.meddle = undefined;
  line.as('project-manager').comment(number, '/hold for good');
  await line.settled();
  line.deliveries.meddle = (one) => [one, ...late.splice(0)];
  line.as('owner').comment(1, 'Whatever brings the rest.');
  await line.settled();
  expect(conclusion()).toBe('action_required');
});

test('6.1: a group whose end nobody told, and of which was heard before the clock went back, is let go', async () => {
  ahead = HOUR;
  line = await openLine({ now: () => Date.now() + ahead });
  const { pull, repository } = line.seeded;
  await approvedWork(line);
  const group = line.as('developer').joinMergeQueue(pull).headSha;
  await line.settled();
  const check = () => repository.checks.get(repository.checksOf.get(group)?.at(-1) ?? 0)?.conclusion;
  expect(check()).toBe('success');
  ahead = 0;
  line.deliveries.meddle = (one) => (one.event === 'merge_group' || one.action === 'dequeued' ? [] : [one]);
  line.as('developer').leaveMergeQueue(group);
  await line.settled();
  await line.server.reconcile();
  await line.settled();
  expect(check()).toBe('cancelled');
});

test('4.4: what could not be delivered after the clock went back is asked for again', async () => {
  // Less than what is known of a team may be old.
  ahead = 120_000;
  line = await openLine({
    now: () => Date.now() + ahead,
    policy: (text) => text.replace('"@pan-wei"', '"@harbour/project-managers"'),
  });
  await approvedWork(line);
  await line.server.reconcile();
  await line.settled();
  ahead = 0;
  const { app } = line.world.state;
  const { webhookUrl } = app;
  app.webhookUrl = 'http://127.0.0.1:9/';
  line.as('owner').removeFromTeam('project-managers', 'pan-wei');
  await line.settled();
  app.webhookUrl = webhookUrl;
  await line.server.reconcile();
  await line.settled();
  expect(conclusion()).toBe('action_required');
});
