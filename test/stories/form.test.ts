import { policyTemplate } from '@countersign/core/policy/template.ts';
import { POLICY_PATH } from '@countersign/github/translate/translate.ts';
import { SEED_LOGINS } from '@countersign/sandbox/seed.ts';
import { afterEach, expect, test } from 'vitest';
import { ANSWERS, ASSESSMENT, type Line, openLine } from '../instruments/line.ts';

let line: Line;
afterEach(() => line.close());

const AFTER = `${ANSWERS.after}\n\n### Risk\n\nThe vendor is liable for lost invoices.`;
const LIGHT = policyTemplate('light', 'en', {
  lead: SEED_LOGINS['project-manager'],
  expert: SEED_LOGINS['technical-expert'],
  customer: SEED_LOGINS.customer,
  // Whoever votes under the former policy holds the role under this one, too.
}).replace(
  /^roles:$/m,
  `roles:\n  project-manager: ["@${SEED_LOGINS['project-manager']}"]\n  technical-expert: ["@${SEED_LOGINS['technical-expert']}"]`,
);

async function reviewed(): Promise<number> {
  const number = line.file({ after: AFTER });
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  return number;
}

async function approve(number: number): Promise<void> {
  for (const role of ['project-manager', 'technical-expert', 'customer'] as const)
    line.as(role).comment(number, '/approve');
  await line.settled();
}

const bodyOf = (number: number): string => line.seeded.repository.issues.get(number)?.body ?? '';

test('4.2, 4.3: words below a heading that another profile’s form asks are approved with the rest, and end the votes when they change', async () => {
  line = await openLine();
  const number = await reviewed();
  line.as('developer').editPull(line.seeded.pull, { body: `Change: #${number}` });
  await approve(number);
  expect(line.check(line.seeded.pull)?.conclusion).toBe('success');
  const body = bodyOf(number).replace(
    'The vendor is liable for lost invoices.',
    'Nobody is liable; the price doubles.',
  );
  line.as('developer').editIssue(number, { body });
  await line.settled();
  expect((await line.state(number)).stage).toBe('assessing');
  expect(line.check(line.seeded.pull)?.conclusion).not.toBe('success');
});

test('7.2: a request is read by the form of the policy that it is decided under, whatever the project’s policy says by now', async () => {
  line = await openLine();
  const number = await reviewed();
  line.as('owner').editFile(POLICY_PATH, LIGHT);
  await line.settled();
  await approve(number);
  expect(line.answers(number)).toEqual([]);
  expect((await line.state(number)).stage).toBe('approved');
});

test('4.1: where an issue reads otherwise than it is on record, nobody’s edit is waited for: the record takes it as it is, and the next vote counts', async () => {
  line = await openLine();
  const number = line.file({ after: AFTER });
  await line.settled();
  line.as('owner').editFile(POLICY_PATH, LIGHT);
  await line.settled();
  line.as('requester').comment(number, '/submit');
  line.as('project-manager').comment(number, ASSESSMENT);
  await line.settled();
  expect((await line.state(number)).stage).toBe('in-review');
  line.as('project-manager').comment(number, '/approve');
  await line.settled();
  expect(line.answers(number).at(-1)).toMatch(/edited meanwhile/);
  const { content, votes } = await line.state(number);
  expect(votes).toEqual([]);
  expect(content.request.after).toHaveLength(1);
  line.as('project-manager').comment(number, '/approve');
  await line.settled();
  expect((await line.state(number)).votes).toHaveLength(1);
});
