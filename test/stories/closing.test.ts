import { afterEach, expect, test } from 'vitest';
import { ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const ROLES = (text: string) => text.replace('roles:', 'roles:\n  chair: ["@olga"]\n  verifier: ["@theo"]');

async function say(
  role: 'requester' | 'project-manager' | 'technical-expert' | 'customer' | 'developer' | 'owner',
  number: number,
  text: string,
) {
  line.as(role).comment(number, text);
  await line.settled();
}

async function implementing(): Promise<number> {
  const number = line.file();
  await line.settled();
  await say('requester', number, '/submit');
  await say('project-manager', number, ASSESSMENT);
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const) await say(role, number, '/approve');
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
  await line.settled();
  expect((await line.state(number)).stage).toBe('implementing');
  return number;
}

test('T14–T16: from done through a failed verification to closing, with every guard said', async () => {
  line = await openLine({ policy: ROLES });
  const number = await implementing();
  await say('project-manager', number, '/done');
  expect(line.answers(number).at(-1)).toMatch(/step/i);
  await say('developer', number, '/done 1');
  await say('project-manager', number, '/done');
  expect((await line.state(number)).stage).toBe('verifying');
  await say('technical-expert', number, '/verify fail the PDF is empty');
  expect((await line.state(number)).stage).toBe('implementing');
  await say('project-manager', number, '/done');
  await say('technical-expert', number, '/verify pass');
  expect(line.answers(number).at(-1)).toMatch(/evidence/i);
  await say('developer', number, '/evidence 1 run 42 is green');
  await say('technical-expert', number, '/verify pass');
  expect(line.answers(number).at(-1)).toMatch(/actual/i);
  await say('project-manager', number, '/actuals 2d CNY 5,000');
  await say('technical-expert', number, '/verify pass');
  expect(await line.state(number)).toMatchObject({ stage: 'closed', closing: { reason: 'implemented' } });
  expect(line.seeded.repository.issues.get(number)?.state).toBe('closed');
  await say('technical-expert', number, '/approve');
  expect(line.answers(number).at(-1)).toMatch(/closed/i);
});

test('T17: a requester withdraws with a reason, and nobody else does', async () => {
  line = await openLine({ policy: ROLES });
  const number = line.file();
  await line.settled();
  await say('project-manager', number, '/withdraw no');
  expect((await line.state(number)).stage).toBe('draft');
  await say('requester', number, '/withdraw no longer needed');
  expect((await line.state(number)).stage).toBe('withdrawn');
});

test('T10, T18, 3.4: the chair proposes, a second seat holder makes it happen', async () => {
  line = await openLine({ policy: ROLES });
  const number = await implementing();
  await say('owner', number, '/cancel the customer stopped the project');
  expect((await line.state(number)).stage).toBe('implementing');
  await say('developer', number, '/second');
  expect((await line.state(number)).stage).toBe('implementing');
  await say('technical-expert', number, '/second');
  expect(await line.state(number)).toMatchObject({ stage: 'closed', closing: { reason: 'cancelled' } });
  expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
});

test('3.4: a second that was written before what is proposed now carries out nothing', async () => {
  line = await openLine({ policy: ROLES });
  const number = await implementing();
  await say('owner', number, '/cancel the customer stopped the project');
  line.world.now = () => Date.now() - 60_000;
  await say('technical-expert', number, '/second');
  expect((await line.state(number)).stage).toBe('implementing');
  line.world.now = () => Date.now();
  await say('technical-expert', number, '/second');
  expect((await line.state(number)).stage).toBe('closed');
});

test('4.6: a concern holds the approval, a condition holds the merge', async () => {
  line = await openLine({ policy: ROLES });
  const number = line.file();
  await line.settled();
  await say('requester', number, '/submit');
  await say('project-manager', number, ASSESSMENT);
  await say('technical-expert', number, '/concern The fonts are not licensed');
  await say('technical-expert', number, '/condition before merge @dara Load test by 2030-12-20');
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const) await say(role, number, '/approve');
  expect((await line.state(number)).stage).toBe('in-review');
  await say('technical-expert', number, '/resolve C1 licence bought');
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
  await line.settled();
  expect(line.check(line.seeded.pull)?.conclusion).toBe('action_required');
  await say('technical-expert', number, '/meet K1 run 42');
  expect(line.check(line.seeded.pull)?.conclusion).toBe('success');
});

test('/help and /explain answer, /aprove is told what was meant, and a quoted command does nothing', async () => {
  line = await openLine();
  const number = line.file();
  await line.settled();
  await say('developer', number, '/help');
  expect(line.answers(number).at(-1)).toMatch(/`\/submit`/);
  await say('developer', number, '/explain');
  expect(line.answers(number).at(-1)).toMatch(/gate is closed/i);
  await say('developer', number, '/aprove');
  expect(line.answers(number).at(-1)).toMatch(/\/approve/);
  const before = line.comments(number).length;
  await say('developer', number, '> /submit\n\n```\n/submit\n```');
  expect(line.comments(number)).toHaveLength(before);
  expect((await line.state(number)).stage).toBe('draft');
});
