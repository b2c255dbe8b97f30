/** Who may say that a pull request implements a request that lives in Jira (`rules.md 6.4`). */
import { createHmac } from 'node:crypto';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import type { Issue } from '@countersign/sandbox/jira/record.ts';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge } from '../instruments/forge.ts';

const CONTEXT = { installContext: 'ari:cloud:jira::site/cloud-1' };
const SECRET = 'a secret of thirty-two letters or more';
const WORK = 'acme/shop#1';

let forge: Forge;
afterEach(() => {
  forge.close();
  delete process.env.COUNTERSIGN_GATE_SECRET;
});

const OWN = { author: { id: 'github:7', name: 'dara' }, origin: 'own', head: 'abc', isSeen: true } as const;

async function asked(issue: Issue, others = 0, claim = true): Promise<string> {
  return told(issue, claim ? { ...OWN, others } : undefined);
}

async function told(issue: Issue, claim: object | undefined): Promise<string> {
  process.env.COUNTERSIGN_GATE_SECRET = SECRET;
  const pull = { address: 'https://github.com/acme/shop/pull/1', title: WORK, ...(claim ? { claim } : {}) };
  const body = JSON.stringify({ issue: issue.key, at: Date.now(), pull });
  const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
  const answer = await forge.handlers.gate({ body, headers: { 'x-countersign-signature': [signature] } }, CONTEXT);
  return (answer as { outputKey: string }).outputKey;
}

async function approved(more = ''): Promise<Issue> {
  const policy = policyTemplate('standard', 'en', { lead: 'mei', expert: 'theo', customer: 'carla' });
  forge = await openForge({ policy: `${policy}\nplan-confirmation: false\n${more}` });
  const issue = forge.file('rosa');
  await forge.settled();
  await forge.assess(issue);
  await forge.decide(issue);
  return issue;
}

test('6.4: an approved request in Jira opens the gate for work that its panel accepted, until another account pushes', async () => {
  const issue = await approved();
  expect(await asked(issue)).toBe('closed');
  await forge.settled();
  expect(await forge.state(issue)).toMatchObject({ stage: 'approved', work: [{ label: WORK, origin: 'own' }] });
  const { version } = (await forge.state(issue)) ?? {};
  expect(await asked(issue)).toBe('closed');
  expect((await forge.state(issue))?.version).toBe(version);

  expect(JSON.stringify(await forge.panel('mei', issue))).toContain('accept');
  expect((await forge.act('carla', issue, { type: 'accept', work: WORK })).kind).toBe('refused');
  expect((await forge.act('mei', issue, { type: 'accept', work: WORK })).kind).toBe('done');
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('implementing');
  expect(await asked(issue)).toBe('open');

  expect(await asked(issue, 2)).toBe('closed');
  await forge.says('mei', issue, `/accept ${WORK}`);
  await forge.settled();
  expect(await asked(issue, 2)).toBe('open');
  expect(await asked(issue, 3)).toBe('closed');
});

test('6.4: a server that does not say whose work it is has it accepted, too', async () => {
  const issue = await approved();
  expect(await asked(issue, 0, false)).toBe('closed');
  await forge.act('mei', issue, { type: 'accept', work: WORK });
  await forge.settled();
  expect(await asked(issue, 0, false)).toBe('open');
});

async function accepted(): Promise<Issue> {
  const issue = await approved();
  await asked(issue);
  await forge.act('mei', issue, { type: 'accept', work: WORK });
  await forge.settled();
  expect(await asked(issue)).toBe('open');
  return issue;
}

test('6.4: a commit that nobody was seen to bring to work that Jira accepted is nobody’s, until it is accepted as well', async () => {
  const issue = await accepted();
  const own = { ...OWN, others: 0 };
  expect(await told(issue, { ...own, head: 'its author’s' })).toBe('open');
  // Closed, pushed to and opened again: nobody was told whose that is.
  const unseen = { ...own, head: 'def', isSeen: false };
  expect(await told(issue, unseen)).toBe('closed');
  const { version } = (await forge.state(issue)) ?? {};
  expect(await told(issue, unseen)).toBe('closed');
  expect((await forge.state(issue))?.version).toBe(version);
  expect(await told(issue, { ...own, head: 'its author’s' })).toBe('open');
  await forge.says('theo', issue, `/accept ${WORK}`);
  expect(await told(issue, unseen)).toBe('closed');
  await forge.says('mei', issue, `/accept ${WORK}`);
  expect(await told(issue, unseen)).toBe('open');
  expect(await told(issue, { ...unseen, head: 'ghi' })).toBe('closed');
});

test('6.4: a question that tells of a push by another account and of something else besides tells of the push', async () => {
  const issue = await accepted();
  expect(await told(issue, { ...OWN, origin: 'fork', others: 1 })).toBe('closed');
  expect(await told(issue, { ...OWN, origin: 'own', others: 2 })).toBe('closed');
});

test('5.6, 6.4: what has the address of work that was accepted, and another author, is other work', async () => {
  const issue = await accepted();
  expect(await told(issue, { ...OWN, author: { id: 'github:66', name: 'mallory' }, others: 0 })).toBe('closed');
  expect((await forge.state(issue))?.work).toMatchObject([{ by: { name: 'mallory' } }]);
  expect(await asked(issue)).toBe('closed');
});

test('6.4: a program that the policy lists by its account accepts no work, whatever it is called', async () => {
  const issue = await approved('bots: ["@dara"]\n');
  await asked(issue);
  // Dara owns a step of the plan.
  await forge.says('dara', issue, `/accept ${WORK}`);
  expect(await asked(issue)).toBe('closed');
  expect((await forge.state(issue))?.work[0]?.accepted).toBeUndefined();
});
