/** Who may say that a pull request implements a request that lives in Jira (`rules.md 6.4`). */
import { createHmac } from 'node:crypto';
import { policyTemplate } from '@countersign/core/policy/template.ts';
import { afterEach, expect, test } from 'vitest';
import { type Forge, openForge } from '../instruments/forge.ts';
import type { Issue } from '../standins/jira/record.ts';

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
  return signedAnswer({ issue: issue.key, at: Date.now(), pull });
}

/** The same question with the pull request's own id, by an address and a title of its own. */
async function askedOf(
  issue: Issue,
  pull: { readonly id?: string; readonly address: string; readonly title: string },
  more = {},
) {
  process.env.COUNTERSIGN_GATE_SECRET = SECRET;
  const whole = { ...pull, claim: { ...OWN, others: 0, ...more } };
  return signedAnswer({ issue: issue.key, at: Date.now(), pull: whole });
}

async function signedAnswer(question: object): Promise<string> {
  const body = JSON.stringify(question);
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
  expect(await asked(issue)).toBe('unclaimed');
  await forge.settled();
  expect(await forge.state(issue)).toMatchObject({ stage: 'approved', work: [{ label: WORK, origin: 'own' }] });
  const { version } = (await forge.state(issue)) ?? {};
  expect(await asked(issue)).toBe('unclaimed');
  expect((await forge.state(issue))?.version).toBe(version);

  expect(JSON.stringify(await forge.panel('mei', issue))).toContain('accept');
  expect((await forge.act('carla', issue, { type: 'accept', work: WORK })).kind).toBe('refused');
  expect((await forge.act('mei', issue, { type: 'accept', work: WORK })).kind).toBe('done');
  await forge.settled();
  expect((await forge.state(issue))?.stage).toBe('implementing');
  expect(await asked(issue)).toBe('open');

  expect(await asked(issue, 2)).toBe('unclaimed');
  await forge.says('mei', issue, `/accept ${WORK}`);
  await forge.settled();
  expect(await asked(issue, 2)).toBe('open');
  expect(await asked(issue, 3)).toBe('unclaimed');
});

test('6.4: a server that does not say whose work it is has it accepted, too', async () => {
  const issue = await approved();
  expect(await asked(issue, 0, false)).toBe('unclaimed');
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
  expect(await told(issue, unseen)).toBe('unclaimed');
  const { version } = (await forge.state(issue)) ?? {};
  expect(await told(issue, unseen)).toBe('unclaimed');
  expect((await forge.state(issue))?.version).toBe(version);
  expect(await told(issue, { ...own, head: 'its author’s' })).toBe('open');
  await forge.says('theo', issue, `/accept ${WORK}`);
  expect(await told(issue, unseen)).toBe('unclaimed');
  await forge.says('mei', issue, `/accept ${WORK}`);
  expect(await told(issue, unseen)).toBe('open');
  expect(await told(issue, { ...unseen, head: 'ghi' })).toBe('unclaimed');
});

test('6.4: a question that tells of a push by another account and of something else besides tells of the push', async () => {
  const issue = await accepted();
  expect(await told(issue, { ...OWN, origin: 'fork', others: 1 })).toBe('unclaimed');
  expect(await told(issue, { ...OWN, origin: 'own', others: 2 })).toBe('unclaimed');
});

test('5.6, 6.4: what has the address of work that was accepted, and another author, is other work', async () => {
  const issue = await accepted();
  expect(await told(issue, { ...OWN, author: { id: 'github:66', name: 'mallory' }, others: 0 })).toBe('unclaimed');
  expect((await forge.state(issue))?.work).toMatchObject([{ by: { name: 'mallory' } }]);
  expect(await asked(issue)).toBe('unclaimed');
});

test('6.4: a program that the policy lists by its account accepts no work, whatever it is called', async () => {
  const issue = await approved('bots: ["@dara"]\n');
  await asked(issue);
  // Dara owns a step of the plan.
  await forge.says('dara', issue, `/accept ${WORK}`);
  expect(await asked(issue)).toBe('unclaimed');
  expect((await forge.state(issue))?.work[0]?.accepted).toBeUndefined();
});

const AT = (repository: string) => ({ address: `https://github.com/${repository}/pull/1`, title: `${repository}#1` });
const NODE = 'PR_kwDOA';

test('5.6: after a rename of its repository a pull request is the same work, with what was said of it by name', async () => {
  const issue = await approved();
  expect(await askedOf(issue, { id: NODE, ...AT('acme/shop') })).toBe('unclaimed');
  await forge.act('mei', issue, { type: 'accept', work: WORK });
  await forge.settled();
  expect(await askedOf(issue, { id: NODE, ...AT('acme/shop') })).toBe('open');
  expect(await askedOf(issue, { id: NODE, ...AT('acme/billing') })).toBe('open');
  expect((await forge.state(issue))?.work).toMatchObject([{ label: 'acme/billing#1', accepted: {} }]);
  expect([...issue.links.values()].map((one) => one.url)).toEqual([AT('acme/billing').address]);
  const { version } = (await forge.state(issue)) ?? {};
  expect(await askedOf(issue, { id: NODE, ...AT('acme/billing') })).toBe('open');
  expect((await forge.state(issue))?.version).toBe(version);
  // Its merge is told by the same id.
  const merged = { id: NODE, ...AT('acme/paid'), gate: 'open', by: OWN.author, cause: 'merge-1' };
  expect(await signedAnswer({ issue: issue.key, at: Date.now(), merged })).toBe('recorded');
  expect((await forge.state(issue))?.work).toMatchObject([{ merged: true }]);
});

test('5.6, 6.4: another pull request at an address that was left is other work, and is accepted by itself', async () => {
  const issue = await approved();
  await askedOf(issue, { id: NODE, ...AT('acme/shop') });
  await forge.act('mei', issue, { type: 'accept', work: WORK });
  await forge.settled();
  expect(await askedOf(issue, { id: NODE, ...AT('acme/billing') })).toBe('open');
  const other = { id: 'PR_kwDOB', ...AT('acme/shop') };
  expect(await askedOf(issue, other)).toBe('unclaimed');
  expect(await askedOf(issue, other)).toBe('unclaimed');
  expect(await askedOf(issue, { id: NODE, ...AT('acme/billing') })).toBe('open');
  expect((await forge.state(issue))?.work.map(({ label }) => label).sort()).toEqual(['acme/billing#1', 'acme/shop#1']);
});

test('5.6: work that an older server told of by its address alone is known by its id from the next question on', async () => {
  const issue = await accepted();
  expect(await askedOf(issue, { id: NODE, ...AT('acme/shop') })).toBe('open');
  expect(await askedOf(issue, { id: NODE, ...AT('acme/billing') })).toBe('open');
  expect((await forge.state(issue))?.work).toHaveLength(1);
  // What it was accepted as nobody else becomes by its id.
  expect(
    await askedOf(issue, { id: NODE, ...AT('acme/billing') }, { author: { id: 'github:66', name: 'mallory' } }),
  ).toBe('unclaimed');
});

test('5.6, 6.4: work that an older server told of by its address, and whose repository was renamed since, counts once, and is accepted anew', async () => {
  const issue = await accepted();
  const moved = { id: NODE, ...AT('acme/billing') };
  expect(await askedOf(issue, moved)).toBe('unclaimed');
  expect((await forge.state(issue))?.work).toMatchObject([{ label: 'acme/billing#1', node: NODE }]);
  expect([...issue.links.values()].map((one) => one.url)).toEqual([moved.address]);
  await forge.act('mei', issue, { type: 'accept', work: 'acme/billing#1' });
  await forge.settled();
  expect(await askedOf(issue, moved)).toBe('open');
  expect((await forge.state(issue))?.work).toHaveLength(1);
});

test.each([
  ['another commit', AT('acme/billing'), { head: 'def' }],
  ['another author', AT('acme/billing'), { author: { id: 'github:66', name: 'mallory' } }],
  ['another number', { address: 'https://github.com/acme/billing/pull/2', title: 'acme/billing#2' }, {}],
])('5.6, 6.4: with %s it is other work, and what was accepted stays accepted', async (_, at, more) => {
  const issue = await accepted();
  expect(await askedOf(issue, { id: 'PR_kwDOB', ...at }, more)).toBe('unclaimed');
  expect((await forge.state(issue))?.work).toHaveLength(2);
  expect(await askedOf(issue, { id: NODE, ...AT('acme/shop') })).toBe('open');
});
